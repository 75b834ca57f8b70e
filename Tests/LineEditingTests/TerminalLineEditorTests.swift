import Foundation
import Glibc
import Testing

@testable import LineEditing

/// Serialised, because signals belong to the process: one read at a time.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct TerminalLineEditorTests {
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let left = "\u{1B}[D"
  static let backspace = "\u{7F}"

  static func completion(_ line: String, _ cursor: Int) -> Completion {
    let words = ["Stärkung", "Stärke", "Stadt", "安全", "安心", "corpus/"]
    let before = Array(line.utf8.prefix(cursor))
    let start = (before.lastIndex(of: 32) ?? -1) + 1
    let typed = String(decoding: before[start...], as: UTF8.self)
    let found = words.filter { $0.hasPrefix(typed) }
    return Completion(replacing: start..<cursor, candidates: found.map { .init(text: $0, isFinal: !$0.hasSuffix("/")) })
  }

  /// Reads as many lines as there are steps, each typed at its prompt.
  func read(
    _ typed: [String], history: [String] = [], historyFile: String? = nil, term: String = "xterm"
  ) throws -> (results: [LineResult], transcript: String) {
    let terminal = try #require(PseudoTerminal())
    terminal.play(typed.enumerated().map { .init("p\($0)> ", $1) })
    var results: [LineResult] = []
    do {
      let editor = try TerminalLineEditor(
        name: "test", historyFile: historyFile, input: terminal.slave, output: terminal.slave,
        terminalType: term, complete: Self.completion)
      history.forEach(editor.remember)
      for index in typed.indices {
        let result = try editor.readLine(prompt: "\u{1B}[1;32mp\(index)> \u{1B}[0m")
        if case .line(let line) = result { editor.remember(line) }
        results.append(result)
      }
      editor.saveHistory()
    }
    return (results, terminal.transcript())
  }

  @Test(arguments: [
    ("Stärkung 安全\r", "Stärkung 安全"),
    ("Stärkung\(backspace)\(backspace)\(backspace)\(backspace)ke\r", "Stärke"),
    ("安全\(backspace)心\r", "安心"),
    ("a安b\(left)\(left)\(left)ö\r", "öa安b"),
    ("St\tär\tu\t安\t全\t\r", "Stärkung 安全 "),
    ("cor\t\r", "corpus/"),
    ("Stä und\u{1}\u{6}\u{6}\u{6}\t\r", "Stärk und"),
    ("Städ\u{1B}[1;5D\u{1B}[3~s\r", "städ"),
    ("e\u{301}x\(backspace)\(backspace)y\r", "y"),
    ("a\u{16}\tb\r", "a\tb"),
    ("a\u{1B}[15~\u{1B}[1;2Q\u{1B}OPb\r", "ab"),
    ("one\u{1B}\rtwo\u{1B}[A!\r", "one!\ntwo"),
    ("rest\u{15}weg\u{17}da\r", "da"),
  ])
  func edits(_ keys: String, _ line: String) throws {
    #expect(try read([keys]).results == [.line(line)])
  }

  @Test func listsCandidatesBelowTheLine() throws {
    let (results, shown) = try read(["St\t\t\r"])
    #expect(results == [.line("St")])
    #expect(shown.contains("Stärkung  Stärke    Stadt"))
  }

  @Test func keepsAPastedBlockInOnePiece() throws {
    let block = "\u{1B}[200~load x\r\nkwic \"Stärkung\"\r\ttab \u{1B}[A安\r\u{1B}[201~"
    let results = try read(["use a \(block)\r"]).results
    #expect(results == [.line("use a load x\nkwic \"Stärkung\"\n\ttab \u{1B}[A安")])
  }

  @Test func refusesAPasteThatIsTooLong() throws {
    let block = "\u{1B}[200~" + String(repeating: "x", count: (1 << 20) + 1) + "\u{1B}[201~"
    let (results, shown) = try read(["a\(block)b\r"])
    #expect(results == [.line("ab")])
    #expect(shown.contains("nothing was inserted"))
  }

  @Test func interruptsAndEnds() throws {
    let results = try read(["half a line\u{3}", "whole\r", "x\u{4}\u{7F}\u{4}", "\u{1B}[200~no end\u{3}"]).results
    #expect(results == [.interrupted, .line("whole"), .endOfInput, .interrupted])
  }

  @Test func takesASignalForAnInterrupt() throws {
    let terminal = try #require(PseudoTerminal())
    let usual = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, usual) }
    signal(SIGINT) { _ in }  // ours while commands run; the editor has its own during the read
    terminal.play([.init("p> ", "abc"), .init("abc", "")])
    Thread {
      usleep(150_000)
      terminal.resize(columns: 30)
      kill(getpid(), SIGWINCH)
      usleep(50_000)
      kill(getpid(), SIGINT)
    }.start()
    try {
      let editor = try TerminalLineEditor(
        name: "test", historyFile: nil, input: terminal.slave, output: terminal.slave, terminalType: "xterm",
        complete: Self.completion)
      #expect(try editor.readLine(prompt: "p> ") == .interrupted)
    }()
    #expect(terminal.transcript().contains("^C"))
  }

  @Test(arguments: [
    ("\(up)\(up)\r", "zwei\nZeilen"),
    ("\(up)\(up)\(up)\(up)\(up)\r", "erste Stärkung"),
    ("draft\(up)\(down)!\r", "draft!"),
    ("\u{12}全\r", "dritte 安全"),
    ("\u{12}Stä\u{5}!\r", "erste Stärkung!"),
    ("\u{12}t\u{12}\u{12}\r", "erste Stärkung"),
    ("draft\u{12}erste\u{7}!\r", "draft!"),
    ("\u{12}zzz\u{7F}\u{7F}\u{7F}dritte\r", "dritte 安全"),
    ("\u{12}erste\u{1B}[B\r", "zwei\nZeilen"),
  ])
  func recalls(_ keys: String, _ line: String) throws {
    #expect(try read([keys], history: ["erste Stärkung", "zwei\nZeilen", "dritte 安全"]).results == [.line(line)])
  }

  @Test func keepsTheHistoryAcrossSessions() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/new/folder/history"
    _ = try read(["kwic 安全\r", "a\u{1B}\rb\r"], historyFile: path)
    #expect(try read(["\(Self.up)\(Self.up)\(Self.up)\r"], historyFile: path).results == [.line("kwic 安全")])
  }

  @Test func restoresTheTerminal() throws {
    let terminal = try #require(PseudoTerminal())
    var before = termios()
    var after = termios()
    #expect(tcgetattr(terminal.slave, &before) == 0)
    terminal.play([.init("> ", "x\r")])
    let editor = try TerminalLineEditor(
      name: "test", historyFile: nil, input: terminal.slave, output: terminal.slave, terminalType: "xterm",
      complete: Self.completion)
    _ = try editor.readLine(prompt: "> ")
    #expect(tcgetattr(terminal.slave, &after) == 0)
    #expect(before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag && before.c_oflag == after.c_oflag)
    _ = consume editor
    let shown = terminal.transcript()
    #expect(shown.contains("\u{1B}[?2004h") && shown.hasSuffix("\u{1B}[?2004l"))
  }

  @Test func needsNoEscapes() throws {
    let (results, shown) = try read(["Stä\t\u{7F}z\r"], term: "dumb")
    #expect(results == [.line("Stärz")])
    #expect(!shown.contains("\u{1B}"))
  }

  @Test func survivesAnyBytes() throws {
    var random = SplitMix(seed: 7)
    for _ in 0..<20 {
      let terminal = try #require(PseudoTerminal(columns: UInt16(4 + random.below(40)), rows: UInt16(random.below(6))))
      let some: [UInt8] = Array("\u{1B}[200~\u{1B}[201~ä安e\u{301}\t\u{12}\u{16}\n".utf8)
      // Not Ctrl-Z, which would stop the test run, and at the end out of whatever it was.
      let noise = (0..<300).map { _ in random.below(2) == 0 ? UInt8(random.below(256)) : some[random.below(some.count)]
      }
      let bytes = noise.filter { $0 != 0x1A } + Array("\u{1B}[201~\u{3}\u{3}".utf8)
      terminal.play([.init("> ", bytes: bytes)])
      try {
        let editor = try TerminalLineEditor(
          name: "test", historyFile: nil, input: terminal.slave, output: terminal.slave, terminalType: "xterm",
          complete: Self.completion)
        ["ä安", "zwei\nZeilen"].forEach(editor.remember)
        _ = try editor.readLine(prompt: "> ")
      }()
      _ = terminal.transcript()
    }
  }

  @Test func refusesWhatIsNoTerminal() throws {
    let null = open("/dev/null", O_RDWR)
    defer { close(null) }
    #expect(!TerminalLineEditor.isAvailable(input: null, output: null))
    #expect(throws: LineEditingError.notATerminal) {
      try TerminalLineEditor(name: "test", historyFile: nil, input: null, output: null, complete: Self.completion)
    }
  }

  @Test func notesOnceThatTheHistoryCannotBeKept() throws {
    let terminal = try #require(PseudoTerminal())
    terminal.play([])
    var notes: [String] = []
    try {
      let editor = try TerminalLineEditor(
        name: "test", historyFile: "/dev/null/history", input: terminal.slave, output: terminal.slave,
        terminalType: "xterm",
        note: { notes.append($0) }, complete: Self.completion)
      ["one", "two"].forEach(editor.remember)
      #expect(editor.history == ["one", "two"])
    }()
    _ = terminal.transcript()
    #expect(notes.count == 1 && notes.first?.contains("/dev/null/history") == true)
  }
}
