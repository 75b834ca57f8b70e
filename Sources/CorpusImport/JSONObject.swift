/// The fields of a JSON object (RFC 8259), those of objects in it named `outer.inner`.
///
/// Strict: names are there once, strings hold no raw controls, nothing follows the object. A list is kept as the JSON text that
/// it is; a number as it is spelt.
struct JSONObject: Equatable {
  /// The value of a field.
  enum Value: Equatable {
    /// A string, UTF-8.
    case text([UInt8])
    /// A number as it is spelt.
    case number([UInt8])
    /// `true` or `false`.
    case bool(Bool)
    /// `null`, or an object without fields.
    case null
    /// A list, as JSON text.
    case list([UInt8])
  }

  /// A field.
  struct Field: Equatable {
    var name: String
    var value: Value
  }

  /// What is wrong, and after how many bytes.
  struct Problem: Error, Equatable {
    var offset: Int
    var text: String
  }

  /// The fields in their order.
  private(set) var fields: [Field] = []
  /// How many escaped surrogates without their other half became U+FFFD.
  private(set) var replacements = 0

  /// Reads an object; `text` is valid UTF-8.
  ///
  /// Linear in the text.
  init(_ text: ArraySlice<UInt8>) throws(Problem) {
    var scanner = JSONScanner(text)
    var seen: Set<String> = []
    scanner.skipBlanks()
    guard scanner.peek == UInt8(ascii: "{") else { throw scanner.problem("a JSON object { … } should be here") }
    try Self.read(&scanner, prefix: "", depth: 1, &seen, &fields)
    scanner.skipBlanks()
    if scanner.peek != nil { throw scanner.problem("text follows the object; each object needs a line of its own") }
    replacements = scanner.replacements
  }

  private static func read(
    _ scanner: inout JSONScanner, prefix: String, depth: Int, _ seen: inout Set<String>, _ fields: inout [Field]
  ) throws(Problem) {
    try scanner.enter(depth)
    var isFirst = true
    while try scanner.hasNext(UInt8(ascii: "}"), isFirst: isFirst) {
      isFirst = false
      let place = scanner
      let own = String(decoding: try scanner.string(), as: UTF8.self)
      if own.isEmpty { throw place.problem("a name is empty") }
      let name = prefix + own
      try scanner.expect(UInt8(ascii: ":"), "a colon")
      scanner.skipBlanks()
      if scanner.peek == UInt8(ascii: "{") {
        let count = fields.count
        try read(&scanner, prefix: name + ".", depth: depth + 1, &seen, &fields)
        if fields.count > count { continue }
        fields.append(Field(name: name, value: .null))
      } else {
        fields.append(Field(name: name, value: try scanner.value(depth)))
      }
      if !seen.insert(name).inserted { throw place.problem("the name '\(name.clipped)' is there twice") }
    }
  }
}
