import Testing

@testable import TextProcessing

/// What the corpora of a language cut as those of others do not: `conventions.txt`.
struct TokenizerConventionTests {
  @Test(arguments: [
    ("pl", "Prof. Jan, np. dziś, zajął 2. miejsce.", "Prof . Jan , np . dziś , zajął 2 . miejsce ."),
    ("pl", "Ok. 5 tys. osób itd. Potem wrócił.", "Ok . 5 tys . osób itd . | Potem wrócił ."),
    ("pl", "M.in. J. Kowalski i T.G. Nowak.", "M . in . J . Kowalski i T . G . Nowak ."),
    ("pl", "Mieszka przy ul. Długiej 5. Dnia 5 maja", "Mieszka przy ul . Długiej 5 . | Dnia 5 maja"),
    ("cs", "Dne 5. května 2010 přišel tzv. Ing. Novák.", "Dne 5 . května 2010 přišel tzv . Ing . Novák ."),
    ("cs", "V 19. století, atd. Potom odešli.", "V 19 . století , atd . | Potom odešli ."),
    ("sk", "Napr. prof. Novák atď. On prišiel.", "Napr . prof . Novák atď . | On prišiel ."),
    (
      "uk", "Проф. Т. Г. Шевченко, напр. і т. д. Він прийшов.",
      "Проф . Т . Г . Шевченко , напр . і т . д . | Він прийшов ."
    ),
  ])
  func `full stops are tokens that end no sentence`(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }

  @Test func `addresses and numbers keep their stops`() {
    #expect(
      cut("Zob. www.biblioteka-narodowa.pl i jan@o2.pl, 10.30.", language: "pl")
        == "Zob . www.biblioteka-narodowa.pl i jan@o2.pl , 10.30 .")
    #expect(cut("Viz www.ceska-televize.cz.", language: "cs") == "Viz www.ceska-televize.cz .")
  }

  @Test(arguments: [
    (
      "pl", "biało-czerwony Rolls-Royce, 20-letni, PRL-u, Bielsko-Biała",
      "biało - czerwony Rolls-Royce , 20-letni , PRL-u , Bielsko-Biała"
    ),
    ("cs", "česko-německý, bude-li", "česko - německý , bude - li"),
    ("uk", "українсько-чеський, будь-який, Івано-Франківськ", "українсько - чеський , будь-який , Івано-Франківськ"),
    ("ru", "русско-немецкий", "русско-немецкий"),
  ])
  func `hyphens of compounds`(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }

  @Test(arguments: [
    ("sv", "för- och nackdelar, in- och utgång - och", "för- och nackdelar , in- och utgång - och"),
    ("nl", "voor- en nadelen, maar- niet", "voor- en nadelen , maar - niet"),
    ("fi", "maa-, metsä- ja kalatalous", "maa- , metsä- ja kalatalous"),
    ("da", "for- og bagside", "for- og bagside"),
    ("en", "pre- and post-war", "pre - and post-war"),
  ])
  func `a hyphen that stands for the rest of a word`(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }

  @Test(arguments: [
    ("sv", "den 1:a och 2:an, EU:s kl. 10:30", "den 1:a och 2:an , EU:s kl. 10:30"),
    ("fi", "1990:n ja 5:ssä", "1990:n ja 5:ssä"),
    ("de", "1:a", "1 : a"),
    ("it", "Il 10° giorno, 20° C e 20 °C", "Il 10° giorno , 20 ° C e 20 °C"),
    ("de", "bei 20° im Schatten", "bei 20 ° im Schatten"),
    ("el", "Τι; Ναι.", "Τι ; | Ναι ."),
    ("el", "Τι\u{37E} Ναι.", "Τι \u{37E} | Ναι ."),
    ("de", "Was; Ja.", "Was ; Ja ."),
    ("de", "Der 1. FC spielt. Platz 3. Das war's.", "Der 1. FC spielt . | Platz 3 . | Das war's ."),
    ("da", "Den 1. FC", "Den 1 . | FC"),
    ("hu", "Ekkor IV. Béla volt a XIII. Az király", "Ekkor IV. Béla volt a XIII . | Az király"),
    ("tr", "Sonra II. Abdülhamid", "Sonra II. Abdülhamid"),
    ("de", "IV. Die Lage. Das war Karl IV. Der König", "IV. Die Lage . | Das war Karl IV . | Der König"),
  ])
  func `numbers and marks`(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }

  @Test func `an unknown convention says nothing, and each known one is read`() {
    let none = LanguageConventions(["nonsense", ""])
    #expect(!none.hasStopsApart && !none.hasCapitalNouns && none.coordinators.isEmpty)
    let some = LanguageConventions(["hyphens-apart o", "hanging-hyphens och"])
    #expect(some.hasHyphensApart && some.hyphenEnding == [0x6F] && !some.coordinators.isEmpty)
  }
}
