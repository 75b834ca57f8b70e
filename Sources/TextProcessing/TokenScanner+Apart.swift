/// What the corpora of some languages cut that is whole elsewhere: the stops of abbreviations, the hyphens of compounds.
extension TokenScanner {
  /// The end of the first token of what is one from `start` to `end` elsewhere; the rest is read as it comes.
  mutating func firstPart(_ start: Int, _ end: Int) -> Int {
    guard kind == .word else { return end }
    let conventions = rules.conventions
    var cut = end
    if conventions.hasStopsApart, let last = (start..<end).last(where: { bytes[$0] == 0x2E }) {
      if last + 1 > quietUntil {
        quietUntil = last + 1
        quietEnding = last + 1 == end ? ending : .none
      }
      cut = (start..<end).first { bytes[$0] == 0x2E } ?? end
      ending = .none
    }
    if conventions.hasHyphensApart, let hyphen = firstHyphen(start, cut) { cut = hyphen }
    if cut == start { return end }
    if cut < end { kind = kindOfForm(start, cut) }
    return cut
  }

  /// The first hyphen between `start` and `end` that is a token of its own.
  private mutating func firstHyphen(_ start: Int, _ end: Int) -> Int? {
    let ending = rules.conventions.hyphenEnding
    if !CharacterClass.isJoiningLetter(classify(start).value) { return nil }
    return (start..<end).first { hyphen in
      if bytes[hyphen] != 0x2D || hyphen == start { return false }
      if ending.isEmpty { return true }
      // `biało-czerwony`: a first part of some length with the ending, a second in small letters.
      return hyphen - start >= 2 * ending.count + 2 && slice(hyphen - ending.count, hyphen).elementsEqual(ending)
        && classify(hyphen + 1).value == CharacterClass.lower
    }
  }

  /// Whether a hyphen whose next byte is at `after` stands for the end of a compound (`för- och nackdelar`).
  mutating func isHanging(_ segment: Int, _ after: Int) -> Bool {
    if rules.conventions.coordinators.isEmpty || after - segment < 3 { return false }
    if byte(after) == 0x2C { return true }
    guard byte(after) == 0x20 else { return false }
    let end = run(after + 1, min(count, after + 24))
    return end > after + 1 && rules.conventions.coordinators[slice(after + 1, end)] != 0
  }
}
