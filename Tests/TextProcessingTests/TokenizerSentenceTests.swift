import Testing

@testable import TextProcessing

/// Where sentences and paragraphs start.
struct TokenizerSentenceTests {
  @Test(arguments: [
    ("Das gilt z. B. hier. Und d. h. dort.", "Das gilt z. B. hier . | Und d. h. dort ."),
    ("Das gilt z.B. hier, u. a. dort, bzw. nicht.", "Das gilt z.B. hier , u. a. dort , bzw. nicht ."),
    ("Dr. Müller und Prof. Dr. h. c. Meier kamen.", "Dr. Müller und Prof. Dr. h. c. Meier kamen ."),
    ("Nr. 5 von ca. 10, S. 12.", "Nr. 5 von ca. 10 , S. 12 ."),
    ("Er kaufte Brot usw. Dann ging er.", "Er kaufte Brot usw. | Dann ging er ."),
    ("Er kaufte Brot usw. und ging.", "Er kaufte Brot usw. und ging ."),
    ("J. S. Bach und C. P. E. Bach.", "J. S. Bach und C. P. E. Bach ."),
    ("Das ist Plan B. Der geht.", "Das ist Plan B . | Der geht ."),
    ("„Komm!“, rief sie. „Nein.“ Er ging.", "„ Komm ! “ , rief sie . | „ Nein . “ | Er ging ."),
    ("„Warum?“ fragte sie.", "„ Warum ? “ fragte sie ."),
    ("(Er kam. Sie ging.) Dann nichts.", "( Er kam . | Sie ging . ) | Dann nichts ."),
    ("Ja! Nein? Doch… Gut.", "Ja ! | Nein ? | Doch … | Gut ."),
    ("Er kam\nnicht.\nSie auch.", "Er kam nicht . | Sie auch ."),
    ("Ich war in der Schweiz. Franz auch.", "Ich war in der Schweiz . | Franz auch ."),
    ("Bzgl. der Lage. Sog. Experten.", "Bzgl. der Lage . | Sog. Experten ."),
    ("Titel\n\nText", "Titel ¶ Text"),
    ("Titel\r\n \t\r\nText", "Titel ¶ Text"),
    ("Titel\u{2029}Text", "Titel ¶ Text"),
    ("Titel\rText", "Titel Text"),
    ("Die Firma e. V. zahlt. v. Chr. war das.", "Die Firma e. V. zahlt . v. Chr. war das ."),
  ])
  func german(_ text: String, _ expected: String) {
    #expect(cut(text) == expected)
  }

  @Test(arguments: [
    ("Mr. Smith met Mrs. Jones at 5 p.m. He left.", "Mr. Smith met Mrs. Jones at 5 p.m. | He left ."),
    ("In the U.S. Senate, e.g. in May, i.e. then.", "In the U.S. Senate , e.g. in May , i.e. then ."),
    ("He came from the U.S. The end.", "He came from the U.S. | The end ."),
    ("See No. 4. No. I won't.", "See No. 4 . | No . | I won't ."),
    ("Acme Inc. said so. Acme, Inc..", "Acme Inc. said so . | Acme , Inc. ."),
    (
      "Bread, milk, etc. Smith paid. Bread etc. was there.",
      "Bread , milk , etc. | Smith paid . | Bread etc. was there ."
    ),
    ("i like it. it is good.", "i like it . | it is good ."),
    ("\"Why?\" he asked. \"No.\" She left.", "\" Why ? \" he asked . | \" No . \" | She left ."),
    ("John F. Kennedy won. Than I. The end.", "John F. Kennedy won . | Than I . | The end ."),
  ])
  func english(_ text: String, _ expected: String) {
    #expect(cut(text, language: "en") == expected)
  }

  @Test(arguments: [
    ("यह है। वह है।", "यह है । | वह है ।")
  ])
  func scripts(_ text: String, _ expected: String) {
    #expect(cut(text, language: "und") == expected)
  }

  @Test func withoutDataTheGeneralRulesStand() {
    let bytes = Array("Am 16. Dezember. Dr. Who".utf8)
    var state = Tokenizer.State()
    var buffer = TokenBuffer()
    let more = bytes.withUnsafeBufferPointer {
      Tokenizer(language: "de").next($0, &state, limit: 100, into: &buffer)
    }
    #expect(!more)
    #expect(buffer.sentenceStarts == [0, 3, 5, 7])
  }
}
