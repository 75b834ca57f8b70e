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

  @Test func `stems do not depend on how many are stemmed together, nor on threads`() throws {
    var dice = Dice(state: 17)
    let roots = ["Haus", "HÄUS", "laufen", "running", "Kitap", "I\u{307}L", "Istanbul", "stem", "Weiß", "flies"]
    let ends = ["", "er", "ern", "es", "lar", "ING", "s", "lik", "ungen"]
    let words = (0..<900).map { _ in
      roots[Int(dice.next() % 10)] + (dice.next() % 2 == 0 ? "" : String(dice.next() % 40)) + ends[Int(dice.next() % 9)]
    }
    let languages = ["de", "en", "tr"]
    /// All forms after three loads, the first of which is large, and the stem of each word by language.
    func outcome(jobForms: Int, threads: Int) throws -> (forms: [String], stems: [[String]]) {
      let folder = TemporaryFolder()
      let store = try Store.open(folder.file("a.db"), access: .readWrite)
      for range in [0..<700, 500..<720, 300..<900] {
        let connection = try store.writer()
        try connection.transaction {
          let vocabulary = try LoadVocabulary(connection)
          let stems = LoadStems(jobForms: jobForms)
          for (number, language) in languages.enumerated() {
            if language == "tr" { vocabulary.use(LowerCasing.variant(of: language)) }
            let forms = try words[range].enumerated().filter { $0.offset % (number + 1) == 0 }.map { _, word in
              try intern(word, vocabulary)
            }
            stems.mark(forms, language: language, of: vocabulary.count)
          }
          try stems.write(vocabulary, connection, threads: threads)
          try vocabulary.write(connection)
        }
      }
      let vocabulary = try store.reader().vocabulary
      var forms: [String] = []
      try vocabulary.forEach { _, form, _ in forms.append(String(decoding: form, as: UTF8.self)) }
      let stems = try languages.map { language in
        let map = try vocabulary.map(.stem, variant: language)
        return try words.map { word in
          let id = try #require(try vocabulary.id(of: word))
          return try vocabulary.text(of: map[Int(id.rawValue)])
        }
      }
      return (forms, stems)
    }
    let whole = try outcome(jobForms: 10_000, threads: 1)
    for (number, language) in languages.enumerated() {
      let (stemmer, casing) = (try #require(Stemmer(language: language)), LowerCasing(language: language))
      let marked = Set(
        [0..<700, 500..<720, 300..<900].flatMap { range in
          words[range].enumerated().filter { $0.offset % (number + 1) == 0 }.map(\.element)
        })
      for (word, stem) in zip(words, whole.stems[number]) {
        let lower = Array(word.utf8).withUnsafeBufferPointer { casing.lower($0) } ?? Array(word.utf8)
        let expected = marked.contains(word) ? lower.withUnsafeBufferPointer { stemmer.stem($0) } ?? lower : lower
        #expect(stem == String(decoding: expected, as: UTF8.self))
      }
    }
    for jobForms in [3, 64] {
      let single = try outcome(jobForms: jobForms, threads: 1)
      #expect(single.stems == whole.stems)
      #expect(Set(single.forms) == Set(whole.forms) && single.forms.count == whole.forms.count)
      #expect(try outcome(jobForms: jobForms, threads: 3) == single)
    }
  }

  private func intern(_ word: String, _ vocabulary: LoadVocabulary) throws -> UInt32 {
    try Array(word.utf8).withUnsafeBufferPointer { form in
      let flags = FormFlags(kind: TokenKind.of(form), isCounted: TokenKind.isCounted(form)).rawValue
      return try (LowerCasing(language: "und").lower(form) ?? []).withUnsafeBufferPointer {
        try vocabulary.intern(form, hash: Hashing.form(form), flags: flags, lower: $0)
      }
    }
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
