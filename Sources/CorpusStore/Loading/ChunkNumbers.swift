/// What the numbers of a chunk stand for in the store, as its parcels tell.
struct ChunkNumbers {
  /// The form of each number.
  var forms: [UInt32] = []
  /// The form of each number of a value of annotation.
  var values: [UInt32] = []
  /// The stemmers of its documents so far.
  private var stemmers: Set<String?> = []

  /// Notes in which languages the forms of a parcel occur, whose new forms begin at an index.
  ///
  /// As long as a chunk has one language, only new forms must be looked at; in one of several each token.
  mutating func markStems(of parcel: Parcel, newFrom known: Int, _ stems: LoadStems, count: Int) {
    for portion in parcel.portions { stemmers.insert(portion.stemmer) }
    if stemmers.count == 1, let only = stemmers.first {
      if let language = only { stems.mark(forms[known...], language: language, of: count) }
      return
    }
    var place = 0
    for portion in parcel.portions {
      if let language = portion.stemmer {
        let numbers = parcel.tokens.buffer(place..<place + portion.tokens)
        stems.mark(numbers.lazy.map { [forms] in forms[Int($0)] }, language: language, of: count)
      }
      place += portion.tokens
    }
  }
}
