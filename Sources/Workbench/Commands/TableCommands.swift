import AnalyzerKit
import CommandLanguage

/// A command that makes a table of a table.
protocol TableCommand: Command {
  /// The new table.
  func apply(_ call: CommandCall, to table: Table) throws -> Table
}

extension TableCommand {
  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard case .report(var report) = input, let table = report.tables.first else {
      throw CommandError("\(card.name) works on a table", at: call.stage.verb.span)
    }
    report.tables = [try apply(call, to: table)]
    report.provenance.set(
      "then", ((report.provenance["then"].map { [$0] } ?? []) + [text(of: call)]).joined(separator: " | "))
    return .report(report)
  }

  private func text(of call: CommandCall) -> String {
    let operands = call.stage.raw.map { [$0.value] } ?? call.words.map { Word.spelling(of: $0.text) }
    return ([card.name] + operands + call.stage.options.map { "--\($0.name.value)" + ($0.text.map { " \($0)" } ?? "") })
      .joined(separator: " ")
  }

  /// The index of a column; an error with the nearest name.
  func column(_ word: Word, of table: Table) throws -> Int {
    guard let index = table.index(of: word.text) else { throw TableColumn.unknown(word.text, in: table, at: word.span) }
    return index
  }
}

/// What is said about columns that a table does not have.
enum TableColumn {
  /// The error for a name, with the nearest name or all names.
  static func unknown(_ name: String, in table: Table, at span: Span? = nil) -> CommandError {
    let names = table.columns.map(\.name)
    return CommandError(
      "the table has no column \(name)", at: span,
      advice: NearestName.nearest(to: name, among: names).map { "Did you mean \($0)?" }
        ?? "There is: \(names.joined(separator: ", "))")
  }
}

/// The command `sort COLUMN [--descending]`.
struct SortCommand: TableCommand {
  let card = CommandCard(
    "sort", in: .tables, "Orders the rows by a column; rows that are equal there keep their order.", usage: "COLUMN",
    discussion: "Text is ordered by code point. Missing values stand last.", operands: .words, input: .table,
    options: [OptionCard(name: "descending", kind: .flag, summary: "Largest first.")],
    examples: [.init("news-de | documents | sort words --descending | head 3", "The longest articles.")])

  func apply(_ call: CommandCall, to table: Table) throws -> Table {
    let index = try column(try call.words(1...1, "the name of a column")[0], of: table)
    let values = table.cells[index]
    let isDescending = call.has("descending")
    let order = values.indices.sorted { left, right in
      let (a, b) = (values[left], values[right])
      if (a == .missing) != (b == .missing) { return b == .missing }
      if a < b { return !isDescending }
      if b < a { return isDescending }
      return left < right
    }
    return table.selecting(rows: order)
  }
}

/// The command `head N`.
struct HeadCommand: TableCommand {
  let card = CommandCard(
    "head", in: .tables, "Keeps the first rows.", usage: "[N]", discussion: "Ten when no number is given.",
    operands: .words, input: .table, examples: [.init("news-de | frequency | head 3", "Three rows.")])

  func apply(_ call: CommandCall, to table: Table) throws -> Table {
    table.selecting(rows: Array(0..<min(try count(call), table.rowCount)))
  }

  /// How many rows a call keeps at most.
  func count(_ call: CommandCall) throws -> Int {
    guard let word = try call.words(0...1, "a number of rows").first else { return 10 }
    guard let count = Int(word.text), count >= 0 else {
      throw CommandError(
        "head takes a number of rows, not \(word.text)", kind: .syntax, at: word.span, advice: "See: help head")
    }
    return count
  }
}

/// The command `select COLUMNS`.
struct SelectCommand: TableCommand {
  let card = CommandCard(
    "select", in: .tables, "Keeps some columns, in the order given.", usage: "COLUMN[,COLUMN…]",
    operands: .words, input: .table,
    examples: [.init("news-de | frequency --top 3 | select term,count", "Two columns.")])

  func apply(_ call: CommandCall, to table: Table) throws -> Table {
    let words = try call.words(1...Int.max, "names of columns")
    let names = words.flatMap(SelectCommand.names)
    guard !names.isEmpty else {
      throw CommandError("select needs names of columns", kind: .syntax, at: words[0].span, advice: "See: help select")
    }
    var indices: [Int] = []
    for name in names {
      let index = try column(name, of: table)
      guard !indices.contains(index) else {
        throw CommandError("\(name.text) is named twice", kind: .syntax, at: name.span, advice: "Name it once.")
      }
      indices.append(index)
    }
    return table.selecting(columns: indices)
  }

  /// The names in a word with commas, each with its place.
  private static func names(in word: Word) -> [Word] {
    word.text.split(separator: ",").map { part in
      let start = word.span.lowerBound + word.text.utf8.distance(from: word.text.startIndex, to: part.startIndex)
      // Quotes shift places, so that then all of the word is meant.
      let span = word.isQuoted ? word.span : Span(start, start + part.utf8.count)
      return Word(text: String(part), span: span)
    }
  }
}

/// The command `filter EXPRESSION`.
struct FilterCommand: TableCommand {
  let card = CommandCard(
    "filter", in: .tables, "Keeps the rows that meet a condition over their columns.", usage: "CONDITION",
    operands: .expression, input: .table,
    examples: [
      .init("news-de | frequency | filter count >= 6 and documents <= 3 | head 5", "Frequent in few articles.")
    ])

  func apply(_ call: CommandCall, to table: Table) throws -> Table {
    let expression = try ExpressionParser.parse(call.raw, help: "help filter")
    let evaluator = ExpressionEvaluator(
      column: { name in
        guard let index = table.index(of: name) else {
          throw TableColumn.unknown(name, in: table)
        }
        return (table.cells[index], table.columns[index].kind)
      }, rows: table.rowCount, help: "help filter")
    let keep = try evaluator.test(expression)
    return table.selecting(rows: keep.indices.filter { keep[$0] })
  }
}
