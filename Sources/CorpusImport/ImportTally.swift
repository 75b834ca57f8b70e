/// What reading the documents has to say, summed up.
///
/// Documents are added in their order, so that the names that notices give are the first ones.
public struct ImportTally: Sendable {
  private let heading: HeadingPattern
  private var documents = 0
  private var headings = 0
  private var sequences = 0
  private var replaced = NameSample()
  private var empty = NameSample()
  private var guessed = NameSample()
  private var withoutHeading = NameSample()
  private var pathUnmatched = NameSample()
  private var encodings: [String: Int] = [:]

  /// The tally of a load before its first document.
  public init(heading: HeadingPattern = .auto) { self.heading = heading }

  /// Counts a document.
  public mutating func add(_ document: ImportedDocument) {
    documents += 1
    if document.heading != nil { headings += 1 } else { withoutHeading.add(document.name) }
    if document.replacements > 0 {
      sequences += document.replacements
      replaced.add(document.name)
    }
    // Ends at the first byte of a character that is no blank, line end or control.
    if document.text.allSatisfy({ $0 <= 0x20 }) { empty.add(document.name) }
    if document.isEncodingGuessed { guessed.add(document.name) }
    if !document.fitsPath { pathUnmatched.add(document.name) }
    encodings[document.encoding, default: 0] += 1
  }

  /// Counts those of a later part of the same load.
  public mutating func merge(_ other: ImportTally) {
    documents += other.documents
    headings += other.headings
    sequences += other.sequences
    replaced.merge(other.replaced)
    empty.merge(other.empty)
    guessed.merge(other.guessed)
    withoutHeading.merge(other.withoutHeading)
    pathUnmatched.merge(other.pathUnmatched)
    encodings.merge(other.encodings, uniquingKeysWith: +)
  }

  /// What there is to say.
  public var notices: [ImportNotice] {
    var notices: [ImportNotice] = []
    if headings > 0, heading == .auto { notices.append(.headings(headings, documents: documents)) }
    if case .template = heading, withoutHeading.count > 0 { notices.append(.withoutHeading(withoutHeading)) }
    if pathUnmatched.count > 0 { notices.append(.pathUnmatched(pathUnmatched)) }
    if encodings.contains(where: { $0.key != "utf-8" }) { notices.append(.encodings(encodings)) }
    if guessed.count > 0 { notices.append(.guessed(guessed)) }
    if sequences > 0 { notices.append(.replaced(sequences: sequences, documents: replaced)) }
    if empty.count > 0 { notices.append(.empty(empty)) }
    return notices
  }
}
