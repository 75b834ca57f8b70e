import AnalyzerKit

extension Readability {
  private static let counts = [
    Column("words", .integer, "The number of words."),
    Column("sentences", .integer, "The number of sentences that have a word."),
    Column("words_per_sentence", .real, "Words a sentence."),
    Column("characters_per_word", .real, "Letters and digits a word."),
    Column("syllables_per_word", .real, "Syllables a word; for English and German."),
  ]

  /// Its name, options, columns and examples.
  public static let card = AnalyzerCard(
    name: "readability",
    summary: "Tells how hard documents are to read, by the formulas of the field.",
    discussion: """
      One row a document; with --by one row a group, whose documents are taken as one text. Formulas that were made for \
      English or German are given for documents of that language alone, and for groups that hold no other; LIX and RIX \
      for all. Columns of languages that the corpus does not have are left out.

      Syllables are counted by rules of spelling: for German, vowels and diphthongs (Fa-mi-li-e, Mu-se-um); for English, \
      runs of vowels, less silent e's, more where two vowels are said apart (cre-ate, ra-di-o). A number is one \
      syllable. Sentences without a word do not count. The fog index does not except compounds, names and endings.
      """,
    columns: [Column("document", .text, role: .document, "The document.")] + counts + Formula.all.map(\.column),
    examples: [
      .init("news-de | readability | head 5", "German articles, by Amstad and the Wiener Sachtextformeln."),
      .init("news-en | readability --by date:year", "English articles, each year as one text."),
    ],
    references: [
      "Amstad (1978), Wie verständlich sind unsere Zeitungen?",
      "Anderson (1983), Lix and Rix: variations on a little-known readability index.",
      "Bamberger & Vanecek (1984), Lesen – Verstehen – Lernen – Schreiben.",
      "Björnsson (1968), Läsbarhet.",
      "Coleman & Liau (1975), A computer readability formula designed for machine scoring.",
      "Flesch (1948), A new readability yardstick.",
      "Gunning (1952), The technique of clear writing.",
      "Kincaid et al. (1975), Derivation of new readability formulas for Navy enlisted personnel.",
      "McLaughlin (1969), SMOG grading: a new readability formula.",
      "Senter & Smith (1967), Automated readability index.",
    ])

  /// One row a document; with `--by`, one row a group.
  public func finish(_ partial: Records, _ prepared: Prepared, in context: AnalysisContext) throws -> Report {
    guard partial.realCount == Self.measures.count else {
      throw AnalyzerError.damagedPartial("counts of another kind")
    }
    let languages = Set(prepared.rules.compactMap { $0 })
    let formulas = Formula.all.filter { formula in formula.language.map(languages.contains) ?? true }
    let isGrouped = !context.groupColumns.isEmpty
    let document = isGrouped ? [] : [Column("document", .text, role: .document, "The document.")]
    var table = Table(columns: document + Self.counts + formulas.map(\.column))
    if isGrouped {
      var sums = [Double](repeating: 0, count: Self.measures.count)
      var rules: Set<Double> = []
      for record in partial.ordered {
        for index in sums.indices { sums[index] += record.reals[index] }
        if record.reals[0] > 0, let own = record.reals.last { rules.insert(own) }
      }
      try table.append(Self.row(sums, rules.count == 1 ? rules.first : 0, formulas))
    } else {
      for record in partial.ordered {
        let name = try context.documentName(record.integers.first ?? 0)
        try table.append([.text(name)] + Self.row(record.reals, record.reals.last, formulas))
      }
    }
    return Report(tables: [table])
  }

  private static func row(_ numbers: [Double], _ rules: Double?, _ formulas: [Formula]) -> [Value] {
    let counts = TextCounts(
      words: numbers[0], sentences: numbers[1], characters: numbers[2], longWords: numbers[3], syllables: numbers[4],
      monosyllables: numbers[5], polysyllables: numbers[6])
    let language = rules.flatMap(Int.init(exactly:)).flatMap(SyllableRules.init(rawValue:))
    let integers = numbers[..<2].map { number in Int(exactly: number).map(Value.integer) ?? .missing }
    let means = [
      counts.sentenceLength, counts.characters / counts.words, language == nil ? .nan : counts.wordLength,
    ]
    let results = formulas.map { formula -> Double in
      formula.language == nil || formula.language == language ? formula.value(counts) : .nan
    }
    return integers + (means + results).map(Value.optional)
  }
}
