import Database
import TextProcessing
import Testing

@testable import CorpusStore

/// Text is made of tokens and of what they leave: it must be the same, byte for byte.
@Suite struct KeptTextTests {
  private func document(_ index: Int, _ text: String) -> IncomingDocument {
    IncomingDocument(name: "\(index)", text: Array(text.utf8), language: ["de", "en", "ja", "und"][index % 4])
  }

  /// Loads documents, checks the store and reads all texts, one by one and together.
  private func expectTexts(_ documents: [IncomingDocument], _ options: LoadOptions = LoadOptions()) throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource(documents, perInput: 3), options: options)
    #expect(try store.check().problems == [])
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "c")
    for index in documents.indices {
      #expect(try reader.text(ofDocument: index, in: corpus) == documents[index].text, "document \(index)")
    }
    #expect(try reader.texts(ofDocuments: documents.indices, in: corpus) == documents.map(\.text))
  }

  @Test(arguments: [3, 1 << 20]) func `what is between tokens, around them and spelled otherwise is kept`(
    segmentTokens: Int
  ) throws {
    let texts = [
      "", " ", "\n", " a", "a ", "a\n", "a", "a  b", "a\tb\r\nc\r\n", "a\u{A0}b\u{2003}c", "\u{FEFF}a\u{0}b\u{7}c",
      "u\u{308}ber  u\u{308}ber u\u{308}", "so\u{AD}ft \u{AD} \u{AD}", "\u{200B}a\u{200B} b\u{200B}",
      "\u{212B} \u{F900}",
      "東京は日本の首都です。 東京\u{3000}大阪", "e\u{301}\n\n\ne\u{301}", "(a) \"b\"—c… :D", "  \n\n  x  \n\n  ",
    ]
    try expectTexts(texts.enumerated().map(document), smallOptions(segmentTokens: segmentTokens))
  }

  @Test func `long forms, long gaps and long documents are cut and put together`() throws {
    let long = String(repeating: "a", count: 200_000)
    let composed = String(repeating: "u\u{308}", count: 100_000)
    let blanks = String(repeating: " \n", count: 150_000)
    let prose = String(repeating: "Ein Satz, der steht.\nUnd e\u{301}iner  mehr. ", count: 16_000)
    let many = String(repeating: "x\ty\n", count: 150_000)
    let texts = [
      long, composed, blanks, "a" + blanks + "b " + composed + " " + long + composed + "\n", "", prose, many,
      blanks + prose + many + "end",
    ]
    try expectTexts(texts.enumerated().map(document), LoadOptions(segmentTokens: 100_000))
  }

  @Test(arguments: 1...4) func `random texts are the same`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let parts = [
      "Haus", "über", "u\u{308}ber", "a", "1.5", "\u{AD}", "so\u{AD}ft", "安全", "😀", ".", ",", " ", " ", "  ", "\n",
      "\n\n", "\t",
      "\r\n", "\u{A0}", "\u{200B}", "don't", "x@y.de", "\u{0}", "\u{301}", "\u{212B}",
      String(repeating: "z", count: 70),
    ]
    let documents = (0..<120).map { index in
      let count = Int.random(in: 0..<(index % 40 == 0 ? 20_000 : 60), using: &dice)
      return document(index, (0..<count).map { _ in parts[Int.random(in: 0..<parts.count, using: &dice)] }.joined())
    }
    try expectTexts(documents, smallOptions(segmentTokens: 700))
  }

  @Test func `tokens that a document brings leave the rest`() throws {
    var document = IncomingDocument(name: "e", text: Array("  zum\tHaus,e\u{301}h da \n".utf8), language: "de")
    var tokens = TokenBuffer()
    for (bytes, space) in [(2..<3, false), (3..<5, true), (6..<10, true), (10..<14, true), (14..<15, true)] {
      tokens.starts.append(bytes.lowerBound)
      tokens.ends.append(bytes.upperBound)
      tokens.kinds.append(.word)
      tokens.spaceAfter.append(space)
    }
    document.annotation = AnnotatedTokens(tokens: tokens, columns: [], regions: [])
    try expectTexts([document])
  }

  @Test func `plain prose leaves next to nothing`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let text = String(repeating: "Die Brücke über den Fluss ist seit gestern offen. ", count: 20_000)
    _ = try store.load("c", mode: .create, from: ListSource([document(0, text)]))
    let connection = try Connection(folder.file("a.db"), mode: .readOnly)
    let bytes = try connection.integer("SELECT sum(length(data)) FROM text_block t JOIN blob b ON b.id = t.blob")
    #expect(try #require(bytes) < 200)
  }

  @Test(arguments: ["schema-1.db", "schema-2.db", "schema-4.db"])
  func `text that an older version kept stays beside new text`(file: String) throws {
    let folder = TemporaryFolder()
    let path = folder.file(file)
    write(try #require(contents(String(#filePath.dropLast("KeptTextTests.swift".count)) + "Stores/" + file)), path)
    let store = try Store.open(path, access: .readWrite)
    func text(_ ordinal: Int) throws -> String {
      let reader = try store.reader()
      return String(
        decoding: try reader.text(ofDocument: ordinal, in: reader.corpus(named: "texts")), as: UTF8.self)
    }
    #expect(try text(0) == "Die Straße über dem Fluß. HAUS, Haus und haus!\n\nZweiter Absatz 2021.")
    #expect(try text(2) == "")
    guard file != "schema-1.db" else { return }
    // Schemas 2 and later were written by the present tokeniser's version or an older one: what it refuses is cut again first.
    _ = try store.rebuild("texts")
    let more = IncomingDocument(name: "f.txt", text: Array("Noch\tein  Haus.\n".utf8), language: "de")
    _ = try store.load("texts", mode: .append, from: ListSource([more]))
    #expect(try text(3) == "One sentence. Another one. A third. \u{1F600} x@y.de")
    #expect(try text(4) == "Noch\tein  Haus.\n")
    #expect(try store.check().problems == [])
  }

  @Test func `bytes that are no block are refused, whatever they are`() throws {
    let writer = TextResidue()
    writer.begin()
    var buffer = TokenBuffer()
    let text = Array("Ein  Haus.\nZwei\tHa\u{AD}user, drei\n".utf8)
    try text.withUnsafeBufferPointer { bytes in
      var state = Tokenizer.State()
      while Tokenizer(language: "de").next(bytes, &state, limit: 100, into: &buffer) {}
      let irregular = [UInt8](repeating: 0, count: buffer.count).enumerated().map { $0.offset == 4 ? 1 : $0.element }
      for _ in 0..<3 {
        writer.beginDocument()
        try writer.add(buffer, irregular: irregular, of: bytes)
        try writer.endDocument(bytes)
      }
    }
    try writer.close()
    let packed = try #require(writer.take().first).packed
    let sound = try #require(packed.withUnsafeBytes { ResidueBlock($0) })
    #expect(sound.sections.map(\.textBytes) == [text.count, text.count, text.count])
    let content = sound.content
    var dice = Dice(state: 5)
    var formed = 0
    for _ in 0..<4_000 {
      var changed = content
      for _ in 0...Int.random(in: 0..<3, using: &dice) {
        changed[Int.random(in: 0..<changed.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      if Int.random(in: 0..<4, using: &dice) == 0 {
        changed.removeLast(Int.random(in: 0..<changed.count, using: &dice))
      }
      let size = withUnsafeBytes(of: UInt32(changed.count).littleEndian) { Array($0) }
      let block =
        packed[..<17] + size + (try changed.withUnsafeBytes { try ZstdContext().compress($0) })
      guard let block = Array(block).withUnsafeBytes({ ResidueBlock($0) }) else { continue }
      formed += 1
      for (index, section) in block.sections.enumerated() where section.tokens < 1_000 {
        let form = Array("form".utf8)
        form.withUnsafeBufferPointer { form in
          let made = block.text(
            index, forms: Array(repeating: form, count: section.tokens),
            spaces: Array(repeating: true, count: section.tokens))
          #expect(made == nil || made?.count == section.textBytes)
        }
      }
    }
    #expect(formed > 100)
  }
}
