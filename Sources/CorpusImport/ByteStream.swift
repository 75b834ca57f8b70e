/// Bytes that come piece by piece: of a file, of a compressed file, of a member of an archive.
protocol ByteStream: AnyObject {
  /// The next bytes, at least one, and at most about 64 KB but where a file is read as one piece; nil at the end, and again after it.
  func next() throws(ImportError) -> [UInt8]?
}

extension ByteStream {
  /// All bytes that are left, at most `limit`; nil where there are more.
  func all(limit: Int) throws(ImportError) -> [UInt8]? {
    var bytes: [UInt8] = []
    while let piece = try next() {
      if piece.count > limit - bytes.count { return nil }
      bytes += piece
    }
    return bytes
  }

  /// The first bytes, as many as there are up to `limit`.
  func head(limit: Int) throws(ImportError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit, let piece = try next() { bytes += piece.prefix(limit - bytes.count) }
    return bytes
  }
}
