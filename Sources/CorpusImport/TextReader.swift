import TextProcessing

/// Reads plain text: a file is one document, whose first line may be a heading.
struct TextReader {
  let heading: HeadingPattern
  let keepsHeading: Bool
  let decoder: TextDecoder

  /// Reads the document of a file from its bytes; its name and what the path and the table say are still to come.
  ///
  /// Holds the file and its text once, twice where it must be decoded.
  func read(_ bytes: [UInt8], of file: InputFile) -> ImportedDocument {
    let decoded = decoder.decode(bytes)
    let heading = heading.match(decoded.bytes)
    return ImportedDocument(
      path: file.path, name: file.name, bytes: decoded.bytes,
      textStart: keepsHeading ? 0 : heading?.range.upperBound ?? 0, heading: heading,
      metadata: heading?.fields ?? [], encoding: decoded.encoding, replacements: decoded.replacements,
      isEncodingGuessed: decoded.isGuessed, encodingConfidence: decoded.confidence)
  }
}
