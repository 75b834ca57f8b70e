/// Tells German and English by their function words, at a hundredth of what a look at all their letters costs.
///
/// A third of the words of any prose are function words, and those counted here belong to one language. It answers only where a
/// text leaves no doubt in any of its parts; everything else, and all other languages, is left to the detector.
struct FunctionWords: Sendable {
  /// What was seen of a text or a part of it.
  private struct Tally {
    var words = 0
    /// Words by their class: none, German, English, other languages.
    var hits = (0, 0, 0, 0)
    /// Bytes of letters outside ASCII.
    var wide = 0
    var bytes = 0
  }

  /// How many parts of a text are looked at, and how many bytes of each.
  private static let parts = 6
  private static let partBytes = 192

  /// Words of up to eight bytes, by their hash; 0 is no word.
  private let keys: [UInt64]
  private let classes: [UInt8]
  private static let bits: UInt64 = 10

  static let shared = FunctionWords()

  private init() {
    var keys = [UInt64](repeating: 0, count: 1 << FunctionWords.bits)
    var classes = [UInt8](repeating: 0, count: keys.count)
    for (number, list) in [FunctionWords.german, FunctionWords.english, FunctionWords.others].enumerated() {
      for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        let key = word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
        var slot = FunctionWords.home(of: key)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) % keys.count }
        keys[slot] = key
        classes[slot] = UInt8(number + 1)
      }
    }
    (self.keys, self.classes) = (keys, classes)
  }

  /// The language of a text that is German or English throughout; nil where that is not certain.
  func language(of text: UnsafeBufferPointer<UInt8>) -> DetectedLanguage? {
    let count = max(1, min(FunctionWords.parts, text.count / FunctionWords.partBytes))
    let length = text.count <= count * FunctionWords.partBytes * 2 ? text.count / count : FunctionWords.partBytes
    var whole = Tally()
    var least = (german: Int.max, english: Int.max)
    for part in 0..<count {
      let start = count == 1 ? 0 : (text.count - length) / (count - 1) * part
      let tally = tally(text, start..<start + length)
      least = (min(least.german, tally.hits.1), min(least.english, tally.hits.2))
      whole.words += tally.words
      whole.hits.1 += tally.hits.1
      whole.hits.2 += tally.hits.2
      whole.hits.3 += tally.hits.3
      whole.wide += tally.wide
      whole.bytes += tally.bytes
    }
    if whole.wide * 8 > whole.bytes { return nil }
    let isGerman = whole.hits.1 > whole.hits.2
    let (own, fewest) = isGerman ? (whole.hits.1, least.german) : (whole.hits.2, least.english)
    let others = whole.hits.1 + whole.hits.2 + whole.hits.3 - own
    if own < 12 || fewest < 2 || own * 6 < whole.words || others * 8 > own { return nil }
    return DetectedLanguage(code: isGerman ? "de" : "en", confidence: Double(own) / Double(own + others))
  }

  /// Counts the words that lie in a range of the text as a whole.
  private func tally(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Tally {
    var tally = Tally()
    var key: UInt64 = 0
    var length = range.lowerBound == 0 ? 0 : 9
    for place in range {
      let byte = text[place]
      let small = byte | 0x20
      if byte >= 0x80 {
        tally.wide += 1
        key = key << 8 | UInt64(byte)
        length += 1
      } else if small &- 0x61 < 26 {
        key = key << 8 | UInt64(small)
        length += 1
      } else if byte &- 0x30 < 10 || byte == 0x5F {
        length += 9
      } else {
        if length > 0 {
          tally.words += 1
          if length <= 8 {
            var slot = FunctionWords.home(of: key)
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
            switch classes[slot] {
            case 1: tally.hits.1 += 1
            case 2: tally.hits.2 += 1
            case 3: tally.hits.3 += 1
            default: break
            }
          }
        }
        (key, length) = (0, 0)
      }
    }
    tally.bytes = range.count
    return tally
  }

  @inline(__always)
  private static func home(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
  }

  private static let german = """
    der die das und ist nicht ein eine einer eines einem einen dem den zu mit sich auf für von im auch wie bei nach aus sie wir \
    ich dass haben wird werden wurde wurden sind oder kann können über nur noch durch wenn aber vor dieser diese dieses diesem \
    diesen zum zur bis sein seine seiner ihre ihrer ihr mehr dann sowie doch beim vom hatte hatten waren muss müssen keine kein \
    soll sollte mich mir uns unter gegen jedoch sehr schon zwischen welche welcher alle damit dabei daher etwa er
    """
  private static let english = """
    the of and to is that for with as this are be by not have it you from or which can if has were been their they there would \
    but its when may should these other than into only more such any some could his her he she who what your our does did no \
    then how about each where
    """
  private static let others = """
    de la le les et est une un au aux dans pour qui que avec sur pas ce cette ou par ne il elle sont \
    el los las y en por con para del se lo como más una su al \
    di che e non della gli dei nel è sono \
    o os não em um uma na com da ao \
    het een van niet zijn voor worden ook maar naar deze dat wordt kan deur vir nie \
    og det ikke til af på som av att och inte med är eller \
    się w z jest nie je jako \
    yang dan untuk dengan ini itu pada ve bir bu için ile az és hogy ja ei că și \
    vun ass fir mat sech wis tae frae wi els amb
    """
}
