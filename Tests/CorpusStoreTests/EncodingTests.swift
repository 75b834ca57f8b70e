import Database
import Testing

@testable import CorpusStore

@Suite struct EncodingTests {
  @Test func `packed numbers can be read from anywhere`() {
    var dice = Dice(state: 40)
    for width in 1...32 {
      let numbers = (0..<200).map { _ in UInt32(truncatingIfNeeded: dice.next()) >> UInt32(32 - width) }
      var writer = ByteWriter()
      numbers.withUnsafeBufferPointer { BitPacking.pack($0, width: width, into: &writer) }
      #expect(writer.count == BitPacking.bytes(200, width: width))
      let bytes = writer.bytes() + Array(repeating: 0, count: 16)
      for first in [0, 1, 63, 199] {
        var read = [UInt32](repeating: 0, count: 200 - first)
        bytes.withUnsafeBytes { base in
          read.withUnsafeMutableBufferPointer {
            BitPacking.unpack(
              base.baseAddress!, fromBit: first * width, count: 200 - first, width: width, into: $0.baseAddress!)
          }
        }
        #expect(read == Array(numbers[first...]))
      }
    }
    #expect([0, 1, 2, 255, 256, .max].map { BitPacking.width(of: $0) } == [1, 1, 2, 8, 9, 32])
  }

  @Test func `gaps by hand`() {
    // Two positions among 32 tokens: 32 · 11 / 32 = 11, so k = 3. Position 9: gap 9 = 1 · 8 + 1: 0 1 100; position 10: gap 0: 1 000.
    var writer = ByteWriter()
    ([9, 10] as [UInt32]).withUnsafeBufferPointer { RiceCoding.encode($0, tokens: 32, into: &writer) }
    #expect(RiceCoding.parameter(count: 2, tokens: 32) == 3)
    #expect(writer.bytes() == [0b0010_0110, 0])
  }

  @Test func `positions come back`() {
    var dice = Dice(state: 41)
    for tokens in [1, 2, 100, 5_000, 1 << 17] {
      for share in [1, 2, 50, 100_000] {
        let positions = (0..<UInt32(tokens)).filter { _ in Int.random(in: 0..<share, using: &dice) == 0 }
        for list in [positions, [0], [UInt32(tokens - 1)], Array(positions.suffix(3))] where !list.isEmpty {
          var writer = ByteWriter()
          writer.varint(300)
          list.withUnsafeBufferPointer { RiceCoding.encode($0, tokens: tokens, into: &writer) }
          let bytes = writer.bytes() + Array(repeating: 0xFF, count: 16)
          var read: [UInt32] = [7]
          let isRight = bytes.withUnsafeBytes {
            RiceCoding.decode($0.baseAddress!, 2, writer.count, count: list.count, tokens: tokens, into: &read)
          }
          #expect(isRight && Array(read.dropFirst()) == list)
        }
      }
    }
  }

  @Test func `random bytes are no positions and no trouble`() {
    var dice = Dice(state: 42)
    for _ in 0..<2_000 {
      let length = Int.random(in: 0..<40, using: &dice)
      let bytes = (0..<length + 16).map { _ in UInt8(truncatingIfNeeded: dice.next() & dice.next() & dice.next()) }
      let tokens = Int.random(in: 1..<1_000, using: &dice)
      var read: [UInt32] = []
      _ = bytes.withUnsafeBytes {
        RiceCoding.decode(
          $0.baseAddress!, 0, length, count: Int.random(in: 0..<2_000, using: &dice), tokens: tokens, into: &read)
      }
      #expect(read.allSatisfy { $0 < tokens })
    }
  }

  @Test func `a table finds each form`() {
    var dice = Dice(state: 43)
    for count in [0, 1, 10, 1_000] {
      let hashes = (0..<count).map { _ in dice.next() }
      let table = VocabularyTable.build(hashes.count) { hashes[$0] }
      #expect(table.filter { $0 != 0 }.count == count)
      for (index, hash) in hashes.enumerated() {
        var slot = VocabularyTable.slot(of: hash, in: table.count)
        while table[slot] != UInt32(index + 1) {
          #expect(table[slot] != 0)
          slot = (slot + 1) % table.count
        }
      }
    }
  }

  @Test func `hashes are those of the reference`() {
    // XXH3 of nothing, from the reference implementation's test vectors.
    #expect(Hashing.hash64(UnsafeRawBufferPointer(start: nil, count: 0)) == 0x2D06_8005_38D3_94C2)
    #expect(ContentHasher().finish().description == "99aa06d3014798d86001c324468d497f")
    let hash = ContentHash(high: 1, low: 0xFF)
    #expect(ContentHash(bytes: hash.bytes) == hash)
    #expect(ContentHash(bytes: [1]) == nil)
  }
}
