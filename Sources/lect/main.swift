import FoundationEssentials
import Glibc

Descriptors.fill()
exit(Program.run(Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment))
