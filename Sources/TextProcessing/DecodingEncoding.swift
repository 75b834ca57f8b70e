/// An encoding that a user can name.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8.
  case utf8 = "utf-8"
  /// UTF-16; without a byte order mark the order is told by the bytes, little endian where they do not tell.
  case utf16 = "utf-16"
  /// UTF-16, little endian.
  case utf16LE = "utf-16le"
  /// UTF-16, big endian.
  case utf16BE = "utf-16be"
  /// Windows-1252; as on the web, ISO 8859-1 is read as this, its superset in all that text holds.
  case windows1252 = "windows-1252"

  /// The encoding that a name stands for, upper and lower case alike.
  ///
  /// The names are those of the WHATWG Encoding Standard (section 4.2), and `cp1252`, `latin-1`.
  public init(named name: String) throws(UnknownEncoding) {
    let label = name.lowercased().trimmingBlanks
    for encoding in Self.allCases where encoding.rawValue == label || encoding.aliases.contains(label) {
      self = encoding
      return
    }
    throw UnknownEncoding(name: name)
  }

  /// Whether this is a form of UTF-16.
  var isUTF16: Bool { self == .utf16 || self == .utf16LE || self == .utf16BE }

  private var aliases: [String] {
    switch self {
    case .utf8: ["utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8", "utf-8-bom"]
    case .utf16: ["utf16", "ucs-2", "unicode", "iso-10646-ucs-2", "csunicode"]
    case .utf16LE: ["utf16le", "utf-16-le", "unicodefeff"]
    case .utf16BE: ["utf16be", "utf-16-be", "unicodefffe"]
    case .windows1252:
      [
        "cp1252", "windows1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1", "iso_8859-1:1987",
        "iso-ir-100", "csisolatin1", "latin1", "latin-1", "l1", "ibm819", "cp819", "ansi_x3.4-1968", "ascii",
        "us-ascii",
      ]
    }
  }
}

/// A name that stands for no known encoding.
public struct UnknownEncoding: Error, Equatable, CustomStringConvertible {
  /// The name as it was given.
  public var name: String

  /// The error about this name.
  public init(name: String) { self.name = name }

  /// What is wrong, and the names that are known.
  public var description: String {
    "unknown encoding '\(name)': known are utf-8, utf-16, utf-16le, utf-16be, windows-1252 (cp1252), "
      + "iso-8859-1 (latin1)"
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let blanks: Set<Character> = [" ", "\t", "\n", "\r"]
    let head = drop { blanks.contains($0) }
    guard let last = head.lastIndex(where: { !blanks.contains($0) }) else { return "" }
    return String(head[...last])
  }
}
