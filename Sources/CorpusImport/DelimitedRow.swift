/// A row of delimited text.
public struct DelimitedRow: Sendable, Equatable {
  /// The line it starts in, from 1.
  public let line: Int
  private let content: [UInt8]
  private let ends: [Int]

  init(line: Int, content: [UInt8], ends: [Int]) {
    self.line = line
    self.content = content
    self.ends = ends
  }

  /// How many fields it has, at least one.
  public var count: Int { ends.count }

  /// The bytes of a field, from 0, without the quotes around it; empty past the last field.
  public func bytes(of field: Int) -> ArraySlice<UInt8> {
    guard ends.indices.contains(field) else { return [] }
    return content[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// A field, from 0, as text; empty past the last field.
  public subscript(field: Int) -> String { String(decoding: bytes(of: field), as: UTF8.self) }

  /// What is wrong with a first row of more columns than there can be fields of metadata; nil where there are fewer.
  var excess: String? {
    count <= [MetadataField].most
      ? nil : "the table has \(count) columns, more than \([MetadataField].most); leave out those that are not needed"
  }

  /// Every field as text.
  public var fields: [String] { ends.indices.map { self[$0] } }
}
