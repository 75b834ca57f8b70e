import TextProcessing

/// Turns the documents of chunks into parcels: reads, cuts, normalises, interns, hashes, compresses.
///
/// One a thread.
final class ChunkWorker {
  /// How many tokens are cut at once.
  private static let pieceTokens = 4_096
  private let options: LoadOptions
  private let corpus: String
  /// The number of the worker.
  private let number: Int
  /// Gives a parcel that was taken in, to be filled again.
  private let spare: () -> Parcel?
  private let forms: WorkerForms
  private let hasher = ContentHasher()
  private let tokenHashes = GrowingMemory<UInt64>()
  private lazy var annotations = AnnotationIntake(corpus: corpus)
  private var tokenizers: [String: Tokenizer] = [:]
  private var buffer = TokenBuffer()
  private let residue = TextResidue()
  private var parcel: Parcel
  /// About how many tokens a parcel gets at most.
  private let mostTokens: Int
  private var digests = ParagraphDigests()

  /// A worker that is to meet about so many forms; `spare` gives parcels that were taken in.
  init(_ number: Int, _ options: LoadOptions, corpus: String, expectedForms: Int, spare: @escaping () -> Parcel?) {
    self.number = number
    self.spare = spare
    self.options = options
    self.corpus = corpus
    mostTokens = options.parcelTokens + ChunkWorker.pieceTokens
    parcel = Parcel(worker: number, tokens: 0)
    forms = WorkerForms(limit: options.workerForms, expected: expectedForms, parcel)
  }

  /// Works a chunk off; `send` takes each parcel and throws when the load is stopped.
  func run(_ inputs: Range<Int>, of source: any DocumentSource, send: (Parcel) throws -> Void) throws {
    annotations.begin()
    residue.begin()
    begin()
    for index in inputs {
      var failure: (any Error)?
      try source.read(index) { document in
        do {
          try add(document, send)
        } catch {
          failure = error
          throw error
        }
      }
      // A source that keeps the error to itself must not make a document vanish.
      if let failure { throw failure }
    }
    try residue.close()
    try handOver(send)
  }

  private func handOver(_ send: (Parcel) throws -> Void) throws {
    parcel.text = residue.take()
    let full = parcel
    begin()
    try send(full)
  }

  /// Begins a parcel.
  private func begin() {
    parcel = spare() ?? Parcel(worker: number, tokens: mostTokens)
    parcel.reset(for: number)
    forms.begin(parcel)
  }

  private func add(_ document: IncomingDocument, _ send: (Parcel) throws -> Void) throws {
    if document.name.isEmpty { throw StoreError.namelessDocument(corpus: corpus) }
    try AnnotationIntake.check(document)
    var row = DocumentRow(document)
    row.textStart = residue.end
    residue.beginDocument()
    let variant = LowerCasing.variant(of: document.language)
    let portion = Parcel.Portion(tokens: 0, variant: variant)
    forms.setStemmer(Stemmer.code(of: document.language))
    parcel.portions.append(portion)
    hasher.reset()
    forms.isAnnotated = document.annotation != nil
    if let annotation = document.annotation {
      try take(annotation, of: document, &row)
    } else {
      try cut(document, portion, &row, send)
    }
    row.addMetadata(to: hasher)
    row.digest = hasher.finish()
    parcel.portions[parcel.portions.count - 1].row = row
    if parcel.tokens.count >= options.parcelTokens || parcel.portions.count >= 4_096 { try handOver(send) }
  }

  private func cut(
    _ document: IncomingDocument, _ portion: Parcel.Portion, _ row: inout DocumentRow, _ send: (Parcel) throws -> Void
  ) throws {
    let tokenizer = tokenizer(document.language)
    // A document with regions stays in one portion, as one with annotation does.
    var placement = document.regions.isEmpty ? nil : RegionPlacement(document.regions)
    try document.text.withUnsafeBufferPointer { bytes in
      var state = Tokenizer.State()
      var hasMore = true
      while hasMore {
        buffer.removeAll()
        hasMore = tokenizer.next(bytes, &state, limit: ChunkWorker.pieceTokens, into: &buffer)
        try take(bytes, &row)
        placement?.add(starts: buffer.starts)
        if hasMore, placement == nil, parcel.tokens.count >= options.parcelTokens {
          try handOver(send)
          parcel.portions.append(portion)
        }
      }
      try endDocument(bytes)
    }
    if let regions = placement?.finish() {
      parcel.portions[parcel.portions.count - 1].annotation = annotations.take(regions)
    }
  }

  /// Takes the tokens that a document brings, whole.
  private func take(
    _ annotation: AnnotatedTokens, of document: IncomingDocument, _ row: inout DocumentRow
  ) throws {
    buffer = annotation.tokens
    try document.text.withUnsafeBufferPointer { bytes in
      try take(bytes, &row)
      try endDocument(bytes)
    }
    buffer.removeAll()
    let batch = parcel.values ?? FormBatch()
    parcel.values = batch
    parcel.portions[parcel.portions.count - 1].annotation = annotations.take(annotation, newValues: batch)
  }

  private func endDocument(_ text: UnsafeBufferPointer<UInt8>) throws {
    digests.endDocument(text, to: parcel.paragraphs)
    if options.keepText { try residue.endDocument(text) }
  }

  private func tokenizer(_ language: String) -> Tokenizer {
    if let kept = tokenizers[language] { return kept }
    let made = options.tokenizer(language)
    // Codes come from outside; nobody has many, and nobody shall fill the memory with them.
    if tokenizers.count < 256 { tokenizers[language] = made }
    return made
  }

  /// Takes the tokens in the buffer into the parcel, the document's counts and its digest.
  private func take(_ text: UnsafeBufferPointer<UInt8>, _ row: inout DocumentRow) throws {
    let count = buffer.count
    guard count > 0 else { return }
    parcel.tokens.makeRoom(count)
    parcel.marks.makeRoom(count)
    tokenHashes.removeAll()
    tokenHashes.makeRoom(count)
    // Pointers in locals: members of classes are checked at every access.
    let numbers = parcel.tokens.base + parcel.tokens.count
    let marks = parcel.marks.base + parcel.marks.count
    let hashes = tokenHashes.base
    let pieces = buffer
    row.words += forms.take(pieces, of: text, numbers, hashes)
    pieces.spaceAfter.withUnsafeBufferPointer { spaces in
      for index in 0..<count { marks[index] = spaces[index] ? Parcel.Mark.space : 0 }
    }
    if options.keepText { try residue.add(pieces, irregular: forms.irregular.base, of: text) }
    digests.add(pieces, hashes: hashes, of: text, to: parcel.paragraphs)
    for start in pieces.sentenceStarts { marks[start] |= Parcel.Mark.sentence }
    for start in pieces.paragraphStarts { marks[start] |= Parcel.Mark.paragraph }
    if row.tokens == 0 { marks[0] |= Parcel.Mark.sentence | Parcel.Mark.paragraph }
    // The first token of a document starts both, said or not.
    let isFirst = row.tokens == 0
    row.sentences += pieces.sentenceStarts.count + (isFirst && pieces.sentenceStarts.first != 0 ? 1 : 0)
    row.paragraphs += pieces.paragraphStarts.count + (isFirst && pieces.paragraphStarts.first != 0 ? 1 : 0)
    ContentHasher.mix(marks, into: hashes, count: count)
    hasher.add(UnsafeRawBufferPointer(start: hashes, count: count * 8))
    parcel.tokens.advance(count)
    parcel.marks.advance(count)
    row.tokens += count
    parcel.portions[parcel.portions.count - 1].tokens += count
  }
}
