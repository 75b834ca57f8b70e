import AnalyzerKit
import CorpusStore
import Synchronization
import TextProcessing

/// A layer of a corpus, as one analysis sees it: which form stands for each token, and which tokens count.
///
/// Immutable once made, so that all threads share it. A layer that is a map (`word`, `lower`, `stem`) has a form for each
/// word, by variant: the casing of languages such as Turkish, or the stemmer of a language. A layer of annotation has a stream of its own;
/// its tokens count if their word does and they have a value. The maps are read when they are first asked for: what
/// needs frequency summaries only never reads them.
public final class LayerView: Sendable {
  /// The layer.
  public let layer: LayerName
  /// The stream that it is read from: itself for annotation, else `word`.
  public let stream: LayerName
  /// Whether tokens without a letter or digit count, too.
  public let countsPunctuation: Bool
  /// How many forms the store has.
  public let formCount: Int
  /// What is known of each form by itself; see `FormFlags`.
  private let flags: [UInt8]
  private let variants: [String]
  private let store: Store
  private let tables: Mutex<Tables>

  /// The forms of words that count; and those of the others, which few are.
  private struct Forms {
    let table: FormTable
    let uncounted: [(word: FormID, form: FormID)]
  }

  /// The lower case of words, which the tables of stems differ from here and there.
  private struct Casing {
    let original: FormTable.Original
    let uncounted: [(word: FormID, form: FormID)]
  }

  /// What was read so far.
  private struct Tables {
    /// By variant.
    var forms: [Forms?]
    var casings: [String: Casing] = [:]
    var words: FormTable?
    var bits: [UInt64]?
    /// By layer, the sums of so many segments.
    var sums: [LayerName: (segments: Int, sums: FormSums)] = [:]
    /// What elements of queries match.
    var matches: [[Glob]: [FormSet]] = [:]
  }

  /// Looks at a layer of a corpus of a store.
  ///
  /// - Throws: `StoreError.noSuchLayer` with the layers that there are.
  public init(
    _ layer: LayerName, of corpus: Corpus, in store: Store, _ vocabulary: Vocabulary, countsPunctuation: Bool
  ) throws {
    guard let found = corpus.layer(layer) else {
      throw StoreError.noSuchLayer(name: layer.name, corpus: corpus.name, known: corpus.layers.map(\.name.name))
    }
    self.layer = layer
    self.countsPunctuation = countsPunctuation
    stream = found.isAnnotation ? layer : .word
    formCount = vocabulary.count
    flags = try vocabulary.flags()
    variants = found.isAnnotation ? [LayerView.shared] : corpus.variants(of: layer)
    self.store = store
    tables = Mutex(Tables(forms: Array(repeating: nil, count: variants.count)))
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

  /// Which forms count.
  ///
  /// A form counts in the layer if a word behind it does, as neither lower case nor a stem takes the last letter or digit away.
  public var countedMarks: CountedMarks {
    CountedMarks(flags: flags, always: countsPunctuation ? FormFlags.countedBit : 0)
  }

  /// The words that count, as a bit a word, the lowest of each number first; linear in the vocabulary when it is first asked for.
  ///
  /// There are bits for all numbers of as many binary digits as the largest word has; those that are no words count.
  public var countedBits: [UInt64] {
    tables.withLock { tables in
      if let kept = tables.bits { return kept }
      let marks = countedMarks
      var room = 64
      while room < flags.count { room *= 2 }
      var made = [UInt64](repeating: .max, count: room / 64)
      flags.withUnsafeBufferPointer { flags in
        for place in 0..<(flags.count + 63) / 64 {
          let words = flags.count - place * 64
          var bits: UInt64 = words < 64 ? .max << UInt64(words) : 0
          // Without a branch: words that count and others follow each other as they come.
          for word in place * 64..<min(place * 64 + 64, flags.count) {
            let isCounted: UInt64 = (flags[word] | marks.always) & FormFlags.countedBit == 0 ? 0 : 1
            bits |= isCounted &<< UInt64(word & 63)
          }
          made[place] = bits
        }
      }
      tables.bits = made
      return made
    }
  }

  /// How often each counted form of a layer occurs in so many segments of the corpus, from the first on: made when it is first asked for.
  ///
  /// Nil, and not remembered, where it cannot be made.
  public func sums(of layer: LayerName, segments: Int, _ make: () throws -> FormSums?) rethrows -> FormSums? {
    if let kept = tables.withLock({ $0.sums[layer] }), kept.segments == segments { return kept.sums }
    guard let made = try make() else { return nil }
    tables.withLock { $0.sums[layer] = (segments, made) }
    return made
  }

  /// For each word, its form in the layer, or `TokenStorage.uncounted`; for a layer that is a map.
  public func forms(variant: Int) throws -> FormTable {
    try tables.withLock { try forms(variant, &$0).table }
  }

  /// For each word, the word itself, or `TokenStorage.uncounted`.
  public var countedWords: FormTable {
    tables.withLock { tables in
      if let kept = tables.words { return kept }
      var forms = (0..<UInt32(clamping: formCount)).map(FormID.init)
      _ = takeOutUncounted(&forms)
      let made = FormTable(forms)
      tables.words = made
      return made
    }
  }

  /// Takes the forms of words that do not count out of a map, and returns them, ascending by word.
  private func takeOutUncounted(_ map: inout [FormID]) -> [(word: FormID, form: FormID)] {
    if countsPunctuation { return [] }
    var uncounted: [(word: FormID, form: FormID)] = []
    for word in 0..<min(map.count, flags.count) where flags[word] & FormFlags.countedBit == 0 {
      uncounted.append((FormID(rawValue: UInt32(truncatingIfNeeded: word)), map[word]))
      map[word] = TokenStorage.uncounted
    }
    return uncounted
  }

  private func forms(_ variant: Int, _ tables: inout Tables) throws -> Forms {
    if let kept = tables.forms[variant] { return kept }
    let made = try readForms(variants[variant], &tables)
    tables.forms[variant] = made
    return made
  }

  private func readForms(_ variant: String, _ tables: inout Tables) throws -> Forms {
    let vocabulary = try store.reader().vocabulary
    guard layer == .stem else {
      var map = try vocabulary.map(layer, variant: variant)
      let uncounted = takeOutUncounted(&map)
      return Forms(table: FormTable(map), uncounted: uncounted)
    }
    let lower = try lowerCase(LowerCasing.variant(of: variant), vocabulary, &tables)
    let table = try lower.original.changed { table in
      try vocabulary.forEachStem(variant) { word, stem in
        let place = Int(word.rawValue)
        // What has a stem is a word, and counts, but in a damaged store.
        if place < table.count, table[place] != TokenStorage.uncounted { table[place] = stem }
      }
    }
    return Forms(table: table, uncounted: lower.uncounted)
  }

  /// The lower case that stems of languages with a casing differ from.
  private func lowerCase(_ casing: String, _ vocabulary: Vocabulary, _ tables: inout Tables) throws -> Casing {
    if let kept = tables.casings[casing] { return kept }
    var map = try vocabulary.map(.lower, variant: casing)
    let uncounted = takeOutUncounted(&map)
    let made = Casing(original: FormTable.Original(map), uncounted: uncounted)
    tables.casings[casing] = made
    return made
  }

  /// The words that documents of some language have a form of a layer that is a map for, ascending.
  public func words(behind form: FormID, in vocabulary: Vocabulary) throws -> [FormID] {
    var words = FormSet()
    for variant in variants {
      words.formUnion(FormSet(try vocabulary.words(behind: form, in: layer, variant: variant)))
    }
    return words.forms
  }

  /// A text as the layer writes it: normalised, in lower case for `lower`, and its stem for `stem`.
  public func text(_ text: [UInt8], variant: Int = 0) -> [UInt8] {
    let normal = text.withUnsafeBufferPointer {
      FormNormalizer.isNormal($0) ? text : FormNormalizer.normalize($0)
    }
    return isAnnotation ? normal : layer.form(of: normal, variant: variants[variant])
  }

  /// What an element of a query matches in the layer: for each variant, words, or values of annotation.
  ///
  /// A literal may be punctuation; wildcards match it only where it counts.
  public func words(matching element: [Glob], in vocabulary: Vocabulary) throws -> [FormSet] {
    // The next command often asks for the same.
    if let known = tables.withLock({ $0.matches[element] }) { return known }
    let found = try variants.indices.map { variant in
      let forms = try self.forms(matching: element, variant, in: vocabulary)
      guard !isAnnotation else { return forms }
      return words(behind: forms, try tables.withLock { try self.forms(variant, &$0) })
    }
    tables.withLock { tables in
      if tables.matches.count >= LayerView.keptMatches { tables.matches = [:] }
      tables.matches[element] = found
    }
    return found
  }

  /// How many elements of queries are remembered.
  private static let keptMatches = 32

  /// The words that have one of some forms.
  private func words(behind forms: FormSet, _ known: Forms) -> FormSet {
    var words = FormSet()
    let list = forms.forms
    known.table.withForms { map in
      // One form, as mostly, is compared many words at a time.
      if let only = list.first, list.count == 1 {
        let step = 64
        for start in stride(from: 0, to: map.count, by: step) {
          let end = min(start + step, map.count)
          var found: UInt32 = 0
          for word in start..<end { found |= map[word].rawValue == only.rawValue ? 1 : 0 }
          guard found != 0 else { continue }
          for word in start..<end where map[word].rawValue == only.rawValue {
            words.insert(FormID(rawValue: UInt32(truncatingIfNeeded: word)))
          }
        }
      } else if !list.isEmpty {
        for word in map.indices where forms.contains(map[word]) {
          words.insert(FormID(rawValue: UInt32(truncatingIfNeeded: word)))
        }
      }
    }
    for (word, form) in known.uncounted where forms.contains(form) { words.insert(word) }
    return words
  }

  /// The forms of the layer that one of the patterns matches; wildcards stand for what counts.
  private func forms(matching element: [Glob], _ variant: Int, in vocabulary: Vocabulary) throws -> FormSet {
    let globs = element.map { glob in glob.mappingLiterals { text($0, variant: variant) } }
    var forms = FormSet()
    for literal in globs.compactMap(\.literal) {
      let id = try literal.withUnsafeBufferPointer { bytes throws -> FormID? in try vocabulary.id(of: bytes) }
      if let id { forms.insert(id) }
    }
    let patterns = globs.filter { $0.literal == nil }
    if !patterns.isEmpty {
      // Whether a value of annotation counts, its words tell.
      let always = isAnnotation ? FormFlags.countedBit : countedMarks.always
      try vocabulary.forEach { form, bytes, _ in
        let place = Int(form.rawValue)
        guard place < flags.count, (flags[place] | always) & FormFlags.countedBit != 0 else { return }
        if patterns.contains(where: { $0.matches(bytes) }) { forms.insert(form) }
      }
    }
    return forms
  }
}

/// Which forms count in a layer: those for which `(flags[form] | always) & FormFlags.countedBit` is not 0.
public struct CountedMarks: Sendable {
  /// What is known of each form by itself, by its number.
  public let flags: [UInt8]
  /// `FormFlags.countedBit` where every form counts, else 0.
  public let always: UInt8
}
