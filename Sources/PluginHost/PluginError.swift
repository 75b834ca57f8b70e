/// What can go wrong with a plugin, in words for the user who wants to run it.
public enum PluginError: Error, Hashable, Sendable {
  /// There is no folder at a path, or nothing in it that makes a plugin: the path, and what is missing.
  case notAPlugin(path: String, why: String)
  /// The manifest cannot be understood: the file, and what is wrong.
  case badManifest(path: String, why: String)
  /// The sources do not compile: what the compiler says, as it is.
  case doesNotCompile(path: String, messages: String)
  /// There is no Swift compiler, or no module of the kit, to compile with.
  case noToolchain(path: String, why: String)
  /// A compiled plugin that cannot be loaded: the plugin, and what the system says.
  case cannotLoad(name: String, why: String)
  /// The plugin was made for another kit than this program's.
  case otherKit(name: String, its: String, ours: String)
  /// A worker ended, or was ended: the plugin, what it did at that time, how it ended, and its last words.
  case workerEnded(name: String, doing: String, ending: WorkerEnding, lastWords: String)
  /// A worker said what is no word of the protocol.
  case rubbish(name: String, doing: String, what: String)
  /// The plugin reported a failure of its own, in its own words.
  case failed(name: String, message: String)
  /// The store was changed under the plugin: what it found instead. The analysis can be run again.
  case changed(name: String, message: String)
  /// A file or process that the system refuses.
  case system(what: String, why: String)
}

/// How a worker came to its end.
public enum WorkerEnding: Hashable, Sendable {
  /// It crashed with a signal.
  case signal(Int32)
  /// It left with an exit status.
  case status(Int32)
  /// It needed more memory than it may: bytes.
  case memory(Int)
  /// It gave no sign of life for so many seconds.
  case silence(Int)
}

extension PluginError: CustomStringConvertible {
  /// The message as the user reads it.
  public var description: String {
    switch self {
    case .notAPlugin(let path, let why): "\(path) is no plugin: \(why)"
    case .badManifest(let path, let why): "\(path): \(why)"
    case .doesNotCompile(let path, let messages): "\(path) does not compile:\n\(messages)"
    case .noToolchain(let path, let why): "\(path) must be compiled, and \(why)"
    case .cannotLoad(let name, let why): "the plugin \(name) cannot be loaded: \(why)"
    case .otherKit(let name, let its, let ours):
      "the plugin \(name) was made for another AnalyzerKit (\(its); this is \(ours))"
    case .workerEnded(let name, let doing, let ending, let lastWords):
      "the plugin \(name) \(ending) while it \(doing)" + (lastWords.isEmpty ? "" : ". Its last words: \(lastWords)")
    case .rubbish(let name, let doing, let what):
      "the plugin \(name) answered with rubbish while it \(doing): \(what)"
    case .failed(let name, let message), .changed(let name, let message): "the plugin \(name): \(message)"
    case .system(let what, let why): "\(what): \(why)"
    }
  }

  /// What the user can do about it.
  public var advice: String? {
    switch self {
    case .notAPlugin(let path, _): "To make one there: plugin new \(path)"
    case .noToolchain:
      "Everything else works without it. The toolchain is at https://www.swift.org/install/linux; put its usr/bin into PATH"
    case .otherKit: "Load it again from its folder: it is compiled anew then"
    case .workerEnded(_, _, .memory, _): "The limit is changed by: set plugin-memory MEGABYTES"
    case .workerEnded(_, _, .silence, _): "The limit is changed by: set plugin-patience SECONDS"
    case .workerEnded(_, _, .signal, _), .rubbish:
      "The session and the store are as they were. plugin check PATH looks for the cause"
    default: nil
    }
  }
}

extension WorkerEnding: CustomStringConvertible {
  /// What the plugin did in the end.
  public var description: String {
    switch self {
    case .signal(let number): "crashed (\(WorkerEnding.name(of: number)))"
    case .status(let status): "left with status \(status)"
    case .memory(let bytes): "needed more than \(bytes >> 20) MB of memory"
    case .silence(let seconds): "gave no sign of life for \(seconds) s"
    }
  }

  private static func name(of signal: Int32) -> String {
    switch signal {
    case 4, 5: "signal \(signal), a trap: an index out of range, an overflow, or a force unwrap"
    case 6: "signal 6, it gave up by itself"
    case 8: "signal 8, a division by zero"
    case 9: "signal 9, somebody killed it"
    case 7, 11: "signal \(signal), memory that is not its own"
    case 24: "signal 24, too much time"
    default: "signal \(signal)"
    }
  }
}
