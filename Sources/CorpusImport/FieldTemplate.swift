/// Literal text with fields in it: `date {date} {title}`, `{year:int}-{speaker}.txt`.
///
/// A field holds at least one character that is no blank. Where several readings fit, each field, from the first on, is as
/// short as can be, the last reaches to what ends the template. A field with a type, and one called `date`, holds a value
/// of that type only. `{{` and `}}` stand for braces.
struct FieldTemplate: Sendable, Equatable {
  /// A field of a template.
  struct Field: Sendable, Equatable {
    var name: String
    var type: FieldType?
  }

  /// The longest value of a field that is a number or a date, blanks included, in bytes.
  static let longestTypedValue = 40

  /// The fields in order.
  private(set) var fields: [Field] = []
  /// The text before each field, and that after the last: one more than there are fields.
  private var literals: [[UInt8]] = [[]]

  /// Reads a template; the error names the option that it came from.
  init(_ text: String, option: String) throws(ImportError) {
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "{" || character == "}", rest.first == character {
        rest.removeFirst()
        literals[literals.count - 1] += Array(String(character).utf8)
      } else if character == "}" {
        throw .badPattern(option: option, pattern: text, problem: "there is a '}' without a '{'; a brace is '}}'")
      } else if character == "{" {
        guard let close = rest.firstIndex(of: "}") else {
          throw .badPattern(option: option, pattern: text, problem: "a '{' is not closed")
        }
        let field = try Self.field(rest[..<close], of: text, option: option)
        rest = rest[rest.index(after: close)...]
        if !fields.isEmpty, literals.last == [] {
          throw .badPattern(
            option: option, pattern: text,
            problem: "between {\(fields[fields.count - 1].name)} and {\(field.name)} "
              + "there must be text that parts them")
        }
        if fields.contains(where: { $0.name == field.name }) {
          throw .badPattern(option: option, pattern: text, problem: "field {\(field.name)} is there twice")
        }
        fields.append(field)
        literals.append([])
      } else {
        literals[literals.count - 1] += Array(String(character).utf8)
      }
    }
  }

  private static func field(_ text: Substring, of pattern: String, option: String) throws(ImportError) -> Field {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].trimmed
    if name.isEmpty || name.contains("{") {
      throw .badPattern(option: option, pattern: pattern, problem: "'{\(text)}' names no field: write {name}")
    }
    guard parts.count > 1 else { return Field(name: name, type: name == "date" ? .date : nil) }
    guard let type = FieldType(rawValue: parts[1].trimmed) else {
      throw .badPattern(
        option: option, pattern: pattern,
        problem: "'\(parts[1].trimmed)' is no type: there are text, int, real and date")
    }
    return Field(name: name, type: type)
  }

  /// The values of the fields where the template fits the whole text; nil where it does not.
  ///
  /// O(fields × length): works backwards, noting for each place a field may start at where it best ends.
  func match(_ text: [UInt8]) -> [MetadataField]? {
    guard text.starts(with: literals[0]), let tail = literals.last else { return nil }
    if fields.isEmpty { return text.count == literals[0].count ? [] : nil }
    let end = text.count - tail.count
    guard end >= literals[0].count, text[end...].elementsEqual(tail) else { return nil }

    var ends: [[Int]] = []
    var canStart = [Bool](repeating: false, count: text.count + 1)
    for index in fields.indices.reversed() {
      var stops = [Bool](repeating: false, count: text.count + 1)
      if index == fields.count - 1 {
        stops[end] = true
      } else {
        let literal = literals[index + 1]
        for place in text.indices where place + literal.count <= text.count && canStart[place + literal.count] {
          stops[place] = text[place...].starts(with: literal)
        }
      }
      let best = bestEnds(of: fields[index], in: text, stops: stops)
      canStart = best.map { $0 >= 0 }
      ends.append(best)
    }
    return values(in: text, ends: ends.reversed())
  }

  /// For each place the first end of the field that starts there; -1 where it cannot.
  private func bestEnds(of field: Field, in text: [UInt8], stops: [Bool]) -> [Int] {
    var best = [Int](repeating: -1, count: text.count + 1)
    if let type = field.type, type != .text {
      for stop in stops.indices where stops[stop] && stop > 0 && Self.maySitIn(text[stop - 1]) {
        for start in max(0, stop - Self.longestTypedValue)..<stop where best[start] < 0 && Self.maySitIn(text[start]) {
          if type.value(of: Self.value(text[start..<stop])) != nil { best[start] = stop }
        }
      }
      return best
    }
    // From the end: the nearest stop, but one that leaves something other than blanks before it.
    var next = -1
    var afterInk = -1
    for start in text.indices.reversed() {
      if stops[start + 1] { next = start + 1 }
      if !Self.isBlank(text[start]) { afterInk = next }
      best[start] = afterInk
    }
    return best
  }

  private func values(in text: [UInt8], ends: [[Int]]) -> [MetadataField]? {
    var start = literals[0].count
    var result: [MetadataField] = []
    for index in fields.indices {
      let end = ends[index][start]
      guard end >= 0 else { return nil }
      result.append(MetadataField(name: fields[index].name, value: Self.value(text[start..<end])))
      start = end + literals[index + 1].count
    }
    return result
  }

  /// Whether a number or a date, with its blanks, may start or end with this byte.
  private static func maySitIn(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || isBlank(byte)
  }

  private static func value(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.drop(while: isBlank)
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
