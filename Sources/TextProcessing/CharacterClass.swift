/// What a code point is to the tokeniser.
///
/// The numbers are those of the generated table (`Tables/CharacterRanges.swift`).
enum CharacterClass {
  static let blank: UInt8 = 0
  static let newline: UInt8 = 1
  static let paragraph: UInt8 = 2
  static let lower: UInt8 = 3
  static let upper: UInt8 = 4
  static let letter: UInt8 = 5
  static let digit: UInt8 = 6
  static let otherNumber: UInt8 = 7
  static let extend: UInt8 = 8
  static let format: UInt8 = 9
  static let joiner: UInt8 = 10
  static let connector: UInt8 = 11
  static let midLetter: UInt8 = 12
  static let ideograph: UInt8 = 13
  static let hiragana: UInt8 = 14
  static let katakana: UInt8 = 15
  static let southEastAsian: UInt8 = 16
  static let opening: UInt8 = 17
  static let closing: UInt8 = 18
  static let quote: UInt8 = 19
  static let dash: UInt8 = 20
  static let terminator: UInt8 = 21
  static let stop: UInt8 = 22
  static let punctuation: UInt8 = 23
  static let symbol: UInt8 = 24
  static let currency: UInt8 = 25
  static let pictograph: UInt8 = 26
  static let regional: UInt8 = 27
  static let modifier: UInt8 = 28

  /// A letter that joins with its neighbours into a word (not a CJK ideograph, kana or South-East Asian letter).
  @inline(__always) static func isJoiningLetter(_ value: UInt8) -> Bool { value &- lower <= letter &- lower }

  /// Any letter.
  @inline(__always) static func isLetter(_ value: UInt8) -> Bool {
    value &- lower <= letter &- lower || value &- ideograph <= southEastAsian &- ideograph
  }

  /// A digit or another number.
  @inline(__always) static func isNumber(_ value: UInt8) -> Bool { value == digit || value == otherNumber }

  /// A letter of a script that is written without spaces between words.
  @inline(__always) static func isUnspaced(_ value: UInt8) -> Bool {
    value &- ideograph <= southEastAsian &- ideograph
  }

  /// What an elision may stand before, other than a letter: `l'11`, `l'«Unità»`.
  @inline(__always) static func mayFollowElision(_ value: UInt8) -> Bool {
    value == digit || value == opening || value == quote
  }

  /// What continues any run: marks, format characters, joiners.
  @inline(__always) static func isExtending(_ value: UInt8) -> Bool { value &- extend <= joiner &- extend }

  /// What a run of letters and digits is made of.
  @inline(__always) static func isWordish(_ value: UInt8) -> Bool { value &- lower <= connector &- lower }

  /// White space and controls: what no token holds.
  @inline(__always) static func isBlank(_ value: UInt8) -> Bool { value <= paragraph }
}
