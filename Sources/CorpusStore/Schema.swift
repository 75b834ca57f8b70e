import Database

/// The tables of a store, and what is in them.
///
/// A store is one SQLite file in WAL mode, marked with the application id 0x4C656374 ("Lect") and, in `user_version`, the
/// version of this schema.
///
/// - `store`: name–value pairs: the `identity` (128 random bits), when and by what it was made.
/// - `blob`: every large piece of content. `sums` holds the XXH3 (64 bits, little endian) of each piece of `piece` bytes of `data`,
///   so that whoever reads a part can check that part. Ids are never used again.
/// - `vocabulary_run`: the forms of the store, in runs of consecutive ids from `first`; runs are made by loads and merged when
///   small. Blobs: `bytes` (the forms' UTF-8, one after another), `offsets` (forms + 1 little-endian UInt32), `flags` (a byte a
///   form, see `FormFlags`), `slots` (an open hash table of UInt32, see `VocabularyTable`).
/// - `vocabulary_map`: a layer that is a map from form to form, by run and casing variant: a packed UInt32 a form.
/// - `corpus`: name, counts, fingerprint, versions; `forms_seen` is a blob with a bit a form that occurs in the corpus.
/// - `corpus_language`, `corpus_variant`: documents by language; the casing variants in use.
/// - `field`: the registry of metadata fields: name, column, type, the types that all values fit.
/// - `layer`: the layers of a corpus: `stream` (a form a token) or `map` (a form a form).
/// - `segment`: the segments of a corpus, in order; `segment_part`: their blobs by kind and layer, see `SegmentPart`.
/// - `text_block`: the kept text of a corpus, the documents one after another, in blocks; `start` is the place of a block's first byte in
///   the whole. Before version 5 a block is up to 256 KB of text, compressed alone (zstd).
/// - `documents_N` (N: the corpus's id): one row a document. `f1`, `f2`, … hold metadata as it was spelled; the view
///   `"corpus NAME"` shows them under their names with their types.
///
/// Since version 2, which only adds tables, so that a file of version 1 can be read as it is:
///
/// - `annotation`: what is said of a corpus's tokens beyond the text: a row a layer (`kind` layer) with the number of tokens that have a
///   value, and a row for all regions (`kind` regions, no name); `fingerprint` names their content, as that of a corpus does;
///   `source` is what made it: empty for an import.
/// - `region`: the names of regions of a corpus, and how many there are.
/// - `draft`, `draft_document`: layers that annotators are adding, and the values of the documents that are done; see `LayerDraft`.
/// - `vocabulary_stem`: the stems of forms, by language: `pairs` of form and stem (two little-endian UInt32), ascending by form; a
///   form without a pair is its own lower case.
/// - `segment_annotation`: the checksum of each layer, and of the regions, of each segment that has any.
///
/// Since version 3, which adds a table again:
///
/// - `corpus_total`: by layer, the sum of the summaries of all segments of a corpus, with the number of tokens that it counts. A corpus may
///   have none; see `CorpusTotals`.
///
/// Since version 4, which adds none:
///
/// - The blobs of `corpus_total` are laid out by `TotalsCoding`; before, they were written as summaries are.
///
/// Since version 5, which adds none and leaves what is there:
///
/// - A block of text holds what cannot be made of the tokens, see `ResidueWriter`; it stands for about 1 MB. Older ones stay.
enum Schema {
  /// "Lect" in ASCII.
  static let applicationID = 0x4C65_6374

  /// The size of a database page: large, as most content is in blobs of hundreds of kilobytes.
  static let pageSize = 32_768

  /// The steps from an empty file to the present schema.
  static let migrations = Migrations(
    applicationID: applicationID, steps: [version1, version2, version3, CorpusTotals.renew, { _ in }])

  @Sendable private static func version1(_ connection: Connection) throws {
    try connection.execute(
      """
      CREATE TABLE store(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE blob(id INTEGER PRIMARY KEY AUTOINCREMENT, piece INTEGER NOT NULL, sums BLOB NOT NULL, data BLOB NOT NULL) STRICT;
      CREATE TABLE vocabulary_run(
        id INTEGER PRIMARY KEY AUTOINCREMENT, first INTEGER NOT NULL UNIQUE, forms INTEGER NOT NULL,
        bytes INTEGER NOT NULL, offsets INTEGER NOT NULL, flags INTEGER NOT NULL, slots INTEGER NOT NULL) STRICT;
      CREATE TABLE vocabulary_map(
        run INTEGER NOT NULL, layer TEXT NOT NULL, variant TEXT NOT NULL, map INTEGER NOT NULL,
        PRIMARY KEY(layer, variant, run)) STRICT, WITHOUT ROWID;
      CREATE TABLE corpus(
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL, tokens INTEGER NOT NULL,
        words INTEGER NOT NULL, sentences INTEGER NOT NULL, forms INTEGER NOT NULL, forms_seen INTEGER NOT NULL,
        text_bytes INTEGER NOT NULL, keeps_text INTEGER NOT NULL, fingerprint BLOB NOT NULL, tokeniser TEXT NOT NULL,
        created TEXT NOT NULL, changed TEXT NOT NULL) STRICT;
      CREATE TABLE corpus_language(
        corpus INTEGER NOT NULL, language TEXT NOT NULL, documents INTEGER NOT NULL,
        PRIMARY KEY(corpus, language)) STRICT, WITHOUT ROWID;
      CREATE TABLE corpus_variant(
        corpus INTEGER NOT NULL, variant TEXT NOT NULL, PRIMARY KEY(corpus, variant)) STRICT, WITHOUT ROWID;
      CREATE TABLE field(
        corpus INTEGER NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, "column" TEXT NOT NULL, type TEXT NOT NULL,
        fits INTEGER NOT NULL, declared INTEGER NOT NULL, PRIMARY KEY(corpus, ordinal), UNIQUE(corpus, name))
        STRICT, WITHOUT ROWID;
      CREATE TABLE layer(
        corpus INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY(corpus, name)) STRICT, WITHOUT ROWID;
      CREATE TABLE segment(
        id INTEGER PRIMARY KEY AUTOINCREMENT, corpus INTEGER NOT NULL, ordinal INTEGER NOT NULL, tokens INTEGER NOT NULL,
        first_document INTEGER NOT NULL, documents INTEGER NOT NULL, continues INTEGER NOT NULL, continued INTEGER NOT NULL,
        first_position INTEGER NOT NULL, checksum BLOB NOT NULL, UNIQUE(corpus, ordinal)) STRICT;
      CREATE TABLE segment_part(
        segment INTEGER NOT NULL, kind TEXT NOT NULL, layer TEXT NOT NULL, blob INTEGER NOT NULL,
        PRIMARY KEY(segment, kind, layer)) STRICT, WITHOUT ROWID;
      CREATE TABLE text_block(
        corpus INTEGER NOT NULL, start INTEGER NOT NULL, bytes INTEGER NOT NULL, blob INTEGER NOT NULL,
        PRIMARY KEY(corpus, start)) STRICT, WITHOUT ROWID;
      """)
  }

  @Sendable private static func version2(_ connection: Connection) throws { try addVersion2("", connection) }

  private static func addVersion2(_ temporary: String, _ connection: Connection) throws {
    try connection.execute(
      """
      CREATE \(temporary) TABLE annotation(
        corpus INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, tokens INTEGER NOT NULL, fingerprint BLOB NOT NULL,
        source TEXT NOT NULL, PRIMARY KEY(corpus, kind, name)) STRICT, WITHOUT ROWID;
      CREATE \(temporary) TABLE region(
        corpus INTEGER NOT NULL, name TEXT NOT NULL, regions INTEGER NOT NULL, PRIMARY KEY(corpus, name))
        STRICT, WITHOUT ROWID;
      CREATE \(temporary) TABLE segment_annotation(
        segment INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, checksum BLOB NOT NULL,
        PRIMARY KEY(segment, kind, name)) STRICT, WITHOUT ROWID;
      CREATE \(temporary) TABLE draft(
        corpus INTEGER NOT NULL, layer TEXT NOT NULL, source TEXT NOT NULL, fingerprint BLOB NOT NULL, started TEXT NOT NULL,
        PRIMARY KEY(corpus, layer)) STRICT, WITHOUT ROWID;
      CREATE \(temporary) TABLE draft_document(
        corpus INTEGER NOT NULL, layer TEXT NOT NULL, document INTEGER NOT NULL, blob INTEGER NOT NULL,
        PRIMARY KEY(corpus, layer, document)) STRICT, WITHOUT ROWID;
      CREATE \(temporary) TABLE vocabulary_stem(
        id INTEGER PRIMARY KEY AUTOINCREMENT, variant TEXT NOT NULL, pairs INTEGER NOT NULL, blob INTEGER NOT NULL) STRICT;
      """)
  }

  @Sendable private static func version3(_ connection: Connection) throws { try addVersion3("", connection) }

  private static func addVersion3(_ temporary: String, _ connection: Connection) throws {
    try connection.execute(
      """
      CREATE \(temporary) TABLE corpus_total(
        corpus INTEGER NOT NULL, layer TEXT NOT NULL, tokens INTEGER NOT NULL, blob INTEGER NOT NULL,
        PRIMARY KEY(corpus, layer)) STRICT, WITHOUT ROWID;
      """)
  }

  /// Lets a connection to a file of an older version, which cannot be written, see the tables that came later, or mean something else now, as empty ones.
  static func standIn(for found: Int, _ connection: Connection) throws {
    if found < 2 { try addVersion2("TEMP", connection) }
    // In version 3 it hides the one that is there, which is laid out otherwise.
    if found < 4 { try addVersion3("TEMP", connection) }
  }

  /// The documents of a corpus.
  static func documentTable(_ corpus: Int) -> String { "documents_\(corpus)" }

  /// Makes the table of a corpus's documents.
  static func createDocumentTable(_ corpus: Int) -> String {
    """
    CREATE TABLE \(documentTable(corpus))(
      ordinal INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT, date TEXT, language TEXT NOT NULL,
      language_confidence REAL, tokens INTEGER NOT NULL, words INTEGER NOT NULL, sentences INTEGER NOT NULL,
      paragraphs INTEGER NOT NULL, encoding TEXT NOT NULL, replacements INTEGER NOT NULL, heading TEXT,
      text_start INTEGER NOT NULL, text_bytes INTEGER NOT NULL, digest BLOB NOT NULL)
    """
  }

  /// The name of a corpus's view: `corpus NAME`, with the corpus's number when there is one of that name already, as SQL does not
  /// tell capitals from small letters.
  static func viewName(_ name: String, _ corpus: Int, _ connection: Connection) throws -> String {
    let taken = try connection.integer(
      "SELECT count(*) FROM sqlite_schema WHERE name = ? COLLATE NOCASE", [.text("corpus \(name)")])
    return taken == 0 ? "corpus \(name)" : "corpus \(name) #\(corpus)"
  }

  /// Drops the view of a corpus, whatever its name.
  static func dropView(of corpus: Int, _ connection: Connection) throws {
    let end = " FROM \(documentTable(corpus))"
    let query = "SELECT name FROM sqlite_schema WHERE type = 'view' AND substr(sql, -length(?1)) = ?1"
    var names: [String] = []
    try connection.forEachRow(query, [.text(end)]) { names.append($0.text(0)) }
    for name in names { try connection.execute("DROP VIEW \(quoted(name))") }
  }

  /// Whether a name can be that of a metadata field's column, such as `f1`.
  static func isFieldColumn(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: "f") && (2...6).contains(name.utf8.count)
      && name.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A name as an SQL identifier.
  static func quoted(_ name: String) -> String {
    var result = "\""
    for character in name.unicodeScalars {
      if character == "\"" { result += "\"" }
      // SQL text ends at a NUL.
      result.unicodeScalars.append(character == "\0" ? "\u{FFFD}" : character)
    }
    return result + "\""
  }
}
