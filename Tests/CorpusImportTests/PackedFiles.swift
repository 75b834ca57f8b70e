import Foundation

@testable import CorpusImport

/// Writes zip archives and gzip files, to the letter of their formats (APPNOTE.TXT 4.3; RFC 1952), without packing: what is
/// damaged or a lie can be written, too.
enum PackedFiles {
  /// A member of an archive to be written.
  struct Member {
    var name: [UInt8]
    var content: [UInt8]
    /// Bits of the general purpose flag: 1 is encrypted, 11 is a name in UTF-8.
    var flags: UInt16 = 1 << 11
    /// What it says to hold; nil: the truth.
    var size: Int?
    /// What is added to its checksum.
    var checksumError: UInt32 = 0
    /// The upper half of the attributes: the kind of file as Unix has it.
    var mode: UInt32 = 0o100644

    init(_ name: String, _ content: String) {
      self.name = Array(name.utf8)
      self.content = Array(content.utf8)
    }
  }

  /// An archive of stored members.
  static func zip(_ members: [Member]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let sum = crc(member.content) &+ member.checksumError
      let size = UInt32(member.size ?? member.content.count)
      let packed = UInt32(member.content.count)
      let place = UInt32(bytes.count)
      let common =
        little(UInt16(20)) + little(member.flags) + little(UInt16(0)) + little(UInt32(0)) + little(sum) + little(packed)
        + little(size) + little(UInt16(member.name.count)) + little(UInt16(0))
      bytes += little(UInt32(0x0403_4B50)) + common + member.name + member.content
      directory +=
        little(UInt32(0x0201_4B50)) + little(UInt16(0x0314)) + common + little(UInt16(0)) + little(UInt16(0))
        + little(UInt16(0)) + little(member.mode << 16) + little(place) + member.name
    }
    let start = UInt32(bytes.count)
    bytes += directory + little(UInt32(0x0605_4B50)) + little(UInt32(0)) + little(UInt16(members.count))
    bytes += little(UInt16(members.count)) + little(UInt32(directory.count)) + little(start) + little(UInt16(0))
    return bytes
  }

  /// A gzip member of stored blocks.
  static func gzip(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    let blocks = stride(from: 0, to: max(1, content.count), by: 65_535).map {
      content[$0..<min(content.count, $0 + 65_535)]
    }
    for (index, block) in blocks.enumerated() {
      let length = UInt16(block.count)
      bytes += [index == blocks.count - 1 ? 1 : 0] + little(length) + little(~length) + block
    }
    return bytes + little(crc(content)) + little(UInt32(truncatingIfNeeded: content.count))
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  /// CRC-32 (RFC 1952, section 8).
  static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }
    return ~sum
  }
}
