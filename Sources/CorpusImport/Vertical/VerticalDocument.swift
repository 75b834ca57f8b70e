import TextProcessing

/// A document of a vertical file while its lines are read.
struct VerticalDocument {
  /// What was met.
  var remarks: [FormatRemark: Int] = [:]

  private var builder = AnnotatedTextBuilder()
  private var document = ReadDocument(text: [])
  private var values: [ArraySlice<UInt8>] = []
  private let hasElement: Bool

  /// A document with an element of its own, whose attributes tell its name, language and metadata; those of the regions around it,
  /// such as `<corpus>`, become metadata `corpus_name`.
  init(_ attributes: [AnnotatedRegion.Attribute], around: [MarkupTag]) {
    hasElement = true
    for attribute in attributes {
      switch attribute.name {
      case "id" where document.name == nil && !attribute.value.isEmpty: document.name = attribute.value
      case "language", "lang", "xml:lang":
        if document.language == nil, let code = LanguageTag.code(attribute.value) {
          document.language = code
        } else {
          document.metadata.add(attribute.name, attribute.value)
        }
      default: document.metadata.add(attribute.name, attribute.value)
      }
    }
    for tag in around {
      for attribute in tag.attributes { document.metadata.add("\(tag.name)_\(attribute.name)", attribute.value) }
    }
  }

  /// A document without an element of its own, within these regions.
  init(within regions: [MarkupTag]) {
    hasElement = false
    for region in regions { builder.open(region.name, region.distinctAttributes) }
  }

  /// Whether it holds nothing and nothing said that it is a document.
  var isNothing: Bool { !hasElement && builder.count == 0 }

  /// Lets the next token follow without a space.
  mutating func glue() { builder.glue() }

  /// Takes the start or the end of a region.
  mutating func take(_ tag: MarkupTag) {
    let isStart = tag.kind == .start
    switch tag.name {
    case "s": builder.startSentence(isStart ? tag.distinctAttributes : [])
    case "p": builder.startParagraph(isStart ? tag.distinctAttributes : [])
    default:
      if isStart {
        builder.open(tag.name, tag.distinctAttributes)
      } else if tag.kind == .end, !builder.close(tag.name) {
        remarks.add(.strayEnd(tag.name))
      }
    }
  }

  /// Takes the columns of a token; false when the text gets too long.
  mutating func take(_ fields: [ArraySlice<UInt8>], _ columns: VerticalColumns) -> Bool {
    if fields.count > columns.places.count { remarks.add(.furtherColumns) }
    if fields.count < columns.places.count { remarks.add(.fewerColumns) }
    guard columns.form < fields.count, !fields[columns.form].isEmpty else {
      remarks.add(.withoutForm)
      return true
    }
    if builder.count == 0 { builder.setLayers(columns.layers) }
    values.removeAll(keepingCapacity: true)
    for (column, place) in columns.places.enumerated() where place != nil {
      let value = column < fields.count ? CharacterReferences.decoded(fields[column]) : []
      values.append(value.elementsEqual("__UNDEF__".utf8) ? [] : value)
    }
    return builder.append(CharacterReferences.decoded(fields[columns.form]), values: values)
  }

  /// The document; this must not be used any more.
  mutating func finish() -> ReadDocument {
    for name in builder.regions.openNames where name != "s" && name != "p" { remarks.add(.unclosedRegion(name)) }
    document.annotation = builder.finish()
    document.text = builder.text
    document.remarks = remarks
    return document
  }
}
