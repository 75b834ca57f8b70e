import Testing

@testable import TextProcessing

/// Tokens as the orthography of each language writes them.
struct TokenizerWordTests {
  @Test(arguments: [
    ("Die Ukraine-Frage der SPD-geführten Regierung.", "Die Ukraine-Frage der SPD-geführten Regierung ."),
    (
      "Bürger*innen, Mitarbeiter:innen, Bürger_innen und BürgerInnen",
      "Bürger*innen , Mitarbeiter:innen , Bürger_innen und BürgerInnen"
    ),
    ("Wie geht's? Wie geht’s?", "Wie geht's ? | Wie geht’s ?"),
    ("Hans' Haus und Max’ Auto", "Hans' Haus und Max’ Auto"),
    ("So 'ne Sache: 's ist gut.", "So 'ne Sache : 's ist gut ."),
    ("Haupt- und Nebeneingang", "Haupt - und Nebeneingang"),
    ("Er sagte: „Ja“, dann »Nein«.", "Er sagte : „ Ja “ , dann » Nein « ."),
    ("Na ja... und so… weiter", "Na ja ... und so … weiter"),
    ("Das – so – geht -- nicht", "Das – so – geht -- nicht"),
    ("Schulz (SPD) [sic] {x}", "Schulz ( SPD ) [ sic ] { x }"),
    ("eine AG & Co. KG, R&B, AT&T", "eine AG & Co. KG , R&B , AT&T"),
    ("und/oder", "und / oder"),
    ("Straße\u{AD}bahn", "Straße\u{AD}bahn"),
    ("70er, 3-Zimmer-Wohnung, 18-jährige, 1980er-Jahre", "70er , 3-Zimmer-Wohnung , 18-jährige , 1980er-Jahre"),
    ("was?!", "was ? !"),
    ("``so'' ist es", "`` so '' ist es"),
    ("*** Ende ***", "*** Ende ***"),
    ("§§ 12 ff., —— Ende ……", "§§ 12 ff. , —— Ende ……"),
    ("Zu Ende.Neuer Satz", "Zu Ende . | Neuer Satz"),
  ])
  func german(_ text: String, _ expected: String) {
    #expect(cut(text) == expected)
  }

  @Test(arguments: [
    ("I don't, can’t and won't.", "I don't , can’t and won't ."),
    ("The soldiers' home", "The soldiers' home"),
    ("He said 'the soldiers' loudly", "He said ' the soldiers ' loudly"),
    ("the '90s and '68", "the '90s and '68"),
    ("Rock 'n roll 'em", "Rock 'n roll 'em"),
    ("O'Neill's well-known", "O'Neill's well-known"),
    ("It is the Joneses'. He said 'the Joneses'.", "It is the Joneses' . | He said ' the Joneses ' ."),
    ("A++, A+++++", "A++ , A +++++"),
  ])
  func english(_ text: String, _ expected: String) {
    #expect(cut(text, language: "en") == expected)
  }

  @Test(arguments: [
    ("fr", "L'eau qu'il boit aujourd'hui, jusqu’à demain", "L' eau qu' il boit aujourd'hui , jusqu’ à demain"),
    ("fr", "le n° 12", "le n° 12"),
    ("fr", "25\u{202F}785 habitants", "25\u{202F}785 habitants"),
    ("it", "L'acqua dell'anno, un'altra", "L' acqua dell' anno , un' altra"),
    ("es", "¿Qué? ¡No!", "¿ Qué ? | ¡ No !"),
    ("ca", "col·legi", "col·legi"),
  ])
  func romance(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }

  @Test(arguments: [
    ("한국어 문장입니다.", "한국어 문장입니다 ."),
    ("हिन्दी में लिखा।", "हिन्दी में लिखा ।"),
    ("اللُّغَة العربية؟ نعم", "اللُّغَة العربية ؟ | نعم"),
    ("צה\"ל ודו\"ח", "צה\"ל ודו\"ח"),
    ("Ελληνικά· ναι", "Ελληνικά · ναι"),
    ("Ａ１２ １２", "Ａ１２ １２"),
    ("cafe\u{301} e\u{301}t\u{e9}", "cafe\u{301} e\u{301}t\u{e9}"),
    ("𝒳𝒴 𐐷𐐲", "𝒳𝒴 𐐷𐐲"),
  ])
  func scripts(_ text: String, _ expected: String) {
    #expect(cut(text, language: "und") == expected)
  }

  @Test(arguments: [
    ("Siehe https://example.org/a_(b)?x=1&y=2#z.", "Siehe https://example.org/a_(b)?x=1&y=2#z ."),
    ("(http://a.de/b), www.lect.example/x!", "( http://a.de/b ) , www.lect.example/x !"),
    ("auf heise.de/news und example.com.", "auf heise.de/news und example.com ."),
    ("an max.muster+neu@mail.example.org, bitte", "an max.muster+neu@mail.example.org , bitte"),
    ("Kevin.A.Boone@example.com", "Kevin.A.Boone@example.com"),
    ("#Klima @anna_b und @user@social.example, Nr. #1", "#Klima @anna_b und @user@social.example , Nr. # 1"),
    ("mailto:x@y.de", "mailto:x@y.de"),
    ("ftp://a.b/c\"d", "ftp://a.b/c \" d"),
    ("A&amp;B &#39;x&#39;", "A &amp; B &#39; x &#39;"),
  ])
  func addresses(_ text: String, _ expected: String) {
    #expect(cut(text) == expected)
  }

  @Test(arguments: [
    ("toll 👨‍👩‍👧🇩🇪🇫🇷👍🏽❤️1️⃣#️⃣", "toll 👨‍👩‍👧 🇩🇪 🇫🇷 👍🏽 ❤️ 1️⃣ #️⃣"),
    ("gut :-) schlecht :( na ;) XD :D <3", "gut :-) schlecht :( na ;) XD :D <3"),
    ("toll:)", "toll :)"),
    ("Liste:(a) und:b", "Liste : ( a ) und:b"),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿 ok", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 ok"),
  ])
  func emoji(_ text: String, _ expected: String) {
    #expect(cut(text) == expected)
  }
}
