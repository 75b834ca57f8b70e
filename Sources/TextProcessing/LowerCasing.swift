/// Lower case by language: ß stays, ẞ becomes ß, Turkish İ and I become i and ı, a final Σ becomes ς.
///
/// Unicode's full lower case mapping (section 3.13 of the standard, with SpecialCasing), then NFC. It is no case
/// folding: *Maße* and *Masse* stay apart.
public struct LowerCasing: Sendable {
  private let variant: Variant

  private enum Variant { case common, turkic, lithuanian }

  /// Lower casing as the language wants it; unknown codes get the common map.
  public init(language: String) {
    switch Self.variant(of: language) {
    case "tr", "az": variant = .turkic
    case "lt": variant = .lithuanian
    default: variant = .common
    }
  }

  /// The map a language uses: "tr", "az" and "lt" have their own, all others share "und".
  public static func variant(of language: String) -> String {
    let code = String(language.prefix { $0 != "-" && $0 != "_" }).lowercased()
    return ["tr", "az", "lt"].contains(code) ? code : "und"
  }

  /// Whether the lower case of a form may differ from language to language: it has an I, a J, or an I with one of some accents.
  ///
  /// The form is valid UTF-8 in NFC. Linear.
  public static func dependsOnLanguage(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    if UTF8Reader.isASCII(form) { return UTF8Reader.hasASCII(form, from: 0x49, to: 0x4A) }
    for index in 0..<form.count {
      switch form[index] {
      case 0x49, 0x4A: return true
      // Ì Í; Ĩ Į İ
      case 0xC3: if index + 1 < form.count, form[index + 1] == 0x8C || form[index + 1] == 0x8D { return true }
      case 0xC4:
        guard index + 1 < form.count else { return false }
        let second = form[index + 1]
        if second == 0xA8 || second == 0xAE || second == 0xB0 { return true }
      default: break
      }
    }
    return false
  }

  /// The form in lower case, or nil when it is lower case already.
  ///
  /// The form is valid UTF-8 in NFC, and so is the result.
  public func lower(_ form: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    if variant != .lithuanian, let isLower = isPlainLower(form) { return isLower ? nil : plainLower(form) }
    if form.allSatisfy({ $0 < 0x80 && $0 &- 0x41 >= 26 }) { return nil }
    return lowerAny(form)
  }

  /// Writes a form in lower case if it is of ASCII, and returns how many bytes that are: 0, and nothing written, when it is already.
  ///
  /// There must be room for as many bytes as the form has. Nil when it is not of ASCII, or the language has rules of its own. Linear.
  public func lowerASCII(_ form: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) -> Int? {
    guard variant == .common, UTF8Reader.isASCII(form) else { return nil }
    guard UTF8Reader.hasASCII(form, from: 0x41, to: 0x5A) else { return 0 }
    for index in 0..<form.count { target[index] = form[index] | (form[index] &- 0x41 < 26 ? 0x20 : 0) }
    return form.count
  }

  /// Whether a form of plain characters has no upper case; nil when it has others.
  ///
  /// Plain are ASCII, the letters of Latin-1 and Latin Extended-A, U+0400 to U+045F, and blocks without upper case: general punctuation,
  /// CJK, kana and Hangul. Their lower case does not depend on neighbours.
  private func isPlainLower(_ form: UnsafeBufferPointer<UInt8>) -> Bool? {
    var isLower = true
    var index = 0
    while index < form.count {
      let byte = form[index]
      index += 1
      if byte < 0x80 {
        if byte &- 0x41 < 26 { isLower = false }
        continue
      }
      guard index < form.count else { return nil }
      let second = form[index]
      index += 1
      switch (byte, second) {
      case (0xC3, 0x80...0x96), (0xC3, 0x98...0x9E), (0xD0, 0x80...0xAF): isLower = false
      case (0xC3, _), (0xD0, _), (0xD1, 0x80...0x9F): break
      case (0xC4, 0xB0) where variant == .turkic: isLower = false
      case (0xC4, _), (0xC5, _):
        guard let isUpper = Self.isUpper(extended: second | (byte & 1) << 6) else { return nil }
        if isUpper { isLower = false }
      // U+2000…207F, U+3000…9FFF, U+AC00…DFFF
      case (0xE2, 0x80...0x81), (0xE3...0xE9, _), (0xEA, 0xB0...), (0xEB...0xED, _): index += 1
      default: return nil
      }
    }
    return index == form.count ? isLower : nil
  }

  /// Whether a letter of Latin Extended-A, U+0100 and the seven lowest bits, is upper case, and the next one its lower case; nil for İ and
  /// Ÿ, whose lower case stands elsewhere.
  @inline(__always)
  private static func isUpper(extended letter: UInt8) -> Bool? {
    switch letter & 0x7F {
    case 0x30, 0x78: nil
    // ĸ
    case 0x38: false
    case 0x39...0x48, 0x79...0x7E: letter & 1 == 1
    default: letter & 1 == 0
    }
  }

  /// The lower case of a form of plain characters.
  private func plainLower(_ form: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(form.count + 1)
    var index = 0
    while index < form.count {
      let byte = form[index]
      index += 1
      if byte < 0x80 {
        if byte == 0x49, variant == .turkic {
          result.append(0xC4)
          result.append(0xB1)
        } else {
          result.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        continue
      }
      guard index < form.count else {
        result.append(byte)
        return result
      }
      let second = form[index]
      index += 1
      if byte >= 0xE0 {
        result.append(byte)
        result.append(second)
        guard index < form.count else { return result }
        result.append(form[index])
        index += 1
        continue
      }
      switch (byte, second) {
      case (0xC4, 0xB0):
        result.append(0x69)
        continue
      case (0xC4, _), (0xC5, _):
        let isUpper = Self.isUpper(extended: second | (byte & 1) << 6) == true
        // ŀ follows on Ŀ in the next 64.
        result.append(isUpper && second == 0xBF ? byte + 1 : byte)
        result.append(isUpper ? second == 0xBF ? 0x80 : second + 1 : second)
        continue
      case (0xD0, 0x80...0x8F), (0xD0, 0xA0...0xAF): result.append(0xD1)
      default: result.append(byte)
      }
      switch (byte, second) {
      case (0xC3, 0x80...0x96), (0xC3, 0x98...0x9E), (0xD0, 0x90...0x9F): result.append(second + 0x20)
      case (0xD0, 0x80...0x8F): result.append(second + 0x10)
      case (0xD0, 0xA0...0xAF): result.append(second - 0x20)
      default: result.append(second)
      }
    }
    return result
  }

  private func lowerAny(_ form: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let scalars = Array(String(decoding: form, as: UTF8.self).unicodeScalars)
    var mapped = ""
    var index = 0
    while index < scalars.count {
      index += append(scalars, index, to: &mapped)
    }
    var bytes = Array(mapped.utf8)
    let normal = bytes.withUnsafeBufferPointer { FormNormalizer.isNormal($0) ? nil : FormNormalizer.normalize($0) }
    if let normal { bytes = normal }
    return bytes.elementsEqual(form) ? nil : bytes
  }

  /// Appends the lower case of the scalar at `index`; returns how many scalars were used.
  private func append(_ scalars: [Unicode.Scalar], _ index: Int, to mapped: inout String) -> Int {
    let scalar = scalars[index]
    let next = index + 1 < scalars.count ? scalars[index + 1].value : 0
    switch (variant, scalar.value) {
    case (.turkic, 0x130): mapped.append("i")
    case (.turkic, 0x49):
      if next == 0x307 {
        mapped.append("i")
        return 2
      }
      mapped.append("ı")
    case (.lithuanian, 0xCC): mapped.append("i\u{307}\u{300}")
    case (.lithuanian, 0xCD): mapped.append("i\u{307}\u{301}")
    case (.lithuanian, 0x128): mapped.append("i\u{307}\u{303}")
    case (.lithuanian, 0x49), (.lithuanian, 0x4A), (.lithuanian, 0x12E):
      mapped.append(scalar.properties.lowercaseMapping)
      // The dot stays visible under a further accent.
      if index + 1 < scalars.count, scalars[index + 1].properties.canonicalCombiningClass == .above {
        mapped.append("\u{307}")
      }
    case (_, 0x3A3): mapped.append(Self.isFinalSigma(scalars, index) ? "ς" : "σ")
    default: mapped.append(scalar.properties.lowercaseMapping)
    }
    return 1
  }

  /// Whether the sigma at `index` ends a word: a cased letter before it, none after, ignoring marks.
  private static func isFinalSigma(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }
}
