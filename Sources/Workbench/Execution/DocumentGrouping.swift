import AnalyzerKit

/// Which documents of a corpus an analysis reads, and to which group each belongs.
struct DocumentGrouping: Sendable {
  /// Stands for a document that is left out.
  static let unselected: Int32 = -1

  /// The columns of a group's key: one for each field that `--by` names.
  let columns: [Column]
  /// The keys of the groups, ascending.
  let keys: [[Value]]
  /// For each document, the index of its group, or `unselected`.
  let groups: [Int32]
  /// Whether every document is read.
  let isWhole: Bool

  /// All documents in one group, or those of a selection.
  init(documents: Int, selected: [Bool]? = nil) {
    columns = []
    keys = [[]]
    groups = (0..<documents).map { selected?[$0] ?? true ? 0 : DocumentGrouping.unselected }
    isWhole = selected?.allSatisfy { $0 } ?? true
  }

  /// A group for each distinct key among the selected documents.
  init(columns: [Column], keys values: [[Value]], selected: [Bool]? = nil) {
    self.columns = columns
    let chosen = values.indices.filter { selected?[$0] ?? true }
    let distinct = Array(Set(chosen.map { values[$0] })).sorted { $0.lexicographicallyPrecedes($1) }
    let places = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices))
    keys = distinct
    groups = values.indices.map { document in
      guard selected?[document] ?? true, let place = places[values[document]] else {
        return DocumentGrouping.unselected
      }
      return Int32(place)
    }
    isWhole = chosen.count == values.count
  }

  /// Groups that were made elsewhere: for each document the index of its key, or `unselected`.
  init(columns: [Column], keys: [[Value]], groups: [Int32]) {
    self.columns = columns
    self.keys = keys
    self.groups = groups
    isWhole = !groups.contains(DocumentGrouping.unselected)
  }

  /// Whether all documents are in one group, so that nothing must be told apart.
  var isUndivided: Bool { isWhole && keys.count == 1 }
}
