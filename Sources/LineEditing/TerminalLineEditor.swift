import CEdit
import Glibc

/// Reads lines from a terminal, edited with libedit: history, completion, search, and paste of several lines.
///
/// Keys are those of Emacs mode, and the arrow keys: Up and Down go through the history (and through the rows of a line
/// that has several), Ctrl-R searches it, TAB completes, Ctrl-Left and Ctrl-Right step by words, Alt-Enter puts a
/// newline into the line, Ctrl-V takes the next key as text. A pasted block never runs by itself: it is inserted with
/// its newlines, and the line that Enter returns has them.
///
/// What a reader of the code should know:
/// - Keys are read by `CEdit`, not by libedit: its own reader would not notice a resize or a signal that another thread
///   received, and would take the end of an unknown escape sequence for text.
/// - Ctrl-C and Ctrl-Z are keys during ``readLine(prompt:)`` (the terminal's `isig` is off) and signals at all other
///   times. So the caller's `SIGINT` handler serves running commands, and the prompt never races with it. libedit's own
///   signal handling is off (`EL_SIGNAL 0`); `CEdit` watches the signals during a read and puts the handlers back after.
/// - The terminal is raw, and bracketed paste on, only during a read; both are undone before a signal ends the program.
/// - Only `LC_CTYPE` of the locale is set, to UTF-8 in any case: libedit crashes on non-ASCII prompts without.
/// - The history is kept here, not in libedit: that cuts a line of more than 1,024 characters on the way up and down,
///   and cannot search for most of Unicode.
/// - libedit steps and deletes by scalars; the commands here go by graphemes. It does not draw combining marks.
public final class TerminalLineEditor: LineEditor {
  /// Finds completions for a line and the cursor in it, an offset into its UTF-8.
  public typealias Completer = (_ line: String, _ cursor: Int) -> Completion

  private let terminal: Terminal
  private let complete: Completer
  private let note: (String) -> Void
  private let file: HistoryFile?
  private var kept: History
  private var hasNoted = false

  // The read under way.
  private var prompt = ""
  private var cursor = HistoryCursor([])
  private var search: HistorySearch?

  /// Opens an editor on a terminal, and loads the history.
  ///
  /// - Parameters:
  ///   - name: the program's, for its messages.
  ///   - historyFile: its path, made when first needed with its folders; nil keeps the history in memory only.
  ///   - historySize: how many lines are kept, in memory and in the file.
  ///   - input: a descriptor of the terminal, which stays the caller's.
  ///   - output: likewise.
  ///   - terminalType: a name as in `TERM`, which is the default; `dumb` for one without escape sequences.
  ///   - note: told once if the history file cannot be used; by default it goes to standard error.
  ///   - complete: asked at TAB. It may take as long as the user will wait, and must not read lines itself.
  /// - Throws: ``LineEditingError/notATerminal`` and others; a history file that cannot be used is no error.
  public init(
    name: String, historyFile: String?, historySize: Int = 1000, input: Int32 = STDIN_FILENO,
    output: Int32 = STDOUT_FILENO, terminalType: String? = nil, note: ((String) -> Void)? = nil,
    complete: @escaping Completer
  ) throws(LineEditingError) {
    terminal = try Terminal(name: name, type: terminalType, input: input, output: output)
    self.complete = complete
    self.note = note ?? { Self.writeToStandardError("\(name): \($0)\n") }
    file = historyFile.map { HistoryFile(path: $0, size: historySize) }
    kept = History([], size: historySize)
    terminal.handler = { [unowned self] in respond(to: $0, $1) }
    guard let file else { return }
    do throws(HistoryFile.Failure) {
      kept = History(try file.load(), size: historySize)
    } catch {
      noteOnce(error)
    }
  }

  /// Whether both descriptors are terminals, so that an editor can be opened on them.
  public static func isAvailable(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) -> Bool {
    isatty(input) == 1 && isatty(output) == 1
  }

  /// Shows the prompt, edits and returns a line; standard output is flushed first, so that the prompt comes last.
  public func readLine(prompt: String) throws(LineEditingError) -> LineResult {
    fflush(nil)
    self.prompt = prompt
    cursor = HistoryCursor(kept.entries)
    search = nil
    try terminal.setPrompt(prompt)
    return try terminal.read()
  }

  /// The remembered lines, oldest first.
  public var history: [String] { kept.entries }

  /// Adds a line to the history and at once to its file, unless it is blank or equals the last one.
  public func remember(_ line: String) {
    guard kept.add(line), let file else { return }
    do throws(HistoryFile.Failure) {
      try file.append(line)
    } catch {
      noteOnce(error)
    }
  }

  /// Cuts the history file to its size; the lines themselves are in it already.
  public func saveHistory() {
    guard let file else { return }
    do throws(HistoryFile.Failure) {
      try file.compact()
    } catch {
      noteOnce(error)
    }
  }

  private func noteOnce(_ failure: HistoryFile.Failure) {
    guard !hasNoted else { return }
    hasNoted = true
    note("\(failure.message); the history of this session will not be kept")
  }

  private static func writeToStandardError(_ message: String) {
    var message = message
    message.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  // MARK: Commands

  private func respond(to command: cedit_command, _ text: [Unicode.Scalar]) -> cedit_action {
    if search != nil, let action = continueSearch(command, text) { return action }
    var line = terminal.line
    switch command {
    case CEDIT_COMPLETE: return completeWord(in: line)
    case CEDIT_PREVIOUS: return line.moveUp() ? show(line) : show(cursor.previous(from: line))
    case CEDIT_NEXT: return line.moveDown() ? show(line) : show(cursor.next())
    case CEDIT_SEARCH: return beginSearch(from: line)
    case CEDIT_LEFT: return line.moveLeft() ? show(line) : CEDIT_BELL
    case CEDIT_RIGHT: return line.moveRight() ? show(line) : CEDIT_BELL
    case CEDIT_BACKSPACE: return line.deleteBackward() ? show(line) : CEDIT_BELL
    case CEDIT_DELETE: return line.deleteForward() ? show(line) : CEDIT_BELL
    case CEDIT_END_OF_INPUT:
      if line.scalars.isEmpty { return CEDIT_FINISH }
      return line.deleteForward() ? show(line) : CEDIT_BELL
    case CEDIT_INSERT:
      line.insert(text)
      return show(line)
    case CEDIT_PASTE:
      line.insert(text.last == "\n" ? text.dropLast() : text[...])  // Enter ends the line again
      return show(line)
    case CEDIT_TOO_LONG: return refuse()
    default: return CEDIT_BELL
    }
  }

  private func show(_ line: LineBuffer?) -> cedit_action {
    guard let line else { return CEDIT_BELL }
    return terminal.setLine(line) ? CEDIT_REFRESH : refuse()
  }

  private func refuse() -> cedit_action {
    terminal.showBelow(
      "A line may have \(CEDIT_LINE_LIMIT) characters; nothing was inserted. Keep longer input in a file.")
    return CEDIT_BELL
  }

  private func completeWord(in line: LineBuffer) -> cedit_action {
    switch CompletionOutcome(complete(line.text, line.cursorInUTF8), on: line) {
    case .edit(let edited): return show(edited)
    case .nothing: return CEDIT_BELL
    case .list(let candidates):
      terminal.showBelow(CandidateListing(candidates, width: terminal.columns).text)
      return CEDIT_REFRESH
    }
  }

  // MARK: Search

  private func beginSearch(from line: LineBuffer) -> cedit_action {
    let begun = HistorySearch(kept.entries, from: line)
    terminal.captureKeys(true)
    return show(begun)
  }

  /// Shows how a search stands.
  private func show(_ search: HistorySearch) -> cedit_action {
    self.search = search
    try? terminal.setPrompt(search.prompt)  // out of memory: the old prompt stays
    let action = show(search.line)
    return search.hasFailed ? CEDIT_BELL : action
  }

  /// Deals with what belongs to the search; nil for anything else, which ends it and then has its usual effect.
  private func continueSearch(_ command: cedit_command, _ text: [Unicode.Scalar]) -> cedit_action? {
    guard var search else { return nil }
    switch command {
    case CEDIT_SEARCH: search.older()
    case CEDIT_BACKSPACE: search.shorten()
    case CEDIT_INSERT: search.extend(with: text)
    case CEDIT_KEY where text.allSatisfy { $0.value >= 0x20 }: search.extend(with: text)
    case CEDIT_KEY:
      let isAbort = text == ["\u{7}"]  // Ctrl-G
      endSearch(keeping: isAbort ? nil : search.match)
      if !isAbort { text.forEach(terminal.unread) }
      return isAbort ? show(search.original) : CEDIT_REFRESH
    default:
      endSearch(keeping: search.match)
      return nil
    }
    return show(search)
  }

  private func endSearch(keeping match: Int?) {
    if let search, let match { cursor.move(to: match, leaving: search.original) }
    search = nil
    terminal.captureKeys(false)
    try? terminal.setPrompt(prompt)
  }
}
