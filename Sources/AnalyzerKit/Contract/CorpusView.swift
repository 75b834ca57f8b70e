/// The corpus as `prepare` sees it: its vocabulary, and data files of the plugin.
///
/// It keeps a digest of the answers that depend on which documents are analysed, so that the workbench knows when a
/// partial folded earlier can be used again: an answer about forms alone never forbids it.
public final class CorpusView {
  private let access: any CorpusAccess
  private var answers = Digest()

  /// Views a corpus.
  public init(_ access: any CorpusAccess) { self.access = access }

  /// The digest of the answers that depend on the documents.
  public var dependence: UInt64 { answers.value }

  /// The languages of the documents; a document slice gives an index into it.
  public var languages: [String] {
    answers.add(access.languages.joined(separator: " "))
    return access.languages
  }

  /// One more than the largest form number: the size of a table indexed by form.
  public var formCount: Int { access.formCount }

  /// The number of a form of the analysed layer; nil when it does not occur.
  ///
  /// Give it as in the text.
  public func form(of text: String) throws -> FormID? { try access.form(of: text) }

  /// A text as the analysed layer writes it: for `lower`, in lower case.
  public func layerText(_ text: String) throws -> String { try access.layerText(text) }

  /// The text of a form.
  public func text(of form: FormID) throws -> String { try access.text(of: form) }

  /// Goes through all counted forms of the analysed layer, in any order, with their UTF-8 bytes.
  public func forEachForm(_ body: (FormID, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    try access.forEachForm(body)
  }

  /// The counted forms that match an expression as a whole.
  public func forms(matching pattern: Pattern) throws -> FormSet { try access.forms(matching: pattern) }

  /// The counted forms that a query for a single token matches.
  public func forms(matching query: Query) throws -> FormSet { try access.forms(matching: query) }

  /// The forms of a list of words.
  public func forms(in list: WordListReference) throws -> FormSet {
    var set = FormSet()
    for word in list.words {
      if let form = try access.form(of: word) { set.insert(form) }
    }
    return set
  }

  /// The most frequent forms of the documents that are analysed, not counting a set of forms.
  ///
  /// By count down, then by code point; at most `limit`.
  public func mostFrequent(_ limit: Int, except excluded: FormSet = FormSet()) throws -> [FormID] {
    var counts = try access.formCounts()
    counts.remove(excluded)
    let forms = try FormRanking.ranked(counts, limit: limit) { try access.text(of: $0) }
    for form in forms { answers.add(UInt64(form.rawValue)) }
    return forms
  }

  /// The bytes of a data file of the plugin; nil when there is none of that name.
  public func resource(ifPresent name: String) throws -> [UInt8]? { try access.resource(name) }

  /// The bytes of a data file of the plugin, which must be there.
  public func resource(_ name: String) throws -> [UInt8] {
    guard let bytes = try access.resource(name) else {
      throw AnalyzerError.badResource(name, "the plugin's data has no such file")
    }
    return bytes
  }

  /// Throws when the user wants to stop.
  public func checkCancellation() throws { try access.checkCancellation() }
}
