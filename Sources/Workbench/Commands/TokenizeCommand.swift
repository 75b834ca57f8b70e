import AnalyzerKit
import CommandLanguage
import CorpusImport
import Glibc
import TextProcessing

/// The command `tokenize FILE…` or `tokenize --text "…"`.
struct TokenizeCommand: Command {
  let card = CommandCard(
    "tokenize", in: .corpora, "Shows how text is cut into tokens and sentences, without storing it.", usage: "[FILE…]",
    discussion: """
      start and end are UTF-8 byte offsets in the decoded text, from 0, end exclusive. form is what the corpus would \
      hold: the bytes between them, normalised (NFC) and without soft hyphens. Text of more than 10,000,000 tokens is refused. Notes say in which encoding a file was \
      read when it is not UTF-8, and which language was detected.
      """,
    operands: .words,
    options: [
      OptionCard(name: "text", kind: .word, valueName: "TEXT", summary: "The text itself, instead of files."),
      OptionCard(name: "language", kind: .word, valueName: "CODE", summary: "The language; detected when left out."),
      OptionCard(
        name: "heading", kind: .word, valueName: "PATTERN|auto|none", summary: "Whether the first line is metadata.",
        defaultText: "none"),
      OptionCard(
        name: "encoding", kind: .word, valueName: "NAME", summary: "The encoding of files that are not UTF-8."),
      .contractions,
    ],
    columns: [
      Column("sentence", .integer, "The number of the sentence in its text."),
      Column("token", .integer, "The number of the token in its text."), Column("form", .text, "The form."),
      Column("start", .integer, "Where it starts."), Column("end", .integer, "Where it ends."),
      Column("kind", .text, "word, number, punctuation, symbol, url and so on."),
    ],
    examples: [.init("tokenize --text 'Am 16. Dezember, z. B. um 10:30 Uhr.' --language de", "One sentence.")])

  /// How many tokens are shown at most: all are held at once, each in about 150 bytes.
  static let mostTokens = 10_000_000

  private var tooMany: CommandError {
    CommandError(
      "there are more than \(TokenizeCommand.mostTokens) tokens, too many to be shown",
      advice: "Give fewer or shorter files, or load them and save a selection: help save")
  }

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    var table = Table(columns: card.columns)
    let language = try call.languageCode("language")
    let contractions = try call.contractions()
    if let text = call.word("text") {
      if let extra = call.words.first {
        throw CommandError(
          "tokenize takes files or --text, not both", kind: .syntax, at: extra.span, advice: "See: help tokenize")
      }
      for option in ["heading", "encoding"] {
        if let use = call.stage.option(option) {
          throw CommandError(
            "--\(option) goes with files, not with --text", kind: .syntax, at: use.name.span,
            advice: "See: help tokenize")
        }
      }
      let found = try append(Array(text.text.utf8), from: 0, language, contractions, to: &table, session)
      note(language == nil ? [found] : [], session)
      return .report(Report(tables: [table]))
    }
    let paths = try call.words(1...Int.max, "files, or --text TEXT")
    func option<Result>(_ name: String, _ body: (String) throws -> Result) throws -> Result? {
      guard let word = call.word(name) else { return nil }
      do { return try body(word.text) } catch {
        throw CommandError("\(error)", kind: .syntax, at: word.span, advice: "See: help tokenize")
      }
    }
    let plan = ImportPlan(
      inputs: paths.map { InputPath(SessionPath.expanded($0.glob ?? $0.text), isLiteral: $0.glob == nil) },
      format: .text,
      heading: try option("heading") { try HeadingPattern($0) } ?? .none,
      encoding: try option("encoding") { try TextEncoding(named: $0) })
    let reader: CorpusReader
    do { reader = try CorpusReader(plan) } catch { throw CommandError.wrap(error, at: call.place(of: error)) }
    var tally = ImportTally(heading: plan.heading)
    var found: [DetectedLanguage] = []
    for index in 0..<reader.count {
      let unread = try reader.read(index) { document in
        tally.add(document)
        found.append(
          try append(document.bytes, from: document.textStart, language, contractions, to: &table, session))
      }
      tally.add(unread: unread)
    }
    for notice in reader.notices(unread: tally.unread) + tally.notices { session.note("\(notice)") }
    note(language == nil ? found : [], session)
    return .report(Report(tables: [table]))
  }

  /// Says which languages were detected: of one text how surely, of several how often.
  private func note(_ found: [DetectedLanguage], _ session: Session) {
    if found == [.unknown] {
      session.note("language: not to be told, so the rules of none; --language CODE names it")
    } else if found.count == 1 {
      session.note(
        "language: \(found[0].code), detected with confidence \(found[0].confidence); --language CODE names another")
    } else if !found.isEmpty {
      let counts = Dictionary(found.map { ($0.code, 1) }, uniquingKeysWith: +)
      let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      session.note(
        "languages detected: \(sorted.map { "\($0.key) \($0.value)" }.joined(separator: ", ")); "
          + "--language CODE names one for all")
    }
  }

  /// Adds the rows of a text; gives the language that it was cut by.
  private func append(
    _ bytes: [UInt8], from start: Int, _ language: String?, _ contractions: Contractions, to table: inout Table,
    _ session: Session
  ) throws -> DetectedLanguage {
    try bytes.withUnsafeBufferPointer { text in
      let detected =
        language.map { DetectedLanguage(code: $0, confidence: 1) }
        ?? LanguageDetector().detect(UnsafeBufferPointer(rebasing: text[start...]))
      let tokenizer = Tokenizer(language: detected.code, data: session.languages, contractions: contractions)
      var state = Tokenizer.State()
      state.offset = start
      var sentence = 0
      var token = 0
      var goesOn = true
      while goesOn {
        if session.progress.isCancelled { throw AnalyzerError.cancelled }
        var buffer = TokenBuffer()
        goesOn = tokenizer.next(text, &state, limit: 65_536, into: &buffer)
        var starts = buffer.sentenceStarts[...]
        for index in 0..<buffer.count {
          if starts.first == index {
            sentence += 1
            starts = starts.dropFirst()
          }
          token += 1
          let range = buffer.starts[index]..<buffer.ends[index]
          let slice = UnsafeBufferPointer(rebasing: text[range])
          let form =
            FormNormalizer.isNormal(slice)
            ? String(decoding: slice, as: UTF8.self) : String(decoding: FormNormalizer.normalize(slice), as: UTF8.self)
          guard table.rowCount < TokenizeCommand.mostTokens else { throw tooMany }
          try table.append([
            .integer(sentence), .integer(token), .text(form),
            .integer(range.lowerBound),
            .integer(range.upperBound), .text("\(buffer.kinds[index])"),
          ])
        }
      }
      return detected
    }
  }
}
