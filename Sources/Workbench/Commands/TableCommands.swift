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
    report.provenance.set("then", ((report.provenance["then"].map { [$0] } ?? []) + [text(of: call)]).joined(separator: " | "))
    return .report(report)
  }

  private func text(of call: CommandCall) -> String {
    let operands = call.stage.raw.map { [$0.value] } ?? call.words.map { Word.spelling(of: $0.text) }
    return ([card.name] + operands + call.stage.options.map { "--\($0.name.value)" + ($0.text.map { " \($0)" } ?? "") })
      .joined(separator: " ")
  }

  /// The index of a column; an error with the nearest name.
  func column(_ word: Word, of table: Table) throws -> Int {
    if let index = table.index(of: word.text) { return index }
    let names = table.columns.map(\.name)
    throw CommandError(
      "the table has no column \(word.text)", at: word.span,
      advice: NearestName.nearest(to: word.text, among: names).map { "Did you mean \($0)?" }
        ?? "There is: \(names.joined(separator: ", "))")
  }
}

/// `sort COLUMN [--descending]`
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

/// `head N`
struct HeadCommand: TableCommand {
  let card = CommandCard(
    "head", in: .tables, "Keeps the first rows.", usage: "[N]", discussion: "Ten when no number is given.",
    operands: .words, input: .table, examples: [.init("news-de | frequency | head 3", "Three rows.")])

  func apply(_ call: CommandCall, to table: Table) throws -> Table {
    guard let word = try call.words(0...1, "a number of rows").first else {
      return table.selecting(rows: Array(0..<min(10, table.rowCount)))
    }
    guard let count = Int(word.text), count >= 0 else {
      throw CommandError("head takes a number of rows, not \(word.text)", kind: .syntax, at: word.span)
    }
    return table.selecting(rows: Array(0..<min(count, table.rowCount)))
  }
}

/// `select COLUMNS`
struct SelectCommand: TableCommand {
  let card = CommandCard(
    "select", in: .tables, "Keeps some columns, in the order given.", usage: "COLUMN[,COLUMN…]",
    operands: .words, input: .table, examples: [.init("news-de | frequency --top 3 | select term,count", "Two columns.")])

  func apply(_ call: CommandCall, to table: Table) throws -> Table {
    let words = try call.words(1...Int.max, "names of columns")
    let names = words.flatMap { word in
      word.text.split(separator: ",").map { Word(text: String($0), span: word.span) }
    }
    return table.selecting(columns: try names.map { try column($0, of: table) })
  }
}

/// `filter EXPRESSION`
struct FilterCommand: TableCommand {
  let card = CommandCard(
    "filter", in: .tables, "Keeps the rows that meet a condition over their columns.", usage: "CONDITION",
    operands: .expression, input: .table,
    examples: [.init("news-de | frequency | filter count >= 20 and documents < 10 | head 5", "Frequent in few articles.")])

  func apply(_ call: CommandCall, to table: Table) throws -> Table {
    let expression = try ExpressionParser.parse(call.raw, help: "help filter")
    let evaluator = ExpressionEvaluator(
      column: { name in
        guard let index = table.index(of: name) else {
          throw CommandError(
            "the table has no column \(name)",
            advice: "There is: \(table.columns.map(\.name).joined(separator: ", "))")
        }
        return (table.cells[index], table.columns[index].kind)
      }, rows: table.rowCount)
    let keep = try evaluator.test(expression)
    return table.selecting(rows: keep.indices.filter { keep[$0] })
  }
}
