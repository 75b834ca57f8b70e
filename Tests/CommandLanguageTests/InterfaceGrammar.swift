import CommandLanguage
import Testing

/// A grammar with every verb of the program, and a few sources.
struct InterfaceGrammar: Grammar {
  var sourceNames = ["seed", "debian_news", "bundestag", "it", "späte-reden"]
  var allowsAbbreviations = false

  func isSource(_ name: String) -> Bool { sourceNames.contains(name) }
  func verb(_ name: String) -> VerbSyntax? { Self.verbs[name] }
  var verbNames: [String] { Array(Self.verbs.keys) }

  private static let verbs = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  private static func flags(_ names: String...) -> [OptionSyntax] { names.map { OptionSyntax($0, value: .flag) } }
  private static func values(_ names: String...) -> [OptionSyntax] { names.map { OptionSyntax($0) } }

  private static let common = values("layer", "by", "min-count", "top", "stopwords") + flags("punctuation")

  private static let all: [VerbSyntax] =
    [
      VerbSyntax(
        "load", operands: .words,
        options: values(
          "as", "language", "encoding", "text", "id", "columns", "heading", "path", "meta", "key", "types",
          "contractions")
          + flags("no-header", "keep-heading", "append", "replace")),
      VerbSyntax(
        "tokenize", operands: .words, options: values("text", "language", "heading")),
      VerbSyntax("where", operands: .expression),
      VerbSyntax("filter", operands: .expression),
      VerbSyntax("derive", operands: .assignment),
      VerbSyntax("sample", operands: .words, options: values("seed")),
      VerbSyntax("containing", operands: .query),
      VerbSyntax(
        "frequency", operands: .query,
        options: common + values("match", "min-documents") + flags("no-numbers", "dispersion", "forms")),
      VerbSyntax("ngrams", operands: .words, options: common + values("skip", "within")),
      VerbSyntax("kwic", operands: .query, options: common + values("context", "sort", "show")),
      VerbSyntax(
        "cooccurrence", operands: .query,
        options: common + values("window", "left", "right", "within", "measures", "terms", "context")
          + flags("ordered")),
      VerbSyntax(
        "sentiment",
        options: common + values("lexicon", "unit", "window", "rules") + flags("explain")
          + [OptionSyntax("around", value: .query), OptionSyntax("where", value: .expression)]),
      VerbSyntax("keyness", operands: .words, options: common),
      VerbSyntax("trend", operands: .query, options: common),
      VerbSyntax("dispersion", operands: .query, options: common),
      VerbSyntax("diversity", options: common),
      VerbSyntax("readability", options: common),
      VerbSyntax("sort", operands: .words, options: flags("descending")),
      VerbSyntax("head", operands: .words, options: values("min")),
      VerbSyntax("select", operands: .words),
      VerbSyntax("save", operands: .words, options: flags("provenance")),
      VerbSyntax("lines", operands: .words),
      VerbSyntax("plot", operands: .words, options: [OptionSyntax("output", short: "o")]),
      VerbSyntax("sql", operands: .words),
      VerbSyntax("echo", operands: .raw),
      VerbSyntax("annotate", leadingWords: 1, operands: .query, options: common),
    ]
    + [
      "corpora", "describe", "documents", "check", "compact", "results", "analyzers", "lexicons", "plugins",
      "history", "quit",
    ].map { VerbSyntax($0) }
    + [
      "show", "use", "drop", "rebuild", "cache", "keep", "provenance", "help", "lexicon", "plugin", "set", "run",
      "timing",
    ].map { VerbSyntax($0, operands: .words) }
}

/// Parses with the grammar above.
func parse(_ text: String) throws(SyntaxError) -> CommandLine? {
  try CommandParser(grammar: InterfaceGrammar()).parse(text)
}

/// The only stage of a line that has one.
func stage(_ text: String) throws -> Stage {
  let line = try #require(try parse(text))
  #expect(line.source == nil && line.stages.count == 1)
  return try #require(line.stages.first)
}

/// The bytes of a text at a span.
func slice(_ text: String, _ span: Span) -> String {
  String(decoding: Array(text.utf8)[span.lowerBound..<span.upperBound], as: UTF8.self)
}
