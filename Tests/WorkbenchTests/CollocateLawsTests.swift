import Testing

@testable import Workbench

/// Collocates are what a slow count from the tokens gives, whatever is asked, and however the corpus is cut.
@Suite struct CollocateLawsTests {
  /// What is asked for: a query of words, lemmas or tags, its windows and where they end.
  struct Question: CustomStringConvertible {
    var layer = "lower"
    var query: [String] = []
    var left = 0
    var right = 0
    var within = "document"
    var countsPunctuation = false

    var description: String {
      "c | cooccurrence \(query.joined(separator: " ")) --layer \(layer) --left \(left) --right \(right) "
        + "--within \(within) --min-count 1 \(countsPunctuation ? "--punctuation" : "")"
    }

    init(_ next: (Int) -> Int) {
      layer = ["lower", "word", "lemma", "pos"][next(4)]
      let terms = [
        "lower": ["haus", "ge*", "häuser", "*", "weiß", "2021"],
        "word": ["Haus", "ge*", "H*", "*", "weiß", "im"],
        "lemma": ["Haus", "gehen", "w*", "*", "in+der"],
        "pos": ["NOUN", "VERB", "A*", "*"],
      ][layer, default: []]
      query = (0...[0, 0, 1, 2][next(4)]).map { _ in terms[next(terms.count)] }
      left = [0, 1, 2, 5, 40][next(5)]
      right = [0, 1, 2, 5, 40][next(5)]
      within = ["document", "document", "s", "speech"][next(4)]
      countsPunctuation = next(4) == 0
    }

    func form(of token: AnnotatedCorpus.Token) -> String? {
      switch layer {
      case "lower": token.word.lowercased()
      case "word": token.word
      case "lemma": token.lemma
      default: token.pos
      }
    }

    func counts(_ token: AnnotatedCorpus.Token) -> Bool {
      form(of: token) != nil && (countsPunctuation || token.word != ",")
    }

    func matches(_ token: AnnotatedCorpus.Token, _ term: String) -> Bool {
      guard let form = form(of: token) else { return false }
      // Wildcards stand for words that count, and for any value of annotation.
      if term.hasSuffix("*"), layer == "lower" || layer == "word", !counts(token) { return false }
      return term.hasSuffix("*") ? form.hasPrefix(term.dropLast()) : form == term
    }
  }

  /// What is counted of each collocate, and of all nodes.
  struct Counts: Equatable {
    var inside: [String: Int] = [:]
    var documents: [String: Int] = [:]
    var all: [String: Int] = [:]
    var nodes: [String: Int] = [:]

    /// The rows as the command shows them: collocate, o11, r1, c1, n, documents.
    var rows: Set<String> {
      let size = all.values.reduce(0, +) - nodes.values.reduce(0, +)
      let window = inside.values.reduce(0, +)
      return Set(
        inside.map { form, count in
          "\(form)\t\(count)\t\(window)\t\((all[form] ?? 0) - (nodes[form] ?? 0))\t\(size)\t\(documents[form] ?? 0)"
        })
    }
  }

  static func slowly(_ question: Question, _ documents: [AnnotatedCorpus.Document]) -> Counts {
    var counts = Counts()
    for document in documents {
      let tokens = document.tokens
      for token in tokens where question.counts(token) {
        counts.all[question.form(of: token) ?? "", default: 0] += 1
      }
      var nodes: Set<Int> = []
      var covered: Set<Int> = []
      for start in tokens.indices {
        let end = start + question.query.count
        guard end <= tokens.count,
          question.query.indices.allSatisfy({ question.matches(tokens[start + $0], question.query[$0]) }),
          let window = window(question, start..<end, in: document)
        else { continue }
        nodes.formUnion(start..<end)
        covered.formUnion(window)
      }
      var seen: Set<String> = []
      for place in covered.subtracting(nodes) where question.counts(tokens[place]) {
        let form = question.form(of: tokens[place]) ?? ""
        counts.inside[form, default: 0] += 1
        if seen.insert(form).inserted { counts.documents[form, default: 0] += 1 }
      }
      for place in nodes where question.counts(tokens[place]) {
        counts.nodes[question.form(of: tokens[place]) ?? "", default: 0] += 1
      }
    }
    return counts
  }

  /// Outwards until enough words, the end of the document, or the bound of the region; nil where the match is in no region.
  static func window(_ question: Question, _ match: Range<Int>, in document: AnnotatedCorpus.Document) -> Range<Int>? {
    let tokens = document.tokens
    var bounds = 0..<tokens.count
    if question.within == "speech" {
      let around = document.speeches.filter { $0.lowerBound <= match.lowerBound && $0.upperBound >= match.upperBound }
      guard let smallest = around.min(by: { $0.count < $1.count }) else { return nil }
      bounds = smallest
    }
    let endsAtSentences = question.within == "s"
    var (left, right) = (match.lowerBound, match.upperBound)
    var wanted = question.left
    while wanted > 0, left > bounds.lowerBound, !(endsAtSentences && tokens[left].startsSentence) {
      left -= 1
      wanted -= question.counts(tokens[left]) ? 1 : 0
    }
    wanted = question.right
    while wanted > 0, right < bounds.upperBound, !(endsAtSentences && tokens[right].startsSentence) {
      wanted -= question.counts(tokens[right]) ? 1 : 0
      right += 1
    }
    return left..<right
  }

  static let columns = "collocate,o11,r1,c1,n,documents"

  private func rows(_ session: Session, _ command: String, where kind: String?) throws -> Set<String> {
    let source = kind.map { "c | where kind = \"\($0)\"" } ?? "c"
    let lines = try session.output("\(source)\(command.dropFirst()) | select \(Self.columns)").split(separator: "\n")
    return Set(lines.dropFirst().map(String.init))
  }

  /// Four documents at a time, all of which have annotation; the second four hold an empty one, the third a long one.
  @Test(arguments: 0..<12) func randomQuestions(_ number: Int) throws {
    var state = UInt64(number) * 104_729 + 11
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let corpus = AnnotatedCorpus(number * 4 % 24..<number * 4 % 24 + 4)
    let workspace = try Workspace()
    let session = try workspace.session(threads: 1 + next(3))
    try session.load(corpus, segmentTokens: [3, 20, 100, 1 << 20][next(4)])
    var isEmpty = true
    for _ in 0..<40 {
      let question = Question(next)
      let expected = Self.slowly(question, corpus.documents)
      #expect(try rows(session, "\(question)", where: nil) == expected.rows, "\(question)")
      isEmpty = isEmpty && expected.inside.isEmpty
      let kind = ["x", "y"][next(2)]
      let some = Self.slowly(question, corpus.documents.filter { $0.kind == kind })
      #expect(try rows(session, "\(question)", where: kind) == some.rows, "\(kind): \(question)")
      try expectGroups(session, question, corpus)
    }
    #expect(!isEmpty)
  }

  private func expectGroups(_ session: Session, _ question: Question, _ corpus: AnnotatedCorpus) throws {
    var expected: Set<String> = []
    for kind in ["x", "y"] {
      let counts = Self.slowly(question, corpus.documents.filter { $0.kind == kind })
      expected.formUnion(counts.rows.map { "\(kind)\t\($0)" })
    }
    let lines = try session.output("\(question) --by kind | select kind,\(Self.columns)").split(separator: "\n")
    #expect(Set(lines.dropFirst().map(String.init)) == expected, "\(question) by kind")
  }
}
