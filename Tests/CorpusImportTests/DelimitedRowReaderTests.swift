import Testing

@testable import CorpusImport

@Suite("DelimitedRowReader")
struct DelimitedRowReaderTests {
  private func rows(_ reader: DelimitedRowReader) throws -> [[String]] {
    var reader = reader
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row.fields) }
    return rows
  }

  private func rows(_ text: String, _ format: DelimitedFormat = .csv) throws -> [[String]] {
    try rows(DelimitedRowReader(Array(text.utf8), format: format))
  }

  @Test func rowsOfCSV() throws {
    #expect(try rows("a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
    #expect(try rows("a,\"b,\"\"c\"\"\nd\",\r\ne") == [["a", "b,\"c\"\nd", ""], ["e"]])
    #expect(try rows("\"\",\"\"") == [["", ""]])
    #expect(try rows(",\n\n\r\n\r,") == [["", ""], ["", ""]])
    #expect(try rows("a\"b\"c,d\n") == [["a\"b\"c", "d"]])
    #expect(try rows("a\r\"b\r\nc\"\r") == [["a"], ["b\r\nc"]])
    #expect(try rows("").isEmpty && rows("\n\r\n").isEmpty)
    #expect(try rows("a;b,c", .semicolons) == [["a", "b,c"]])
  }

  @Test func strayQuotesAreTextInTSV() throws {
    #expect(try rows("\"a\tb\nc", .tsv) == [["\"a", "b"], ["c"]])
    #expect(try rows("\"a\" b\t\"c\"\n", .tsv) == [["\"a\" b", "c"]])
    #expect(try rows("\"a\nb\"\tc", .tsv) == [["a\nb", "c"]])
    #expect(try rows("\"\"\"a\"\tb\n\"", .tsv) == [["\"a", "b"], ["\""]])
  }

  private func failure(_ text: String) -> DelimitedReadError? {
    #expect(throws: DelimitedReadError.self) { try rows(text) }
  }

  @Test func problemsNameTheirLine() {
    #expect(failure("a\n\nb,\"c\nd\n") == .format(DelimitedError(line: 3, problem: .openQuote)))
    #expect(failure("a\r\n\"b\r\nc\"d\r\n") == .format(DelimitedError(line: 3, problem: .textAfterQuote)))
    #expect(failure("\"") == .format(DelimitedError(line: 1, problem: .openQuote)))
  }

  @Test func rowsSayTheLineTheyStartIn() throws {
    var reader = DelimitedRowReader(Array("\n\na\n\"b\nc\"\n\n\r\nd".utf8), format: .csv)
    var lines: [Int] = []
    while let row = try reader.next() { lines.append(row.line) }
    #expect(lines == [3, 4, 8])
  }

  @Test func fieldsPastTheLastAreEmpty() throws {
    var reader = DelimitedRowReader(Array("a,b".utf8), format: .csv)
    let row = try #require(try reader.next())
    #expect(row.count == 2 && row[2] == "" && row[-1] == "" && row.bytes(of: 1) == Array("b".utf8)[...])
  }

  @Test func aSourceThatFailsEndsTheReading() {
    let reader = DelimitedRowReader(format: .csv) { () throws(ImportError) in throw .noInput }
    #expect(throws: DelimitedReadError.source(.noInput)) { try rows(reader) }
  }

  @Test func aQuoteThatIsNeverClosedEndsAtTheLimit() {
    var given = 0
    let chunk = [UInt8](repeating: 0x61, count: 1000)
    let reader = DelimitedRowReader(format: .csv, longestRow: 10_000) { () throws(ImportError) in
      given += 1
      return given == 1 ? Array("x\ny,\"".utf8) : chunk
    }
    #expect(throws: DelimitedReadError.format(DelimitedError(line: 2, problem: .rowTooLong))) { try rows(reader) }
    #expect(given < 40)
  }

  // MARK: Against a naive parser

  /// The rows by a machine of one character at a time, after line ends became LF; nil where the text is not well formed.
  private func naive(_ text: String) -> [[String]]? {
    enum State { case start, plain, quoted, quote }
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var state = State.start
    for scalar in text.unicodeScalars {
      let character = String(scalar)
      switch (state, character) {
      case (.quoted, "\""): state = .quote
      case (.quoted, _): field += character
      case (.quote, "\""): (field, state) = (field + "\"", .quoted)
      case (_, ","): (row, field, state) = (row + [field], "", .start)
      case (_, "\n"):
        if state != .start || !row.isEmpty { rows.append(row + [field]) }
        (row, field, state) = ([], "", .start)
      case (.quote, _): return nil
      case (.start, "\""): state = .quoted
      default: (field, state) = (field + character, .plain)
      }
    }
    if state == .quoted { return nil }
    if state != .start || !row.isEmpty { rows.append(row + [field]) }
    return rows
  }

  @Test func randomTextInRandomChunksIsReadAsByANaiveParser() {
    var random = SplitMix(seed: 4)
    var wellFormed = 0
    for round in 0..<6000 {
      let lineEnd = ["\n", "\r\n", "\r"][round % 3]
      let text = random.text(of: ["a", "ü", ",", "\"", "\"", "\n", "\"\"", "\"a\"", "\"\n\""], upTo: 14)
      var bytes = Array(text.replacing("\n", with: lineEnd).utf8)[...]
      let whole = try? rows(DelimitedRowReader(Array(bytes), format: .csv))
      let streamed = try? rows(
        DelimitedRowReader(format: .csv) { () throws(ImportError) in
          if bytes.isEmpty { return nil }
          let chunk = bytes.prefix(random.below(4))
          bytes = bytes.dropFirst(chunk.count)
          return Array(chunk)
        })
      let expected = naive(text)?.map { $0.map { $0.replacing("\n", with: lineEnd) } }
      #expect(whole == expected, "\(text.debugDescription)")
      #expect(streamed == expected, "\(text.debugDescription)")
      if expected != nil { wellFormed += 1 }
    }
    #expect(wellFormed > 1000)
  }

  @Test func tsvInRandomChunksIsReadAsAtOnce() throws {
    var random = SplitMix(seed: 5)
    for _ in 0..<3000 {
      let text = random.text(of: ["a", "\t", "\"", "\n", "\"\"", "\r\n", "\r"], upTo: 14)
      var bytes = Array(text.utf8)[...]
      let streamed = try rows(
        DelimitedRowReader(format: .tsv) { () throws(ImportError) in
          if bytes.isEmpty { return nil }
          let chunk = bytes.prefix(1 + random.below(3))
          bytes = bytes.dropFirst(chunk.count)
          return Array(chunk)
        })
      #expect(try streamed == rows(text, .tsv), "\(text.debugDescription)")
    }
  }
}
