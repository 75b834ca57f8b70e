import Testing

@testable import TextProcessing

/// Numbers, dates, times and ordinals.
struct TokenizerNumberTests {
  @Test(arguments: [
    ("10.000,50 € und 3.5", "10.000,50 € und 3.5"),
    ("1,000 und 1'000 und 1’000", "1,000 und 1'000 und 1’000"),
    ("bei -5 % und −5%", "bei -5 % und −5 %"),
    ("+49 30 123, +5 %, 3+5", "+49 30 123 , +5 % , 3 + 5"),
    ("von 1990-1995, 0800-123-456", "von 1990-1995 , 0800-123-456"),
    ("am 2021-12-16 und 16.12.2021", "am 2021-12-16 und 16.12.2021"),
    ("um 10:30 Uhr, 3:1", "um 10:30 Uhr , 3:1"),
    ("5km², 250g, ½, 1½, 10²", "5km² , 250g , ½ , 1½ , 10²"),
    ("-5 °C, 23 °F. Und 90°", "-5 °C , 23 °F . | Und 90 °"),
    ("$5 und €5 und 5 $", "$ 5 und € 5 und 5 $"),
    ("Es kostet 5.", "Es kostet 5 ."),
    ("٣٫١٤", "٣٫١٤"),
    ("08/16/2000", "08/16/2000"),
    ("v2.0 ist da", "v2.0 ist da"),
    // Found by fuzzing: a digit behind a stop or a minus was taken for a byte.
    (".߃", ".߃"), ("um -٣ Grad", "um -٣ Grad"),
  ])
  func numbers(_ text: String, _ expected: String) {
    #expect(cut(text) == expected)
  }

  @Test(arguments: [
    ("Am 16. Dezember kam sie.", "Am 16. Dezember kam sie ."),
    ("Am 1.1. beginnt es, am 24.12. 2021", "Am 1.1. beginnt es , am 24.12. 2021"),
    ("(31.12.), vom 1.1.-3.1. war", "( 31.12. ) , vom 1.1. - 3.1. war"),
    ("Kapitel 3.1. Das ist Version 2.15. Es", "Kapitel 3.1 . | Das ist Version 2.15 . | Es"),
    ("Am 16.Dezember kam sie.", "Am 16. Dezember kam sie ."),
    ("der 1. und der 2. Weltkrieg", "der 1. und der 2. Weltkrieg"),
    ("im 19. Jahrhundert", "im 19. Jahrhundert"),
    ("vom 16.-18. Mai", "vom 16. - 18. Mai"),
    ("1. Die Lage", "1. Die Lage"),
    ("Das war 2005. Er kam.", "Das war 2005 . | Er kam ."),
    ("Sie wurde 16. Die Mutter kam.", "Sie wurde 16 . | Die Mutter kam ."),
    ("am 16. 12. 2021", "am 16. 12. 2021"),
    ("Er wurde 5.", "Er wurde 5 ."),
    ("Er wurde 5.\n\nGestern", "Er wurde 5 . ¶ Gestern"),
  ])
  func ordinals(_ text: String, _ expected: String) {
    #expect(cut(text) == expected)
  }

  @Test func englishHasNoOrdinalsWithStops() {
    #expect(cut("In 16. December came.", language: "en") == "In 16 . | December came .")
    #expect(cut("the 4th of May", language: "en") == "the 4th of May")
  }
}
