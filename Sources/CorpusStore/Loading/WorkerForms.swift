import CMemory
import TextProcessing

/// Numbers the forms that a worker meets, and works each out once: its hash, kind and lower case.
///
/// A worker keeps the forms that it has met from chunk to chunk; it forgets them when they are many, as memory must not grow with
/// the corpus on every thread.
final class WorkerForms {
  /// How many tokens are looked up at once: the waits for what lies far away overlap.
  private static let batchTokens = 512
  /// How many are asked for in the cache before the first of them is looked at.
  private static let approached = 128

  /// What is known of a form by its number.
  private struct Facts: BitwiseCopyable {
    let hash: UInt64
    /// Bit 0: whether it is counted; the others: the stemmers of the documents that it was met in.
    var bits: UInt64
  }

  /// The stemmer of the document that is being read: its number, from 1, or 0 when it has none; and its bit in `Facts`.
  private var stemmer: (number: UInt16, bit: UInt64) = (0, 0)
  private var stemmerCode: String?
  private var stemmers: [String: UInt16] = [:]
  /// Where the parcel keeps the numbers of forms that were met for the first time in documents with that stemmer.
  private var stemmed = GrowingMemory<UInt32>()

  /// About how many forms are kept in mind.
  private let limit: Int
  private let vocabulary: ChunkVocabulary
  private let cache = FormCache()
  /// By one more than the number of a form.
  private let facts = GrowingMemory<Facts>(capacity: 1 << 14)
  /// The tokens of a batch that are not in the cache, and the key and the candidate of each.
  private let missing = UnsafeMutablePointer<Int>.allocate(capacity: batchTokens)
  private let keys = UnsafeMutablePointer<ChunkVocabulary.Key>.allocate(capacity: batchTokens)
  private let candidates = UnsafeMutablePointer<ChunkVocabulary.Candidate>.allocate(capacity: batchTokens)
  /// The keys of tokens that were asked for in the cache.
  private let nearKeys = UnsafeMutablePointer<FormCache.Key>.allocate(capacity: approached)
  private let lowerCasing = LowerCasing(language: "und")
  /// Where new forms go.
  private var parcel: Parcel
  /// For each token that was taken last: 1 if its form is not its bytes in the text, else 0.
  let irregular = GrowingMemory<UInt8>()
  /// Whether the document that is being read brought its tokens.
  var isAnnotated = false

  /// Keeps about `limit` forms in mind, with room for as many as are expected from the start.
  init(limit: Int, expected: Int = 0, _ parcel: Parcel) {
    self.limit = limit
    vocabulary = ChunkVocabulary(expected: min(limit, expected))
    self.parcel = parcel
    beginFacts()
  }

  /// Has something to read where nothing is found.
  private func beginFacts() { facts.append(Facts(hash: 0, bits: 0)) }

  deinit {
    missing.deallocate()
    keys.deallocate()
    candidates.deallocate()
    nearKeys.deallocate()
  }

  /// Begins a parcel.
  func begin(_ parcel: Parcel) {
    self.parcel = parcel
    if let stemmerCode { stemmed = parcel.numbers(stemmedBy: stemmerCode) }
    if vocabulary.count >= limit || vocabulary.byteCount >= limit * 64 {
      vocabulary.removeAll()
      cache.removeAll()
      facts.removeAll()
      beginFacts()
    }
    parcel.startsNumbers = vocabulary.count == 0
  }

  /// Tells the stemmer of the documents that follow.
  func setStemmer(_ code: String?) {
    stemmerCode = code
    guard let code else { return stemmer = (0, 0) }
    stemmed = parcel.numbers(stemmedBy: code)
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
    let (entries, masks, missing, stemmer) = (cache.entries, cache.masks, missing, stemmer.number)
    let nearKeys = nearKeys
    let batch = parcel.forms
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
          var misses = 0
          var next = first
          while next < end {
            let part = next..<min(next &+ WorkerForms.approached, end)
            for token in part {
              let key = WorkerForms.nearKey(base, starts[token], ends[token], lastWhole, masks)
              FormCache.approach(key, entries)
              nearKeys[token &- next] = key
            }
            for token in part {
              let (entry, isMissed) = FormCache.look(nearKeys[token &- next], stemmer, entries)
              numbers[token] = entry.pointee.number
              hashes[token] = entry.pointee.hash
              let bits = entry.pointee.bits
              words &+= Int(bits & FormCache.wordBit) & (isMissed &- 1)
              irregular[token] = bits &>> 1
              missing[misses] = token
              misses &+= isMissed
            }
            next = part.upperBound
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
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ lastWhole: Int, _ masks: UnsafePointer<FormCache.Mask>
  ) -> FormCache.Key {
    let length = end &- start
    let canBeNear = length <= FormCache.mostBytes && start <= lastWhole
    return canBeNear ? FormCache.Key(base + start, length, masks) : FormCache.Key.none
  }

  /// Looks up the tokens that were missed, in their order; returns how many are words.
  @inline(never)
  private func find(
    _ count: Int, _ pieces: TokenBuffer, _ text: UnsafeBufferPointer<UInt8>, _ batch: FormBatch,
    _ numbers: UnsafeMutablePointer<UInt32>, _ hashes: UnsafeMutablePointer<UInt64>
  ) -> Int {
    guard count > 0, let base = text.baseAddress else { return 0 }
    var probe = vocabulary.probe
    var facts = facts.base
    let (entries, masks, missing, keys, candidates) = (cache.entries, cache.masks, missing, keys, candidates)
    let (stemmer, stemmed, irregular) = (stemmer, stemmed, irregular.base)
    let lastWhole = text.count &- FormCache.mostBytes
    var words = 0
    for index in 0..<count {
      let token = missing[index]
      let start = pieces.starts[token]
      keys[index] = ChunkVocabulary.key(base + start, pieces.ends[token] &- start, readable: text.count &- start)
      probe.approach(keys[index])
    }
    // Step by step, so that as many waits as possible overlap.
    for index in 0..<count {
      candidates[index] = probe.candidate(keys[index])
      lect_prefetch(facts + candidates[index].place)
    }
    for index in 0..<count { probe.approachBytes(candidates[index]) }
    for index in 0..<count {
      let (token, key) = (missing[index], keys[index])
      let start = pieces.starts[token]
      let number: UInt32
      var isIrregular = false
      if let known = probe.find(key, base + start, candidates[index]) {
        number = known
      } else {
        (number, isIrregular) = newForm(key, base + start, pieces.kinds[token], batch)
        probe = vocabulary.probe
        facts = self.facts.base
      }
      let fact = facts[Int(number) &+ 1]
      if fact.bits & stemmer.bit != stemmer.bit {
        facts[Int(number) &+ 1].bits |= stemmer.bit
        stemmed.append(number)
      }
      numbers[token] = number
      hashes[token] = fact.hash
      words &+= Int(truncatingIfNeeded: fact.bits & 1)
      irregular[token] = isIrregular ? 1 : 0
      FormCache.put(
        WorkerForms.nearKey(base, start, pieces.ends[token], lastWhole, masks), stemmer.number, entries,
        number: number, hash: fact.hash, isWord: fact.bits & 1 != 0, isIrregular: isIrregular)
    }
    return words
  }

  /// A form that the worker does not know as it stands: it may be new, or another spelling of a known one, which is irregular.
  @inline(never)
  private func newForm(
    _ key: ChunkVocabulary.Key, _ start: UnsafePointer<UInt8>, _ kind: TokenKind, _ batch: FormBatch
  ) -> (number: UInt32, isIrregular: Bool) {
    let raw = UnsafeBufferPointer(start: start, count: key.length)
    if FormNormalizer.isNormal(raw) { return (add(raw, key, kind, batch), false) }
    return FormNormalizer.normalize(raw).withUnsafeBufferPointer { form in
      // Nothing is left of a lone soft hyphen; it stays what it is, as does a mark that no letter is composed with.
      guard let base = form.baseAddress, form.count > 0, !form.elementsEqual(raw) else {
        return (add(raw, key, kind, batch), false)
      }
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
    if let length = lowerCasing.lowerASCII(form, into: batch.room(forLower: form.count)) {
      batch.append(form, hash: hash, flags: flags, lowerBytes: length)
    } else {
      (lowerCasing.lower(form) ?? []).withUnsafeBufferPointer {
        batch.append(form, hash: hash, flags: flags, lower: $0)
      }
    }
    guard let start = form.baseAddress else { return 0 }
    facts.append(Facts(hash: hash, bits: flags & FormFlags.countedBit == 0 ? 0 : 1))
    return vocabulary.add(key, start)
  }
}
