/// What a workbench, a worker or a test gives a `CorpusView` and an `AnalysisContext` to stand on.
///
/// Analyzers never see it. Implementations may be slow to answer but must be safe to use from any thread.
public protocol CorpusAccess: AnyObject, Sendable {
  /// The analysed layer: `word`, `lower`, ….
  var layer: String { get }
  /// The languages of the documents; a document slice gives an index into it.
  var languages: [String] { get }
  /// One more than the largest form number.
  var formCount: Int { get }
  /// The number of a form of the analysed layer, written as in the text or as in the layer.
  func form(of text: String) throws -> FormID?
  /// A text as the analysed layer writes it: for `lower`, in lower case.
  func layerText(_ text: String) throws -> String
  /// The surface forms behind a form of the analysed layer, ascending by number.
  func words(behind form: FormID) throws -> [FormID]
  /// The text of a form.
  func text(of form: FormID) throws -> String
  /// The texts of forms as UTF-8, in their order.
  func texts(of forms: [FormID]) throws -> FormTextList
  /// Goes through all counted forms of the analysed layer, in any order, with their UTF-8 bytes.
  func forEachForm(_ body: (FormID, UnsafeBufferPointer<UInt8>) throws -> Void) throws
  /// The counted forms of the analysed layer that match an expression as a whole.
  func forms(matching pattern: Pattern) throws -> FormSet
  /// The counted forms of the analysed layer that a query for a single token matches.
  func forms(matching query: Query) throws -> FormSet
  /// How often each form of the analysed layer occurs in the documents that are analysed.
  func formCounts() throws -> FormCounter
  /// The bytes of a data file of the plugin; nil when there is none of that name.
  func resource(_ name: String) throws -> [UInt8]?
  /// The name of a document.
  func documentName(_ ordinal: Int) throws -> String
  /// The value of a metadata field of a document; an error when the corpus has no such field.
  func field(_ name: String, of ordinal: Int) throws -> Value
  /// The counted tokens of a document, as forms of the analysed layer.
  func forms(ofDocument ordinal: Int) throws -> [FormID]
  /// Throws `AnalyzerError.cancelled` when the user wants to stop.
  func checkCancellation() throws
}

extension CorpusAccess {
  /// The bytes of what `text` gives.
  public func texts(of forms: [FormID]) throws -> FormTextList {
    var list = FormTextList()
    for form in forms {
      var text = try text(of: form)
      text.withUTF8 { list.append($0) }
    }
    return list
  }

  /// Refuses, where documents cannot be read again.
  public func forms(ofDocument ordinal: Int) throws -> [FormID] {
    throw AnalyzerError.unsuitableCorpus("documents cannot be read again here")
  }
}
