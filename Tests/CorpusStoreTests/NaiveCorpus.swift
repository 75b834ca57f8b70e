import Glibc
import TextProcessing

@testable import CorpusStore

/// Documents in memory as a source; each input delivers one or several of them.
struct ListSource: DocumentSource {
  var inputs: [[IncomingDocument]]

  init(_ documents: [IncomingDocument], perInput: Int = 1) {
    inputs = stride(from: 0, to: documents.count, by: perInput).map {
      Array(documents[$0..<min(documents.count, $0 + perInput)])
    }
  }

  var count: Int { inputs.count }
  func size(of index: Int) -> Int { inputs[index].reduce(0) { $0 + $1.text.count } }
  func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
    for document in inputs[index] { try deliver(document) }
  }
}

/// A small generator with a seed, so that failures come again.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Random documents: skewed words in several scripts and spellings, empty ones, some long ones.
func randomDocuments(_ count: Int, seed: UInt64, from first: Int = 0, longest: Int = 120) -> [IncomingDocument] {
  var dice = Dice(state: seed)
  let words = [
    "Haus", "haus", "HAUS", "Straße", "STRASSE", "über", "Über", "u\u{0308}ber", "안녕", "安全", "İstanbul", "ISPARTA",
    "ısı",
    "2021", "3,5", "Don't", "soft\u{00AD}er", "softer", "e-mail", "x@y.de", "https://a.b/c?d=1", "😀", ":D", "naïve",
    "Ω",
    "Wortzusammensetzungsungetüm", "a", "b",
  ]
  return (0..<count).map { index in
    var text = ""
    let length = Int.random(in: 0..<8, using: &dice) == 0 ? 0 : Int.random(in: 1...longest, using: &dice)
    for _ in 0..<length {
      let pick = Int.random(in: 0..<words.count, using: &dice)
      text += words[min(pick, Int.random(in: 0..<words.count, using: &dice))]
      switch Int.random(in: 0..<14, using: &dice) {
      case 0: text += ". "
      case 1: text += ".\n\n"
      case 2: text += ", "
      case 3: text += "!"
      default: text += " "
      }
    }
    let language = ["de", "en", "tr", "und"][Int.random(in: 0..<4, using: &dice)]
    let number = first + index
    var fields: [(String, FieldValue)] = [("year", .text("\(1990 + number % 30)"))]
    if number % 3 == 0 { fields.append(("note", .text("n\(number)"))) }
    if number % 5 == 0 { fields.append(("score", .text("\(Double(number) / 4)"))) }
    return IncomingDocument(
      name: "d/\(number).txt", text: Array(text.utf8), language: language,
      languageConfidence: number % 2 == 0 ? 0.5 : nil, title: number % 4 == 0 ? nil : "Title \(number)",
      date: "2020-0\(1 + number % 9)", fields: fields)
  }
}

/// A document as a reader should see it.
struct NaiveDocument: Equatable {
  var name: String
  var title: String?
  var date: String?
  var language: String
  var text: [UInt8]?
  var forms: [String] = []
  /// Space, sentence and paragraph bits.
  var marks: [UInt8] = []
  var words = 0
}

/// Tokens and documents of a form.
struct NaiveCount: Equatable {
  var tokens = 0
  var documents = 0
}

/// Everything that can be asked of a corpus, by the plainest means.
struct NaiveCorpus: Equatable {
  var documents: [NaiveDocument] = []
  var words: [String: NaiveCount] = [:]
  var lowers: [String: NaiveCount] = [:]

  /// What a corpus of these documents should be.
  init(_ incoming: [IncomingDocument], keepsText: Bool = true) {
    for document in incoming {
      var naive = NaiveDocument(
        name: document.name, title: document.title, date: document.date, language: document.language,
        text: keepsText ? document.text : nil)
      var buffer = TokenBuffer()
      document.text.withUnsafeBufferPointer { bytes in
        var state = Tokenizer.State()
        let tokenizer = Tokenizer(language: document.language)
        while tokenizer.next(bytes, &state, limit: 1_000, into: &buffer) {}
        for index in 0..<buffer.count {
          let raw = UnsafeBufferPointer(rebasing: bytes[buffer.starts[index]..<buffer.ends[index]])
          let form = FormNormalizer.normalize(raw)
          naive.forms.append(String(decoding: form, as: UTF8.self))
          form.withUnsafeBufferPointer { naive.words += TokenKind.isCounted($0) ? 1 : 0 }
        }
      }
      naive.marks = buffer.spaceAfter.map { $0 ? 1 : 0 }
      for start in buffer.sentenceStarts { naive.marks[start] |= 2 }
      for start in buffer.paragraphStarts { naive.marks[start] |= 4 }
      documents.append(naive)
    }
    count()
  }

  private mutating func count() {
    for document in documents {
      let casing = LowerCasing(language: LowerCasing.variant(of: document.language))
      let lower = document.forms.map { form in
        Array(form.utf8).withUnsafeBufferPointer {
          casing.lower($0).map { String(decoding: $0, as: UTF8.self) } ?? form
        }
      }
      for form in document.forms { words[form, default: NaiveCount()].tokens += 1 }
      for form in Set(document.forms) { words[form]?.documents += 1 }
      for form in lower { lowers[form, default: NaiveCount()].tokens += 1 }
      for form in Set(lower) { lowers[form]?.documents += 1 }
    }
  }

  /// Reads a corpus out of a store, token by token and summary by summary.
  init(_ reader: StoreReader, _ name: String) throws {
    let corpus = try reader.corpus(named: name)
    let table = reader.documents(of: corpus)
    let names = try table.names()
    let vocabulary = try reader.vocabulary
    let flags = try vocabulary.flags()
    for index in 0..<table.count {
      documents.append(
        NaiveDocument(
          name: names[index], title: try table.titles()[index], date: try table.dates()[index],
          language: try table.languages()[index],
          text: corpus.keepsText ? try reader.text(ofDocument: index, in: corpus) : nil))
    }
    for info in corpus.segments {
      let segment = try reader.segment(info)
      let bounds = try segment.bounds()
      let ids = try segment.ids(0..<info.tokens)
      let spaces = try segment.spaceAfter(0..<info.tokens)
      let sentences = Set(bounds.sentenceStarts)
      let paragraphs = Set(bounds.paragraphStarts)
      for index in 0..<info.documents {
        for position in bounds.documentStarts[index]..<bounds.documentStarts[index + 1] {
          let id = ids[Int(position)]
          documents[info.firstDocument + index].forms.append(try vocabulary.text(of: id))
          documents[info.firstDocument + index].words += FormFlags(rawValue: flags[Int(id.rawValue)]).isCounted ? 1 : 0
          documents[info.firstDocument + index].marks.append(
            (spaces[Int(position)] ? 1 : 0) | (sentences.contains(position) ? 2 : 0)
              | (paragraphs.contains(position) ? 4 : 0))
        }
      }
      var sums: [LayerName: [String: NaiveCount]] = [:]
      for layer in [LayerName.word, .lower] {
        var found: [(String, Int, Int)] = []
        var ids: [UInt32] = []
        try segment.summary(layer) { form, tokens, documents in
          ids.append(form.rawValue)
          found.append(("", tokens, documents))
        }
        for (index, id) in ids.enumerated() {
          found[index].0 = try vocabulary.text(of: .init(rawValue: id))
          sums[layer, default: [:]][found[index].0] = NaiveCount(tokens: found[index].1, documents: found[index].2)
        }
      }
      for (form, count) in sums[.word] ?? [:] {
        words[form, default: NaiveCount()].tokens += count.tokens
        words[form, default: NaiveCount()].documents += count.documents
      }
      for (form, count) in sums[.lower] ?? [:] {
        lowers[form, default: NaiveCount()].tokens += count.tokens
        lowers[form, default: NaiveCount()].documents += count.documents
      }
    }
  }
}

/// A folder that is gone when the last reference is.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/lect-store-test.XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }

  deinit {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink("\(path)/\(name)")
    }
    closedir(folder)
    rmdir(path)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// Options for a test: chunks and parcels so small that everything is cut.
func smallOptions(threads: Int = 2, segmentTokens: Int, keepText: Bool = true) -> LoadOptions {
  var options = LoadOptions(threads: threads, segmentTokens: segmentTokens, keepText: keepText)
  options.chunkBytes = 2_000
  options.parcelTokens = 50
  return options
}

/// The bytes of a file.
func contents(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return bytes
}

/// Writes a file.
func write(_ bytes: [UInt8], _ path: String) {
  guard let file = fopen(path, "w") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}
