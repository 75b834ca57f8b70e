/// The documents that agree in a band, for each band: who must be compared with whom.
struct CandidateLists {
  /// Where the walk through the candidates of a document is, in each band.
  struct Cursor {
    fileprivate let document: Int
    fileprivate var places: [Int]
  }

  /// For each band, the documents ordered by the band's hash, then by number.
  private var orders: [[Int32]] = []
  /// For each band and document, where the documents of the same hash begin in that order.
  private var starts: [[Int32]] = []

  /// Lists some of the documents.
  init(_ documents: [NearCopies.Document], among chosen: [Int], _ checkCancellation: () throws -> Void) throws {
    let places = documents.count
    for band in 0..<(documents.first?.bands.count ?? 0) {
      try checkCancellation()
      let order = chosen.sorted { left, right in
        let (a, b) = (documents[left].bands[band], documents[right].bands[band])
        return a != b ? a < b : left < right
      }
      var start = [Int32](repeating: 0, count: places)
      for index in order.indices {
        let isSame = index > 0 && documents[order[index]].bands[band] == documents[order[index - 1]].bands[band]
        start[order[index]] = isSame ? start[order[index - 1]] : Int32(truncatingIfNeeded: index)
      }
      orders.append(order.map { Int32(truncatingIfNeeded: $0) })
      starts.append(start)
    }
  }

  /// A walk through the candidates before a document.
  func cursor(of document: Int) -> Cursor {
    Cursor(document: document, places: starts.map { Int($0[document]) })
  }

  /// The next candidate, ascending, each once; nil when there is none before the document.
  func next(_ cursor: inout Cursor) -> Int? {
    var least = cursor.document
    for band in orders.indices { least = min(least, Int(orders[band][cursor.places[band]])) }
    guard least < cursor.document else { return nil }
    for band in orders.indices where Int(orders[band][cursor.places[band]]) == least { cursor.places[band] += 1 }
    return least
  }
}
