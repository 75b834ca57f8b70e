import AnalyzerKit
import CommandLanguage

/// The command `help [NAME]`.
struct HelpCommand: Command {
  let card = CommandCard(
    "help", in: .workbench, "Lists the commands, or tells all about one.", usage: "[NAME]",
    discussion: "Besides commands there is: help queries, help language.", operands: .words,
    examples: [.init("help frequency", "Options, columns, examples.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard let word = try call.words(0...1, "the name of a command").first else { return .text(overview(session)) }
    if let topic = HelpTopic.all[word.text] { return .text(topic) }
    guard let command = session.commands[word.text] else {
      let names = Array(session.commands.keys) + Array(HelpTopic.all.keys)
      throw CommandError(
        "there is no help about \(word.text)", at: word.span,
        advice: NearestName.nearest(to: word.text, among: names).map { "Did you mean \($0)?" } ?? "See: help")
    }
    return .text(HelpText.page(command.card))
  }

  private func overview(_ session: Session) -> String {
    var lines = ["CORPUS | COMMAND … | COMMAND …        NAME = …        # comment        help NAME"]
    let cards = session.commands.values.map(\.card)
    let width = cards.map(\.name.count).max() ?? 0
    for section in CommandCard.Section.allCases {
      lines += ["", section.rawValue]
      for card in cards.filter({ $0.section == section }).sorted(by: { $0.name < $1.name }) {
        lines += HelpText.entry(card.name, card.summary, width)
      }
    }
    lines += ["", "help queries: words, phrases and wildcards.", "help language: how commands are written."]
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Lays out the help of a command.
enum HelpText {
  /// All that a card tells, for a terminal of 80 columns.
  static func page(_ card: CommandCard) -> String {
    var lines = WrappedText.lines(of: card.summary, to: 78) + ["", "  \(card.usageLine)"]
    if !card.discussion.isEmpty {
      for paragraph in card.discussion.split(separator: "\n\n") {
        lines += [""] + WrappedText.lines(of: String(paragraph), to: 78)
      }
    }
    if !card.options.isEmpty {
      lines += ["", "Options"]
      let names = card.options.map { "--\($0.name) \($0.valueName)".trimmedEnd }
      let width = min(names.map(\.count).max() ?? 0, 26)
      for (option, name) in zip(card.options, names) {
        let standard = option.defaultText.map { " (default: \($0))" } ?? ""
        lines += entry(name, option.summary + standard, width)
      }
    }
    if !card.columns.isEmpty {
      lines += ["", "Columns"]
      let width = min(card.columns.map(\.name.count).max() ?? 0, 26)
      for column in card.columns { lines += entry(column.name, column.summary, width) }
    }
    if !card.examples.isEmpty {
      lines += ["", "Examples"]
      for example in card.examples { lines += ["  \(example.command)", "      \(example.explanation)"] }
    }
    if !card.references.isEmpty {
      lines += ["", "References"]
      for reference in card.references {
        let body = WrappedText.lines(of: reference, to: 76)
        lines += body.enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A name, and behind it a text, whose further lines stand below its first.
  static func entry(_ name: String, _ text: String, _ width: Int) -> [String] {
    let body = WrappedText.lines(of: text, to: 76 - width)
    let indent = String(repeating: " ", count: width + 4)
    guard name.count <= width else { return ["  \(name)"] + body.map { indent + $0 } }
    return ["  \(name.padding(to: width))  \(body.first ?? "")"] + body.dropFirst().map { indent + $0 }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate var trimmedEnd: String { String(reversed().drop(while: { $0 == " " }).reversed()) }
}
