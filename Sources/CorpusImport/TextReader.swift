import TextProcessing

/// Reads plain text, a document a file.
public struct TextReader: DocumentReader {
  /// The longest file that is one document, in bytes.
  public static let longestFile = Int(Int32.max)

  /// The files in the order their documents have.
  public let files: [InputFile]
  /// The fields that documents may have, in order: of the heading, of the path, of the table.
  public let fields: [String]
  /// The types that the user declared, and those of the patterns.
  public let declaredTypes: DeclaredTypes
  /// What finding and joining the files has to say.
  public let notices: [ImportNotice]

  private let plan: ImportPlan
  private let decoder: TextDecoder
  private let table: MetadataTable?
  private let join: MetadataJoin?

  /// Finds the files, reads the table and joins them.
  ///
  /// No text is read yet but the beginning of each file.
  public init(_ plan: ImportPlan) throws(ImportError) {
    self.plan = plan
    decoder = TextDecoder(encoding: plan.encoding)
    if let format = plan.format, !ImportFormat.readable.contains(format) {
      throw .formatNotRead(path: plan.inputs.first?.text ?? "", format: format)
    }
    let input = try InputCollector(format: plan.format, decoder: decoder).collect(plan.inputs)
    files = input.files
    var table: MetadataTable?
    if let path = plan.table {
      table = try MetadataTable(path: path, key: plan.key, decoder: decoder)
    } else if plan.key != nil {
      throw .keyWithoutTable
    }
    self.table = table
    if let table { join = try MetadataJoin(files, with: table) } else { join = nil }
    let sources = FieldSources(plan, table: table)
    fields = sources.fields
    declaredTypes = try sources.types(plan)
    notices = Self.notices(of: input) + sources.notices + Self.notices(of: table, join)
  }

  /// How many documents there are.
  public var count: Int { files.count }

  /// The size of a file in bytes when it was found.
  public func size(of index: Int) -> Int { files[index].size }

  /// Reads a document, from 0.
  ///
  /// Holds the file and its text once, twice where it must be decoded.
  public func read(_ index: Int) throws(ImportError) -> ImportedDocument {
    let file = files[index]
    let decoded = decoder.decode(try contents(of: file))
    let heading = plan.heading.match(decoded.bytes)
    let path = plan.path?.match(file.components)
    var metadata = heading?.fields ?? []
    metadata.overrule(with: path ?? [])
    if let table, let row = join?.rows[index] { metadata.overrule(with: table.fields(of: row)) }
    return ImportedDocument(
      path: file.path, name: file.name, bytes: decoded.bytes,
      textStart: plan.keepsHeading ? 0 : heading?.range.upperBound ?? 0, heading: heading, metadata: metadata,
      encoding: decoded.encoding, replacements: decoded.replacements, isEncodingGuessed: decoded.isGuessed,
      fitsPath: plan.path == nil || path != nil)
  }

  /// Reads a file and passes on its document.
  public func read(_ index: Int, into body: (ImportedDocument) throws -> Void) throws {
    try body(try read(index))
  }

  private func contents(of file: InputFile) throws(ImportError) -> [UInt8] {
    if file.size > Self.longestFile { throw .tooLarge(path: file.path, size: file.size) }
    let bytes: [UInt8]
    do { bytes = try FileSystem.contents(of: file.location, limit: Self.longestFile) } catch {
      throw .unreadable(path: file.path, reason: error.reason)
    }
    if bytes.count != file.size { throw .changed(path: file.path) }
    return bytes
  }

  private static func notices(of input: CollectedInput) -> [ImportNotice] {
    var notices: [ImportNotice] = []
    if !input.skipped.isEmpty {
      notices.append(.skipped(NameSample(input.skipped.lazy.map { "\($0.path) (\($0.reason))" })))
    }
    if !input.repeated.isEmpty { notices.append(.repeated(NameSample(input.repeated))) }
    return notices
  }

  private static func notices(of table: MetadataTable?, _ join: MetadataJoin?) -> [ImportNotice] {
    guard let table, let join else { return [] }
    var notices: [ImportNotice] = []
    if table.replacements > 0 { notices.append(.tableReplaced(table: table.path, sequences: table.replacements)) }
    if join.withoutRow.count > 0 { notices.append(.withoutRow(join.withoutRow)) }
    if join.withoutDocument.count > 0 {
      notices.append(.withoutDocument(table: table.path, rows: join.withoutDocument))
    }
    return notices
  }
}

extension [MetadataField] {
  /// Takes over fields of a source that has the say: a field that is there gets the new value in its place.
  fileprivate mutating func overrule(with fields: [MetadataField]) {
    for field in fields {
      if let place = firstIndex(where: { $0.name == field.name }) {
        self[place] = field
      } else {
        append(field)
      }
    }
  }
}
