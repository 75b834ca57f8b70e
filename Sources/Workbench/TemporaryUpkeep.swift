import CorpusStore
struct TempCheck { var problems: [String] = []; var corpora = 0, segments = 0, forms = 0 }
struct TempCompact { var segmentsBefore = 0, segmentsAfter = 0 }
extension Store {
  func drop(_ name: String) throws { throw StoreError.cancelled }
  func check(_ p: () -> Bool) throws -> TempCheck { TempCheck() }
  func compact(_ p: () -> Bool) throws -> TempCompact { TempCompact() }
}
