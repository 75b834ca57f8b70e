import FoundationEssentials

/// The data files of the languages: a folder with one folder a language code, read once and shared.
///
/// `<folder>/<code>/abbreviations.txt`, `starters.txt`, `ordinals.txt`, `elisions.txt`, `clitics.txt` steer the
/// tokenizer and `stopwords.txt` holds stop words; each may be missing. The README there describes them. Files are
/// read at first use; a changed file is seen by a new `LanguageData` only. Safe to use from several threads.
public final class LanguageData: Sendable {
  /// No data: the general rules alone.
  public static let none = LanguageData(folder: nil)

  /// The folder, or nil for no data.
  public let folder: String?
  private let cache = LanguageCache()

  /// The data in a folder; a folder that does not exist holds no language.
  public convenience init(folder: String) { self.init(folder: Optional(folder)) }

  private init(folder: String?) { self.folder = folder }

  /// The codes of the languages that have a folder with any data, sorted.
  public var languages: [String] {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    return names.filter { !found($0).isEmpty }.sorted()
  }

  /// The data files a language has ("abbreviations.txt", …), sorted; empty when there are none.
  public func found(_ language: String) -> [String] {
    guard let path = path(of: language) else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { LanguageRules.fileNames.contains($0) || $0 == "stopwords.txt" }.sorted()
  }

  /// The stop words of a language, or nil when it has no list.
  public func stopWords(for language: String) -> WordList? {
    bytes("stopwords.txt", of: language).map { WordList(parsing: $0) }
  }

  func rules(for language: String) -> LanguageRules {
    let code = Self.baseCode(language)
    return cache.rules(code) {
      var files: [String: [UInt8]] = [:]
      for name in LanguageRules.fileNames { files[name] = bytes(name, of: code) }
      return LanguageRules(language: code, files: files)
    }
  }

  private func bytes(_ name: String, of language: String) -> [UInt8]? {
    guard let path = path(of: language), let data = FileManager.default.contents(atPath: path + "/" + name) else {
      return nil
    }
    return Array(data)
  }

  /// The folder of a language; nil for codes that are no plain name, so that a code can never leave the folder.
  private func path(of language: String) -> String? {
    let code = Self.baseCode(language)
    let isPlain = !code.isEmpty && code.utf8.allSatisfy { $0 &- 0x61 < 26 }
    guard let folder, isPlain else { return nil }
    return folder + "/" + code
  }

  /// "de-AT" and "de_AT" use the data of "de".
  private static func baseCode(_ language: String) -> String {
    String(language.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }
}
