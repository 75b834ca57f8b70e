extension Scanner {
  /// The name of an option as written: `--name`, `--name=` or `-n`.
  struct ScannedOption {
    /// Without dashes; empty for `--` alone.
    var name: String
    /// The dashes and the name.
    var span: Span
    /// Whether `=` follows; the scanner then stands behind it.
    var hasEquals: Bool
    /// The name with the dashes as written.
    var spelling: String
    var hasOneDash: Bool

    /// Whether the name is written with the dashes that it needs: a letter with one, a name (of one letter, too) with two.
    func fits(_ option: OptionSyntax) -> Bool {
      hasOneDash ? name == option.short || option.name.unicodeScalars.count == 1 : name == option.name
    }
  }

  /// Reads the name of an option if one is here; the scanner then stands behind it, or behind its `=`.
  ///
  /// A dash alone and a dash before a digit (`-2`, `-.5`) start a word.
  mutating func optionName(advancing: Bool = true) -> ScannedOption? {
    let dash = UInt8(ascii: "-")
    guard source[position] == dash else { return nil }
    let hasOneDash = source[position + 1] != dash
    var end = position + (hasOneDash ? 1 : 2)
    if hasOneDash, !startsShortName(at: end) { return nil }
    let start = end
    while !source.isBlank(at: end), source[end] != UInt8(ascii: "="), source[end] != UInt8(ascii: "|") { end += 1 }
    let span = Span(position, end)
    let hasEquals = source[end] == UInt8(ascii: "=")
    if advancing { position = hasEquals ? end + 1 : end }
    return ScannedOption(
      name: source.string(Span(start, end)), span: span, hasEquals: hasEquals, spelling: source.string(span),
      hasOneDash: hasOneDash)
  }

  private func startsShortName(at offset: Int) -> Bool {
    guard let byte = source[offset], !source.isBlank(at: offset) else { return false }
    if byte == UInt8(ascii: "|") { return false }
    if byte == UInt8(ascii: "."), let next = source[offset + 1] { return !Unicode.Scalar(next).isASCIIDigit }
    return !Unicode.Scalar(byte).isASCIIDigit
  }
}
