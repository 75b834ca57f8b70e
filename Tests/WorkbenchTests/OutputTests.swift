import AnalyzerKit
import CommandLanguage
import Foundation
import Testing

@testable import Workbench

/// What goes to standard output and standard error, byte by byte.
@Suite struct OutputTests {
  /// Collects what is written.
  final class Collector {
    var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private let terminal = Screen(isTerminal: true, columns: 60, lines: 10, canErase: true)

  private func report(_ rows: Int) throws -> Outcome {
    var table = Table(columns: [Column("term", .text), Column("count", .integer)])
    for row in 0..<rows { try table.append([.text("t\(row + 1)"), .integer(row)]) }
    var outcome = Outcome()
    outcome.report = Report(tables: [table])
    return outcome
  }

  private func text(_ text: String) -> Outcome {
    var outcome = Outcome()
    outcome.text = text
    return outcome
  }

  private func written(
    _ outcomes: [Outcome], format: String? = nil, override: String? = nil, on screen: Screen = Screen()
  ) throws -> String {
    let collector = Collector()
    let writer = try ResultWriter(format: format, screen: { screen }, write: { collector.bytes += $0 })
    for outcome in outcomes { try writer.write(outcome, format: override) }
    return collector.text
  }

  @Test func `results are tab-separated in a pipe and a table at a terminal`() throws {
    #expect(try written([report(2)]) == "term\tcount\nt1\t0\nt2\t1\n")
    #expect(try written([report(2)], on: terminal) == "term  count\nt1        0\nt2        1\n2 rows.\n")
    #expect(try written([report(1)], format: "csv", on: terminal) == "term,count\nt1,0\n")
    #expect(try written([report(1)], format: "csv", override: "jsonl") == "{\"term\":\"t1\",\"count\":0}\n")
  }

  @Test func `nothing acts on a terminal, and a pipe gets what cells hold`() throws {
    var table = Table(columns: [Column("field\u{1B}[1m", .text)])
    for text in ["\u{1B}[31mrot", "a\tb", "schön 😀", "\u{9B}2J"] { try table.append([.text(text)]) }
    var outcome = Outcome()
    outcome.report = Report(tables: [table])
    for format in ["csv", "tsv", "markdown", "json", "jsonl", "table"] {
      let shown = try written([outcome], format: format, on: terminal)
      #expect(!shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" }, "\(format)")
      #expect(shown.contains("schön 😀") && shown.hasSuffix("\n"), "\(format)")
    }
    #expect(try written([outcome], format: "csv").contains("\u{1B}[31mrot"))
  }

  @Test func `an empty line stands between results and nowhere else`() throws {
    let nothing = Outcome()
    #expect(
      try written([nothing, report(1), nothing, text("a\nb"), report(1)])
        == "term\tcount\nt1\t0\n\na\nb\n\nterm\tcount\nt1\t0\n")
    var two = try report(1)
    two.report?.tables.append(Table(columns: [Column("other", .text)]))
    #expect(try written([two]) == "term\tcount\nt1\t0\n\nother\n")
  }

  @Test func `a terminal shows what fits, a pipe all`() throws {
    #expect(try written([report(50)]).split(separator: "\n").count == 51)
    let shown = try written([report(50)], on: terminal)
    #expect(shown.split(separator: "\n").count == 8)
    #expect(shown.hasSuffix("6 of 50 rows. See all with -f tsv.\n"))
    #expect(try written([report(50)], format: "table").split(separator: "\n").count == 52)
  }

  @Test func `a text stays as it is but for what would act on a terminal`() throws {
    let nasty = "a\u{1B}[31mb\r\n\tc\u{7}\n"
    #expect(try written([text(nasty)]) == nasty)
    #expect(try written([text(nasty)], on: terminal) == "a␛[31mb\n\tc␇\n")
  }

  @Test func `an unknown format is named with those there are`() {
    let error = #expect(throws: CommandError.self) { try ResultWriter(format: "tvs", write: { _ in }) }
    #expect(error?.kind == .syntax)
    #expect(
      error?.rendered(in: "")
        == "there is no output format tvs.\nDid you mean tsv? There is: table, tsv, csv, json, jsonl, markdown")
  }

  @Test func `what the place throws ends the result`() throws {
    let writer = try ResultWriter(write: { _ in throw OutputError.readerLeft })
    #expect(throws: OutputError.readerLeft) { try writer.write(report(1)) }
  }

  // MARK: Messages

  private func message(
    quiet: Bool = false, color: Bool = false, _ body: (MessageWriter) -> Void
  ) -> String {
    let collector = Collector()
    let writer = MessageWriter(
      isQuiet: quiet, screen: { Screen(hasColor: color) }, write: { collector.bytes += $0 })
    body(writer)
    return collector.text
  }

  @Test func `notes are dim with colour, safe, and left out when quiet`() {
    #expect(message { $0.note("a\u{1B}b") } == "a␛b\n")
    #expect(message(color: true) { $0.note("a") } == "\u{1B}[2ma\u{1B}[0m\n")
    #expect(message(quiet: true) { $0.note("a") } == "")
    #expect(message(quiet: true) { $0.remark("a") } == "a\n")
  }

  @Test func `an error has an excerpt, and red only its first word`() {
    let error = CommandError("no such thing", at: Span(4, 7), advice: "See: help")
    #expect(
      message { $0.error(error, in: "use foo") } == "error: no such thing.\n  use foo\n      ^^^\nSee: help\n")
    #expect(
      message(color: true) { $0.error(CommandError("x"), in: "") } == "\u{1B}[1;31merror:\u{1B}[0m x.\n")
  }

  @Test func `an error in a script names the file and the line of the mistake`() {
    let place = MessageWriter.Place(name: "a.lect", line: 7)
    let error = CommandError("wrong", at: Span(8, 11))
    #expect(
      message { $0.error(error, in: "corpora\nfoo", at: place) } == "a.lect:8: wrong.\n  foo\n  ^^^\n")
    #expect(message { $0.error(CommandError("wrong"), in: "", at: place) } == "a.lect:7: wrong.\n")
  }

  // MARK: Descriptors

  @Test func `all bytes reach a slow reader`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let input = ends[0]
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    let reader = Thread.detachedResult { () -> [UInt8] in
      var all: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 10_000)
      while case let count = read(input, &piece, piece.count), count > 0 { all += piece.prefix(count) }
      return all
    }
    try DescriptorOutput(ends[1]).write(bytes)
    close(ends[1])
    #expect(reader.wait() == bytes)
    close(input)
  }

  @Test func `a reader that left, a full disk and Ctrl-C are told apart`() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    #expect(throws: OutputError.readerLeft) { try DescriptorOutput(ends[1]).write([1]) }
    #expect(throws: OutputError.interrupted) { try DescriptorOutput(ends[1], isInterrupted: { true }).write([1]) }
    close(ends[1])
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    #expect(throws: OutputError.failed(code: ENOSPC)) { try DescriptorOutput(full).write([1]) }
    close(full)
  }

  @Test func `neither a closed pipe nor a limit on the size of files ends the program`() {
    var before = sigaction()
    sigaction(SIGINT, nil, &before)
    InterruptSignal.install()
    sigaction(SIGINT, &before, nil)
    for number in [SIGPIPE, SIGXFSZ] {
      var found = sigaction()
      sigaction(number, nil, &found)
      #expect(unsafeBitCast(found.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self))
    }
  }
}

extension Thread {
  /// The result of work on another thread.
  final class Result<Value: Sendable>: @unchecked Sendable {
    fileprivate let done = DispatchSemaphore(value: 0)
    fileprivate var value: Value?

    func wait() -> Value? {
      done.wait()
      return value
    }
  }

  static func detachedResult<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Result<Value> {
    let result = Result<Value>()
    Thread.detachNewThread {
      result.value = work()
      result.done.signal()
    }
    return result
  }
}
