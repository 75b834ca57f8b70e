import AnalyzerKit
import Glibc

/// Does what no plugin should, so that tests see that it costs the session nothing.
protocol Trouble: DocumentAnalyzer where Prepared == Void {
  static var name: String { get }
  static func makeTrouble(_ words: Int) throws
}

extension Trouble {
  static var card: AnalyzerCard {
    AnalyzerCard(name: name, summary: "Makes trouble.", columns: documentColumns)
  }
  static var measures: [Measure] { [.count("words", "Counted words.")] }

  func measure(_ document: borrowing DocumentView, _ prepared: Void) throws -> [Double] {
    var words = 0
    document.forEachForm { _, _ in words += 1 }
    try Self.makeTrouble(words)
    return [Double(words)]
  }
}

struct Crash: Trouble {
  static let name = "crash"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) { print([1, 2, 3][words]) }
}

struct Endless: Trouble {
  static let name = "endless"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) { while words >= 0 { usleep(1) } }
}

/// Fills its stack; where there are few words it does nothing, as `Stuck`.
struct Deep: Trouble {
  static let name = "deep"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) { if words > 3 { print(depth(words)) } }
  @inline(never) private static func depth(_ words: Int) -> Int { words > 0 ? depth(words + 1) + depth(words + 2) : 0 }
}

struct Stuck: Trouble {
  static let name = "stuck"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) { while words > 3 { usleep(1) } }
}

struct Greedy: Trouble {
  static let name = "greedy"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) {
    var pages: [[UInt8]] = []
    while words >= 0 { pages.append([UInt8](repeating: UInt8(pages.count & 0xFF), count: 1 << 20)) }
  }
}

struct Garbage: Trouble {
  static let name = "garbage"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) {
    let text = "This is no frame, but what a plugin might write.\n"
    _ = write(4, text, text.utf8.count)
  }
}

struct Deserter: Trouble {
  static let name = "deserter"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) {
    // A child that holds the channel to the session open.
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, 4, 9)
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sleep"), strdup("300"), nil]
    var child: pid_t = 0
    posix_spawn(&child, "/bin/sleep", &actions, nil, &words, nil)
    _exit(7)
  }
}

struct Chatty: Trouble {
  static let name = "chatty"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) { print("What is printed comes between nothing.") }
}

struct Failing: Trouble {
  static let name = "failing"
  init(options: Options) throws {}
  static func makeTrouble(_ words: Int) throws {
    throw AnalyzerError.unsuitableCorpus("it has too many words: \(words)")
  }
}

struct Mistyped: DocumentAnalyzer {
  static let card = AnalyzerCard(name: "mistyped", summary: "Makes trouble.", columns: documentColumns)
  static let measures: [Measure] = [.count("words", "Counted words.")]
  init(options: Options) throws {}
  func measure(_ document: borrowing DocumentView, _ prepared: Void) throws -> [Double] { [1] }
  func finish(_ partial: Records, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: Self.documentColumns)
    try table.append([.text("a"), .text("many")])
    return Report(tables: [table])
  }
}

let plugin = Plugin(
  name: "trouble", version: "1.0", summary: "Does what no plugin should.",
  analyzers: [
    Crash.self, Deep.self, Endless.self, Stuck.self, Greedy.self, Garbage.self, Deserter.self, Chatty.self,
    Failing.self,
    Mistyped.self,
  ])
