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

/// The numbers of tokens that are to be counted, on their way there; the memory belongs to a counter.
struct CollocateCollection {
  /// Where the numbers are, with room for one more than may be collected.
  let numbers: UnsafeMutablePointer<UInt32>
  /// How many there are.
  private(set) var count = 0

  /// Nothing is collected yet.
  init(_ numbers: UnsafeMutablePointer<UInt32>) { self.numbers = numbers }

  /// Collects the tokens before a place one by one until enough have counted; returns the place of the last one looked at.
  ///
  /// `wanted` are those that may still count, and becomes what is left of it: uncounted tokens take no part of it unless `countsAll`.
  @inline(__always)
  mutating func collectBack<Tokens: CollocateTokens>(
    _ tokens: Tokens, before place: Int, downTo low: Int, _ wanted: inout Int, countsAll: Bool
  ) -> Int {
    if place <= low { return place }
    return place &- collect(tokens, from: place &- 1, step: -1, atMost: place &- low, &wanted, countsAll)
  }

  /// Collects the tokens from a place on in the same way; returns the place behind the last one looked at.
  @inline(__always)
  mutating func collectOn<Tokens: CollocateTokens>(
    _ tokens: Tokens, from place: Int, upTo high: Int, _ wanted: inout Int, countsAll: Bool
  ) -> Int {
    if place >= high { return place }
    return place &+ collect(tokens, from: place, step: 1, atMost: high &- place, &wanted, countsAll)
  }

  /// Returns at how many tokens it looked, of which there is one at least.
  @inline(__always)
  private mutating func collect<Tokens: CollocateTokens>(
    _ tokens: Tokens, from place: Int, step: Int, atMost most: Int, _ wanted: inout Int, _ countsAll: Bool
  ) -> Int {
    var (next, stride) = tokens.place(of: place, step: step)
    let (numbers, before) = (numbers, count)
    var (left, count) = (most, before)
    if countsAll {
      let last = most &- min(most, wanted)
      while left != last {
        let (number, counts) = tokens.token(at: &next, stride: stride)
        numbers[count] = number
        count &+= counts
        left &-= 1
      }
      wanted &-= most &- last
    } else {
      // A number that no count reaches where more are wanted than there are.
      let goal = before &+ min(wanted, most &+ 1)
      while count != goal, left != 0 {
        let (number, counts) = tokens.token(at: &next, stride: stride)
        // What does not count is written over by the next.
        numbers[count] = number
        count &+= counts
        left &-= 1
      }
      wanted &-= count &- before
    }
    self.count = count
    return most &- left
  }
}
