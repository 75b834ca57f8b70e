import TextProcessing

/// The values of a layer in one document as they wait in a draft: the number of values and each with its length, then the number of
/// tokens and for each the index of its value; all numbers are varints.
enum ColumnCoding {
  static func encode(_ column: AnnotationColumn) -> [UInt8] {
    var writer = ByteWriter(capacity: column.indices.count * 2 + 64)
    writer.varint(UInt32(column.values.count))
    for value in column.values {
      writer.varint(UInt32(value.count))
      value.withUnsafeBytes { writer.append($0) }
    }
    writer.varint(UInt32(column.indices.count))
    for index in column.indices { writer.varint(index) }
    return writer.bytes()
  }

  /// Reads what `encode` wrote; nil when it is something else.
  ///
  /// All bytes of the blob must have been loaded.
  static func decode(_ blob: CheckedBlob, name: String) -> AnnotationColumn? {
    var reader = VarintReader(blob)
    guard let count = reader.number(), count <= blob.count else { return nil }
    var values: [[UInt8]] = []
    for _ in 0..<count {
      guard let length = reader.number(), let bytes = reader.bytes(length) else { return nil }
      values.append(Array(bytes))
    }
    guard let tokens = reader.number(), tokens <= blob.count else { return nil }
    var column = AnnotationColumn(name: name)
    for _ in 0..<tokens {
      guard let index = reader.number(), index < values.count else { return nil }
      column.append(values[index])
    }
    return reader.isAtEnd ? column : nil
  }
}
