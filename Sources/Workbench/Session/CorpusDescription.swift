import AnalyzerKit
import CorpusStore

/// Tells what a corpus or a part of it holds.
struct CorpusDescription {
  private let selection: Selection
  private let corpus: Corpus
  private let fields: DocumentFields
  private let selected: [Bool]?
  private let reader: StoreReader

  /// Describes the selected documents of a corpus.
  init(
    _ selection: Selection, _ corpus: Corpus, _ fields: DocumentFields, _ selected: [Bool]?, _ reader: StoreReader
  ) {
    self.reader = reader
    self.selection = selection
    self.corpus = corpus
    self.fields = fields
    self.selected = selected
  }

  /// A table of names and values: sizes, layers, languages, fields with types and ranges, versions.
  func report() throws -> Report {
    var table = Table(columns: [
      Column("property", .text, "What is told."), Column("value", .text, "What it is."),
    ])
    func add(_ name: String, _ value: String) throws { try table.append([.text(name), .text(value)]) }
    let chosen = (0..<corpus.documentCount).filter { selected?[$0] ?? true }
    try add("corpus", selection.description)
    try add("documents", "\(chosen.count)")
    for name in ["tokens", "words", "sentences"] {
      let numbers = try fields.values(name)
      let total = chosen.reduce(0) { sum, row in
        if case .integer(let number) = numbers[row] { sum + number } else { sum }
      }
      try add(name, "\(total)")
    }
    if selected == nil { try add("forms", "\(corpus.info.forms)") }
    try add("layers", corpus.layers.map(\.name.name).joined(separator: ", "))
    if selected == nil {
      for layer in corpus.layers where layer.isAnnotation { try add("layer \(layer.name)", try summary(of: layer)) }
      for draft in try reader.drafts(of: corpus) {
        try add(
          "layer \(draft.layer)",
          "begun by \(draft.source), \(draft.documents) of \(corpus.documentCount) documents done")
      }
    }
    try add("regions", corpus.regionNames.joined(separator: ", "))
    if selected == nil { for region in corpus.regions { try add("region \(region.name)", "\(region.count)") } }
    try add("languages", try counts(of: "language", chosen).map { "\($0.key) \($0.count)" }.joined(separator: ", "))
    if let value = try detection(chosen) { try add("language detection", value) }
    if !chosen.isEmpty {
      try add("encodings", try counts(of: "encoding", chosen).map { "\($0.key) \($0.count)" }.joined(separator: ", "))
    }
    for name in ["title", "date"] + corpus.fields.map(\.name) {
      if let value = try summary(of: name, chosen) { try add("field \(name)", value) }
    }
    try add("segments", "\(corpus.segments.count)")
    try add("text", corpus.keepsText ? "kept" : "not kept")
    try add("tokeniser", corpus.tokeniserVersion)
    try add("created", corpus.info.created)
    try add("fingerprint", "\(corpus.fingerprint)")
    return Report(tables: [table])
  }

  /// How many tokens have a value, how many values there are, and what made them.
  private func summary(of layer: CorpusLayer) throws -> String {
    var values = FormSet()
    for info in corpus.segments {
      try reader.segment(info).values(layer.name, countsPunctuation: true) { form, _, _ in values.insert(form) }
    }
    let made = layer.source.isEmpty ? "" : ", by \(layer.source)"
    return "\(Amount(layer.tokens, "token")) with \(Amount(values.count, "value"))\(made)"
  }

  /// In how many documents the language was detected, and how surely; nil when it was told for all.
  private func detection(_ rows: [Int]) throws -> String? {
    let confidences = try fields.values("language_confidence")
    let found = rows.compactMap { if case .real(let value) = confidences[$0] { value } else { nil } }.sorted()
    guard let least = found.first else { return nil }
    let unsure = found.count { $0 < 0.5 }
    return "\(Amount(found.count, "document")), confidence from \(least), median \(found[found.count / 2]), "
      + "\(unsure) below 0.5"
  }

  private func counts(of name: String, _ rows: [Int]) throws -> [(key: String, count: Int)] {
    let values = try fields.values(name)
    var counts: [String: Int] = [:]
    for row in rows { if case .text(let text) = values[row] { counts[text, default: 0] += 1 } }
    return counts.map { (key: $0.key, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : CodePointOrder.precedes($0.key, $1.key)
    }
  }

  /// The type and range of a field, and in how many documents it is missing; nil when it is missing in all.
  private func summary(of name: String, _ rows: [Int]) throws -> String? {
    let values = try fields.values(name)
    let present = rows.map { values[$0] }.filter { $0 != .missing }
    guard let least = present.min(), let greatest = present.max() else { return nil }
    let kind = fields.kind(of: name)
    let distinct = Set(present).count
    var text = "\(kind.rawValue), \(distinct) different"
    if kind != .text { text += ", \(plain(least)) to \(plain(greatest))" }
    if present.count < rows.count { text += ", missing in \(rows.count - present.count)" }
    return text
  }

  private func plain(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .missing: ""
    }
  }
}
