import TextProcessing

/// Any bytes in any encoding become valid UTF-8, and pieces of any size give the same.
enum DecoderTarget {
  static func make() -> (FuzzInput) -> Void {
    let names = [
      "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252", "windows-1251", "koi8-r", "shift_jis", "euc-jp",
      "gb18030",
      "big5", "iso-2022-jp", "euc-kr", "iso-8859-2", "utf-32",
    ]
    let encodings: [TextEncoding?] = [nil, nil] + names.compactMap { try? TextEncoding(named: $0) }
    return { input in
      var input = input
      let decoder = TextDecoder(encoding: input.choice(of: encodings))
      let length = input.choice() + 1
      let bytes = input.rest
      let whole = decoder.decode(bytes)
      require(String(validating: whole.bytes, as: UTF8.self) != nil, "the text is not valid UTF-8")
      let stream = TextDecodingStream(decoder)
      var text: [UInt8] = []
      var start = 0
      while start < bytes.count {
        let piece = stream.decode(Array(bytes[start..<min(start + length, bytes.count)]))
        require(String(validating: piece, as: UTF8.self) != nil, "a piece is not valid UTF-8")
        text += piece
        start += length
      }
      text += stream.finish()
      require(text == whole.bytes, "pieces of \(length) bytes are decoded otherwise")
      require(stream.encoding == whole.encoding, "pieces are taken for \(stream.encoding), not \(whole.encoding)")
      require(stream.replacements == whole.replacements, "pieces have \(stream.replacements) replacements")
    }
  }
}
