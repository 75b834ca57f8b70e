import CorpusImport
import CorpusStore

extension ImportSource {
  /// Up to how many bytes are read again to say where a name comes from.
  private static let searchedBytes = 256 << 20

  private struct Found: Error {}

  /// The failure of a load whose documents do not all have names of their own: says where the name is.
  func failure(of name: String, in corpus: String) -> CommandError {
    let places = places(of: name)
    let what = "two documents of `\(corpus)` are called `\(name)`"
    switch places.count {
    case 0: return CommandError(what, advice: "Names must be unique.")
    case 1:
      return CommandError("\(what): \(places[0]), and one that the corpus has already", advice: "Names must be unique.")
    default: return CommandError("\(what): \(places[0]) and \(places[1])", advice: "Names must be unique.")
    }
  }

  /// The first two documents of this name; none where there is too much to be read again.
  private func places(of name: String) -> [String] {
    guard (0..<count).reduce(0, { $0 + min(size(of: $1), Self.searchedBytes) }) <= Self.searchedBytes else { return [] }
    var places: [String] = []
    for index in 0..<count {
      var numbers: [String: Int] = [:]
      do {
        try forEachDocument(of: index) { document in
          numbers[document.path, default: 0] += 1
          guard document.name == name else { return }
          places.append("document \(numbers[document.path] ?? 0) of '\(document.path)'")
          if places.count == 2 { throw Found() }
        }
      } catch { return places }
    }
    return places
  }
}
