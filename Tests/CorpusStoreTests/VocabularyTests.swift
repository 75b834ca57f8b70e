import AnalyzerKit
import TextProcessing
import Testing

@testable import CorpusStore

@Suite struct VocabularyTests {
  private func store(_ texts: [(String, String)], _ folder: TemporaryFolder) throws -> Store {
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    for (index, (text, language)) in texts.enumerated() {
      _ = try store.load(
        "c\(index)", mode: .create,
        from: ListSource([IncomingDocument(name: "d", text: Array(text.utf8), language: language)]))
    }
    return store
  }

  @Test func `forms, ids, flags and layers`() throws {
    let folder = TemporaryFolder()
    let store = try store([("Das Haus und das HAUS , 2021 :D", "de")], folder)
    let vocabulary = try store.reader().vocabulary
    let house = try #require(try vocabulary.id(of: "Haus"))
    let lower = try #require(try vocabulary.id(of: "haus"))
    #expect(try vocabulary.id(of: "Hau") == nil)
    #expect(try vocabulary.id(of: "") == nil)
    #expect(try vocabulary.text(of: house) == "Haus")
    #expect(try vocabulary.map(.lower)[Int(house.rawValue)] == lower)
    #expect(
      try vocabulary.words(behind: lower, in: .lower).map { try vocabulary.text(of: $0) }.sorted() == [
        "HAUS", "Haus", "haus",
      ])
    let both = try vocabulary.words(behind: [lower, lower, house], in: .lower)
    #expect(both.map(\.count) == [3, 3, 0])
    let flags = try vocabulary.flags().map { FormFlags(rawValue: $0) }
    #expect(flags[Int(house.rawValue)].occurs)
    #expect(!flags[Int(lower.rawValue)].occurs)
    let comma = try #require(try vocabulary.id(of: ","))
    #expect(flags[Int(comma.rawValue)].kind == .punctuation)
    #expect(!flags[Int(comma.rawValue)].isCounted)
    // An emoticon with a letter counts, as `counted` means a letter or a digit.
    let smile = try #require(try vocabulary.id(of: ":D"))
    #expect(flags[Int(smile.rawValue)].isCounted)
    #expect(throws: StoreError.self) { try vocabulary.text(of: FormID(rawValue: UInt32(vocabulary.count))) }
    var seen: [String] = []
    try vocabulary.forEach { id, bytes, _ in
      #expect(Int(id.rawValue) == seen.count)
      seen.append(String(decoding: bytes, as: UTF8.self))
    }
    #expect(seen.count == vocabulary.count && Set(seen).count == seen.count)
  }

  @Test func `a derived form that comes to occur is told so`() throws {
    let folder = TemporaryFolder()
    let store = try store([("Haus", "de"), ("haus", "de")], folder)
    let vocabulary = try store.reader().vocabulary
    let lower = try #require(try vocabulary.id(of: "haus"))
    #expect(FormFlags(rawValue: try vocabulary.flags()[Int(lower.rawValue)]).occurs)
    #expect(try store.check().problems == [])
  }

  @Test func `a casing variant that comes late covers the forms of before`() throws {
    let folder = TemporaryFolder()
    let store = try store([("ISPARTA Igel", "de"), ("ISPARTA İzmir", "tr"), ("Ilse", "en")], folder)
    let reader = try store.reader()
    let vocabulary = try reader.vocabulary
    func lower(_ form: String, _ variant: String) throws -> String {
      let id = try #require(try vocabulary.id(of: form))
      return try vocabulary.text(of: try vocabulary.map(.lower, variant: variant)[Int(id.rawValue)])
    }
    #expect(try lower("ISPARTA", "und") == "isparta")
    #expect(try lower("ISPARTA", "tr") == "ısparta")
    #expect(try lower("Igel", "tr") == "ıgel")
    #expect(try lower("Ilse", "tr") == "ılse")
    #expect(try reader.corpus(named: "c1").casingVariants.contains("tr"))
    #expect(try store.check().problems == [])
  }

  @Test func `a casing variant whose documents are all empty takes the common lower case until one is not`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    func load(_ corpus: String, _ mode: LoadMode, _ text: String, _ language: String) throws {
      let document = IncomingDocument(name: "\(corpus) \(text)", text: Array(text.utf8), language: language)
      _ = try store.load(corpus, mode: mode, from: ListSource([document]))
    }
    func lower(_ form: String) throws -> [String] {
      let vocabulary = try store.reader().vocabulary
      let id = try #require(try vocabulary.id(of: form))
      return try [LayerName.lower, .stem].map {
        try vocabulary.text(of: try vocabulary.map($0, variant: "tr")[Int(id.rawValue)])
      }
    }
    try load("t", .create, "", "tr")
    try load("u", .create, "THE CITY", "en")
    #expect(try store.reader().corpus(named: "t").casingVariants.contains("tr"))
    #expect(try lower("CITY") == ["city", "city"])
    #expect(try store.check().problems == [])
    try load("t", .append, "ISPARTA", "tr")
    #expect(try lower("CITY")[0] == "cıty" && lower("ISPARTA")[0] == "ısparta")
    #expect(try store.check().problems == [])
  }

  @Test func `many appends keep few runs and all ids`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    var ids: [String: FormID] = [:]
    for round in 0..<20 {
      let text = (0..<10).map { "wort\(round)x\($0) Und" }.joined(separator: " ")
      _ = try store.load(
        "c", mode: round == 0 ? .create : .append,
        from: ListSource([IncomingDocument(name: "\(round)", text: Array(text.utf8), language: "de")]))
      let vocabulary = try store.reader().vocabulary
      for (form, id) in ids { #expect(try vocabulary.id(of: form) == id) }
      ids["wort\(round)x3"] = try vocabulary.id(of: "wort\(round)x3")
      #expect(vocabulary.runs.count <= 6)
    }
    #expect(try store.check().problems == [])
  }
}
