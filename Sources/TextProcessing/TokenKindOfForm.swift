extension TokenKind {
  /// The kind of a form: two tokens of one form have one kind, wherever they stand.
  ///
  /// In this order: hashtag, mention, url (a scheme, `www.`, or a host with a well-known top-level domain), email,
  /// emoji (emoticons too), word (has a letter), number (has a digit), punctuation, symbol. Linear.
  public static func of(_ form: UnsafeBufferPointer<UInt8>) -> TokenKind {
    guard let bytes = form.baseAddress, !form.isEmpty else { return .symbol }
    if isPlainWord(form) { return .word }
    if form[0] == 0x26, CharacterReference.matches(form) { return .symbol }
    let content = FormContent(bytes, form.count)
    if form.count > 1, content.hasLetter {
      if form[0] == 0x23, !content.hasOtherMark { return .hashtag }
      if form[0] == 0x40, !content.hasSlash { return .mention }
    }
    if form.count > 1, form[0] == 0x40, content.hasDigit, !content.hasSlash { return .mention }
    if content.hasLetter, content.hasColon || content.hasStop {
      if isURL(form) { return .url }
    }
    if content.hasAt, content.hasLetter || content.hasDigit { return .email }
    if Emoticons.length(form) == form.count { return .emoji }
    if content.hasLetter { return .word }
    if content.hasPictograph || content.hasKeycap && Self.isKey(form[0]) { return .emoji }
    if content.hasDigit { return .number }
    return ofMark(content.first)
  }

  /// Whether the form is ASCII letters, perhaps with digits, hyphens, apostrophes and low lines after the first.
  private static func isPlainWord(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (form[0] | 0x20) &- 0x61 < 26 else { return false }
    return form.allSatisfy { byte in
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x27 || byte == 0x5F
    }
  }

  /// Whether tokens of this form are counted as words: they have a letter or a digit, whatever their kind.
  public static func isCounted(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let bytes = form.baseAddress else { return false }
    let table = CharacterClassTable.shared
    var at = 0
    while at < form.count {
      let (scalar, next) = UTF8Reader.decode(bytes, at, form.count)
      let value = table[scalar]
      if CharacterClass.isLetter(value) || CharacterClass.isNumber(value) { return true }
      at = next
    }
    return false
  }

  /// The kind of a mark by the class of its first code point.
  static func ofMark(_ value: UInt8) -> TokenKind {
    if value == CharacterClass.connector || value == CharacterClass.midLetter { return .punctuation }
    return CharacterClass.opening...CharacterClass.punctuation ~= value ? .punctuation : .symbol
  }

  /// 0 to 9, # and *: what a keycap encloses.
  private static func isKey(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || byte == 0x23 || byte == 0x2A }

  private static func isURL(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at + 2 < form.count {
      if form[at] == 0x3A, form[at + 1] == 0x2F, form[at + 2] == 0x2F { return at > 0 }
      at += 1
    }
    func starts(_ prefix: StaticString) -> Bool {
      if form.count <= prefix.utf8CodeUnitCount { return false }
      for offset in 0..<prefix.utf8CodeUnitCount where form[offset] | 0x20 != prefix.utf8Start[offset] | 0x20 {
        return false
      }
      return true
    }
    if starts("www.") || starts("mailto:") { return true }
    let host = form.firstIndex { $0 == 0x2F || $0 == 0x3A || $0 == 0x3F } ?? form.count
    return TopLevelDomains.isHost(UnsafeBufferPointer(rebasing: form[..<host]))
  }
}
