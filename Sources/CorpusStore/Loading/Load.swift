import AnalyzerKit
import Database

/// One load inside its transaction: takes parcels in order and writes vocabulary, segments, documents and text.
final class Load {
  /// About how many bytes a paragraph has.
  private static let bytesPerParagraph = 256
  private static let mostExpectedForms = 1 << 21

  private let connection: Connection
  private let options: LoadOptions
  private let name: String
  private let row: LoadTarget
  private let vocabulary: LoadVocabulary
  private let documents: DocumentWriter
  private let pipeline: LoadPipeline
  private let output: SegmentOutput
  private let assembler: SegmentAssembler
  /// By worker: the id of each of its forms.
  private let maps: [GrowingMemory<UInt32>]
  private let stems = LoadStems()
  private let hasher = ContentHasher()
  private var seen: FormSet
  /// How many forms `seen` is about.
  private var seenForms: Int
  private var variants: Set<String>
  private var versions: [String: String]
  /// The languages whose tokeniser is known to be the right one.
  private var checked: Set<String> = []
  private var fingerprint: ContentHash
  private var textBase: Int
  private var annotation: AnnotationLedger
  private var summary = LoadSummary()
  private var paragraphs: ParagraphTally
  private var isDocumentOpen = false
  /// Whether what is written goes into the file at once, not into the log; and how many tokens went there since it was settled.
  private let isDirect: Bool
  private var unsettled = 0

  /// Prepares a load; `isDirect` says that the transaction has no log.
  init(
    _ connection: Connection, _ name: String, _ mode: LoadMode, _ source: any DocumentSource, _ options: LoadOptions,
    isDirect: Bool = false
  ) throws {
    self.connection = connection
    self.isDirect = isDirect
    self.name = name
    let row = try LoadTarget(connection, name, mode, keepsText: options.keepText)
    var options = options
    // A corpus keeps the text of all its documents or of none.
    options.keepText = row.keepsText
    self.options = options
    pipeline = LoadPipeline(source, options, corpus: name)
    let vocabulary = try LoadVocabulary(connection, expected: min(pipeline.expectedForms, Load.mostExpectedForms))
    paragraphs = ParagraphTally(expected: pipeline.totalBytes / Load.bytesPerParagraph)
    self.row = row
    self.vocabulary = vocabulary
    documents = try DocumentWriter(
      connection, corpus: row.id, name: name, count: row.documents, declared: options.types,
      order: options.fieldOrder)
    maps = (0..<pipeline.workers).map { _ in GrowingMemory() }
    let writer = SegmentWriter(connection, corpus: row.id, segments: row.segments)
    let output = SegmentOutput(writer, vocabulary, pipeline.encoding)
    self.output = output
    let assembler = SegmentAssembler(limit: options.segmentTokens, firstDocument: row.documents) { try output.take($0) }
    output.written = { [weak assembler] in assembler?.reuse($0) }
    self.assembler = assembler
    seen = row.seen
    seenForms = row.forms
    variants = row.variants
    versions = row.versions
    fingerprint = row.fingerprint
    textBase = row.textBytes
    annotation = row.annotation
  }

  /// Takes everything in.
  func run(_ progress: (LoadProgress) -> Bool) throws -> LoadSummary {
    var state = LoadProgress()
    state.totalBytes = pipeline.totalBytes
    func report() throws {
      state.documents = summary.documents
      state.tokens = summary.tokens
      if !progress(state) { throw StoreError.cancelled }
    }
    defer { pipeline.stop() }
    try pipeline.start()
    for chunk in pipeline.chunks.indices {
      var localValues: [UInt32] = []
      var chunkText = 0
      while let parcel = try pipeline.next(of: chunk, idle: report) {
        try take(parcel, &localValues, &chunkText)
        try settle(parcel.tokens.count)
        pipeline.giveBack(parcel)
        try report()
      }
      textBase += chunkText
      state.bytes += pipeline.size(of: pipeline.chunks[chunk])
      try report()
    }
    return try finish()
  }

  /// Settles what was written, now and then: while this waits for the disk, the other threads work.
  private func settle(_ tokens: Int) throws {
    unsettled += tokens
    guard isDirect, unsettled >= options.settledTokens else { return }
    unsettled = 0
    try connection.settle()
  }

  private func take(_ parcel: Parcel, _ localValues: inout [UInt32], _ chunkText: inout Int) throws {
    let map = maps[parcel.worker]
    if parcel.startsNumbers { map.removeAll() }
    let known = map.count
    try vocabulary.expect(parcel.forms.count + (parcel.values?.count ?? 0))
    try parcel.forms.forEach(approach: vocabulary.approach) { form, hash, flags, lower in
      map.append(try vocabulary.intern(form, hash: hash, flags: flags, lower: lower))
    }
    try parcel.values?.forEach { form, hash, flags, lower in
      localValues.append(try vocabulary.intern(form, hash: hash, flags: flags, lower: lower))
    }
    seenForms = max(seenForms, vocabulary.count)
    seen.insert(map.buffer(known..<map.count))
    for (language, numbers) in parcel.stemmed.sorted(by: { $0.key < $1.key }) {
      stems.mark(numbers.buffer.lazy.map { map.base[Int($0)] }, language: language, of: vocabulary.count)
    }
    paragraphs.add(parcel.paragraphs)
    for block in parcel.text {
      let blob = try BlobWriting(connection: connection).write(block.packed)
      try connection.run(
        "INSERT INTO text_block(corpus, start, bytes, blob) VALUES(?, ?, ?, ?)",
        [.integer(row.id), .integer(textBase + block.start), .integer(block.bytes), .integer(blob)])
      chunkText = max(chunkText, block.start + block.bytes)
    }
    var place = 0
    for portion in parcel.portions {
      if !isDocumentOpen {
        assembler.beginDocument(variant: portion.variant)
        variants.insert(portion.variant)
        isDocumentOpen = true
      }
      if let said = portion.annotation { annotate(said, localValues) }
      try assembler.append(
        parcel.tokens.buffer(place..<place + portion.tokens), forms: map, marks: parcel.marks.base + place)
      place += portion.tokens
      if let row = portion.row {
        if let said = portion.annotation { annotation.add(said, document: documents.count, hasher) }
        try add(row)
        try assembler.endDocument()
        isDocumentOpen = false
      }
    }
  }

  /// Gives the assembler what is said of the tokens that come next.
  private func annotate(_ said: PortionAnnotation, _ localValues: [UInt32]) {
    assembler.annotate(
      said.columns.map { column in
        (name: column.name, values: column.values.map { $0 == 0 ? 0 : localValues[Int($0) - 1] + 1 })
      },
      said.regions.map { region in
        SegmentRegion(
          document: 0, start: region.tokens.lowerBound, count: region.tokens.count, name: region.name,
          attributes: region.attributes)
      })
  }

  private func add(_ document: DocumentRow) throws {
    try check(document)
    try documents.write(document, textBase: textBase)
    fingerprint = fingerprint.followed(by: document.digest, hasher)
    summary.documents += 1
    summary.tokens += document.tokens
    summary.words += document.words
    summary.sentences += document.sentences
    summary.textBytes += document.textBytes
    summary.replacements += document.replacements
    summary.documentsWithReplacements += document.replacements > 0 ? 1 : 0
    summary.languages[document.language, default: 0] += 1
  }

  /// The tokeniser must be the one that cut what is there of this language.
  private func check(_ document: DocumentRow) throws {
    let language = document.language
    if document.isAnnotated {
      versions[LoadTarget.annotatedKey] = "1"
      return
    }
    guard checked.insert(language).inserted else { return }
    let present = options.tokenizer(language).version
    if let found = versions[language], found != present {
      throw StoreError.otherTokeniser(corpus: name, found: found, present: present)
    }
    versions[language] = present
  }

  private func finish() throws -> LoadSummary {
    try assembler.finish()
    try output.finish()
    // What the threads hold is needed no more.
    pipeline.stop()
    try stems.write(vocabulary, connection, threads: options.threads)
    try vocabulary.write(connection)
    summary.changes = try documents.finish()
    guard annotation.layers.count <= AnnotationName.mostLayers else {
      throw StoreError.tooManyLayers(corpus: name, limit: AnnotationName.mostLayers)
    }
    try annotation.write(row.id, connection)
    summary.segments = output.segments - row.segments
    summary.recurring = paragraphs.recurring(inDocuments: summary.documents)
    summary.forms = seen.count
    try row.write(
      LoadTarget.State(
        summary: summary, seen: seen, forms: seenForms, variants: variants, versions: versions,
        fingerprint: fingerprint, documents: documents.count, textBytes: row.textBytes + summary.textBytes))
    return summary
  }
}
