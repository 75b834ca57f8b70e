import FoundationEssentials

/// The corpora that plugins are checked on: the samples where they are, and one that is made up, with every oddity of texts.
struct CheckCorpora {
  /// The made-up corpus, in several segments.
  static let generated = "generated"
  /// A larger one, for measuring.
  static let large = "large"
  /// About how many tokens the larger one has.
  static let largeTokens = 300_000

  private let place: String
  private let samples: String?

  init(in place: String, samples: String?) throws {
    self.place = place
    self.samples = samples
  }

  /// The folder of some texts of the made-up corpus.
  var oddTexts: String { "\(place)/\(CheckCorpora.generated)-0" }

  /// Loads them all.
  func load(into session: Session) throws {
    if let samples {
      for name in ["news-de", "news-en"] { _ = try session.run("load \(name) '\(samples)/\(name)'") }
    }
    for part in 0..<4 {
      let folder = "\(place)/\(CheckCorpora.generated)-\(part)"
      for number in 0..<8 {
        try write(CheckCorpora.text(part * 8 + number), to: "\(folder)/text-\(part)-\(number).txt")
      }
      let mode = part == 0 ? "" : "--append"
      // Each append is a segment of its own, so that partials are merged.
      _ = try session.run("load \(CheckCorpora.generated) '\(folder)' --language \(part == 1 ? "tr" : "de") \(mode)")
    }
    let folder = "\(place)/\(CheckCorpora.large)"
    for number in 0..<CheckCorpora.largeTokens / 2000 {
      let text = CheckCorpora.words(number, count: 2000)
      try write("date 2020-01 Text \(number)\n\n" + text, to: "\(folder)/\(number).txt")
    }
    _ = try session.run("load \(CheckCorpora.large) '\(folder)' --language de")
  }

  private func write(_ text: String, to path: String) throws {
    let file = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// A text of its number: empty, without a word, of one word, or with words from many scripts.
  private static func text(_ number: Int) -> String {
    let head = "date 20\(20 + number % 3)-0\(1 + number % 9) Text \(number)\n\n"
    switch number % 8 {
    case 0: return head
    case 1: return head + "… — !"
    case 2: return head + "Wort"
    default: return head + words(number, count: 5 + number * 7)
    }
  }

  private static func words(_ seed: Int, count: Int) -> String {
    let oddities = [
      "İstanbul", "Straße", "STRASSE", "e\u{301}clair", "éclair", "安全", "👩‍👩‍👧", "don't", "3.14", "naïve", "Ελλάδα", "a",
    ]
    var state = UInt64(truncatingIfNeeded: seed) &* 7919 &+ 17
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<count).map { index in
      let mark = index % 11 == 10 ? "." : index % 7 == 6 ? "," : ""
      if next(9) == 0 { return oddities[next(oddities.count)] + mark }
      // Few words are frequent and many are rare, as in texts.
      let rank = next(1 + next(1 + next(3000)))
      return (index % 11 == 0 ? "Wort" : "wort") + String(rank, radix: 36) + mark
    }.joined(separator: " ") + ".\n"
  }
}
