/// How the first line of a document is read as metadata.
public enum HeadingPattern: Sendable, Equatable {
  /// Exactly `date YYYY[-MM[-DD]] title`, with or without leading blanks; a day that the calendar has.
  case auto
  /// The first line is text.
  case none
  /// The user's own layout.
  case template(HeadingTemplate)

  /// A first line that is longer, in bytes, is no heading.
  public static let longestLine = 65_536

  /// What the automatic heading starts with.
  private static let mark = Array("date".utf8)

  /// Reads `auto`, `none`, or a layout such as `date {date} {title}`.
  public init(_ text: String) throws(ImportError) {
    switch text {
    case "auto": self = .auto
    case "none": self = .none
    default: self = .template(try HeadingTemplate(text))
    }
  }

  /// The fields that a heading may give, in order.
  public var fields: [String] {
    switch self {
    case .auto: ["date", "title"]
    case .none: []
    case .template(let template): template.fields
    }
  }

  /// The types that the layout gives its fields.
  var types: [InferredType] {
    switch self {
    case .auto: [InferredType(field: "date", type: .date), InferredType(field: "title", type: .text)]
    case .none: []
    case .template(let template):
      template.template.fields.compactMap { field in field.type.map { InferredType(field: field.name, type: $0) } }
    }
  }

  /// The heading of a text in UTF-8; nil where the first line is none.
  ///
  /// Reads the first line and the blank lines after it.
  public func match(_ text: [UInt8]) -> Heading? {
    switch self {
    case .none: return nil
    // The first line of most texts is long, and none.
    case .auto where !text.drop(while: LineScanner.isBlank).starts(with: Self.mark): return nil
    case .auto, .template: break
    }
    guard let line = LineScanner.line(of: text, from: 0, limit: Self.longestLine) else { return nil }
    let fields: [MetadataField]?
    switch self {
    case .auto: fields = Self.automatic(text[line.content])
    case .template(let template): fields = template.template.match(Array(LineScanner.trimmed(text[line.content])))
    case .none: fields = nil
    }
    guard let fields else { return nil }
    let end = LineScanner.endOfBlankLines(of: text, from: line.end)
    return Heading(fields: fields, line: line.content, range: 0..<end)
  }

  private static func automatic(_ line: ArraySlice<UInt8>) -> [MetadataField]? {
    let line = LineScanner.trimmed(line)
    guard line.starts(with: mark) else { return nil }
    let afterMark = line.dropFirst(mark.count)
    let rest = afterMark.drop(while: LineScanner.isBlank)
    guard rest.count < afterMark.count else { return nil }
    let date = rest.prefix { !LineScanner.isBlank($0) }
    let title = rest.dropFirst(date.count).drop(while: LineScanner.isBlank)
    guard date.count <= 10, !title.isEmpty else { return nil }
    guard let date = PartialDate(String(decoding: date, as: UTF8.self)) else { return nil }
    return [
      MetadataField(name: "date", value: date.description),
      MetadataField(name: "title", value: String(decoding: title, as: UTF8.self)),
    ]
  }
}
