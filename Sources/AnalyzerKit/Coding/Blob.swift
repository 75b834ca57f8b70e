/// The bytes of a container, encoded as one piece: element by element, `Codable` is far too slow.
struct Blob: Codable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(from decoder: any Decoder) throws {
    if let direct = decoder as? NodeDecoder {
      bytes = try direct.blob()
    } else {
      bytes = try decoder.singleValueContainer().decode([UInt8].self)
    }
  }

  func encode(to encoder: any Encoder) throws {
    if let direct = encoder as? NodeEncoder {
      direct.storage.node = .bytes(bytes)
    } else {
      var container = encoder.singleValueContainer()
      try container.encode(bytes)
    }
  }
}
