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
    for (index, byte) in form.enumerated() {
      switch byte {
      case 0x49, 0x4A: return true
      // Ì Í; Ĩ Į İ
      case 0xC3: if index + 1 < form.count, form[index + 1] == 0x8C || form[index + 1] == 0x8D { return true }
      case 0xC4: if index + 1 < form.count, [0xA8, 0xAE, 0xB0].contains(form[index + 1]) { return true }
      default: break
      }
    }
    return false
  }

  /// The form in lower case, or nil when it is lower case already.
  ///
  /// The form is valid UTF-8 in NFC, and so is the result.
  public func lower(_ form: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var upper = false
    for byte in form {
      if byte >= 0x80 { return lowerAny(form) }
      if byte &- 0x41 < 26 { upper = true }
    }
    if !upper { return nil }
    if variant != .common { return lowerAny(form) }
    return form.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
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
