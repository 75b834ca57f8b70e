/// Reads documents of any format from inputs that are known.
///
/// Several threads may read different inputs at once. An input holds one document (text) or many (tables, JSON Lines,
/// CoNLL-U, several members of an archive); the readers of such files pass each on as it comes, and hold no more than two.
public protocol DocumentReader: Sendable {
  /// How many inputs there are.
  var count: Int { get }
  /// The size of an input in bytes when it was found, for progress.
  func size(of index: Int) -> Int
  /// Reads an input, from 0, and passes on its documents in their order; an error of `body` ends the reading.
  ///
  /// Returns the files that hold no document at all, and those that turn out to be no text.
  @discardableResult
  func read(_ index: Int, into body: (ImportedDocument) throws -> Void) throws -> UnreadFiles
  /// The fields that documents are known to have, in order; formats may bring others.
  var fields: [String] { get }
  /// The types of fields that the user, the heading and the path declared.
  var declaredTypes: DeclaredTypes { get }
  /// What finding, joining and reading the files has to say; `unread` are those that reading found nothing in.
  func notices(unread: UnreadFiles) -> [ImportNotice]
}
