import CStemmer

/// The Snowball stemmer of a language: *Häuser* and *Hauses* become *haus*.
///
/// A stem stands for a family of forms and need not be a word. One a thread; about 0.8 µs a form.
/// Porter (2001), Snowball: a language for stemming algorithms; libstemmer, of Debian.
public final class Stemmer {
  /// The codes of languages with a stemmer, as ISO 639 has them.
  private static let codes: Set<String> = [
    "ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id", "it", "lt", "ne", "nl",
    "no", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi",
  ]

  private let stemmer: OpaquePointer

  /// The stemmer of a language; nil when it has none, or this system's library lacks it.
  public init?(language: String) {
    guard let code = Stemmer.code(of: language), let made = sb_stemmer_new(code, "UTF_8") else { return nil }
    stemmer = made
  }

  deinit { sb_stemmer_delete(stemmer) }

  /// The code that names a language's stemmer: regions are dropped, both kinds of Norwegian share one; nil without a stemmer.
  public static func code(of language: String) -> String? {
    let base = String(language.prefix { $0 != "-" && $0 != "_" }).lowercased()
    let code = ["nb", "nn"].contains(base) ? "no" : base
    return codes.contains(code) ? code : nil
  }

  /// The stem of a form that is lower case and in NFC; nil when it is the form itself.
  public func stem(_ form: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var stem: [UInt8] = []
    appendStem(of: form, to: &stem)
    return stem.isEmpty ? nil : stem
  }

  /// Appends the stem of a form that is lower case and in NFC; nothing when it is the form itself.
  public func appendStem(of form: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard let start = form.baseAddress, let length = Int32(exactly: form.count),
      let found = sb_stemmer_stem(stemmer, start, length)
    else { return }
    let stem = UnsafeBufferPointer(start: found, count: Int(sb_stemmer_length(stemmer)))
    if stem.isEmpty || stem.count == form.count && stem.elementsEqual(form) { return }
    // A stem may end inside what was one character before.
    if FormNormalizer.isNormal(stem) {
      bytes.append(contentsOf: stem)
    } else {
      bytes.append(contentsOf: FormNormalizer.normalize(stem))
    }
  }
}
