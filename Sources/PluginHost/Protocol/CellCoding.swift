import AnalyzerKit

/// The cells of a column as bytes: a column of one kind as one run of numbers or text, others cell by cell.
///
/// A byte tells how the column is written: 1 as whole numbers and 2 as reals, eight bytes each, low first; 3 as texts, four
/// bytes of length each and then all of them; 0 cell by cell, each led by a byte of its own: 0 for missing, else as above.
enum CellCoding {
  private enum Kind: UInt8 {
    case mixed = 0
    case integers = 1
    case reals = 2
    case texts = 3
  }

  /// Writes a column; linear in its bytes.
  static func append(_ column: [Value], to bytes: inout [UInt8]) throws {
    let kind = kind(of: column)
    bytes.append(kind.rawValue)
    switch kind {
    case .mixed:
      for cell in column { try append(cell, to: &bytes) }
    case .integers:
      append(
        all: column.map { cell -> Int64 in
          guard case .integer(let number) = cell else { return 0 }
          return Int64(number).littleEndian
        }, to: &bytes)
    case .reals:
      append(
        all: column.map { cell -> UInt64 in
          guard case .real(let number) = cell else { return 0 }
          return number.bitPattern.littleEndian
        }, to: &bytes)
    case .texts:
      append(
        all: try column.map { cell -> UInt32 in
          guard case .text(let text) = cell else { return 0 }
          return try length(of: text).littleEndian
        }, to: &bytes)
      for case .text(let text) in column { bytes.append(contentsOf: text.utf8) }
    }
  }

  /// How many bytes a column takes about: at least as many where it is of one kind.
  static func size(of column: [Value]) -> Int {
    guard case .text = column.first else { return 1 + 9 * column.count }
    var size = 1
    for cell in column {
      if case .text(let text) = cell { size += 5 + text.utf8.count } else { size += 9 }
    }
    return size
  }

  private static func append<Number: FixedWidthInteger>(all numbers: [Number], to bytes: inout [UInt8]) {
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  private static func kind(of column: [Value]) -> Kind {
    guard let first = column.first else { return .mixed }
    switch first {
    case .missing: return .mixed
    case .integer: return column.allSatisfy { if case .integer = $0 { true } else { false } } ? .integers : .mixed
    case .real: return column.allSatisfy { if case .real = $0 { true } else { false } } ? .reals : .mixed
    case .text: return column.allSatisfy { if case .text = $0 { true } else { false } } ? .texts : .mixed
    }
  }

  private static func append(_ cell: Value, to bytes: inout [UInt8]) throws {
    switch cell {
    case .missing: bytes.append(Kind.mixed.rawValue)
    case .integer(let number):
      bytes.append(Kind.integers.rawValue)
      append(UInt64(bitPattern: Int64(number)), to: &bytes)
    case .real(let number):
      bytes.append(Kind.reals.rawValue)
      append(number.bitPattern, to: &bytes)
    case .text(let text):
      bytes.append(Kind.texts.rawValue)
      append(try length(of: text), to: &bytes)
      bytes.append(contentsOf: text.utf8)
    }
  }

  private static func length(of text: String) throws -> UInt32 {
    guard let length = UInt32(exactly: text.utf8.count) else { throw AnalyzerError.overflow("a text of a table") }
    return length
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Reads columns one after the other, and throws where bytes are missing or are none that `append` writes.
  struct Reader: ~Copyable {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// Reads bytes, which must stay until it is done.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    /// The next column, of so many cells.
    mutating func column(_ count: Int) throws -> [Value] {
      switch try kind() {
      case .mixed:
        // Each cell has a byte at least, so that a number of cells that is not true takes no memory.
        var cells: [Value] = []
        cells.reserveCapacity(min(count, bytes.count - position))
        for _ in 0..<count { cells.append(try cell()) }
        return cells
      case .integers:
        let numbers = try take(count, of: 8)
        return (0..<count).map { .integer(Int(CellCoding.number(Int64.self, numbers, at: 8 * $0))) }
      case .reals:
        let numbers = try take(count, of: 8)
        return (0..<count).map { .real(Double(bitPattern: CellCoding.number(UInt64.self, numbers, at: 8 * $0))) }
      case .texts:
        let lengths = try take(count, of: 4)
        var cells: [Value] = []
        cells.reserveCapacity(count)
        for index in 0..<count { cells.append(try text(Int(CellCoding.number(UInt32.self, lengths, at: 4 * index)))) }
        return cells
      }
    }

    private mutating func cell() throws -> Value {
      switch try kind() {
      case .mixed: .missing
      case .integers: .integer(Int(CellCoding.number(Int64.self, try take(1, of: 8), at: 0)))
      case .reals: .real(Double(bitPattern: CellCoding.number(UInt64.self, try take(1, of: 8), at: 0)))
      case .texts: try text(Int(CellCoding.number(UInt32.self, try take(1, of: 4), at: 0)))
      }
    }

    private mutating func kind() throws -> Kind {
      guard let kind = Kind(rawValue: try take(1, of: 1)[0]) else {
        throw AnalyzerError.malformedReport("it holds an unknown kind of cell")
      }
      return kind
    }

    private mutating func text(_ length: Int) throws -> Value {
      guard let text = String(validating: try take(length, of: 1), as: UTF8.self) else {
        throw AnalyzerError.malformedReport("it holds text that is not UTF-8")
      }
      return .text(text)
    }

    private mutating func take(_ count: Int, of size: Int) throws -> UnsafeRawBufferPointer {
      let (length, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow, length >= 0, length <= bytes.count - position else {
        throw AnalyzerError.malformedReport("it is shorter than it says")
      }
      defer { position += length }
      return UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
    }
  }

  private static func number<Number: FixedWidthInteger>(
    _ type: Number.Type, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) -> Number {
    Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}
