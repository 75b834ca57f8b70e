import FoundationEssentials
import Glibc
import Notebooks
import Shell
import Workbench

/// The program: sets a session up as the options say, and hands it to a face.
enum Program {
  /// The version that `--version` tells.
  static let version = "0.1.0"

  /// Does what the words after the program's name say; returns the exit status.
  static func run(_ arguments: [String], environment: [String: String]) -> Int32 {
    if arguments.first == "worker" {
      return WorkerProgram.run(Array(arguments.dropFirst()), bundled: BundledPlugins.all)
    }
    do {
      let options = try ProgramOptions(arguments)
      switch options.task {
      case .help: return show(UsageText.text)
      case .version: return show("lect \(version)\n")
      case .prompt, .commands, .script: return try run(options, environment)
      }
    } catch let error as UsageError {
      return complain("\(error)", status: 2)
    } catch let error as CommandError {
      return complain(error.rendered(in: ""), status: error.kind.rawValue)
    } catch {
      return complain("\(error).", status: 1)
    }
  }

  private static func run(_ options: ProgramOptions, _ environment: [String: String]) throws -> Int32 {
    guard let resources = ResourceFolders(program: "/proc/self/exe", environment: environment) else {
      return complain(
        "the files that come with the program are not found. Set LECT_SHARE to the folder that holds `languages` and "
          + "`plugins`, or install again: make install PREFIX=…", status: 1)
    }
    let storeOfEnvironment = environment["LECT_STORE"].flatMap { $0.isEmpty ? nil : $0 }
    let configuration = Configuration(
      store: options.store ?? storeOfEnvironment ?? "lect.db",
      threads: options.threads ?? ProcessInfo.processInfo.activeProcessorCount, resources: resources)
    let session = try Session(configuration, plugins: BundledPlugins.all)
    let console = try Console.standard(
      session, format: options.format, color: options.color, isQuiet: options.isQuiet)
    let status = try run(options, console)
    if console.readerHasLeft {
      // The program ends as others do whose reader leaves.
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    return status
  }

  private static func run(_ options: ProgramOptions, _ console: Console) throws -> Int32 {
    let runner = ScriptRunner(console, keepsGoing: options.keepsGoing)
    // The session holds the runner weakly, and needs it to the end.
    return try withExtendedLifetime(runner) {
      switch options.task {
      case .commands(let commands): return runner.run(commands: commands)
      case .script(let path, let values): return runner.run(file: path, values: values)
      case .prompt, .help, .version:
        let terminal = [STDOUT_FILENO, STDERR_FILENO].first { isatty($0) == 1 }
        guard isatty(STDIN_FILENO) == 1, let terminal else { return runner.runStandardInput() }
        let screen = Screen(of: terminal, color: options.color)
        console.beginPrompt()
        return try Prompt(console, hasColor: screen.hasColor, output: terminal).run(welcome: welcome(console.session))
      }
    }
  }

  private static func welcome(_ session: Session) -> String {
    let corpora =
      switch session.corpusCount {
      case 0: "no corpora yet, load NAME PATH… makes one"
      case 1: "1 corpus"
      case let count: "\(count) corpora"
      }
    return "Lect \(version). \(session.configuration.store): \(corpora). For the commands: help"
  }

  private static func show(_ text: String) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    do {
      try DescriptorOutput(STDOUT_FILENO).write(Array(text.utf8))
      return 0
    } catch {
      return error == .readerLeft ? 0 : complain("\(error).", status: 1)
    }
  }

  private static func complain(_ text: String, status: Int32) -> Int32 {
    MessageWriter { try? DescriptorOutput(STDERR_FILENO).write($0) }.remark("lect: " + text)
    return status
  }
}
