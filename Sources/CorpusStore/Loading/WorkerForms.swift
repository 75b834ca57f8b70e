import TextProcessing

/// Numbers the forms that a worker meets, and works each out once: its hash, kind and lower case.
///
/// A worker keeps the forms that it has met from chunk to chunk; it forgets them when they are many, as memory must not grow with
/// the corpus on every thread.
final class WorkerForms {
  /// How many tokens are looked up at once: the waits for what lies far away overlap.
  private static let batchTokens = 64

  /// What is known of a form by its number.
  private struct Facts: BitwiseCopyable {
    let hash: UInt64
    /// Bit 0: whether it is counted; the others: the stemmers of the documents that it was met in.
    var bits: UInt64
  }

  /// A token whose form is not in the cache.
  private struct Missed {
    let token: Int
    let key: ChunkVocabulary.Key
    let near: FormCache.Key
  }

  /// The stemmer of the document that is being read: its number, from 1, or 0 when it has none; and its bit in `Facts`.
  private var stemmer: (number: UInt16, bit: UInt64) = (0, 0)
  private var stemmerCode = ""
  private var stemmers: [String: UInt16] = [:]
  /// Where the parcel keeps the numbers of forms for that stemmer, once it has any.
  private var stemmedNumbers: GrowingMemory<UInt32>?

  /// About how many forms are kept in mind.
  private let limit: Int
  private let vocabulary = ChunkVocabulary()
  private let cache = FormCache()
  private let facts = GrowingMemory<Facts>(capacity: 1 << 14)
  /// Where the forms of a batch are in the cache.
  private let places = UnsafeMutablePointer<Int32>.allocate(capacity: batchTokens)
  private let missed = UnsafeMutablePointer<Missed>.allocate(capacity: batchTokens)
  private let homes = UnsafeMutablePointer<ChunkVocabulary.Home>.allocate(capacity: batchTokens)
  private let lowerCasing = LowerCasing(language: "und")
  /// The lower case of the form that is being added.
  @exclusivity(unchecked) private var lower: [UInt8] = []
  /// Where new forms go.
  private var parcel: Parcel
  /// For each token that was taken last: 1 if its form is not its bytes in the text, else 0.
  let irregular = GrowingMemory<UInt8>()
  /// Whether the document that is being read brought its tokens.
  var isAnnotated = false

  init(limit: Int, _ parcel: Parcel) {
    self.limit = limit
    self.parcel = parcel
  }

  deinit {
    places.deallocate()
    missed.deallocate()
    homes.deallocate()
  }

  /// Begins a parcel.
  func begin(_ parcel: Parcel) {
    self.parcel = parcel
    stemmedNumbers = nil
    if vocabulary.count >= limit || vocabulary.byteCount >= limit * 64 {
      vocabulary.removeAll()
      cache.removeAll()
      facts.removeAll()
    }
    parcel.startsNumbers = vocabulary.count == 0
  }

  /// Tells the stemmer of the documents that follow.
  func setStemmer(_ code: String?) {
    stemmedNumbers = nil
    stemmerCode = code ?? ""
    guard let code else { return stemmer = (0, 0) }
    // There are about thirty.
    let number = stemmers[code] ?? UInt16(1 + min(stemmers.count, 62))
    stemmers[code] = number
    stemmer = (number, 1 << UInt64(number))
  }

  /// Gives every token the number of its form, and the form's hash; returns how many of the tokens are words.
  ///
  /// The text is what the tokens' offsets count in.
  func take(
    _ pieces: TokenBuffer, of text: UnsafeBufferPointer<UInt8>, _ numbers: UnsafeMutablePointer<UInt32>,
    _ hashes: UnsafeMutablePointer<UInt64>
  ) -> Int {
    guard let base = text.baseAddress else { return 0 }
    // Pointers in locals: members of classes are checked at every access.
    let (entries, places, missed, stemmer, batch) = (cache.entries, places, missed, stemmer.number, parcel.forms)
    let lastWhole = text.count &- FormCache.mostBytes
    irregular.removeAll()
    irregular.makeRoom(pieces.count)
    let irregular = irregular.base
    var words = 0
    pieces.starts.withUnsafeBufferPointer { starts in
      pieces.ends.withUnsafeBufferPointer { ends in
        var first = 0
        while first < starts.count {
          let end = min(first &+ WorkerForms.batchTokens, starts.count)
          for token in first..<end {
            let key = WorkerForms.nearKey(base, starts[token], ends[token], lastWhole)
            places[token &- first] = FormCache.place(of: key, stemmer, entries)
          }
          var misses = 0
          for token in first..<end {
            let place = Int(places[token &- first])
            if place >= 0 {
              let entry = entries + place
              numbers[token] = entry.pointee.number
              hashes[token] = entry.pointee.hash
              words &+= Int(entry.pointee.bits & FormCache.wordBit)
              irregular[token] = entry.pointee.bits &>> 1
              continue
            }
            let start = starts[token]
            let far = ChunkVocabulary.key(base + start, ends[token] &- start, readable: text.count &- start)
            missed[misses] = Missed(
              token: token, key: far, near: WorkerForms.nearKey(base, start, ends[token], lastWhole))
            misses &+= 1
          }
          words &+= find(misses, pieces, text, batch, numbers, hashes)
          first = end
        }
      }
    }
    return words
  }

  /// The key by which a token may be in the cache: that of none for what cannot be.
  @inline(__always)
  private static func nearKey(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ lastWhole: Int
  ) -> FormCache.Key {
    let length = end &- start
    let canBeNear = UInt(bitPattern: length &- 1) < UInt(FormCache.mostBytes) && start <= lastWhole
    return canBeNear ? FormCache.Key(base + start, length) : FormCache.Key.none
  }

  /// Looks up the tokens that were missed, in their order; returns how many are words.
  @inline(never)
  private func find(
    _ count: Int, _ pieces: TokenBuffer, _ text: UnsafeBufferPointer<UInt8>, _ batch: FormBatch,
    _ numbers: UnsafeMutablePointer<UInt32>, _ hashes: UnsafeMutablePointer<UInt64>
  ) -> Int {
    guard let base = text.baseAddress else { return 0 }
    var probe = vocabulary.probe
    var facts = facts.base
    let (entries, missed, homes, stemmer, irregular) = (cache.entries, missed, homes, stemmer, irregular.base)
    var words = 0
    // Nothing but this, so that as many waits as possible overlap.
    for index in 0..<count { homes[index] = probe.home(missed[index].key) }
    for index in 0..<count {
      let (token, key) = (missed[index].token, missed[index].key)
      let start = base + pieces.starts[token]
      let number: UInt32
      var isIrregular = false
      if let known = probe.find(key, start, at: homes[index]) {
        number = known
      } else {
        (number, isIrregular) = newForm(key, start, pieces.kinds[token], batch)
        probe = vocabulary.probe
        facts = self.facts.base
      }
      let fact = facts[Int(number)]
      if fact.bits & stemmer.bit != stemmer.bit {
        facts[Int(number)].bits |= stemmer.bit
        noteStemmed(number)
      }
      numbers[token] = number
      hashes[token] = fact.hash
      words &+= Int(truncatingIfNeeded: fact.bits & 1)
      irregular[token] = isIrregular ? 1 : 0
      FormCache.put(
        missed[index].near, stemmer.number, entries, number: number, hash: fact.hash, isWord: fact.bits & 1 != 0,
        isIrregular: isIrregular)
    }
    return words
  }

  /// Tells that a form occurs in documents of the stemmer's language.
  @inline(never)
  private func noteStemmed(_ number: UInt32) {
    let numbers = stemmedNumbers ?? parcel.stemmed[stemmerCode] ?? GrowingMemory<UInt32>()
    if stemmedNumbers == nil {
      stemmedNumbers = numbers
      parcel.stemmed[stemmerCode] = numbers
    }
    numbers.append(number)
  }

  /// A form that the worker does not know as it stands: it may be new, or another spelling of a known one, which is irregular.
  @inline(never)
  private func newForm(
    _ key: ChunkVocabulary.Key, _ start: UnsafePointer<UInt8>, _ kind: TokenKind, _ batch: FormBatch
  ) -> (number: UInt32, isIrregular: Bool) {
    let raw = UnsafeBufferPointer(start: start, count: key.length)
    if FormNormalizer.isNormal(raw) { return (add(raw, key, kind, batch), false) }
    return FormNormalizer.normalize(raw).withUnsafeBufferPointer { form in
      // Nothing is left of a lone soft hyphen; it stays what it is.
      guard let base = form.baseAddress, form.count > 0 else { return (add(raw, key, kind, batch), false) }
      let normal = ChunkVocabulary.key(base, form.count, readable: form.count)
      return (vocabulary.find(normal, base) ?? add(form, normal, kind, batch), true)
    }
  }

  private func add(
    _ form: UnsafeBufferPointer<UInt8>, _ key: ChunkVocabulary.Key, _ kind: TokenKind, _ batch: FormBatch
  ) -> UInt32 {
    let hash = Hashing.form(form)
    // A reader's kinds are not trusted: a form has one kind, whoever brings it.
    let kind = isAnnotated ? TokenKind.of(form) : kind
    let flags = FormFlags(kind: kind, isCounted: TokenKind.isCounted(form)).rawValue
    let isLower = !lowerCasing.lower(form, into: &lower)
    batch.append(form, hash: hash, flags: flags, lower: isLower ? nil : lower)
    guard let start = form.baseAddress else { return 0 }
    facts.append(Facts(hash: hash, bits: flags & FormFlags.countedBit == 0 ? 0 : 1))
    return vocabulary.add(key, start)
  }
}
