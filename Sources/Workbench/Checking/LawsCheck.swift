import AnalyzerKit
import PluginHost

/// The laws of the fold for one analyzer, and its speed: the same table however the corpus is cut and put together.
struct LawsCheck {
  private let entry: Registry.Entry
  private let session: Session
  private let corpora: CheckCorpora
  private let other: (Int) throws -> Session

  /// Checks an analyzer in a session that has the corpora; `other` makes a session of so many threads on the same store.
  init(_ entry: Registry.Entry, _ session: Session, _ corpora: CheckCorpora, other: @escaping (Int) throws -> Session)
    throws
  {
    self.entry = entry
    self.session = session
    self.corpora = corpora
    self.other = other
  }

  private var name: String { entry.card.name }

  /// What is run: on the made-up corpus where nothing must be given, and what the card shows.
  private var commands: [String] {
    let examples = entry.card.examples.map(\.command).filter {
      session.configuration.resources.samples != nil || !$0.contains("news-")
    }
    let isFree = !(entry.card.operand?.isRequired ?? false)
    return (isFree ? ["generated | \(name)", "generated | \(name) --by date:year"] : []) + examples
  }

  func findings() throws -> [PluginCheck.Finding] {
    var findings: [PluginCheck.Finding] = []
    var expected: [String: Report] = [:]
    do {
      for command in commands { expected[command] = try report(command, session) }
    } catch {
      return [finding("it runs", false, CommandError.wrap(error).message)]
    }
    findings.append(try examples(expected))
    findings.append(columns(expected))
    findings.append(
      try law("cut anywhere", "batches of 1, 7 and 100 tokens", expected) {
        [Settings.Checking(batchTokens: 1), .init(batchTokens: 7), .init(batchTokens: 100)]
      })
    findings.append(
      try law("merged in any order", "5 random orders", expected) { (1...5).map { Settings.Checking(order: $0) } })
    findings += try firstRows(expected)
    findings.append(try deterministic(expected))
    findings.append(try measured())
    return findings
  }

  private func report(_ command: String, _ session: Session) throws -> Report {
    guard let report = try session.run(command)?.report else {
      throw CommandError("\(command) gives no table")
    }
    return report
  }

  private func examples(_ reports: [String: Report]) throws -> PluginCheck.Finding {
    let examples = entry.card.examples.map(\.command)
    if examples.isEmpty {
      return finding("examples", false, "the card has none: add one, which help shows and this runs")
    }
    let empty = examples.filter { reports[$0].map { $0.tables.first?.rowCount == 0 } ?? false }
    return finding(
      "examples", empty.isEmpty,
      empty.first.map { "\($0) gives no row" } ?? Amount(examples.count, "example").description)
  }

  private func columns(_ reports: [String: Report]) -> PluginCheck.Finding {
    let known = Set(entry.card.columns.map(\.name))
    for (command, report) in reports.sorted(by: { $0.key < $1.key }) where makesTable(command) {
      // A column that the command asks for by name, as `--show date` does, is no column of the card.
      let wanted = Set(command.split { " ,".contains($0) }.map(String.init))
      for column in report.tables.first?.columns ?? []
      where column.role != .group && !known.contains(column.name) && !wanted.contains(column.name) {
        return finding("columns", false, "\(command) gives a column \(column.name), which the card does not list")
      }
    }
    return finding("columns", true, Amount(known.count, "column").description)
  }

  /// Whether the table of a command is this analyzer's: an example may show it as a condition before another.
  private func makesTable(_ command: String) -> Bool {
    let stages = command.split(separator: "|").compactMap { $0.split(separator: " ").first.map(String.init) }
    return stages.last { session.registry.entries[$0] != nil } == name
  }

  private func law(
    _ check: String, _ how: String, _ expected: [String: Report], _ ways: () -> [Settings.Checking]
  ) throws -> PluginCheck.Finding {
    defer { session.settings.checking = Settings.Checking() }
    for way in ways() {
      session.settings.checking = way
      for (command, report) in expected.sorted(by: { $0.key < $1.key }) {
        do {
          let found = try self.report(command, session)
          if let difference = ReportDifference.first(between: report, and: found) {
            return finding(check, false, "\(command) gives another table: \(difference)")
          }
        } catch {
          return finding(check, false, "\(command): \(CommandError.wrap(error).message)")
        }
      }
    }
    return finding(check, true, "the same table: \(how)")
  }

  /// What is wrong where only the first rows are looked at, for which an analyzer may leave the others out; nothing where nothing is.
  private func firstRows(_ expected: [String: Report]) throws -> [PluginCheck.Finding] {
    let check = "the first rows alone"
    for (command, report) in expected.sorted(by: { $0.key < $1.key }) where endsWithIt(command) {
      for count in [0, 2] {
        let command = "\(command) | head \(count)"
        do {
          let found = try self.report(command, session)
          let rows = report.tables.prefix(1).map { $0.selecting(rows: Array(0..<min(count, $0.rowCount))) }
          let wanted = Report(tables: rows, notes: report.notes)
          let given = Report(tables: Array(found.tables.prefix(1)), notes: found.notes)
          if let difference = ReportDifference.first(between: wanted, and: given) {
            return [finding(check, false, "\(command) gives another table: \(difference)")]
          }
        } catch {
          return [finding(check, false, "\(command): \(CommandError.wrap(error).message)")]
        }
      }
    }
    return []
  }

  /// Whether the last stage of a command is the analyzer.
  private func endsWithIt(_ command: String) -> Bool {
    command.split(separator: "|").last?.split(separator: " ").first.map(String.init) == name
  }

  private func deterministic(_ expected: [String: Report]) throws -> PluginCheck.Finding {
    for threads in [1, 3] {
      let fresh = try other(threads)
      for (command, report) in expected.sorted(by: { $0.key < $1.key }) {
        if let difference = ReportDifference.first(between: report, and: try self.report(command, fresh)) {
          return finding("the same each time", false, "\(command) gives another table in a new process: \(difference)")
        }
      }
    }
    return finding("the same each time", true, "in new processes, on 1 and on 3 threads")
  }

  /// The time of a fold beside one that only reads, and the size of what it gives.
  private func measured() throws -> PluginCheck.Finding {
    guard !(entry.card.operand?.isRequired ?? false) else {
      return PluginCheck.Finding(
        analyzer: name, check: "speed", isSound: nil, details: "not measured: it needs an operand")
    }
    func time(_ command: String) throws -> (Duration, Int) {
      var best = Duration.seconds(1000)
      for _ in 0..<3 {
        let start = ContinuousClock.now
        _ = try session.run(command)
        best = min(best, ContinuousClock.now - start)
      }
      return (best, session.lastPartialBytes)
    }
    let (own, bytes) = try time("\(CheckCorpora.large) | \(name)")
    let (null, _) = try time("\(CheckCorpora.large) | \(NullAnalyzer.card.name)")
    let rate = Double(CheckCorpora.largeTokens) / (own / .seconds(1)) / 1e6
    return PluginCheck.Finding(
      analyzer: name, check: "speed", isSound: nil,
      details:
        "\(rounded(rate)) million tokens a second, \(rounded(own / null)) × the time of reading them; a partial of "
        + "\(bytes < 10_000 ? "\(bytes) bytes" : "\(bytes / 1000) KB") for \(CheckCorpora.largeTokens) tokens")
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  private func finding(_ check: String, _ isSound: Bool, _ details: String) -> PluginCheck.Finding {
    PluginCheck.Finding(analyzer: name, check: check, isSound: isSound, details: details)
  }
}
