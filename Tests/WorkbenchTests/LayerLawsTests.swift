import CorpusStore
import Testing

@testable import Workbench

/// Layers of annotation and regions give the same bytes however a corpus is cut, folded and kept, and what a slow count gives.
@Suite struct LayerLawsTests {
  static let commands = [
    "c | frequency --layer lemma", "c | frequency --layer lemma --forms", "c | frequency --layer pos --forms --by kind",
    "c | frequency --layer pos --punctuation", "c | frequency --layer pos --by kind",
    "c | frequency ge*, x=gut --layer lemma", "c | frequency Haus gehen --layer lemma",
    "c | where kind = \"x\" | frequency --layer lemma", "c | frequency --layer stem",
    "c | frequency häuser --layer stem",
    "c | kwic NOUN --layer pos --context 3", "c | kwic NOUN VERB --layer pos --within speech",
    "c | kwic haus --layer stem --within s", "c | kwic Haus --layer lemma --within speech --by kind",
    "c | cooccurrence Haus --layer lemma --min-count 1",
    "c | cooccurrence NOUN --layer pos --within speech --window 2 --min-count 1",
    "c | cooccurrence Haus --layer lemma --within speech --by kind --min-count 1",
    "c | cooccurrence --terms 6 --layer lemma --min-count 1",
    "c | cooccurrence --context sentence --layer pos --terms 4",
    "c | sentiment --layer lemma --by kind",
  ]

  static func results(_ session: Session) throws -> [String] {
    try commands.map { command in
      let outcome = try session.run(command)
      return try outcome.map { try Session.text(of: $0) + $0.notes.joined(separator: "\n") } ?? ""
    }
  }

  static let expected: [String] = {
    do {
      let workspace = try Workspace()
      let session = try workspace.session(threads: 1)
      try session.load(AnnotatedCorpus(0..<40))
      return try results(session)
    } catch {
      return ["\(error)"]
    }
  }()

  private func expectSame(_ session: Session, _ comment: Comment) throws {
    for (command, (old, new)) in zip(Self.commands, zip(Self.expected, try Self.results(session))) {
      #expect(old == new, "\(command): \(comment)")
    }
  }

  @Test func everyCommandGivesRows() {
    #expect(Self.expected.count == Self.commands.count, "\(Self.expected)")
    for (command, text) in zip(Self.commands, Self.expected) {
      #expect(text.split(separator: "\n").count >= 2, "\(command) gives nothing: \(text)")
    }
  }

  @Test(arguments: [1, 7, 50, 1000], [1, 3]) func segmentsAndThreads(_ tokens: Int, _ threads: Int) throws {
    let workspace = try Workspace()
    let session = try workspace.session(threads: threads)
    try session.load(AnnotatedCorpus(0..<40), segmentTokens: tokens)
    try expectSame(session, "segments of \(tokens)")
  }

  @Test func coldAndCached() throws {
    let workspace = try Workspace()
    let session = try workspace.session(cacheThreshold: .zero)
    try session.load(AnnotatedCorpus(0..<40), segmentTokens: 60)
    try expectSame(session, "first run")
    for command in Self.commands {
      _ = session.beginProgress()
      _ = try session.run(command)
      #expect(session.progress.total == 0, "\(command) folds again what is kept")
    }
    try expectSame(session, "cached")
  }

  @Test func appendedAndCompacted() throws {
    let workspace = try Workspace()
    let session = try workspace.session(cacheThreshold: .zero)
    // The fifth of each load is without annotation, so that parts are of five.
    try session.load(AnnotatedCorpus(0..<10), segmentTokens: 30)
    for command in Self.commands { _ = try session.run(command) }
    try session.load(AnnotatedCorpus(10..<15), segmentTokens: 30, mode: .append)
    try session.load(AnnotatedCorpus(15..<40), segmentTokens: 1000, mode: .append)
    try expectSame(session, "appended")
    _ = try session.run("compact")
    try expectSame(session, "compacted")
  }

  // MARK: Against slow counts

  private func rows(_ command: String, _ columns: String) throws -> Set<String> {
    let workspace = try Workspace()
    let session = try workspace.session()
    try session.load(AnnotatedCorpus(0..<40), segmentTokens: 100)
    let lines = try session.output("\(command) | select \(columns)").split(separator: "\n").dropFirst()
    return Set(lines.map(String.init))
  }

  @Test func frequenciesOfLemmas() throws {
    var counts: [String: (tokens: Int, documents: Set<String>)] = [:]
    for document in AnnotatedCorpus(0..<40).annotated {
      for token in document.tokens where token.word != "," {
        guard let lemma = token.lemma else { continue }
        counts[lemma, default: (0, [])].tokens += 1
        counts[lemma]?.documents.insert(document.name)
      }
    }
    let expected = Set(counts.map { "\($0.key)\t\($0.value.tokens)\t\($0.value.documents.count)" })
    #expect(try rows("c | frequency --layer lemma", "term,count,documents") == expected)
  }

  @Test func wordsBehindLemmas() throws {
    var words: [String: [String: Int]] = [:]
    for token in AnnotatedCorpus(0..<40).annotated.flatMap(\.tokens) where token.word != "," {
      if let lemma = token.lemma { words[lemma, default: [:]][token.word, default: 0] += 1 }
    }
    let expected = words.map { lemma, counts in
      let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      return "\(lemma)\t" + sorted.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    // One word is a form of two lemmas.
    #expect(words["weiß"]?["weiß"] != nil && words["wissen"]?["weiß"] != nil)
    #expect(try rows("c | frequency --layer lemma --forms", "term,forms") == Set(expected))
  }

  @Test func punctuationOfTags() throws {
    let tokens = AnnotatedCorpus(0..<40).annotated.flatMap(\.tokens)
    let punctuation = tokens.filter { $0.pos == "PUNCT" }.count
    #expect(try rows("c | frequency --layer pos --punctuation", "term,count").contains("PUNCT\t\(punctuation)"))
    #expect(try !rows("c | frequency --layer pos", "term,count").contains { $0.hasPrefix("PUNCT") })
  }

  @Test func concordanceWithinSpeeches() throws {
    var expected: Set<String> = []
    for document in AnnotatedCorpus(0..<40).annotated {
      for start in document.tokens.indices.dropLast() {
        guard document.tokens[start].pos == "NOUN", document.tokens[start + 1].pos == "VERB" else { continue }
        let around = document.speeches.filter { $0.lowerBound <= start && $0.upperBound >= start + 2 }
        guard let speech = around.min(by: { $0.count < $1.count }) else { continue }
        func text(_ range: Range<Int>) -> String {
          var text = ""
          for index in range {
            text += document.tokens[index].word + (document.tokens[index].space ? " " : "")
          }
          return text.hasSuffix(" ") ? String(text.dropLast()) : text
        }
        /// Two words on each side, no commas counted, within the speech.
        var left = start
        var words = 0
        while left > speech.lowerBound, words < 2 {
          left -= 1
          if document.tokens[left].lemma != nil || true { words += document.tokens[left].word == "," ? 0 : 1 }
        }
        var right = start + 2
        words = 0
        while right < speech.upperBound, words < 2 {
          words += document.tokens[right].word == "," ? 0 : 1
          right += 1
        }
        expected.insert(
          "\(document.name)\t\(start + 1)\t\(text(left..<start))\t\(text(start..<start + 2))\t\(text(start + 2..<right))"
        )
      }
    }
    #expect(expected.count > 20)
    #expect(
      try rows("c | kwic NOUN VERB --layer pos --context 2 --within speech", "document,position,left,match,right")
        == expected)
  }

  @Test func collocatesWithinSpeeches() throws {
    var inside: [String: Int] = [:]
    for document in AnnotatedCorpus(0..<40).annotated {
      var covered: Set<Int> = []
      let tokens = document.tokens
      let nodes = tokens.indices.filter { node in
        tokens[node].lemma == "Haus" && document.speeches.contains { $0.contains(node) }
      }
      for node in nodes {
        let speech = document.speeches.filter { $0.contains(node) }.min { $0.count < $1.count } ?? 0..<0
        for step in [-1, 1] {
          var place = node
          var words = 0
          while words < 2, speech.contains(place + step) {
            place += step
            if tokens[place].word != ",", tokens[place].lemma != nil { words += 1 }
            covered.insert(place)
          }
        }
      }
      for place in covered.subtracting(nodes) where tokens[place].word != "," {
        if let lemma = tokens[place].lemma { inside[lemma, default: 0] += 1 }
      }
    }
    let found = try rows(
      "c | cooccurrence Haus --layer lemma --within speech --window 2 --min-count 1", "collocate,o11")
    #expect(found == Set(inside.map { "\($0.key)\t\($0.value)" }))
  }

  // MARK: What there is

  @Test func unknownLayersAndRegionsAreNamed() throws {
    let workspace = try Workspace()
    let session = try workspace.session()
    try session.load(AnnotatedCorpus(0..<9))
    for (command, message, advice) in [
      (
        "c | frequency --layer lema", "`c` has no layer `lema`",
        "Did you mean lemma? There is: word, lower, stem, lemma, pos."
      ),
      ("c | kwic Haus --within sp", "`c` has no region `sp`", "There is: s, p, document, speech."),
    ] {
      let error = #expect(throws: CommandError.self) { try session.run(command) }
      #expect(error?.message == message)
      #expect(error?.advice?.hasSuffix(advice) == true, "\(error?.advice ?? "")")
    }
    let description = try session.output("c | describe")
    #expect(description.contains("layers\tword, lower, stem, lemma, pos\n"))
    #expect(description.contains("regions\ts, p, document, speech\n"))
    let corpus = AnnotatedCorpus(0..<9)
    let tokens = corpus.annotated.flatMap(\.tokens)
    let lemmas = tokens.compactMap(\.lemma)
    #expect(description.contains("layer lemma\t\(lemmas.count) tokens with \(Set(lemmas).count) values\n"))
    #expect(description.contains("region speech\t\(corpus.annotated.reduce(0) { $0 + $1.speeches.count })\n"))
    let draft = try session.store(forWriting: true).draft(layer: LayerName("ner"), of: "c", source: "tagger 1")
    #expect(draft.doneCount == 0)
    #expect(try session.output("c | describe").contains("layer ner\tbegun by tagger 1, 0 of 9 documents done\n"))
    _ = try session.run("drop c --layer ner")
    #expect(try !session.output("c | describe").contains("ner"))
    let error = #expect(throws: CommandError.self) { try session.run("drop c --layer ner") }
    #expect(error?.message == "`c` has no annotation `ner`")
    #expect(error?.advice == "There is: lemma, pos.")
    _ = try session.run("drop c --layer pos")
    _ = try session.run("set layer lemma")
    #expect(try session.output("c | frequency --top 1").contains("\n"))
  }
}
