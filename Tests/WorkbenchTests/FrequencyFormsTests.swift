import Testing

@testable import Workbench

/// `frequency --forms` says which word forms are behind a term: all of them.
@Suite struct FrequencyFormsTests {
  /// The forms behind each term with their counts, and the term's own count.
  private func rows(_ session: Session, _ options: String) throws -> [(term: String, count: Int, forms: [String: Int])]
  {
    try session.output("c | frequency \(options) --forms | select term,count,forms").split(separator: "\n").dropFirst()
      .map {
        let cells = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        var forms: [String: Int] = [:]
        for part in cells[2].split(separator: ", ") {
          let words = part.split(separator: " ")
          forms[String(words[0])] = Int(words[1])
        }
        return (cells[0], try #require(Int(cells[1])), forms)
      }
  }

  private func load(_ texts: [(language: String, text: String)], _ workspace: Workspace) throws -> Session {
    let lines = texts.enumerated().map {
      "{\"id\": \"\($0)\", \"language\": \"\($1.language)\", \"text\": \"\($1.text)\"}\n"
    }
    try workspace.write("texts.jsonl", lines.joined())
    let session = try workspace.session()
    _ = try session.output("load c '\(workspace.path)/texts.jsonl'")
    return session
  }

  private let german = "Das Haus und die Häuser. Im Hause brennt Licht, hinter dem Haus brannte es."
  private let english = "The houses burned. A house burns in the night. His die is cast, and the dies are cast."

  @Test(arguments: ["word", "lower", "stem"]) func allFormsAreThere(layer: String) throws {
    for texts in [[("de", german)], [("de", german), ("en", english), ("tr", "Işık ISPARTA ve ışık.")]] {
      let workspace = try Workspace()
      let session = try load(texts, workspace)
      let rows = try rows(session, "--layer \(layer)")
      #expect(!rows.isEmpty)
      for row in rows { #expect(row.forms.values.reduce(0, +) == row.count, "\(layer) \(row)") }
    }
  }

  /// A stem has other forms in other languages, and a word other stems.
  @Test func stemsByLanguage() throws {
    let workspace = try Workspace()
    let session = try load([("de", german), ("en", english)], workspace)
    let rows = try rows(session, "--layer stem")
    let stems = Dictionary(uniqueKeysWithValues: rows.map { ($0.term, $0.forms) })
    #expect(stems["haus"] == ["Haus": 2, "Häuser": 1, "Hause": 1])
    #expect(stems["hous"] == ["houses": 1, "house": 1])
    #expect(stems["die"] == ["die": 2, "dies": 1])
    #expect(try self.rows(session, "Häuser --layer stem").map(\.forms) == [["Haus": 2, "Häuser": 1, "Hause": 1]])
  }

  /// A word has its row once, whatever documents of other languages would make of it.
  @Test func casingOfOtherLanguagesGivesNoRow() throws {
    let workspace = try Workspace()
    let session = try load([("tr", "İstanbul ISPARTA ılık")], workspace)
    for (query, row) in [("ISPARTA", "ısparta\t1"), ("İSTANBUL", "istanbul\t1"), ("ILIK", "ılık\t1")] {
      let output = try session.output("c | frequency \(query) | select term,count")
      #expect(output.split(separator: "\n").dropFirst() == [row[...]], "\(query)")
    }
    #expect(try session.output("c | frequency XI | select term,count").split(separator: "\n").count == 2)
  }
}
