import TextProcessing

extension LayerName {
  /// The variant of a layer that is a map which the documents of a language use: a casing such as `tr`, or a stemmer such as `de`.
  public func variant(of language: String) -> String {
    switch self {
    case .word: "und"
    case .stem: Stemmer.code(of: language) ?? LowerCasing.variant(of: language)
    default: LowerCasing.variant(of: language)
    }
  }

  /// What stands in a layer that is a map for a form in NFC.
  ///
  /// Only words have stems: of a number, an address or an emoji the stem is its lower case.
  public func form(of word: [UInt8], variant: String) -> [UInt8] {
    if self == .word { return word }
    let lower = word.withUnsafeBufferPointer { LowerCasing(language: variant).lower($0) } ?? word
    guard self == .stem, let stemmer = Stemmer(language: variant) else { return lower }
    let isWord = word.withUnsafeBufferPointer { TokenKind.of($0) == .word }
    return isWord ? lower.withUnsafeBufferPointer { stemmer.stem($0) } ?? lower : lower
  }
}

extension Corpus {
  /// The variants of a layer that is a map which occur in it, the most common first; at least one.
  public func variants(of layer: LayerName) -> [String] {
    if layer == .lower, !casingVariants.isEmpty { return casingVariants }
    guard layer == .stem else { return ["und"] }
    var variants: [String] = []
    for language in languages {
      let variant = layer.variant(of: language.language)
      if !variants.contains(variant) { variants.append(variant) }
    }
    return variants.isEmpty ? ["und"] : variants
  }
}
