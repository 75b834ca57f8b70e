/// Gives the documents of a file their names.
///
/// A document that its format names keeps that name. Others get the name of the file with `#` and their number, from 1; where it
/// holds one document only, and its format is none of rows, the name of the file alone. So the first is held back until the
/// second comes.
struct DocumentNames {
  private let file: InputFile
  private var first: ReadDocument?
  /// How many documents there have been.
  private(set) var count = 0

  init(of file: InputFile) { self.file = file }

  /// Takes the next document; passes on those whose names are certain.
  mutating func take(_ document: ReadDocument, _ body: (ReadDocument, String) throws -> Void) throws {
    count += 1
    if let held = first {
      first = nil
      try body(held, "\(file.name)#1")
    }
    if let name = document.name {
      try body(document, name)
    } else if count == 1, !file.format.holdsRows {
      first = document
    } else {
      try body(document, "\(file.name)#\(count)")
    }
  }

  /// Passes on what is held back at the end of the file.
  mutating func finish(_ body: (ReadDocument, String) throws -> Void) throws {
    guard let held = first else { return }
    first = nil
    try body(held, file.name)
  }
}
