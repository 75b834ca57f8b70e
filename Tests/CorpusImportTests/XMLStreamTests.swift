import Testing

@testable import CorpusImport

/// What XML can do to programs that read it: entities that grow, and entities that name other files.
@Suite struct XMLStreamTests {
  private func tei(_ declarations: String, _ text: String, attribute: String = "") -> String {
    "<!DOCTYPE TEI [\n\(declarations)\n]>\n<TEI><text><p\(attribute)>\(text)</p></text></TEI>"
  }

  private func string(_ text: String) throws -> String? { try TEIReader().documents(text).first?.string }

  @Test func expandsEntitiesOfTheFile() throws {
    let declarations = "<!ENTITY auml \"&#228;\"><!ENTITY wort \"w&auml;r &amp; so\">"
    #expect(try string(tei(declarations, "x &wort; y")) == "x wär & so y")
    let document = try #require(
      try TEIReader().documents(tei(declarations, "<l n=\"&wort;\">z</l>")).first)
    #expect(document.textRegionList == ["l n=wär & so: z"])
  }

  @Test func knowsTheCharactersOfHTML() throws {
    #expect(try string("<!DOCTYPE TEI SYSTEM \"tei2.dtd\">\n<TEI><text>a&mdash;b</text></TEI>") == "a—b")
  }

  @Test func refusesEntitiesThatLaugh() {
    let levels = (1...20).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }
    let bomb = "<!ENTITY a0 \"lol\">\n" + levels.joined(separator: "\n")
    for text in [tei(bomb, "&a20;"), tei(bomb, "x", attribute: " n=\"&a20;\"")] {
      let problem = TEIReader().problem(text) ?? ""
      #expect(problem.hasPrefix("'file', line "), "\(problem)")
    }
    // Shallow, but wide.
    let wide =
      "<!ENTITY a \"\(String(repeating: "x", count: 1_000))\"><!ENTITY b \"\(String(repeating: "&a;", count: 2_000))\">"
    let problem = TEIReader().problem(tei(wide, String(repeating: "&b;", count: 50))) ?? ""
    #expect(problem.contains("more than 32 times as long as the file") || problem.contains("entity"), "\(problem)")
  }

  @Test func refusesEntitiesThatGrowQuadratically() {
    let entity = "<!ENTITY a \"\(String(repeating: "x", count: 50_000))\">"
    for text in [
      tei(entity, String(repeating: "&a;", count: 2_000)),
      tei(entity, String(repeating: "<l n=\"&a;\">x</l>", count: 2_000)),
    ] {
      let problem = TEIReader().problem(text) ?? ""
      #expect(problem.contains("more than 32 times as long as the file") || problem.contains("entity"), "\(problem)")
    }
  }

  @Test func givesNoDefaultAttributes() throws {
    let declarations = "<!ATTLIST l n CDATA \"\(String(repeating: "x", count: 50_000))\">"
    let document = try #require(try TEIReader().documents(tei(declarations, "<l>x</l>")).first)
    #expect(document.textRegionList == ["l: x"])
  }

  @Test func refusesEntitiesWithinThemselves() {
    #expect(TEIReader().problem(tei("<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">", "&a;")) != nil)
    #expect(TEIReader().problem(tei("<!ENTITY a \"&a;\">", "x", attribute: " n=\"&a;\"")) != nil)
  }

  @Test func opensNoOtherFile() throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("secret.txt", "geheim")
    #expect(
      TEIReader().problem(tei("<!ENTITY a SYSTEM \"file://\(secret)\">", "&a;"))
        == "'file', line 4: the entity &a; stands for another file or address, and Lect opens none that the user did not name"
    )
    // Parameter entities and document types are passed over.
    let hidden = tei("<!ENTITY % p SYSTEM \"file://\(secret)\"> %p;", "x")
    #expect((try? string(hidden)) ?? "x" == "x")
    #expect(try string("<!DOCTYPE TEI SYSTEM \"file://\(secret)\">\n<TEI><text>x</text></TEI>") == "x")
    #expect(
      try string(
        "<TEI xmlns:xi=\"http://www.w3.org/2001/XInclude\"><text>x<xi:include href=\"\(secret)\" parse=\"text\"/></text></TEI>"
      )
        == "x")
  }

  @Test func refusesWhatIsTooDeep() {
    let depth = 100_000
    let deep = "<TEI><text>" + String(repeating: "<div>", count: depth) + String(repeating: "</div>", count: depth)
    #expect(
      TEIReader().problem(deep + "</text></TEI>")
        == "'file', line 1: elements stand more than 256 deep within each other")
  }

  @Test func refusesMarkupInEntities() {
    #expect(
      TEIReader().problem(tei("<!ENTITY a \"<l>x</l>\">", "&a;"))
        == "'file', line 4: the entity &a; holds markup; write it where it belongs")
  }

  @Test func refusesTextThatIsTooLong() {
    let long = String(repeating: "x ", count: 5_100_000)
    for content in [long, "<!--\(long)-->", "<p n=\"\(long)\"/>"] {
      #expect(
        TEIReader().problem("<TEI><text><p>a</p>\n\(content)</text></TEI>")?.hasSuffix(
          ": a tag, a comment or a text without markup is longer than 10 MB; divide it into paragraphs") == true)
    }
  }

  @Test func refusesALongDocumentType() throws {
    let declarations = (0..<60_000).map { "<!ENTITY e\($0) \"v\">" }.joined(separator: "\n")
    #expect(
      TEIReader().problem(tei(declarations, "&e5;"))?.hasSuffix(
        ": more than 1 MB stand before the first element; take the document type out") == true)
    // What follows the first element may be as long as it likes.
    let long = "<TEI><text>" + String(repeating: "<p>Wort</p>", count: 100_000) + "</text></TEI>"
    #expect(try string(long)?.count == 100_000 * 6 - 2)
  }

  @Test(.timeLimit(.minutes(1))) func refusesVeryManyAttributes() throws {
    let attributes = (0..<500_000).map { " a\($0)='1'" }.joined()
    #expect(
      TEIReader().problem("<TEI><text><div\(attributes)><p>x</p></div></text></TEI>")
        == "'file', line 1: an element has more than 1000 attributes")
    // Words that are no attributes.
    let words = String(repeating: " <b w", count: 2_000)
    let text =
      "<TEI><text><!--\(words)--><?x\(words)?><p n='\(String(repeating: " w", count: 2_000))'>a</p><![CDATA[\(words)]]></text></TEI>"
    #expect(try string(text)?.hasPrefix("a\n\n<b w <b w") == true)
  }
}
