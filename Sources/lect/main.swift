import Foundation

LargeBlocks.giveBack()
exit(Program.run(Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment))
