import Testing

@testable import CorpusImport

@Suite struct HTMLReaderTests {
  private func read(_ text: String, piece: Int = 1 << 16) throws -> ReadDocument {
    try #require(try HTMLReader().documents(text, piece: piece).first)
  }

  private let page = """
    <!DOCTYPE html>
    <html lang="de-DE">
    <head>
      <meta charset="iso-8859-1">
      <title>Das  Haus
        &amp; Hof</title>
      <meta name="Author" content="Eva Kern">
      <meta property="article:published_time" content="2024-03-01T10:00:00+01:00">
      <meta name="date" content="1999">
      <meta name="description" content="Worum es geht.">
      <style>p { color: red }</style>
      <script>document.write("<p>Skript</p>")</script>
    </head>
    <body>
      <nav><ul><li>Start</li></ul></nav>
      <div role="banner">Kopf</div>
      <main>
        <h1>Über&shy;schrift</h1>
        <p>Ein <b>Wo</b>rt &ndash; und
        <a href="x">noch</a> eins.<br>Neue Zeile<p>Zweiter<!-- kein Text --> Absatz
        <ul><li>Punkt<li>Komma</ul>
        <pre>a  b
      c</pre>
        <form>Text im Formular <input value="x"><button>Los</button></form>
      </main>
      <aside>Werbung</aside><footer>Fuß</footer>
      <p hidden>unsichtbar</p>
    </body>
    </html>
    """

  @Test func readsTheTextWithoutWhatStandsAround() throws {
    #expect(
      try read(page).string
        == """
        Über\u{AD}schrift

        Ein Wort – und noch eins.
        Neue Zeile

        Zweiter Absatz

        Punkt

        Komma

        a  b
          c

        Text im Formular
        """.replacing("a  b\n  c", with: "a b\nc"))
  }

  @Test func readsTitleLanguageAndMetadata() throws {
    let document = try read(page)
    #expect(document.language == "de")
    #expect(
      document.fields == ["title=Das Haus & Hof", "author=Eva Kern", "date=2024-03-01", "description=Worum es geht."])
  }

  @Test(arguments: [1, 2, 3, 10, 100]) func piecesMakeNoDifference(_ piece: Int) throws {
    #expect(try read(page, piece: piece).string == read(page).string)
    #expect(try read(page, piece: piece).fields == read(page).fields)
  }

  @Test(arguments: [
    ("", ""), ("nur Text", "nur Text"), ("<p>a<p>b", "a\n\nb"), ("<b><i>a</b></i> b", "a b"), ("</p></div>a", "a"),
    ("<p>a < b & c &unknown; &#0; d", "a < b & c &unknown; d"), ("<td>a<td>b", "a b"), ("a<!-- offen", "a"),
    ("a<script>b", "a"), ("<p <p>a", "a"), ("<a href=\"b", ""), ("a\u{0}b", "a\u{FFFD}b"),
    ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢字"), ("a<br><br>b<br>c", "a\n\nb\nc"),
    ("<nav>a</nav>b<svg><title>c</title></svg>", "b"), ("<form><p>a</p></form>", "a"), ("<div><nav>weg</div>da", "da"),
  ]) func bearsBrokenMarkup(_ html: String, _ text: String) throws {
    #expect(try read(html).string == text)
  }

  @Test func bearsRandomMarkup() throws {
    var random = SplitMix(seed: 7)
    let parts = [
      "<p>", "</p>", "<div", ">", "</", "<!--", "-->", "<script>", "</script>", "<table>", "<td>", "&amp;", "&#x", "\"",
      "'", "a b", "ä",
      "\u{0}", "<pre>", "</pre>", "<nav>", "</nav>", "<title>", "</title>", "<br/>", "<![CDATA[", "]]>", "<?", "?>",
      "<!DOCTYPE", "=",
    ]
    for _ in 0..<2_000 {
      let html = (0..<random.below(40)).map { _ in parts[random.below(parts.count)] }.joined()
      let whole = try read(html).string
      #expect(try read(html, piece: 1 + random.below(9)).string == whole, "\(html.debugDescription)")
    }
  }

  @Test func refusesElementsThatAreTooDeep() {
    #expect(
      HTMLReader().problem(String(repeating: "<b>", count: 100_000))
        == "'file', line 1: elements stand more than 2000 deep within each other")
  }

  @Test(.timeLimit(.minutes(1))) func readsTheFirstOfVeryManyAttributes() throws {
    for attribute in ["", "=1", "='1 > 0'", " = \"</p>\"", "=/x/y", "/"] {
      let attributes = (0..<100_000).map { " a\($0)\(attribute)" }.joined()
      let html = "<p>a<span\(attributes)/>b</span><p\(attributes)>c\n<p class=x>d</p>"
      let document = try read(html)
      #expect(document.string == "ab\n\nc\n\nd", "\(attribute)")
      #expect(document.remarks == [.surplusAttributes: 2])
      #expect(try read(html, piece: 7).string == document.string)
    }
    // As many as are allowed; those that are left out are as if they were not there.
    let most = (1...1_000).map { " a\($0)" }.joined()
    #expect(try read("<p\(most)>x").remarks.isEmpty)
    #expect(try read("<p\(most) hidden>x<p\(most.dropLast(6)) hidden>y").string == "x")
    #expect(
      FormatRemark.surplusAttributes.description(2, documents: NameSample(["a"]))
        == "2 elements have more than 1000 attributes, the others left out, in a")
    // Words that are no attributes.
    let words = String(repeating: " <b w", count: 2_000)
    let value = String(repeating: " w", count: 2_000)
    let html =
      "<!--\(words)--><SCRIPT>\(words)</Script x><style>\(words)</style><p title='\(value)' id=\"\(value)\">a 1 < 2"
    #expect(try read(html).string == "a 1 < 2")
  }
}
