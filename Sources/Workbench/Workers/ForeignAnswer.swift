import AnalyzerKit
import FoundationEssentials
import PluginHost

/// What a command answers: an object with one field, whose name tells what it is.
enum ForeignAnswer {
  /// A value of any kind, which is not looked at.
  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }

  private struct Failure: Decodable {
    let kind: String?
    let subject: String?
    let message: String
  }

  /// The name and the value of the one field, the value as JSON; nil for anything else.
  static func take(_ line: [UInt8]) -> (name: String, value: [UInt8])? {
    guard let object = try? JSONDecoder().decode([String: Anything].self, from: Data(line)), object.count == 1,
      let name = object.keys.first
    else { return nil }
    // The value's own bytes: after the first colon behind the name, up to the last brace.
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let end = line.lastIndex(of: UInt8(ascii: "}")),
      colon < end, !name.contains(":")
    else { return nil }
    return (name, Array(line[(colon + 1)..<end]))
  }

  /// The error of a failure's JSON.
  static func failure(_ json: [UInt8], _ plugin: String) -> any Error {
    guard let failure = try? JSONDecoder().decode(Failure.self, from: Data(json)) else {
      return PluginError.rubbish(name: plugin, doing: "failed", what: CommandConnection.shown(json))
    }
    return WorkerFailure(kind: failure.kind ?? "failed", subject: failure.subject ?? "", message: failure.message)
  }
}

/// A report as a command writes it.
struct ForeignReport: Decodable {
  struct TableEntry: Decodable {
    let columns: [ForeignCard.ColumnEntry]?
    let rows: [[JSONScalar]]
  }

  struct ChartEntry: Decodable {
    let kind: String
    let title: String
    let x: String
    let y: [String]
  }

  let tables: [TableEntry]
  let charts: [ChartEntry]?
  let notes: [String]?

  /// Reads a report; a table without columns has those of the card.
  static func report(of json: [UInt8], _ card: ForeignCard) throws -> Report {
    let coded: ForeignReport
    do {
      coded = try JSONDecoder().decode(ForeignReport.self, from: Data(json))
    } catch {
      throw AnalyzerError.malformedReport("it is none: \(CommandConnection.shown(json))")
    }
    let tables = try coded.tables.map { entry in
      var table = Table(columns: try (entry.columns ?? card.columns).map { try $0.column() })
      for row in entry.rows { try table.append(row.map(\.value)) }
      return table
    }
    let charts = (coded.charts ?? []).compactMap { chart in
      Chart.Kind(rawValue: chart.kind).map { Chart($0, title: chart.title, x: chart.x, y: chart.y) }
    }
    return Report(tables: tables, charts: charts, notes: coded.notes ?? [])
  }
}
