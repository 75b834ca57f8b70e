extension ContentHash {
  /// The hash of some texts, each with its length, so that other cuts of the same characters have another hash.
  public static func of(_ texts: some Sequence<String>) -> ContentHash {
    let hasher = ContentHasher()
    for text in texts { hasher.add(text) }
    return hasher.finish()
  }

  /// The hash of bytes.
  public static func of(_ bytes: [UInt8]) -> ContentHash {
    let hasher = ContentHasher()
    bytes.withUnsafeBytes { hasher.add($0) }
    return hasher.finish()
  }
}
