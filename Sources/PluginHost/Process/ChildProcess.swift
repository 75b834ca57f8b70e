import FoundationEssentials
import Glibc
import Synchronization
import Threading

/// A process of its own group, so that all that it starts can be ended with it.
///
/// Starting takes about a millisecond (`posix_spawn`). What it writes to standard error is read by a thread, and the end
/// of it kept.
public final class ChildProcess: Sendable {
  /// How a process ended.
  public enum Exit: Hashable, Sendable {
    /// It left with a status.
    case status(Int32)
    /// A signal ended it.
    case signal(Int32)
  }

  private struct State {
    var exit: Exit?
    var largestMemory = 0
    var words: [UInt8] = []
    var hasAllWords = false
  }

  /// How many bytes of standard error are kept.
  private static let mostWords = 64 << 10

  /// The number of the process, and of its group.
  public let id: pid_t
  private let state = Mutex(State())
  private let leadsGroup: Bool

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - arguments: the program's path first; one without a slash is looked for in PATH.
  ///   - descriptors: which descriptors of this process become which of the child; all others stay here.
  ///   - folder: where it runs.
  ///   - environment: variables that are set beside those of this process.
  ///   - leadsGroup: whether it is ended with all that it starts; else it is ended with the group of this process.
  public init(
    _ arguments: [String], descriptors: [(from: Int32, to: Int32)] = [], folder: String? = nil,
    environment: [String: String] = [:], leadsGroup: Bool = true
  ) throws(PluginError) {
    self.leadsGroup = leadsGroup
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGINT, SIGPIPE, SIGTERM, SIGXFSZ] { sigaddset(&usual, signal) }
    posix_spawnattr_setflags(
      &attributes,
      Int16((leadsGroup ? POSIX_SPAWN_SETPGROUP : 0) | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    let words = try Pipe()
    let wanted = descriptors + [(from: words.writing, to: 2)]
    for pair in wanted where pair.from != pair.to { posix_spawn_file_actions_adddup2(&actions, pair.from, pair.to) }
    for target: Int32 in [0, 1] where !descriptors.contains(where: { $0.to == target }) {
      posix_spawn_file_actions_addopen(&actions, target, "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    // The folder is changed to by a shell: Swift's Glibc has no file action for it.
    let arguments = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0] + arguments } ?? arguments
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
    var child: pid_t = 0
    let failure = ChildProcess.withCStrings(arguments) { arguments in
      ChildProcess.withCStrings(variables) { variables in
        guard let program = arguments[0] else { return EINVAL }
        return Pipe.starting.withLock { _ in
          posix_spawnp(&child, program, &actions, &attributes, arguments, variables)
        }
      }
    }
    close(words.writing)
    guard failure == 0 else {
      close(words.reading)
      throw .system(what: arguments.first ?? "", why: "it cannot be started: \(String(cString: strerror(failure)))")
    }
    id = child
    listen(words.reading)
  }

  deinit {
    if state.withLock({ $0.exit == nil }) {
      end()
      waitpid(id, nil, 0)
    }
  }

  /// Ends the process and all of its group.
  public func end() {
    // The number of a process that is gone may be another's.
    guard state.withLock({ $0.exit == nil }) else { return }
    kill(leadsGroup ? -id : id, SIGKILL)
  }

  /// How it ended; nil while it runs.
  public func poll() -> Exit? { reap(WNOHANG) }

  /// Waits for its end.
  @discardableResult
  public func wait() -> Exit {
    while true {
      if let exit = reap(0) { return exit }
    }
  }

  /// The most memory that it had at once, in bytes, once it has ended; 0 where that is not known.
  ///
  /// The system counts what a process had before it became another program, which was this program's own.
  public var largestMemory: Int { state.withLock { $0.largestMemory } }

  /// How much memory of its own a process has now, in bytes; 0 when there is no such process.
  public static func memory(of process: pid_t) -> Int {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/statm") else { return 0 }
    let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
    guard fields.count > 2, let resident = Int(fields[1]), let shared = Int(fields[2]) else { return 0 }
    return max(0, resident - shared) * Int(getpagesize())
  }

  /// How much memory a process and all that it started have now, in bytes.
  public static func memory(ofAllBelow process: pid_t) -> Int {
    var total = 0
    var found: Set<pid_t> = [process]
    var open = [process]
    // A plugin that starts more than this is ended by others.
    while let next = open.popLast(), found.count <= 1000 {
      total += memory(of: next)
      for thread in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(next)/task")) ?? [] {
        guard let data = FileManager.default.contents(atPath: "/proc/\(next)/task/\(thread)/children") else { continue }
        for child in String(decoding: data, as: UTF8.self).split(separator: " ").compactMap({ pid_t($0) })
        where found.insert(child).inserted {
          open.append(child)
        }
      }
    }
    return total
  }

  /// The end of what it wrote to standard error; after its end, waits shortly until all is read.
  public func lastWords(waiting seconds: Double = 0.2) -> String {
    let end = ContinuousClock.now + .seconds(seconds)
    while !state.withLock({ $0.hasAllWords }), ContinuousClock.now < end { usleep(2000) }
    return String(decoding: state.withLock { $0.words }, as: UTF8.self)
  }

  private func reap(_ options: Int32) -> Exit? {
    if let known = state.withLock({ $0.exit }) { return known }
    var status: Int32 = 0
    var usage = rusage()
    let result = wait4(id, &status, options, &usage)
    var own = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
    if result == 0 || (result < 0 && errno == EINTR) { return nil }
    let signal = status & 0x7F
    let exit: Exit = result < 0 ? .status(0) : signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
    state.withLock { state in
      state.exit = exit
      state.largestMemory = usage.ru_maxrss > own.ru_maxrss ? usage.ru_maxrss * 1024 : 0
    }
    // Whatever it started must not outlive it.
    if leadsGroup { kill(-id, SIGKILL) }
    return exit
  }

  private func listen(_ descriptor: Int32) {
    // The thread holds no strong reference, so that the process ends with its last user.
    let listener = try? WorkerThread(stackSize: 256 << 10) { [weak self] in
      var bytes = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(descriptor, &bytes, bytes.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        self?.hear(bytes[..<count])
      }
      close(descriptor)
      self?.state.withLock { $0.hasAllWords = true }
    }
    guard let listener else {
      // What it says is lost, and it must not wait for somebody who reads it.
      close(descriptor)
      return state.withLock { $0.hasAllWords = true }
    }
    listener.detach()
  }

  private func hear(_ bytes: ArraySlice<UInt8>) {
    state.withLock { state in
      state.words += bytes
      if state.words.count > ChildProcess.mostWords {
        state.words.removeFirst(state.words.count - ChildProcess.mostWords)
      }
    }
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
      // The buffer has an element at least: the nil at its end.
      body(buffer.baseAddress ?? UnsafeMutablePointer.allocate(capacity: 1))
    }
  }
}
