import Foundation

/// The rules already read, by language; each is made once.
final class LanguageCache: @unchecked Sendable {
  private let lock = NSLock()
  private var byLanguage: [String: LanguageRules] = [:]

  /// The rules of a language, made by `make` the first time.
  func rules(_ language: String, _ make: () -> LanguageRules) -> LanguageRules {
    lock.withLock {
      if let known = byLanguage[language] { return known }
      let made = make()
      byLanguage[language] = made
      return made
    }
  }
}
