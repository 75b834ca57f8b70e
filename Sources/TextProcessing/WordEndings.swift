/// Where written words are cut into several tokens: endings such as `n't` and `-il`, and whole words such as `can not`.
///
/// Apostrophes of both kinds are one, and ASCII capitals are small.
struct WordEndings: Sendable {
  /// No word is longer.
  static let longest = 40
  /// No ending is longer, in bytes.
  private static let longestEnding = 16

  private enum Mark {
    static let ending: UInt8 = 1
    /// An ending only of words that start with a small letter.
    static let small: UInt8 = 2
    /// A word that has endings and is not cut.
    static let whole: UInt8 = 0x80
  }

  private let endings: ByteStringTable
  /// Words that are cut in one place, by the length of their first part.
  private let words: ByteStringTable
  /// Whether there are words without any mark that are cut.
  let hasPlainWords: Bool
  /// Whether nothing is ever cut.
  let isEmpty: Bool

  /// Reads lines such as `'s`, `'s small`, `can not` and `rendez-vous whole`.
  init(_ lines: some Sequence<String>) {
    var endings: [(String, UInt8)] = []
    var words: [(String, UInt8)] = []
    var hasPlain = false
    for line in lines {
      let parts = line.split(separator: " ").map(String.init)
      if parts.count == 1 { endings.append((parts[0], Mark.ending)) }
      if parts.count != 2 { continue }
      switch parts[1] {
      case "small": endings.append((parts[0], Mark.small))
      case "whole": words.append((parts[0], Mark.whole))
      default:
        let whole = parts[0] + parts[1]
        words.append((whole, UInt8(min(parts[0].utf8.count, 0x7F))))
        hasPlain = hasPlain || !whole.utf8.contains { $0 == 0x27 || $0 == 0x2D }
      }
    }
    self.endings = ByteStringTable(endings)
    self.words = ByteStringTable(words)
    hasPlainWords = hasPlain
    isEmpty = endings.isEmpty && words.isEmpty
  }

  /// Where the last token of a word starts if the word is cut: between 0 and its length.
  func cut(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !isEmpty, let base = word.baseAddress, 2...Self.longest ~= word.count else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { folded in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { places in
        let length = Self.fold(word, folded, places)
        let isSmall = CharacterClassTable.shared[UTF8Reader.decode(base, 0, word.count).scalar] == CharacterClass.lower
        return cut(UnsafeBufferPointer(rebasing: folded[..<length]), isSmall: isSmall).map { Int(places[$0]) }
      }
    }
  }

  /// Calls `body` with a word, at most `longest` bytes long, in small letters and with straight apostrophes.
  static func withFolded<Result>(
    _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { folded in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { places in
        let length = fold(UnsafeBufferPointer(rebasing: word.prefix(longest)), folded, places)
        return body(UnsafeBufferPointer(rebasing: folded[..<length]))
      }
    }
  }

  /// Copies the word with small letters and straight apostrophes, and for each byte where it was.
  private static func fold(
    _ word: UnsafeBufferPointer<UInt8>, _ folded: UnsafeMutableBufferPointer<UInt8>,
    _ places: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var at = 0
    var length = 0
    while at < word.count {
      places[length] = UInt8(at)
      let byte = word[at]
      if byte == 0xE2, at + 2 < word.count, word[at + 1] == 0x80, word[at + 2] == 0x99 {
        folded[length] = 0x27
        at += 3
      } else {
        folded[length] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        at += 1
      }
      length += 1
    }
    return length
  }

  private func cut(_ word: UnsafeBufferPointer<UInt8>, isSmall: Bool) -> Int? {
    let known = words[word]
    if known != 0 { return known & Mark.whole == 0 ? Int(known) : nil }
    var at = max(1, word.count - Self.longestEnding)
    while at < word.count {
      let mark = endings[UnsafeBufferPointer(rebasing: word[at...])]
      if mark & Mark.ending != 0 || mark & Mark.small != 0 && isSmall { return at }
      at += 1
    }
    return nil
  }
}
