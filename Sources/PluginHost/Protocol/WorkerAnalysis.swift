import AnalyzerKit

/// An analysis as a worker needs to know it: what to run, on which documents of which corpus, and how they are grouped.
public struct WorkerAnalysis: Codable, Sendable {
  /// The analyzer's name.
  public var analyzer: String
  /// The options that were given, checked against its card.
  public var options: [String: CodedOption]
  /// The absolute path of the store, which is opened for reading only.
  public var store: String
  /// The corpus.
  public var corpus: String
  /// The corpus' fingerprint: a corpus that changed meanwhile is refused.
  public var fingerprint: String
  /// The ids of the corpus' segments, which requests name by their places in this list.
  public var segments: [Int]
  /// The analysed layer.
  public var layer: String
  /// Whether punctuation counts, too.
  public var countsPunctuation: Bool
  /// The columns of the groups' keys.
  public var groupColumns: [CodedColumn]
  /// The keys of the groups.
  public var groupKeys: [[CodedValue]]
  /// For each document its group as 32 bits, low byte first, −1 where it is left out; nil when all are in the first.
  public var groups: [UInt8]?
  /// The queries that options hold, as typed.
  public var queries: [String]
  /// About how many tokens a batch has.
  public var batchTokens: Int
  /// How many rows of the report will be looked at; nil where all may be.
  public var rowsWanted: Int?

  /// Describes an analysis.
  public init(
    analyzer: String, options: [String: CodedOption], store: String, corpus: String, fingerprint: String,
    segments: [Int], layer: String, countsPunctuation: Bool, groupColumns: [CodedColumn], groupKeys: [[CodedValue]],
    groups: [UInt8]?, queries: [String], batchTokens: Int, rowsWanted: Int?
  ) {
    self.analyzer = analyzer
    self.options = options
    self.store = store
    self.corpus = corpus
    self.fingerprint = fingerprint
    self.segments = segments
    self.layer = layer
    self.countsPunctuation = countsPunctuation
    self.groupColumns = groupColumns
    self.groupKeys = groupKeys
    self.groups = groups
    self.queries = queries
    self.batchTokens = batchTokens
    self.rowsWanted = rowsWanted
  }

  /// The groups of documents as bytes.
  public static func bytes(of groups: [Int32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(groups.count * 4)
    for group in groups {
      for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: group >> Int32(shift))) }
    }
    return bytes
  }

  /// The groups of documents out of bytes; nil when there are not four a document, or a group is none of the keys.
  public func groups(of documents: Int) -> [Int32]? {
    guard let groups else { return Array(repeating: 0, count: documents) }
    guard groups.count == documents * 4 else { return nil }
    let numbers = (0..<documents).map { document in
      (0..<4).reversed().reduce(Int32(0)) { $0 << 8 | Int32(groups[document * 4 + $1]) }
    }
    return numbers.allSatisfy { $0 >= -1 && Int($0) < groupKeys.count } ? numbers : nil
  }
}

/// A cell of a table, or a part of a group's key, in a frame.
public enum CodedValue: Codable, Sendable {
  case text(String)
  case integer(Int)
  case real(Double)
  case missing

  /// Codes a value.
  public init(_ value: Value) {
    switch value {
    case .text(let text): self = .text(text)
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .missing: self = .missing
    }
  }

  /// The value.
  public var value: Value {
    switch self {
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .missing: .missing
    }
  }
}

/// A column in a frame.
public struct CodedColumn: Codable, Sendable {
  let name: String
  let kind: String
  let role: String?
  let summary: String

  /// Codes a column.
  public init(_ column: Column) {
    name = column.name
    kind = column.kind.rawValue
    role = column.role?.rawValue
    summary = column.summary
  }

  /// The column; an error for a kind or a role that there is not.
  public func column() throws -> Column {
    guard let kind = Column.Kind(rawValue: kind) else {
      throw AnalyzerError.malformedReport("the column \(name) is of the unknown kind \(kind)")
    }
    return Column(name, kind, role: role.flatMap { Column.Role(rawValue: $0) }, summary)
  }
}

/// The value of an option in a frame.
public enum CodedOption: Codable, Sendable {
  case flag
  case integer(Int)
  case real(Double)
  case word(String)
  case list([String])
  case pattern(String)
  case wordList(name: String, words: [String])
  /// Indices into the queries of the analysis.
  case queries([Int])
  case resource(name: String, bytes: [UInt8])

  /// Codes a value; queries are added to a list, and named by their place in it.
  public init(_ value: OptionValue, queries: inout [Query]) {
    switch value {
    case .flag: self = .flag
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .word(let word): self = .word(word)
    case .list(let words): self = .list(words)
    case .pattern(let pattern): self = .pattern(pattern.source)
    case .wordList(let list): self = .wordList(name: list.name, words: list.words)
    case .queries(let own):
      self = .queries(Array(queries.count..<queries.count + own.count))
      queries += own
    case .resource(let resource): self = .resource(name: resource.name, bytes: resource.bytes)
    }
  }

  /// The value; nil when it names a query that is not there.
  public func value(_ known: [Query]) -> OptionValue? {
    switch self {
    case .flag: .flag
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .word(let word): .word(word)
    case .list(let words): .list(words)
    case .pattern(let source): .pattern(Pattern(source: source))
    case .wordList(let name, let words): .wordList(WordListReference(name: name, words: words))
    case .queries(let places):
      places.allSatisfy(known.indices.contains) ? .queries(places.map { known[$0] }) : nil
    case .resource(let name, let bytes): .resource(ResourceReference(name: name, bytes: bytes))
    }
  }
}
