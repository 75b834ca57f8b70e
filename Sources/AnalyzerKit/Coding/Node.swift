/// A value between `Codable` and bytes.
indirect enum Node {
  case null
  case number(UInt64)
  case signed(Int64)
  case real(UInt64)
  case text(String)
  case bytes([UInt8])
  case list([Node])
  case map([(key: String, node: Node)])

  /// How deep values may be nested: what is deeper is damage.
  static let deepest = 64

  func write(to writer: inout ByteWriter) {
    switch self {
    case .null: writer.append(UInt64(0))
    case .number(let number):
      writer.append(UInt64(1))
      writer.append(number)
    case .signed(let number):
      writer.append(UInt64(2))
      writer.append(signed: Int(number))
    case .real(let bits):
      writer.append(UInt64(3))
      for shift in stride(from: 0, to: 64, by: 8) {
        writer.append(raw: CollectionOfOne(UInt8(truncatingIfNeeded: bits >> UInt64(shift))))
      }
    case .text(let text):
      writer.append(UInt64(4))
      writer.append(UInt64(text.utf8.count))
      writer.append(raw: text.utf8)
    case .bytes(let bytes):
      writer.append(UInt64(5))
      writer.append(UInt64(bytes.count))
      writer.append(raw: bytes)
    case .list(let nodes):
      writer.append(UInt64(6))
      writer.append(UInt64(nodes.count))
      for node in nodes { node.write(to: &writer) }
    case .map(let entries):
      writer.append(UInt64(7))
      writer.append(UInt64(entries.count))
      for entry in entries {
        writer.append(UInt64(entry.key.utf8.count))
        writer.append(raw: entry.key.utf8)
        entry.node.write(to: &writer)
      }
    }
  }

  static func read(from reader: inout ByteReader, depth: Int = 0) throws -> Node {
    guard depth <= deepest else { throw AnalyzerError.damagedPartial("it is nested too deep") }
    switch try reader.readNumber() {
    case 0: return .null
    case 1: return .number(try reader.readNumber())
    case 2: return .signed(Int64(try reader.readSigned()))
    case 3:
      let bytes = try reader.readBytes(8)
      return .real(bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) })
    case 4: return .text(try readText(from: &reader))
    case 5: return .bytes(try reader.readBytes(try reader.readCount()))
    case 6:
      let count = try reader.readCount()
      return .list(try (0..<count).map { _ in try read(from: &reader, depth: depth + 1) })
    case 7:
      let count = try reader.readCount(ofSize: 2)
      return .map(
        try (0..<count).map { _ in
          (key: try readText(from: &reader), node: try read(from: &reader, depth: depth + 1))
        })
    default: throw AnalyzerError.damagedPartial("it holds an unknown kind of value")
    }
  }

  private static func readText(from reader: inout ByteReader) throws -> String {
    let bytes = try reader.readBytes(try reader.readCount())
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw AnalyzerError.damagedPartial("it holds text that is not UTF-8")
    }
    return text
  }
}
