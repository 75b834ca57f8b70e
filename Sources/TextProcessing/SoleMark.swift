/// How a value that is nothing but `_` or `*` is written in a column of CoNLL-U Plus, where both alone say that there is none.
///
/// As a character reference; a value that looks like one is marked by `amp;`, so that every value comes back as it was.
public enum SoleMark {
  /// The value as it is written.
  public static func encoded(_ value: [UInt8]) -> [UInt8] {
    switch value {
    case [0x5F]: return Array("&#95;".utf8)
    case [0x2A]: return Array("&#42;".utf8)
    default: return isReference(value[...]) ? Array("&amp;".utf8) + value.dropFirst() : value
    }
  }

  /// The value that was written so.
  public static func decoded(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if value.elementsEqual("&#95;".utf8) { return [0x5F] }
    if value.elementsEqual("&#42;".utf8) { return [0x2A] }
    guard isReference(value) else { return value }
    return [0x26] + value.dropFirst("&amp;".utf8.count)
  }

  /// Whether it is `&#95;` or `&#42;`, perhaps with `amp;` behind the `&`.
  private static func isReference(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.first == 0x26 else { return false }
    var rest = value.dropFirst()
    while rest.starts(with: "amp;".utf8) { rest = rest.dropFirst(4) }
    return rest.elementsEqual("#95;".utf8) || rest.elementsEqual("#42;".utf8)
  }
}
