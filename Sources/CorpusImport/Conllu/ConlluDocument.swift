import TextProcessing

/// A document of CoNLL-U while its sentences are read.
struct ConlluDocument {
  private var builder: AnnotatedTextBuilder
  private var document = ReadDocument(text: [])
  private var isNamed = false
  private var values: [ArraySlice<UInt8>] = []

  init(_ columns: ConlluColumns) {
    builder = AnnotatedTextBuilder(layers: columns.layers + ["words"])
  }

  /// Whether there is a document at all: a `# newdoc`, or a token.
  var hasContent: Bool { isNamed || builder.count > 0 }

  /// Whether nothing has been added.
  var isUntouched: Bool { !hasContent }

  /// The document; it must not be used any more.
  mutating func finish() -> ReadDocument {
    document.annotation = builder.finish()
    document.text = builder.text
    return document
  }

  /// Adds a sentence with what its comments say.
  mutating func add(_ sentence: ConlluSentence, _ columns: ConlluColumns, _ lines: ByteLines) throws(ImportError) {
    let attributes = take(sentence.comments)
    if sentence.rows.isEmpty { return }
    builder.startSentence(attributes)
    var word = 0
    var index = 0
    while index < sentence.rows.count {
      let row = sentence.rows[index]
      switch row.kind {
      case .emptyNode:
        document.remarks.add(.emptyNodes)
        index += 1
      case .word(let number):
        try check(number, after: word, row, lines)
        word = number
        values.removeAll(keepingCapacity: true)
        for (column, role) in columns.roles.enumerated() {
          if case .layer(_, let isLemma) = role { values.append(value(row, column, columns, isLemma)) }
        }
        values.append([])
        try add(row, columns, lines, isLeftOut(row, columns))
        index += 1
      case .range(let first, let last):
        try check(first, after: word, row, lines)
        let words = try words(sentence.rows, after: index, first...last, lines)
        joinValues(words.rows, columns)
        try add(row, columns, lines, words.rows.contains { isLeftOut($0, columns) })
        word = last
        index = words.end
      }
    }
  }

  private func check(_ number: Int, after word: Int, _ row: ConlluRow, _ lines: ByteLines) throws(ImportError) {
    guard number == word + 1 else {
      throw lines.malformed("the words of a sentence are numbered 1, 2, 3 …: \(number) follows \(word)", line: row.line)
    }
  }

  /// The words of a range, and the row after them.
  private mutating func words(
    _ rows: [ConlluRow], after index: Int, _ range: ClosedRange<Int>, _ lines: ByteLines
  ) throws(ImportError) -> (rows: [ConlluRow], end: Int) {
    var words: [ConlluRow] = []
    var next = index + 1
    while words.count < range.count, next < rows.count {
      switch rows[next].kind {
      case .emptyNode: document.remarks.add(.emptyNodes)
      case .word(let number):
        try check(number, after: range.lowerBound + words.count - 1, rows[next], lines)
        words.append(rows[next])
      case .range:
        throw lines.malformed("a range of words stands within another", line: rows[next].line)
      }
      next += 1
    }
    guard words.count == range.count else {
      throw lines.malformed(
        "the words \(range.lowerBound) to \(range.upperBound) are not all there", line: rows[index].line)
    }
    return (words, next)
  }

  private func value(_ row: ConlluRow, _ column: Int, _ columns: ConlluColumns, _ isLemma: Bool) -> ArraySlice<UInt8> {
    let value = row.fields[column]
    guard value.count == 1, value.first == 0x5F || value.first == 0x2A && column >= 10 else {
      return value.first == 0x26 && columns.own.contains(column) ? SoleMark.decoded(value) : value
    }
    return isLemma && row.fields[columns.form].elementsEqual([0x5F]) ? value : []
  }

  private mutating func joinValues(_ words: [ConlluRow], _ columns: ConlluColumns) {
    values.removeAll(keepingCapacity: true)
    for (column, role) in columns.roles.enumerated() {
      guard case .layer(_, let isLemma) = role else { continue }
      values.append(JoinedValues.join(words.map { value($0, column, columns, isLemma) })[...])
    }
    values.append(JoinedValues.join(words.map { $0.fields[columns.form] })[...])
  }

  /// Adds the token of a row with the values that are ready.
  private mutating func add(
    _ row: ConlluRow, _ columns: ConlluColumns, _ lines: ByteLines, _ isLeftOut: Bool
  ) throws(ImportError) {
    let misc = columns.roles.firstIndex(of: .misc).map { ConlluMisc(row.fields[$0]) } ?? ConlluMisc([])
    if isLeftOut || misc.hasMore { document.remarks.add(.leftOut("what MISC and DEPS say")) }
    try mark(misc.starts, row, lines)
    guard builder.append(row.fields[columns.form], values: values) else {
      throw lines.malformed("the document is longer than 2 GB; split it with # newdoc", line: row.line)
    }
    try mark(misc.ends, row, lines)
    if let white = misc.spaceAfter { if white.isEmpty { builder.glue() } else { builder.separate(by: white) } }
  }

  /// Opens and closes the regions that a save of Lect wrote.
  private mutating func mark(_ tags: ArraySlice<UInt8>, _ row: ConlluRow, _ lines: ByteLines) throws(ImportError) {
    if tags.isEmpty { return }
    guard let tags = MarkupTag.tags(in: tags) else {
      throw lines.malformed("RegionStart and RegionEnd hold tags, such as <sp who=\"a\">", line: row.line)
    }
    for tag in tags {
      switch tag.kind {
      case .start: builder.open(tag.name, tag.distinctAttributes)
      case .end: if !builder.close(tag.name) { document.remarks.add(.strayEnd(tag.name)) }
      case .empty: break
      }
    }
  }

  private func isLeftOut(_ row: ConlluRow, _ columns: ConlluColumns) -> Bool {
    for (column, role) in columns.roles.enumerated() {
      switch role {
      case .dependencies: if !row.fields[column].elementsEqual([0x5F]) { return true }
      case .misc: if ConlluMisc(row.fields[column]).hasMore { return true }
      default: break
      }
    }
    return false
  }

  /// Takes what comments say of the document and the paragraph; gives what they say of the sentence.
  private mutating func take(_ comments: [ConlluComment]) -> [AnnotatedRegion.Attribute] {
    var sentence = AttributeList()
    var paragraph: AttributeList?
    var isHead = false
    for comment in comments {
      switch comment {
      case .document(let id):
        isHead = true
        isNamed = true
        document.name = id
      case .paragraph(let id):
        isHead = false
        paragraph = paragraph ?? AttributeList()
        if let id { paragraph?.add("id", id) }
      case .sentence(let id):
        isHead = false
        sentence.add("id", id)
      case .text: isHead = false
      case .value(let key, let value):
        if isHead {
          take(key, value)
        } else if key.hasPrefix("newpar_"), paragraph != nil {
          paragraph?.add(String(key.dropFirst(7)), value)
        } else {
          sentence.add(key, value)
        }
      case .columns, .remark: break
      }
    }
    if let paragraph { builder.startParagraph(paragraph.attributes) }
    return sentence.attributes
  }

  private mutating func take(_ key: String, _ value: String) {
    let name = key.hasPrefix("meta::") ? String(key.dropFirst(6)) : key
    if name == "language" || name == "lang", document.language == nil, let code = LanguageTag.code(value) {
      document.language = code
    } else {
      document.metadata.add(name, value)
    }
  }
}
