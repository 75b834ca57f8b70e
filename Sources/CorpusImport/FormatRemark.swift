/// What a format's reader met in a document and whoever loads should know; it is counted and said once a load.
public enum FormatRemark: Sendable, Hashable, Comparable {
  /// Columns of the vertical format that got their names by their number.
  case columnsByNumber([String])
  /// Columns of a line beyond those that have names.
  case furtherColumns
  /// Lines that hold fewer columns than have names.
  case fewerColumns
  /// Empty nodes of CoNLL-U, such as 8.1.
  case emptyNodes
  /// What CoNLL-U says of tokens and no layer keeps: DEPS, or a key of MISC.
  case leftOut(String)
  /// A region that is not closed where its document ends.
  case unclosedRegion(String)
  /// An end of a region that is not open.
  case strayEnd(String)
  /// Text beside the tokens that a document marks, cut at white space.
  case textBesideTokens
  /// A name that cannot be a layer's or region's, as it was and as it is now.
  case renamed(String, String)
  /// Tokens without a form.
  case withoutForm
  /// Attributes of an element of HTML beyond those that are read.
  case surplusAttributes
  /// Further remarks of the kinds above, about names too many to list.
  case others

  /// What is said of so many of them.
  func description(_ count: Int, documents: NameSample) -> String {
    let place = documents.count == 1 ? "in \(documents)" : "in \(documents.count) documents (\(documents))"
    switch self {
    case .columnsByNumber(let names):
      return "columns named by their number: \(names.joined(separator: ", ")) \(place); --columns gives other names"
    case .furtherColumns:
      return "\(count) \(count == 1 ? "token has" : "tokens have") more columns than names, left out, \(place); "
        + "--columns names them"
    case .fewerColumns:
      return "\(count) \(count == 1 ? "token has" : "tokens have") fewer columns than names \(place): no value there"
    case .emptyNodes: return "\(count) empty \(count == 1 ? "node" : "nodes") (as 8.1) left out \(place)"
    case .leftOut(let what): return "\(what) of \(count) \(count == 1 ? "token" : "tokens") left out \(place)"
    case .unclosedRegion(let name):
      return "\(count) <\(name)> without an end closed where the document ends, \(place)"
    case .strayEnd(let name): return "\(count) </\(name)> without a start left out \(place)"
    case .textBesideTokens:
      return
        "\(count) \(count == 1 ? "word stands" : "words stand") beside the marked tokens, cut at white space, \(place)"
    case .renamed(let old, let new): return "\(old) is called \(new) \(place)"
    case .withoutForm: return "\(count) \(count == 1 ? "token" : "tokens") without a form left out \(place)"
    case .surplusAttributes:
      let elements = count == 1 ? "1 element has" : "\(count) elements have"
      return "\(elements) more than \(AttributeCount.most) attributes, the others left out, \(place)"
    case .others: return "\(count) further remarks about regions and names \(place)"
    }
  }

  private var key: (Int, String) {
    switch self {
    case .columnsByNumber(let names): (0, names.joined(separator: ","))
    case .furtherColumns: (1, "")
    case .fewerColumns: (2, "")
    case .emptyNodes: (3, "")
    case .leftOut(let what): (4, what)
    case .unclosedRegion(let name): (5, name)
    case .strayEnd(let name): (6, name)
    case .textBesideTokens: (7, "")
    case .renamed(let old, let new): (8, old + " " + new)
    case .withoutForm: (9, "")
    case .surplusAttributes: (10, "")
    case .others: (11, "")
    }
  }

  /// The order in which remarks are said.
  public static func < (left: FormatRemark, right: FormatRemark) -> Bool { left.key < right.key }
}
