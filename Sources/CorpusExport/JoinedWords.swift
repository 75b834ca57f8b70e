/// Takes apart what the layers of a CoNLL-U corpus hold of a token that is several words: `ADP+DET`.
enum JoinedWords {
  /// The values, with `\+` and `\\` read as `+` and `\`.
  static func split(_ value: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in value {
      if byte == 0x5C, !isEscaped {
        isEscaped = true
        continue
      }
      if byte == 0x2B, !isEscaped { parts.append([]) } else { parts[parts.count - 1].append(byte) }
      isEscaped = false
    }
    return parts
  }
}
