import Testing

@testable import CorpusQuery

@Suite struct QueryParserTests {
  func shown(_ text: String) throws -> [String] {
    try QueryParser.parse(text).map { query in
      let elements = query.elements.map { globs in
        globs.map { glob in
          glob.pieces.map { piece in
            switch piece {
            case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
            case .run: "<run>"
            case .one: "<one>"
            }
          }.joined()
        }.joined(separator: "/")
      }.joined(separator: " + ")
      return (query.label.map { "\($0): " } ?? "") + elements
    }
  }

  @Test(arguments: [
    ("Haus", ["Haus"]), (" Xi  Jinping ", ["Xi + Jinping"]), ("NATO*", ["NATO<run>"]), ("W?d", ["W<one>d"]),
    ("(Haus|Hof)tür*", ["Haustür<run>/Hoftür<run>"]), ("(a|b)(c|d)", ["ac/ad/bc/bd"]), ("a**b", ["a<run>b"]),
    ("nato=NATO*, putin=Putin*", ["nato: NATO<run>", "putin: Putin<run>"]), ("10.000,50", ["10.000,50"]),
    ("a,b", ["a", "b"]), ("a\\*b", ["a*b"]), ("don't geht's", ["don't + geht's"]), ("安全*", ["安全<run>"]),
    ("(|ver)kaufen", ["kaufen/verkaufen"]), ("ü=ü", ["ü: ü"]), ("Ukraine-Frage", ["Ukraine-Frage"]),
  ])
  func readsQueries(text: String, expected: [String]) throws {
    #expect(try shown(text) == expected)
  }

  @Test(arguments: [
    ("", "a query is missing here: give a word, a phrase or a pattern", 0),
    ("a,", "a query is missing here: give a word, a phrase or a pattern", 2),
    ("x=", "a query is missing here: give a word, a phrase or a pattern", 2),
    ("a (b", "this parenthesis is not closed", 2), ("a|b", "alternatives stand in parentheses: (a|b)", 1),
    ("a)", "alternatives stand in parentheses: (a|b)", 1),
    ("(a b)", "alternatives are single words without blanks, commas or parentheses inside", 2),
    ("(a,b)", "alternatives are single words without blanks, commas or parentheses inside", 2),
    ("a\\", "a backslash needs a character after it", 1),
    (
      "[word=\"a\"]",
      "CQP expressions are not there yet; use words, phrases, * and ? and (a|b), and no quotes around a phrase", 0
    ),
    (
      "((\"a\")",
      "CQP expressions are not there yet; use words, phrases, * and ? and (a|b), and no quotes around a phrase", 2
    ),
  ])
  func refusesWithAPlace(text: String, message: String, place: Int) {
    let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
    #expect(error?.message == message)
    #expect(error?.range.lowerBound == place)
  }

  @Test func alternativesMayNotExplode() {
    let error = #expect(throws: QueryError.self) {
      try QueryParser.parse(String(repeating: "(a|b|c|d|e|f|g|h|i|j)", count: 12))
    }
    #expect(error?.message == "these alternatives stand for more than 1,000 patterns")
  }

  @Test func literalsAndSingleTokensAreTold() throws {
    #expect(try QueryParser.parse("Haus")[0].literal == "Haus")
    #expect(try QueryParser.parse("Haus*")[0].literal == nil)
    #expect(try QueryParser.parse("x=Haus")[0].literal == "Haus")
    #expect(try QueryParser.parse("das  Haus")[0].literal == "das Haus")
    #expect(try QueryParser.parse("das Ha*")[0].literal == nil)
    #expect(try !QueryParser.parse("das Haus")[0].isSingleToken)
  }

  @Test func literalsAreCutAsTextIs() throws {
    let byCharacter: ([UInt8]) -> [[UInt8]]? = { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      return text.contains("-") ? nil : text.map { Array(String($0).utf8) }
    }
    let query = try QueryParser.parse("x=安全 a-b c* d")[0].cutting(byCharacter)
    #expect(query.elements.count == 5)
    #expect(query.label == "x" && query.text == "安全 a-b c* d" && !query.isSingleToken)
    #expect(try QueryParser.parse("安")[0].cutting(byCharacter).literal == "安")
  }

  @Test func anyTextIsReadOrRefused() {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["a", "ü", "*", "?", "(", ")", "|", ",", "=", " ", "\\", "\"", "[", "1", "安", "-"]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }
      .joined()
      do {
        for query in try QueryParser.parse(text) { #expect(!query.elements.isEmpty) }
      } catch {
        #expect(error.range.lowerBound <= text.utf8.count && error.range.upperBound <= text.utf8.count)
      }
    }
  }
}
