import AnalyzerKit
import CorpusStore
import TextProcessing

/// A layer of a store's vocabulary, as one analysis sees it: which form stands for each word, and which words count.
///
/// Immutable once made, so that all threads share it. The casing variants of languages such as Turkish have maps of
/// their own.
public final class LayerView: Sendable {
  /// The layer.
  public let layer: LayerName
  /// Whether tokens without a letter or digit count, too.
  public let countsPunctuation: Bool
  /// How many forms the store has.
  public let formCount: Int
  private let variants: [String]
  private let maps: [[FormID]]
  private let counted: [[FormID]]
  private let wordForms: [FormID]

  /// Reads the maps of a layer for a corpus; linear in the vocabulary.
  public init(
    _ layer: LayerName, of corpus: Corpus, in vocabulary: Vocabulary, countsPunctuation: Bool
  ) throws {
    self.layer = layer
    self.countsPunctuation = countsPunctuation
    formCount = vocabulary.count
    let flags = try vocabulary.flags()
    let isCounted = flags.map { countsPunctuation || $0 & FormFlags.countedBit != 0 }
    variants = layer == .word || corpus.casingVariants.isEmpty ? ["und"] : corpus.casingVariants
    maps = try variants.map { try vocabulary.map(layer, variant: $0) }
    counted = maps.map { map in
      map.indices.map { isCounted[$0] ? map[$0] : TokenStorage.uncounted }
    }
    wordForms = flags.indices.map { isCounted[$0] ? FormID(rawValue: UInt32($0)) : TokenStorage.uncounted }
  }

  /// The index of the casing variant that a language uses; 0 where the corpus has only the common one.
  public func variant(of language: String) -> Int {
    variants.firstIndex(of: LowerCasing.variant(of: language)) ?? 0
  }

  /// How many casing variants there are.
  public var variantCount: Int { variants.count }

  /// For each word, its form in the layer, or `TokenStorage.uncounted`.
  public func forms(variant: Int) -> [FormID] { counted[variant] }

  /// For each word, the word itself, or `TokenStorage.uncounted`.
  public var countedWords: [FormID] { wordForms }

  /// For each word, its form in the layer, counted or not.
  public func allForms(variant: Int) -> [FormID] { maps[variant] }

  /// A text as the layer writes it: normalised, and in lower case for `lower`.
  public func text(_ text: [UInt8], variant: Int = 0) -> [UInt8] {
    let normal = text.withUnsafeBufferPointer {
      FormNormalizer.isNormal($0) ? text : FormNormalizer.normalize($0)
    }
    guard layer != .word else { return normal }
    let casing = LowerCasing(language: variants[variant])
    return normal.withUnsafeBufferPointer { casing.lower($0) } ?? normal
  }

  /// The words that an element of a query matches in the layer, punctuation among them.
  public func words(matching element: [Glob], in vocabulary: Vocabulary) throws -> FormSet {
    var words = FormSet()
    for variant in variants.indices {
      let globs = element.map { glob in glob.mappingLiterals { text($0, variant: variant) } }
      var forms = FormSet()
      for literal in globs.compactMap(\.literal) {
        let id = try literal.withUnsafeBufferPointer { bytes throws -> FormID? in try vocabulary.id(of: bytes) }
        if let id { forms.insert(id) }
      }
      let patterns = globs.filter { $0.literal == nil }
      if !patterns.isEmpty {
        try vocabulary.forEach { form, bytes, _ in
          if patterns.contains(where: { $0.matches(bytes) }) { forms.insert(form) }
        }
      }
      for (word, form) in maps[variant].enumerated() where forms.contains(form) {
        words.insert(FormID(rawValue: UInt32(truncatingIfNeeded: word)))
      }
    }
    return words
  }
}
