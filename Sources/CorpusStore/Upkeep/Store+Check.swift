import AnalyzerKit
import Database

/// What a check of a store found.
public struct CheckReport: Sendable {
  /// How many corpora were checked.
  public var corpora = 0
  /// How many segments were checked.
  public var segments = 0
  /// How many forms were checked.
  public var forms = 0
  /// What is wrong, a sentence each; none when the store is sound.
  public var problems: [String] = []
}

extension Store {
  /// Verifies every checksum and every invariant; goes on after a problem, so that all are found.
  ///
  /// `progress` is asked now and then whether to go on; when not, the check ends with `cancelled`.
  public func check(progress: () -> Bool = { true }) throws(StoreError) -> CheckReport {
    try StoreError.wrap {
      let connection = try StoreFile.connect(path, isReadOnly ? .readOnly : .readWrite)
      return try connection.transaction(.deferred) {
        try withoutActuallyEscaping(progress) { progress in
          let check = StoreCheck(connection, progress)
          try check.run()
          return check.report
        }
      }
    }
  }
}

/// Goes through a store inside a transaction.
final class StoreCheck {
  private let connection: Connection
  private let progress: () -> Bool
  /// What was found so far.
  private(set) var report = CheckReport()

  init(_ connection: Connection, _ progress: @escaping () -> Bool) {
    self.connection = connection
    self.progress = progress
  }

  /// Checks everything.
  func run() throws {
    try connection.forEachRow("PRAGMA quick_check") { row in
      if row.text(0) != "ok" { report.problems.append("SQLite: \(row.text(0))") }
    }
    try checkBlobs()
    guard let vocabulary = try attempt({ try Vocabulary(connection) }) else { return }
    try attempt { try checkVocabulary(vocabulary) }
    for row in try CorpusRow.all(connection) {
      report.corpora += 1
      try attempt { try checkCorpus(row, vocabulary) }
    }
  }

  /// Runs a part of the check; what it throws is a problem, not the end.
  @discardableResult
  private func attempt<Result>(_ body: () throws -> Result) throws -> Result? {
    guard progress() else { throw StoreError.cancelled }
    do {
      return try body()
    } catch StoreError.cancelled {
      throw StoreError.cancelled
    } catch {
      report.problems.append("\(error)")
      return nil
    }
  }

  private func checkBlobs() throws {
    var ids: [Int] = []
    try connection.forEachRow("SELECT id FROM blob") { ids.append($0.integer(0)) }
    for id in ids { try attempt { try CheckedBlob(id, connection).loadAll() } }
  }

  private func checkVocabulary(_ vocabulary: Vocabulary) throws {
    report.forms = vocabulary.count
    var wrong = 0
    try vocabulary.forEach { id, bytes, _ in
      if try vocabulary.id(of: bytes) != id { wrong += 1 }
    }
    if wrong > 0 { report.problems.append("\(wrong) forms of the vocabulary cannot be looked up") }
    _ = try vocabulary.map(.lower)
  }

  private func checkCorpus(_ row: CorpusRow, _ vocabulary: Vocabulary) throws {
    let corpus = try row.corpus(connection)
    let reader = StoreReader(connection)
    let table = reader.documents(of: corpus)
    let tokens = try table.tokens()
    var counted = Array(repeating: 0, count: corpus.documentCount)
    var next = 0
    for (ordinal, info) in corpus.segments.enumerated() {
      report.segments += 1
      let name = "segment \(ordinal + 1) of `\(corpus.name)`"
      if info.ordinal != ordinal { report.problems.append("\(name) has the number \(info.ordinal + 1)") }
      if info.firstDocument + (info.continuesDocument ? 1 : 0) != next {
        report.problems.append("\(name) does not follow the one before")
      }
      next = info.firstDocument + info.documents
      guard next <= corpus.documentCount else {
        report.problems.append("\(name) has documents that the corpus does not have")
        continue
      }
      try attempt { try checkSegment(try SegmentReader(info, connection), name, vocabulary, &counted) }
    }
    if next != corpus.documentCount { report.problems.append("the segments of `\(corpus.name)` miss documents") }
    let different = tokens.indices.filter { tokens[$0] != counted[$0] }.count
    if different > 0 {
      report.problems.append("\(different) documents of `\(corpus.name)` have another number of tokens than stored")
    }
    if tokens.reduce(0, +) != corpus.tokens { report.problems.append("the tokens of `\(corpus.name)` do not add up") }
    if corpus.keepsText { try checkText(corpus, table) }
  }

  private func checkSegment(
    _ segment: SegmentReader, _ name: String, _ vocabulary: Vocabulary, _ counted: inout [Int]
  ) throws {
    let bounds = try segment.bounds()
    let ids = try segment.ids(0..<segment.info.tokens)
    guard ids.allSatisfy({ Int($0.rawValue) < vocabulary.count }) else {
      report.problems.append("\(name) has tokens without a form")
      return
    }
    for index in 0..<segment.info.documents {
      counted[segment.info.firstDocument + index] +=
        Int(bounds.documentStarts[index + 1]) - Int(bounds.documentStarts[index])
    }
    var positions: [FormID: [UInt32]] = [:]
    for (position, id) in ids.enumerated() { positions[id, default: []].append(UInt32(position)) }
    var isSame = true
    var forms = 0
    try segment.summary(.word) { form, count, documents in
      forms += 1
      isSame = isSame && positions[form]?.count == count && documents <= count
    }
    if !isSame || forms != positions.count { report.problems.append("the summary of \(name) is wrong") }
    var total = 0
    try segment.summary(.lower) { _, count, _ in total += count }
    if total != ids.count { report.problems.append("the summary of lower case of \(name) is wrong") }
    for (form, expected) in positions {
      var found: [UInt32] = []
      try segment.positions(of: form, appendingTo: &found)
      if found != expected {
        report.problems.append("the postings of \(name) are wrong")
        return
      }
    }
  }

  private func checkText(_ corpus: Corpus, _ table: DocumentTable) throws {
    let reading = TextReading(corpus, connection)
    var end = 0
    try connection.forEachRow(
      "SELECT start, bytes, blob FROM text_block WHERE corpus = ? ORDER BY start", [.integer(corpus.id)]
    ) { row in
      if row.integer(0) != end { throw StoreError.damaged(path: connection.path, what: "kept text is missing") }
      end += try reading.unpacked(row.integer(2), bytes: row.integer(1)).count
    }
    if try table.textBytes().reduce(0, +) != end { report.problems.append("the text of `\(corpus.name)` is incomplete") }
  }
}
