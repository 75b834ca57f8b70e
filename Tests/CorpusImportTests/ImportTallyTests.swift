import Testing

@testable import CorpusImport

@Suite("ImportTally")
struct ImportTallyTests {
  private func document(_ name: String, _ text: String, _ change: (inout ImportedDocument) -> Void = { _ in })
    -> ImportedDocument
  {
    let bytes = Array(text.utf8)
    let heading = HeadingPattern.auto.match(bytes)
    var document = ImportedDocument(
      path: name, name: name, bytes: bytes, textStart: heading?.range.upperBound ?? 0, heading: heading)
    change(&document)
    return document
  }

  private var documents: [ImportedDocument] {
    [
      document("a", "date 2021 Titel\nText"), document("b", ""), document("c", "Te\u{FFFD}t") { $0.replacements = 2 },
      document("d", " \r\n\t\n"), document("e", "Text") { ($0.encoding, $0.isEncodingGuessed) = ("utf-16le", true) },
      document("f", "date 2021 Titel\n"), document("g", "\u{FFFD}") { ($0.replacements, $0.fitsPath) = (1, false) },
    ]
  }

  @Test func everyNoticeOfALoad() {
    var tally = ImportTally()
    for document in documents { tally.add(document) }
    #expect(
      tally.notices.map { "\($0)" } == [
        "headings taken for metadata: 2 of 7 documents; --heading none keeps them as text",
        "1 document with a path that --path does not fit: g", "encodings: utf-16le (1), utf-8 (6)",
        "read as utf-16le by the look of the bytes: e; if that is wrong, name the encoding with --encoding",
        "3 invalid sequences in 2 documents replaced by U+FFFD: c, g; if the text is no UTF-8, name its encoding with "
          + "--encoding",
        "3 documents without text: b, d, f",
      ])
  }

  @Test func replacementsAreToldByTheirEncoding() {
    var tally = ImportTally(heading: .none)
    for (name, encoding) in [("a", "utf-16le"), ("b", "utf-8"), ("c", "utf-16le")] {
      tally.add(document(name, "\u{FFFD}") { ($0.replacements, $0.encoding) = (2, encoding) })
    }
    #expect(
      tally.notices.dropFirst().map { "\($0)" } == [
        "4 invalid sequences in 2 documents replaced by U+FFFD: a, c; read as utf-16le, in which they stand for nothing: the "
          + "text is damaged there, or in another encoding",
        "2 invalid sequences in 1 document replaced by U+FFFD: b; if the text is no UTF-8, name its encoding with --encoding",
      ])
  }

  @Test func remarksOfVeryManyNamesAreCountedTogether() {
    var tally = ImportTally(heading: .none)
    for number in 0..<1_000 { tally.add(document("a", "Text") { $0.remarks = [.strayEnd("e\(number)"): 1] }) }
    let notices = tally.notices.map { "\($0)" }
    #expect(notices.count == 65)
    #expect(notices.last == "936 further remarks about regions and names in 936 documents (a, a, a, a, a and 931 more)")
  }

  @Test func partsAreMergedToTheSame() {
    for cut in 0...documents.count {
      var first = ImportTally()
      var second = ImportTally()
      var whole = ImportTally()
      for document in documents { whole.add(document) }
      for document in documents[..<cut] { first.add(document) }
      for document in documents[cut...] { second.add(document) }
      first.merge(second)
      #expect(first.notices == whole.notices)
    }
  }

  @Test func aTemplateThatDoesNotFitIsSaid() throws {
    var tally = ImportTally(heading: try HeadingPattern("# {title}"))
    tally.add(document("a", "Text"))
    #expect(tally.notices.map { "\($0)" } == ["1 document without the heading: a"])
  }

  @Test func ordinaryTextNeedsNoNotice() {
    var tally = ImportTally()
    tally.add(document("a", "Text"))
    #expect(tally.notices.isEmpty)
  }
}
