/// Vertical files by chance, the same in every run.
struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, bound)))
  }

  private mutating func pick(_ list: [String]) -> String { list[below(list.count)] }

  /// A file of some documents with regions that nest and cross, empty values, and characters of markup.
  mutating func vertical() -> String {
    var lines: [String] = []
    for document in 0...below(3) {
      lines.append(
        "<text id=\"d\(document)\" title=\"\(pick(["a", "x = y", "&lt;&amp;&quot;", "meta::b"]))\" lang=\"de\">")
      var open: [String] = []
      for _ in 0..<below(40) {
        switch below(9) {
        case 0: lines.append("<p\(pick(["", " n=\"1\"", " id=\"p\" text=\"b\""]))>")
        case 1: lines.append("<s\(pick(["", " id=\"1\"", " text=\"b\" newpar=\"c\""]))>")
        case 2: lines.append("<g/>")
        case 3:
          open.append(pick(["a", "b", "c"]))
          lines.append("<\(open[open.count - 1]) who=\"\(pick(["#x", "|", "&quot;&amp;", "ä b"]))\">")
        case 4: if !open.isEmpty { lines.append("</\(open.remove(at: below(open.count)))>") }
        default:
          lines.append(
            [
              pick(["Haus", "&lt;", "a b", "&amp;amp;", "\\+", "_x"]), pick(["", "haus", "+", "a|b"]),
              pick(["", "s&gt;"]),
            ]
            .joined(separator: "\t"))
        }
      }
      lines += open.reversed().map { "</\($0)>" }
      lines.append("</text>")
    }
    return lines.joined(separator: "\n")
  }
}
