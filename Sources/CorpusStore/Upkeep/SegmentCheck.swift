import AnalyzerKit

/// Counts the tokens and documents of a segment's forms anew and compares them with its summaries and postings.
final class SegmentCheck {
  private let vocabulary: Vocabulary
  private var words: Recount
  private var lowers: Recount
  private var lowerMap: [FormID] = []
  private var variant = ""

  init(_ vocabulary: Vocabulary, _ forms: VocabularyContent) {
    self.vocabulary = vocabulary
    words = Recount(forms.hashes.count)
    lowers = Recount(forms.hashes.count)
  }

  /// Begins a segment of so many tokens.
  func begin(_ tokens: Int) throws {
    words.clear()
    lowers.clear()
  }

  /// Begins or goes on with a document; its number is not 0 and not another's.
  func beginDocument(_ number: Int, variant: String) throws {
    words.document = number
    lowers.document = number
    if variant != self.variant {
      lowerMap = try vocabulary.map(.lower, variant: variant)
      self.variant = variant
    }
  }

  /// Counts a token.
  func add(_ form: FormID) {
    words.add(Int(form.rawValue))
    lowers.add(Int(lowerMap[Int(form.rawValue)].rawValue))
  }

  /// The hashes of the forms of the segment, in the order of their ids.
  func formHashes(_ hashes: [UInt64]) -> [UInt64] { words.forms.sorted().map { hashes[$0] } }

  /// What is wrong with the segment's summaries and postings.
  func compare(_ reader: SegmentReader, _ ids: [FormID]) throws -> [String] {
    var problems: [String] = []
    for (layer, recount) in [(LayerName.word, words), (.lower, lowers)] {
      var isSame = true
      var forms = 0
      try reader.summary(layer) { form, count, documents in
        forms += 1
        isSame = isSame && recount.isRight(Int(form.rawValue), count, documents)
      }
      if !isSame || forms != recount.forms.count { problems.append("the summary of \(layer) is wrong") }
    }
    var total = 0
    var isRight = true
    try reader.forEachPostings { form, positions in
      total += positions.count
      isRight =
        isRight && words.isRight(Int(form.rawValue), positions.count, nil)
        && positions.allSatisfy { ids[Int($0)] == form }
    }
    // Lists ascend, hold their own form only, and have as many positions as there are tokens: so nothing is missing.
    if !isRight || total != ids.count { problems.append("the postings are wrong") }
    return problems
  }
}
