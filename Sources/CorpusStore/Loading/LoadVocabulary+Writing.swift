import AnalyzerKit
import Database

/// Writes what a load added to the vocabulary.
extension LoadVocabulary {
  /// How many bytes of forms a run holds at most.
  private static var runBytes: Int { 1 << 29 }
  /// How many forms a run holds at most.
  private static var runForms: Int { 1 << 26 }

  /// Writes the new forms as runs, and what changed of the old ones.
  func write(_ connection: Connection) throws {
    try completeVariants()
    var first = try dissolveSmallRuns(connection)
    try updateOldRuns(connection)
    while first < count {
      var end = first
      var bytes = 0
      while end < count, bytes < LoadVocabulary.runBytes, end - first < LoadVocabulary.runForms {
        bytes += try form(UInt32(end)).count
        end += 1
      }
      try writeRun(first..<end, connection)
      first = end
    }
  }

  /// Gives every form its lower case under every casing: that may add forms, which then need theirs.
  func completeVariants() throws {
    var known = -1
    while known < count {
      known = count
      for variant in variants.keys.sorted() {
        var form = completed[variant] ?? 0
        while form < count {
          _ = try lower(UInt32(form), variant: variant)
          form += 1
        }
        completed[variant] = form
      }
    }
  }

  /// Takes out the last runs as long as they are less than twice as large as what follows them, to be written anew with
  /// it: so there are few runs to look through, and each form is rewritten few times.
  ///
  /// Returns the first form to write.
  private func dissolveSmallRuns(_ connection: Connection) throws -> Int {
    guard count > existing else { return existing }
    var first = existing
    for run in stored.runs.reversed() {
      let following = count - first
      guard run.first + run.forms == first, run.forms < following * 2, run.forms + following < LoadVocabulary.runForms
      else { break }
      // Its forms are still to be read.
      try run.loadForLookups()
      for blob in run.allBlobs { try BlobWriting(connection: connection).delete(blob) }
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
    let old = try bytesOfOld(forms)
    let new = newBytes(max(forms.lowerBound - existing, 0)..<max(forms.upperBound - existing, 0))
    let bytesBlob = old.isEmpty ? try blobs.write(UnsafeRawBufferPointer(new)) : try blobs.write(old + Array(new))
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(forms.count + 1)
    var end = 0
    for form in forms {
      end += try self.form(UInt32(form)).count
      offsets.append(UInt32(end).littleEndian)
    }
    let offsetsBlob = try blobs.write(offsets)
    offsets = []
    let flagsBlob = try blobs.write(flags.array(forms))
    let slots = try VocabularyTable.build(forms.count) { index in
      let form = forms.lowerBound + index
      return form < existing ? Hashing.form(try self.form(UInt32(form))) : hashes[form]
    }
    try connection.run(
      "INSERT INTO vocabulary_run(first, forms, bytes, offsets, flags, slots) VALUES(?, ?, ?, ?, ?, ?)",
      [
        .integer(forms.lowerBound), .integer(forms.count), .integer(bytesBlob), .integer(offsetsBlob),
        .integer(flagsBlob), .integer(try blobs.write(slots)),
      ])
    let run = connection.lastInsertID
    try writeMap(lowers.array(forms), run: run, variant: "und", connection)
    for variant in variants.keys.sorted() {
      try writeMap(try lowers(forms, variant: variant), run: run, variant: variant, connection)
    }
  }

  /// The lower case of the forms in a range under a casing variant that is complete.
  private func lowers(_ forms: Range<Int>, variant: String) throws -> [UInt32] {
    var result = lowers.array(forms)
    // Those of before are complete in the store, but not at hand.
    for form in forms.clamped(to: 0..<existing) {
      result[form - forms.lowerBound] = try lower(UInt32(form), variant: variant)
    }
    for (form, lower) in variants[variant] ?? [:] where forms.contains(Int(form)) {
      result[Int(form) - forms.lowerBound] = lower
    }
    return result
  }

  /// The bytes of the forms of before in a range.
  private func bytesOfOld(_ forms: Range<Int>) throws -> [UInt8] {
    var result: [UInt8] = []
    for form in forms.clamped(to: 0..<existing) { result.append(contentsOf: try self.form(UInt32(form))) }
    return result
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
        let blob = try BlobWriting(connection: connection).write(flags.array(run.forms))
        try connection.run("UPDATE vocabulary_run SET flags = ? WHERE id = ?", [.integer(blob), .integer(run.id)])
        try BlobWriting(connection: connection).delete(run.flags)
      }
      for variant in variants.keys.sorted() {
        let known = try connection.integer(
          "SELECT count(*) FROM vocabulary_map WHERE run = ? AND layer = 'lower' AND variant = ?",
          [.integer(run.id), .text(variant)])
        if known == 0 {
          try writeMap(try lowers(run.forms, variant: variant), run: run.id, variant: variant, connection)
        }
      }
    }
  }
}
