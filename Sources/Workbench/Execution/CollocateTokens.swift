import AnalyzerKit
import CMemory
import CorpusStore

/// Some tokens of a document that are counted where they are read, by their positions in the run.
protocol CollocateTokens {
  /// Where a token is read, for those that follow it in one direction or the other.
  associatedtype Place
  /// The place of a token, and how far it is to the next one: the one before it where `step` is -1.
  func place(of position: Int, step: Int) -> (place: Place, stride: Int)
  /// The number of the token at a place, which must be one of these, and whether it counts: 1 or 0; goes on to the next.
  func token(at place: inout Place, stride: Int) -> (number: UInt32, counts: Int)
  /// What gives a number its form; nil where it is the number of the form.
  var table: UnsafeBufferPointer<FormID>? { get }
}

/// Words as they are packed in a segment, with the table that gives each its form.
struct PackedCollocateTokens: CollocateTokens {
  private let words: PackedForms
  private let first: Int
  private let counted: UnsafePointer<UInt64>
  private let forms: UnsafePointer<FormID>
  let table: UnsafeBufferPointer<FormID>?

  /// `first` is the position of the first of the words; `counted` has a bit for each number that they can have, and the table, which is
  /// not empty, forms of the store; nil where there are fewer bits.
  ///
  /// Both must live as long. Numbers beyond the table are to count, so that they are found there.
  init?(
    _ words: PackedForms, from first: Int, counted: UnsafeBufferPointer<UInt64>, _ table: UnsafeBufferPointer<FormID>
  ) {
    guard let bits = counted.baseAddress, let forms = table.baseAddress, counted.count * 64 >= 1 << words.width else {
      return nil
    }
    self.words = words
    self.first = first
    self.counted = bits
    self.forms = forms
    self.table = table
  }

  @inline(__always)
  func place(of position: Int, step: Int) -> (place: Int, stride: Int) {
    (words.bit(of: position &- first), words.width &* step)
  }

  @inline(__always)
  func token(at place: inout Int, stride: Int) -> (number: UInt32, counts: Int) {
    let word = words.number(atBit: place)
    place &+= stride
    // It is looked up when all of them are collected. Asking for a place is harmless even where there is none.
    lect_prefetch(forms + Int(word))
    return (word, Int(truncatingIfNeeded: counted[Int(word &>> 6)] &>> UInt64(word & 63) & 1))
  }
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
  func place(of position: Int, step: Int) -> (place: Int, stride: Int) { (position &- first, step) }

  @inline(__always)
  func token(at place: inout Int, stride: Int) -> (number: UInt32, counts: Int) {
    let form = forms[place]
    place &+= stride
    return (form.rawValue, form == TokenStorage.uncounted ? 0 : 1)
  }

  var table: UnsafeBufferPointer<FormID>? { nil }
}
