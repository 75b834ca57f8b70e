import AnalyzerKit
import CorpusStore
import TextProcessing

/// A layer of a corpus, as one analysis sees it: which form stands for each token, and which tokens count.
///
/// Immutable once made, so that all threads share it. A layer that is a map (`word`, `lower`, `stem`) has a form for each
/// word, by variant: the casing of languages such as Turkish, or the stemmer of a language. A layer of annotation has a stream of its own;
/// its tokens count if their word does and they have a value.
public final class LayerView: Sendable {
  /// The layer.
  public let layer: LayerName
  /// The stream that it is read from: itself for annotation, else `word`.
  public let stream: LayerName
  /// Whether tokens without a letter or digit count, too.
  public let countsPunctuation: Bool
  /// How many forms the store has.
  public let formCount: Int
  private let variants: [String]
  private let maps: [[FormID]]
  private let counted: [[FormID]]
  private let wordForms: [FormID]

  /// Reads the maps of a layer for a corpus; linear in the vocabulary.
  ///
  /// - Throws: `StoreError.noSuchLayer` with the layers that there are.
  public init(
    _ layer: LayerName, of corpus: Corpus, in vocabulary: Vocabulary, countsPunctuation: Bool
  ) throws {
    guard let found = corpus.layer(layer) else {
      throw StoreError.noSuchLayer(name: layer.name, corpus: corpus.name, known: corpus.layers.map(\.name.name))
    }
    self.layer = layer
    self.countsPunctuation = countsPunctuation
    stream = found.isAnnotation ? layer : .word
    formCount = vocabulary.count
    let flags = try vocabulary.flags()
    let isCounted = flags.map { countsPunctuation || $0 & FormFlags.countedBit != 0 }
    variants = found.isAnnotation ? [LayerView.shared] : corpus.variants(of: layer)
    maps = found.isAnnotation ? [] : try variants.map { try vocabulary.map(layer, variant: $0) }
    counted = maps.map { map in
      map.indices.map { isCounted[$0] ? map[$0] : TokenStorage.uncounted }
    }
    wordForms = flags.indices.map { isCounted[$0] ? FormID(rawValue: UInt32($0)) : TokenStorage.uncounted }
  }

  /// The variant of languages without one of their own.
  private static let shared = "und"

  /// Whether it has a stream of its own.
  public var isAnnotation: Bool { stream != .word }

  /// The index of the variant that a language uses; 0 where the corpus has only one.
  public func variant(of language: String) -> Int {
    variants.count == 1 ? 0 : variants.firstIndex(of: layer.variant(of: language)) ?? 0
  }

  /// How many variants there are.
  public var variantCount: Int { variants.count }

  /// For each word, its form in the layer, or `TokenStorage.uncounted`; for a layer that is a map.
  public func forms(variant: Int) -> [FormID] { counted[variant] }

  /// For each word, the word itself, or `TokenStorage.uncounted`.
  public var countedWords: [FormID] { wordForms }

  /// A text as the layer writes it: normalised, in lower case for `lower`, and its stem for `stem`.
  public func text(_ text: [UInt8], variant: Int = 0) -> [UInt8] {
    let normal = text.withUnsafeBufferPointer {
      FormNormalizer.isNormal($0) ? text : FormNormalizer.normalize($0)
    }
    return isAnnotation ? normal : layer.form(of: normal, variant: variants[variant])
  }

  /// What an element of a query matches in the layer, punctuation among it: for each variant, words, or values of annotation.
  public func words(matching element: [Glob], in vocabulary: Vocabulary) throws -> [FormSet] {
    try variants.indices.map { variant in
      let forms = try self.forms(matching: element, variant, in: vocabulary)
      guard !isAnnotation else { return forms }
      var words = FormSet()
      for (word, form) in maps[variant].enumerated() where forms.contains(form) {
        words.insert(FormID(rawValue: UInt32(truncatingIfNeeded: word)))
      }
      return words
    }
  }

  /// The forms of the layer that one of the patterns matches.
  private func forms(matching element: [Glob], _ variant: Int, in vocabulary: Vocabulary) throws -> FormSet {
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
    return forms
  }
}
