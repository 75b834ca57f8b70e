import Glibc
import Workbench

/// Runs scripts: command after command, up to the first error or, if told to keep going, to the end.
///
/// The exit status is 0; 1 where commands failed; where the first error ended it, 2 for one that was not understood; 130
/// where the user stopped it.
public final class ScriptRunner {
  /// How deep scripts may run each other.
  static let deepest = 16

  private let console: Console
  private let keepsGoing: Bool
  private var depth = 0
  private var isReadingStandardInput = false

  /// Runs scripts at a console; `run` in a script, and at a prompt, comes back here for as long as this object lives.
  public init(_ console: Console, keepsGoing: Bool) {
    self.console = console
    self.keepsGoing = keepsGoing
    console.session.scriptRunner = { [weak self] operands in try self?.runNested(operands) }
  }

  /// Runs the commands of a file, or of standard input (`-`); returns the exit status.
  public func run(file path: String, values: [String]) -> Int32 {
    if path == "-", values.isEmpty { return runStandardInput() }
    do {
      return run(try Script(path: path, values: values))
    } catch {
      return tell(error, path).kind.rawValue
    }
  }

  /// Runs single commands, as `-c` gives them; returns the exit status.
  public func run(commands: [String]) -> Int32 {
    var progress = Progress()
    for command in commands where !progress.hasEnded {
      // The excerpt shows the command itself; only one of several lines needs a number.
      run(Script.Part(text: command, line: 1), of: command.contains(where: \.isNewline) ? "-c" : nil, &progress)
    }
    return status(progress)
  }

  /// Runs the commands of standard input as they come; returns the exit status.
  public func runStandardInput() -> Int32 {
    isReadingStandardInput = true
    console.session.beginScript()
    defer {
      isReadingStandardInput = false
      console.session.endScript()
    }
    let console = console
    let input = StandardInput { console.isInterrupted }
    var progress = Progress()
    while !progress.hasEnded {
      do throws(ScriptError) {
        guard let part = try input.next({ console.session.isIncomplete($0) }) else { break }
        run(part, of: "standard input", &progress)
      } catch {
        tell(error, "standard input")
        if progress.status == 0 { progress.status = 1 }
        // A wrong line was read over; anything else would come again.
        if case .notText = error, keepsGoing { continue }
        break
      }
    }
    return console.isInterrupted ? CommandError.Kind.interrupted.rawValue : status(progress)
  }

  // MARK: -

  /// How far a script is.
  private struct Progress {
    var status: Int32 = 0
    var hasEnded = false
  }

  private func run(_ script: Script) -> Int32 {
    console.session.beginScript()
    defer { console.session.endScript() }
    var progress = Progress()
    for part in script.parts where !progress.hasEnded { run(part, of: script.name, &progress) }
    return status(progress)
  }

  private func status(_ progress: Progress) -> Int32 {
    progress.status == CommandError.Kind.syntax.rawValue && keepsGoing ? 1 : progress.status
  }

  private func run(_ part: Script.Part, of name: String?, _ progress: inout Progress) {
    var reader = CommandReader(part.text, firstLine: part.line)
    while !progress.hasEnded, let command = reader.next(in: console.session) {
      let place = name.map { MessageWriter.Place(name: $0, line: command.line) }
      switch console.run(command.text) {
      case .done:
        // Ctrl-C that came too late for this command is meant for the rest.
        if console.isInterrupted { stop(CommandError("stopped", kind: .interrupted), command.text, place, &progress) }
      case .quit, .readerLeft: progress.hasEnded = true
      case .failed(let failure): stop(failure, command.text, place, &progress)
      }
    }
  }

  private func stop(
    _ failure: CommandError, _ text: String, _ place: MessageWriter.Place?, _ progress: inout Progress
  ) {
    console.messages.error(failure, in: text, at: place)
    if failure.kind == .interrupted || progress.status == 0 { progress.status = failure.kind.rawValue }
    progress.hasEnded = !keepsGoing || failure.kind == .interrupted
  }

  /// Runs a script for the command `run`.
  private func runNested(_ operands: [String]) throws {
    guard let operand = operands.first else { return }
    let path = SessionPath.expanded(operand)
    guard depth < ScriptRunner.deepest else { throw ScriptRunner.failure(.tooDeep(operand)) }
    guard path != "-" || (!isReadingStandardInput && isatty(STDIN_FILENO) == 0) else {
      throw ScriptRunner.failure(.standardInputTaken)
    }
    depth += 1
    defer { depth -= 1 }
    let script: Script
    do {
      script = try Script(path: path, values: Array(operands.dropFirst()))
    } catch {
      throw error.line == nil ? ScriptRunner.failure(error) : endedWithError(operand, tell(error, operand).kind)
    }
    let status = run(script)
    if let kind = CommandError.Kind(rawValue: status) { throw endedWithError(operand, kind) }
  }

  private func endedWithError(_ name: String, _ kind: CommandError.Kind) -> CommandError {
    CommandError(kind == .interrupted ? "stopped" : "\(name) ended with an error", kind: kind)
  }

  /// Tells what is wrong with a script apart from its commands.
  @discardableResult private func tell(_ error: ScriptError, _ name: String) -> CommandError {
    let failure = ScriptRunner.failure(error)
    console.messages.error(failure, in: "", at: error.line.map { MessageWriter.Place(name: name, line: $0) })
    return failure
  }

  private static func failure(_ error: ScriptError) -> CommandError {
    CommandError("\(error)", kind: error.isUsage ? .syntax : .failed)
  }
}
