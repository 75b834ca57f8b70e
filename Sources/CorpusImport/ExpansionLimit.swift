/// How much a packed file may give: against archives that are made to fill the memory or the disk.
///
/// Text packs to a twentieth at best; the densest that gzip can do is about a thousandth.
struct ExpansionLimit {
  /// How many times its own size a file may give, once it gives much.
  static let ratio = 100
  /// Up to how many bytes the ratio does not count.
  static let harmless = 100 << 20
  /// How many bytes a file may give at all.
  static let most = 1 << 40

  private let path: String
  private let packed: Int
  private var given = 0

  /// The limit of a file of so many bytes.
  init(path: String, packed: Int) {
    self.path = path
    self.packed = packed
  }

  /// Counts bytes that the file gave, or says that it holds; throws where they are too many.
  mutating func add(_ count: Int) throws(ImportError) {
    let (sum, isTooMuch) = given.addingReportingOverflow(count)
    given = sum
    if isTooMuch || given > Self.most || given > Self.harmless && given / Self.ratio > packed {
      throw .expandsTooMuch(path: path, size: packed)
    }
  }
}
