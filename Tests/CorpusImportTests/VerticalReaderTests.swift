import Testing

@testable import CorpusImport

@Suite struct VerticalReaderTests {
  private func read(_ text: String, columns: [String]? = nil) throws -> [ReadDocument] {
    try VerticalReader(columns: columns).documents(text)
  }

  private let sample = """
    <?xml version="1.0"?>
    <!-- a comment -->
    <corpus name="Proben">
    <text id="a" title="Das &quot;Haus&quot;" year='1900' lang="de">
    <p>
    <s n="1">
    Das\tART\tder
    Haus\tNN\tHaus
    <g/>
    .\t$.\t.
    </s>
    </p>
    <p>
    <s>
    R&amp;B\tNN\tR&amp;B
    </s>
    </p>
    </text>
    <text id="b"/>
    </corpus>

    """

  @Test func readsDocumentsColumnsAndRegions() throws {
    let documents = try read(sample)
    #expect(documents.map(\.name) == ["a", "b"])
    let document = try #require(documents.first)
    #expect(document.language == "de")
    #expect(document.fields == [#"title=Das "Haus""#, "year=1900", "corpus_name=Proben"])
    #expect(document.string == "Das Haus.\n\nR&B")
    #expect(document.tokens == "|/Das Haus~ . |/R&B")
    #expect(document.values("pos") == "ART NN $. NN")
    #expect(document.values("lemma") == "der Haus . R&B")
    #expect(document.regionList == ["s[0,3) n=1"])
    #expect(document.remarks == [.columnsByNumber(["word", "pos", "lemma"]): 1])
  }

  @Test(arguments: [1, 2, 5, 17]) func piecesMakeNoDifference(_ piece: Int) throws {
    let pieces = try VerticalReader(columns: nil).documents(sample.replacing("\n", with: "\r\n"), piece: piece)
    #expect(try pieces.map(\.tokens) == read(sample).map(\.tokens))
  }

  @Test func takesColumnsByTheirNames() throws {
    let document = try #require(try read("x\tHaus\tNN\t_\n", columns: ["-", "word", "tag", "lower"]).first)
    #expect(document.tokens == "|/Haus")
    #expect(document.annotation?.columns.map(\.name) == ["tag", "lower_"])
    #expect(document.remarks == [.renamed("lower", "lower_"): 1])
    #expect(try read("Haus\tNN\n", columns: ["tag"]).first?.values("tag") == "NN")
    #expect(try read("Haus\tNN\n", columns: ["form", "tag"]).first?.values("tag") == "NN")
    let told = try #require(
      try read("<!-- #vrt positional-attributes: word lemma deprel -->\nHaus\tHaus\troot\n").first)
    #expect(told.values("deprel") == "root")
    #expect(told.remarks.isEmpty)
  }

  @Test func countsColumnsThatDoNotFit() throws {
    let document = try #require(try read("a\tX\nb\nc\tY\tZ\n\tY\n").first)
    #expect(document.values("pos") == "X - Y")
    #expect(
      document.remarks == [
        .columnsByNumber(["word", "pos"]): 1, .fewerColumns: 1, .furtherColumns: 1, .withoutForm: 1,
      ])
  }

  @Test func takesAFileWithoutTextsAsOneDocument() throws {
    let documents = try read("<chapter n=1>\n<s>\nEins\n</s>\n</chapter>\n<chapter n=2>\nZwei\n</chapter>\n")
    #expect(documents.map(\.name) == [nil])
    #expect(documents.first?.tokens == "|/Eins /Zwei")
    #expect(documents.first?.regionList == ["chapter[0,1) n=1", "chapter[1,2) n=2"])
  }

  @Test func isAsTolerantAsCWB() throws {
    let document = try #require(
      try read("<text>\n<a>\n<b x=\"1>\n<3\n<\n<a>\n&lt;c&gt;\n</b>\n</a>\n</b>\n&#xE4;&unknown;&#0x;\n").first)
    // `<b x="1>` and `<3` are no tags, `</b>` has no start, and the outer <a> no end.
    #expect(document.tokens == #"|/<b x="1> <3 < <c> ä&unknown;&#0x;"#)
    #expect(document.regionList == ["a[0,5)", "a[3,4)"])
    #expect(document.remarks == [.strayEnd("b"): 2, .unclosedRegion("a"): 1])
  }

  @Test func keepsRegionsThatCross() throws {
    let document = try #require(try read("<a>\nx\n<b>\ny\n</a>\nz\n</b>\n").first)
    #expect(document.regionList == ["a[0,2)", "b[1,3)"])
  }

  @Test func countsTokensBesideTexts() throws {
    let documents = try read("vor\n<doc id=\"d\">\nin\n</doc>\nnach\n</doc>\n")
    #expect(documents.map(\.name) == [nil, "d", nil])
    #expect(documents.map(\.tokens) == ["|/vor", "|/in", "|/nach"])
  }

  @Test func decodesNamesThatMarkupCannotHold() throws {
    let document = try #require(try read("<text Zahl_x0020_der_x0020_Seiten=\"3\" a_x=\"1\">\nx\n</text>\n").first)
    #expect(document.fields == ["Zahl der Seiten=3", "a_x=1"])
  }

  @Test func takesNoValueForUndefined() throws {
    #expect(try read("a\t__UNDEF__\nb\tX\n").first?.values("pos") == "- X")
  }

  @Test(.timeLimit(.minutes(1))) func refusesVeryManyNamesOfElements() throws {
    func text(_ names: Int) -> String {
      "<text>\n" + (1..<names).map { "<e\($0)>\nx\n</e\($0)>\n" }.joined() + "</text>\n"
    }
    #expect(try read(text(4_096)).first?.annotation?.regions.count == 4_095)
    #expect(
      VerticalReader(columns: nil).problem(text(1_000_000))
        == "'file', line 12287: <e4096> is one more than 4096 different elements; tell regions of a kind apart by attributes, "
        + "and write < in a token as &lt;")
  }

  @Test(.timeLimit(.minutes(1))) func bearsVeryManyAttributes() throws {
    let attributes = (0..<100_000).map { " a\($0)=\"1\"" }.joined() + " a7=\"2\" a7=\"1\""
    let region = try #require(try read("<text>\n<r\(attributes)>\nx\n</r>\n</text>\n").first?.annotation?.regions.first)
    #expect(region.attributes.count == 100_000)
    #expect(region.attributes[7].value == "1; 2; 1")
    // A store takes 1000 fields at most.
    let document = try #require(try read("<text\(attributes)>\nx\n</text>\n").first)
    #expect(document.metadata.count == [MetadataField].most)
  }
}
