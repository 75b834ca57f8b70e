/// The notes of groups put together: what all share stands once, and what differs by its numbers in one line.
struct GroupNotes {
  /// Up to so many notes that differ by their numbers each have a line of their own.
  static let mostLines = 3
  /// Up to so many are listed; of more, the least and the greatest numbers are told.
  static let mostListed = 60

  /// A note of one group.
  private struct Entry {
    let key: [Value]
    let pieces: [Substring]
    let numbers: [Substring]

    var text: String { GroupNotes.joined(pieces, numbers.map(String.init)) }
  }

  private let columns: [Column]
  private let groups: Int
  /// What the notes say between their numbers, singular and plural being alike, in the order in which it first occurs.
  private var patterns: [[String]] = []
  private var entries: [[String]: [Entry]] = [:]

  /// Puts the notes of groups together; each group's notes in their order.
  static func combined(_ groups: [(key: [Value], notes: [String])], by columns: [Column]) -> [String] {
    var all = GroupNotes(columns: columns, groups: groups.count)
    for (key, notes) in groups {
      var seen: Set<String> = []
      for note in notes where seen.insert(note).inserted { all.add(note, of: key) }
    }
    return all.patterns.flatMap { all.lines(of: $0) }
  }

  private init(columns: [Column], groups: Int) {
    self.columns = columns
    self.groups = groups
  }

  private mutating func add(_ note: String, of key: [Value]) {
    let (pieces, numbers) = GroupNotes.split(note)
    let pattern = GroupNotes.pattern(of: pieces)
    if entries[pattern] == nil { patterns.append(pattern) }
    entries[pattern, default: []].append(Entry(key: key, pieces: pieces, numbers: numbers))
  }

  private func lines(of pattern: [String]) -> [String] {
    let entries = entries[pattern] ?? []
    guard let first = entries.first else { return [] }
    let varying = first.numbers.indices.filter { index in
      entries.contains { $0.numbers[index] != first.numbers[index] }
    }
    let isApart = groups > 1 && !columns.isEmpty
    if varying.isEmpty {
      return [!isApart || entries.count == groups ? first.text : "\(labels(of: entries)): \(first.text)"]
    }
    if !isApart || entries.count <= GroupNotes.mostLines {
      return entries.map { isApart ? "\(label($0.key)): \($0.text)" : $0.text }
    }
    if entries.count > GroupNotes.mostListed {
      let ranges = first.numbers.indices.map { index in
        varying.contains(index) ? GroupNotes.range(entries.map { $0.numbers[index] }) : String(first.numbers[index])
      }
      // The longest wording is the one in the plural.
      let pieces = entries.map(\.pieces).max { $0.joined().utf8.count < $1.joined().utf8.count } ?? first.pieces
      return ["\(entries.count) groups: \(GroupNotes.joined(pieces, ranges))"]
    }
    // The first group has the whole sentence, the others the numbers that are different.
    let sentence = first.text.hasSuffix(".") ? String(first.text.dropLast()) : first.text
    let others = entries.dropFirst().map { entry in
      "\(shortLabel(entry.key)): \(varying.map { String(entry.numbers[$0]) }.joined(separator: ", "))"
    }
    return ["\(label(first.key)): \(([sentence] + others).joined(separator: "; "))."]
  }

  // MARK: Labels

  private func labels(of entries: [Entry]) -> String {
    guard entries.count <= GroupNotes.mostListed else { return "\(entries.count) groups" }
    return ([label(entries[0].key)] + entries.dropFirst().map { shortLabel($0.key) }).joined(separator: ", ")
  }

  private func label(_ key: [Value]) -> String {
    zip(columns, key).map { column, value in
      GroupNotes.text(of: value).map { "\(column.name) \($0)" } ?? "no \(column.name)"
    }.joined(separator: ", ")
  }

  private func shortLabel(_ key: [Value]) -> String {
    zip(columns, key).map { column, value in GroupNotes.text(of: value) ?? "no \(column.name)" }
      .joined(separator: " ")
  }

  private static func text(of value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .missing: nil
    }
  }

  // MARK: Numbers

  /// What stands around the numbers of a note, and the numbers; there is one piece more than numbers.
  private static func split(_ note: String) -> (pieces: [Substring], numbers: [Substring]) {
    func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    let bytes = note.utf8
    var pieces: [Substring] = []
    var numbers: [Substring] = []
    var start = note.startIndex
    var position = start
    while position < bytes.endIndex {
      guard isDigit(bytes[position]) else {
        position = bytes.index(after: position)
        continue
      }
      pieces.append(note[start..<position])
      start = position
      while position < bytes.endIndex {
        let next = bytes.index(after: position)
        let joins = bytes[position] == UInt8(ascii: ".") && next < bytes.endIndex && isDigit(bytes[next])
        guard joins || isDigit(bytes[position]) else { break }
        position = next
      }
      numbers.append(note[start..<position])
      start = position
    }
    return (pieces + [note[start...]], numbers)
  }

  /// What notes have in common that differ by their numbers: "1 match is" is taken for "2 matches are".
  private static func pattern(of pieces: [Substring]) -> [String] {
    pieces.enumerated().map { index, piece in
      var words = piece.split(separator: " ", omittingEmptySubsequences: false).map { $0 == "is" ? "are" : String($0) }
      if index > 0, words.count > 1 {
        // The word after a number: without the ending of its plural.
        let end = words[1].firstIndex { !$0.isLetter } ?? words[1].endIndex
        var stem = words[1][..<end]
        if stem.hasSuffix("s") { stem.removeLast() }
        if stem.hasSuffix("e") { stem.removeLast() }
        words[1] = String(stem) + words[1][end...]
      }
      return words.joined(separator: " ")
    }
  }

  private static func joined(_ pieces: [Substring], _ numbers: [String]) -> String {
    zip(pieces, numbers + [""]).map { $0 + $1 }.joined()
  }

  private static func range(_ numbers: [Substring]) -> String {
    let sorted = numbers.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    return "\(sorted.first ?? "") to \(sorted.last ?? "")"
  }
}
