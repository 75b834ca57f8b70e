import AnalyzerKit

/// The reference in docs/reference: a page for each command and analyzer, and a list of them, all made of the cards.
public enum ReferencePages {
  /// The pages of a session's commands: the name of each, without its ending, and its Markdown; ends with `README`.
  public static func all(_ session: Session) -> [(name: String, markdown: String)] {
    let cards = session.commands.values.map(\.card).sorted { $0.name < $1.name }
    return cards.map { (name: $0.name, markdown: page($0)) } + [(name: "README", markdown: contents(cards))]
  }

  private static func contents(_ cards: [CommandCard]) -> String {
    var lines = [
      "# Reference", "",
      "A page for each command and analyzer, written by `make docs` from what the program says of itself.",
    ]
    for section in CommandCard.Section.allCases {
      lines += ["", "## \(section.rawValue)", "", "| command | does |", "|---|---|"]
      for card in cards where card.section == section {
        lines.append("| [`\(card.name)`](\(card.name).md) | \(cell(card.summary)) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func page(_ card: CommandCard) -> String {
    var lines = ["# \(card.name)", "", card.summary, "", "    \(card.usageLine)"]
    for paragraph in card.discussion.split(separator: "\n\n") { lines += ["", text(String(paragraph))] }
    if !card.options.isEmpty {
      lines += ["", "## Options", "", "| option | does | default |", "|---|---|---|"]
      for option in card.options {
        let name = option.valueName.isEmpty ? "--\(option.name)" : "--\(option.name) \(option.valueName)"
        let standard = option.defaultText.map { "`\(cell($0))`" } ?? ""
        lines.append("| `\(cell(name))` | \(cell(option.summary)) | \(standard) |")
      }
    }
    if !card.columns.isEmpty {
      lines += ["", "## Columns", "", "| column | type | holds |", "|---|---|---|"]
      for column in card.columns {
        lines.append("| `\(cell(column.name))` | \(column.kind.rawValue) | \(cell(column.summary)) |")
      }
    }
    if !card.examples.isEmpty {
      lines += ["", "## Examples"]
      for example in card.examples { lines += ["", text(example.explanation), "", "    \(example.command)"] }
    }
    if !card.references.isEmpty { lines += ["", "## References", ""] + card.references.map { "- \(text($0))" } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text with the characters that Markdown would take for marks escaped; code in backticks stays.
  private static func text(_ text: String) -> String {
    var isCode = false
    var result = ""
    for character in text {
      if character == "`" { isCode.toggle() }
      if !isCode, "*_<[".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// A text as a cell of a table.
  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension CommandCard {
  /// How the command is written: what stands before it, its operands, and whether it has options.
  var usageLine: String {
    let before = [.corpus: "CORPUS | ", .table: "TABLE | ", .either: "CORPUS | "][input] ?? ""
    if takesCorpus { return "CORPUS | \(name) [OPTIONS]   or   \(name) CORPUS [OPTIONS]" }
    return "\(before)\(name)" + (usage.isEmpty ? "" : " \(usage)") + (options.isEmpty ? "" : " [OPTIONS]")
  }
}
