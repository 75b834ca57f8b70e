import AnalyzerKit
import Rendering

/// Writes results: every table of a report in the chosen format, texts as they are, with an empty line between results.
public final class ResultWriter {
  /// The names of the formats.
  public static var formatNames: [String] { OutputFormat.allCases.map(\.rawValue) }

  private let format: OutputFormat?
  private let screen: () -> Screen
  private let sink: ClosureSink
  /// What says how to see the rest of a table, where it is not by an option of the program.
  var hint: String?
  private var hasWritten = false

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - format: the name of a format; nil for `table` at a terminal and `tsv` elsewhere.
  ///   - screen: the place that results go to, asked before each result.
  ///   - write: takes all the bytes, in blocks of about 64 KB, or throws.
  /// - Throws: an error that lists the formats, when there is none of that name.
  public init(
    format: String? = nil, screen: @escaping () -> Screen = { Screen() }, write: @escaping ([UInt8]) throws -> Void
  ) throws(CommandError) {
    self.format = try format.map { name throws(CommandError) in try ResultWriter.format(named: name) }
    self.screen = screen
    sink = ClosureSink(write)
  }

  /// The format of a name; an error that lists the formats when there is none.
  static func format(named name: String) throws(CommandError) -> OutputFormat {
    if let format = OutputFormat(rawValue: name) { return format }
    let nearest = NearName.advice(for: name, among: formatNames)
    throw CommandError(
      "there is no output format \(name)", kind: .syntax,
      advice: nearest + "There is: \(formatNames.joined(separator: ", "))")
  }

  /// Writes what an outcome has to show, which may be nothing; throws what the closure throws.
  ///
  /// `format` goes before the writer's own, as `set format` does.
  public func write(_ outcome: Outcome, format override: String? = nil) throws {
    let place = screen()
    let chosen = try override.map { try ResultWriter.format(named: $0) } ?? format ?? (place.isTerminal ? .table : .tsv)
    if let report = outcome.report, !report.tables.isEmpty {
      try separate()
      if place.isTerminal, chosen != .table {
        // These formats say what cells hold, in full: at a terminal it must not act.
        let shown = ShownSink(sink)
        try Renderer.render(report.tables, as: chosen, options: options(for: place), to: shown)
        try shown.finish()
      } else {
        try Renderer.render(report.tables, as: chosen, options: options(for: place), to: sink)
      }
    }
    if let text = outcome.text, !text.isEmpty {
      try separate()
      let shown = place.isTerminal ? ShownText.lines(of: text) : text
      try sink.write(Array((shown.hasSuffix("\n") ? shown : shown + "\n").utf8))
    }
  }

  /// Begins anew: the next result has no empty line before it.
  public func startOver() { hasWritten = false }

  private func separate() throws {
    if hasWritten { try sink.write([UInt8(ascii: "\n")]) }
    hasWritten = true
  }

  private func options(for place: Screen) -> RenderingOptions {
    guard place.isTerminal else { return RenderingOptions(color: place.hasColor) }
    return .terminal(columns: place.columns, lines: place.lines, color: place.hasColor, hint: hint)
  }
}

/// Hands what the renderer makes on, line by line, with what would act on a terminal made visible.
private final class ShownSink: OutputStreamSink {
  private let next: any OutputStreamSink
  private var pending: [UInt8] = []

  init(_ next: any OutputStreamSink) { self.next = next }

  func write(_ bytes: [UInt8]) throws {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return pending += bytes }
    let lines = pending + bytes[...end]
    pending = Array(bytes[(end + 1)...])
    try next.write(Array(ShownText.lines(of: String(decoding: lines, as: UTF8.self)).utf8))
  }

  /// Hands over what is left.
  func finish() throws {
    if !pending.isEmpty { try write([UInt8(ascii: "\n")]) }
  }
}

/// Hands what the renderer makes to a closure.
private final class ClosureSink: OutputStreamSink {
  private let take: ([UInt8]) throws -> Void

  init(_ take: @escaping ([UInt8]) throws -> Void) { self.take = take }

  func write(_ bytes: [UInt8]) throws { try take(bytes) }
}
