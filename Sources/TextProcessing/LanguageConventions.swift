/// Conventions of a language's orthography and corpora that are no lists of words: `conventions.txt`, one a line.
struct LanguageConventions: Sendable {
  /// Nouns have a capital, so that an ordinal may stand before any word with one (`der 1. FC`).
  var hasCapitalNouns = false
  /// A Roman ordinal stands before a name (`IV. Béla`).
  var hasNamesAfterOrdinals = false
  /// A number takes its ending behind a colon (`1:a`, `1990:n`).
  var hasColonEndings = false
  /// `10°` is an ordinal.
  var hasDegreeOrdinals = false
  /// `;` is the question mark.
  var isQuestionSemicolon = false
  /// A full stop is a token of its own after an abbreviation and an ordinal, too, where it ends no sentence.
  var hasStopsApart = false
  /// The parts of a compound and its hyphens are tokens.
  var hasHyphensApart = false
  /// The same only where the first part ends so (`biało-czerwony`, not `Rolls-Royce`).
  var hyphenEnding: [UInt8] = []
  /// Words before which a hyphen stands for what both parts of a compound share (`för- och nackdelar`).
  var coordinators = ByteStringTable([])

  /// Reads lines such as `capital-nouns` and `hanging-hyphens och eller`; a line that is unknown says nothing.
  init(_ lines: some Sequence<String>) {
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "capital-nouns": hasCapitalNouns = true
      case "names-after-ordinals": hasNamesAfterOrdinals = true
      case "colon-endings": hasColonEndings = true
      case "degree-ordinals": hasDegreeOrdinals = true
      case "question-semicolon": isQuestionSemicolon = true
      case "stops-apart": hasStopsApart = true
      case "hyphens-apart":
        hasHyphensApart = true
        hyphenEnding = words.count > 1 ? Array(words[1].utf8) : []
      case "hanging-hyphens": coordinators = ByteStringTable(words.dropFirst().map { ($0, 1) })
      default: break
      }
    }
  }
}
