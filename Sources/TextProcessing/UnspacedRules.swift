/// What a language's data files say of words in scripts written without spaces, where ICU's dictionaries leave it open.
///
/// One of a language, shared: every run of such a script refers to it.
final class UnspacedRules: Sendable {
  static let fileNames = [
    "words.txt", "determiners.txt", "counters.txt", "okurigana.txt", "finals.txt", "transliterations.txt",
  ]

  /// How an entry of `words.txt` is cut: a bit for each inner boundary, by the number of characters before it.
  enum Cut {
    /// At most so many characters in an entry.
    static let longest = 7
    /// It is cut so only after another word of its run: at the start of a clause it is a word of its own (`でも`).
    static let inside: UInt8 = 1 << 6
    /// An entry, even one without inner boundaries.
    static let present: UInt8 = 1 << 7
  }

  /// Strings with the boundaries they have, whatever the dictionary says.
  let words: ByteStringTable
  /// Numerals and demonstratives.
  let determiners: ByteStringTable
  /// What is a word of its own after them.
  let counters: ByteStringTable
  /// Kana that are words of their own after an ideograph; others are its okurigana.
  ///
  /// Empty where there is no such rule.
  let particles: ByteStringTable
  /// What is a word of its own at the end of what the dictionary takes for one.
  let finals: ByteStringTable
  /// Characters that write foreign names by their sound.
  let transliterations: ByteStringTable

  init(_ files: [String: [UInt8]]) {
    words = ByteStringTable(DataLines(files["words.txt"] ?? []).compactMap(Self.word))
    func table(_ name: String) -> ByteStringTable {
      ByteStringTable(DataLines(files[name] ?? []).map { ($0, 1) })
    }
    determiners = table("determiners.txt")
    counters = table("counters.txt")
    particles = table("okurigana.txt")
    finals = table("finals.txt")
    transliterations = table("transliterations.txt")
  }

  /// Whether there is nothing but the general rules.
  var isEmpty: Bool {
    words.isEmpty && counters.isEmpty && particles.isEmpty && finals.isEmpty && transliterations.isEmpty
  }

  private static func word(_ line: String) -> (String, UInt8)? {
    var parts = line.split(separator: " ")
    var mark = Cut.present
    if parts.last == "inside" {
      parts.removeLast()
      mark |= Cut.inside
    }
    var length = 0
    for part in parts.dropLast() {
      length += part.unicodeScalars.count
      if length < Cut.longest { mark |= 1 << UInt8(length - 1) }
    }
    let whole = parts.joined()
    return whole.unicodeScalars.count > Cut.longest ? nil : (whole, mark)
  }
}
