import AnalyzerKit
import Database
import TextProcessing

/// Goes through the tokens of a corpus from the first segment to the last, and holds all that is stored about them against what it finds.
final class CorpusCheck {
  private let row: CorpusRow
  private let corpus: Corpus
  private let forms: VocabularyContent
  private let connection: Connection
  private let documents: DocumentRows
  private let counts: SegmentCheck
  private let annotation: AnnotationCheck
  private let hasher = ContentHasher()
  private var fingerprint = ContentHash.zero
  private var seen: [Bool]
  private var nextSegment = 0
  private var total = (tokens: 0, words: 0, sentences: 0)
  /// What was found of the document that is being read.
  private var current: DocumentRow?
  private var currentWords = 0
  /// How many documents there are of each language.
  private var languages: [String: Int] = [:]
  /// What is wrong, a sentence each.
  private(set) var problems: [String] = []

  init(
    _ row: CorpusRow, _ corpus: Corpus, _ vocabulary: Vocabulary, _ forms: VocabularyContent, _ connection: Connection
  ) throws {
    self.row = row
    self.corpus = corpus
    self.forms = forms
    self.connection = connection
    documents = try DocumentRows(corpus, connection)
    counts = SegmentCheck(vocabulary, forms)
    annotation = AnnotationCheck(corpus, forms)
    seen = Array(repeating: false, count: vocabulary.count)
  }

  private func report(_ problem: String) { problems.append("`\(corpus.name)`: \(problem)") }

  /// Takes the next segment.
  func add(_ info: SegmentInfo) throws {
    let name = "segment \(nextSegment + 1)"
    if info.ordinal != nextSegment { report("\(name) has the number \(info.ordinal + 1)") }
    nextSegment += 1
    let reader = try SegmentReader(info, connection)
    let bounds = try reader.bounds()
    let ids = try reader.ids(0..<info.tokens)
    guard ids.allSatisfy({ Int($0.rawValue) < forms.hashes.count }) else {
      return report("\(name) has tokens without a form")
    }
    if info.continuesDocument != (current != nil) { report("\(name) does not begin where the one before ends") }
    if info.firstDocument != documents.taken - (current == nil ? 0 : 1) {
      report("\(name) begins with another document than the one before ends with")
    }
    if info.firstPosition != current?.tokens ?? 0 || bounds.firstSentence != current?.sentences ?? 0
      || bounds.firstParagraph != current?.paragraphs ?? 0
    {
      report("\(name) has the wrong place in its first document")
    }
    let marks = try SegmentMarks.read(reader, bounds)
    try counts.begin(ids.count)
    for index in 0..<info.documents {
      let range = Int(bounds.documentStarts[index])..<Int(bounds.documentStarts[index + 1])
      try add(ids[range], marks[range], ends: index + 1 < info.documents || !info.isContinued)
    }
    for problem in try annotation.add(reader, bounds, ids) { report("\(name): \(problem)") }
    for problem in try counts.compare(reader, ids) { report("\(name): \(problem)") }
    if try reader.checksum(forms: counts.formHashes(forms.hashes)) != info.checksum {
      report("\(name) does not match its checksum")
    }
  }

  private func add(_ ids: ArraySlice<FormID>, _ marks: ArraySlice<UInt8>, ends: Bool) throws {
    if current == nil {
      hasher.reset()
      current = try documents.next()
      currentWords = 0
    }
    guard var document = current else { return report("there are more documents in the segments than rows") }
    try counts.beginDocument(documents.taken, variant: LowerCasing.variant(of: document.language))
    var hashes: [UInt64] = []
    hashes.reserveCapacity(ids.count)
    for (id, mark) in zip(ids, marks) {
      let form = Int(id.rawValue)
      seen[form] = true
      counts.add(id)
      hashes.append(ContentHasher.token(forms.hashes[form], mark))
      currentWords += forms.isCounted[form] ? 1 : 0
      document.sentences += Int(mark >> 1 & 1)
      document.paragraphs += Int(mark >> 2 & 1)
    }
    document.tokens += ids.count
    hashes.withUnsafeBytes { hasher.add($0) }
    document.words = currentWords
    if ends { try finish(document) }
    current = ends ? nil : document
  }

  private func finish(_ document: DocumentRow) throws {
    document.addMetadata(to: hasher)
    let digest = hasher.finish()
    let stored = documents.stored
    let isSame =
      stored.tokens == document.tokens && stored.words == document.words && stored.sentences == document.sentences
      && stored.paragraphs == document.paragraphs
    if !isSame { report("the counts of `\(document.name)` are wrong") }
    if digest != stored.digest { report("`\(document.name)` does not match its digest") }
    languages[document.language, default: 0] += 1
    fingerprint = fingerprint.followed(by: digest, hasher)
    total = (total.tokens + document.tokens, total.words + document.words, total.sentences + document.sentences)
  }

  /// Compares what is stored of the whole corpus.
  func finish() throws {
    if current != nil { report("the last document has no end") }
    if try documents.next() != nil { report("there are documents without tokens in the segments") }
    if documents.taken != corpus.documentCount { report("the number of documents is wrong") }
    let listed = corpus.languages.map { ($0.language, $0.documents) }
    if languages != Dictionary(listed, uniquingKeysWith: +) { report("the numbers of documents by language are wrong") }
    if total != (corpus.tokens, corpus.words, row.sentences) { report("the totals are wrong") }
    if fingerprint != row.tokensFingerprint { report("it does not match its fingerprint") }
    for problem in annotation.finish(row.annotation) { report(problem) }
    do {
      let totals = CorpusTotals(corpus: row.id, connection: connection)
      if try !totals.areRight(corpus.segments) { report("its sums of forms are wrong") }
    } catch let error as StoreError {
      report("its sums of forms cannot be read: \(error)")
    }
    let blob = try CheckedBlob(row.formsSeen, connection)
    try blob.loadAll()
    let isSame = seen.indices.allSatisfy { ($0 < blob.count * 8 && blob.bit($0)) == seen[$0] }
    if !isSame || seen.reduce(0, { $0 + ($1 ? 1 : 0) }) != corpus.info.forms { report("its forms are wrong") }
  }
}
