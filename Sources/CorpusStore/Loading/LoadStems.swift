import AnalyzerKit
import Database
import TextProcessing

/// The stems of the forms that a load brings, by language: each form is stemmed once for each language that it occurs in.
///
/// Pairs of form and stem are only ever added, so that no map of old forms is written anew; see `vocabulary_stem`.
final class LoadStems {
  private typealias Pair = (form: UInt32, stem: UInt32)

  /// Which forms occur in documents of each language, a bit a form.
  private var marks: [String: ZeroedMemory<UInt64>] = [:]
  /// By lower case: one more than its place among those of the language, or 0; all 0 between languages.
  private let places = ZeroedMemory<UInt32>()

  /// Notes that forms occur in documents of a language with a stemmer.
  func mark(_ forms: some Sequence<UInt32>, language: String, of count: Int) {
    let bits = marks[language] ?? ZeroedMemory()
    marks[language] = bits
    bits.extend(to: count / 64 + 1)
    let base = bits.base
    for form in forms where Int(form) < count { base[Int(form >> 6)] |= 1 << UInt64(form & 63) }
  }

  /// What is to be stemmed of a language.
  private struct Job {
    let language: String
    let stored: [VocabularyStems.Row]
    let batch: StemBatch
    /// The lower case of the forms, each once: forms that differ in case only have one stem.
    let lowers = GrowingMemory<UInt32>()
    /// The first form that has each of them.
    let firsts = GrowingMemory<UInt32>()
    /// The forms, each with the place of its lower case.
    let words = GrowingMemory<(form: UInt32, place: UInt32)>()
  }

  /// Stems the forms that have no stem yet, and writes their pairs; stems become forms of the vocabulary.
  func write(_ vocabulary: LoadVocabulary, _ connection: Connection, threads: Int) throws {
    let queue = StemQueue(threads: threads)
    // Also where something fails.
    defer { queue.finish() }
    var jobs: [Job] = []
    for (language, bits) in marks.sorted(by: { $0.key < $1.key }) {
      guard Stemmer(language: language) != nil else { continue }
      let job = Job(
        language: language, stored: try VocabularyStems(language, connection).rows,
        batch: StemBatch(language: language))
      for row in job.stored {
        try row.forEachPair(connection) { form, _ in
          if Int(form >> 6) < bits.count { bits.base[Int(form >> 6)] &= ~(1 << UInt64(form & 63)) }
        }
      }
      try collect(bits, vocabulary, into: job)
      queue.add(job.batch)
      jobs.append(job)
    }
    // While the other threads stem.
    try vocabulary.completeVariants()
    for job in jobs {
      queue.wait(for: job.batch)
      try LoadStems.write(try LoadStems.pairs(of: job, vocabulary), job.language, job.stored, connection)
    }
  }

  /// Collects the marked forms.
  private func collect(_ bits: ZeroedMemory<UInt64>, _ vocabulary: LoadVocabulary, into job: Job) throws {
    let variant = LowerCasing.variant(of: job.language)
    for word in 0..<bits.count {
      var rest = bits.base[word]
      while rest != 0 {
        let form = UInt32(word * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
        guard vocabulary.isWord(form) else { continue }
        let lower = try vocabulary.lower(form, variant: variant)
        places.extend(to: Int(lower) + 1)
        if places.base[Int(lower)] == 0 {
          job.lowers.append(lower)
          job.firsts.append(form)
          job.batch.append(try vocabulary.form(lower))
          places.base[Int(lower)] = UInt32(job.lowers.count)
        }
        job.words.append((form, places.base[Int(lower)] - 1))
      }
    }
    for lower in job.lowers.buffer { places.base[Int(lower)] = 0 }
  }

  /// The pairs of the forms whose stem is not their lower case.
  private static func pairs(of job: Job, _ vocabulary: LoadVocabulary) throws -> [Pair] {
    let stems = GrowingMemory<UInt32>(capacity: job.lowers.count)
    stems.append(job.lowers.buffer)
    try job.batch.forEachStem(approach: vocabulary.approach) { place, stem, hash in
      // A stem that is a new form takes its flags from the first form that has it.
      stems.base[place] = try vocabulary.derived(stem, hash: hash, from: job.firsts.base[place])
    }
    var pairs: [Pair] = []
    for (form, place) in job.words.buffer {
      let (lower, stem) = (job.lowers.base[Int(place)], stems.base[Int(place)])
      if stem != lower { pairs.append((form, stem)) }
    }
    return pairs
  }

  /// Writes pairs together with those of earlier loads that are less than twice as many, so that there are few blobs.
  private static func write(
    _ new: [Pair], _ language: String, _ stored: [VocabularyStems.Row], _ connection: Connection
  ) throws {
    guard !new.isEmpty else { return }
    var pairs = new
    for old in stored.reversed() {
      guard old.count < pairs.count * 2 else { break }
      try old.forEachPair(connection) { pairs.append(($0, $1)) }
      try BlobWriting(connection: connection).delete(old.blob)
      try connection.run("DELETE FROM vocabulary_stem WHERE id = ?", [.integer(old.id)])
    }
    if pairs.count > new.count { pairs.sort { $0.form < $1.form } }
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
}
