import Foundation
import Testing

@testable import Workbench

/// The same corpus gives the same bytes, however it is cut, folded and kept.
@Suite struct ExecutorLawsTests {
  /// Every analyzer and kind of batch, with and without groups and selections.
  static let commands = [
    "c | frequency", "c | frequency --layer word --punctuation", "c | frequency --forms --top 20",
    "c | frequency alpha*, b=(beta|gamma)", "c | frequency alpha beta", "c | frequency --by kind",
    "c | frequency --by date:year --min-documents 2", "c | where kind = \"x\" | frequency",
    "c | where date >= 2022 | frequency alpha --by kind",
    "c | cooccurrence alpha --min-count 1 --measures all", "c | cooccurrence alpha --within s --window 2 --by kind",
    "c | cooccurrence alpha beta --window 3 --min-count 1", "c | cooccurrence --terms 6 --min-count 1",
    "c | cooccurrence --terms 6 --window 2 --by kind", "c | cooccurrence --context sentence --terms 8",
    "c | cooccurrence --context document --terms 8", "c | where kind = \"y\" | cooccurrence --ordered --terms 5",
    "c | kwic alpha", "c | kwic alpha, beta gamma --context 3 --sort R1", "c | kwic gamma --by kind --within s",
    "c | kwic alpha | head 3", "c | kwic alpha, beta | head 7", "c | kwic gamma --by kind | head 4",
    "c | sentiment", "c | sentiment --unit sentence", "c | sentiment --unit corpus --by kind",
    "c | sentiment --explain",
    "c | sentiment --around alpha --window 4", "c | where kind = \"x\" | sentiment --unit whole",
  ]

  /// Files of a few words each, the same ones each time; some are long, one is empty.
  static func writeTexts(to workspace: Workspace, _ numbers: Range<Int>, in folder: String) throws {
    let words = ["Alpha", "alpha", "beta", "gamma", "delta", "good", "bad", "not", "very", "3", "Epsilon", "but"]
    for number in numbers {
      var state = UInt64(number) * 7919 + 17
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      let kind = ["x", "y"][number % 2]
      var text = number % 5 == 4 ? "" : "date 202\(number % 3)-0\(1 + number % 9) Title \(number)\n\n"
      for _ in 0..<(number == 3 ? 0 : number == 6 ? 60 : 1 + next(6)) {
        text +=
          (0..<1 + next(9)).map { _ in words[next(words.count)] }.joined(separator: next(5) == 0 ? ", " : " ") + ". "
      }
      try workspace.write("\(folder)/\(kind)-\(number).txt", number == 3 ? "" : text)
    }
  }

  static let options = "--path '{kind}-{number:int}.txt' --language en"

  static func load(_ session: Session, _ workspace: Workspace, _ more: String = "", folders: [String] = ["a"]) throws {
    for (index, folder) in folders.enumerated() {
      _ = try session.run(
        "load c '\(workspace.path)/\(folder)' \(options) \(more) \(index > 0 ? "--append" : "")")
    }
  }

  /// What all commands give: tables and notes.
  static func results(_ session: Session) throws -> [String] {
    try commands.map { command in
      let outcome = try session.run(command)
      return try outcome.map { try Session.text(of: $0) + $0.notes.joined(separator: "\n") } ?? ""
    }
  }

  static let expected: [String] = {
    do {
      let workspace = try Workspace()
      try writeTexts(to: workspace, 0..<16, in: "a")
      let session = try workspace.session(threads: 1)
      try load(session, workspace)
      return try results(session)
    } catch {
      return ["\(error)"]
    }
  }()

  private func expectSame(_ session: Session, _ comment: Comment) throws {
    for (command, (old, new)) in zip(Self.commands, zip(Self.expected, try Self.results(session))) {
      #expect(old == new, "\(command): \(comment)")
    }
  }

  @Test func everyCommandGivesRows() {
    #expect(Self.expected.count == Self.commands.count)
    for (command, text) in zip(Self.commands, Self.expected) {
      #expect(text.split(separator: "\n").count >= 3, "\(command) gives nothing")
    }
  }

  @Test(arguments: [1, 5, 50, 1000]) func segmentsOfAnySize(_ tokens: Int) throws {
    let workspace = try Workspace()
    try Self.writeTexts(to: workspace, 0..<16, in: "a")
    let session = try workspace.session(threads: 2)
    try Self.load(session, workspace, "--segment-tokens \(tokens)")
    try expectSame(session, "segments of \(tokens)")
  }

  @Test(arguments: [2, 8]) func anyNumberOfThreads(_ threads: Int) throws {
    let workspace = try Workspace()
    try Self.writeTexts(to: workspace, 0..<16, in: "a")
    let session = try workspace.session(threads: threads)
    try Self.load(session, workspace, "--segment-tokens 11")
    try expectSame(session, "\(threads) threads")
  }

  @Test func coldAndCached() throws {
    let workspace = try Workspace()
    try Self.writeTexts(to: workspace, 0..<16, in: "a")
    let session = try workspace.session(cacheThreshold: .zero)
    try Self.load(session, workspace, "--segment-tokens 40")
    try expectSame(session, "first and second run")
    for command in Self.commands {
      _ = session.beginProgress()
      _ = try session.run(command)
      #expect(session.progress.total == 0, "\(command) folds again what is kept")
    }
    try expectSame(session, "cached")
    // Another session, as after a restart.
    let other = try workspace.session(threads: 1, cacheThreshold: .zero)
    try expectSame(other, "cached by another session")
    #expect(other.progress.total == 0)
  }

  @Test func loadedByAppends() throws {
    let workspace = try Workspace()
    try Self.writeTexts(to: workspace, 0..<16, in: "a")
    for (part, numbers) in [0..<5, 5..<6, 6..<16].enumerated() {
      try Self.writeTexts(to: workspace, numbers, in: "part\(part)")
    }
    // Documents are in the order of their names in each load, and this order is part of some results; so the same
    // files are loaded at once into another corpus in that order.
    let files = try (0..<3).flatMap { part in
      try FileManager.default.contentsOfDirectory(atPath: "\(workspace.path)/part\(part)").sorted()
        .map { "'\(workspace.path)/part\(part)/\($0)'" }
    }
    let once = try workspace.session(store: workspace.path + "/once.db")
    _ = try once.run("load c \(files.joined(separator: " ")) \(Self.options)")
    let appended = try workspace.session(cacheThreshold: .zero)
    try Self.load(appended, workspace, folders: ["part0", "part1"])
    for command in Self.commands { _ = try appended.run(command) }
    let before = try tokens(of: appended)
    _ = try appended.run("load c '\(workspace.path)/part2' \(Self.options) --append")
    let after = try tokens(of: appended)
    for command in Self.commands {
      // Names are given below the common folder, which is another one here.
      let expected = try once.output(command).replacing(/part\d\//, with: "")
      _ = appended.beginProgress()
      #expect(try appended.output(command) == expected, "\(command)")
      // What depends on the whole corpus, as the most frequent terms do, is folded anew.
      if !command.contains("--terms") {
        #expect(appended.progress.total == after - before, "\(command) does not fold the new segment alone")
      }
    }
  }

  private func tokens(of session: Session) throws -> Int {
    let rows = try session.output("corpora | select tokens").split(separator: "\n")
    return Int(rows.last ?? "") ?? 0
  }
}
