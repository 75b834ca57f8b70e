import AnalyzerKit
import Database
import Glibc
import TextProcessing

/// The forms of a store: every distinct string that occurs as a word form or is derived from one.
///
/// Ids are dense from 0 and never change their meaning. A vocabulary belongs to its reader and thread; it shows the forms that
/// existed when it was made, and reads only what is asked for.
public final class Vocabulary {
  /// How many forms there are.
  public let count: Int
  let runs: [VocabularyRun]
  private let connection: Connection
  private var maps: [MapName: [FormID]] = [:]

  private struct MapName: Hashable {
    let layer: LayerName
    let variant: String
  }

  init(_ connection: Connection) throws {
    self.connection = connection
    var runs: [VocabularyRun] = []
    var next = 0
    let query = """
      SELECT r.id, r.first, r.forms, r.bytes, r.offsets, r.flags, r.slots, length(b.data)
      FROM vocabulary_run r LEFT JOIN blob b ON b.id = r.offsets ORDER BY r.first
      """
    try connection.forEachRow(query) { row in
      let run = try VocabularyRun(row, connection)
      guard run.first == next else {
        throw StoreError.damaged(path: connection.path, what: "the vocabulary has a gap at form \(next)")
      }
      // Whoever makes room for all forms trusts their number.
      guard row.integer(7) == (run.forms + 1) * 4 else {
        throw StoreError.damaged(path: connection.path, what: "vocabulary run \(run.id) has another number of forms")
      }
      next += run.forms
      runs.append(run)
    }
    self.runs = runs
    count = next
  }

  private func run(of id: FormID) throws(StoreError) -> VocabularyRun {
    let wanted = Int(id.rawValue)
    guard wanted < count else { throw .outOfRange(what: "form \(wanted) of \(count)") }
    // The first run begins with form 0.
    return runs[runs.indices.partitionPoint { runs[$0].first > wanted } - 1]
  }

  // MARK: Single forms

  /// The id of a form; nil when the store has no such form.
  ///
  /// A few microseconds.
  public func id(of form: UnsafeBufferPointer<UInt8>) throws(StoreError) -> FormID? {
    try id(of: form, hash: Hashing.form(form))
  }

  /// The same by its XXH3 hash, too.
  func id(of form: UnsafeBufferPointer<UInt8>, hash: UInt64) throws(StoreError) -> FormID? {
    for run in runs {
      if let index = try run.find(form, hash: hash) { return FormID(rawValue: UInt32(run.first + index)) }
    }
    return nil
  }

  /// The id of a form; nil when the store has no such form.
  public func id(of form: String) throws(StoreError) -> FormID? {
    var form = form
    let result: Result<FormID?, StoreError> = form.withUTF8 { bytes in
      Result { () throws(StoreError) -> FormID? in try id(of: bytes) }
    }
    return try result.get()
  }

  /// The bytes of a form; they live as long as the vocabulary.
  public func bytes(of id: FormID) throws(StoreError) -> UnsafeBufferPointer<UInt8> {
    let run = try run(of: id)
    return try run.form(Int(id.rawValue) - run.first)
  }

  /// The bytes of forms, in their order; they live as long as the vocabulary.
  public func bytes(of ids: [FormID]) throws(StoreError) -> [UnsafeBufferPointer<UInt8>] {
    guard let first = ids.first else { return [] }
    var result: [UnsafeBufferPointer<UInt8>] = []
    result.reserveCapacity(ids.count)
    var run = try run(of: first)
    var (offsets, bytes) = (try run.offsets(), try run.bytes())
    for id in ids {
      // Most forms are of one run.
      if !(run.first..<run.first + run.forms).contains(Int(id.rawValue)) {
        run = try self.run(of: id)
        (offsets, bytes) = (try run.offsets(), try run.bytes())
      }
      result.append(try run.form(Int(id.rawValue) - run.first, offsets: offsets, bytes: bytes))
    }
    return result
  }

  /// A form as text.
  public func text(of id: FormID) throws(StoreError) -> String {
    String(decoding: try bytes(of: id), as: UTF8.self)
  }

  // MARK: All forms

  /// The flags of all forms, by id.
  public func flags() throws(StoreError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for run in runs {
      let blob = try run.flags()
      result.append(contentsOf: UnsafeRawBufferPointer(start: blob.base, count: run.forms))
    }
    return result
  }

  /// Calls the body with every form in the order of the ids: its id, its bytes and its flags.
  public func forEach(_ body: (FormID, UnsafeBufferPointer<UInt8>, FormFlags) throws -> Void) throws {
    for run in runs {
      let offsets = try run.offsets()
      try offsets.loadAll()
      let bytes = try run.bytes()
      try bytes.loadAll()
      let flags = try run.flags()
      var start = Int(offsets.number32(at: 0))
      for index in 0..<run.forms {
        let end = Int(offsets.number32(at: index * 4 + 4))
        guard start <= end, end <= bytes.count else {
          throw StoreError.damaged(path: connection.path, what: "vocabulary run \(run.id): offsets do not ascend")
        }
        let form = UnsafeBufferPointer(
          start: (bytes.base + start).assumingMemoryBound(to: UInt8.self), count: end - start)
        let flag = FormFlags(rawValue: flags.base.load(fromByteOffset: index, as: UInt8.self))
        try body(FormID(rawValue: UInt32(truncatingIfNeeded: run.first + index)), form, flag)
        start = end
      }
    }
  }

  // MARK: Layers that are maps

  /// The form of a layer for every word form, by the word form's id; kept once it was asked for.
  ///
  /// A casing variant of which no document has a token yet has the common forms.
  ///
  /// - Throws: `outOfRange` when the store has no such layer, or not for all of its forms.
  public func map(_ layer: LayerName, variant: String = "und") throws(StoreError) -> [FormID] {
    let name = MapName(layer: layer, variant: variant)
    if let kept = maps[name] { return kept }
    let made = try StoreError.wrap { try readMap(layer, variant) }
    maps[name] = made
    return made
  }

  private func readMap(_ layer: LayerName, _ variant: String) throws -> [FormID] {
    if layer == .word { return (0..<count).map { FormID(rawValue: UInt32($0)) } }
    if layer == .stem { return try readStems(variant) }
    // The first token in a document of a casing gives it a map, in all runs: without one, all its documents are empty.
    if variant != "und", try !hasMap(layer, variant) { return try map(layer) }
    // Filled from the first on, by the runs in their order.
    var result = [FormID](repeating: FormID(rawValue: 0), count: count)
    var start = 0
    for run in runs {
      let found = try connection.integer(
        "SELECT map FROM vocabulary_map WHERE layer = ? AND variant = ? AND run = ?",
        [.text(layer.name), .text(variant), .integer(run.id)])
      guard let found else {
        // A later load may have written the run anew, together with its own forms.
        guard try connection.integer("SELECT 1 FROM vocabulary_run WHERE id = ?", [.integer(run.id)]) != nil else {
          throw StoreError.changed(path: connection.path, what: "vocabulary run \(run.id)")
        }
        throw StoreError.outOfRange(what: "the vocabulary has no layer \(layer) with the casing `\(variant)`")
      }
      let blob = try CheckedBlob(found, connection)
      try blob.loadAll()
      let isMap = withExtendedLifetime(blob) {
        guard blob.count == run.forms * 4, start + run.forms <= count else { return false }
        var largest: UInt32 = 0
        result.withUnsafeMutableBufferPointer { result in
          for index in 0..<run.forms {
            let number = blob.number32(at: index &* 4)
            largest = max(largest, number)
            result[start &+ index] = FormID(rawValue: number)
          }
        }
        start += run.forms
        return Int(largest) < count
      }
      guard isMap else {
        throw StoreError.damaged(path: connection.path, what: "layer \(layer) of vocabulary run \(run.id) is not a map")
      }
    }
    return result
  }

  /// Whether any run has a map of a layer under a casing.
  private func hasMap(_ layer: LayerName, _ variant: String) throws -> Bool {
    let found = try connection.integer(
      "SELECT 1 FROM vocabulary_map WHERE layer = ? AND variant = ? LIMIT 1", [.text(layer.name), .text(variant)])
    return found != nil
  }

  /// The lower case of each form, and its stem where it has one of its own.
  private func readStems(_ variant: String) throws -> [FormID] {
    var result = try map(.lower, variant: LowerCasing.variant(of: variant))
    try forEachStem(variant) { form, stem in result[Int(form.rawValue)] = stem }
    return result
  }

  /// Calls the body with each form whose stem in a language is not its lower case, and that stem, ascending by form in each of some passes;
  /// throws, perhaps after some of them, where they are not well formed.
  public func forEachStem(_ variant: String, _ body: (_ form: FormID, _ stem: FormID) -> Void) throws(StoreError) {
    try StoreError.wrap {
      for row in try VocabularyStems(variant, connection).rows {
        // What a later load added is not seen.
        try row.forEachPair(connection) { form, stem in
          if Int(form) < count, Int(stem) < count { body(FormID(rawValue: form), FormID(rawValue: stem)) }
        }
      }
    }
  }

  /// The word forms that a layer maps to a form, ascending.
  public func words(
    behind form: FormID, in layer: LayerName, variant: String = "und"
  ) throws(StoreError) -> [FormID] {
    if layer == .word { return [form] }
    let map = try map(layer, variant: variant)
    var result: [FormID] = []
    map.withUnsafeBufferPointer { entries in
      for index in 0..<entries.count where entries[index] == form { result.append(FormID(rawValue: UInt32(index))) }
    }
    return result
  }

  /// The word forms that a layer maps to any of the forms: one list a form, in their order.
  public func words(
    behind forms: [FormID], in layer: LayerName, variant: String = "und"
  ) throws(StoreError) -> [[FormID]] {
    if layer == .word { return forms.map { [$0] } }
    let map = try map(layer, variant: variant)
    var places: [FormID: Int] = [:]
    var wanted = [Bool](repeating: false, count: count)
    for (place, form) in forms.enumerated() where Int(form.rawValue) < count {
      if places[form] == nil { places[form] = place }
      wanted[Int(form.rawValue)] = true
    }
    var result = [[FormID]](repeating: [], count: forms.count)
    for (index, form) in map.enumerated() where wanted[Int(form.rawValue)] {
      if let place = places[form] { result[place].append(FormID(rawValue: UInt32(index))) }
    }
    for (place, form) in forms.enumerated() {
      if let first = places[form], first != place { result[place] = result[first] }
    }
    return result
  }
}
