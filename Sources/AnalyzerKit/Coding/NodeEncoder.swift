/// Encodes `Codable` values as nodes.
final class NodeEncoder: Encoder {
  /// Where the encoded value is put: shared by an encoder and its containers.
  final class Storage {
    var node = Node.null
    var list: [Storage]?
    var map: [(key: String, storage: Storage)]?

    func resolved() -> Node {
      if let map { return .map(map.map { ($0.key, $0.storage.resolved()) }) }
      if let list { return .list(list.map { $0.resolved() }) }
      return node
    }
  }

  let storage: Storage
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any]

  init(storage: Storage = Storage(), codingPath: [any CodingKey] = [], userInfo: [CodingUserInfoKey: Any]) {
    self.storage = storage
    self.codingPath = codingPath
    self.userInfo = userInfo
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if storage.map == nil { storage.map = [] }
    return KeyedEncodingContainer(KeyedNodeEncoding<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if storage.list == nil { storage.list = [] }
    return ListNodeEncoding(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleNodeEncoding(encoder: self) }

  func child(_ storage: Storage, _ key: (any CodingKey)?) -> NodeEncoder {
    NodeEncoder(storage: storage, codingPath: codingPath + (key.map { [$0] } ?? []), userInfo: userInfo)
  }

  func encode<Encoded: Encodable>(_ value: Encoded, into storage: Storage, _ key: (any CodingKey)?) throws {
    switch value {
    case let value as Bool: storage.node = .number(value ? 1 : 0)
    case let value as String: storage.node = .text(value)
    case let value as Double: storage.node = .real(value.bitPattern)
    case let value as Float: storage.node = .real(Double(value).bitPattern)
    // An empty array of anything can be cast to an array of bytes, so the static type decides.
    case let value as [UInt8] where Encoded.self == [UInt8].self: storage.node = .bytes(value)
    case let value as any UnsignedInteger: storage.node = .number(try narrowed(value))
    case let value as any SignedInteger: storage.node = .signed(try narrowed(value))
    default: try value.encode(to: child(storage, key))
    }
  }

  private func narrowed<Number: FixedWidthInteger>(_ value: some BinaryInteger) throws -> Number {
    guard let number = Number(exactly: value) else { throw AnalyzerError.overflow("a number of a partial") }
    return number
  }
}

private struct KeyedNodeEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: NodeEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  private func slot(_ key: Key) -> NodeEncoder.Storage {
    let storage = NodeEncoder.Storage()
    encoder.storage.map?.append((key.stringValue, storage))
    return storage
  }

  mutating func encodeNil(forKey key: Key) throws { _ = slot(key) }
  mutating func encode<Encoded: Encodable>(_ value: Encoded, forKey key: Key) throws {
    try encoder.encode(value, into: slot(key), key)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder.child(slot(key), key).container(keyedBy: keyType)
  }
  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.child(slot(key), key).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder {
    let storage = NodeEncoder.Storage()
    encoder.storage.map?.append(("super", storage))
    return encoder.child(storage, nil)
  }
  mutating func superEncoder(forKey key: Key) -> any Encoder { encoder.child(slot(key), key) }
}

private struct ListNodeEncoding: UnkeyedEncodingContainer {
  let encoder: NodeEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { encoder.storage.list?.count ?? 0 }

  private func slot() -> NodeEncoder.Storage {
    let storage = NodeEncoder.Storage()
    encoder.storage.list?.append(storage)
    return storage
  }

  mutating func encodeNil() throws { _ = slot() }
  mutating func encode<Encoded: Encodable>(_ value: Encoded) throws { try encoder.encode(value, into: slot(), nil) }
  mutating func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
    encoder.child(slot(), nil).container(keyedBy: keyType)
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    encoder.child(slot(), nil).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { encoder.child(slot(), nil) }
}

private struct SingleNodeEncoding: SingleValueEncodingContainer {
  let encoder: NodeEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil() throws { encoder.storage.node = .null }
  mutating func encode<Encoded: Encodable>(_ value: Encoded) throws {
    try encoder.encode(value, into: encoder.storage, nil)
  }
}
