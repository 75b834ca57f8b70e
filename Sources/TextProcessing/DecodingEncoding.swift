internal import CICU

/// An encoding that a user can name: UTF-8, UTF-16, UTF-32, or one that ICU has a table for.
public struct TextEncoding: Sendable, Hashable {
  /// The name by which it is best known, in lower case, such as `windows-1252`.
  public let name: String
  /// Whether bytes below 80 are ASCII in it and nothing else, so that ASCII alone does not tell it from UTF-8.
  let isASCIIBased: Bool

  /// UTF-8.
  public static let utf8 = TextEncoding(name: "utf-8", isASCIIBased: true)
  /// UTF-16; without a byte order mark the order is told by the bytes, little endian where they do not tell.
  public static let utf16 = TextEncoding(name: "utf-16", isASCIIBased: false)
  /// UTF-16, little endian.
  public static let utf16LE = TextEncoding(name: "utf-16le", isASCIIBased: false)
  /// UTF-16, big endian.
  public static let utf16BE = TextEncoding(name: "utf-16be", isASCIIBased: false)
  /// UTF-32; without a byte order mark the order is told by the bytes, little endian where they do not tell.
  public static let utf32 = TextEncoding(name: "utf-32", isASCIIBased: false)
  /// UTF-32, little endian.
  public static let utf32LE = TextEncoding(name: "utf-32le", isASCIIBased: false)
  /// UTF-32, big endian.
  public static let utf32BE = TextEncoding(name: "utf-32be", isASCIIBased: false)
  /// Windows-1252; as on the web, ISO 8859-1 is read as this, its superset in all that text holds.
  public static let windows1252 = TextEncoding(name: "windows-1252", isASCIIBased: true)

  private init(name: String, isASCIIBased: Bool) {
    self.name = name
    self.isASCIIBased = isASCIIBased
  }

  /// The encoding that a name stands for, upper and lower case alike: any name that ICU knows.
  ///
  /// As in the WHATWG Encoding Standard (section 4.2), some names stand for a superset that the texts so called are
  /// really in: `iso-8859-1` for windows-1252, `gb2312` for gb18030, `euc-kr` for windows-949.
  public init(named name: String) throws(UnknownEncoding) {
    let label = name.lowercased().trimmed
    if let own = Self.unicode.first(where: { $0.name == label || Self.aliases[label] == $0.name }) {
      self = own
      return
    }
    guard let known = Self.known(Self.aliases[label] ?? label) else { throw UnknownEncoding(name: name) }
    let canonical = Self.aliases[known] ?? known
    if let own = Self.unicode.first(where: { $0.name == canonical }) {
      self = own
    } else {
      self.init(name: canonical, isASCIIBased: lect_encoding_is_ascii_based(canonical))
    }
  }

  /// Whether its units are of 16 or 32 bits.
  var isWide: Bool { name.hasPrefix("utf-16") || name.hasPrefix("utf-32") }

  /// The name that ICU best knows a label by, in lower case; nil for an unknown one.
  private static func known(_ label: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      guard let name = buffer.baseAddress, lect_encoding_name(label, name, buffer.count) else { return nil }
      return String(cString: name).lowercased()
    }
  }

  /// Those that are decoded without ICU.
  private static let unicode: [TextEncoding] = [
    .utf8, .utf16, .utf16LE, .utf16BE, .utf32, .utf32LE, .utf32BE, .windows1252,
  ]

  /// Names that stand for another than ICU says, or that it does not know.
  private static let aliases: [String: String] = [
    "utf8": "utf-8", "utf-8-bom": "utf-8", "unicode-1-1-utf-8": "utf-8", "utf-8-sig": "utf-8",
    "utf16": "utf-16", "ucs-2": "utf-16", "unicode": "utf-16", "iso-10646-ucs-2": "utf-16",
    "utf16le": "utf-16le", "utf-16-le": "utf-16le", "unicodefeff": "utf-16le",
    "utf16be": "utf-16be", "utf-16-be": "utf-16be", "unicodefffe": "utf-16be",
    "utf32": "utf-32", "utf32le": "utf-32le", "utf32be": "utf-32be", "ucs-4": "utf-32",
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
    "ascii": "windows-1252", "us-ascii": "windows-1252", "cp1252": "windows-1252", "windows1252": "windows-1252",
    "x-cp1252": "windows-1252", "ansi": "windows-1252", "macintosh": "macintosh", "mac-roman": "macintosh",
    "gb2312": "gb18030", "gbk": "gb18030", "euc-cn": "gb18030", "cp936": "gb18030", "windows-936": "gb18030",
    "gb_2312-80": "gb18030", "hz": "hz-gb-2312",
    "euc-kr": "windows-949", "ks_c_5601-1987": "windows-949", "cp949": "windows-949",
    "iso-8859-9": "windows-1254", "latin5": "windows-1254", "iso-8859-8-i": "iso-8859-8",
    "iso-8859-11": "windows-874", "tis-620": "windows-874",
    "sjis": "shift_jis", "windows-31j": "shift_jis", "ms932": "shift_jis",
    "latin2": "iso-8859-2", "latin-2": "iso-8859-2", "latin9": "iso-8859-15", "latin-9": "iso-8859-15",
  ]
}

/// A name that stands for no known encoding.
public struct UnknownEncoding: Error, Equatable, CustomStringConvertible {
  /// The name as it was given.
  public var name: String

  /// The error about this name.
  public init(name: String) { self.name = name }

  /// What is wrong, and some of the names that are known.
  public var description: String {
    "unknown encoding '\(name.prefix(80))': known are utf-8, utf-16, utf-16le, utf-16be, utf-32, windows-1250 to 1258, "
      + "iso-8859-1 to 16, koi8-r, koi8-u, macintosh, ibm850, shift_jis, euc-jp, iso-2022-jp, gb18030, big5, euc-kr and all "
      + "other names that ICU knows"
  }
}

extension String {
  fileprivate var trimmed: String {
    let blanks: Set<Character> = [" ", "\t", "\n", "\r"]
    let head = drop { blanks.contains($0) }
    guard let last = head.lastIndex(where: { !blanks.contains($0) }) else { return "" }
    return String(head[...last])
  }
}
