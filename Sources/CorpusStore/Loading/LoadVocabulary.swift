import AnalyzerKit
import Database
import TextProcessing

/// The vocabulary of a store while a load adds to it: the forms of before with their ids, then the new ones.
final class LoadVocabulary {
  private static let unknown = UInt32.max
  /// How many bytes of forms a run holds at most.
  private static let runBytes = 1 << 29
  /// How many forms a run holds at most.
  private static let runForms = 1 << 26

  private let table = ChunkVocabulary()
  private let existing: Int
  private let lowers = BlockMemory<UInt32>()
  /// By casing variant other than the common one: the lower case of each form, or `unknown`; may be shorter than the table.
  private var variants: [String: GrowingMemory<UInt32>] = [:]
  private var casings: [String: LowerCasing] = [:]
  private var changedFlags: Set<Int> = []

  /// Reads the forms that there are.
  init(_ connection: Connection) throws {
    let vocabulary = try Vocabulary(connection)
    existing = vocabulary.count
    try table.fill(existing) { add in
      try vocabulary.forEach { _, bytes, flags in add(bytes, Hashing.form(bytes), flags.rawValue) }
    }
    guard table.count == existing else {
      throw StoreError.damaged(path: connection.path, what: "the vocabulary has an empty form")
    }
    guard existing > 0 else { return }
    for lower in try vocabulary.map(.lower) { lowers.append(lower.rawValue) }
    var names: [String] = []
    try connection.forEachRow(
      "SELECT DISTINCT variant FROM vocabulary_map WHERE layer = 'lower' AND variant <> 'und'"
    ) { names.append($0.text(0)) }
    for name in names {
      let map = GrowingMemory<UInt32>(capacity: existing)
      for lower in try vocabulary.map(.lower, variant: name) { map.append(lower.rawValue) }
      variants[name] = map
    }
  }

  /// How many forms there are now.
  var count: Int { table.count }

  /// What the encoding of segments needs, as it is now.
  var view: VocabularyView { VocabularyView(hashes: table.hashes.view, lowers: lowers.view, flags: table.flags.view) }

  /// Whether the form is a word, rather than a number, an address or a mark.
  func isWord(_ form: UInt32) -> Bool { FormFlags(rawValue: table.flags[Int(form)]).kind == .word }

  /// The bytes of a form; they stay where they are until the next form is added.
  func form(_ form: UInt32) -> UnsafeBufferPointer<UInt8> { table.form(Int(form)) }

  /// The id of a form that stands for another in a layer.
  func derived(_ bytes: [UInt8], from form: UInt32) throws -> UInt32 {
    let flags = table.flags[Int(form)] & ~FormFlags.occursBit
    return try bytes.withUnsafeBufferPointer { try derived($0, flags: flags) }
  }

  /// The id of a form that occurs or, without that flag, of a value; `lower` is empty when it is its own lower case.
  func intern(
    _ form: UnsafeBufferPointer<UInt8>, hash: UInt64, flags: UInt8, lower: UnsafeBufferPointer<UInt8>
  ) throws -> UInt32 {
    guard let start = form.baseAddress else { return 0 }
    let key = ChunkVocabulary.key(start, form.count, readable: form.count)
    if let id = table.find(key, start) {
      if flags & ~table.flags[Int(id)] & FormFlags.occursBit != 0 {
        table.flags[Int(id)] = flags
        if Int(id) < existing { changedFlags.insert(Int(id)) }
      }
      return id
    }
    let id = try add(key, start, hash: hash, flags: flags)
    if !lower.isEmpty { lowers[Int(id)] = try derived(lower, flags: flags & ~FormFlags.occursBit) }
    return id
  }

  private func add(
    _ key: ChunkVocabulary.Key, _ start: UnsafePointer<UInt8>, hash: UInt64, flags: UInt8
  ) throws -> UInt32 {
    guard table.count < Int(UInt32.max) - 1, table.byteCount < ChunkVocabulary.mostBytes else {
      throw StoreError.vocabularyFull
    }
    let id = table.add(key, start, hash: hash, flags: flags)
    lowers.append(id)
    return id
  }

  /// The id of a form that stands for others in a layer.
  private func derived(_ form: UnsafeBufferPointer<UInt8>, flags: UInt8) throws -> UInt32 {
    guard let start = form.baseAddress else { return 0 }
    let key = ChunkVocabulary.key(start, form.count, readable: form.count)
    if let id = table.find(key, start) { return id }
    return try add(key, start, hash: Hashing.form(form), flags: flags)
  }

  /// Makes sure that there will be a map for a casing variant other than the common one.
  func use(_ variant: String) { _ = map(of: variant) }

  /// The lower case of a form under a casing variant.
  func lower(_ form: UInt32, variant: String) throws -> UInt32 {
    // Few forms have another lower case than the common one.
    if variant == "und" || !LowerCasing.dependsOnLanguage(table.form(Int(form))) { return lowers[Int(form)] }
    let map = map(of: variant)
    map.append(repeating: LoadVocabulary.unknown, count: Int(form) + 1 - map.count)
    let known = map.base[Int(form)]
    if known != LoadVocabulary.unknown { return known }
    let casing = casings[variant] ?? LowerCasing(language: variant)
    casings[variant] = casing
    let flags = table.flags[Int(form)] & ~FormFlags.occursBit
    let id = try casing.lower(table.form(Int(form)))?.withUnsafeBufferPointer { try derived($0, flags: flags) } ?? form
    map.base[Int(form)] = id
    return id
  }

  private func map(of variant: String) -> GrowingMemory<UInt32> {
    if let known = variants[variant] { return known }
    let made = GrowingMemory<UInt32>()
    variants[variant] = made
    return made
  }

  // MARK: Writing

  /// Writes the new forms as runs, and what changed of the old ones.
  func write(_ connection: Connection) throws {
    // Lower case under other casings may add forms, which then need theirs, under every casing.
    var known = -1
    while known < table.count {
      known = table.count
      for variant in variants.keys.sorted() {
        var form = 0
        let map = map(of: variant)
        while form < table.count {
          let lower = try lower(UInt32(form), variant: variant)
          map.append(repeating: LoadVocabulary.unknown, count: form + 1 - map.count)
          map.base[form] = lower
          form += 1
        }
      }
    }
    var first = try dissolveSmallRuns(connection)
    try updateOldRuns(connection)
    while first < table.count {
      var end = first
      var bytes = 0
      while end < table.count, bytes < LoadVocabulary.runBytes, end - first < LoadVocabulary.runForms {
        bytes += table.form(end).count
        end += 1
      }
      try writeRun(first..<end, connection)
      first = end
    }
  }

  /// Takes out the last runs as long as they are less than twice as large as what follows them, to be written anew with
  /// it: so there are few runs to look through, and each form is rewritten few times.
  ///
  /// Returns the first form to write.
  private func dissolveSmallRuns(_ connection: Connection) throws -> Int {
    guard table.count > existing else { return existing }
    var first = existing
    var runs: [(id: Int, first: Int, forms: Int, blobs: [Int])] = []
    let query = "SELECT id, first, forms, bytes, offsets, flags, slots FROM vocabulary_run ORDER BY first DESC"
    try connection.forEachRow(query) { row in
      runs.append((row.integer(0), row.integer(1), row.integer(2), (3...6).map { row.integer($0) }))
    }
    for run in runs {
      let following = table.count - first
      guard run.first + run.forms == first, run.forms < following * 2, run.forms + following < LoadVocabulary.runForms
      else { break }
      for blob in run.blobs { try BlobWriting(connection: connection).delete(blob) }
      let id: [SQLValue] = [.integer(run.id)]
      try connection.run("DELETE FROM blob WHERE id IN (SELECT map FROM vocabulary_map WHERE run = ?)", id)
      try connection.run("DELETE FROM vocabulary_map WHERE run = ?", id)
      try connection.run("DELETE FROM vocabulary_run WHERE id = ?", id)
      first = run.first
    }
    return first
  }

  private func writeRun(_ forms: Range<Int>, _ connection: Connection) throws {
    let blobs = BlobWriting(connection: connection)
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    for form in forms {
      bytes.append(contentsOf: table.form(form))
      offsets.append(UInt32(bytes.count))
    }
    let slots = table.hashes.array(forms).withUnsafeBufferPointer { VocabularyTable.build($0) }
    try connection.run(
      "INSERT INTO vocabulary_run(first, forms, bytes, offsets, flags, slots) VALUES(?, ?, ?, ?, ?, ?)",
      [
        .integer(forms.lowerBound), .integer(forms.count), .integer(try blobs.write(bytes)),
        .integer(try blobs.write(offsets)), .integer(try blobs.write(table.flags.array(forms))),
        .integer(try blobs.write(slots)),
      ])
    let run = connection.lastInsertID
    try writeMap(lowers.array(forms), run: run, variant: "und", connection)
    for (variant, map) in variants { try writeMap(Array(map.buffer(forms)), run: run, variant: variant, connection) }
  }

  private func writeMap(_ map: [UInt32], run: Int, variant: String, _ connection: Connection) throws {
    let blob = try BlobWriting(connection: connection).write(map.map { $0.littleEndian })
    try connection.run(
      "INSERT INTO vocabulary_map(run, layer, variant, map) VALUES(?, 'lower', ?, ?)",
      [.integer(run), .text(variant), .integer(blob)])
  }

  /// Gives old runs the flags that changed, and the maps of casing variants that are new.
  private func updateOldRuns(_ connection: Connection) throws {
    var runs: [(id: Int, forms: Range<Int>, flags: Int)] = []
    try connection.forEachRow("SELECT id, first, forms, flags FROM vocabulary_run ORDER BY first") { row in
      runs.append((row.integer(0), row.integer(1)..<row.integer(1) + row.integer(2), row.integer(3)))
    }
    for run in runs {
      if changedFlags.contains(where: run.forms.contains) {
        let flags = try BlobWriting(connection: connection).write(table.flags.array(run.forms))
        try connection.run("UPDATE vocabulary_run SET flags = ? WHERE id = ?", [.integer(flags), .integer(run.id)])
        try BlobWriting(connection: connection).delete(run.flags)
      }
      for (variant, map) in variants {
        let known = try connection.integer(
          "SELECT count(*) FROM vocabulary_map WHERE run = ? AND layer = 'lower' AND variant = ?",
          [.integer(run.id), .text(variant)])
        if known == 0 { try writeMap(Array(map.buffer(run.forms)), run: run.id, variant: variant, connection) }
      }
    }
  }
}
