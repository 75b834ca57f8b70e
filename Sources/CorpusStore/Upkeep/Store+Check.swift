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
  private var forms = VocabularyContent()

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
    for name in try CorpusRow.names(connection) {
      report.corpora += 1
      try attempt {
        if let row = try CorpusRow.find(name, connection) { try checkCorpus(row, vocabulary) }
      }
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
    forms = VocabularyContent()
    try vocabulary.forEach { id, bytes, flags in
      forms.add(bytes, flags)
      // Lookups cost a look at each run; every form must be found.
      if try vocabulary.id(of: bytes) != id { wrong += 1 }
      if id.rawValue & 0xFFFF == 0, !progress() { throw StoreError.cancelled }
    }
    if wrong > 0 { report.problems.append("\(wrong) forms of the vocabulary cannot be looked up") }
    _ = try vocabulary.map(.lower)
    for language in try VocabularyStems.languages(connection) { try attempt { try checkStems(language, vocabulary) } }
  }

  private func checkStems(_ language: String, _ vocabulary: Vocabulary) throws {
    for row in try VocabularyStems(language, connection).rows {
      var largest: UInt32 = 0
      try row.forEachPair(connection) { form, stem in largest = max(largest, form, stem) }
      guard Int(largest) < vocabulary.count else {
        throw StoreError.damaged(path: connection.path, what: "the stems of `\(language)` have no forms")
      }
    }
  }

  private func checkCorpus(_ row: CorpusRow, _ vocabulary: Vocabulary) throws {
    let corpus = try row.corpus(connection)
    let check = try CorpusCheck(row, corpus, vocabulary, forms, connection)
    for info in corpus.segments {
      report.segments += 1
      try attempt { try check.add(info) }
    }
    try attempt { try check.finish() }
    report.problems += check.problems
    if corpus.keepsText {
      report.problems += try TextReading(corpus, StoreReader(connection)).problems(progress)
    }
  }
}
