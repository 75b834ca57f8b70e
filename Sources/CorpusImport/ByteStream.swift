/// Bytes that come piece by piece: of a file, of a compressed file, of a member of an archive.
protocol ByteStream: AnyObject {
  /// The next bytes, at most about 64 KB; nil at the end.
  func next() throws(ImportError) -> [UInt8]?
}
