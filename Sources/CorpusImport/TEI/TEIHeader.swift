/// The header of a TEI document, and its events beside the text, while they are read.
struct TEIHeader {
  /// What an element is read for.
  private enum Purpose {
    case title, subtitle, author, editor, publisher, published, idno, creation, source, language(String?), licence, term
    case person(String)
  }

  /// The persons by their ids.
  private(set) var persons: [String: TEIPerson] = [:]
  /// The codes of the languages used.
  private(set) var languages: [String] = []

  private var path: [String] = []
  private var capture: (depth: Int, purpose: Purpose, text: [UInt8])?
  private var muted: Int?
  private var values: [MetadataField] = []
  private var dates: [String: String] = [:]
  private var person: String?

  /// Names within an element that do not belong to its value.
  private static let muting: Set<String> = ["idno", "note", "email", "affiliation", "birth", "death", "ptr"]

  /// Takes the start of an element with its attributes.
  mutating func start(_ name: String, _ attributes: [(name: String, value: String)]) {
    path.append(name)
    if capture != nil {
      if muted == nil, TEIHeader.muting.contains(name) { muted = path.count }
      return
    }
    func attribute(_ key: String) -> String? { attributes.first { $0.name == key }?.value }
    if name == "person" || name == "personGrp", let id = attribute("xml:id") {
      person = id
      persons[id] = TEIPerson(name: nil, sex: attribute("sex") ?? attribute("gender"))
    }
    if name == "event", let type = attribute("type"), let when = date(of: attributes) { dates[type] = when }
    guard let purpose = purpose(name, attribute) else { return }
    if name == "date" || name == "creation" || name == "language", let value = date(of: attributes) {
      return take(purpose, value)
    }
    capture = (path.count, purpose, [])
  }

  /// Takes text.
  mutating func text(_ bytes: [UInt8]) {
    if muted == nil { capture?.text.append(contentsOf: bytes) }
  }

  /// Takes the end of the element that is open.
  mutating func end() {
    if let muted, muted == path.count { self.muted = nil }
    if let done = capture, done.depth == path.count {
      capture = nil
      take(done.purpose, TEIHeader.collapsed(done.text))
    }
    if let name = path.popLast(), name == "person" || name == "personGrp" { person = nil }
  }

  /// The fields, with the date that fits best: of the creation, of the earliest print or performance, of the writing, of the
  /// source, of the publication.
  var fields: [MetadataField] {
    var fields = values
    let known = ["print", "premiere", "written"].compactMap { type in dates[type].map { (type, $0) } }
    for (type, value) in known {
      fields.add(type == "print" ? "printed" : type == "premiere" ? "premiered" : type, value)
    }
    let appeared = [dates["print"], dates["premiere"]].compactMap { $0 }.min()
    if let date = dates[""] ?? appeared ?? dates["written"] ?? dates["source"] ?? dates["published"] {
      fields.add("date", date)
    }
    return fields
  }

  private func purpose(_ name: String, _ attribute: (String) -> String?) -> Purpose? {
    let parent = path.dropLast().last ?? ""
    switch name {
    case "title" where parent == "titleStmt":
      switch attribute("type") {
      case nil, "main", "a", "full": return .title
      case "sub": return .subtitle
      default: return nil
      }
    case "author" where parent == "titleStmt": return .author
    case "editor" where parent == "titleStmt": return .editor
    case "publisher" where parent == "publicationStmt": return .publisher
    case "date" where parent == "publicationStmt": return .published
    case "date" where path.contains("creation"), "creation": return path.contains("profileDesc") ? .creation : nil
    case "date" where path.contains("sourceDesc"): return .source
    case "idno" where parent == "publicationStmt" || parent == "fileDesc": return .idno
    case "language" where parent == "langUsage": return .language(attribute("ident"))
    case "licence": return .licence
    case "term" where path.contains("textClass"): return .term
    case "persName", "name", "label": return person.flatMap { persons[$0]?.name == nil ? .person($0) : nil }
    default: return nil
    }
  }

  private func date(of attributes: [(name: String, value: String)]) -> String? {
    for key in ["when", "from", "notBefore"] {
      if let value = attributes.first(where: { $0.name == key })?.value, !value.isEmpty { return value }
    }
    return nil
  }

  private mutating func take(_ purpose: Purpose, _ value: String) {
    if value.isEmpty, case .language = purpose {} else if value.isEmpty { return }
    switch purpose {
    case .title: if !values.contains(where: { $0.name == "title" }) { values.add("title", value) }
    case .subtitle: values.add("subtitle", value)
    case .author: values.add("author", value)
    case .editor: values.add("editor", value)
    case .publisher: values.add("publisher", value)
    case .idno: values.add("idno", value)
    case .licence: values.add("licence", value)
    case .term: values.add("keywords", value)
    case .published: keep("published", value)
    case .creation: keep("", value)
    case .source: keep("source", value)
    case .language(let code): if let code { languages.append(code) }
    case .person(let id): persons[id]?.name = value
    }
  }

  private mutating func keep(_ key: String, _ value: String) {
    if dates[key] == nil { dates[key] = value }
  }

  private static func collapsed(_ text: [UInt8]) -> String {
    var flowing = FlowingText()
    text.withUnsafeBufferPointer { flowing.append($0) }
    return String(decoding: flowing.bytes, as: UTF8.self)
  }
}
