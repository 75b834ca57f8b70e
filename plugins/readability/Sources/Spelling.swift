/// A word as the rules of spelling see it: in small letters, a byte a letter, and how many letters and digits it has.
///
/// Reused from word to word, so that reading one of a million takes no memory. Vowels, and all letters that rules name,
/// are in Latin-1; another letter is 0, which no rule names.
struct Spelling {
  /// The letters, small, in Latin-1; hyphens and apostrophes as in ASCII.
  private(set) var letters: [UInt8] = []
  /// Letters and digits, as the word was written.
  private(set) var characters = 0
  /// Whether there is a letter: else it is a number, or a sign.
  private(set) var hasLetter = false

  /// Reads a word in UTF-8.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    characters = 0
    hasLetter = false
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { append(scalar) }
      return
    }
    for byte in bytes { append(Spelling.latin[Int(byte)]) }
  }

  /// Reads a word.
  mutating func read(_ word: String) {
    var word = word
    word.withUTF8 { read($0) }
  }

  // MARK: Letters

  /// What is known of a letter.
  private struct Letter {
    var isCounted: Bool
    var isAlphabetic: Bool
    var small: UInt8

    init(_ scalar: Unicode.Scalar) {
      let properties = scalar.properties
      isAlphabetic = properties.isAlphabetic
      isCounted = isAlphabetic || properties.numericType != nil
      small = Spelling.code(properties.lowercaseMapping.unicodeScalars.first ?? scalar)
    }
  }

  /// What is known of the letters of Latin-1.
  private static let latin = (0..<0x100).map { Letter(Unicode.Scalar(UInt8($0))) }

  private mutating func append(_ letter: Letter) {
    letters.append(letter.small)
    characters += letter.isCounted ? 1 : 0
    hasLetter = hasLetter || letter.isAlphabetic
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.value < 0x100 { return append(Spelling.latin[Int(scalar.value)]) }
    append(Letter(scalar))
    // One letter may have two small ones, as the dotted İ has.
    guard scalar.properties.changesWhenLowercased else { return }
    for second in scalar.properties.lowercaseMapping.unicodeScalars.dropFirst() {
      letters.append(Spelling.code(second))
    }
  }

  private static func code(_ scalar: Unicode.Scalar) -> UInt8 {
    switch scalar {
    case "\u{2010}", "\u{2011}": UInt8(ascii: "-")
    case "\u{2019}": UInt8(ascii: "'")
    default: UInt8(exactly: scalar.value) ?? 0
    }
  }
}

/// A set of letters, by their codes in Latin-1.
struct LetterSet: Sendable {
  private let members: [Bool]

  init(_ letters: String) {
    var members = [Bool](repeating: false, count: 0x100)
    for scalar in letters.unicodeScalars where scalar.value < 0x100 { members[Int(scalar.value)] = true }
    self.members = members
  }

  func contains(_ letter: UInt8) -> Bool { members[Int(letter)] }
}

/// Some letters of a word; its indices are those of the word.
typealias Letters = ArraySlice<UInt8>

extension Letters {
  /// The letters of a text, which has none beyond Latin-1.
  init(latin text: String) {
    self = ArraySlice(text.unicodeScalars.compactMap { UInt8(exactly: $0.value) })
  }

  /// Whether it ends in some letters.
  func ends(in tail: Letters) -> Bool { has(tail, at: endIndex - tail.count) }

  /// Whether letters stand at an index.
  func has(_ letters: Letters, at index: Int) -> Bool {
    guard index >= startIndex, index + letters.count <= endIndex else { return false }
    var place = index
    for letter in letters {
      guard self[place] == letter else { return false }
      place += 1
    }
    return true
  }

  /// Whether it ends in a text of ASCII.
  func ends(in tail: StaticString) -> Bool { has(tail, at: endIndex - tail.utf8CodeUnitCount) }

  /// Whether a text of ASCII stands at an index.
  func has(_ text: StaticString, at index: Int) -> Bool {
    guard index >= startIndex, index + text.utf8CodeUnitCount <= endIndex else { return false }
    return text.withUTF8Buffer { text in
      for place in text.indices where self[index + place] != text[place] { return false }
      return true
    }
  }

  /// Whether one of some letters of ASCII stands at an index.
  func hasOne(of letters: StaticString, at index: Int) -> Bool {
    guard indices.contains(index) else { return false }
    let letter = self[index]
    return letters.withUTF8Buffer { $0.contains(letter) }
  }
}
