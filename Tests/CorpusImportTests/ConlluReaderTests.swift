import Testing

@testable import CorpusImport

@Suite struct ConlluReaderTests {
  /// Lines whose columns are separated by blanks here, by tabs in the format.
  private func conllu(_ lines: String...) -> String {
    lines.map { $0.hasPrefix("#") ? $0 : $0.split(separator: " ").joined(separator: "\t") }.joined(separator: "\n")
      + "\n"
  }

  private let sample = [
    "# newdoc id = a", "# author = Eva", "# lang = de-AT", "# newpar id = p1", "# sent_id = s1", "# text = Im Haus.",
    "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_", "1\tIn\tin\tADP\tAPPR\t_\t3\tcase\t_\t_",
    "2\tdem\tder\tDET\tART\tCase=Dat|Gender=Neut\t3\tdet\t_\t_",
    "3\tHaus\tHaus\tNOUN\tNN\t_\t0\troot\t_\tSpaceAfter=No",
    "4\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_", "", "# sent_id = s2", "1\tJa\tja\tPART\t_\t_\t0\troot\t_\t_", "",
  ].joined(separator: "\n")

  @Test func readsTokensLayersAndRegions() throws {
    let document = try #require(try ConlluReader().documents(sample).first)
    #expect(document.name == "a")
    #expect(document.language == "de")
    #expect(document.fields == ["author=Eva"])
    #expect(document.string == "Im Haus. Ja")
    #expect(document.tokens == "|/Im Haus~ . /Ja")
    #expect(document.values("lemma") == "in+der Haus . ja")
    #expect(document.values("pos") == "ADP+DET NOUN PUNCT PART")
    #expect(document.values("xpos") == "APPR+ART NN $. -")
    #expect(document.values("feats") == "_+Case=Dat|Gender=Neut - - -")
    #expect(document.values("head") == "3+3 0 3 0")
    #expect(document.values("deprel") == "case+det root punct root")
    #expect(document.values("words") == "In+dem - - -")
    #expect(document.regionList == ["p[0,4) id=p1", "s[0,3) id=s1", "s[3,4) id=s2"])
  }

  /// A hundred thousand names are looked up, not searched for one by one.
  @Test(.timeLimit(.minutes(1))) func manyNamesTakeNotLong() throws {
    let comments = (0..<100_000).map { "# k\($0) = v\n" }.joined()
    let word = "1\tA\ta\tX\t_\t_\t0\troot\t_\t_\n"
    let document = try #require(try ConlluReader().documents(comments + word).first)
    #expect(document.tokens == "|/A")
    let columns = "# global.columns = ID FORM " + (0..<100_000).map { "C\($0)" }.joined(separator: " ") + "\n1\tA\n"
    #expect(throws: ImportError.self) { try ConlluReader().documents(columns) }
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func piecesMakeNoDifference(_ piece: Int) throws {
    let whole = try ConlluReader().documents(sample)
    let pieces = try ConlluReader().documents(sample, piece: piece)
    #expect(pieces.map(\.tokens) == whole.map(\.tokens))
    #expect(pieces.map(\.regionList) == whole.map(\.regionList))
  }

  @Test func toleratesReturnsAndAMissingLastLineEnd() throws {
    let returns = String(sample.dropLast(1)).replacing("\n", with: "\r\n")
    #expect(try ConlluReader().documents(returns).map(\.tokens) == ConlluReader().documents(sample).map(\.tokens))
  }

  /// Found by fuzzing: an id without a text was a name without a letter.
  @Test func anEmptyIDIsNone() throws {
    let documents = try ConlluReader().documents("# newdoc id = \n# newpar id = \n1\tJa\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
    #expect(documents.map(\.name) == [nil])
    #expect(documents.first?.regionList.contains { $0.contains("id=") } == false)
  }

  @Test func separatesDocuments() throws {
    let documents = try ConlluReader().documents(
      conllu(
        "1 vor _ _ _ _ _ _ _ _", "", "# newdoc", "1 a _ _ _ _ _ _ _ _", "", "1 b _ _ _ _ _ _ _ _", "",
        "# newdoc id = leer", "",
        "# newdoc id = c", "# sent_id = 1", "# speaker = Eva", "1 c _ _ _ _ _ _ _ _"))
    #expect(documents.map(\.name) == [nil, nil, "leer", "c"])
    #expect(documents.map(\.tokens) == ["|/vor", "|/a /b", "", "|/c"])
    #expect(documents.last?.regionList == ["s[0,1) id=1 speaker=Eva"])
    // Without paragraphs a sentence is a line.
    #expect(documents[1].string == "a\nb")
  }

  @Test func leavesOutEmptyNodesAndSaysSo() throws {
    let document = try #require(
      try ConlluReader().documents(
        conllu("1 a _ _ _ _ _ _ 2:x _", "1.1 leer _ _ _ _ _ _ _ _", "2 b _ _ _ _ _ _ _ Gloss=x")
      ).first)
    #expect(document.tokens == "|/a b")
    #expect(document.remarks == [.emptyNodes: 1, .leftOut("what MISC and DEPS say"): 2])
  }

  @Test func buildsTheTextFromSpacesAfter() throws {
    let document = try #require(
      try ConlluReader().documents(
        conllu("1 a _ _ _ _ _ _ _ SpacesAfter=\\s\\s\\n", "2 b _ _ _ _ _ _ _ SpaceAfter=No", "3 c _ _ _ _ _ _ _ _")
      ).first)
    #expect(document.string == "a  \nb" + "c")
    #expect(document.tokens == "|/a b~ c")
  }

  @Test func keepsUnderscoresThatAreWords() throws {
    let document = try #require(try ConlluReader().documents(conllu("1 _ _ SYM _ _ _ _ _ _")).first)
    #expect(document.tokens == "|/_")
    #expect(document.values("lemma") == "_")
    #expect(document.values("xpos") == nil)
  }

  @Test func marksPlusSignsWithinWordsOfAToken() throws {
    let document = try #require(
      try ConlluReader().documents(
        conllu("1-2 C++'s _ _ _ _ _ _ _ _", "1 C++ C++ _ _ _ _ _ _ _", #"2 's \ _ _ _ _ _ _ _"#)
      ).first)
    #expect(document.values("words") == #"C\+\++'s"#)
    #expect(document.values("lemma") == #"C\+\++\\"#)
  }

  @Test func readsTheColumnsOfCoNLLUPlus() throws {
    let document = try #require(
      try ConlluReader().documents(
        "# global.columns = ID FORM UPOS PARSEME:MWE LECT:Sinn LOWER\n1\ta\tX\t*\ts1\tl\n2\tb\t_\tVID\t_\t_\n"
      ).first)
    #expect(document.annotation?.columns.map(\.name) == ["pos", "parseme:mwe", "Sinn", "lower_"])
    #expect(document.values("parseme:mwe") == "* VID")
    #expect(document.values("Sinn") == "s1 -")
  }

  @Test func readsRegionsThatASaveWrote() throws {
    let document = try #require(
      try ConlluReader().documents(
        "1\ta\t_\t_\t_\t_\t_\t_\t_\tRegionStart=<sp who=\"x &#124; y\"><l>\n"
          + "2\tb\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|RegionEnd=</l></sp>\n"
      ).first)
    #expect(document.regionList == ["sp[0,2) who=x | y", "l[0,2)"])
  }

  @Test(arguments: [
    ("1\ta", "'file', line 1: a token has 10 columns separated by tabs, and this line has 2"),
    (
      "1 a _ _ _ _ _ _ _ _",
      "'file', line 1: a token has 10 columns separated by tabs, and this line has 1; columns are separated by tabs, not by spaces"
    ),
    ("# x\nA\ta\t_\t_\t_\t_\t_\t_\t_\t_", "'file', line 2: 'A' is no number of a word, such as 8, 8-9 or 8.1"),
    ("1\t\t_\t_\t_\t_\t_\t_\t_\t_", "'file', line 1: the form is empty"),
    (
      "1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n3\tb\t_\t_\t_\t_\t_\t_\t_\t_",
      "'file', line 2: the words of a sentence are numbered 1, 2, 3 …: 3 follows 1"
    ),
    (
      "1-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n1\tb\t_\t_\t_\t_\t_\t_\t_\t_",
      "'file', line 1: the words 1 to 2 are not all there"
    ),
    ("# global.columns = ID LEMMA\n", "'file', line 1: global.columns must name ID and FORM"),
    ("# global.columns = ID FORM FEATS FEATS\n", "'file', line 1: the column FEATS is named twice"),
  ]) func namesTheLineOfAMistake(_ text: String, _ problem: String) {
    #expect(ConlluReader().problem(text) == problem)
  }

  @Test func refusesLinesThatAreNone() {
    let line = String(repeating: "x", count: ByteLines.longestLine + 1)
    #expect(
      ConlluReader().problem("# a\n" + line)
        == "'file', line 2: the line is longer than 16 MB; a line should hold one token")
  }

  @Test func refusesSentencesWithoutEnd() throws {
    let most = ConlluReader.longestSentence
    let rows = (1...most).map { "\($0)\ta\t_\t_\t_\t_\t0\t_\t_\t_\n" }.joined()
    #expect(try ConlluReader().documents(rows).first?.annotation?.tokens.count == most)
    #expect(
      ConlluReader().problem(rows + "\(most + 1)\ta\t_\t_\t_\t_\t0\t_\t_\t_\n")
        == "'file', line \(most + 1): a sentence has more than \(most) lines; an empty line should stand after each sentence"
    )
  }
}
