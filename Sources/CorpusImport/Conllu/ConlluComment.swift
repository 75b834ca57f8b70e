import TextProcessing

/// A comment line of CoNLL-U by what it says.
enum ConlluComment: Equatable {
  /// `# newdoc` or `# newdoc id = a`
  case document(id: String?)
  /// `# newpar` or `# newpar id = a`
  case paragraph(id: String?)
  /// `# sent_id = a`
  case sentence(id: String)
  /// `# text = …`, which the tokens tell.
  case text
  /// `# global.columns = ID FORM …`
  case columns([String])
  /// `# key = value`
  case value(key: String, String)
  /// Any other.
  case remark

  /// Reads a line that starts with `#`.
  init(_ line: ArraySlice<UInt8>) {
    let body = LineScanner.trimmed(line.dropFirst())
    let key: ArraySlice<UInt8>
    var value: String?
    if let equals = body.firstIndex(of: 0x3D) {
      key = LineScanner.trimmed(body[..<equals])
      value = String(decoding: LineScanner.trimmed(body[(equals + 1)...]), as: UTF8.self)
    } else {
      key = body
    }
    self = ConlluComment.comment(String(decoding: key, as: UTF8.self), value)
  }

  private static func comment(_ key: String, _ value: String?) -> ConlluComment {
    switch (key, value) {
    case ("newdoc", _): .document(id: nil)
    case ("newdoc id", let value): .document(id: value?.isEmpty == false ? value : nil)
    case ("newpar", _): .paragraph(id: nil)
    case ("newpar id", let value): .paragraph(id: value?.isEmpty == false ? value : nil)
    case ("sent_id", let value?): .sentence(id: value)
    case ("text", _?): .text
    case ("global.columns", let value?): .columns(value.split(separator: " ").map(String.init))
    case (let key, let value?) where !key.isEmpty: .value(key: MarkupName.decoded(key), value)
    default: .remark
    }
  }
}
