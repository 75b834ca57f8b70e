import AnalyzerKit
import Glibc
import PluginHost

/// What `lect worker …` does: third-party code runs in here, never in a session.
public enum WorkerProgram {
  /// Runs a worker to its end; returns the exit status.
  ///
  /// - Parameters:
  ///   - arguments: what stands after `worker`.
  ///   - bundled: the plugins that come with the program, which run in workers, too, where that is wanted.
  public static func run(_ arguments: [String], bundled: [Plugin]) -> Int32 {
    guard arguments.first == "serve", let options = WorkerOptions(Array(arguments.dropFirst())) else {
      complain("a worker is started by a session: lect worker serve … (docs/worker-protocol.md)")
      return 2
    }
    // What a plugin prints must not come between the frames: it goes where errors go.
    dup2(STDERR_FILENO, STDOUT_FILENO)
    signal(SIGPIPE, SIG_IGN)
    limit(options.memory)
    CrashReport.install()
    let output = WorkerOutput(
      FrameChannel(reading: WorkerProtocol.requests, writing: WorkerProtocol.replies, patience: -1))
    do {
      let host = try WorkerHost(options, bundled: bundled)
      try output.send(.hello(host.hello))
      return try CrashReport.cover(thread: 0) { WorkerLoop(host, output).run() }
    } catch {
      try? output.send(.failed(WorkerFailure(error)))
      return 1
    }
  }

  /// The system refuses memory beyond this and the stacks of threads: a backstop behind the session's watch, which names the cause.
  private static func limit(_ memory: Int) {
    // Stacks of 8 MB count though they are hardly touched; a thread that cannot be made would be waited for in vain.
    let (sum, overflow) = max(memory, 256 << 20).addingReportingOverflow(WorkerProtocol.mostThreads * (8 << 20))
    let bytes = rlim_t(overflow ? .max : sum)
    var data = rlimit(rlim_cur: bytes, rlim_max: bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &data)
    var core = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
  }

  private static func complain(_ text: String) {
    // What cannot be said is lost: the session tells that the worker ended.
    try? DescriptorOutput(STDERR_FILENO).write(Array("lect worker: \(text)\n".utf8))
  }
}

/// What the words after `lect worker serve` say.
struct WorkerOptions {
  /// What is loaded.
  enum Load {
    /// A compiled plugin: its library.
    case library(String)
    /// A plugin whose code is a command: its folder, and the hash that it must have.
    case command(String, content: String?)
    /// A plugin that comes with the program.
    case bundled
  }

  /// The plugin's name.
  let name: String
  /// What is loaded.
  let load: Load
  /// The folder of the plugin's data files.
  let data: String?
  /// Where Python finds the kit for plugins that comes with the program.
  let pythonKit: String?
  /// How much memory it may take, in bytes.
  let memory: Int

  init?(_ words: [String]) {
    var values: [String: String] = [:]
    for index in stride(from: 0, to: words.count - 1, by: 2) { values[words[index]] = words[index + 1] }
    guard words.count % 2 == 0, let name = values["--plugin"] else { return nil }
    self.name = name
    data = values["--data"]
    pythonKit = values["--python-kit"]
    memory = values["--memory"].flatMap { Int($0) } ?? 4 << 30
    if let library = values["--library"] {
      load = .library(library)
    } else if let folder = values["--command"] {
      load = .command(folder, content: values["--content"])
    } else {
      load = .bundled
    }
  }
}
