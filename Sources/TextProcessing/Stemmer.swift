import CStemmer

/// The Snowball stemmer of a language: *Häuser* and *Hauses* become *haus*.
///
/// A stem stands for a family of forms and need not be a word. One a thread; about 0.5 µs a form.
/// Porter (2001), Snowball: a language for stemming algorithms; libstemmer, of Debian.
public final class Stemmer {
  /// The codes of languages with a stemmer, as ISO 639 has them.
  static let codes: Set<String> = [
    "ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id", "it", "lt", "ne", "nl",
    "no", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi",
  ]

  /// The encodings in which the library has stemmers whose characters are a byte each; all have ASCII in them.
  private static let narrowEncodings = ["ISO_8859_1", "ISO_8859_2", "KOI8_R"]

  private let stemmer: OpaquePointer
  /// The same algorithm on bytes, which takes up to half as long as on UTF-8, for forms of ASCII; nil where there is none.
  private let narrow: OpaquePointer?

  /// The stemmer of a language; nil when it has none, or this system's library lacks it.
  public convenience init?(language: String) { self.init(language: language, usesNarrow: true) }

  /// `usesNarrow`: whether forms of ASCII are stemmed as bytes, which makes no difference but in time.
  init?(language: String, usesNarrow: Bool) {
    guard let code = Stemmer.code(of: language), let made = sb_stemmer_new(code, "UTF_8") else { return nil }
    stemmer = made
    var found: OpaquePointer?
    for encoding in Stemmer.narrowEncodings where usesNarrow && found == nil { found = sb_stemmer_new(code, encoding) }
    narrow = found
  }

  deinit {
    sb_stemmer_delete(stemmer)
    // None is no trouble to it.
    sb_stemmer_delete(narrow)
  }

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
    if let narrow, UTF8Reader.isASCII(form) {
      guard let stem = Stemmer.stem(form, narrow), stem.count > 0 else { return }
      // Were it not of ASCII, it would be in the other encoding.
      if UTF8Reader.isASCII(stem) {
        if !Stemmer.areEqual(stem, form) { bytes.append(contentsOf: stem) }
        return
      }
    }
    guard let stem = Stemmer.stem(form, stemmer), stem.count > 0, !Stemmer.areEqual(stem, form) else { return }
    // A stem may end inside what was one character before.
    if FormNormalizer.isNormal(stem) {
      bytes.append(contentsOf: stem)
    } else {
      bytes.append(contentsOf: FormNormalizer.normalize(stem))
    }
  }

  /// What a stemmer of the library makes of a form; it stays until the stemmer is asked again.
  private static func stem(
    _ form: UnsafeBufferPointer<UInt8>, _ stemmer: OpaquePointer
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let start = form.baseAddress, let length = Int32(exactly: form.count),
      let found = sb_stemmer_stem(stemmer, start, length)
    else { return nil }
    return UnsafeBufferPointer(start: found, count: Int(sb_stemmer_length(stemmer)))
  }

  private static func areEqual(_ stem: UnsafeBufferPointer<UInt8>, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard stem.count == form.count else { return false }
    for index in 0..<stem.count where stem[index] != form[index] { return false }
    return true
  }
}
