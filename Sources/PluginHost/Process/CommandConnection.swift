import FoundationEssentials
import Glibc
import Synchronization

/// A plugin's command and the lines between: each a JSON object, asked and answered in turn.
public final class CommandConnection: Sendable {
  /// The version of the JSON lines.
  public static let version = 1
  /// No line is longer, in bytes.
  static let longestLine = 1 << 30

  /// The plugin's name.
  public let name: String
  private let process: ChildProcess
  private let reading: Int32
  private let writing: Int32
  private let pending = Mutex<[UInt8]>([])

  /// Starts a command in its folder, in the group of this process; `pythonKit` is where Python finds `lect_plugin`.
  public init(_ manifest: PluginManifest, folder: String, pythonKit: String?) throws(PluginError) {
    name = manifest.name
    let input = try Pipe()
    let output = try Pipe()
    process = try ChildProcess(
      manifest.command, descriptors: [(input.reading, 0), (output.writing, 1)], folder: folder,
      environment: CommandConnection.variables(pythonKit), leadsGroup: false)
    close(input.reading)
    close(output.writing)
    reading = output.reading
    writing = input.writing
    for descriptor in [reading, writing] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  /// Python looks for the kit that comes with the program last, so that an installed one goes first.
  private static func variables(_ pythonKit: String?) -> [String: String] {
    var variables = ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"]
    if let pythonKit {
      let known = ProcessInfo.processInfo.environment["PYTHONPATH"] ?? ""
      variables["PYTHONPATH"] = known.isEmpty ? pythonKit : "\(known):\(pythonKit)"
    }
    return variables
  }

  deinit {
    process.end()
    close(reading)
    close(writing)
  }

  /// Sends a line; `wait` is called while the command does not read, and may throw to give up.
  public func send(_ line: String, doing: @autoclosure () -> String, wait: () throws -> Void) throws {
    try send(Array(line.utf8), doing: doing(), wait: wait)
  }

  /// Sends a line, without its end.
  public func send(_ line: [UInt8], doing: @autoclosure () -> String, wait: () throws -> Void) throws {
    for part in [line, [UInt8(ascii: "\n")]] {
      var sent = 0
      while sent < part.count {
        let count = part.withUnsafeBytes { write(writing, $0.baseAddress.map { $0 + sent }, part.count - sent) }
        if count > 0 {
          sent += count
        } else if errno == EAGAIN {
          try hold(writing, POLLOUT, wait)
        } else if errno != EINTR {
          throw ending(doing())
        }
      }
    }
  }

  /// Waits for the next line; `wait` is called meanwhile, and may throw to give up.
  public func receive(doing: @autoclosure () -> String, wait: () throws -> Void) throws -> [UInt8] {
    var line = pending.withLock { pending in
      defer { pending = [] }
      return pending
    }
    var searched = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = line[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let rest = Array(line[(end + 1)...])
        pending.withLock { $0 = rest }
        return Array(line[..<end])
      }
      searched = line.count
      guard line.count <= CommandConnection.longestLine else {
        throw PluginError.rubbish(name: name, doing: doing(), what: "a line of more than \(line.count >> 20) MB")
      }
      let count = read(reading, &piece, piece.count)
      if count > 0 {
        line += piece[..<count]
      } else if count == 0 {
        throw line.isEmpty
          ? ending(doing()) : PluginError.rubbish(name: name, doing: doing(), what: CommandConnection.shown(line))
      } else if errno == EAGAIN {
        try hold(reading, POLLIN, wait)
      } else if errno != EINTR {
        throw ending(doing())
      }
    }
  }

  /// A line for an error message.
  public static func shown(_ line: [UInt8]) -> String {
    let text = String(decoding: line.prefix(120), as: UTF8.self).filter { !$0.isNewline }
    return line.isEmpty ? "an empty line" : "‘\(text)’" + (line.count > 120 ? " …" : "")
  }

  private func hold(_ descriptor: Int32, _ events: Int32, _ wait: () throws -> Void) throws {
    try wait()
    var source = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    _ = Glibc.poll(&source, 1, 20)
  }

  private func ending(_ doing: String) -> PluginError {
    let deadline = ContinuousClock.now + .milliseconds(300)
    var exit = process.poll()
    while exit == nil, ContinuousClock.now < deadline {
      usleep(2000)
      exit = process.poll()
    }
    if exit == nil {
      process.end()
      exit = process.wait()
    }
    let words = LastWords.shown(process.lastWords())
    let how: WorkerEnding =
      switch exit {
      case .signal(let signal): .signal(signal)
      case .status(let status): .status(status)
      case nil: .status(0)
      }
    return .workerEnded(name: name, doing: doing, ending: how, lastWords: words)
  }
}
