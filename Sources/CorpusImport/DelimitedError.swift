/// What is wrong with delimited text, and where.
public struct DelimitedError: Error, Equatable, CustomStringConvertible {
  /// What can be wrong.
  public enum Problem: Sendable, Equatable {
    /// A quoted field never ends.
    case openQuote
    /// Text follows the quote that ends a field.
    case textAfterQuote
    /// A row is longer than `DelimitedRowReader.longestRow`.
    case rowTooLong
  }

  /// The line, from 1.
  public var line: Int
  /// What is wrong there.
  public var problem: Problem

  /// A problem and its line.
  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }

  /// What is wrong, where, and what to do.
  public var description: String { "line \(line): \(problem)" }
}

extension DelimitedError.Problem: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .openQuote: "a quote opens a field and is never closed"
    case .textAfterQuote: "text follows a closing quote; a quote within a quoted field is written twice"
    case .rowTooLong: "a row is longer than \(DelimitedRowReader.longestRow >> 20) MB; is a quote not closed?"
    }
  }
}
