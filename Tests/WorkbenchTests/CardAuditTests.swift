import AnalyzerKit
import Foundation
import Testing

@testable import Workbench

/// The cards of all commands: what help, completion and the reference are made of.
@Suite struct CardAuditTests {
  static let cards: [CommandCard] = {
    let session = try? Workspace().session()
    return session.map { $0.commands.values.map(\.card).sorted { $0.name < $1.name } } ?? []
  }()

  @Test func namesAreUniqueAndPlain() {
    let names = CommandTable.all.map { $0.card.name }
    #expect(Set(names).count == names.count)
    for card in Self.cards {
      #expect(card.name.allSatisfy { $0.isASCII && $0.isLowercase }, "\(card.name)")
      #expect(HelpTopic.all[card.name] == nil, "\(card.name) is a topic of help, too")
    }
    #expect(Self.cards.count == names.count + 7)
  }

  private func isSentence(_ text: String) -> Bool {
    text.hasSuffix(".") && text.first?.isUppercase == true && !text.contains("\n") && text.count <= 150
  }

  @Test func summariesAreSentences() {
    for card in Self.cards {
      #expect(isSentence(card.summary), "\(card.name): \(card.summary)")
      for option in card.options {
        #expect(isSentence(option.summary), "\(card.name) --\(option.name): \(option.summary)")
      }
      for column in card.columns {
        #expect(
          column.summary.hasSuffix(".") && column.summary.count <= 150,
          "\(card.name), \(column.name): \(column.summary)")
      }
      for example in card.examples { #expect(isSentence(example.explanation), "\(card.name): \(example.explanation)") }
    }
  }

  @Test func optionsAreSound() {
    for card in Self.cards {
      let names = card.options.map(\.name)
      #expect(Set(names).count == names.count, "\(card.name) has an option twice")
      for option in card.options {
        #expect(option.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") }, "\(card.name) --\(option.name)")
        #expect(
          (option.kind == .flag) == option.valueName.isEmpty, "\(card.name) --\(option.name): the name of its value")
      }
      let columns = card.columns.map(\.name)
      #expect(Set(columns).count == columns.count, "\(card.name) has a column twice")
      #expect((card.operands == .none) == card.usage.isEmpty, "\(card.name): usage and operands differ")
    }
  }

  @Test func everyCommandHasAnExample() {
    // These end the session, delete or need a file of commands.
    let without = ["quit", "drop", "run", "plugin", "annotate", "cache", "compact", "save", "set", "timing", "results"]
    for card in Self.cards where !without.contains(card.name) {
      #expect(!card.examples.isEmpty, "\(card.name)")
    }
  }

  @Test func everythingIsInHelp() throws {
    let session = try Workspace().session()
    for card in Self.cards {
      let page = try session.output("help \(card.name)")
      for option in card.options { #expect(page.contains("--\(option.name)"), "\(card.name) --\(option.name)") }
      for line in page.split(separator: "\n") where line.count > 80 && !line.contains(" | ") {
        Issue.record("\(card.name) is wide: \(line)")
      }
    }
    for topic in HelpTopic.all.keys { #expect(try !session.output("help \(topic)").isEmpty) }
  }

  @Test func registrationsAreAsListed() {
    let lines = Self.cards.map { card in
      ([card.section.rawValue, card.name] + card.options.map { "--\($0.name)" }).joined(separator: " ")
    }
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/registrations.txt"
    expectSnapshot(lines.sorted().joined(separator: "\n") + "\n", at: path, "CardAuditTests")
  }

  @Test func aPluginMayNotTakeANameThatIsTaken() throws {
    struct Shadow: Analyzer {
      static let card = AnalyzerCard(name: "load", summary: "Shadows a command.", columns: [])
      init(options: Options) throws {}
      var demands: [Demand] { [] }
      func start(_ prepared: Void) -> Int { 0 }
      func merge(_ other: Int, into partial: inout Int) throws {}
      func finish(_ partial: Int, _ prepared: Void, in context: AnalysisContext) throws -> Report { Report(tables: []) }
    }
    let workspace = try Workspace()
    let configuration = try workspace.session().configuration
    let plugin = Plugin(name: "shadow", version: "1", summary: "One.", analyzers: [Shadow.self])
    let error = #expect(throws: CommandError.self) { try Session(configuration, plugins: [plugin]) }
    #expect(error?.message == "the plugin shadow brings `load`, which is a command of the workbench")
  }
}
