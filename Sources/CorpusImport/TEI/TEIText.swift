import TextProcessing

/// The text of a TEI document while it is read: its lines and paragraphs, its regions, and the tokens that it marks.
struct TEIText {
  /// The text so far.
  private(set) var flow = FlowingText()
  /// The tokens that are marked.
  private(set) var marks = TEITokens()

  private var regions: [TextRegion] = []
  private var open: [OpenElement] = []
  private var skipped = 0
  private var tokenDepth: Int?

  private struct OpenElement {
    let name: String
    let flow: TEIElement.Flow
    var region: Int?
    var isLine: Bool
    /// Whether one of the readings of an `app`, or of a `choice`, was read.
    var hasReading = false
  }

  /// Takes the start of an element; the attributes are asked for only where they are needed.
  mutating func start(
    _ name: String, _ persons: [String: TEIPerson],
    _ attributes: () throws(ImportError) -> [(name: String, value: String)]
  ) throws(ImportError) {
    if skipped > 0 || isSkipped(name) {
      skipped += 1
      return
    }
    let within = open.last?.isLine ?? false
    let kind = TEIElement.flow(of: name, withinLine: within)
    switch kind {
    case .inline: try startInline(name, attributes)
    case .line: flow.separate(.lineEnd)
    case .block: flow.separate(.paragraph)
    }
    var element = OpenElement(name: name, flow: kind, isLine: within || TEIElement.isLine(name))
    if TEIElement.regions.contains(name), tokenDepth == nil {
      element.region = regions.count
      let kept = TEIText.attributes(try attributes(), of: name, persons)
      regions.append(TextRegion(name: name, bytes: flow.end..<flow.end, attributes: kept))
    }
    open.append(element)
  }

  /// Takes the end of the element that is open.
  mutating func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard let element = open.popLast() else { return }
    if tokenDepth == open.count {
      marks.endToken(at: flow.end)
      tokenDepth = nil
    }
    if element.name == "s" { marks.endSentence(at: flow.end) }
    if let region = element.region { regions[region].bytes = regions[region].bytes.lowerBound..<flow.end }
    switch element.flow {
    case .inline: break
    case .line: flow.separate(.lineEnd)
    case .block: flow.separate(.paragraph)
    }
  }

  /// Takes text.
  mutating func text(_ bytes: [UInt8]) {
    if skipped == 0 { bytes.withUnsafeBufferPointer { flow.append($0) } }
  }

  /// The regions that hold text, in the order of their starts.
  var textRegions: [TextRegion] { regions.filter { !$0.bytes.isEmpty } }

  /// Whether an element's text is left out: no text at all, or the other reading of a place.
  private mutating func isSkipped(_ name: String) -> Bool {
    if TEIElement.skipped.contains(name) { return true }
    guard let parent = open.last else { return false }
    switch parent.name {
    case "choice": return TEIElement.passedOver.contains(name)
    case "app" where name == "rdg" || name == "lem" || name == "rdgGrp":
      if parent.hasReading { return true }
      open[open.count - 1].hasReading = true
      return false
    default: return false
    }
  }

  private mutating func startInline(
    _ name: String, _ attributes: () throws(ImportError) -> [(name: String, value: String)]
  ) throws(ImportError) {
    switch name {
    case "w" where tokenDepth == nil, "pc" where tokenDepth == nil:
      let attributes = try attributes()
      let join = attributes.first { $0.name == "join" }?.value
      if join == "left" || join == "both" || marks.joinsNext { flow.join() }
      flow.flush()
      marks.startToken(at: flow.end, attributes, joinsNext: join == "right" || join == "both")
      tokenDepth = open.count
    case "s": marks.startSentence(at: flow.end, try attributes())
    case "lb", "cb", "pb", "gb", "milestone":
      let isBreak = try attributes().first { $0.name == "break" }?.value
      if isBreak == "no" { flow.join() } else if name == "lb", tokenDepth == nil { flow.separate(.space) }
    case "space": flow.separate(.space)
    default: break
    }
  }

  /// The attributes of a region, with the names of the speakers that `who` points to.
  private static func attributes(
    _ attributes: [(name: String, value: String)], of name: String, _ persons: [String: TEIPerson]
  ) -> [AnnotatedRegion.Attribute] {
    var kept = AttributeList()
    for (key, value) in attributes where key != "xml:space" {
      kept.add(key.hasPrefix("xml:") ? String(key.dropFirst(4)) : key, value)
    }
    guard name == "sp" || name == "u" || name == "said", let who = kept["who"] else { return kept.attributes }
    let known = who.split(whereSeparator: \.isWhitespace).prefix(256).compactMap {
      persons[String($0.drop { $0 == "#" })]
    }
    let names = known.compactMap(\.name)
    if !names.isEmpty, kept["speaker"] == nil {
      kept.add("speaker", names.joined(separator: ", "))
    }
    let sexes = Set(known.compactMap(\.sex))
    if sexes.count == 1, known.allSatisfy({ $0.sex != nil }), let sex = sexes.first { kept.add("sex", sex) }
    return kept.attributes
  }
}
