import TextProcessing
import Testing

@testable import CorpusExport
@testable import CorpusImport

/// What is written, read again, is the same: layers, regions, bounds, spaces, names and metadata.
@Suite struct WriterTests {
  private let document = """
    # newdoc id = a b.txt
    # language = de
    # title = Ein = Titel
    # Zahl_x0020_der_x0020_Seiten = 3
    # text_x0020_ = x
    # newpar id = p1
    # newpar_rend = kursiv
    # sent_id = s1
    # speaker = Eva
    1-2\tIm\t_\t_\t_\t_\t_\t_\t_\tRegionStart=<div type="a &amp; &quot;b&quot; &#124; c"><sp>
    1\tIn\tin\tADP\tAPPR\t_\t3\tcase\t_\t_
    2\tdem\tder\tDET\tART\tCase=Dat|Gender=Neut\t3\tdet\t_\t_
    3\tHaus\tHaus\tNOUN\tNN\t_\t0\troot\t_\tSpaceAfter=No
    4\t_\t_\tPUNCT\t$.\t_\t3\tpunct\t_\tRegionStart=<hi>|RegionEnd=</hi></sp>

    1\t<a>&amp;\t+\tX\t_\t_\t0\troot\t_\t_

    # newpar
    1-3\tC++'s\t_\t_\t_\t_\t_\t_\t_\tRegionStart=<div>
    1\tC\tC\tX\t_\t_\t0\troot\t_\t_
    2\t++\t+\\\t_\t_\t_\t1\tx\t_\t_
    3\t's\t_\t_\t_\t_\t1\tx\t_\t_
    4\tEnde\t_\t_\t_\t_\t1\tx\t_\tRegionEnd=</div></div>

    # newdoc id = leer
    # language = en

    """

  /// What a reader gave, written by a writer.
  private func write(_ documents: [ReadDocument], _ make: ([String]) throws -> any CorpusWriter) throws -> String {
    let layers = Set(documents.flatMap { $0.annotation?.columns.map(\.name) ?? [] }).sorted()
    var writer = try make(layers)
    var output: [UInt8] = []
    for document in documents {
      try DocumentWriting(document, layers).write(to: &writer)
      output += writer.take()
    }
    return String(decoding: output, as: UTF8.self)
  }

  private func vrt(_ documents: [ReadDocument]) throws -> String {
    try write(documents) { try VerticalWriter(layers: $0, regions: []) }
  }

  private func conllu(_ documents: [ReadDocument]) throws -> String {
    try write(documents) { ConlluWriter(layers: $0) }
  }

  @Test func conlluStaysAsItIs() throws {
    let read = try ConlluReader().documents(document)
    let written = try conllu(read)
    #expect(try ConlluReader().documents(written).map(\.dump) == read.map(\.dump))
    // Once it is in the writer's order, every line stays.
    #expect(try conllu(try ConlluReader().documents(written)) == written)
    #expect(written.contains("1-2\tIm\t_\t_\t_\t_\t_\t_\t_\tRegionStart=<div"))
    #expect(written.contains("# text = Im Haus_\n"))
  }

  @Test func vrtStaysAsItIs() throws {
    let read = try ConlluReader().documents(document)
    let written = try vrt(read)
    let again = try VerticalReader(columns: nil).documents(written)
    #expect(again.map(\.dump) == read.map(\.dump))
    #expect(try vrt(again) == written)
  }

  @Test func writesWellNestedTags() throws {
    let read = try ConlluReader().documents(document)
    let lines = try vrt(Array(read.prefix(1))).split(separator: "\n").dropFirst().filter { $0.hasPrefix("<") }
    let tags = lines.map { $0.prefix { $0 != " " && $0 != ">" } + ">" }
    #expect(
      tags.joined() == "<text><div><p><sp><s><g/><hi></hi></s></sp><s></s></p><div><p><s></s></p></div></div></text>")
  }

  @Test func layersWithoutAColumnGetOne() throws {
    let read = try VerticalReader(columns: ["word", "Sinn", "pos"]).documents(
      "<text id=\"a\">\nx\ts1\tX\ny\t\t\nz\t_\t\nw\t*\t\nv\t&#38;#95;\t\n</text>\n")
    let written = try conllu(read)
    #expect(written.hasPrefix("# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC LECT:Sinn\n"))
    #expect(try ConlluReader().documents(written).map(\.dump) == read.map(\.dump))
  }

  @Test func refusesWhatAFormatCannotHold() throws {
    let read = try VerticalReader(columns: ["word", "x"]).documents("<text id=\"a\">\nb&#9;c\td&#10;e\n</text>\n")
    #expect(throws: ExportError.unwritable(document: "a", what: "token 1 or a value of it", format: "CoNLL-U")) {
      try conllu(read)
    }
    #expect(try VerticalReader(columns: nil).documents(try vrt(read)).map(\.dump) == read.map(\.dump))
    let title = try VerticalReader(columns: nil).documents("<text id=\"a\" title=\"b&#10;c\">\nd\n</text>\n")
    #expect(throws: ExportError.unwritable(document: "a", what: "the field title", format: "CoNLL-U")) {
      try conllu(title)
    }
    #expect(throws: ExportError.namesTaken) { try VerticalWriter(layers: [], regions: ["doc", "text"]) }
  }

  @Test func refusesRegionsThatCannotBeToldApart() throws {
    var read = try VerticalReader(columns: nil).documents("<text id=\"a\">\n<s>\nx\ny\nz\n</s>\n</text>\n")
    read[0].annotation?.regions = [
      AnnotatedRegion(name: "r", tokens: 0..<2), AnnotatedRegion(name: "r", tokens: 1..<3),
    ]
    #expect(throws: ExportError.crossing(document: "a", region: "r")) { try vrt(read) }
    read[0].annotation?.regions = [AnnotatedRegion(name: "s", tokens: 0..<2)]
    #expect(throws: ExportError.notABound(document: "a", region: "s")) { try conllu(read) }
    read[0].annotation?.regions = [AnnotatedRegion(name: "s", tokens: 1..<2)]
    #expect(throws: ExportError.notABound(document: "a", region: "s")) { try vrt(read) }
  }

  @Test func anythingStaysAsItIs() throws {
    var random = Chance(seed: 3)
    for _ in 0..<300 {
      let read = try VerticalReader(columns: ["word", "lemma", "Sinn"]).documents(random.vertical())
      let throughVertical = try VerticalReader(columns: nil).documents(try vrt(read))
      #expect(throughVertical.map(\.dump) == read.map(\.dump))
      let throughConllu = try ConlluReader().documents(try conllu(read))
      #expect(throughConllu.map(\.dump) == read.map(\.dump))
    }
  }
}
