/// The text and the metadata of a page while its elements come.
struct HTMLContent {
  /// The text.
  private(set) var flow = FlowingText()
  /// The code of the page's language.
  private(set) var language: String?
  /// How deep the elements stand.
  var depth: Int { open.count }

  private var open: [(name: String, isSkipped: Bool)] = []
  private var skipped = 0
  private var kept = 0
  private var heads = 0
  private var title: [UInt8]?
  private var isTitle = false
  private var fields: [MetadataField] = []

  /// Takes the start of an element.
  mutating func start(_ name: String, _ attributes: [(name: String, value: String)]) {
    let isSkipped =
      HTMLElement.skipped.contains(name) || name != "body" && name != "html" && HTMLContent.isHidden(attributes)
    open.append((name, isSkipped))
    if isSkipped { skipped += 1 }
    switch name {
    case "html", "body":
      if language == nil {
        language = attributes.first { $0.name == "lang" || $0.name == "xml:lang" }.flatMap {
          LanguageTag.code($0.value)
        }
      }
    case "head": heads += 1
    case "meta": take(attributes)
    case "title" where title == nil && skipped == 0:
      title = []
      isTitle = true
    case "br": if skipped == 0 { flow.breakLine() }
    case "td", "th": flow.separate(.space)
    default: if skipped == 0, !HTMLElement.inline.contains(name) { flow.separate(.paragraph) }
    }
    if HTMLElement.kept.contains(name) { kept += 1 }
  }

  /// Takes the end of an element, and of those in it that did not end.
  mutating func end(_ name: String) {
    guard open.contains(where: { $0.name == name }) else { return }
    while let last = open.popLast() {
      if last.isSkipped { skipped -= 1 }
      if HTMLElement.kept.contains(last.name) { kept -= 1 }
      if last.name == "head" { heads -= 1 }
      if last.name == "title" { isTitle = false }
      if skipped == 0, !last.isSkipped, !HTMLElement.inline.contains(last.name) {
        switch last.name {
        case "br", "meta", "link": break
        case "td", "th": flow.separate(.space)
        default: flow.separate(.paragraph)
        }
      }
      if last.name == name { return }
    }
  }

  /// Takes text.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isTitle { return title?.append(contentsOf: bytes) ?? () }
    if skipped > 0 || heads > 0 { return }
    if kept > 0 { flow.appendKept(bytes) } else { flow.append(bytes) }
  }

  /// The title first, then what `meta` tells, each field once.
  var metadata: [MetadataField] {
    var all: [MetadataField] = []
    if let title { all.add("title", HTMLContent.collapsed(title)) }
    return all + fields
  }

  /// Takes a field of a `meta` element: the first of each.
  private mutating func take(_ attributes: [(name: String, value: String)]) {
    func attribute(_ key: String) -> String? { attributes.first { $0.name == key }?.value }
    guard let name = attribute("name") ?? attribute("property") ?? attribute("itemprop"),
      let content = attribute("content"),
      let field = HTMLElement.field(name.lowercased()), !fields.contains(where: { $0.name == field })
    else { return }
    let value = HTMLContent.collapsed(Array(content.utf8))
    fields.add(field, field == "date" ? HTMLContent.day(value) : value)
  }

  private static func isHidden(_ attributes: [(name: String, value: String)]) -> Bool {
    attributes.contains { attribute in
      switch attribute.name {
      case "hidden": attribute.value != "until-found"
      case "aria-hidden": attribute.value == "true"
      case "role": HTMLElement.skippedRoles.contains(attribute.value)
      default: false
      }
    }
  }

  /// The day of a time such as `2024-03-01T10:00:00+01:00`; anything else stays as it is.
  private static func day(_ value: String) -> String {
    let bytes = Array(value.utf8)
    guard bytes.count > 10, bytes[10] == 0x54 || bytes[10] == 0x20 else { return value }
    let day = bytes[..<10]
    let isDay = day.enumerated().allSatisfy {
      $0.offset == 4 || $0.offset == 7 ? $0.element == 0x2D : $0.element &- 0x30 < 10
    }
    return isDay ? String(decoding: day, as: UTF8.self) : value
  }

  private static func collapsed(_ text: [UInt8]) -> String {
    var flowing = FlowingText()
    text.withUnsafeBufferPointer { flowing.append($0) }
    return String(decoding: flowing.bytes, as: UTF8.self).replacing("\n", with: " ")
  }
}
