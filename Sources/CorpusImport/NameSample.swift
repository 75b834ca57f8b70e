/// How many things there are, and the names of the first few.
public struct NameSample: Sendable, Equatable, CustomStringConvertible {
  /// How many names are kept.
  public static let limit = 5

  /// How many there are.
  public private(set) var count = 0
  /// The first of them, at most `limit`.
  public private(set) var first: [String] = []

  /// The sample of these names.
  public init(_ names: some Sequence<String> = []) {
    for name in names { add(name) }
  }

  /// So many things, of which these are the first.
  init(first: [String], count: Int) {
    self.first = Array(first.prefix(Self.limit))
    self.count = max(count, first.count)
  }

  /// Counts one more.
  public mutating func add(_ name: @autoclosure () -> String) {
    count += 1
    if first.count < Self.limit { first.append(name()) }
  }

  /// Counts those of a later sample.
  public mutating func merge(_ other: NameSample) {
    count += other.count
    first.append(contentsOf: other.first.prefix(Self.limit - first.count))
  }

  /// The names, and how many more there are: `a, b, c, d, e and 12 more`.
  public var description: String {
    let more = count - first.count
    return first.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
