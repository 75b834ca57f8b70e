/// In how many documents each form was seen, exactly, even where a batch ends inside a document.
public struct DocumentFrequencies: Sendable, Mergeable {
  private var closed = FormCounter()
  /// The forms seen in documents of which only a part was seen so far.
  private var open: [Int: Set<UInt32>] = [:]
  /// For each form, the number of the last document it was seen in, counting as they come.
  private var lastSeen = FormTable()
  private var documentNumber: UInt32 = 0
  private var currentDocument = -1

  /// Saw nothing yet.
  public init() {}

  /// Sees a form in a document; the documents of a batch come one after the other.
  public mutating func add(_ form: FormID, in document: DocumentSlice) {
    guard document.isWhole else {
      open[document.ordinal, default: []].insert(form.rawValue)
      return
    }
    if document.ordinal != currentDocument { begin(document.ordinal) }
    if lastSeen.replace(form, by: documentNumber) { closed.add(form) }
  }

  /// Sees forms in a document: faster than form by form.
  public mutating func add(_ forms: [FormID], in document: DocumentSlice) {
    guard document.isWhole else {
      for form in forms { add(form, in: document) }
      return
    }
    if document.ordinal != currentDocument { begin(document.ordinal) }
    let (new, left) = lastSeen.replace(forms, by: documentNumber)
    closed.add(new)
    for form in left { add(form, in: document) }
  }

  private mutating func begin(_ ordinal: Int) {
    currentDocument = ordinal
    if documentNumber == .max { (lastSeen, documentNumber) = (FormTable(), 0) }
    documentNumber += 1
  }

  /// Adds what another has seen, of other documents or of other parts of the same.
  public mutating func merge(_ other: DocumentFrequencies) throws {
    try closed.merge(other.closed)
    for (document, forms) in other.open { open[document, default: []].formUnion(forms) }
    currentDocument = -1
  }

  /// The number of documents with each form.
  public var counts: FormCounter {
    var result = closed
    for forms in open.values {
      for form in forms { result.add(FormID(rawValue: form)) }
    }
    return result
  }
}

extension DocumentFrequencies: Codable {
  private enum Key: CodingKey { case closed, open }

  /// Reads what was written; damaged bytes are an error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    closed = try container.decode(FormCounter.self, forKey: .closed)
    var documents = try container.nestedUnkeyedContainer(forKey: .open)
    while !documents.isAtEnd {
      let ordinal = try documents.decode(Int.self)
      let forms = try documents.decode(FormCounter.self)
      forms.forEach { form, _ in open[ordinal, default: []].insert(form.rawValue) }
    }
  }

  /// Writes the closed documents as one counter and each open one as another, by ordinal.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(closed, forKey: .closed)
    var documents = container.nestedUnkeyedContainer(forKey: .open)
    for (ordinal, forms) in open.sorted(by: { $0.key < $1.key }) {
      var counter = FormCounter()
      for form in forms { counter.add(FormID(rawValue: form)) }
      try documents.encode(ordinal)
      try documents.encode(counter)
    }
  }
}
