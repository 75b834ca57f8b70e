/// What an element of a TEI text means for its text.
enum TEIElement {
  /// How its text stands among that around it.
  enum Flow {
    /// Within the line, without any break.
    case inline
    /// A line of its own.
    case line
    /// A paragraph of its own.
    case block
  }

  /// Elements whose content is no text of the document.
  static let skipped: Set<String> = [
    "teiHeader", "standOff", "facsimile", "sourceDoc", "note", "noteGrp", "fw", "del", "figDesc", "interp", "interpGrp",
    "spanGrp", "linkGrp", "joinGrp", "altGrp", "timeline", "listPerson", "listPlace", "index", "gap", "metamark",
    "surface",
    "certainty", "xenoData",
  ]

  /// Of each pair in a `choice` the one that is read where the other is there.
  static let passedOver: Set<String> = ["sic", "orig", "abbr"]

  /// Elements that are lines.
  private static let lines: Set<String> = ["l", "row", "item", "castItem", "addrLine", "docTitle", "titlePart"]

  /// Elements that are within a line.
  private static let inline: Set<String> = [
    "w", "pc", "c", "s", "m", "cl", "phr", "seg", "emph", "hi", "foreign", "name", "persName", "placeName", "orgName",
    "geogName", "rs", "forename", "surname", "roleName", "addName", "nameLink", "genName", "date", "time", "num",
    "measure",
    "abbr", "expan", "am", "ex", "choice", "orig", "reg", "sic", "corr", "add", "subst", "mod", "supplied", "unclear",
    "damage", "restore", "retrace", "surplus", "app", "lem", "rdg", "rdgGrp", "ref", "ptr", "anchor", "term", "gloss",
    "mentioned",
    "soCalled", "title", "author", "editor", "bibl", "biblScope", "publisher", "pubPlace", "q", "quote", "said",
    "distinct", "lb", "pb",
    "cb", "gb", "milestone", "space", "g", "graphic", "formula", "shift", "pause", "vocal", "kinesic", "incident",
    "role", "roleDesc",
    "country", "region", "settlement", "idno", "caesura", "rhyme", "handShift", "fs", "f", "link", "delSpan", "addSpan",
    "email", "label", "docDate", "docAuthor", "docImprint", "cit", "objectName", "street", "postCode",
  ]

  /// Elements that are regions of the document.
  static let regions: Set<String> = [
    "front", "body", "back", "div", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "head", "sp", "speaker",
    "stage",
    "lg", "l", "q", "quote", "said", "u", "emph", "hi", "foreign", "name", "persName", "placeName", "orgName",
    "geogName", "rs",
    "castList", "list", "table", "epigraph", "argument", "opener", "closer", "trailer", "seg",
  ]

  /// How the text of an element stands; stage directions and labels within a line or paragraph stay there.
  static func flow(of name: String, withinLine: Bool) -> Flow {
    if lines.contains(name) { return .line }
    if inline.contains(name) { return .inline }
    if name == "stage", withinLine { return .inline }
    return .block
  }

  /// Elements whose text is one line or paragraph, so that a stage direction in it stays within.
  static func isLine(_ name: String) -> Bool {
    name == "p" || name == "l" || name == "ab" || name == "head" || name == "speaker"
  }
}
