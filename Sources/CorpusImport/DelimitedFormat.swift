/// How rows of delimited text are written.
public struct DelimitedFormat: Sendable, Equatable {
  /// What parts the fields.
  public var delimiter: UInt8
  /// Whether a quote that opens a field and closes nowhere right before a delimiter or line end is text, not an error.
  public var keepsStrayQuotes: Bool

  /// A format with this delimiter, an ASCII character other than a quote or a line end.
  public init(delimiter: UInt8, keepsStrayQuotes: Bool = false) {
    self.delimiter = delimiter
    self.keepsStrayQuotes = keepsStrayQuotes
  }

  /// Comma-separated values (RFC 4180).
  public static let csv = DelimitedFormat(delimiter: UInt8(ascii: ","))
  /// Comma-separated values as programs write them where the comma is the decimal mark.
  public static let semicolons = DelimitedFormat(delimiter: UInt8(ascii: ";"))
  /// Tab-separated values: some programs quote them as CSV, others never, so a stray quote is text.
  public static let tsv = DelimitedFormat(delimiter: UInt8(ascii: "\t"), keepsStrayQuotes: true)

  /// The format of a table by the extension of its file, and where that does not tell, by its first line.
  ///
  /// `.tsv` and `.tab` are tab-separated. In other files the one of tab, semicolon and comma wins that is most frequent outside
  /// quotes in the first line; without any, and where they are as frequent, comma.
  public static func told(byExtension name: String, head: [UInt8]) -> DelimitedFormat {
    if ImportFormat(extension: name) == .tsv { return .tsv }
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in head {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted {
        if byte == 0x0A || byte == 0x0D { break }
        counts[byte, default: 0] += 1
      }
    }
    let formats: [DelimitedFormat] = name == "csv" ? [.csv, .semicolons, .tsv] : [.tsv, .csv, .semicolons]
    var best = DelimitedFormat.csv
    for format in formats where counts[format.delimiter, default: 0] > counts[best.delimiter, default: 0] {
      best = format
    }
    return best
  }
}
