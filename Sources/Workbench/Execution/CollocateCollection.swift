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
