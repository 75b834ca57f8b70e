/// The user's layout of a heading: `date {date} {title}`.
///
/// Literal text must be there as written, blanks at the ends of the line apart. The last field reaches to the end of
/// the line. `{name:type}` with type text, int, real or date holds a value of that type only; so does `{date}`.
public struct HeadingTemplate: Sendable, Equatable {
  let template: FieldTemplate

  /// Reads a layout.
  ///
  /// Throws where braces do not match, two fields touch, or there is no field.
  public init(_ text: String) throws(ImportError) {
    template = try FieldTemplate(text.trimmed, option: "--heading")
    if template.fields.isEmpty {
      throw .badPattern(
        option: "--heading", pattern: text,
        problem: "it has no field: write auto, none or a layout such as 'date {date} {title}'")
    }
  }

  /// The names of the fields in order.
  public var fields: [String] { template.fields.map(\.name) }
}
