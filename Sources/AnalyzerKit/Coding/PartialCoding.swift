/// Turns partials into bytes and back: inside one store with forms as numbers, outside with forms as texts.
public enum PartialCoding {
  /// The bytes of a partial; the same partial gives the same bytes when its containers are written in order.
  public static func encode(_ partial: some Encodable, forms: (any FormCodec)? = nil) throws -> [UInt8] {
    let encoder = NodeEncoder(userInfo: userInfo(forms))
    try encoder.encode(partial, into: encoder.storage, nil)
    var writer = ByteWriter()
    encoder.storage.resolved().write(to: &writer)
    return writer.bytes
  }

  /// The partial of some bytes; throws `AnalyzerError.damagedPartial` for bytes that are none, and never traps.
  public static func decode<Partial: Decodable>(
    _ type: Partial.Type, from bytes: [UInt8], forms: (any FormCodec)? = nil
  ) throws -> Partial {
    var reader = ByteReader(bytes)
    let node = try Node.read(from: &reader)
    guard reader.isAtEnd else { throw AnalyzerError.damagedPartial("it has bytes left over") }
    let decoder = NodeDecoder(node, userInfo: userInfo(forms))
    return try decoder.decode(type, from: node, nil)
  }

  private static func userInfo(_ forms: (any FormCodec)?) -> [CodingUserInfoKey: Any] {
    guard let forms, let key = CodingUserInfoKey.formCodec else { return [:] }
    return [key: forms]
  }
}
