import AnalyzerKit
import Database
import TextProcessing

/// The stems of the forms that a load brings, by language: each form is stemmed once for each language that it occurs in.
///
/// Pairs of form and stem are only ever added, so that no map of old forms is written anew; see `vocabulary_stem`.
final class LoadStems {
  private struct Pair {
    let form: UInt32
    let stem: UInt32
  }

  /// Which forms occur in documents of each language, a bit a form.
  private var marks: [String: GrowingMemory<UInt64>] = [:]

  /// Notes that forms occur in documents of a language with a stemmer.
  func mark(_ forms: some Sequence<UInt32>, language: String, of count: Int) {
    let bits = marks[language] ?? GrowingMemory()
    marks[language] = bits
    bits.append(repeating: 0, count: count / 64 + 1 - bits.count)
    let base = bits.base
    for form in forms where Int(form) < count { base[Int(form >> 6)] |= 1 << UInt64(form & 63) }
  }

  /// Stems the forms that have no stem yet, and writes their pairs; stems become forms of the vocabulary.
  func write(_ vocabulary: LoadVocabulary, _ connection: Connection) throws {
    for (language, bits) in marks.sorted(by: { $0.key < $1.key }) {
      guard let stemmer = Stemmer(language: language) else { continue }
      let variant = LowerCasing.variant(of: language)
      // Forms that differ in case only have one stem: by lower case, one more than the stem; 0 is not known yet.
      let stems = GrowingMemory<UInt32>(capacity: vocabulary.count)
      var known: Set<UInt32> = []
      for pair in try LoadStems.stored(language, connection).flatMap(\.pairs) { known.insert(pair.form) }
      var pairs: [Pair] = []
      for (word, mask) in bits.buffer.enumerated() where mask != 0 {
        for bit in 0..<64 where mask >> UInt64(bit) & 1 != 0 {
          let form = UInt32(word * 64 + bit)
          guard vocabulary.isWord(form), known.isEmpty || !known.contains(form) else { continue }
          let lower = try vocabulary.lower(form, variant: variant)
          stems.append(repeating: 0, count: Int(lower) + 1 - stems.count)
          if stems.base[Int(lower)] == 0 {
            let stem = stemmer.stem(vocabulary.form(lower))
            stems.base[Int(lower)] = try stem.map { try vocabulary.derived($0, from: form) + 1 } ?? lower + 1
          }
          let stem = stems.base[Int(lower)] - 1
          if stem != lower { pairs.append(Pair(form: form, stem: stem)) }
        }
      }
      try LoadStems.write(pairs, language, connection)
    }
  }

  /// Writes pairs together with those of earlier loads that are less than twice as many, so that there are few blobs.
  private static func write(_ new: [Pair], _ language: String, _ connection: Connection) throws {
    guard !new.isEmpty else { return }
    var pairs = new
    for old in try stored(language, connection).reversed() {
      guard old.pairs.count < pairs.count * 2 else { break }
      pairs += old.pairs
      try BlobWriting(connection: connection).delete(old.blob)
      try connection.run("DELETE FROM vocabulary_stem WHERE id = ?", [.integer(old.id)])
    }
    pairs.sort { $0.form < $1.form }
    var numbers: [UInt32] = []
    numbers.reserveCapacity(pairs.count * 2)
    for pair in pairs {
      numbers.append(pair.form.littleEndian)
      numbers.append(pair.stem.littleEndian)
    }
    let blob = try BlobWriting(connection: connection).write(numbers)
    try connection.run(
      "INSERT INTO vocabulary_stem(variant, pairs, blob) VALUES(?, ?, ?)",
      [.text(language), .integer(pairs.count), .integer(blob)])
  }

  private static func stored(
    _ language: String, _ connection: Connection
  ) throws -> [(id: Int, blob: Int, pairs: [Pair])] {
    try VocabularyStems(language, connection).rows.map { row in
      (id: row.id, blob: row.blob, pairs: try row.pairs(connection).map { Pair(form: $0.form, stem: $0.stem) })
    }
  }
}
