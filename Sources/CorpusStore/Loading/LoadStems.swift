import AnalyzerKit
import Database
import TextProcessing

/// The stems of the forms that a load brings, by language: each form is stemmed once for each language that it occurs in.
///
/// Pairs of form and stem are only ever added, so that no map of old forms is written anew; see `vocabulary_stem`.
final class LoadStems {
  /// How many jobs may wait to be taken in: as many whatever the threads, as what comes out must not depend on them.
  private static let jobsAhead = 4

  private typealias Pair = (form: UInt32, stem: UInt32)

  /// How many forms are stemmed together, so that what is at hand is little however many there are.
  private let jobForms: Int
  /// Which forms occur in documents of each language, a bit a form.
  private var marks: [String: ZeroedMemory<UInt64>] = [:]
  /// By lower case: one more than its place among those of the language, or 0; all 0 between languages.
  private let places = ZeroedMemory<UInt32>()

  /// What is known of a language.
  private final class Language {
    let code: String
    let stored: [VocabularyStems.Row]
    /// The lower case of its forms, each once: forms that differ in case only have one stem.
    let lowers = GrowingMemory<UInt32>()
    /// The stem of each of those that were taken in.
    let stems = GrowingMemory<UInt32>()
    /// The forms that were taken in and whose stem is not their lower case, ascending.
    let pairs = GrowingMemory<Pair>()

    init(_ code: String, stored: [VocabularyStems.Row]) {
      self.code = code
      self.stored = stored
    }
  }

  /// Forms of a language that are stemmed together.
  private final class Job {
    let language: Language
    let batch: StemBatch
    /// The place of the first of their lower cases.
    let first: Int
    /// By lower case: the first form that has it.
    let firsts = GrowingMemory<UInt32>()
    /// The forms, each with the place of its lower case, which may be one of an earlier job.
    let words = GrowingMemory<(form: UInt32, place: UInt32)>()
    /// Whether no other job of the language follows.
    var isLast = false

    init(_ language: Language) {
      self.language = language
      batch = StemBatch(language: language.code)
      first = language.lowers.count
    }
  }

  /// Stems so many forms together.
  init(jobForms: Int = 32_768) { self.jobForms = jobForms }

  /// Notes that forms occur in documents of a language with a stemmer.
  func mark(_ forms: some Sequence<UInt32>, language: String, of count: Int) {
    let bits = marks[language] ?? ZeroedMemory()
    marks[language] = bits
    bits.extend(to: count / 64 + 1)
    let base = bits.base
    for form in forms where Int(form) < count { base[Int(form >> 6)] |= 1 << UInt64(form & 63) }
  }

  /// Stems the forms that have no stem yet, and writes their pairs; stems become forms of the vocabulary.
  func write(_ vocabulary: LoadVocabulary, _ connection: Connection, threads: Int) throws {
    let queue = StemQueue(threads: threads)
    // Also where something fails.
    defer { queue.finish() }
    var waiting: [Job] = []
    func takeIn(butFor ahead: Int) throws {
      while waiting.count > ahead {
        let job = waiting.removeFirst()
        queue.wait(for: job.batch)
        try LoadStems.take(job, vocabulary)
        if job.isLast { try LoadStems.write(job.language, connection) }
      }
    }
    for (code, bits) in marks.sorted(by: { $0.key < $1.key }) {
      guard Stemmer(language: code) != nil else { continue }
      let language = Language(code, stored: try VocabularyStems(code, connection).rows)
      for row in language.stored {
        try row.forEachPair(connection) { form, _ in
          if Int(form >> 6) < bits.count { bits.base[Int(form >> 6)] &= ~(1 << UInt64(form & 63)) }
        }
      }
      try collect(bits, vocabulary, of: language) { job in
        queue.add(job.batch)
        waiting.append(job)
        try takeIn(butFor: LoadStems.jobsAhead)
      }
    }
    // While the other threads stem.
    try vocabulary.completeVariants()
    try takeIn(butFor: 0)
  }

  /// Sends the marked forms, job by job; there is a last one, which may have none.
  private func collect(
    _ bits: ZeroedMemory<UInt64>, _ vocabulary: LoadVocabulary, of language: Language, _ send: (Job) throws -> Void
  ) throws {
    let variant = LowerCasing.variant(of: language.code)
    var job = Job(language)
    for word in 0..<bits.count {
      var rest = bits.base[word]
      while rest != 0 {
        let form = UInt32(word * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
        guard vocabulary.isWord(form) else { continue }
        let lower = try vocabulary.lower(form, variant: variant)
        places.extend(to: Int(lower) + 1)
        if places.base[Int(lower)] == 0 {
          language.lowers.append(lower)
          job.firsts.append(form)
          job.batch.append(try vocabulary.form(lower))
          places.base[Int(lower)] = UInt32(language.lowers.count)
        }
        job.words.append((form, places.base[Int(lower)] - 1))
        if job.words.count >= jobForms {
          try send(job)
          job = Job(language)
        }
      }
    }
    job.isLast = true
    try send(job)
    for lower in language.lowers.buffer { places.base[Int(lower)] = 0 }
  }

  /// Takes in the stems of a job.
  private static func take(_ job: Job, _ vocabulary: LoadVocabulary) throws {
    let language = job.language
    let stems = language.stems
    stems.append(language.lowers.buffer(job.first..<job.first + job.firsts.count))
    try job.batch.forEachStem(approach: vocabulary.approach) { place, stem, hash in
      // A stem that is a new form takes its flags from the first form that has it.
      stems.base[job.first + place] = try vocabulary.derived(stem, hash: hash, from: job.firsts.base[place])
    }
    for (form, place) in job.words.buffer {
      let (lower, stem) = (language.lowers.base[Int(place)], stems.base[Int(place)])
      if stem != lower { language.pairs.append((form, stem)) }
    }
  }

  /// Writes the pairs of a language together with those of earlier loads that are less than twice as many, so that there are few blobs.
  private static func write(_ language: Language, _ connection: Connection) throws {
    let pairs = language.pairs
    let new = pairs.count
    guard new > 0 else { return }
    for old in language.stored.reversed() {
      guard old.count < pairs.count * 2 else { break }
      try old.forEachPair(connection) { pairs.append(($0, $1)) }
      try BlobWriting(connection: connection).delete(old.blob)
      try connection.run("DELETE FROM vocabulary_stem WHERE id = ?", [.integer(old.id)])
    }
    var numbers = UnsafeMutableBufferPointer(start: pairs.base, count: pairs.count)
    if pairs.count > new { numbers.sort { $0.form < $1.form } }
    for index in numbers.indices {
      numbers[index] = (numbers[index].form.littleEndian, numbers[index].stem.littleEndian)
    }
    let blob = try BlobWriting(connection: connection).write(UnsafeRawBufferPointer(numbers))
    try connection.run(
      "INSERT INTO vocabulary_stem(variant, pairs, blob) VALUES(?, ?, ?)",
      [.text(language.code), .integer(pairs.count), .integer(blob)])
  }
}
