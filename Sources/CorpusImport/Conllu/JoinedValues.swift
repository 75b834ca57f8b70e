/// The values of the words of a multi-word token as one value: `ADP+DET`.
///
/// `+` and `\` within a value are written `\+` and `\\`, so that the words can be told apart again.
enum JoinedValues {
  /// The values as one; empty where none has a value.
  static func join(_ values: [ArraySlice<UInt8>]) -> [UInt8] {
    guard values.contains(where: { !$0.isEmpty }) else { return [] }
    var joined: [UInt8] = []
    for (index, value) in values.enumerated() {
      if index > 0 { joined.append(0x2B) }
      if value.isEmpty { joined.append(0x5F) }
      for byte in value {
        if byte == 0x2B || byte == 0x5C { joined.append(0x5C) }
        joined.append(byte)
      }
    }
    return joined
  }
}
