import AnalyzerKit
import CorpusStore

/// Some tokens of a document that are counted where they are read, by their positions in the run.
protocol CollocateTokens {
  /// The number of a token, which must be one of these, and whether it counts: 1 or 0.
  mutating func token(at position: Int) -> (number: UInt32, counts: Int)
  /// What gives a number its form; nil where it is the number of the form.
  var table: UnsafeBufferPointer<FormID>? { get }
  /// Whether all numbers so far were words of the store.
  var isRight: Bool { get }
}

/// Words as they are packed in a segment, with the table that gives each its form.
struct PackedCollocateTokens: CollocateTokens {
  private let words: PackedForms
  private let first: Int
  private let counted: UnsafeBufferPointer<UInt64>
  let table: UnsafeBufferPointer<FormID>?
  private let bound: UInt32
  private var largest: UInt32 = 0

  /// `first` is the position of the first of the words; `counted` has a bit a word, and the table, which is not empty, forms of the store.
  ///
  /// Both must live as long.
  init(
    _ words: PackedForms, from first: Int, counted: UnsafeBufferPointer<UInt64>, _ table: UnsafeBufferPointer<FormID>
  ) {
    self.words = words
    self.first = first
    self.counted = counted
    self.table = table
    bound = UInt32(clamping: table.count)
  }

  @inline(__always)
  mutating func token(at position: Int) -> (number: UInt32, counts: Int) {
    let word = words.number(at: position &- first)
    largest = max(largest, word)
    let place = Int(word >> 6)
    let bits = place < counted.count ? counted[place] : 0
    return (word, Int(truncatingIfNeeded: bits &>> UInt64(word & 63) & 1))
  }

  var isRight: Bool { largest < bound }
}

/// Forms in memory, which were looked at when they were read.
struct ReadCollocateTokens: CollocateTokens {
  private let forms: UnsafePointer<FormID>
  private let first: Int

  /// `first` is the position of the first of the forms, which must live as long.
  init(_ forms: UnsafePointer<FormID>, from first: Int) {
    self.forms = forms
    self.first = first
  }

  @inline(__always)
  func token(at position: Int) -> (number: UInt32, counts: Int) {
    let form = forms[position &- first]
    return (form.rawValue, form == TokenStorage.uncounted ? 0 : 1)
  }

  var table: UnsafeBufferPointer<FormID>? { nil }
  var isRight: Bool { true }
}
