import AnalyzerKit
import CommandLanguage
import CorpusImport
import CorpusQuery
import CorpusStore
import PluginHost
import TextProcessing

/// What went wrong with a command, and where in its text.
public struct CommandError: Error, Sendable {
  /// What kind of failure it is: the exit status of a script that ends with it.
  public enum Kind: Int32, Sendable {
    /// The command was understood and failed.
    case failed = 1
    /// The command was not understood.
    case syntax = 2
    /// The user stopped it.
    case interrupted = 130
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// What is wrong, in a sentence or two.
  public let message: String
  /// The bytes of the command that are meant, if some are.
  public let span: Span?
  /// The nearest name, and where to look.
  public let advice: String?

  /// Describes a failure.
  public init(_ message: String, kind: Kind = .failed, at span: Span? = nil, advice: String? = nil) {
    self.message = message
    self.kind = kind
    self.span = span
    self.advice = advice
  }

  /// The message; under it, where it has a place, the line with a caret; then what to do.
  public func rendered(in text: String, width: Int = 76) -> String {
    var lines = [CommandError.sentence(message)]
    if let span { lines += SourceExcerpt(of: text, at: span, width: width).lines.map { "  " + $0 } }
    if let advice { lines.append(advice) }
    return lines.joined(separator: "\n")
  }

  private static func sentence(_ text: String) -> String {
    [".", "?", "!", "…"].contains { text.hasSuffix($0) } ? text : text + "."
  }

  /// Any error as a command's failure.
  static func wrap(_ error: any Error, at span: Span? = nil) -> CommandError {
    switch error {
    case let error as CommandError:
      guard error.span == nil, let span else { return error }
      return CommandError(error.message, kind: error.kind, at: span, advice: error.advice)
    case let error as UnknownField: return error.commandError(at: span)
    case let error as SyntaxError:
      let isUnknownCorpus = if case .unknownSource = error.kind { true } else { false }
      return CommandError(
        error.message, kind: isUnknownCorpus ? .failed : .syntax, at: error.span, advice: error.advice)
    case AnalyzerError.cancelled, StoreError.cancelled:
      return CommandError("stopped", kind: .interrupted)
    case let error as QueryError:
      let from = (span?.lowerBound ?? 0) + error.range.lowerBound
      return CommandError(
        error.message, kind: .syntax, at: span == nil ? nil : Span(from, from + error.range.count),
        advice: "See: help queries")
    case PluginError.doesNotCompile(let path, let messages):
      return CommandError("\(path) does not compile", at: span, advice: messages)
    case let error as PluginError: return CommandError(error.description, at: span, advice: error.advice)
    default: return CommandError("\(error)", at: span)
    }
  }
}
