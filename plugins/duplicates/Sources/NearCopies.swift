import AnalyzerKit

/// Finds for each document the earliest one before it that is similar enough.
struct NearCopies {
  /// A document that nearly repeats another.
  struct Copy {
    /// Its place by age.
    let document: Int
    /// The place by age of the earliest document that it is near to.
    let original: Int
    /// The Jaccard similarity of the two.
    let similarity: Double
  }

  /// What a sketch says of a document.
  struct Document {
    let content: Int
    let tokens: Int
    let bands: [Int]
  }

  private let documents: [Document]
  private let near: Double
  private let shingles: (Int) throws -> [UInt64]
  private let checkCancellation: () throws -> Void
  private var cache = ShingleCache()

  /// Looks among documents in the order of their age; `shingles` gives the shingles of one, ascending, each once.
  init(
    _ documents: [Document], near: Double, shingles: @escaping (Int) throws -> [UInt64],
    checkCancellation: @escaping () throws -> Void
  ) {
    self.documents = documents
    self.near = near
    self.shingles = shingles
    self.checkCancellation = checkCancellation
  }

  /// The copies, by age.
  ///
  /// Whole copies are told by their hashes, so that only one document of each content is compared with others.
  mutating func find() throws -> [Copy] {
    var first: [[Int]: Int] = [:]
    let firsts = documents.indices.map { index in
      let key = [documents[index].content, documents[index].tokens]
      if let known = first[key] { return known }
      first[key] = index
      return index
    }
    let candidates = try CandidateLists(
      documents, among: documents.indices.filter { firsts[$0] == $0 }, checkCancellation)
    var copies: [Copy] = []
    var found: [Int: Copy] = [:]
    for index in documents.indices where documents[index].tokens > 0 {
      try checkCancellation()
      if firsts[index] != index {
        let original = found[firsts[index]]
        copies.append(
          Copy(document: index, original: original?.original ?? firsts[index], similarity: original?.similarity ?? 1))
        continue
      }
      if let copy = try earliest(before: index, candidates) {
        found[index] = copy
        copies.append(copy)
      }
    }
    return copies
  }

  private mutating func earliest(before index: Int, _ candidates: CandidateLists) throws -> Copy? {
    var cursor = candidates.cursor(of: index)
    while let candidate = candidates.next(&cursor) {
      try checkCancellation()
      let similarity = Shingles.similarity(try cache.shingles(candidate, shingles), try cache.shingles(index, shingles))
      if similarity >= near { return Copy(document: index, original: candidate, similarity: similarity) }
    }
    return nil
  }
}

/// Keeps the shingles of documents that were compared lately, in bounded memory.
private struct ShingleCache {
  private static let capacity = 2 << 20
  private var young: [Int: [UInt64]] = [:]
  private var old: [Int: [UInt64]] = [:]
  private var size = 0

  mutating func shingles(_ document: Int, _ read: (Int) throws -> [UInt64]) rethrows -> [UInt64] {
    if let known = young[document] { return known }
    let made = try old[document] ?? read(document)
    if size + made.count > ShingleCache.capacity {
      old = young
      young = [:]
      size = 0
    }
    young[document] = made
    size += made.count
    return made
  }
}
