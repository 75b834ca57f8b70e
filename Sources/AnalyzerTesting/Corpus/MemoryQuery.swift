import AnalyzerKit

/// A query of a `MemoryCorpus`: words with `*`, `?` and `(a|b)`; several words are a phrase of tokens in a row.
///
/// Wildcards stand for what counts: punctuation must be written, or count.
struct MemoryQuery {
  /// What one token must look like.
  struct Term {
    /// The alternatives, each without parentheses: as characters, with `*` and `?` as wildcards.
    let alternatives: [[Character]]

    func matches(_ text: String, counts: Bool = true) -> Bool {
      alternatives.contains { pattern in
        (counts || !pattern.contains { $0 == "*" || $0 == "?" }) && Term.matches(pattern[...], Array(text)[...])
      }
    }

    private static func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
      guard let first = pattern.first else { return text.isEmpty }
      switch first {
      case "*": return (text.startIndex...text.endIndex).contains { matches(pattern.dropFirst(), text[$0...]) }
      case "?": return !text.isEmpty && matches(pattern.dropFirst(), text.dropFirst())
      default: return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
      }
    }
  }

  let terms: [Term]

  init(_ text: String, layer: String) throws {
    if let first = text.first, ["[", "\"", "<"].contains(first) {
      throw AnalyzerError.invalidOption("query", "a test corpus knows words, *, ? and (a|b), not ‘\(text)’")
    }
    terms = try MemoryCorpus.text(text, in: layer).split(separator: " ").map { term in
      Term(alternatives: try MemoryQuery.expanded(Array(term)))
    }
    guard !terms.isEmpty else { throw AnalyzerError.invalidOption("query", "an empty query matches nothing") }
  }

  /// Writes out what parentheses stand for: `a(b|c)` is `ab` and `ac`.
  private static func expanded(_ term: [Character]) throws -> [[Character]] {
    guard let open = term.firstIndex(of: "(") else { return [term] }
    guard let close = term[open...].firstIndex(of: ")") else {
      throw AnalyzerError.invalidOption("query", "‘\(String(term))’ lacks a closing parenthesis")
    }
    let choices = term[(open + 1)..<close].split(separator: "|", omittingEmptySubsequences: false)
    let rests = try expanded(Array(term[(close + 1)...]))
    return choices.flatMap { choice in rests.map { term[..<open] + choice + $0 } }
  }

  /// Where the phrase stands in a document, by first token; `counts` tells which tokens count.
  func starts(in texts: [String], _ counts: [Bool]) -> [Int] {
    guard texts.count >= terms.count else { return [] }
    return (0...texts.count - terms.count).filter { start in
      terms.indices.allSatisfy { terms[$0].matches(texts[start + $0], counts: counts[start + $0]) }
    }
  }
}

extension Query {
  /// A query as the workbench would parse it: words with `*`, `?` and `(a|b)`; several words are a phrase.
  public static func words(_ text: String, label: String? = nil) -> Query {
    let words = text.split(separator: " ")
    let isLiteral = !text.contains { ["*", "?", "(", ")", "|"].contains($0) }
    return Query(
      text: text, label: label, isSingleToken: words.count == 1, literal: isLiteral ? words.joined(separator: " ") : nil
    )
  }
}
