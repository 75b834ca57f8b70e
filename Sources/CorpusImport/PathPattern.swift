/// Metadata from paths: `{year:int}-{speaker}.txt`, `{party}/{year}/{name}.txt`.
///
/// The pattern is held against as many of the last names of a path as it has itself: without a slash the file name. A field
/// never reaches over a slash. Fields and types are those of `HeadingTemplate`.
public struct PathPattern: Sendable, Equatable {
  private let templates: [FieldTemplate]

  /// Reads a pattern.
  ///
  /// Throws where braces do not match, two fields touch, a field is there twice, or there is none.
  public init(_ text: String) throws(ImportError) {
    var templates: [FieldTemplate] = []
    for part in text.split(separator: "/") {
      templates.append(try FieldTemplate(String(part), option: "--path"))
    }
    self.templates = templates
    var seen: Set<String> = []
    for field in fields where !seen.insert(field).inserted {
      throw .badPattern(option: "--path", pattern: text, problem: "field {\(field)} is there twice")
    }
    if fields.isEmpty {
      throw .badPattern(
        option: "--path", pattern: text, problem: "it has no field: write a pattern such as '{year:int}-{speaker}.txt'")
    }
  }

  /// The names of the fields in order.
  public var fields: [String] { templates.flatMap(\.fields).map(\.name) }

  /// The types that the pattern gives its fields.
  var types: [InferredType] {
    templates.flatMap(\.fields).compactMap { field in field.type.map { InferredType(field: field.name, type: $0) } }
  }

  /// The fields of a path, given as its names from the root down; nil where it does not fit.
  public func match(_ components: [String]) -> [MetadataField]? {
    guard components.count >= templates.count else { return nil }
    var result: [MetadataField] = []
    for (template, name) in zip(templates, components.suffix(templates.count)) {
      guard let fields = template.match(Array(name.utf8)) else { return nil }
      result += fields
    }
    return result
  }
}
