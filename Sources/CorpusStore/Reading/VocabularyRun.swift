import CMemory
import Database

/// A run of consecutive forms of the vocabulary; its blobs are opened when they are first needed.
final class VocabularyRun {
  let id: Int
  /// The id of its first form.
  let first: Int
  /// How many forms it has.
  let forms: Int

  private let connection: Connection
  private let blobs: (bytes: Int, offsets: Int, flags: Int, slots: Int)
  private var openBytes: CheckedBlob?
  private var openOffsets: CheckedBlob?
  private var openSlots: CheckedBlob?

  /// Reads one row of `SELECT id, first, forms, bytes, offsets, flags, slots`.
  init(_ row: Statement, _ connection: Connection) throws {
    id = row.integer(0)
    first = row.integer(1)
    forms = row.integer(2)
    blobs = (row.integer(3), row.integer(4), row.integer(5), row.integer(6))
    self.connection = connection
    guard first >= 0, forms > 0, forms <= Int(UInt32.max), first <= Int(UInt32.max) - forms else {
      throw StoreError.damaged(path: connection.path, what: "vocabulary run \(id) has impossible bounds")
    }
  }

  private func opened(_ kept: inout CheckedBlob?, _ id: Int, bytes: Int?) throws(StoreError) -> CheckedBlob {
    if let kept { return kept }
    let made = try StoreError.wrap { try CheckedBlob(id, connection) }
    if let bytes, made.count != bytes {
      throw .damaged(path: connection.path, what: "vocabulary run \(self.id): a blob has the wrong length")
    }
    kept = made
    return made
  }

  func bytes() throws(StoreError) -> CheckedBlob { try opened(&openBytes, blobs.bytes, bytes: nil) }
  func offsets() throws(StoreError) -> CheckedBlob { try opened(&openOffsets, blobs.offsets, bytes: (forms + 1) * 4) }
  func slots() throws(StoreError) -> CheckedBlob {
    let slots = try opened(&openSlots, blobs.slots, bytes: nil)
    guard slots.count % 4 == 0, slots.count / 4 > forms else {
      throw .damaged(path: connection.path, what: "vocabulary run \(id): the lookup table is too small")
    }
    return slots
  }

  /// The flags of all its forms.
  func flags() throws(StoreError) -> CheckedBlob {
    var none: CheckedBlob?
    let blob = try opened(&none, blobs.flags, bytes: forms)
    try blob.loadAll()
    return blob
  }

  /// The number of the blob with the flags.
  var flagsBlob: Int { blobs.flags }
  /// The numbers of all its blobs.
  var allBlobs: [Int] { [blobs.bytes, blobs.offsets, blobs.flags, blobs.slots] }

  /// The bytes of its form `index`; they live as long as the run.
  func form(_ index: Int) throws(StoreError) -> UnsafeBufferPointer<UInt8> {
    try form(index, offsets: offsets(), bytes: bytes())
  }

  /// The same out of its blobs, which are `offsets()` and `bytes()`, for whoever asks for many.
  @inline(__always)
  func form(
    _ index: Int, offsets: CheckedBlob, bytes: CheckedBlob
  ) throws(StoreError) -> UnsafeBufferPointer<UInt8> {
    try offsets.load(index * 4..<index * 4 + 8)
    let start = Int(offsets.number32(at: index * 4))
    let end = Int(offsets.number32(at: index * 4 + 4))
    guard start <= end else {
      throw .damaged(path: connection.path, what: "vocabulary run \(id): offsets do not ascend")
    }
    try bytes.load(start..<end)
    return UnsafeBufferPointer(start: (bytes.base + start).assumingMemoryBound(to: UInt8.self), count: end - start)
  }

  /// The index of a form in the run.
  func find(_ form: UnsafeBufferPointer<UInt8>, hash: UInt64) throws(StoreError) -> Int? {
    let slots = try slots()
    let size = slots.count / 4
    var slot = VocabularyTable.slot(of: hash, in: size)
    for _ in 0..<size {
      try slots.load(slot * 4..<slot * 4 + 4)
      let entry = Int(slots.number32(at: slot * 4))
      if entry == 0 { return nil }
      guard entry <= forms else {
        throw .damaged(path: connection.path, what: "vocabulary run \(id): the lookup table names no form")
      }
      let found = try self.form(entry - 1)
      if found.count == form.count, VocabularyTable.areEqual(found, form) { return entry - 1 }
      slot = slot + 1 == size ? 0 : slot + 1
    }
    return nil
  }

  /// Asks for what finding some forms needs, by their hashes, step by step, and does not wait for it; needs `loadForLookups`.
  func approach(_ forms: Int, _ hash: (Int) -> UInt64) {
    guard let slots = openSlots, let offsets = openOffsets, let bytes = openBytes,
      slots.isWhole, offsets.isWhole, bytes.isWhole
    else { return }
    let size = slots.count / 4
    func slot(_ form: Int) -> Int { VocabularyTable.slot(of: hash(form), in: size) &* 4 }
    func start(_ form: Int) -> UnsafeRawPointer? {
      let entry = Int(slots.number32(at: slot(form)))
      return 1...self.forms ~= entry ? offsets.base + (entry &- 1) &* 4 : nil
    }
    for form in 0..<forms { lect_prefetch(slots.base + slot(form)) }
    for form in 0..<forms { if let start = start(form) { lect_prefetch(start) } }
    for form in 0..<forms {
      if let start = start(form) { lect_prefetch(bytes.base + Int(start.loadUnaligned(as: UInt32.self))) }
    }
  }

  /// Loads all that lookups need.
  func loadForLookups() throws(StoreError) {
    try bytes().loadAll()
    try offsets().loadAll()
    try slots().loadAll()
  }
}
