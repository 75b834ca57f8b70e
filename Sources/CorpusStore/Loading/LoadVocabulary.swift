import AnalyzerKit
import CMemory
import Database
import TextProcessing

/// The vocabulary of a store while a load adds to it: the forms of before with their ids, then the new ones.
final class LoadVocabulary {
  /// The forms of before, which are looked up where they are stored.
  let stored: Vocabulary
  let existing: Int
  /// Whether all that looking up needs was read.
  private var isRead = false
  private static let fewForms = 64
  /// Where a load has more than one in so many forms, hashes are in large pages: of small ones it would touch a good part.
  private static let formsOfPage = 256
  /// About how many bytes a form has.
  private static let formBytes = 10
  /// The new forms, and those of before that were met.
  private let index: FormIndex
  /// The bytes of the new forms, and where each begins.
  private let bytes: GrowingMemory<UInt8>
  private let starts: GrowingMemory<UInt32>
  /// XXH3 of each form; of those of before only if they were met, or all are wanted.
  let hashes = BlockMemory<UInt64>()
  let flags = BlockMemory<UInt8>()
  let lowers = BlockMemory<UInt32>()
  /// By casing variant other than the common one: the lower case of forms that may have another than the common one, as far as it was
  /// asked for.
  var variants: [String: [UInt32: UInt32]] = [:]
  /// Below which form all have been asked for, or are in the store, by variant.
  var completed: [String: Int] = [:]
  private var casings: [String: LowerCasing] = [:]
  var changedFlags: Set<Int> = []

  /// Reads what must be at hand of the forms that there are; `hashed` makes the hashes of all of them, else they are those of forms
  /// that are met.
  ///
  /// There is room for as many new ones as are `expected` from the start.
  init(_ connection: Connection, hashed: Bool = false, expected: Int = 0) throws {
    index = FormIndex(expected: expected)
    bytes = GrowingMemory(capacity: max(1 << 16, expected * LoadVocabulary.formBytes))
    starts = GrowingMemory(capacity: max(1 << 12, expected))
    stored = try Vocabulary(connection)
    existing = stored.count
    guard existing > 0 else { return }
    try readStored(connection)
    if hashed {
      try stored.forEach { _, form, _ in
        guard !form.isEmpty else {
          throw StoreError.damaged(path: connection.path, what: "the vocabulary has an empty form")
        }
        hashes.append(Hashing.form(form))
      }
    } else {
      // Those of forms that are met are written, and forms are met all over the vocabulary.
      hashes.appendZeros(existing, large: expected > existing / LoadVocabulary.formsOfPage)
    }
    try connection.forEachRow(
      "SELECT DISTINCT variant FROM vocabulary_map WHERE layer = 'lower' AND variant <> 'und'"
    ) { row in
      variants[row.text(0)] = [:]
      completed[row.text(0)] = existing
    }
  }

  /// Reads the flags and the common lower case of the forms that there are.
  private func readStored(_ connection: Connection) throws {
    for run in stored.runs {
      let blob = try run.flags().handedOver()
      flags.append(blob.start, count: run.forms, keeper: blob)
      let map = try connection.integer(
        "SELECT map FROM vocabulary_map WHERE layer = 'lower' AND variant = 'und' AND run = ?", [.integer(run.id)])
      guard let map else {
        throw StoreError.damaged(path: connection.path, what: "vocabulary run \(run.id) has no lower case")
      }
      let numbers = try CheckedBlob(map, connection)
      let memory = try numbers.handedOver()
      let lower = UnsafeMutableRawBufferPointer(start: memory.start, count: numbers.count).bindMemory(to: UInt32.self)
      let largest = lower.reduce(0) { max($0, UInt32(littleEndian: $1)) }
      guard let start = lower.baseAddress, numbers.count == run.forms * 4, Int(largest) < existing else {
        throw StoreError.damaged(path: connection.path, what: "layer lower of vocabulary run \(run.id) is not a map")
      }
      lowers.append(start, count: run.forms, keeper: memory)
    }
  }

  /// How many forms there are now.
  var count: Int { hashes.count }

  /// What the encoding of segments needs, as it is now.
  var view: VocabularyView { VocabularyView(hashes: hashes.view, lowers: lowers.view, flags: flags.view) }

  /// Whether the form is a word, rather than a number, an address or a mark.
  func isWord(_ form: UInt32) -> Bool { FormFlags(rawValue: flags[Int(form)]).kind == .word }

  /// The bytes of a form; they stay where they are until the next form is added.
  func form(_ form: UInt32) throws -> UnsafeBufferPointer<UInt8> {
    let place = Int(form) - existing
    guard place >= 0 else { return try stored.bytes(of: FormID(rawValue: form)) }
    return newBytes(place..<place + 1)
  }

  /// The bytes of some of the new forms, counted from the first of them.
  func newBytes(_ places: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    let end = places.upperBound < starts.count ? Int(starts.base[places.upperBound]) : bytes.count
    return bytes.buffer(places.isEmpty ? end..<end : Int(starts.base[places.lowerBound])..<end)
  }

  /// The id of a form that stands for another in a layer, by its bytes, of which there are some, and their hash.
  func derived(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64, from form: UInt32) throws -> UInt32 {
    try find(bytes, hash) ?? add(bytes, hash, flags[Int(form)] & ~FormFlags.occursBit)
  }

  /// Tells that so many forms will be looked up: few are found piece by piece; for many all is read in one go.
  func expect(_ forms: Int) throws {
    if isRead || forms < LoadVocabulary.fewForms { return }
    isRead = true
    for run in stored.runs { try run.loadForLookups() }
  }

  /// Asks for what finding some forms needs, by their hashes, and does not wait for it: step by step for what the step before led to.
  func approach(_ forms: Int, _ hash: (Int) -> UInt64) {
    if isRead { for run in stored.runs { run.approach(forms, hash) } }
    for form in 0..<forms { index.approach(hash(form)) }
    for form in 0..<forms { if let start = start(atHome: hash(form)) { lect_prefetch(start) } }
    for form in 0..<forms {
      if let start = start(atHome: hash(form)) { lect_prefetch(bytes.base + Int(start.pointee)) }
    }
  }

  /// Where it stands where the new form begins that may have a hash.
  @inline(__always)
  private func start(atHome hash: UInt64) -> UnsafeMutablePointer<UInt32>? {
    guard let id = index.idAtHome(hash), Int(id) >= existing else { return nil }
    return starts.base + (Int(id) - existing)
  }

  /// The id of a form that occurs or, without that flag, of a value; `lower` is empty when it is its own lower case.
  func intern(
    _ form: UnsafeBufferPointer<UInt8>, hash: UInt64, flags newFlags: UInt8, lower: UnsafeBufferPointer<UInt8>
  ) throws -> UInt32 {
    if form.isEmpty { return 0 }
    if let id = try find(form, hash) {
      if newFlags & ~flags[Int(id)] & FormFlags.occursBit != 0 {
        flags[Int(id)] = newFlags
        if Int(id) < existing { changedFlags.insert(Int(id)) }
      }
      return id
    }
    let id = try add(form, hash, newFlags)
    if !lower.isEmpty { lowers[Int(id)] = try derived(lower, flags: newFlags & ~FormFlags.occursBit) }
    return id
  }

  private func find(_ form: UnsafeBufferPointer<UInt8>, _ hash: UInt64) throws -> UInt32? {
    let known = try index.first(hash) { id in
      let found = try self.form(id)
      return found.count == form.count && VocabularyTable.areEqual(found, form)
    }
    if let known { return known }
    guard existing > 0 else { return nil }
    guard let id = try stored.id(of: form, hash: hash)?.rawValue else { return nil }
    index.add(hash, id)
    hashes[Int(id)] = hash
    return id
  }

  private func add(_ form: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ newFlags: UInt8) throws -> UInt32 {
    guard count < Int(UInt32.max) - 1, bytes.count < ChunkVocabulary.mostBytes else { throw StoreError.vocabularyFull }
    let id = UInt32(count)
    starts.append(UInt32(bytes.count))
    bytes.append(form)
    hashes.append(hash)
    flags.append(newFlags)
    lowers.append(id)
    index.add(hash, id)
    return id
  }

  /// The id of a form that stands for others in a layer.
  private func derived(_ form: UnsafeBufferPointer<UInt8>, flags: UInt8) throws -> UInt32 {
    if form.isEmpty { return 0 }
    let hash = Hashing.form(form)
    if let id = try find(form, hash) { return id }
    return try add(form, hash, flags)
  }

  /// Makes sure that there will be a map for a casing variant other than the common one.
  func use(_ variant: String) {
    if variants[variant] == nil { variants[variant] = [:] }
  }

  /// The lower case of a form under a casing variant.
  func lower(_ form: UInt32, variant: String) throws -> UInt32 {
    let common = lowers[Int(form)]
    // Few forms have another lower case than the common one: none that is its own.
    if variant == "und" || common == form { return common }
    let bytes = try self.form(form)
    if !LowerCasing.dependsOnLanguage(bytes) { return common }
    if let known = variants[variant]?[form] { return known }
    let casing = casings[variant] ?? LowerCasing(language: variant)
    casings[variant] = casing
    let flags = flags[Int(form)] & ~FormFlags.occursBit
    let id = try casing.lower(bytes)?.withUnsafeBufferPointer { try derived($0, flags: flags) } ?? form
    variants[variant, default: [:]][form] = id
    return id
  }
}
