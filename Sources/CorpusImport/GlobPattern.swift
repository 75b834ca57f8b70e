/// A pattern for one name of a path: `*`, `?`, `[a-z]`, `[!a-z]`; a backslash takes the next character literally.
///
/// Characters are compared as people see them: precomposed and decomposed umlauts are the same, and `?` is one.
/// A bracket that is not closed stands for itself. A leading dot must be written out.
struct GlobPattern: Sendable, Equatable {
  private enum Part: Equatable {
    case character(Character)
    case any
    case run
    case set([ClosedRange<Unicode.Scalar>], negated: Bool)
  }

  private var parts: [Part] = []

  init(_ text: Substring) {
    var rest = text
    while let character = rest.popFirst() {
      switch character {
      case "*": if parts.last != .run { parts.append(.run) }
      case "?": parts.append(.any)
      case "\\": parts.append(.character(rest.popFirst() ?? "\\"))
      case "[":
        if let set = Self.set(&rest) { parts.append(set) } else { parts.append(.character("[")) }
      default: parts.append(.character(character))
      }
    }
  }

  /// Whether a text holds a character that means more than itself in a pattern.
  static func isPattern(_ text: some StringProtocol) -> Bool {
    text.contains { $0 == "*" || $0 == "?" || $0 == "[" || $0 == "\\" }
  }

  /// The name that the pattern stands for, where it holds no wildcard.
  var literal: String? {
    var text = ""
    for part in parts {
      guard case .character(let character) = part else { return nil }
      text.append(character)
    }
    return text
  }

  /// Whether the pattern fits the whole name.
  ///
  /// O(name × pattern).
  func matches(_ name: String) -> Bool {
    if name.first == ".", parts.first != .character(".") { return false }
    let characters = Array(name)
    var place = (name: 0, part: 0)
    var retry: (name: Int, part: Int)?
    while true {
      if place.part < parts.count, parts[place.part] == .run {
        retry = (place.name, place.part + 1)
        place.part += 1
      } else if place.name == characters.count, place.part == parts.count {
        return true
      } else if place.name < characters.count, place.part < parts.count, fits(characters[place.name], parts[place.part])
      {
        place.name += 1
        place.part += 1
      } else if let last = retry, last.name < characters.count {
        // Only the last run need be lengthened: what came before it is placed as early as it can be.
        retry = (last.name + 1, last.part)
        place = (last.name + 1, last.part)
      } else {
        return false
      }
    }
  }

  private func fits(_ character: Character, _ part: Part) -> Bool {
    switch part {
    case .character(let wanted): return character == wanted
    case .any: return true
    case .run: return false
    case .set(let ranges, let negated):
      guard let scalar = character.unicodeScalars.first else { return false }
      return ranges.contains { $0.contains(scalar) } != negated
    }
  }

  /// The set after a bracket; nil, with nothing read, where the bracket is not closed.
  private static func set(_ text: inout Substring) -> Part? {
    var rest = text
    var negated = false
    if rest.first == "!" || rest.first == "^" {
      negated = true
      rest.removeFirst()
    }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let character = rest.popFirst() {
      if character == "]", !ranges.isEmpty {
        text = rest
        return .set(ranges, negated: negated)
      }
      guard let low = character.unicodeScalars.first else { return nil }
      var high = low
      if rest.first == "-", let end = rest.dropFirst().first, end != "]", let last = end.unicodeScalars.first {
        high = last
        rest = rest.dropFirst(2)
      }
      ranges.append(min(low, high)...max(low, high))
    }
    return nil
  }
}
