extension String {
  /// The text as a message quotes it: at most 80 characters, and `…` where it goes on.
  var clipped: String {
    let limit = 80
    guard let end = index(startIndex, offsetBy: limit, limitedBy: endIndex), end < endIndex else { return self }
    return self[..<end] + "…"
  }
}
