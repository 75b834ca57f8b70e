import AnalyzerKit

/// Readability: counts of words, sentences, letters and syllables a document, and the formulas made of them.
public struct Readability: DocumentAnalyzer {
  /// There is nothing to choose.
  public init(options: Options) throws {}

  /// What is counted in a document; `rules` says which rules counted syllables: 0 none, 1 English, 2 German.
  public static let measures: [Measure] = [
    .count("words"), .count("sentences"), .count("characters"), .count("long_words"), .count("syllables"),
    .count("monosyllables"), .count("polysyllables"), .count("rules"),
  ]

  /// What is known of each form, by its number.
  public struct Prepared: Sendable {
    /// The rules of each language of the corpus.
    let rules: [SyllableRules?]
    /// Letters and digits of each form.
    let characters: [UInt16]
    /// For each rules, the syllables of each form.
    let syllables: [SyllableRules: [UInt8]]
  }

  /// Measures the vocabulary.
  public func prepare(_ corpus: CorpusView) throws -> Prepared {
    let rules = corpus.languages.map { SyllableRules(language: String($0.prefix { $0 != "-" })) }
    var characters = [UInt16](repeating: 0, count: corpus.formCount)
    // Side by side, not in a dictionary, whose every change in a loop over its keys would copy a whole column.
    let known = Array(Set(rules.compactMap { $0 }))
    var syllables = known.map { _ in [UInt8](repeating: 0, count: corpus.formCount) }
    var word = Spelling()
    try corpus.forEachForm { form, bytes in
      let place = Int(form.rawValue)
      guard place < characters.count else { return }
      word.read(bytes)
      characters[place] = UInt16(clamping: word.characters)
      for index in known.indices { syllables[index][place] = UInt8(clamping: known[index].syllables(of: word)) }
    }
    return Prepared(
      rules: rules, characters: characters,
      syllables: Dictionary(zip(known, syllables), uniquingKeysWith: { first, _ in first }))
  }

  /// Counts a document.
  public func measure(_ document: borrowing DocumentView, _ prepared: Prepared) throws -> [Double] {
    let language = document.slice.language
    let rules = prepared.rules.indices.contains(language) ? prepared.rules[language] : nil
    let table = rules.flatMap { prepared.syllables[$0] } ?? []
    var (words, characters, long, syllables, single, many) = (0, 0, 0, 0, 0, 0)
    document.forEachForm { _, form in
      let place = Int(form.rawValue)
      guard place < prepared.characters.count else { return }
      words += 1
      characters += Int(prepared.characters[place])
      long += prepared.characters[place] > 6 ? 1 : 0
      guard place < table.count else { return }
      let count = Int(table[place])
      syllables += count
      single += count == 1 ? 1 : 0
      many += count >= 3 ? 1 : 0
    }
    var sentences = 0
    let batch = document.batch
    document.forEachSentence { range in
      var hasWord = false
      batch.forEachForm(in: range) { _, _ in hasWord = true }
      sentences += hasWord ? 1 : 0
    }
    return [words, sentences, characters, long, syllables, single, many, rules?.rawValue ?? 0].map(Double.init)
  }
}
