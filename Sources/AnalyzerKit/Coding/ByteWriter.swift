/// Writes whole numbers and bytes compactly: seven bits a byte, low first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes a number that may be negative: its sign in the lowest bit.
  mutating func append(signed number: Int) {
    append(UInt64(bitPattern: Int64(number) << 1 ^ Int64(number) >> 63))
  }

  /// Writes eight bytes, low first.
  mutating func append(fixed number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(raw added: some Sequence<UInt8>) { bytes.append(contentsOf: added) }

  /// Writes at most so many numbers, much faster than one by one.
  ///
  /// `mostBytes` is the length of the longest of them: 5 for 32 bits, 10 for 64.
  mutating func append(numbers most: Int, mostBytes: Int, _ fill: (inout NumberWriter) -> Void) {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: most * mostBytes)
    defer { room.deallocate() }
    var writer = NumberWriter(room: room, longest: mostBytes)
    fill(&writer)
    bytes.append(contentsOf: room[..<writer.count])
  }
}

/// Writes numbers as `ByteWriter` does, into memory that has room for them.
struct NumberWriter {
  fileprivate let room: UnsafeMutableBufferPointer<UInt8>
  fileprivate let longest: Int
  fileprivate private(set) var count = 0

  fileprivate init(room: UnsafeMutableBufferPointer<UInt8>, longest: Int) {
    self.room = room
    self.longest = longest
  }

  /// Writes a number; one for which there is no room is an error of whoever writes.
  @inline(__always)
  mutating func append(_ number: UInt64) {
    precondition(count <= room.count - longest, "more numbers than there is room for")
    var rest = number
    while rest >= 0x80 {
      room[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      count &+= 1
      rest >>= 7
    }
    room[count] = UInt8(truncatingIfNeeded: rest)
    count &+= 1
  }
}

/// Reads what `ByteWriter` wrote, and throws where bytes are missing or numbers too long.
struct ByteReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  /// How many bytes follow.
  var left: Int { bytes.count - position }

  mutating func readByte() throws -> UInt8 {
    guard position < bytes.count else { throw AnalyzerError.damagedPartial("it is shorter than it says") }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func readNumber() throws -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard position < bytes.count else { throw AnalyzerError.damagedPartial("it ends inside a number") }
      let byte = bytes[position]
      position += 1
      guard shift < 63 || byte <= 1 else { throw AnalyzerError.damagedPartial("a number is too long") }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
  }

  mutating func readSigned() throws -> Int {
    let number = try readNumber()
    return Int(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
  }

  /// A count of things that take at least `size` bytes each: so many must be left.
  mutating func readCount(ofSize size: Int = 1) throws -> Int {
    let number = try readNumber()
    guard number <= UInt64((bytes.count - position) / max(size, 1)) else {
      throw AnalyzerError.damagedPartial("it is shorter than it says")
    }
    return Int(number)
  }

  /// A number that is not negative and fits `Int`.
  mutating func readNatural() throws -> Int {
    guard let number = Int(exactly: try readNumber()) else {
      throw AnalyzerError.damagedPartial("a number is too large")
    }
    return number
  }

  /// Eight bytes, low first.
  mutating func readFixed() throws -> UInt64 {
    guard bytes.count - position >= 8 else { throw AnalyzerError.damagedPartial("it is shorter than it says") }
    defer { position += 8 }
    return bytes[position..<position + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func readForm() throws -> FormID {
    guard let number = UInt32(exactly: try readNumber()), number != .max else {
      throw AnalyzerError.damagedPartial("a form's number is too large")
    }
    return FormID(rawValue: number)
  }

  mutating func readBytes(_ count: Int) throws -> [UInt8] {
    guard count >= 0, count <= bytes.count - position else {
      throw AnalyzerError.damagedPartial("it is shorter than it says")
    }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }
}
