import Database

/// The corpus that a load writes to: what it was before, and its row afterwards.
struct LoadTarget {
  /// What a load leads to.
  struct State {
    let summary: LoadSummary
    let seen: FormSet
    /// How many forms there were when the last tokens came.
    let forms: Int
    let variants: Set<String>
    let versions: [String: String]
    let fingerprint: ContentHash
    let documents: Int
    let textBytes: Int
  }

  private let connection: Connection
  private let name: String
  /// The corpus's number.
  let id: Int
  /// Documents before.
  let documents: Int
  /// Segments before.
  let segments: Int
  /// Bytes of text before.
  let textBytes: Int
  /// The forms that occurred before.
  let seen: FormSet
  /// As many forms at least there were before.
  let forms: Int
  /// The casing variants before.
  let variants: Set<String>
  /// The version of the tokeniser by language before.
  let versions: [String: String]
  /// The fingerprint before.
  let fingerprint: ContentHash
  /// The annotation before.
  let annotation: AnnotationLedger
  private let formsSeen: Int?
  /// Whether the text of its documents is kept: settled when it is made.
  let keepsText: Bool

  /// Stands among the versions of the tokeniser for documents that brought their tokens.
  static let annotatedKey = "annotated"

  /// Makes the corpus, or finds the one that exists, as the mode wants it.
  init(_ connection: Connection, _ name: String, _ mode: LoadMode, keepsText: Bool) throws {
    self.connection = connection
    self.name = name
    var found = try CorpusRow.find(name, connection)
    switch mode {
    case .create where found != nil: throw StoreError.corpusExists(name: name)
    case .append where found == nil:
      throw StoreError.noSuchCorpus(name: name, known: try CorpusRow.names(connection))
    case .replace:
      if let found { try CorpusRemoval(connection).remove(found) }
      found = nil
    default: break
    }
    if let found {
      id = found.id
      documents = found.info.documents
      textBytes = found.textBytes
      segments = try found.segments(connection).count
      (seen, forms) = try LoadTarget.bits(found.formsSeen, connection)
      variants = Set(try found.variants(connection))
      versions = LoadTarget.versions(found.info.tokeniserVersion)
      fingerprint = found.tokensFingerprint
      annotation = found.annotation
      formsSeen = found.formsSeen
      self.keepsText = found.keepsText
      return
    }
    let blob = try BlobWriting(connection: connection).write([UInt8]())
    let now = StoreFile.now()
    try connection.run(
      """
      INSERT INTO corpus(name, documents, tokens, words, sentences, forms, forms_seen, text_bytes, keeps_text,
        fingerprint, tokeniser, created, changed) VALUES(?, 0, 0, 0, 0, 0, ?, 0, ?, ?, '', ?, ?)
      """,
      [
        .text(name), .integer(blob), .integer(keepsText ? 1 : 0), .blob(ContentHash.zero.bytes), .text(now), .text(now),
      ])
    id = connection.lastInsertID
    try connection.execute(Schema.createDocumentTable(id))
    try connection.run(
      "INSERT INTO layer VALUES(?1, 'word', 'stream'), (?1, 'lower', 'map'), (?1, 'stem', 'map')", [.integer(id)])
    (documents, segments, textBytes) = (0, 0, 0)
    (seen, forms, variants, versions) = (FormSet(), 0, ["und"], [:])
    fingerprint = .zero
    annotation = AnnotationLedger()
    formsSeen = blob
    self.keepsText = keepsText
  }

  /// Writes the corpus's row and what belongs to it.
  func write(_ state: State) throws {
    let blobs = BlobWriting(connection: connection)
    if let formsSeen { try blobs.delete(formsSeen) }
    let summary = state.summary
    if let corpus = try CorpusRow.find(name, connection) {
      try CorpusTotals(corpus: id, connection: connection).update(try corpus.segments(connection))
    }
    try connection.run(
      """
      UPDATE corpus SET documents = ?, tokens = tokens + ?, words = words + ?, sentences = sentences + ?, forms = ?,
        forms_seen = ?, text_bytes = ?, fingerprint = ?, tokeniser = ?, changed = ? WHERE id = ?
      """,
      [
        .integer(state.documents), .integer(summary.tokens), .integer(summary.words), .integer(summary.sentences),
        .integer(summary.forms), .integer(try blobs.write(state.seen.bytes(state.forms))), .integer(state.textBytes),
        .blob(state.fingerprint.bytes), .text(LoadTarget.text(state.versions)), .text(StoreFile.now()), .integer(id),
      ])
    for (language, documents) in summary.languages {
      try connection.run(
        """
        INSERT INTO corpus_language VALUES(?, ?, ?)
        ON CONFLICT(corpus, language) DO UPDATE SET documents = documents + excluded.documents
        """, [.integer(id), .text(language), .integer(documents)])
    }
    for variant in state.variants {
      try connection.run("INSERT OR IGNORE INTO corpus_variant VALUES(?, ?)", [.integer(id), .text(variant)])
    }
  }

  private static func bits(_ blob: Int, _ connection: Connection) throws -> (FormSet, forms: Int) {
    let blob = try CheckedBlob(blob, connection)
    try blob.loadAll()
    return (FormSet(bytes: UnsafeRawBufferPointer(start: blob.base, count: blob.count)), blob.count * 8)
  }

  /// `de=1-a3f2 en=1-77c0`: the version of the tokeniser by language.
  private static func text(_ versions: [String: String]) -> String {
    versions.sorted { $0.key < $1.key }.map { "\(escaped($0.key))=\($0.value)" }.joined(separator: " ")
  }

  static func versions(_ text: String) -> [String: String] {
    var versions: [String: String] = [:]
    for pair in text.split(separator: " ") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { versions[unescaped(parts[0])] = parts[1] }
    }
    return versions
  }

  /// A language's code without spaces and signs of equality, as codes come from outside.
  private static func escaped(_ code: String) -> String {
    var result = ""
    for scalar in code.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case " ": result += "%20"
      case "=": result += "%3D"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func unescaped(_ text: String) -> String {
    let pieces = text.unicodeScalars.split(separator: "%", omittingEmptySubsequences: false).map { String($0) }
    return pieces.dropFirst().reduce(pieces.first ?? "") { result, piece in
      let sign = ["25": "%", "20": " ", "3D": "="][String(piece.prefix(2))]
      return result + (sign.map { $0 + piece.dropFirst(2) } ?? "%" + piece)
    }
  }
}
