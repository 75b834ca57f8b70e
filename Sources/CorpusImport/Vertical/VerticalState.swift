import TextProcessing

/// What has been read of a vertical file: the document at hand and the regions around documents.
struct VerticalState {
  /// How many regions around documents are kept.
  private static let deepest = 64
  /// How many different names elements may have: a store keeps each, and nobody tells so many kinds of regions apart.
  static let mostNames = 4_096

  private var columns: VerticalColumns?
  private var isNamedByNumber = false
  /// The element that is a document, once there was one: `text` or `doc`.
  private var element: String?
  private var document: VerticalDocument?
  /// The regions that are open outside documents: `<corpus>`.
  private var around: [MarkupTag] = []
  private var remarks: [FormatRemark: Int] = [:]
  private var elements: Set<String> = []

  /// The names that the user gave.
  private let names: [String]?

  init(_ names: [String]?) { self.names = names }

  /// Takes a comment, which may name the columns as in Kielipankki's VRT.
  mutating func take(comment: ArraySlice<UInt8>) {
    guard names == nil, columns == nil, document == nil else { return }
    let mark = "<!-- #vrt positional-attributes:"
    guard comment.starts(with: mark.utf8) else { return }
    let names = String(decoding: comment.dropFirst(mark.utf8.count), as: UTF8.self).split(separator: " ")
      .prefix { !$0.hasPrefix("--") }
    if names.isEmpty || names.count > 64 { return }
    let named = VerticalColumns(names.map { MarkupName.decoded(String($0)) })
    note(named.renamed)
    columns = named
  }

  /// Whether elements may have this name, too.
  mutating func allows(_ name: String) -> Bool {
    if elements.contains(name) { return true }
    if elements.count == VerticalState.mostNames { return false }
    elements.insert(name)
    return true
  }

  /// Takes a tag; gives the documents that end with it.
  mutating func take(_ tag: MarkupTag) -> [ReadDocument] {
    if tag.name == "g" {
      if tag.kind != .end { document?.glue() }
      return []
    }
    guard element.map({ $0 == tag.name }) ?? (tag.name == "text" || tag.name == "doc") else {
      take(region: tag)
      return []
    }
    if tag.kind == .end {
      guard let finished = end() else {
        remarks.add(.strayEnd(tag.name))
        return []
      }
      return [finished]
    }
    element = tag.name
    let before = end()
    document = VerticalDocument(tag.attributes, around: around)
    let empty = tag.kind == .empty ? end() : nil
    return [before, empty].compactMap { $0 }
  }

  /// Takes a line of a token; false when the document gets too long.
  mutating func take(token line: ArraySlice<UInt8>) -> Bool {
    let fields = line.split(separator: 0x09, maxSplits: 4_096, omittingEmptySubsequences: false)
    let columns: VerticalColumns
    if let known = self.columns {
      columns = known
    } else if let names {
      columns = VerticalColumns.named(names, of: fields.count)
      self.columns = columns
      note(columns.renamed)
    } else {
      columns = VerticalColumns.usual(fields.count)
      self.columns = columns
      isNamedByNumber = columns.places.count > 1
    }
    return withDocument { $0.take(fields, columns) }
  }

  /// Ends the document at hand, if there is one.
  mutating func end() -> ReadDocument? {
    guard var document else { return nil }
    self.document = nil
    if document.isNothing { return nil }
    if isNamedByNumber, let columns {
      document.remarks.add(.columnsByNumber(columns.names))
      isNamedByNumber = false
    }
    for (remark, count) in remarks { document.remarks[remark, default: 0] += count }
    remarks = [:]
    return document.finish()
  }

  private mutating func take(region tag: MarkupTag) {
    if document != nil || tag.name == "s" || tag.name == "p" { return withDocument { $0.take(tag) } }
    switch tag.kind {
    case .start:
      if around.count < VerticalState.deepest { around.append(tag) } else { remarks.add(.unclosedRegion(tag.name)) }
    case .end:
      guard let index = around.lastIndex(where: { $0.name == tag.name }) else {
        return remarks.add(.strayEnd(tag.name))
      }
      around.remove(at: index)
    case .empty: break
    }
  }

  /// Changes the document at hand; where none is, one begins without an element of its own.
  private mutating func withDocument<Result>(_ body: (inout VerticalDocument) -> Result) -> Result {
    // Taken out while it changes, so that nothing is copied.
    var changing: VerticalDocument
    if let taken = document.take() {
      changing = taken
    } else {
      changing = VerticalDocument(within: around)
      around = []
    }
    defer { document = changing }
    return body(&changing)
  }

  private mutating func note(_ renamed: [(String, String)]) {
    for (old, new) in renamed { remarks.add(.renamed(old, new)) }
  }
}
