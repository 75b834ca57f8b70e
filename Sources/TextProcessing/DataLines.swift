/// The entries of a data file: its lines without comments (`#` to the end), without blanks around, none empty.
///
/// A `#` starts a comment at the start of a line or after a blank, so that `C#` can be an entry.
struct DataLines: Sequence {
  private let lines: [String]

  init(_ bytes: some Sequence<UInt8>) {
    var all = Array(bytes)
    if all.starts(with: [0xEF, 0xBB, 0xBF]) { all.removeFirst(3) }
    lines = all.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }.compactMap(Self.entry)
  }

  func makeIterator() -> IndexingIterator<[String]> { lines.makeIterator() }

  private static func entry(_ line: ArraySlice<UInt8>) -> String? {
    var end = line.startIndex
    var previousIsBlank = true
    while end < line.endIndex {
      if line[end] == 0x23, previousIsBlank { break }
      previousIsBlank = line[end] == 0x20 || line[end] == 0x09
      end += 1
    }
    var kept = line[line.startIndex..<end]
    while let byte = kept.first, byte == 0x20 || byte == 0x09 { kept.removeFirst() }
    while let byte = kept.last, byte == 0x20 || byte == 0x09 { kept.removeLast() }
    return kept.isEmpty ? nil : String(decoding: kept, as: UTF8.self)
  }
}
