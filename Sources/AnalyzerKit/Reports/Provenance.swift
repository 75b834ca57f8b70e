/// What made a report: enough to make it again and to trust it.
public struct Provenance: Hashable, Sendable {
  /// Names and values in the order they are shown: corpus, fingerprint, tokeniser, analyzer, version, options, ….
  public private(set) var entries: [Entry]

  /// One line of a provenance.
  public struct Entry: Hashable, Sendable {
    /// What it is.
    public let name: String
    /// Its value.
    public let value: String
  }

  /// Starts without entries.
  public init() { entries = [] }

  /// The value of a name.
  public subscript(name: String) -> String? { entries.first { $0.name == name }?.value }

  /// Sets the value of a name: in its old place, or last.
  public mutating func set(_ name: String, _ value: String) {
    let entry = Entry(name: name, value: value)
    if let index = entries.firstIndex(where: { $0.name == name }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
  }
}
