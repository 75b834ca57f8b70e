import Testing

@testable import CorpusImport

@Suite("HeadingPattern")
struct HeadingPatternTests {
  private func values(_ pattern: HeadingPattern, _ text: String) -> [String]? {
    pattern.match(Array(text.utf8))?.fields.map { "\($0.name)=\($0.value)" }
  }

  @Test(
    arguments: [
      ("date 2021-12 Xi stärkt Putin\n\nText", "2021-12", "Xi stärkt Putin"),
      (" date 2021-12 Xi\nText", "2021-12", "Xi"), ("\t date 2021-12-24 A b \r\n\r\nText", "2021-12-24", "A b"),
      ("date 2021 T", "2021", "T"), ("date   0987-01   T  U", "0987-01", "T  U"),
      ("date 2020-02-29 T\rText", "2020-02-29", "T"),
    ])
  func automatic(_ text: String, _ date: String, _ title: String) {
    #expect(values(.auto, text) == ["date=\(date)", "title=\(title)"])
  }

  @Test(
    arguments: [
      "", "date", "date 2021-12", "date 2021-12 ", "Date 2021-12 T", "date 2021-13 T", "date 2021-00 T", "date 21-12 T",
      "date 2021-02-29 T", "date 2021-2 T", "date 0000 T", "date 2021-12-1 T", "date: 2021-12 T", "date2021-12 T",
      "\ndate 2021-12 T", "date 2021/12 T", "date ２０２１ T", "date 2021-12\nT", "dates 2021 T", "date 2021-12-24-25 T",
    ])
  func otherFirstLinesAreText(_ text: String) {
    #expect(HeadingPattern.auto.match(Array(text.utf8)) == nil)
  }

  @Test func noneLeavesEverythingText() {
    #expect(HeadingPattern.none.match(Array("date 2021-12 T\n".utf8)) == nil)
  }

  @Test(
    arguments: [
      (" date 2021 T\n\n \t\n  Text\n", "  Text\n"), ("date 2021 T\r\n\r\nText", "Text"), ("date 2021 T", ""),
      ("date 2021 T\u{2028}\u{85}Text", "Text"), ("date 2021 T\n\n\n", ""), ("date 2021 T\rText", "Text"),
    ])
  func headingAndBlankLinesAreNotText(_ text: String, _ rest: String) throws {
    let bytes = Array(text.utf8)
    let heading = try #require(HeadingPattern.auto.match(bytes))
    #expect(String(decoding: bytes[heading.range.upperBound...], as: UTF8.self) == rest)
    #expect(heading.range.lowerBound == 0)
    #expect(String(decoding: bytes[heading.line], as: UTF8.self).hasSuffix("date 2021 T"))
  }

  @Test(
    arguments: [
      ("date {date} {title}", "date 2021-12 A title", ["date=2021-12", "title=A title"]),
      ("date {date} {title}", "  date 2021-12 A title  ", ["date=2021-12", "title=A title"]),
      (
        "{speaker} ({party}): {title}", "Dr. A. (SPD): Zur (Sache): x",
        ["speaker=Dr. A.", "party=SPD", "title=Zur (Sache): x"]
      ),
      ("{a}-{b}", "x-y-z", ["a=x", "b=y-z"]), ("{a}-{n:int}", "x-y-7", ["a=x-y", "n=7"]),
      ("{a} {when:date}", "on 2021-05 of 2022-06-01", ["a=on 2021-05 of", "when=2022-06-01"]),
      ("{{{a}}} b", "{x} b", ["a=x"]), ("#{n:int} {r:real}%", "#-5 2.50%", ["n=-5", "r=2.50"]),
      ("{date:text}|{title}", "gestern|T", ["date=gestern", "title=T"]), ("{a}: {b}", "x:  y", ["a=x", "b=y"]),
      ("<h1>{title}</h1>", "<h1>a</h1></h1>", ["title=a</h1>"]),
    ] as [(String, String, [String])])
  func templates(_ pattern: String, _ line: String, _ expected: [String]) throws {
    let heading = try HeadingPattern(pattern)
    #expect(values(heading, line + "\nText") == expected)
    #expect(heading.fields == expected.map { String($0.prefix { $0 != "=" }) })
  }

  @Test(
    arguments: [
      ("date {date} {title}", "date 2021-13 T"), ("{speaker} ({party}): {title}", "A SPD: T"), ("{a}-{n:int}", "x-007"),
      ("{a}: {b}", "x: "), ("{a}: {b}", ": y"), ("x{a}", "y"), ("{a}.", "a"), ("{a}{{", "a"), ("abc{a}c", "abc"),
    ])
  func templatesThatDoNotFit(_ pattern: String, _ line: String) throws {
    #expect(values(try HeadingPattern(pattern), line) == nil)
  }

  @Test(
    arguments: [
      ("title", "it has no field: write auto, none or a layout such as 'date {date} {title}'"),
      ("{a", "a '{' is not closed"), ("a}", "there is a '}' without a '{'; a brace is '}}'"),
      ("{a}{b}", "between {a} and {b} there must be text that parts them"), ("{a} {a}", "field {a} is there twice"),
      ("{}", "'{}' names no field: write {name}"),
      ("{a:number}", "'number' is no type: there are text, int, real and date"),
    ])
  func patternsThatCannotBeRead(_ pattern: String, _ problem: String) {
    let expected = ImportError.badPattern(option: "--heading", pattern: pattern, problem: problem)
    #expect(throws: expected) { try HeadingPattern(pattern) }
    #expect(expected.description == "--heading '\(pattern)': \(problem)")
  }

  @Test func longLinesAreNoHeadingsAndTakeNoTime() throws {
    let line = "date 2021 " + String(repeating: "a 1-", count: 1 << 14)
    #expect(HeadingPattern.auto.match(Array(line.utf8)) == nil)
    let near = String(line.prefix(65_000)) + "\n"
    #expect(HeadingPattern.auto.match(Array(near.utf8)) != nil)
    let template = try HeadingPattern("{a} {n:int}-{b} {c} {d:date} {e}")
    #expect(template.match(Array(near.utf8)) == nil)
  }

  @Test func randomLinesAgreeWithASlowMatcher() throws {
    let template = try FieldTemplate("{a}b{b}cb{c}", option: "--heading")
    for _ in 0..<3000 {
      let line = String((0..<Int.random(in: 0...14)).compactMap { _ in "abc ".randomElement() })
      let slow = Self.slow(Array(line.utf8), ["b", "cb"].map { Array($0.utf8) })
      #expect(template.match(Array(line.utf8))?.map(\.value) == slow, "\(line)")
    }
  }

  /// Every way to part a line, the first fields short first.
  private static func slow(_ line: [UInt8], _ literals: [[UInt8]]) -> [String]? {
    func value(_ bytes: some Sequence<UInt8>) -> String? {
      let text = String(decoding: Array(bytes), as: UTF8.self).trimmed
      return text.isEmpty ? nil : text
    }
    guard let literal = literals.first else { return value(line).map { [$0] } }
    for end in line.indices where line[end...].starts(with: literal) {
      guard let head = value(line[..<end]) else { continue }
      if let rest = slow(Array(line[(end + literal.count)...]), Array(literals.dropFirst())) { return [head] + rest }
    }
    return nil
  }
}
