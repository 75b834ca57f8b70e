import CEdit

/// A prompt in the form that the terminal editor needs: colours marked as taking no columns.
///
/// libedit counts every character of a prompt as a column unless it stands between two marks, and it attaches such a
/// part to the visible character after it. So neighbouring colours become one part, and a prompt that ends in one gets a
/// space. Colours are dropped for a terminal without them; any other control character is made visible.
struct PromptMarkup {
  /// The prompt, with ``CEDIT_PROMPT_ESCAPE`` around its colours.
  let scalars: [Unicode.Scalar]

  /// What stands before and after a part without columns.
  static let mark = Unicode.Scalar(UInt8(CEDIT_PROMPT_ESCAPE))

  /// Marks up a prompt that holds colours as `ESC [ … m`.
  init(_ prompt: String, colours: Bool) {
    var marked: [Unicode.Scalar] = []
    var pending: [Unicode.Scalar] = []
    var rest = Array(prompt.unicodeScalars)[...]
    while let first = rest.first {
      if let colour = Self.colour(at: rest) {
        pending += colours ? Array(colour) : []
        rest = rest[colour.endIndex...]
        continue
      }
      for scalar in VisibleText(String(first)).text.unicodeScalars where VisibleText.width(of: scalar) > 0 {
        if !pending.isEmpty { marked += [Self.mark] + pending + [Self.mark] }
        pending = []
        marked.append(scalar)
      }
      rest = rest.dropFirst()
    }
    if !pending.isEmpty { marked += [Self.mark] + pending + [Self.mark, " "] }
    scalars = marked
  }

  /// The sequence `ESC [ digits and semicolons m` at the start of `text`, if there is one.
  private static func colour(at text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    guard text.starts(with: ["\u{1B}", "["]) else { return nil }
    let end = text.dropFirst(2).firstIndex { !("0"..."9" ~= $0 || $0 == ";") }
    guard let end, text[end] == "m" else { return nil }
    return text[...end]
  }
}
