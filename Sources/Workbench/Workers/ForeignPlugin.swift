import AnalyzerKit
import FoundationEssentials
import PluginHost

/// A plugin whose code is a command: it is started once a worker, and spoken to in JSON lines.
final class ForeignPlugin: Sendable {
  /// What the command answered to the greeting.
  struct Greeting: Decodable {
    struct Contents: Decodable {
      let `protocol`: Int
      let analyzers: [ForeignCard]
      let annotators: [CodedAnnotator]?
    }
    let hello: Contents
  }

  /// Who it is.
  let hello: WorkerHello
  private let cards: [String: ForeignCard]
  private let connection: CommandConnection

  /// Starts the command of a folder and greets it; refuses a folder whose content is another than the one that is meant.
  init(folder: String, content: String?, pythonKit: String?) throws {
    let folder = try PluginFolder(folder)
    guard case .command(let manifest) = folder.kind else {
      throw PluginError.notAPlugin(path: folder.path, why: "it has no \(PluginFolder.manifestName)")
    }
    guard content == nil || content == folder.hash else {
      throw PluginError.cannotLoad(
        name: manifest.name, why: "its folder was changed since; to run it as it is now: plugin load \(folder.path)")
    }
    connection = try CommandConnection(manifest, folder: folder.path, pythonKit: pythonKit)
    let greeting: Greeting.Contents
    do {
      try connection.send(#"{"hello": {"protocol": \#(CommandConnection.version)}}"#, doing: "was greeted") {}
      let answer = try connection.receive(doing: "was greeted") {}
      guard let known = try? JSONDecoder().decode(Greeting.self, from: Data(answer)) else {
        throw PluginError.rubbish(
          name: manifest.name, doing: "was greeted", what: CommandConnection.shown(answer))
      }
      greeting = known.hello
    }
    guard greeting.protocol == CommandConnection.version else {
      throw PluginError.cannotLoad(
        name: manifest.name,
        why:
          "it speaks version \(greeting.protocol) of the protocol, and this program version \(CommandConnection.version)"
      )
    }
    let annotators = greeting.annotators ?? []
    let names = greeting.analyzers.map(\.name)
    guard !names.isEmpty || !annotators.isEmpty, Set(names).count == names.count else {
      throw PluginError.cannotLoad(name: manifest.name, why: "it brings no analyzer or annotator, or two of one name")
    }
    if let unfit = annotators.first(where: { !PluginManifest.isName($0.name) }) {
      throw PluginError.cannotLoad(
        name: manifest.name, why: "`\(unfit.name.prefix(80))` cannot be the name of an annotator")
    }
    guard annotators.allSatisfy({ !$0.layers.isEmpty && Set($0.layers).count == $0.layers.count }) else {
      throw PluginError.cannotLoad(name: manifest.name, why: "an annotator of it adds no layer, or one twice")
    }
    hello = WorkerHello(
      kit: KitStamp.value, isThreaded: false, plugin: manifest.name, pluginVersion: manifest.version,
      summary: manifest.summary,
      cards: try greeting.analyzers.map { CodedCard(try $0.card()) }, annotators: annotators)
    cards = Dictionary(greeting.analyzers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Sets an annotator up.
  func annotator(_ annotation: WorkerAnnotation, progress: AnalysisProgress) throws -> ForeignAnnotator {
    guard let card = hello.annotators.first(where: { $0.name == annotation.annotator }) else {
      throw PluginError.failed(name: hello.plugin, message: "it brings no annotator \(annotation.annotator)")
    }
    return try ForeignAnnotator(card, annotation, plugin: hello.plugin, over: connection, progress)
  }

  /// Sets an analysis up.
  func engine(
    _ analyzer: String, _ options: [String: OptionValue], on inputs: AnalysisInputs, countsPunctuation: Bool,
    progress: AnalysisProgress
  ) throws -> ForeignEngine {
    guard let card = cards[analyzer] else {
      throw PluginError.failed(name: hello.plugin, message: "it brings no analyzer \(analyzer)")
    }
    return try ForeignEngine(
      card, options, on: inputs, countsPunctuation: countsPunctuation, over: connection, progress: progress)
  }
}

/// An analyzer's card as a command writes it.
struct ForeignCard: Decodable {
  struct OptionEntry: Decodable {
    let name: String
    let kind: String
    let summary: String?
    let `default`: JSONScalar?
    let choices: [String]?
    let min: Double?
    let max: Double?
    let value: String?
    let required: Bool?
  }

  struct ColumnEntry: Decodable {
    let name: String
    let kind: String
    let summary: String?
    let role: String?

    func column() throws -> Column {
      guard let kind = Column.Kind(rawValue: kind) else {
        throw AnalyzerError.malformedReport("the column \(name) is of the unknown kind \(kind)")
      }
      return Column(name, kind, role: role.flatMap { Column.Role(rawValue: $0) }, summary ?? "")
    }
  }

  let name: String
  let summary: String
  let discussion: String?
  let demand: String?
  let options: [OptionEntry]?
  let columns: [ColumnEntry]
  let examples: [[String]]?
  let references: [String]?
  let version: Int?

  /// What it needs of the corpus: whole documents where nothing is said.
  var demands: [Demand] {
    get throws {
      switch demand ?? "documents" {
      case "documents": return [.documents]
      case "tokens": return [.tokens()]
      case "counts": return [.formCounts]
      default:
        throw AnalyzerError.malformedReport(
          "the analyzer \(name) demands \(demand ?? ""): there is documents, tokens, counts")
      }
    }
  }

  /// The card as everything else knows it.
  func card() throws -> AnalyzerCard {
    _ = try demands
    let options = try (options ?? []).map { option in
      try CodedOptionCard(
        name: option.name, kind: option.kind, choices: option.choices ?? [], least: option.min ?? -1e15,
        most: option.max ?? 1e15, valueName: option.value ?? ForeignCard.valueName(option),
        summary: option.summary ?? "",
        defaultText: option.default?.text, isRequired: option.required ?? false
      ).card()
    }
    return AnalyzerCard(
      name: name, summary: summary, discussion: discussion ?? "", options: options,
      columns: try columns.map { try $0.column() },
      examples: (examples ?? []).compactMap { $0.count == 2 ? AnalyzerCard.Example($0[0], $0[1]) : nil },
      references: references ?? [], version: version ?? 1)
  }

  private static func valueName(_ option: OptionEntry) -> String {
    switch option.kind {
    case "flag": ""
    case "integer": "N"
    case "real": "X"
    case "choice": (option.choices ?? []).joined(separator: "|")
    case "resource": "FILE"
    case "pattern": "REGEX"
    default: "WORD"
    }
  }
}

/// A text, number or truth value of JSON.
enum JSONScalar: Decodable {
  case text(String)
  case integer(Int)
  case real(Double)
  case truth(Bool)
  case missing

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .missing
    } else if let truth = try? container.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? container.decode(Double.self) {
      self = .real(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// As one would type it; nil for nothing.
  var text: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .truth(let truth): truth ? "yes" : nil
    case .missing: nil
    }
  }

  /// As a cell of a table.
  var value: Value {
    switch self {
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .truth(let truth): .text(truth ? "true" : "false")
    case .missing: .missing
    }
  }
}
