import Glibc

/// Runs commands for a face: results go to standard output; notes, progress and errors to standard error.
public final class Console {
  /// How a command ended.
  public enum Ending: Sendable {
    /// It was done, and shown.
    case done
    /// It was done, and the user wants to leave.
    case quit
    /// It failed; nobody has been told yet.
    case failed(CommandError)
    /// Nobody reads the results any more: the program ends without a word.
    case readerLeft
  }

  /// The session that understands the commands.
  public let session: Session
  /// Where notes and errors go.
  public let messages: MessageWriter
  /// Whether nobody reads the results any more.
  public private(set) var readerHasLeft = false
  private let results: ResultWriter
  private let watch: CommandWatch
  private var interruptsBefore: Int
  /// Whether a command, which may have been one of a script inside, asked to leave.
  private var hasQuit = false

  /// Makes a console over any places to write to.
  public init(_ session: Session, results: ResultWriter, messages: MessageWriter, watch: CommandWatch = CommandWatch())
  {
    self.session = session
    self.results = results
    self.messages = messages
    self.watch = watch
    interruptsBefore = watch.interruptCount
  }

  /// Makes the console of a program, on standard output and standard error.
  ///
  /// Takes over `SIGINT` and ignores `SIGPIPE`. Throws where there is no format of the name.
  public static func standard(
    _ session: Session, format: String?, color: Screen.ColorChoice, isQuiet: Bool
  ) throws(CommandError) -> Console {
    let watch = CommandWatch.install(showsProgress: !isQuiet)
    let output = DescriptorOutput(STDOUT_FILENO) { watch.isStopping }
    let results = try ResultWriter(
      format: format, screen: { Screen(of: STDOUT_FILENO, color: color) }, write: { try output.write($0) })
    let errors = DescriptorOutput(STDERR_FILENO)
    let messages = MessageWriter(
      isQuiet: isQuiet, screen: { Screen(of: STDERR_FILENO, color: color) }, write: { try? errors.write($0) })
    return Console(session, results: results, messages: messages, watch: watch)
  }

  /// What follows is typed at a prompt: advice is by commands, not by options of the program.
  public func beginPrompt() { results.hint = "See all with: set format tsv." }

  /// New input begins, such as a line at the prompt: an earlier Ctrl-C is forgotten, and the next result is the first.
  public func beginInput() {
    interruptsBefore = watch.interruptCount
    results.startOver()
  }

  /// Whether the user has pressed Ctrl-C since the input began.
  public var isInterrupted: Bool { watch.interruptCount != interruptsBefore }

  /// Runs one command and shows what it gives; a failure is for the caller to tell, who knows the place.
  public func run(_ text: String, allowsAbbreviations: Bool = false) -> Ending {
    watch.begin(session.beginProgress())
    defer { watch.end() }
    do {
      let outcome = try session.run(text, allowsAbbreviations: allowsAbbreviations)
      watch.hideProgress()
      if readerHasLeft { return .readerLeft }
      if let outcome { try show(outcome) }
      hasQuit = hasQuit || outcome?.isQuit ?? false
      return hasQuit ? .quit : .done
    } catch OutputError.readerLeft {
      readerHasLeft = true
      return .readerLeft
    } catch OutputError.interrupted {
      return .failed(CommandError("stopped", kind: .interrupted))
    } catch {
      watch.hideProgress()
      return readerHasLeft ? .readerLeft : .failed(CommandError.wrap(error))
    }
  }

  private func show(_ outcome: Outcome) throws {
    try results.write(outcome, format: session.outputFormat)
    for note in outcome.notes { messages.note(note) }
    if let duration = outcome.duration { messages.remark(Console.time(duration)) }
  }

  /// How long a command took, to the millisecond.
  static func time(_ duration: Duration) -> String {
    let milliseconds = Int((duration / .milliseconds(1)).rounded())
    return milliseconds < 1000 ? "\(milliseconds) ms" : "\(Double(milliseconds) / 1000) s"
  }
}
