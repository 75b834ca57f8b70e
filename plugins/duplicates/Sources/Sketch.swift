/// The MinHash sketch of a set of shingles, by fast similarity sketching: every place agrees with a probability equal to
/// the Jaccard similarity of the sets, as with a hash function a place, in time that does not grow with the places.
///
/// Dahlgaard, Knudsen & Thorup (2017), Fast Similarity Sketching, FOCS, section 3. In each round a shingle goes to one place
/// by its hash; rounds go on until every place has a shingle, and a place keeps the least of the earliest round.
struct Sketch {
  /// The round and hash that each place keeps.
  private(set) var places: [UInt64]

  /// The sketch of at least one shingle.
  init(of shingles: [UInt64], size: Int) {
    places = Array(repeating: .max, count: size)
    guard !shingles.isEmpty else { return }
    var open = size
    for round in 0..<2 * size {
      let seed = Shingles.mixed(UInt64(round))
      for shingle in shingles {
        let hash = Shingles.mixed(shingle ^ seed)
        // In the second half each round serves one place, so that none stays open.
        let place = round < size ? Int(((hash >> 32) * UInt64(size)) >> 32) : round - size
        let value = (UInt64(round) << 32) | (hash & 0xFFFF_FFFF)
        if value < places[place] {
          if places[place] == .max { open -= 1 }
          places[place] = value
        }
      }
      if open == 0 { return }
    }
  }

  /// The hash of each band.
  func bandHashes(_ banding: Banding) -> [UInt64] {
    (0..<banding.bands).map { band in
      Shingles.hash(of: places[band * banding.rows..<(band + 1) * banding.rows])
    }
  }
}
