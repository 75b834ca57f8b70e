import AnalyzerKit
import AnalyzerTesting
import Testing

@testable import FrequencyPlugin

@Suite struct FrequencyTests {
  /// The documents of quanteda's textstat_frequency example, a group each.
  let letters = MemoryCorpus([
    MemoryCorpus.Document(name: "d1", fields: ["grp": .text("one")], text: "a a b b c d"),
    MemoryCorpus.Document(name: "d2", fields: ["grp": .text("two")], text: "a d d d"),
    MemoryCorpus.Document(name: "d3", fields: ["grp": .text("one")], text: "a a a"),
  ])

  func rows(_ options: [String: OptionValue], by: [String] = [], on corpus: MemoryCorpus? = nil) throws -> [[Value]] {
    let table = try MemoryRun(Frequency.self, options: options, on: corpus ?? letters).report(by: by).tables[0]
    return (0..<table.rowCount).map { table.row($0) }
  }

  @Test func countsAsQuantedaDoes() throws {
    let rows = try rows([:])
    #expect(rows.map { $0[0] } == [.text("a"), .text("d"), .text("b"), .text("c")])
    #expect(rows.map { $0[1] } == [.integer(6), .integer(4), .integer(2), .integer(1)])
    #expect(rows.map { $0[4] } == [.integer(3), .integer(2), .integer(1), .integer(1)])
    let perMillion: Double = 6.0 / 13 * 1_000_000
    #expect(rows[0][2] == Value.real(perMillion))
    let percent: Double = 2.0 / 3 * 100
    #expect(rows[1][5] == Value.real(percent))
  }

  @Test func groupsAreCountedApart() throws {
    let rows = try rows([:], by: ["grp"])
    let terms: [[Value]] = rows.map { [$0[0], $0[1]] }
    let numbers: [[Value]] = rows.map { [$0[2], $0[4]] }
    let names = [("one", "a"), ("one", "b"), ("one", "c"), ("one", "d"), ("two", "d"), ("two", "a")]
    #expect(terms == names.map { [.text($0.0), .text($0.1)] })
    let countsAndRanks = [(5, 1), (2, 2), (1, 3), (1, 3), (3, 1), (1, 2)]
    #expect(numbers == countsAndRanks.map { [.integer($0.0), .integer($0.1)] })
  }

  @Test func stopwordsChangeNoDenominator() throws {
    let list = WordListReference(name: "list", words: ["a", "x"])
    let rows = try rows(["stopwords": .wordList(list)])
    #expect(rows.map { $0[0] } == [.text("d"), .text("b"), .text("c")])
    let perMillion: Double = 4.0 / 13 * 1_000_000
    #expect(rows[0][2] == Value.real(perMillion))
    #expect(rows[0][3] == .integer(1))
  }

  @Test func minimaAndTopWorkWithinGroups() throws {
    #expect(try rows(["min-count": .integer(2)], by: ["grp"]).count == 3)
    #expect(try rows(["top": .integer(1)], by: ["grp"]).map { $0[1] } == [.text("a"), .text("d")])
    #expect(try rows(["min-documents": .integer(2)]).map { $0[0] } == [.text("a"), .text("d")])
  }

  @Test func aWordAskedForHasItsRowInEveryGroup() throws {
    let rows = try rows(["query": .queries([.words("c"), .words("Zz")])], by: ["grp"])
    #expect(rows.map { $0[1] } == [.text("c"), .text("zz"), .text("c"), .text("zz")])
    #expect(rows.map { $0[2] } == [.integer(1), .integer(0), .integer(0), .integer(0)])
  }

  @Test func aLabelPoolsAndAPhraseHasARowForEachForm() throws {
    let corpus = MemoryCorpus(texts: ["Das rote Haus. Das Haus rot.", "Häuser und das rote haus"])
    let pooled = try rows(["query": .queries([.words("ha*", label: "wohnen")])], on: corpus)
    #expect(pooled.map { $0[0] } == [.text("wohnen")])
    #expect(pooled[0][1] == .integer(3))
    #expect(pooled[0][4] == .integer(2))
    let phrase = try rows(["query": .queries([.words("das *")])], on: corpus)
    #expect(phrase.map { [$0[0], $0[1]] } == [[.text("das rote"), .integer(2)], [.text("das haus"), .integer(1)]])
  }

  /// Whatever else stands in the query: each token is counted once in a row.
  @Test func whatSeveralQueriesMatchCountsOnce() throws {
    let corpus = MemoryCorpus(texts: ["Das Gas, das Gasnetz.", "Gas und das Haus"])
    func counts(_ queries: [Query]) throws -> [[Value]] {
      try rows(["query": .queries(queries)], on: corpus).map { [$0[0], $0[1], $0[4]] }
    }
    let gas: [Value] = [.text("gas"), .integer(2), .integer(2)]
    let net: [Value] = [.text("gasnetz"), .integer(1), .integer(1)]
    #expect(try counts([.words("gas"), .words("gas*")]) == [gas, net])
    let phrase: [Value] = [.text("das gas"), .integer(1), .integer(1)]
    #expect(
      try counts([.words("gas"), .words("gas*"), .words("gas"), .words("das gas"), .words("das gas*")])
        == [gas, phrase, [.text("das gasnetz"), .integer(1), .integer(1)], net])
    let pooled: [Value] = [.text("gas"), .integer(3), .integer(2)]
    #expect(try counts([.words("gas", label: "gas"), .words("gas*", label: "gas")]) == [pooled])
    // A label is no term.
    #expect(
      try counts([.words("das", label: "gas"), .words("gas")]) == [[.text("gas"), .integer(3), .integer(2)], gas])
  }

  @Test func wildcardsStandForWhatCounts() throws {
    let corpus = MemoryCorpus(texts: ["Gas! Das Haus, das Gas."])
    func counts(_ query: Query, _ options: [String: OptionValue] = [:]) throws -> [[Value]] {
      let options = options.merging(["query": .queries([query])]) { $1 }
      let table = try MemoryRun(Frequency.self, options: options, on: corpus).report().tables[0]
      return (0..<table.rowCount).map { [table.row($0)[0], table.row($0)[1]] }
    }
    #expect(try counts(.words("*", label: "alles")) == [[.text("alles"), .integer(5)]])
    #expect(try counts(.words(",", label: "komma")) == [[.text("komma"), .integer(0)]])
    #expect(try counts(.words("haus *")) == [])
    #expect(try counts(.words("haus ,")) == [[.text("haus ,"), .integer(1)]])
    let das: [[Value]] = [[.text("das gas"), .integer(1)], [.text("das haus"), .integer(1)]]
    #expect(try counts(.words("das *")) == das)
  }

  @Test func whatIsAskedForByNameStaysWhateverLeavesRowsOut() throws {
    func terms(_ queries: [Query], _ options: [String: OptionValue]) throws -> [[Value]] {
      try rows(options.merging(["query": .queries(queries)]) { $1 }).map { [$0[0], $0[1], $0[3]] }
    }
    let (a, c, z): ([Value], [Value], [Value]) = (
      [.text("a"), .integer(6), .integer(1)], [.text("c"), .integer(1), .integer(2)],
      [.text("z"), .integer(0), .integer(3)]
    )
    let list = OptionValue.wordList(WordListReference(name: "list", words: ["a", "c"]))
    for options: [String: OptionValue] in [
      [:], ["min-count": .integer(3)], ["min-documents": .integer(2)], ["stopwords": list],
      ["match": .pattern(Pattern(source: "[xy]"))],
    ] {
      #expect(try terms([.words("c"), .words("z"), .words("a")], options) == [a, c, z], "\(options)")
    }
    // Other terms are left out, and named phrases and labels are not.
    let minimum: [String: OptionValue] = ["min-count": .integer(3)]
    #expect(try terms([.words("?"), .words("z")], minimum).map { $0[0] } == [.text("a"), .text("d"), .text("z")])
    let mixed = try terms([.words("c d"), .words("a *"), .words("c", label: "x"), .words("d z")], minimum)
    #expect(mixed.map { $0[0] } == [.text("a a"), .text("c d"), .text("x"), .text("d z")])
    #expect(try terms([.words("c"), .words("z"), .words("a")], ["top": .integer(2)]) == [a, c])
    #expect(try terms([.words("z"), .words("a b")], ["top": .integer(1)]).map { $0[0] } == [.text("a b")])
  }

  @Test func formsTellsWhatIsBehindATerm() throws {
    let corpus = MemoryCorpus(texts: ["NATO Nato NATO nato x1 12 3,5"])
    let rows = try rows(["forms": .flag, "no-numbers": .flag], on: corpus)
    #expect(rows.map { $0[0] } == [.text("nato"), .text("x1")])
    #expect(rows[0][6] == .text("NATO 2, Nato 1, nato 1"))
  }

  @Test func matchKeepsWholeForms() throws {
    let corpus = MemoryCorpus(texts: ["Haus Hausboot Maus"])
    let rows = try rows(["match": .pattern(Pattern(source: "[hm]aus"))], on: corpus)
    #expect(rows.map { $0[0] } == [.text("haus"), .text("maus")])
  }

  @Test func laws() throws {
    expectSoundCard(of: Frequency.self)
    expectLawsOnGeneratedCorpora(of: Frequency.self)
    expectLawsOnGeneratedCorpora(of: Frequency.self, options: ["forms": .flag, "top": .integer(3)])
    expectLawsOnGeneratedCorpora(
      of: Frequency.self, options: ["query": .queries([.words("a* b*"), .words("?", label: "kurz")])], punctuation: true
    )
    expectLaws(of: Frequency.self, options: [:], on: letters, by: ["grp"])
  }
}
