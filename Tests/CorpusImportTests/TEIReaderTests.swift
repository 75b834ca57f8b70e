import Testing

@testable import CorpusImport

@Suite struct TEIReaderTests {
  private func read(_ text: String) throws -> [ReadDocument] { try TEIReader().documents(text) }

  private func body(_ content: String) -> String { "<TEI><text><body>\(content)</body></text></TEI>" }

  private let play = """
    <?xml version="1.0" encoding="iso-8859-1"?>
    <?xml-model href="https://example.org/schema.rng"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="p1" xml:lang="de">
      <teiHeader>
        <fileDesc>
          <titleStmt>
            <title>Der Hof</title><title type="sub">Ein Spiel</title>
            <author><persName><forename>Eva</forename>
              <surname>Kern</surname></persName><idno type="pnd">1</idno></author>
            <author>Karl Alt</author>
          </titleStmt>
          <publicationStmt><publisher>Verlag</publisher><idno>42</idno><date when="2020">heute</date></publicationStmt>
          <sourceDesc><bibl><date>1810</date></bibl></sourceDesc>
        </fileDesc>
        <profileDesc>
          <particDesc><listPerson>
            <person xml:id="anna" sex="FEMALE"><persName>Anna</persName></person>
            <personGrp xml:id="alle"><name>Alle</name></personGrp>
          </listPerson></particDesc>
          <textClass><keywords><term>Komödie</term></keywords></textClass>
        </profileDesc>
      </teiHeader>
      <standOff><listEvent>
        <event type="print" when="1801"><desc/></event><event type="premiere" when="1799-03"><desc/></event>
      </listEvent></standOff>
      <text>
        <pb n="1"/>
        <front><docTitle><titlePart>Der Hof</titlePart></docTitle></front>
        <body>
          <div type="act" n="1">
            <head>Erster Akt</head>
            <sp who="#anna #alle">
              <speaker>ANNA.</speaker> <stage>leise.</stage>
              <p>Wo bist
                du?<note>Fußnote</note> <stage>(ab)</stage></p>
            </sp>
            <sp who="#wer"><l n="1">Hier<lb/>bin</l><l>ich ge<pb break="no"/>nau.</l></sp>
          </div>
        </body>
      </text>
    </TEI>
    """

  @Test func readsTheHeader() throws {
    let document = try #require(try read(play).first)
    #expect(document.name == nil)
    #expect(document.language == "de")
    #expect(
      document.fields == [
        "title=Der Hof", "subtitle=Ein Spiel", "author=Eva Kern; Karl Alt", "publisher=Verlag", "idno=42",
        "keywords=Komödie",
        "printed=1801", "premiered=1799-03", "date=1799-03",
      ])
  }

  @Test func readsTheTextWithItsParagraphsAndLines() throws {
    let document = try #require(try read(play).first)
    #expect(
      document.string == """
        Der Hof

        Erster Akt

        ANNA.

        leise.

        Wo bist du? (ab)

        Hier bin
        ich genau.
        """)
  }

  @Test func readsRegionsWithTheirSpeakers() throws {
    let document = try #require(try read(play).first)
    #expect(
      document.textRegionList == [
        "front: Der Hof",
        "body: Erster Akt\n\nANNA.\n\nleise.\n\nWo bist du? (ab)\n\nHier bin\nich genau.",
        "div type=act n=1: Erster Akt\n\nANNA.\n\nleise.\n\nWo bist du? (ab)\n\nHier bin\nich genau.",
        "head: Erster Akt",
        "sp who=#anna #alle speaker=Anna, Alle: ANNA.\n\nleise.\n\nWo bist du? (ab)",
        "speaker: ANNA.", "stage: leise.", "stage: (ab)",
        "sp who=#wer: Hier bin\nich genau.", "l n=1: Hier bin", "l: ich genau.",
      ])
  }

  @Test(arguments: [1, 3, 50]) func piecesMakeNoDifference(_ piece: Int) throws {
    let pieces = try TEIReader().documents(play, piece: piece)
    #expect(try pieces.map(\.string) == read(play).map(\.string))
    #expect(try pieces.map(\.textRegionList) == read(play).map(\.textRegionList))
  }

  @Test func readsMarkedTokensAndSentences() throws {
    let document = try #require(
      try read(
        body(
          """
          <p><s n="1"><w lemma="der" pos="ART">Das</w> <name><w lemma="Haus" pos="NN">Haus</w></name><pc pos="$.">.</pc></s>
          <s><w>Ja</w></s></p><p>dann so<w join="right">l'</w> <w part="I">eau</w> <w join="left">!</w></p>
          """)
      ).first)
    #expect(document.string == "Das Haus. Ja\n\ndann sol'eau!")
    #expect(document.tokens == "|/Das Haus~ . /Ja |/dann so~ l'~ eau~ !")
    #expect(document.values("lemma") == "der Haus - - - - - - -")
    #expect(document.values("pos") == "ART NN $. - - - - - -")
    #expect(document.regionList == ["body[0,9)", "name[1,2)", "s[0,3) n=1"])
    #expect(document.remarks == [.textBesideTokens: 2])
    #expect(document.regions.isEmpty)
  }

  @Test func findsSentencesOfTokensWithoutAny() throws {
    let document = try #require(
      try read(body("<p><w>Es</w> <w>ist</w><pc>.</pc> <w>Ja</w><pc>.</pc></p>")).first)
    #expect(document.tokens == "|/Es ist~ . /Ja~ .")
  }

  @Test func readsOneOfEachPairOfReadings() throws {
    let document = try #require(
      try read(
        body(
          "<p><choice><sic>Hauß</sic><corr>Haus</corr></choice> <app><lem>gut</lem><rdg>schlecht</rdg></app> "
            + "<app><rdg>eins</rdg><rdg>zwei</rdg></app> <del>weg</del><add>dazu</add></p>")
      ).first)
    #expect(document.string == "Haus gut eins dazu")
  }

  @Test func separatesTheDocumentsOfACorpus() throws {
    let documents = try read(
      "<teiCorpus><teiHeader/><TEI xml:id=\"a\"><text>eins</text></TEI><TEI><text xml:lang=\"en\">two</text></TEI></teiCorpus>"
    )
    #expect(documents.map(\.name) == ["a", nil])
    #expect(documents.map(\.string) == ["eins", "two"])
    #expect(documents.map(\.language) == [nil, "en"])
  }

  @Test func readsTheFourthEditionAndPrefixes() throws {
    #expect(try read("<TEI.2><text><body><p>alt</p></body></text></TEI.2>").map(\.string) == ["alt"])
    #expect(
      try read("<t:TEI xmlns:t=\"http://www.tei-c.org/ns/1.0\"><t:text><t:p>neu</t:p></t:text></t:TEI>").map(\.string)
        == ["neu"])
  }

  @Test func readsCharactersAndSections() throws {
    #expect(
      try read(body("<p>&lt;a&gt; &#228;&#xF6; <![CDATA[<b> & c]]></p>")).map(\.string) == ["<a> äö <b> & c"])
  }

  @Test func saysWhatIsNoTEI() {
    #expect(
      TEIReader().problem("<html>\n<p>x</p></html>")
        == "'file', line 2: there is no <TEI> in it; its outermost element is <html>")
    #expect(TEIReader.objection(to: Array("<?xml version='1.0'?><html>".utf8)) == "XML, but no TEI")
    #expect(TEIReader.objection(to: Array(play.utf8)) == nil)
  }

  @Test func namesTheLineOfAMistake() {
    #expect(
      TEIReader().problem("<TEI>\n<text>\n<p>x</text></TEI>")
        == "'file', line 3: this is no well-formed XML: Opening and ending tag mismatch: p line 3 and text")
    #expect(
      TEIReader().problem("<TEI>\n<text>\n<p>x")?.hasPrefix("'file', line 3: this is no well-formed XML: ") == true)
    #expect(TEIReader().problem("")?.hasPrefix("'file', line 1: this is no well-formed XML: ") == true)
  }
}
