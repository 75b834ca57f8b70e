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
    ("Dr.-Ing. Meier, Dipl.-Ing. Huber", "Dr.-Ing. Meier , Dipl.-Ing. Huber"),
    ("Prof. Dr. h. c. mult. Meier, z.Hd. Herrn", "Prof. Dr. h. c. mult. Meier , z.Hd. Herrn"),
    ("Vitamin-C. Das Ende.-Ja", "Vitamin-C . | Das Ende . | - Ja"),
  ])
  func german(_ text: String, _ expected: String) {
    #expect(cut(text) == expected)
  }

  @Test(arguments: [
    ("A Ph.D. student w/o money", "A Ph.D. student w/o money"),
    ("Rock 'n' roll in C++ and C#", "Rock 'n' roll in C++ and C#"),
    ("non-U.S. citizens, a U.S.-based firm", "non-U.S. citizens , a U.S.-based firm"),
    ("See Fig. 3, Vol. IV. It is 5 ft. tall.", "See Fig. 3 , Vol. IV . | It is 5 ft. tall ."),
    ("Mr. Smith of the U.S. Army. It costs US$5.", "Mr. Smith of the U.S. Army . | It costs US$ 5 ."),
  ])
  func english(_ text: String, _ expected: String) {
    #expect(cut(text, language: "en") == expected)
  }

  @Test(arguments: [
    ("fr", "M. Dupont a-t-il dit oui ?", "M. Dupont a -t-il dit oui ?"),
    ("fr", "Qu'est-ce que c'est, c'est-à-dire ?", "Qu' est -ce que c' est , c'est-à-dire ?"),
    ("fr", "l'Être, c.-à-d. le XIXe siècle", "l' Être , c.-à-d. le XIXe siècle"),
    ("fr", "Rendez-vous avec J.-P. Durand, peut-être.", "Rendez-vous avec J.-P. Durand , peut-être ."),
    ("fr", "L'« Éco » de l'U.E. J'ai", "L' « Éco » de l' U.E. | J' ai"),
    ("it", "Un po' d'acqua dell'«Unità», l'11 maggio", "Un po' d' acqua dell' « Unità » , l' 11 maggio"),
    ("it", "Il sig. Rossi, ecc. Poi finì.", "Il sig. Rossi , ecc. | Poi finì ."),
    ("es", "El Sr. Gil (EE. UU.) ganó el 1.º lugar.", "El Sr. Gil ( EE. UU. ) ganó el 1.º lugar ."),
    ("pt", "O Sr. Silva pagou R$ 5 na 2.ª vez.", "O Sr. Silva pagou R$ 5 na 2.ª vez ."),
    ("pt", "Em 1500 a.C. já existia, p. ex. aqui.", "Em 1500 a.C. já existia , p. ex. aqui ."),
    ("nl", "Dhr. Smit gaat. 's Avonds naar 's-Gravenhage.", "Dhr. Smit gaat . | 's Avonds naar 's-Gravenhage ."),
    ("nl", "'t Is zo'n dag. 't Is mooi, d.w.z. zon.", "'t Is zo'n dag . | 't Is mooi , d.w.z. zon ."),
    ("ru", "В 2008 г. и т. д. Он пришёл.", "В 2008 г. и т. д. | Он пришёл ."),
    ("ar", "قال د. أحمد: نعم؟ لا.", "قال د. أحمد : نعم ؟ | لا ."),
    ("sv", "Bl.a. hr. Berg, dvs. kl. 10.30. Det var nr. 5.", "Bl.a. hr. Berg , dvs. kl. 10.30 . | Det var nr. 5 ."),
    (
      "da", "Den 5. maj kom hr. Jensen, f.eks. kl. 10. Så gik han.",
      "Den 5. maj kom hr. Jensen , f.eks. kl. 10 . | Så gik han ."
    ),
    ("da", "Han blev nr. 5. Så gik han.", "Han blev nr. 5 . | Så gik han ."),
    ("nb", "Han er dr. i f.eks. norsk. Det er bra.", "Han er dr. i f.eks. norsk . | Det er bra ."),
    ("fi", "Esim. tri Virtanen jne. Hän lähti klo 10.", "Esim. tri Virtanen jne. | Hän lähti klo 10 ."),
    ("hu", "Dr. Kovács, pl. 2010. 05. 16. óta stb. Az jó.", "Dr. Kovács , pl. 2010. 05. 16. óta stb. | Az jó ."),
    ("tr", "Dr. Ahmet Bey, örn. 19. yüzyılda vb. Bu iyi.", "Dr. Ahmet Bey , örn. 19. yüzyılda vb. | Bu iyi ."),
    (
      "ro", "Dl. Popescu, str. Lungă nr. 5, sec. XIX etc. El a venit.",
      "Dl. Popescu , str. Lungă nr. 5 , sec. XIX etc. | El a venit ."
    ),
    (
      "el", "Ο κ. Νίκος ήρθε; Ναι, π.χ. το 500 π.Χ. και απ' όλα.",
      "Ο κ. Νίκος ήρθε ; | Ναι , π.χ. το 500 π.Χ. και απ' όλα ."
    ),
    ("bg", "През 2010 г. г-н Иванов, напр. и др. Той дойде.", "През 2010 г. г-н Иванов , напр. и др. | Той дойде ."),
    ("ca", "L'home d'Espanya, p. ex. el Sr. Puig. És l'1.", "L' home d' Espanya , p. ex. el Sr. Puig . | És l' 1 ."),
    ("hr", "Dr. Horvat, npr. 5. svibnja, itd. On je tu.", "Dr. Horvat , npr. 5. svibnja , itd. | On je tu ."),
    ("sl", "Dr. Novak, npr. 5. maja, itd. On je tu.", "Dr. Novak , npr. 5. maja , itd. | On je tu ."),
    ("et", "Hr. Tamm, nt. 5. mail, jne. Ta tuli.", "Hr. Tamm , nt. 5. mail , jne. | Ta tuli ."),
    ("lv", "Prof. Bērziņš, piem. 5. maijā, utt. Viņš nāca.", "Prof. Bērziņš , piem. 5. maijā , utt. | Viņš nāca ."),
    (
      "lt", "Prof. Petraitis, pvz. 1990 m. gegužės 5 d. Jis atėjo.",
      "Prof. Petraitis , pvz. 1990 m. gegužės 5 d. | Jis atėjo ."
    ),
    ("hi", "डॉ. शर्मा बी.जे.पी. के हैं। वे आए।", "डॉ. शर्मा बी.जे.पी. के हैं । | वे आए ।"),
    ("th", "ดร.สมชาย พ.ศ. 2564", "ดร. สมชาย พ.ศ. 2564"),
    ("ko", "그는 '좋다'고 말했다.그리고 서울·부산", "그는 ' 좋다 ' 고 말했다 . | 그리고 서울 · 부산"),
  ])
  func others(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }
}
