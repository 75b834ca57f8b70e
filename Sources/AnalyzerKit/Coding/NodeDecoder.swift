/// Decodes `Codable` values from nodes; throws `AnalyzerError.damagedPartial` where they do not fit.
final class NodeDecoder: Decoder {
  let node: Node
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any]

  init(_ node: Node, codingPath: [any CodingKey] = [], userInfo: [CodingUserInfoKey: Any]) {
    self.node = node
    self.codingPath = codingPath
    self.userInfo = userInfo
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .map(let entries) = node else { throw damage("a structure") }
    let nodes = Dictionary(entries.map { ($0.key, $0.node) }, uniquingKeysWith: { $1 })
    return KeyedDecodingContainer(KeyedNodeDecoding<Key>(decoder: self, nodes: nodes))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let nodes) = node else { throw damage("a list") }
    return ListNodeDecoding(decoder: self, nodes: nodes)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleNodeDecoding(decoder: self) }

  func blob() throws -> [UInt8] {
    guard case .bytes(let bytes) = node else { throw damage("bytes") }
    return bytes
  }

  func child(_ node: Node, _ key: (any CodingKey)?) -> NodeDecoder {
    NodeDecoder(node, codingPath: codingPath + (key.map { [$0] } ?? []), userInfo: userInfo)
  }

  func damage(_ expected: String) -> AnalyzerError {
    let path = codingPath.map(\.stringValue).joined(separator: ".")
    return .damagedPartial("\(path.isEmpty ? "it" : path) is not \(expected)")
  }

  func decode<Decoded: Decodable>(_ type: Decoded.Type, from node: Node, _ key: (any CodingKey)?) throws -> Decoded {
    let child = child(node, key)
    switch type {
    case is Bool.Type:
      if case .number(let number) = node, number <= 1, let value = (number == 1) as? Decoded { return value }
      throw child.damage("true or false")
    case is String.Type:
      if case .text(let text) = node, let value = text as? Decoded { return value }
      throw child.damage("text")
    case is Double.Type:
      if case .real(let bits) = node, let value = Double(bitPattern: bits) as? Decoded { return value }
      throw child.damage("a number")
    case is Float.Type:
      if case .real(let bits) = node, let value = Float(Double(bitPattern: bits)) as? Decoded { return value }
      throw child.damage("a number")
    case is [UInt8].Type:
      if case .bytes(let bytes) = node, let value = bytes as? Decoded { return value }
      throw child.damage("bytes")
    case let type as any FixedWidthInteger.Type:
      guard let value = integer(type, node) as? Decoded else { throw child.damage("a whole number that fits") }
      return value
    default: return try Decoded(from: child)
    }
  }

  private func integer<Number: FixedWidthInteger>(_ type: Number.Type, _ node: Node) -> Number? {
    switch node {
    case .number(let number): Number(exactly: number)
    case .signed(let number): Number(exactly: number)
    default: nil
    }
  }
}

private struct KeyedNodeDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: NodeDecoder
  let nodes: [String: Node]
  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { nodes.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { nodes[key.stringValue] != nil }

  private func node(_ key: Key) throws -> Node {
    guard let node = nodes[key.stringValue] else {
      throw AnalyzerError.damagedPartial("\(key.stringValue) is missing")
    }
    return node
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    if case .null = try node(key) { return true }
    return false
  }
  func decode<Decoded: Decodable>(_ type: Decoded.Type, forKey key: Key) throws -> Decoded {
    try decoder.decode(type, from: try node(key), key)
  }
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder.child(try node(key), key).container(keyedBy: type)
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder.child(try node(key), key).unkeyedContainer()
  }
  func superDecoder() throws -> any Decoder {
    guard let node = nodes["super"] else { throw AnalyzerError.damagedPartial("super is missing") }
    return decoder.child(node, nil)
  }
  func superDecoder(forKey key: Key) throws -> any Decoder { decoder.child(try node(key), key) }
}

private struct ListNodeDecoding: UnkeyedDecodingContainer {
  let decoder: NodeDecoder
  let nodes: [Node]
  var currentIndex = 0
  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { nodes.count }
  var isAtEnd: Bool { currentIndex >= nodes.count }

  private mutating func next() throws -> Node {
    guard currentIndex < nodes.count else { throw AnalyzerError.damagedPartial("a list is too short") }
    defer { currentIndex += 1 }
    return nodes[currentIndex]
  }

  mutating func decodeNil() throws -> Bool {
    guard currentIndex < nodes.count, case .null = nodes[currentIndex] else { return false }
    currentIndex += 1
    return true
  }
  mutating func decode<Decoded: Decodable>(_ type: Decoded.Type) throws -> Decoded {
    try decoder.decode(type, from: try next(), nil)
  }
  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try decoder.child(try next(), nil).container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try decoder.child(try next(), nil).unkeyedContainer()
  }
  mutating func superDecoder() throws -> any Decoder { decoder.child(try next(), nil) }
}

private struct SingleNodeDecoding: SingleValueDecodingContainer {
  let decoder: NodeDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool {
    if case .null = decoder.node { return true }
    return false
  }
  func decode<Decoded: Decodable>(_ type: Decoded.Type) throws -> Decoded {
    try decoder.decode(type, from: decoder.node, nil)
  }
}
