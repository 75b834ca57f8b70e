import TextProcessing

/// What to load and how: the options of `load` that concern reading.
public struct ImportPlan: Sendable {
  /// The paths in the order the user named them.
  public var inputs: [InputPath]
  /// `--as`: the format; nil: by extension and content.
  public var format: ImportFormat?
  /// `--heading`: how the first line is read.
  public var heading: HeadingPattern
  /// `--keep-heading`: whether the heading is text too.
  public var keepsHeading: Bool
  /// `--path`: metadata from paths.
  public var path: PathPattern?
  /// `--meta`: the file of a table of metadata.
  public var table: String?
  /// `--key`: the column of the table that holds the file names: its name, or its number from 1.
  public var key: String?
  /// `--types`: the types of fields.
  public var types: DeclaredTypes
  /// `--encoding`: the encoding of what is not UTF-8, of the table too.
  public var encoding: TextEncoding?
  /// `--text`: the column with the text, its name or its number from 1; nil: one called text, content or body.
  public var textColumn: String?
  /// `--id`: the column with the names of documents.
  public var idColumn: String?
  /// Whether the first row of a table names its columns; `--no-header` says it does not.
  public var hasHeader: Bool
  /// `--columns`: the names of the columns of a vertical format.
  public var columns: [String]?
  /// `--language`: the code of the language of every document; nil: detected.
  public var language: String?

  /// A plan; by default as `load` without options.
  public init(
    inputs: [InputPath], format: ImportFormat? = nil, heading: HeadingPattern = .auto, keepsHeading: Bool = false,
    path: PathPattern? = nil, table: String? = nil, key: String? = nil, types: DeclaredTypes = DeclaredTypes(),
    encoding: TextEncoding? = nil, textColumn: String? = nil, idColumn: String? = nil, hasHeader: Bool = true,
    columns: [String]? = nil, language: String? = nil
  ) {
    self.inputs = inputs
    self.format = format
    self.heading = heading
    self.keepsHeading = keepsHeading
    self.path = path
    self.table = table
    self.key = key
    self.types = types
    self.encoding = encoding
    self.textColumn = textColumn
    self.idColumn = idColumn
    self.hasHeader = hasHeader
    self.columns = columns
    self.language = language
  }
}
