import Testing

@testable import TextProcessing

struct TokenKindTests {
  @Test(arguments: [
    ("Haus", TokenKind.word), ("z.B.", .word), ("don't", .word), ("70er", .word), ("Bürger*innen", .word), ("漢", .word),
    ("a-b_c'd9", .word), ("a-b@c.de", .email), ("a-b.de", .url), ("_9", .number), ("-'", .punctuation),
    ("16.", .number), ("10.000,50", .number), ("-5", .number), ("10:30", .number), ("½", .number),
    ("25\u{202F}785", .number),
    (".", .punctuation), ("...", .punctuation), ("–", .punctuation), ("„", .punctuation), ("%", .punctuation),
    ("_", .punctuation), ("€", .symbol), ("+", .symbol), ("&amp;", .symbol), ("°", .symbol), ("\u{FFFD}", .symbol),
    ("https://a.de/x", .url), ("www.a.de", .url), ("heise.de", .url), ("alt.animals.cat", .word), ("a@b.de", .email),
    ("#Klima", .hashtag), ("#", .punctuation), ("@anna", .mention), ("@", .punctuation), ("@a@b.de", .mention),
    ("😀", .emoji), ("👨‍👩‍👧", .emoji), ("1️⃣", .emoji), (":-)", .emoji), ("<3", .emoji), ("🇩🇪", .emoji), ("™", .symbol),
  ])
  func kindOfForm(_ form: String, _ expected: TokenKind) {
    #expect(kind(form) == expected)
  }

  @Test(arguments: [
    ("a", true), ("5", true), ("½", true), (":D", true), ("@x", true), ("…", false), ("😀", false), ("", false),
  ])
  func counted(_ form: String, _ expected: Bool) {
    var copy = form
    #expect(copy.withUTF8(TokenKind.isCounted) == expected)
  }
}
