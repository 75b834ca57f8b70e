/// Reads documents of any format from files that are known.
///
/// Several threads may read different files at once. A file holds one document (text) or many (tables, JSON Lines,
/// CoNLL-U); the readers of such files pass each on as it comes, and hold no more than one.
public protocol DocumentReader: Sendable {
  /// How many files there are.
  var count: Int { get }
  /// The size of a file in bytes when it was found, for progress.
  func size(of index: Int) -> Int
  /// Reads a file, from 0, and passes on its documents in their order; an error of `body` ends the reading.
  func read(_ index: Int, into body: (ImportedDocument) throws -> Void) throws
  /// The fields that documents may have, in order.
  var fields: [String] { get }
  /// The types of fields that the user, the heading and the path declared.
  var declaredTypes: DeclaredTypes { get }
  /// What finding and joining the files has to say.
  var notices: [ImportNotice] { get }
}
