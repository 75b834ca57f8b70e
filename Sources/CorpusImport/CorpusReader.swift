import TextProcessing

/// Reads what the user named: files of all formats, packed or not, each with its metadata.
///
/// Each file is read by the reader of its format. This gives documents their names and joins what is known of their files.
public struct CorpusReader: DocumentReader {
  /// The longest file that is one document, in bytes.
  public static let longestFile = Int(Int32.max)

  /// The files in the order their documents have.
  public let files: [InputFile]
  /// The fields that documents are known to have, in order: of the heading, of the path, of the table.
  public let fields: [String]
  /// The types that the user declared, and those of the patterns.
  public let declaredTypes: DeclaredTypes
  private let input: CollectedInput
  /// What joining the files has to say.
  private let joinNotices: [ImportNotice]
  private let plan: ImportPlan
  private let inputs: [Range<Int>]
  private let table: MetadataTable?
  private let join: MetadataJoin?

  /// Finds the files, reads the table and joins them.
  ///
  /// Nothing is read yet but the beginnings of files, small texts apart, and the directories of archives.
  public init(_ plan: ImportPlan) throws(ImportError) {
    self.plan = plan
    input = try InputCollector(plan).collect(plan.inputs)
    files = input.files
    inputs = Self.inputs(files)
    var table: MetadataTable?
    if let path = plan.table {
      table = try MetadataTable(path: path, key: plan.key, decoder: TextDecoder(encoding: plan.encoding))
    } else if plan.key != nil {
      throw .keyWithoutTable
    }
    self.table = table
    if let table { join = try MetadataJoin(files, with: table) } else { join = nil }
    let sources = FieldSources(plan, table: table, bringsOthers: files.contains { $0.format != .text })
    fields = sources.fields
    declaredTypes = try sources.types(plan)
    joinNotices = sources.notices + MetadataJoin.notices(of: table, join)
  }

  /// What finding, joining and reading the files has to say; `unread` are those that reading found nothing in.
  public func notices(unread: UnreadFiles = UnreadFiles()) -> [ImportNotice] {
    input.notices(unread) + joinNotices
  }

  /// How many inputs there are.
  public var count: Int { inputs.count }

  /// The size of an input in bytes when it was found.
  public func size(of index: Int) -> Int { inputs[index].reduce(0) { $0 + files[$1].size } }

  /// Reads an input, and passes on its documents.
  ///
  /// A file of a format that holds documents may hold none; if it is the only one, that is an error.
  @discardableResult
  public func read(_ index: Int, into body: (ImportedDocument) throws -> Void) throws -> UnreadFiles {
    var before = 0
    var unread = UnreadFiles()
    let source = ByteSource()
    for number in inputs[index] {
      var file = files[number]
      var hasDocument = false
      var content: [UInt8]?
      if !file.wasLookedAt {
        let bytes = try source.contents(of: file, limit: Self.longestFile)
        switch try look(at: bytes, of: file, source) {
        case .leftOut(let reason):
          unread.leaveOut(SkippedFile(path: file.path, reason: reason, filesBefore: number))
          before += file.size
          continue
        case .read(_, .none, _): content = bytes
        case .read(_, let packing, _): file.packing = packing
        }
      }
      try read(file, content, source) { document in
        hasDocument = true
        var document = document
        complete(&document, of: number)
        document.position += before
        try body(document)
      }
      before += file.size
      if !hasDocument {
        if files.count == 1 { throw ImportError.noDocuments(path: file.path, format: file.format) }
        unread.withoutDocuments.add(file.path)
      }
    }
    return unread
  }

  /// What a file is that was left to its reader, by all that it holds.
  private func look(
    at content: [UInt8], of file: InputFile, _ source: ByteSource
  ) throws(ImportError) -> InputInspector.Finding {
    try InputInspector(plan).inspect(name: file.location.name, origin: .folder, head: content) {
      () throws(ImportError) in
      var packed = file
      packed.packing = .gzip
      return try source.open(packed).head(limit: TextDecoder.headLength)
    }
  }

  /// A file that is not packed is an input of its own; of an archive, members that follow each other are one up to some size,
  /// so that several threads can share a large archive.
  private static func inputs(_ files: [InputFile]) -> [Range<Int>] {
    var inputs: [Range<Int>] = []
    var start = 0
    var size = 0
    for (index, file) in files.enumerated() {
      let next = index + 1 < files.count ? files[index + 1] : nil
      size += file.size
      if case .member = file.packing, let next, case .member = next.packing, next.location == file.location,
        size < 1 << 22, index - start < 4_096
      {
        continue
      }
      inputs.append(start..<index + 1)
      (start, size) = (index + 1, 0)
    }
    return inputs
  }

  /// Reads a file; `content` is all that it holds, where that is known.
  private func read(
    _ file: InputFile, _ content: [UInt8]?, _ source: ByteSource, into body: (ImportedDocument) throws -> Void
  ) throws {
    let decoder = TextDecoder(encoding: plan.encoding, readsDeclaration: file.format.declaresEncoding)
    guard let reader = FormatReaders.reader(for: file.format, plan) else {
      let text = TextReader(heading: plan.heading, keepsHeading: plan.keepsHeading, decoder: decoder)
      var document = text.read(try content ?? source.contents(of: file, limit: Self.longestFile), of: file)
      document.position = file.size
      return try body(document)
    }
    let stream = DecodedStream(try source.open(file), decoder: decoder)
    var names = DocumentNames(of: file)
    func pass(_ document: ReadDocument, _ name: String) throws {
      try body(
        ImportedDocument(
          path: file.path, name: name, bytes: document.text, metadata: document.metadata, language: document.language,
          annotation: document.annotation, regions: document.regions, remarks: document.remarks,
          encoding: stream.encoding,
          replacements: document.replacements + stream.newReplacements(), isEncodingGuessed: stream.isGuessed,
          encodingConfidence: stream.confidence, position: min(source.position ?? 0, file.size)))
    }
    try reader.read(stream, of: file) { document in try names.take(document, pass) }
    try names.finish(pass)
    // What a reader leaves unread may hold an error, or show that the file changed.
    while try stream.next() != nil {}
  }

  /// Adds what the path and the table say of a document; they have the say.
  private func complete(_ document: inout ImportedDocument, of number: Int) {
    let path = plan.path?.match(files[number].components)
    document.fitsPath = plan.path == nil || path != nil
    var known = path ?? []
    if let table, let row = join?.rows[number] { known += table.fields(of: row) }
    let isText = files[number].format == .text
    for field in known {
      guard let place = document.metadata.firstIndex(where: { $0.name == field.name }) else {
        document.metadata.append(field)
        continue
      }
      // Of text it is known before what gives way to what, and said once.
      if !isText, document.metadata[place].value != field.value { document.overruled.append(field.name) }
      document.metadata[place] = field
    }
  }
}
