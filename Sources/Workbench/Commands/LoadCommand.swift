import AnalyzerKit
import CommandLanguage
import CorpusImport
import CorpusStore
import TextProcessing

/// The command `load NAME PATH…`.
struct LoadCommand: Command {
  let card = CommandCard(
    "load", in: .corpora, "Reads files into a corpus of the store: all of them, or nothing.", usage: "NAME PATH…",
    discussion: """
      A path is a file, a folder (and the folders inside it), a .zip archive or a pattern with *, ? and **; quotes \
      make a pattern literal. Of a folder or archive, files of all formats are read by their extensions, packed with \
      gzip or not; --as takes those of one format. What is left out is named. A file that is named itself is read \
      whatever its extension.

      Text is a document a file; its first line, if it has the form `date YYYY-MM title`, gives date and title and is \
      no text, unless --heading says otherwise. Of csv, tsv and jsonl a row or line is a document: the column text, \
      content or body is the text, or the one that --text names, and all others are metadata. Nested values of jsonl \
      are fields such as `user.name`; lists stay JSON. A document is called by its file, with # and its number where \
      the file holds several, or by --id.

      Of conllu, vrt and tei the tokens, sentences, layers (lemma, pos, xpos, feats …) and regions are taken as they are \
      marked. conllu: a multi-word token is one token, its values joined by +; `# newdoc` starts a document. vrt: `<text>` \
      or `<doc>` is a document, its attributes are metadata, `<g/>` leaves out a space. tei: `<TEI>` is a document, the \
      header gives metadata, divisions, speeches (with their speakers), lines and stage directions are regions. html: the \
      text without navigation and scripts. Nothing that a file points to is opened.

      Encodings are told by a byte order mark, else by the bytes if they are UTF-8, else by --encoding, else by the \
      frequencies of characters, which is then said. Languages are detected. The corpus is then the one in use.
      """,
    operands: .words,
    options: [
      OptionCard(name: "append", kind: .flag, summary: "Adds documents to a corpus that exists."),
      OptionCard(name: "replace", kind: .flag, summary: "Takes the place of a corpus that exists."),
      OptionCard(
        name: "as", kind: .choice(ImportFormat.allCases.map(\.rawValue)), valueName: "FORMAT",
        summary: "What the files are.", defaultText: "by extension, then content"),
      OptionCard(name: "language", kind: .word, valueName: "CODE", summary: "The language of all documents."),
      OptionCard(
        name: "encoding", kind: .word, valueName: "NAME", summary: "The encoding of files that are not UTF-8."),
      OptionCard(
        name: "text", kind: .word, valueName: "COLUMN", summary: "The column of csv, tsv and jsonl that is the text.",
        defaultText: "text, content or body"),
      OptionCard(
        name: "id", kind: .word, valueName: "COLUMN",
        summary: "The column of csv, tsv and jsonl that names the documents."),
      OptionCard(
        name: "no-header", kind: .flag,
        summary: "Says that csv and tsv name no columns: these are column_1, column_2 and so on."),
      OptionCard(
        name: "columns", kind: .word, valueName: "A,B,…", summary: "The names of the columns of vrt.",
        defaultText: "word, pos, lemma"),
      OptionCard(
        name: "heading", kind: .word, valueName: "PATTERN|auto|none",
        summary: "How the first line gives metadata: 'date {date} {title}'.", defaultText: "auto"),
      OptionCard(name: "keep-heading", kind: .flag, summary: "Counts the heading as text, too, as the region heading."),
      OptionCard(
        name: "path", kind: .word, valueName: "PATTERN", summary: "How paths give metadata: '{year:int}-{speaker}.txt'."
      ),
      OptionCard(name: "meta", kind: .word, valueName: "FILE", summary: "Joins a table of metadata; needs --key."),
      OptionCard(
        name: "key", kind: .word, valueName: "COLUMN", summary: "The column of --meta with file names or paths."),
      OptionCard(
        name: "types", kind: .word, valueName: "FIELD:TYPE,…", summary: "Types of fields: text, int, real, date."),
      OptionCard(
        name: "segment-tokens", kind: .integer(1...1 << 28), valueName: "N",
        summary: "About how many tokens a segment of the store holds; results never depend on it.",
        defaultText: "1048576"),
      .contractions,
      OptionCard(
        name: "no-text", kind: .flag,
        summary: "Does not keep the text: a little smaller and faster, but `show` and `rebuild` are not possible."),
    ],
    examples: [.init("load news notebooks/data/news-de", "A folder of dated articles.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let words = try call.words(2...Int.max, "a name and at least one path")
    let name = words[0]
    try check(name, call, session)
    guard !call.has("append") || !call.has("replace") else {
      throw CommandError(
        "--append and --replace exclude each other", kind: .syntax, at: call.stage.option("replace")?.name.span,
        advice: "See: help load")
    }
    let plan = try plan(call, Array(words[1...]))
    let source: ImportSource
    do { source = try ImportSource(plan) } catch { throw CommandError.wrap(error, at: call.place(of: error)) }
    let languages = session.languages
    let contractions = try call.contractions()
    let options = LoadOptions(
      threads: session.configuration.threads,
      segmentTokens: try call.integer("segment-tokens", in: 1...1 << 28) ?? 1 << 20,
      keepText: !call.has("no-text"), types: source.types,
      tokenizer: { Tokenizer(language: $0, data: languages, contractions: contractions) })
    let clock = ContinuousClock()
    let start = clock.now
    let mode: LoadMode = call.has("append") ? .append : call.has("replace") ? .replace : .create
    let summary = try load(name.text, mode, source, options, session)
    session.currentCorpus = name.text
    for notice in source.notices { session.note(notice) }
    if let types = try typesNote(name.text, declared: source.types, session) { session.note(types) }
    report(summary, name.text, mode, clock.now - start, session)
    return .nothing
  }

  private func load(
    _ name: String, _ mode: LoadMode, _ source: ImportSource, _ options: LoadOptions, _ session: Session
  ) throws -> LoadSummary {
    let progress = session.progress
    var hasBegun = false
    do {
      return try session.store(forWriting: true).load(name, mode: mode, from: source, options: options) { state in
        if !hasBegun { progress.begin(total: state.totalBytes) }
        hasBegun = true
        progress.set(completed: min(max(state.bytes, source.position), state.totalBytes))
        return !progress.isCancelled
      }
    } catch StoreError.duplicateDocument(let document, _) {
      throw source.failure(of: document, in: name)
    }
  }

  private func check(_ name: Word, _ call: CommandCall, _ session: Session) throws {
    guard Name.isValid(name.text) else {
      throw CommandError(
        "`\(name.text)` cannot name a corpus: names start with a letter and hold letters, digits, _, - and .",
        kind: .syntax, at: name.span)
    }
    guard name.text != "it" else {
      throw CommandError(
        "`it` always is the last result", kind: .syntax, at: name.span, advice: "Take another name.")
    }
    guard session.commands[name.text] == nil else {
      throw CommandError(
        "`\(name.text)` is a command and cannot name a corpus", kind: .syntax, at: name.span,
        advice: "Take another name.")
    }
    guard session.results[name.text] == nil, session.selections[name.text] == nil else {
      throw CommandError("`\(name.text)` names a result already", at: name.span, advice: "Take another name.")
    }
    let exists = try session.corpusNames().contains(name.text)
    if exists, !call.has("append"), !call.has("replace") {
      throw CommandError(
        "there is a corpus `\(name.text)` already", at: name.span,
        advice: "Give --append or --replace, or take another name.")
    }
    if !exists, call.has("append") { throw session.unknownCorpus(Located(name.text, name.span)) }
  }

  private func plan(_ call: CommandCall, _ paths: [Word]) throws -> ImportPlan {
    func reading<Result>(_ option: String, _ body: (String) throws -> Result) throws -> Result? {
      guard let word = call.word(option) else { return nil }
      do { return try body(word.text) } catch {
        let wrapped = CommandError.wrap(error)
        throw CommandError(wrapped.message, kind: .syntax, at: word.span, advice: wrapped.advice ?? "See: help load")
      }
    }
    let format = try reading("as") { text in
      guard let format = ImportFormat(rawValue: text) else {
        throw CommandError(
          "--as \(text) is no format",
          advice: "There is: \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return format
    }
    return ImportPlan(
      inputs: paths.map { word in
        InputPath(word.glob.map(SessionPath.expanded) ?? SessionPath.expanded(word.text), isLiteral: word.glob == nil)
      },
      format: format, heading: try reading("heading") { try HeadingPattern($0) } ?? .auto,
      keepsHeading: call.has("keep-heading"), path: try reading("path") { try PathPattern($0) },
      table: call.word("meta").map { SessionPath.expanded($0.text) }, key: call.word("key")?.text,
      types: try reading("types") { try DeclaredTypes(parsing: $0) } ?? DeclaredTypes(),
      encoding: try reading("encoding") { try TextEncoding(named: $0) }, textColumn: call.word("text")?.text,
      idColumn: call.word("id")?.text, hasHeader: !call.has("no-header"),
      columns: call.word("columns").map { word in word.text.split(separator: ",").map { String($0) } },
      language: try call.languageCode("language"))
  }

  /// Which fields the corpus has and of which types they are, if any were inferred.
  private func typesNote(
    _ name: String, declared: [String: CorpusStore.FieldType], _ session: Session
  ) throws -> String? {
    let inferred = try session.store().reader().corpus(named: name).fields.filter { declared[$0.name] == nil }
    if inferred.isEmpty { return nil }
    return "types of fields, told by their values: "
      + inferred.map { "\($0.name) \($0.type == .integer ? "int" : $0.type.rawValue)" }.joined(separator: ", ")
  }

  private func report(
    _ summary: LoadSummary, _ name: String, _ mode: LoadMode, _ duration: Duration, _ session: Session
  ) {
    // Documents and tokens are those that were added.
    let forms = "\(Amount(summary.forms, "form"))\(mode == .append ? " in all" : "")"
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    let languages = summary.languages.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    session.note(
      "\(name): \(Amount(summary.documents, "document")), \(Amount(summary.tokens, "token")), "
        + "\(forms), languages \(languages.map { "\($0.key) \($0.value)" }.joined(separator: ", ")); "
        + "\((seconds * 100).rounded() / 100) s.")
    if let note = RecurrenceNote.text(of: summary.recurring) { session.note(note) }
    for change in summary.changes {
      session.note("The field \(change.field) was \(change.from.rawValue) and is \(change.to.rawValue) now.")
    }
  }
}
