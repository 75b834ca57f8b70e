import Synchronization

/// The rules already read, by language; each is made once.
final class LanguageCache: Sendable {
  private let byLanguage = Mutex<[String: LanguageRules]>([:])

  /// The rules of a language, made by `make` the first time.
  func rules(_ language: String, _ make: () -> LanguageRules) -> LanguageRules {
    byLanguage.withLock { byLanguage in
      if let known = byLanguage[language] { return known }
      let made = make()
      byLanguage[language] = made
      return made
    }
  }
}
