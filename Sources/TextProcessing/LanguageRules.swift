/// What the tokenizer knows of one language: the contents of its data files, ready for look-up.
///
/// Immutable, so that threads share it.
final class LanguageRules: Sendable {
  /// The files read, in the order they enter the digest.
  static let fileNames =
    [
      "abbreviations.txt", "starters.txt", "ordinals.txt", "elisions.txt", "clitics.txt", "apocopes.txt",
      "enclitics.txt",
      "contractions.txt", "conventions.txt",
    ] + UnspacedRules.fileNames

  /// What an abbreviation may stand before.
  enum Mark {
    /// The form, its full stop included, may end a sentence (`usw.`, `U.S.`).
    static let ends: UInt8 = 1
    /// It always leads on to what follows (`Dr.`, `z. B.`).
    static let leads: UInt8 = 2
    /// It is an abbreviation before a number only (`No. 4`); else an ordinary word.
    static let number: UInt8 = 4
    /// It closes a list (`etc.`): any capital after it starts a sentence.
    static let closes: UInt8 = 8
    /// The same marks for a form that is an abbreviation only after another one (the `B.` of `z. B.`), shifted so far.
    static let followShift: UInt8 = 4
    /// The marks as the data files name them.
    static let names = ["leads": leads, "number": number, "closes": closes]
  }

  /// Abbreviations with their full stop, and their marks.
  let abbreviations: ByteStringTable
  /// What ends words that are abbreviations (`str.` of `Bahnhofstr.`), and its marks.
  let suffixes: ByteStringTable
  /// The same with a first capital, as they stand at the start of a sentence.
  ///
  /// The small *schweiz.* is an abbreviation, the *Schweiz.* inside a sentence is not.
  let initialAbbreviations: ByteStringTable
  /// Words that, capitalised after an abbreviation or a number, start a sentence.
  let starters: ByteStringTable
  /// Words that follow an ordinal number (months, …).
  let ordinalNouns: ByteStringTable
  /// Whether a number with a full stop may be an ordinal.
  let hasOrdinals: Bool
  /// Words cut off after their apostrophe (`l'`), without it, in lower case.
  let elisions: ByteStringTable
  /// What stays whole with an apostrophe before it (`'s`), without it, in lower case.
  let clitics: ByteStringTable
  /// Words that start with such letters and are whole (`c'est-à-dire`), in lower case.
  let elidedWords: ByteStringTable
  /// Words that end in an apostrophe (`po'`), without it, in lower case.
  let apocopes: ByteStringTable
  /// Where words are cut when contractions are kept: enclitics that always are tokens of their own (`dit-il`).
  let enclitics: WordEndings
  /// Where words are cut when contractions are split.
  let contractions: WordEndings
  /// What is no list of words.
  let conventions: LanguageConventions
  /// What corrects the dictionaries' words, in scripts written without spaces.
  let unspaced: UnspacedRules
  /// Whether the language is written without spaces, so that its words are ICU's, or not known.
  let isUnspaced: Bool
  /// The languages whose words only a dictionary tells.
  private static let unspacedLanguages: Set<String> = ["zh", "yue", "wuu", "ja", "th", "lo", "km", "my", "und"]
  /// A short digest of all files, empty when there are none.
  let digest: String

  init(language: String, files: [String: [UInt8]]) {
    (abbreviations, initialAbbreviations, suffixes) = Self.readAbbreviations(files["abbreviations.txt"] ?? [])
    starters = ByteStringTable(DataLines(files["starters.txt"] ?? []).map { ($0, 1) })
    ordinalNouns = ByteStringTable(DataLines(files["ordinals.txt"] ?? []).map { ($0, 1) })
    hasOrdinals = files["ordinals.txt"] != nil
    let elided = Array(DataLines(files["elisions.txt"] ?? []))
    elisions = ByteStringTable(elided.filter { !$0.contains("'") }.map { ($0, 1) })
    elidedWords = ByteStringTable(elided.filter { $0.contains("'") }.map { ($0, 1) })
    apocopes = ByteStringTable(DataLines(files["apocopes.txt"] ?? []).map { ($0, 1) })
    let always = Array(DataLines(files["enclitics.txt"] ?? []))
    enclitics = WordEndings(always)
    contractions = WordEndings(always + Array(DataLines(files["contractions.txt"] ?? [])))
    clitics = ByteStringTable(DataLines(files["clitics.txt"] ?? []).map { ($0, 1) })
    conventions = LanguageConventions(DataLines(files["conventions.txt"] ?? []))
    unspaced = UnspacedRules(files)
    isUnspaced = Self.unspacedLanguages.contains(language)
    digest = Self.digest(files)
  }

  /// `form [leads|number|closes]` a line; the form may start with a capital, and may be written in capitals.
  private static func readAbbreviations(_ bytes: [UInt8]) -> (ByteStringTable, ByteStringTable, ByteStringTable) {
    var entries: [(String, UInt8)] = []
    var initials: [(String, UInt8)] = []
    var suffixes: [(String, UInt8)] = []
    for line in DataLines(bytes) {
      var words = line.utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      var mark = Mark.ends
      if let last = words.last, let named = Mark.names[last] {
        mark = named
        words.removeLast()
      }
      if words.count == 1, let word = words.first, word.hasPrefix("-") {
        suffixes.append((String(word.dropFirst()), mark))
        continue
      }
      for (index, word) in words.enumerated() where word.hasSuffix(".") {
        // All parts but the last of `z. B.` lead on to the next. A capital alone is an initial: see the scanner.
        if index == 0, words.count > 1, word.utf8.count == 2, word == word.uppercased() { continue }
        let part = index + 1 < words.count ? Mark.leads : mark
        let own = index == 0 ? part : part << Mark.followShift
        entries.append((word, own))
        // A capital alone with its stop is an initial, whatever the small letter stands for.
        if word.count > 2 { initials.append((word.prefix(1).uppercased() + word.dropFirst(), own)) }
        if word.utf8.count > 3 { entries.append((word.uppercased(), own)) }
      }
    }
    return (ByteStringTable(entries), ByteStringTable(initials), ByteStringTable(suffixes))
  }

  /// FNV-1a over names and contents, eight hexadecimal digits.
  private static func digest(_ files: [String: [UInt8]]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isEmpty = true
    for name in fileNames {
      guard let bytes = files[name] else { continue }
      isEmpty = false
      for byte in Array(name.utf8) + [0] + bytes + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    if isEmpty { return "" }
    let short = String((hash ^ hash >> 32) & 0xFFFF_FFFF, radix: 16)
    return String(repeating: "0", count: 8 - short.count) + short
  }
}
