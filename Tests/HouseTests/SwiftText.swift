/// Swift source with comments and string literals blanked out, so that what is left can be searched for code.
///
/// Lines keep their numbers. Interpolated code counts as part of its string. No compiler: it knows `//`, nested
/// `/* */`, and strings with one or three quotes and any number of `#`.
struct SwiftText {
  /// The lines that are left.
  let lines: [String]

  /// Blanks out comments and strings.
  init(_ source: String) {
    var scan = Scan(Array(source.unicodeScalars))
    scan.run()
    lines = scan.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private struct Scan {
    let input: [Unicode.Scalar]
    var place = 0
    var output = ""

    init(_ input: [Unicode.Scalar]) { self.input = input }

    mutating func run() {
      while place < input.count {
        if starts("//") {
          while place < input.count, input[place] != "\n" { place += 1 }
        } else if starts("/*") {
          skipComment()
        } else if let pounds = openingPounds() {
          skipString(pounds)
        } else {
          output.unicodeScalars.append(input[place])
          place += 1
        }
      }
    }

    /// Whether the input goes on with a text.
    func starts(_ text: String, at offset: Int = 0) -> Bool {
      var next = place + offset
      for scalar in text.unicodeScalars {
        guard next < input.count, input[next] == scalar else { return false }
        next += 1
      }
      return true
    }

    /// Passes over scalars, keeping line ends.
    mutating func skip(_ count: Int) {
      for _ in 0..<count where place < input.count {
        if input[place] == "\n" { output += "\n" }
        place += 1
      }
    }

    mutating func skipComment() {
      var depth = 0
      repeat {
        if starts("/*") {
          depth += 1
          skip(2)
        } else if starts("*/") {
          depth -= 1
          skip(2)
        } else {
          skip(1)
        }
      } while depth > 0 && place < input.count
      output += " "
    }

    /// How many `#` stand before the quote of a string that begins here; nil where none begins.
    func openingPounds() -> Int? {
      var count = 0
      while place + count < input.count, input[place + count] == "#" { count += 1 }
      return place + count < input.count && input[place + count] == "\"" ? count : nil
    }

    mutating func skipString(_ pounds: Int) {
      let marks = String(repeating: "#", count: pounds)
      let quote = starts("\"\"\"", at: pounds) ? "\"\"\"" : "\""
      output += "\"\""
      skip(pounds + quote.unicodeScalars.count)
      while place < input.count, !starts(quote + marks) {
        if quote == "\"", input[place] == "\n" { return }
        skip(starts("\\" + marks) ? 2 + pounds : 1)
      }
      skip(quote.unicodeScalars.count + pounds)
    }
  }
}
