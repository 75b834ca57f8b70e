/// What `finish` may ask: the texts of forms, the names of documents, and how the analysis was set up.
public final class AnalysisContext {
  private let access: any CorpusAccess
  /// The columns that hold the key of a group: one for each field that `--by` names.
  public let groupColumns: [Column]
  /// Whether punctuation counts, too.
  public let countsPunctuation: Bool
  /// How many rows of a table will be looked at, from the first on; nil where all may be.
  ///
  /// An analyzer whose rows take time may leave out those beyond in each group; what its notes say of all stays the same.
  public let rowsWanted: Int?

  /// Sets up a context.
  public init(
    _ access: any CorpusAccess, groupColumns: [Column] = [], countsPunctuation: Bool = false, rowsWanted: Int? = nil
  ) {
    self.access = access
    self.groupColumns = groupColumns
    self.countsPunctuation = countsPunctuation
    self.rowsWanted = rowsWanted
  }

  /// The analysed layer: `word`, `lower`, ….
  public var layer: String { access.layer }

  /// What a counted token is called in notes.
  public var countedName: String { countsPunctuation ? "tokens" : "words" }

  /// A number of counted tokens, for notes: "1 word", "2 words".
  public func counted(_ count: Int) -> Amount { Amount(count, countsPunctuation ? "token" : "word") }

  /// The text of a form.
  public func text(of form: FormID) throws -> String { try access.text(of: form) }

  /// The texts of forms as UTF-8: for `FormTexts`, which puts them together.
  func texts(of forms: [FormID]) throws -> FormTextList { try access.texts(of: forms) }

  /// The form of a text, if it occurs.
  public func form(of text: String) throws -> FormID? { try access.form(of: text) }

  /// The surface forms behind a form of the analysed layer, ascending by number.
  public func words(behind form: FormID) throws -> [FormID] { try access.words(behind: form) }

  /// The name of a document.
  public func documentName(_ ordinal: Int) throws -> String { try access.documentName(ordinal) }

  /// The value of a metadata field of a document; an error when the corpus has no such field.
  public func field(_ name: String, of ordinal: Int) throws -> Value { try access.field(name, of: ordinal) }

  /// The counted tokens of a document in their order, as forms of the analysed layer: for a second look at a few documents.
  ///
  /// It reads the corpus again, so that it is no way to go through all documents.
  public func forms(ofDocument ordinal: Int) throws -> [FormID] { try access.forms(ofDocument: ordinal) }

  /// A text as the analysed layer writes it: for `lower`, in lower case.
  public func layerText(_ text: String) throws -> String { try access.layerText(text) }

  /// The forms of a counter by count down, then by code point; at most `limit` where one is given.
  public func ranked(_ counts: FormCounter, limit: Int? = nil) throws -> [FormID] {
    try FormRanking.ranked(counts, limit: limit) { try access.text(of: $0) }
  }

  /// Throws when the user wants to stop.
  public func checkCancellation() throws { try access.checkCancellation() }
}
