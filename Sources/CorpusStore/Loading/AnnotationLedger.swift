import Database

/// What a corpus's layers of annotation and regions are in sum: counts and fingerprints, kept up document by document.
///
/// A document without a value, or without a region, changes nothing, so that a layer which comes later is as if it had been there.
struct AnnotationLedger: Equatable {
  /// A layer, or all regions.
  struct Entry: Equatable {
    var tokens = 0
    var fingerprint = ContentHash.zero
    /// What made it; empty for an import.
    var source = ""
  }

  /// The layers of annotation, by name.
  private(set) var layers: [String: Entry] = [:]
  /// Names all regions; nil when there never was any.
  private(set) var regionsFingerprint: ContentHash?
  /// How many regions there are, by name.
  private(set) var regions: [String: Int] = [:]

  init() {}

  /// Reads what is stored of a corpus.
  init(_ corpus: Int, _ connection: Connection) throws {
    try connection.forEachRow(
      "SELECT kind, name, tokens, fingerprint, source FROM annotation WHERE corpus = ?", [.integer(corpus)]
    ) {
      row in
      guard let fingerprint = ContentHash(bytes: row.blob(3)), (0...1 << 48).contains(row.integer(2)) else {
        throw StoreError.damaged(path: connection.path, what: "the annotation `\(row.text(1))` of corpus \(corpus)")
      }
      if row.text(0) == "layer" {
        layers[row.text(1)] = Entry(tokens: row.integer(2), fingerprint: fingerprint, source: row.text(4))
      } else {
        regionsFingerprint = fingerprint
      }
    }
    try connection.forEachRow("SELECT name, regions FROM region WHERE corpus = ?", [.integer(corpus)]) { row in
      regions[row.text(0)] = row.integer(1)
    }
  }

  /// Makes a layer known, whether or not a token ever has a value.
  mutating func declare(_ layer: String, source: String = "") {
    layers[layer] = layers[layer] ?? Entry(source: source)
  }

  /// Adds a layer's values in a document: how many tokens have one, and what names them all.
  mutating func add(_ layer: String, document: Int, tokens: Int, digest: ContentHash, _ hasher: ContentHasher) {
    declare(layer)
    guard tokens > 0, let old = layers[layer] else { return }
    let next = AnnotationLedger.next(after: old.fingerprint, document, digest, hasher)
    layers[layer] = Entry(tokens: old.tokens + tokens, fingerprint: next, source: old.source)
  }

  /// Adds the regions of a document.
  mutating func addRegions(_ names: [String], document: Int, digest: ContentHash, _ hasher: ContentHasher) {
    if names.isEmpty { return }
    regionsFingerprint = AnnotationLedger.next(after: regionsFingerprint ?? .zero, document, digest, hasher)
    for name in names { regions[name, default: 0] += 1 }
  }

  /// Adds all that is said of a document.
  mutating func add(_ annotation: PortionAnnotation, document: Int, _ hasher: ContentHasher) {
    for column in annotation.columns {
      add(column.name, document: document, tokens: column.tokens, digest: column.digest, hasher)
    }
    let digest = PortionAnnotation.digest(annotation.regions, hasher)
    addRegions(annotation.regions.map(\.name), document: document, digest: digest, hasher)
  }

  private static func next(
    after fingerprint: ContentHash, _ document: Int, _ digest: ContentHash, _ hasher: ContentHasher
  ) -> ContentHash {
    hasher.reset()
    for number in [fingerprint.high, fingerprint.low, UInt64(document), digest.high, digest.low] { hasher.add(number) }
    return hasher.finish()
  }

  /// The fingerprint of a corpus with this annotation; `tokens` names all the rest of its content.
  func fingerprint(over tokens: ContentHash) -> ContentHash {
    guard !layers.isEmpty || regionsFingerprint != nil else { return tokens }
    let hasher = ContentHasher()
    hasher.add(tokens.high)
    hasher.add(tokens.low)
    for (name, entry) in layers.sorted(by: { $0.key < $1.key }) {
      hasher.add(name)
      hasher.add(entry.fingerprint.high)
      hasher.add(entry.fingerprint.low)
    }
    if let regionsFingerprint {
      hasher.add(nil)
      hasher.add(regionsFingerprint.high)
      hasher.add(regionsFingerprint.low)
    }
    return hasher.finish()
  }

  /// Writes it in place of what is stored.
  func write(_ corpus: Int, _ connection: Connection) throws {
    func put(_ kind: String, _ name: String, _ entry: Entry) throws {
      try connection.run(
        "INSERT OR REPLACE INTO annotation(corpus, kind, name, tokens, fingerprint, source) VALUES(?, ?, ?, ?, ?, ?)",
        [
          .integer(corpus), .text(kind), .text(name), .integer(entry.tokens), .blob(entry.fingerprint.bytes),
          .text(entry.source),
        ])
    }
    for (name, entry) in layers {
      try put("layer", name, entry)
      try connection.run("INSERT OR IGNORE INTO layer VALUES(?, ?, 'stream')", [.integer(corpus), .text(name)])
    }
    if let regionsFingerprint { try put("regions", "", Entry(fingerprint: regionsFingerprint)) }
    for (name, count) in regions {
      try connection.run(
        "INSERT OR REPLACE INTO region(corpus, name, regions) VALUES(?, ?, ?)",
        [.integer(corpus), .text(name), .integer(count)])
    }
  }
}
