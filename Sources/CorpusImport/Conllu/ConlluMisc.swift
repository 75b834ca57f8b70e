/// What the column MISC says that Lect keeps: the white space after a token, and the regions that start or end there.
struct ConlluMisc {
  /// The white space after the token; nil: a space, empty: none.
  private(set) var spaceAfter: [UInt8]?
  /// The tags of `RegionStart`, as a save writes them.
  private(set) var starts: ArraySlice<UInt8> = []
  /// The tags of `RegionEnd`.
  private(set) var ends: ArraySlice<UInt8> = []
  /// Whether it says anything else.
  private(set) var hasMore = false

  init(_ field: ArraySlice<UInt8>) {
    if field.elementsEqual([0x5F]) || field.isEmpty { return }
    for item in field.split(separator: 0x7C) {
      let equals = item.firstIndex(of: 0x3D) ?? item.endIndex
      let value = item[equals...].dropFirst()
      switch String(decoding: item[..<equals], as: UTF8.self) {
      case "SpaceAfter" where value.elementsEqual("No".utf8): spaceAfter = []
      case "SpacesAfter":
        let white = ConlluMisc.white(value)
        if !white.isEmpty { spaceAfter = white }
      case "RegionStart": starts = value
      case "RegionEnd": ends = value
      case "_": break
      default: hasMore = true
      }
    }
  }

  /// The white space that `\s`, `\t`, `\n` and `\r` stand for, as UDPipe writes it; other characters are passed over.
  private static func white(_ value: ArraySlice<UInt8>) -> [UInt8] {
    var white: [UInt8] = []
    var isEscaped = false
    for byte in value {
      if isEscaped {
        switch byte {
        case 0x73: white.append(0x20)
        case 0x74: white.append(0x09)
        case 0x6E: white.append(0x0A)
        case 0x72: white.append(0x0D)
        default: break
        }
      }
      isEscaped = byte == 0x5C && !isEscaped
    }
    return white
  }
}
