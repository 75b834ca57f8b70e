import Testing

@testable import CommandLanguage

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("frequncy", "frequency"), ("Frequency", "frequency"), ("kwci", "kwic"), ("srot", "sort"), ("freq", "frequency"),
    ("hed", "head"), ("coocurence", "cooccurrence"), ("sentimant", "sentiment"), ("us", "use"), ("descr", "describe"),
    ("STÄRKUNG", "stärkung"),
  ])
  func finds(typed: String, name: String) {
    let names = InterfaceGrammar().verbNames + ["stärkung"]
    #expect(NearestName.nearest(to: typed, among: names) == name)
  }

  @Test(arguments: ["", "x", "xyz", "dis", "corpus linguistics", String(repeating: "head", count: 50)])
  func findsNone(typed: String) {
    #expect(NearestName.nearest(to: typed, among: ["dispersion", "display", "head", "q"]) == nil)
  }

  @Test func takesTheFirstOfEquals() {
    #expect(NearestName.nearest(to: "bat", among: ["hat", "cat", "rat"]) == "cat")
    #expect(NearestName.nearest(to: "a", among: []) == nil)
  }

  @Test(arguments: [("", "", 0), ("ca", "abc", 2), ("abcd", "acbd", 1), ("kitten", "sitting", 3), ("", "ab", 2)])
  func measures(first: String, second: String, distance: Int) {
    #expect(NearestName.distance(Array(first), Array(second)) == distance)
  }

  /// All texts of at most three letters: the distance is the length of the shortest path of single edits.
  @Test func agreesWithBreadthFirstSearch() {
    let letters: [Character] = ["a", "b", "c"]
    var texts: [[Character]] = [[]]
    for length in 0..<3 { texts += texts.filter { $0.count == length }.flatMap { text in letters.map { text + [$0] } } }
    for start in texts {
      let distances = distancesByEdits(from: start, letters: letters)
      for text in texts { #expect(NearestName.distance(start, text) == distances[text]) }
    }
  }

  private func distancesByEdits(from start: [Character], letters: [Character]) -> [[Character]: Int] {
    var distances = [start: 0]
    var queue = [start]
    while !queue.isEmpty {
      let text = queue.removeFirst()
      for next in edits(of: text, letters: letters) where distances[next] == nil && next.count <= 4 {
        distances[next] = distances[text, default: 0] + 1
        queue.append(next)
      }
    }
    return distances
  }

  private func edits(of text: [Character], letters: [Character]) -> [[Character]] {
    var edits: [[Character]] = []
    for index in 0...text.count {
      for letter in letters { edits.append(Array(text[..<index]) + [letter] + text[index...]) }
      guard index < text.count else { continue }
      edits.append(Array(text[..<index] + text[(index + 1)...]))
      for letter in letters { edits.append(Array(text[..<index]) + [letter] + text[(index + 1)...]) }
      if index + 1 < text.count {
        var swapped = text
        swapped.swapAt(index, index + 1)
        edits.append(swapped)
      }
    }
    return edits
  }
}
