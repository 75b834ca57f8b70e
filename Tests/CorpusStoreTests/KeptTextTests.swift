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

  @Test func `a long document that brings plain tokens only fills several blocks`() throws {
    let count = 260_000
    let words = (0..<count).map { "wort\($0 % 90 + 10)" }.joined(separator: " ")
    var document = IncomingDocument(name: "v", text: Array(words.utf8), language: "de")
    var tokens = TokenBuffer()
    for index in 0..<count {
      tokens.starts.append(index * 7)
      tokens.ends.append(index * 7 + 6)
      tokens.kinds.append(.word)
      tokens.spaceAfter.append(true)
    }
    document.annotation = AnnotatedTokens(tokens: tokens, columns: [], regions: [])
    try expectTexts([document], LoadOptions(segmentTokens: 100_000))
  }

  /// A copy of a store of an older version.
  private func stored(_ file: String, _ folder: TemporaryFolder, as name: String) throws -> Store {
    let path = folder.file(name)
    write(try #require(contents(String(#filePath.dropLast("KeptTextTests.swift".count)) + "Stores/" + file)), path)
    return try Store.open(path, access: .readWrite)
  }

  @Test func `what is kept does not depend on threads, nor on what they met before`() throws {
    // So many forms between those with a mark of their own (q̃) that a worker forgets these now and then.
    let documents = (0..<60).map { index in
      let words = (0..<1_500).map { place in
        place % 30 == 0 ? "q\u{303}\(place / 30 % 7)" : "wort\(index % 20)x\((place &* 7_919) % 1_500)"
      }
      return document(index * 4, words.joined(separator: " "))
    }
    let kept = try [1, 4].map { threads in
      let folder = TemporaryFolder()
      let path = folder.file("a.db")
      let store = try Store.open(path, access: .readWrite)
      var options = LoadOptions(threads: threads)
      options.chunkBytes = 100_000
      _ = try store.load("c", mode: .create, from: ListSource(documents, perInput: 1), options: options)
      #expect(try store.check().problems == [])
      var blocks: [[UInt8]] = []
      try Connection(path, mode: .readOnly).forEachRow(
        "SELECT blob.data FROM text_block JOIN blob ON blob.id = text_block.blob ORDER BY text_block.start"
      ) { blocks.append($0.blob(0)) }
      return blocks
    }
    #expect(kept[0].count > 1)
    #expect(kept[0] == kept[1])
    // Nothing but the ends of documents is not as the tokens say.
    #expect(kept[0].allSatisfy { $0.count < 1_000 }, "\(kept[0].map(\.count))")
  }

  @Test(arguments: ["schema-1.db", "schema-2.db", "schema-4.db"])
  func `text that an older version kept stays beside new text`(file: String) throws {
    let folder = TemporaryFolder()
    let store = try stored(file, folder, as: file)
    // What was cut by an older tokeniser takes no text of the present one: here it is said to be of the present one.
    let rebuilt = try stored(file, folder, as: "rebuilt.db")
    _ = try rebuilt.rebuild("texts")
    let query = "SELECT tokeniser FROM corpus WHERE name = 'texts'"
    let tokeniser = try #require(try Connection(rebuilt.path, mode: .readOnly).text(query))
    try Connection(store.path, mode: .readWrite).run(
      "UPDATE corpus SET tokeniser = ? WHERE name = 'texts'", [.text(tokeniser)])
    let more = IncomingDocument(name: "f.txt", text: Array("Noch\tein  Haus.\n".utf8), language: "de")
    _ = try store.load("texts", mode: .append, from: ListSource([more]))
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "texts")
    let first = corpus.documentCount - 4
    let texts = [
      "ISPARTA İzmir'e yakın. ISPARTA güzel.", "", "One sentence. Another one. A third. \u{1F600} x@y.de",
      "Noch\tein  Haus.\n",
    ]
    #expect(
      try reader.texts(ofDocuments: first..<first + 4, in: corpus).map { String(decoding: $0, as: UTF8.self) } == texts)
    for (index, text) in texts.enumerated() {
      #expect(try reader.text(ofDocument: first + index, in: corpus) == Array(text.utf8))
    }
    #expect(try store.check().problems == [])
    let kinds =
      "SELECT count(DISTINCT hex(substr(data, 1, 1))) FROM text_block t JOIN blob b ON b.id = t.blob WHERE corpus = ?"
    #expect(try Connection(store.path, mode: .readOnly).integer(kinds, [.integer(corpus.id)]) == 2)
  }

  @Test func `places of documents that are not those of the text are found`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource((0..<3).map { document($0, "Zehn Bytes") }))
    let connection = try Connection(store.path, mode: .readWrite)
    for change in [
      "text_bytes = text_bytes - 5 * (ordinal = 0) + 5 * (ordinal = 1), text_start = text_start - 5 * (ordinal = 1)",
      "text_start = text_start + 1", "text_bytes = text_bytes + (ordinal = 2)",
    ] {
      try connection.execute("SAVEPOINT s; UPDATE documents_1 SET \(change); RELEASE s")
      #expect(try !store.check().problems.isEmpty, "\(change)")
    }
  }

  @Test func `blocks and rows that cannot be make no text and no crash`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = ["Ein  Haus.\nZwei\tHa\u{AD}user", "drei\n", "", "a  b  c"].enumerated().map(document)
    _ = try store.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: 4))
    let connection = try Connection(store.path, mode: .readWrite)
    let id = try #require(try connection.integer("SELECT blob FROM text_block"))
    let blob = try CheckedBlob(id, connection)
    try blob.loadAll()
    let packed = Array(UnsafeRawBufferPointer(start: blob.base, count: blob.count))
    let content = try #require(packed.withUnsafeBytes { ResidueBlock($0) }).content
    var dice = Dice(state: 6)
    for round in 0..<400 {
      var changed = content
      for _ in 0...Int.random(in: 0..<2, using: &dice) {
        changed[Int.random(in: 0..<changed.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      let made = try BlobWriting(connection: connection).write(try pack(changed, like: packed))
      let bytes = [34, 35, 1 << 20, Int.max, 0, -1][Int.random(in: 0..<6, using: &dice)]
      try connection.run("UPDATE text_block SET blob = ?, bytes = ?", [.integer(made), .integer(bytes)])
      if round % 2 == 0 {
        try connection.run(
          "UPDATE text_block SET bytes = ?", [.integer(documents.reduce(0) { $0 + $1.text.count })])
      }
      #expect(try round % 20 != 0 || !store.check().problems.isEmpty || changed == content)
      let reader = try store.reader()
      let corpus = try reader.corpus(named: "c")
      for index in documents.indices {
        let text = try? reader.text(ofDocument: index, in: corpus)
        #expect(text == nil || text?.count == documents[index].text.count)
      }
    }
  }

  /// Content as a block.
  private func pack(_ content: [UInt8], like packed: [UInt8]) throws -> [UInt8] {
    let size = withUnsafeBytes(of: UInt32(content.count).littleEndian) { Array($0) }
    return packed[..<17] + size + (try content.withUnsafeBytes { try ZstdContext().compress($0) })
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
      let block = try pack(changed, like: packed)
      guard let block = block.withUnsafeBytes({ ResidueBlock($0) }) else { continue }
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
