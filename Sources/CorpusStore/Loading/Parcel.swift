/// A piece of a chunk's result on its way from a worker to the sequencer, which gets the pieces of all chunks in order.
///
/// It is handed over, never shared: the worker lets it go before the sequencer sees it, which gives it back to be used again.
final class Parcel: @unchecked Sendable {
  /// Bits that say something of a token.
  enum Mark {
    static let space: UInt8 = 1
    static let sentence: UInt8 = 2
    static let paragraph: UInt8 = 4
  }

  /// A document, or a part of one, in the parcel.
  struct Portion {
    /// How many of the parcel's tokens belong to it; they follow those of the portion before.
    var tokens: Int
    /// The casing variant of its language.
    let variant: String
    /// What is said of its tokens; a document with annotation is in one portion.
    var annotation: PortionAnnotation?
    /// The document's row, when the document ends here.
    var row: DocumentRow?
  }

  /// The number of the worker that made it; workers number forms each for themselves.
  private(set) var worker: Int
  /// Whether the worker has forgotten its forms before, and numbers them from 0 again.
  var startsNumbers = false
  /// Forms that the worker had not met before, in the order of their first tokens and of their numbers.
  let forms = FormBatch()
  /// By stemmer: the worker's numbers of forms that it met for the first time in documents of that language.
  private(set) var stemmed: [String: GrowingMemory<UInt32>] = [:]
  /// Values of annotation that the chunk had not seen before; nil when there is none in the parcel.
  var values: FormBatch?
  /// The worker's number of each token's form.
  let tokens: GrowingMemory<UInt32>
  /// The marks of each token.
  let marks: GrowingMemory<UInt8>
  /// The documents that the tokens belong to.
  var portions: [Portion] = []
  /// The paragraphs that end here.
  let paragraphs = ParagraphBatch()
  /// Blocks of text, counted from the chunk's first byte.
  var text: [TextResidue.Block] = []

  /// A parcel with room for so many tokens.
  init(worker: Int, tokens: Int) {
    self.worker = worker
    self.tokens = GrowingMemory(capacity: tokens)
    marks = GrowingMemory(capacity: tokens)
  }

  /// Where the numbers of forms that were met in documents of a language go, by its stemmer.
  func numbers(stemmedBy stemmer: String) -> GrowingMemory<UInt32> {
    if let known = stemmed[stemmer] { return known }
    let numbers = GrowingMemory<UInt32>()
    stemmed[stemmer] = numbers
    return numbers
  }

  /// Forgets all but the memory, for a worker that is to fill it.
  func reset(for worker: Int) {
    self.worker = worker
    startsNumbers = false
    forms.removeAll()
    stemmed = [:]
    values = nil
    tokens.removeAll()
    marks.removeAll()
    portions.removeAll(keepingCapacity: true)
    paragraphs.removeAll()
    text = []
  }
}

/// Forms with what is known of them, packed.
final class FormBatch {
  /// What stands for one form.
  struct Entry: BitwiseCopyable {
    var hash: UInt64
    var end: UInt32
    var lowerEnd: UInt32
    var flags: UInt8
  }

  private let entries = GrowingMemory<Entry>()
  private let bytes = GrowingMemory<UInt8>()
  private let lowers = GrowingMemory<UInt8>()

  var count: Int { entries.count }

  /// Adds a form; `lower` is empty when it is its own lower case.
  func append(
    _ form: UnsafeBufferPointer<UInt8>, hash: UInt64, flags: UInt8, lower: UnsafeBufferPointer<UInt8>
  ) {
    if let start = lower.baseAddress { room(forLower: lower.count).update(from: start, count: lower.count) }
    append(form, hash: hash, flags: flags, lowerBytes: lower.count)
  }

  /// Room for the lower case of a form of so many bytes.
  func room(forLower length: Int) -> UnsafeMutablePointer<UInt8> {
    lowers.makeRoom(length)
    return lowers.base + lowers.count
  }

  /// Adds a form whose lower case of so many bytes was written into the room for it.
  func append(_ form: UnsafeBufferPointer<UInt8>, hash: UInt64, flags: UInt8, lowerBytes: Int) {
    bytes.append(form)
    lowers.advance(lowerBytes)
    entries.append(
      Entry(hash: hash, end: UInt32(bytes.count), lowerEnd: UInt32(lowers.count), flags: flags))
  }

  /// Forgets all but the memory.
  func removeAll() {
    entries.removeAll()
    bytes.removeAll()
    lowers.removeAll()
  }

  /// How many forms are approached before they are given.
  private static let approached = 32

  /// Calls the body with each form: bytes, hash, flags, lower case (empty when it is its own).
  ///
  /// Before, `approach` is told how many forms come next, and can ask for the hash of each.
  func forEach(
    approach: (_ forms: Int, _ hash: (Int) -> UInt64) -> Void = { _, _ in },
    _ body: (UnsafeBufferPointer<UInt8>, UInt64, UInt8, UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    var start = 0
    var lowerStart = 0
    for index in 0..<entries.count {
      if index % FormBatch.approached == 0 {
        let next = entries.base + index
        approach(min(FormBatch.approached, entries.count - index)) { next[$0].hash }
      }
      let entry = entries.base[index]
      try body(
        bytes.buffer(start..<Int(entry.end)), entry.hash, entry.flags, lowers.buffer(lowerStart..<Int(entry.lowerEnd)))
      start = Int(entry.end)
      lowerStart = Int(entry.lowerEnd)
    }
  }
}

/// What is stored of a document besides its tokens.
struct DocumentRow: Sendable {
  let name: String
  let title: String?
  let date: String?
  let language: String
  let languageConfidence: Double?
  let encoding: String
  let replacements: Int
  let heading: String?
  let fields: [(String, FieldValue)]
  var tokens = 0
  var words = 0
  var sentences = 0
  var paragraphs = 0
  /// Whether it brought its tokens.
  let isAnnotated: Bool
  /// Where its text begins, counted from the chunk's first byte.
  var textStart = 0
  let textBytes: Int
  /// Names forms, spaces, sentences, paragraphs and metadata.
  var digest = ContentHash.zero

  init(_ document: IncomingDocument) {
    name = document.name
    title = document.title
    date = document.date
    language = document.language
    languageConfidence = document.languageConfidence
    encoding = document.encoding
    replacements = document.replacements
    heading = document.heading
    fields = document.fields
    textBytes = document.text.count
    isAnnotated = document.annotation != nil
  }

  /// Adds what belongs to the content besides the tokens: not how it was encoded, nor how its language was found.
  func addMetadata(to hasher: ContentHasher) {
    hasher.add(UInt64(tokens))
    for text in [name, title, date, language, heading] { hasher.add(text) }
    // The order of the fields is how they are shown, not what they say.
    for (field, value) in fields.sorted(by: { $0.0 < $1.0 }) {
      guard let spelling = FieldTyping.spelling(value) else { continue }
      hasher.add(field)
      hasher.add(spelling)
    }
  }
}
