/// What a form is made of, found in one pass.
struct FormContent {
  /// The class of the first code point.
  var first = CharacterClass.symbol
  var hasLetter = false
  var hasDigit = false
  /// An emoji, or a symbol made one by U+FE0F.
  var hasPictograph = false
  /// U+20E3, which makes an emoji of a digit, # or *.
  var hasKeycap = false
  var hasAt = false
  var hasColon = false
  var hasStop = false
  var hasSlash = false
  /// A mark other than a connector after the first character.
  var hasOtherMark = false

  init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    let table = CharacterClassTable.shared
    var at = 0
    while at < count {
      let byte = bytes[at]
      // What most bytes are.
      if byte | 0x20 &- 0x61 < 26 {
        if at == 0 { first = table.ascii[Int(byte)] & 0x7F }
        hasLetter = true
        at &+= 1
        continue
      }
      let (scalar, next) = UTF8Reader.decode(bytes, at, count)
      let value = table[scalar]
      if at == 0 { first = value }
      note(scalar, value, isFirst: at == 0)
      at = next
    }
  }

  private mutating func note(_ scalar: UInt32, _ value: UInt8, isFirst: Bool) {
    if CharacterClass.isLetter(value) {
      hasLetter = true
    } else if CharacterClass.isNumber(value) {
      hasDigit = true
    } else if value >= CharacterClass.pictograph {
      hasPictograph = true
    } else if scalar == 0x20E3 {
      hasKeycap = true
    } else if scalar == 0xFE0F {
      hasPictograph = hasPictograph || first == CharacterClass.symbol
    } else if !CharacterClass.isWordish(value) {
      if !isFirst {
        hasOtherMark = true
        if scalar == 0x40 { hasAt = true }
      }
      if scalar == 0x3A { hasColon = true }
      if scalar == 0x2E { hasStop = true }
      if scalar == 0x2F { hasSlash = true }
    }
  }
}
