import FoundationEssentials
import Glibc
import LineEditing
import Workbench

/// The interactive prompt: reads lines with history and completion, and runs them at a console.
public final class Prompt {
  private let console: Console
  private let hasColor: Bool
  private let editor: any LineEditor

  /// Opens a prompt at the terminal; the history is kept in the user's state folder.
  ///
  /// - Parameters:
  ///   - hasColor: whether the prompt is marked.
  ///   - output: the descriptor of the terminal that lines are edited on.
  public convenience init(_ console: Console, hasColor: Bool, output: Int32 = STDOUT_FILENO) throws {
    let session = console.session
    let messages = console.messages
    let editor = try TerminalLineEditor(
      name: "lect", historyFile: Prompt.historyFile(), output: output, note: { messages.note($0 + ".") }
    ) { line, cursor in
      let list = session.completions(for: line, at: cursor)
      return Completion(
        replacing: list.replacing,
        candidates: list.entries.map { Completion.Candidate(text: $0.text, display: $0.shown, isFinal: $0.isFinal) })
    }
    self.init(console, editor: editor, hasColor: hasColor)
  }

  /// Prompts by means of an editor, such as a scripted one.
  public init(_ console: Console, editor: any LineEditor, hasColor: Bool) {
    self.console = console
    self.editor = editor
    self.hasColor = hasColor
  }

  /// `$XDG_STATE_HOME/lect/history`, or the place where that folder is by default; nil without a home.
  static func historyFile(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
    // A relative path is to be ignored, says the XDG Base Directory Specification.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/lect/history" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/lect/history"
  }

  /// Reads and runs commands until the user leaves; returns the exit status.
  public func run(welcome: String) -> Int32 {
    console.messages.note(welcome)
    defer { editor.saveHistory() }
    var pending = ""
    while true {
      let line: LineResult
      do {
        line = try editor.readLine(prompt: prompt(isContinuation: !pending.isEmpty))
      } catch {
        console.messages.error(CommandError("\(error)"), in: "")
        return 1
      }
      switch line {
      case .interrupted: pending = ""
      case .endOfInput where pending.isEmpty: return 0
      case .endOfInput:
        // What was begun is dropped, as with Ctrl-C; a second Ctrl-D leaves.
        pending = ""
      case .line(let text):
        pending += (pending.isEmpty ? "" : "\n") + text
        if console.session.isIncomplete(pending, allowsAbbreviations: true) { continue }
        if runBlock(pending) { return 0 }
        pending = ""
      }
    }
  }

  /// Runs a line, or the commands of a pasted block up to the first error; returns whether the user wants to leave.
  private func runBlock(_ text: String) -> Bool {
    editor.remember(text)
    console.beginInput()
    var reader = CommandReader(text)
    while let command = reader.next(in: console.session, allowsAbbreviations: true) {
      switch console.run(command.text, allowsAbbreviations: true) {
      case .done:
        guard console.isInterrupted else { continue }
      case .quit, .readerLeft: return true
      case .failed(let failure): tell(failure, command.text)
      }
      if let next = reader.next(in: console.session, allowsAbbreviations: true) {
        console.messages.remark("Not run: line \(next.line) of what was entered, and all after it.")
      }
      return false
    }
    return false
  }

  private func tell(_ failure: CommandError, _ text: String) {
    if failure.kind == .interrupted {
      console.messages.remark("Stopped.")
    } else {
      console.messages.error(failure, in: text)
    }
  }

  private func prompt(isContinuation: Bool) -> String {
    if isContinuation { return "  … " }
    let name = console.session.currentCorpusName ?? "lect"
    return hasColor ? "\u{1B}[1m\(name)>\u{1B}[0m " : "\(name)> "
  }
}
