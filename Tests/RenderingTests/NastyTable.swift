import AnalyzerKit

/// A table of everything that could break a format: a hostile text, then a whole and a real number a row.
enum NastyTable {
  static let texts = [
    "", "plain", "a\tb", "a\nb", "a\r\nb", "back\\slash", "say \"hi\"", "a,b", "a|b", "`code` <b>&amp;</b> *x* _y_",
    "\u{1B}[31mred\u{1B}[0m", "\u{202E}evil", "\u{0}\u{7F}\u{9B}2J", "\u{2028}\u{2029}", "安全保障", "e\u{301}a\u{308}",
    "👩‍👩‍👧 🇩🇪 ❤️", "שלום", "12", "-0.5", "null", "NaN", "=1+1", " lead", "trail ", "\u{FEFF}bom",
  ]

  static func make() throws -> Table {
    var table = Table(columns: [
      Column("text", .text), Column("count", .integer), Column("share", .real), Column("note", .text),
    ])
    let reals = [
      0, -0.0, 0.1, 1234.5, 1e-7, 1e16, 5, .nan, .infinity, -.infinity, Double.leastNonzeroMagnitude,
      1.7976931348623157e308,
    ]
    for (index, text) in texts.enumerated() {
      let share = index == 3 ? Value.missing : .real(reals[index % reals.count])
      try table.append([
        .text(text), .integer(index.isMultiple(of: 2) ? index : Int.min + index), share,
        index.isMultiple(of: 5) ? .missing : .text(texts[texts.count - 1 - index]),
      ])
    }
    return table
  }
}
