internal import CZlib

/// The contents of a file packed with gzip (RFC 1952), of one member or several; their checksums are held against them.
///
/// The one place that hands memory to zlib: what is passed is only read or written during the call, and the state of
/// zlib, which must not move, is kept on the heap. Zeros after the last member are padding.
final class GzipStream: ByteStream {
  private static let pieceLength = 1 << 16

  private let source: any ByteStream
  private let path: String
  private var limit: ExpansionLimit
  private let state: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var place = 0
  /// Whether a member is open, so that the file may not end.
  private var isInMember = true
  private var isAtEnd = false
  /// Whether zlib holds more than it could give.
  private var hasMore = false

  init(_ source: any ByteStream, of file: InputFile) throws(ImportError) {
    self.source = source
    path = file.path
    limit = ExpansionLimit(path: file.path, packed: file.size)
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 15 bits of window, and 16 for the frame of gzip.
    let code = inflateInit2_(state, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if code != Z_OK { throw .unreadable(path: path, reason: "zlib could not be started (\(code))") }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
  }

  func next() throws(ImportError) -> [UInt8]? {
    while !isAtEnd {
      if place == input.count, !hasMore {
        guard let piece = try source.next() else {
          isAtEnd = true
          if isInMember { throw .damaged(path: path, problem: "it ends too early") }
          return nil
        }
        (input, place) = (piece, 0)
      }
      if !isInMember, !hasMore, try !beginsMember() { continue }
      let bytes = try inflateSome()
      if !bytes.isEmpty {
        try limit.add(bytes.count)
        return bytes
      }
    }
    return nil
  }

  /// Whether another member follows the last; passes zeros.
  private func beginsMember() throws(ImportError) -> Bool {
    while place < input.count, input[place] == 0 { place += 1 }
    if place == input.count { return false }
    if input[place] != 0x1F { throw .damaged(path: path, problem: "something else follows the packed text") }
    isInMember = true
    return true
  }

  private func inflateSome() throws(ImportError) -> [UInt8] {
    var code = Z_OK
    var used = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        state.pointee.next_in = input.baseAddress.map { $0 + place }
        state.pointee.avail_in = UInt32(clamping: input.count - place)
        state.pointee.next_out = output.baseAddress
        state.pointee.avail_out = UInt32(clamping: output.count)
        code = inflate(state, Z_NO_FLUSH)
        used = input.count - place - Int(state.pointee.avail_in)
        count = output.count - Int(state.pointee.avail_out)
        hasMore = state.pointee.avail_out == 0
      }
    }
    place += used
    switch code {
    case Z_OK: return bytes
    case Z_STREAM_END:
      isInMember = false
      hasMore = false
      inflateReset(state)
      return bytes
    // No progress without more input.
    case Z_BUF_ERROR: return bytes
    case Z_MEM_ERROR: throw .unreadable(path: path, reason: "there is not enough memory to unpack it")
    default:
      throw .damaged(path: path, problem: state.pointee.msg.map { String(cString: $0) } ?? "zlib's error \(code)")
    }
  }
}
