/// Codes of languages as formats write them.
enum LanguageTag {
  /// The code that a language tag (BCP 47) stands for: `de` of `de-AT`, `zh-Hant` of `zh-Hant-TW`; nil for anything else.
  ///
  /// The script is kept where it is four letters long; regions and variants are not.
  static func code(_ tag: String) -> String? {
    let parts = tag.split(whereSeparator: { $0 == "-" || $0 == "_" })
    guard let language = parts.first, (2...3).contains(language.utf8.count), parts.count <= 6,
      language.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 })
    else { return nil }
    guard parts.count > 1, parts[1].utf8.count == 4, parts[1].utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else {
      return language.lowercased()
    }
    return language.lowercased() + "-" + parts[1].prefix(1).uppercased() + parts[1].dropFirst().lowercased()
  }
}
