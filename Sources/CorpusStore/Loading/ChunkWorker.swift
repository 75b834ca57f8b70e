import TextProcessing

/// Turns the documents of chunks into parcels: reads, cuts, normalises, interns, hashes, compresses.
///
/// One a thread.
final class ChunkWorker {
  /// How many tokens are cut at once.
  private static let pieceTokens = 4_096
  /// How many tokens are looked up at once.
  private static let batchTokens = 64

  /// What is known of a form by its number: what every token needs of it, side by side.
  private struct Facts: BitwiseCopyable {
    let hash: UInt64
    /// Bit 0: whether it is counted; the others: the stemmers of the documents that it was met in.
    var bits: UInt64
  }

  /// The stemmer of the document that is being read, and its bit in `Facts`; 0 when it has none.
  private var stemmer: (code: String, bit: UInt64) = ("", 0)
  private var stemmerBits: [String: UInt64] = [:]
  /// Where the parcel keeps the numbers of forms for that stemmer, once it has any.
  private var stemmedNumbers: GrowingMemory<UInt32>?

  private let options: LoadOptions
  private let corpus: String
  /// The number of the worker.
  private let number: Int
  /// Gives a parcel that was taken in, to be filled again.
  private let spare: () -> Parcel?
  /// The forms that the worker has met since it last forgot them.
  private let vocabulary = ChunkVocabulary()
  private let facts = GrowingMemory<Facts>(capacity: 1 << 14)
  private let keys = UnsafeMutablePointer<ChunkVocabulary.Key>.allocate(capacity: batchTokens)
  private let homes = UnsafeMutablePointer<ChunkVocabulary.Home>.allocate(capacity: batchTokens)
  private let hasher = ContentHasher()
  private let tokenHashes = GrowingMemory<UInt64>()
  private let lowerCasing = LowerCasing(language: "und")
  private lazy var annotations = AnnotationIntake(corpus: corpus)
  /// Whether the document that is being read brought its tokens.
  private var isAnnotated = false
  private var tokenizers: [String: Tokenizer] = [:]
  private var buffer = TokenBuffer()
  private var text = TextBlocks()
  private var parcel: Parcel
  private var digests = ParagraphDigests()

  init(_ number: Int, _ options: LoadOptions, corpus: String, spare: @escaping () -> Parcel?) {
    self.number = number
    self.spare = spare
    self.options = options
    self.corpus = corpus
    parcel = Parcel(worker: number)
  }

  deinit {
    keys.deallocate()
    homes.deallocate()
  }

  /// Works a chunk off; `send` takes each parcel and throws when the load is stopped.
  func run(_ inputs: Range<Int>, of source: any DocumentSource, send: (Parcel) throws -> Void) throws {
    annotations.begin()
    text = TextBlocks()
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
    try text.close()
    try handOver(send)
  }

  private func handOver(_ send: (Parcel) throws -> Void) throws {
    parcel.text = text.take()
    let full = parcel
    begin()
    try send(full)
  }

  /// Begins a parcel.
  ///
  /// A worker keeps the forms that it has met from chunk to chunk, so that most are worked out once a thread; it forgets them when
  /// they are many, as memory must not grow with the corpus on every thread.
  private func begin() {
    parcel = spare() ?? Parcel(worker: number)
    parcel.reset(for: number)
    stemmedNumbers = nil
    if vocabulary.count >= options.workerForms || vocabulary.byteCount >= options.workerForms * 64 {
      vocabulary.removeAll()
      facts.removeAll()
    }
    parcel.startsNumbers = vocabulary.count == 0
  }

  private func add(_ document: IncomingDocument, _ send: (Parcel) throws -> Void) throws {
    if document.name.isEmpty { throw StoreError.namelessDocument(corpus: corpus) }
    try AnnotationIntake.check(document)
    var row = DocumentRow(document)
    row.textStart = text.position
    if options.keepText { try text.add(document.text) }
    let variant = LowerCasing.variant(of: document.language)
    let portion = Parcel.Portion(tokens: 0, variant: variant)
    setStemmer(Stemmer.code(of: document.language))
    parcel.portions.append(portion)
    hasher.reset()
    isAnnotated = document.annotation != nil
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
      digests.endDocument(bytes, to: parcel.paragraphs)
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
      digests.endDocument(bytes, to: parcel.paragraphs)
    }
    buffer.removeAll()
    let batch = parcel.values ?? FormBatch()
    parcel.values = batch
    parcel.portions[parcel.portions.count - 1].annotation = annotations.take(annotation, newValues: batch)
  }

  private func setStemmer(_ code: String?) {
    stemmedNumbers = nil
    guard let code else { return stemmer = ("", 0) }
    // There are about thirty.
    let bit = stemmerBits[code] ?? 2 &<< UInt64(min(stemmerBits.count, 62))
    stemmerBits[code] = bit
    stemmer = (code, bit)
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
    guard count > 0, let base = text.baseAddress else { return }
    parcel.tokens.makeRoom(count)
    parcel.marks.makeRoom(count)
    tokenHashes.removeAll()
    tokenHashes.makeRoom(count)
    // Pointers in locals: members of classes are checked at every access.
    let numbers = parcel.tokens.base + parcel.tokens.count
    let marks = parcel.marks.base + parcel.marks.count
    let hashes = tokenHashes.base
    let pieces = buffer
    intern(pieces, base, text.count, numbers)
    row.words += note(pieces, numbers, marks, hashes)
    digests.add(pieces, hashes: hashes, of: text, to: parcel.paragraphs)
    for start in pieces.sentenceStarts { marks[start] |= Parcel.Mark.sentence }
    for start in pieces.paragraphStarts { marks[start] |= Parcel.Mark.paragraph }
    if row.tokens == 0 { marks[0] |= Parcel.Mark.sentence | Parcel.Mark.paragraph }
    var sentences = 0
    var paragraphs = 0
    for index in 0..<count {
      let mark = marks[index]
      hashes[index] = ContentHasher.token(hashes[index], mark)
      sentences &+= Int(mark >> 1 & 1)
      paragraphs &+= Int(mark >> 2 & 1)
    }
    row.sentences += sentences
    row.paragraphs += paragraphs
    hasher.add(UnsafeRawBufferPointer(start: hashes, count: count * 8))
    parcel.tokens.advance(count)
    parcel.marks.advance(count)
    row.tokens += count
    parcel.portions[parcel.portions.count - 1].tokens += count
  }

  /// Gives every token the number of its form.
  private func intern(
    _ pieces: TokenBuffer, _ base: UnsafePointer<UInt8>, _ textCount: Int, _ numbers: UnsafeMutablePointer<UInt32>
  ) {
    let (keys, homes) = (keys, homes)
    var probe = vocabulary.probe
    pieces.starts.withUnsafeBufferPointer { starts in
      pieces.ends.withUnsafeBufferPointer { ends in
        var first = 0
        while first < starts.count {
          let batch = min(ChunkWorker.batchTokens, starts.count &- first)
          for index in 0..<batch {
            let start = starts[first &+ index]
            let key = ChunkVocabulary.key(base + start, ends[first &+ index] &- start, readable: textCount &- start)
            keys[index] = key
            homes[index] = probe.home(key)
          }
          for index in 0..<batch {
            let start = base + starts[first &+ index]
            if let known = probe.find(keys[index], start, at: homes[index]) {
              numbers[first &+ index] = known
            } else {
              numbers[first &+ index] = newForm(keys[index], start, pieces.kinds[first &+ index])
              probe = vocabulary.probe
            }
          }
          first &+= batch
        }
      }
    }
  }

  /// Writes the hash of each token's form, and whether a space follows; returns how many of the tokens are words.
  private func note(
    _ pieces: TokenBuffer, _ numbers: UnsafePointer<UInt32>, _ marks: UnsafeMutablePointer<UInt8>,
    _ hashes: UnsafeMutablePointer<UInt64>
  ) -> Int {
    let facts = facts.base
    let stemmer = stemmer.bit
    var words: UInt64 = 0
    pieces.spaceAfter.withUnsafeBufferPointer { spaces in
      for index in 0..<spaces.count {
        let fact = facts[Int(numbers[index])]
        hashes[index] = fact.hash
        words &+= fact.bits & 1
        if fact.bits & stemmer != stemmer {
          facts[Int(numbers[index])].bits |= stemmer
          noteStemmed(numbers[index])
        }
        marks[index] = spaces[index] ? Parcel.Mark.space : 0
      }
    }
    return Int(words)
  }

  /// Tells that a form occurs in documents of the stemmer's language.
  @inline(never)
  private func noteStemmed(_ number: UInt32) {
    let numbers = stemmedNumbers ?? parcel.stemmed[stemmer.code] ?? GrowingMemory<UInt32>()
    if stemmedNumbers == nil {
      stemmedNumbers = numbers
      parcel.stemmed[stemmer.code] = numbers
    }
    numbers.append(number)
  }

  /// A form that the worker does not know as it stands: it may be new, or another spelling of a known one.
  @inline(never)
  private func newForm(_ key: ChunkVocabulary.Key, _ start: UnsafePointer<UInt8>, _ kind: TokenKind) -> UInt32 {
    let raw = UnsafeBufferPointer(start: start, count: key.length)
    if FormNormalizer.isNormal(raw) { return add(raw, key, kind) }
    return FormNormalizer.normalize(raw).withUnsafeBufferPointer { form in
      // Nothing is left of a lone soft hyphen; it stays what it is.
      guard let base = form.baseAddress, form.count > 0 else {
        return vocabulary.find(key, start) ?? add(raw, key, kind)
      }
      let normal = ChunkVocabulary.key(base, form.count, readable: form.count)
      return vocabulary.find(normal, base) ?? add(form, normal, kind)
    }
  }

  private func add(_ form: UnsafeBufferPointer<UInt8>, _ key: ChunkVocabulary.Key, _ kind: TokenKind) -> UInt32 {
    let hash = Hashing.form(form)
    // A reader's kinds are not trusted: a form has one kind, whoever brings it.
    let kind = isAnnotated ? TokenKind.of(form) : kind
    let flags = FormFlags(kind: kind, isCounted: TokenKind.isCounted(form)).rawValue
    parcel.forms.append(form, hash: hash, flags: flags, lower: lowerCasing.lower(form))
    guard let start = form.baseAddress else { return 0 }
    facts.append(Facts(hash: hash, bits: flags & FormFlags.countedBit == 0 ? 0 : 1))
    return vocabulary.add(key, start, hash: hash, flags: flags)
  }
}
