/// What reading the documents has to say, summed up.
///
/// Documents are added in their order, so that the names that notices give are the first ones.
public struct ImportTally: Sendable {
  /// How many different remarks of readers are said; more are counted together.
  private static let mostRemarks = 64

  private let heading: HeadingPattern
  private var documents = 0
  private var headings = 0
  /// By encoding: how many sequences were replaced, and in which documents.
  private var replaced: [String: (sequences: Int, documents: NameSample)] = [:]
  private var empty = NameSample()
  private var guesses: [String: Guess] = [:]
  /// The files that nothing was found in.
  public private(set) var unread = UnreadFiles()
  private var withoutHeading = NameSample()
  private var pathUnmatched = NameSample()
  private var encodings: [String: Int] = [:]
  private var overruled: [String: Int] = [:]
  private var remarks: [FormatRemark: (count: Int, documents: NameSample)] = [:]

  /// The documents whose encoding was guessed to be the same.
  private struct Guess: Sendable {
    var confidence: ClosedRange<Int>?
    var documents = NameSample()

    mutating func widen(by other: ClosedRange<Int>?) {
      guard let other else { return }
      confidence =
        confidence.map { min($0.lowerBound, other.lowerBound)...max($0.upperBound, other.upperBound) } ?? other
    }
  }

  /// The tally of a load before its first document.
  public init(heading: HeadingPattern = .auto) { self.heading = heading }

  /// Whether documents that come next may be added to it as well as to a tally of their own that is merged with it.
  ///
  /// Not where there are remarks: which of them are counted together depends on what was counted together before.
  public var isOpenEnded: Bool { remarks.isEmpty }

  /// Counts a document.
  public mutating func add(_ document: ImportedDocument) {
    documents += 1
    if document.heading != nil { headings += 1 } else { withoutHeading.add(document.name) }
    if document.replacements > 0 {
      replaced[document.encoding, default: (0, NameSample())].sequences += document.replacements
      replaced[document.encoding]?.documents.add(document.name)
    }
    // Ends at the first byte of a character that is no blank, line end or control.
    if document.text.allSatisfy({ $0 <= 0x20 }) { empty.add(document.name) }
    if document.isEncodingGuessed {
      guesses[document.encoding, default: Guess()].documents.add(document.name)
      guesses[document.encoding]?.widen(by: document.encodingConfidence.map { $0...$0 })
    }
    if !document.fitsPath { pathUnmatched.add(document.name) }
    encodings[document.encoding, default: 0] += 1
    for field in document.overruled { overruled[field, default: 0] += 1 }
    for (remark, count) in document.remarks.sorted(by: { $0.key < $1.key }) {
      let kept = room(for: remark)
      remarks[kept, default: (0, NameSample())].count += count
      remarks[kept]?.documents.add(document.name)
    }
  }

  /// What a remark is counted as: names in remarks come from outside, so that only so many different ones are kept.
  private func room(for remark: FormatRemark) -> FormatRemark {
    remarks.count < ImportTally.mostRemarks || remarks[remark] != nil ? remark : .others
  }

  /// Counts the files that turned out to hold nothing.
  public mutating func add(unread files: UnreadFiles) { unread.merge(files) }

  /// Counts those of a later part of the same load.
  public mutating func merge(_ other: ImportTally) {
    documents += other.documents
    headings += other.headings
    for (encoding, found) in other.replaced {
      replaced[encoding, default: (0, NameSample())].sequences += found.sequences
      replaced[encoding]?.documents.merge(found.documents)
    }
    empty.merge(other.empty)
    for (encoding, guess) in other.guesses {
      guesses[encoding, default: Guess()].documents.merge(guess.documents)
      guesses[encoding]?.widen(by: guess.confidence)
    }
    unread.merge(other.unread)
    withoutHeading.merge(other.withoutHeading)
    pathUnmatched.merge(other.pathUnmatched)
    encodings.merge(other.encodings, uniquingKeysWith: +)
    overruled.merge(other.overruled, uniquingKeysWith: +)
    for (remark, found) in other.remarks.sorted(by: { $0.key < $1.key }) {
      let kept = room(for: remark)
      remarks[kept, default: (0, NameSample())].count += found.count
      remarks[kept]?.documents.merge(found.documents)
    }
  }

  /// What there is to say of documents, and of files without any; what was left out is said with what finding the files left out.
  public var notices: [ImportNotice] {
    var notices: [ImportNotice] = []
    if headings > 0, heading == .auto { notices.append(.headings(headings, documents: documents)) }
    if case .template = heading, withoutHeading.count > 0 { notices.append(.withoutHeading(withoutHeading)) }
    if pathUnmatched.count > 0 { notices.append(.pathUnmatched(pathUnmatched)) }
    if encodings.contains(where: { $0.key != "utf-8" }) { notices.append(.encodings(encodings)) }
    for (encoding, guess) in guesses.sorted(by: { $0.key < $1.key }) {
      notices.append(.guessed(encoding, confidence: guess.confidence, documents: guess.documents))
    }
    for (encoding, found) in replaced.sorted(by: { $0.key < $1.key }) {
      notices.append(.replaced(sequences: found.sequences, documents: found.documents, encoding: encoding))
    }
    for (field, count) in overruled.sorted(by: { $0.key < $1.key }) {
      notices.append(.overruled(field, documents: count))
    }
    for (remark, found) in remarks.sorted(by: { $0.key < $1.key }) {
      notices.append(.remark(remark, count: found.count, documents: found.documents))
    }
    if unread.withoutDocuments.count > 0 { notices.append(.withoutDocuments(unread.withoutDocuments)) }
    if empty.count > 0 { notices.append(.empty(empty)) }
    return notices
  }
}
