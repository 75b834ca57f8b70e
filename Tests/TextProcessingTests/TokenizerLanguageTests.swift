import Testing

@testable import TextProcessing

/// What the orthography of a language asks for, with its data.
struct TokenizerLanguageTests {
  @Test(arguments: [
    ("Liebe Mitarbeiter/-innen und Bürger*innen", "Liebe Mitarbeiter/-innen und Bürger*innen"),
    ("K.-H. Müller und H.-J. Vogel", "K.-H. Müller und H.-J. Vogel"),
    ("Ludwig XIV. war König. Das tat Heinrich VIII.", "Ludwig XIV. war König . | Das tat Heinrich VIII ."),
    ("In der Bahnhofstr. 5, an der Bahnhofstr. Danach", "In der Bahnhofstr. 5 , an der Bahnhofstr . | Danach"),
    ("Ich hab' kein Geld, 100 km/h", "Ich hab' kein Geld , 100 km/h"),
    ("10.000,50 € oder US$ 5", "10.000,50 € oder US$ 5"),
  ])
  func german(_ text: String, _ expected: String) {
    #expect(cut(text) == expected)
  }

  @Test(arguments: [
    ("A Ph.D. student w/o money", "A Ph.D. student w/o money"),
    ("Rock 'n' roll in C++ and C#", "Rock 'n' roll in C++ and C#"),
    ("Mr. Smith of the U.S. Army. It costs US$5.", "Mr. Smith of the U.S. Army . | It costs US$ 5 ."),
  ])
  func english(_ text: String, _ expected: String) {
    #expect(cut(text, language: "en") == expected)
  }

  @Test(arguments: [
    ("fr", "M. Dupont a-t-il dit oui ?", "M. Dupont a -t-il dit oui ?"),
    ("fr", "Qu'est-ce que c'est, c'est-à-dire ?", "Qu' est -ce que c' est , c'est-à-dire ?"),
    ("fr", "Rendez-vous avec J.-P. Durand, peut-être.", "Rendez-vous avec J.-P. Durand , peut-être ."),
    ("fr", "L'« Éco » de l'U.E. J'ai", "L' « Éco » de l' U.E. | J' ai"),
    ("it", "Un po' d'acqua dell'«Unità», l'11 maggio", "Un po' d' acqua dell' « Unità » , l' 11 maggio"),
    ("it", "Il sig. Rossi, ecc. Poi finì.", "Il sig. Rossi , ecc. | Poi finì ."),
    ("es", "El Sr. Gil (EE. UU.) ganó el 1.º lugar.", "El Sr. Gil ( EE. UU. ) ganó el 1.º lugar ."),
    ("pt", "O Sr. Silva pagou R$ 5 na 2.ª vez.", "O Sr. Silva pagou R$ 5 na 2.ª vez ."),
    ("pt", "Em 1500 a.C. já existia, p. ex. aqui.", "Em 1500 a.C. já existia , p. ex. aqui ."),
    ("nl", "Dhr. Smit gaat. 's Avonds naar 's-Gravenhage.", "Dhr. Smit gaat . | 's Avonds naar 's-Gravenhage ."),
    ("nl", "'t Is zo'n dag. 't Is mooi, d.w.z. zon.", "'t Is zo'n dag . | 't Is mooi , d.w.z. zon ."),
    ("pl", "Prof. Jan, np. dziś, zajął 2. miejsce.", "Prof. Jan , np. dziś , zajął 2. miejsce ."),
    ("pl", "Ok. 5 tys. osób itd. Potem wrócił.", "Ok. 5 tys. osób itd. | Potem wrócił ."),
    ("ru", "В 2008 г. и т. д. Он пришёл.", "В 2008 г. и т. д. | Он пришёл ."),
    ("ar", "قال د. أحمد: نعم؟ لا.", "قال د. أحمد : نعم ؟ | لا ."),
    ("cs", "Dne 5. května přišel.", "Dne 5. května přišel ."),
  ])
  func others(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }
}
