import AnalyzerKit
import CorpusQuery
import TextProcessing

/// What is said of words in queries that cannot be found because text is cut within them.
enum QueryHints {
  /// More are not told: who asks for thousands of words sees it by the first.
  private static let most = 3

  /// A note for each word of the queries that is no token of the store, and that the tokeniser would cut.
  static func notes(_ queries: [Query: QueryExpression], _ inputs: AnalysisInputs) -> [String] {
    if inputs.view.isAnnotation { return [] }
    var notes: [String] = []
    for (query, expression) in queries.sorted(by: { $0.key.text < $1.key.text }) {
      guard let found = inputs.queries[query]?.elements else { continue }
      for (element, forms) in zip(expression.elements, found) where forms.isEmpty {
        guard element.count == 1, let literal = element[0].literal else { continue }
        let tokens = tokens(of: literal)
        guard tokens.count > 1 else { continue }
        if notes.count == most { return notes }
        let phrase = tokens.map(spelling).joined(separator: " ")
        notes.append("no token is `\(String(decoding: literal, as: UTF8.self))`: text is cut there, as in `\(phrase)`.")
      }
    }
    return notes
  }

  /// The tokens that the general rules cut a text into.
  static func tokens(of text: [UInt8]) -> [[UInt8]] {
    text.withUnsafeBufferPointer { bytes in
      var buffer = TokenBuffer()
      var state = Tokenizer.State()
      while Tokenizer(language: "und").next(bytes, &state, limit: 1024, into: &buffer) {}
      return zip(buffer.starts, buffer.ends).map { Array(bytes[$0..<$1]) }
    }
  }

  /// A token as it is written in a query.
  private static func spelling(_ token: [UInt8]) -> String {
    let text = String(decoding: token, as: UTF8.self)
    let isCounted = token.withUnsafeBufferPointer { TokenKind.isCounted($0) }
    return isCounted ? text : text.map { "\\\($0)" }.joined()
  }
}
