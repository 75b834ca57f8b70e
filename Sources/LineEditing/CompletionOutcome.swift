/// What TAB does to a line, given the candidates.
///
/// One candidate is put in, with a space after it if it ends the word. Several: what they have in common is put in;
/// when that is no more than what is there already, they are listed.
enum CompletionOutcome: Equatable {
  /// The line changes, or the cursor in it.
  case edit(LineBuffer)

  /// The line stays and the candidates are shown.
  case list([Completion.Candidate])

  /// There is nothing to offer, or the offer does not fit the line.
  case nothing

  /// Applies a completion that was made for `line`.
  init(_ completion: Completion, on line: LineBuffer) {
    guard let first = completion.candidates.first, let range = line.scalarRange(ofUTF8: completion.replacing) else {
      self = .nothing
      return
    }
    var edited = line
    if completion.candidates.count == 1 {
      let spaceFollows = range.upperBound < line.scalars.count && line.scalars[range.upperBound] == " "
      edited.replace(range, with: first.text + (first.isFinal && !spaceFollows ? " " : ""))
      if first.isFinal && spaceFollows { _ = edited.moveRight() }
      self = .edit(edited)
      return
    }
    let common = Self.commonPrefix(completion.candidates.map(\.text))
    let typed = line.scalars[range]
    if common.unicodeScalars.count >= typed.count, !common.unicodeScalars.elementsEqual(typed) {
      edited.replace(range, with: common)
      self = .edit(edited)
    } else {
      self = .list(completion.candidates)
    }
  }

  /// The longest prefix of whole graphemes, spelt the same, that all texts share.
  static func commonPrefix(_ texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    return texts.dropFirst().reduce(first) { prefix, text in
      let shared = zip(prefix, text).prefix { $0.unicodeScalars.elementsEqual($1.unicodeScalars) }
      return String(shared.map(\.0))
    }
  }
}
