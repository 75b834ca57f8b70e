/// Why a document cannot be written in a format.
public enum ExportError: Error, Equatable {
  /// A text that the format has no way to hold, with what it is.
  case unwritable(document: String, what: String, format: String)
  /// Two regions of one name cross, so that their ends cannot be told apart.
  case crossing(document: String, region: String)
  /// A region `s` or `p` that is not exactly a sentence or a paragraph.
  case notABound(document: String, region: String)
  /// The values of a token that is several words are not as many as its words.
  case unevenWords(document: String, token: Int, layer: String)
  /// Regions that are called as the elements of documents are.
  case namesTaken
}

extension ExportError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unwritable(let document, let what, let format):
      "document '\(document)': \(what) holds a tab, a line end, or blanks at its ends, which \(format) cannot hold"
        + (format == "CoNLL-U" ? "; save it as .vrt" : "")
    case .crossing(let document, let region):
      "document '\(document)': two regions <\(region)> cross, which neither CoNLL-U nor vrt can tell"
    case .notABound(let document, let region):
      "document '\(document)': a region <\(region)> is not exactly a \(region == "s" ? "sentence" : "paragraph")"
    case .unevenWords(let document, let token, let layer):
      "document '\(document)', token \(token): the layer \(layer) has not as many values as `words` has words; save it as .vrt"
    case .namesTaken:
      "regions are called `text` and `doc`, so that vrt has no name left for documents; save it as .conllu"
    }
  }
}
