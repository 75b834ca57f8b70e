import Glibc

/// A path as the system keeps it: bytes, which need not be UTF-8.
struct FilePath: Sendable, Hashable {
  /// The bytes of the path, without the final NUL.
  var bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The path for people: bytes that are not UTF-8 are written `\xFC`, so that different paths stay different.
  var display: String { Self.display(bytes[...]) }

  /// The folders and the last name, in order; empty names and `.` are left out.
  var components: [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "/")).filter { $0 != [UInt8(ascii: ".")] }.map(Array.init)
  }

  /// The last name of the path.
  var name: [UInt8] {
    let slash = UInt8(ascii: "/")
    var rest = bytes[...]
    while true {
      while rest.last == slash { rest.removeLast() }
      let last = rest.suffix(from: rest.lastIndex(of: slash).map { $0 + 1 } ?? rest.startIndex)
      if last.isEmpty { return [] }
      if !last.elementsEqual(CollectionOfOne(UInt8(ascii: "."))) { return Array(last) }
      rest.removeLast()
    }
  }

  var isAbsolute: Bool { bytes.first == UInt8(ascii: "/") }

  func appending(_ component: [UInt8]) -> FilePath {
    if bytes.isEmpty { return FilePath(bytes: component) }
    let separator: [UInt8] = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    return FilePath(bytes: bytes + separator + component)
  }

  /// The names from the root down; `..` is resolved by name, which serves for naming documents.
  func absoluteComponents(currentFolder: FilePath) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for component in (isAbsolute ? [] : currentFolder.components) + components {
      if component == [UInt8(ascii: "."), UInt8(ascii: ".")] {
        _ = result.popLast()
      } else {
        result.append(component)
      }
    }
    return result
  }

  /// Passes the path as a C string.
  ///
  /// A path that holds a NUL names nothing, and becomes the empty path, which names nothing either.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { path in
      path.initialize(repeating: 0)
      if !bytes.contains(0) { for (index, byte) in bytes.enumerated() { path[index] = CChar(bitPattern: byte) } }
      guard let base = path.baseAddress else { return "".withCString(body) }
      return body(base)
    }
  }

  /// The bytes as text, those that are not UTF-8 as `\xFC`.
  static func display(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = bytes
    while let byte = rest.first {
      let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "\\x" + (digits.count == 1 ? "0" : "") + digits
      }
      rest = rest.dropFirst(length ?? 1)
    }
    return text
  }
}
