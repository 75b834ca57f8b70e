import Database
import Glibc
import Testing

@testable import CorpusStore

@Suite struct BlobAccessTests {
  private let large = PageMemory.pageBytes

  @Test func memoryServesBlobsOfItsSizeAgain() throws {
    let access = BlobAccess(nil)
    access.keepsHandles = true
    let first = try #require(access.memory(large + 1))
    #expect(first.bytes == 2 * large)
    let start = first.start
    access.giveBack(first)
    // What is much smaller would hold too much, and what is larger has no room.
    #expect(try #require(access.memory(large / 5)).start != start)
    #expect(try #require(access.memory(2 * large + 1)).start != start)
    #expect(try #require(access.memory(2 * large)).start == start)
    #expect(try #require(access.memory(2 * large)).start != start)
  }

  @Test func whatHasWaitedLongestMakesRoom() throws {
    let access = BlobAccess(nil)
    access.keepsHandles = true
    let all = try (0..<9).map { _ in try #require(access.memory(large)) }
    for memory in all { access.giveBack(memory) }
    // The first is gone: nobody but the test holds it.
    let again = try (0..<8).map { _ in try #require(access.memory(large)) }
    #expect(Set(again.map(\.start)) == Set(all[1...].map(\.start)))
    #expect(try #require(access.memory(large)).start != all[0].start)
    // Together they are bounded, too.
    access.giveBack(try #require(access.memory(32 << 20)))
    let small = try #require(access.memory(1000))
    access.giveBack(small)
    #expect(try #require(access.memory(1000)).start != small.start)
  }

  @Test func whoeverKeepsNothingOpenKeepsNoMemory() throws {
    let access = BlobAccess(nil)
    let memory = try #require(access.memory(large))
    access.giveBack(memory)
    #expect(try #require(access.memory(large)).start != memory.start)
  }

  @Test func blobsInMemoryOfOthersAreRight() throws {
    let connection = try Connection(":memory:", mode: .create)
    try connection.execute("CREATE TABLE blob (id INTEGER PRIMARY KEY, piece INTEGER, sums BLOB, data BLOB)")
    let access = BlobAccess(PieceLedger())
    access.keepsHandles = true
    let sizes = [3 * large - 5, 2 * large + 70_001, 2 * large + 70_000, 3 * large - 16]
    let contents = sizes.enumerated().map { number, size in
      var content = [UInt8](repeating: UInt8(number + 1), count: size)
      for place in stride(from: number, to: size, by: 4099) { content[place] = UInt8(truncatingIfNeeded: place >> 8) }
      return content
    }
    let ids = try contents.map { try BlobWriting(connection: connection).write($0) }
    var starts: Set<UnsafeRawPointer> = []
    for round in 0..<2 {
      for (id, content) in zip(ids, contents) {
        let blob = try CheckedBlob(id, connection, access)
        let before = blob.base
        if round == 0 { try blob.load(100_000..<200_000) } else { try blob.loadAll() }
        // Only now there is memory for it.
        #expect(blob.base != before)
        starts.insert(blob.base)
        let range = round == 0 ? 100_000..<200_000 : 0..<content.count
        #expect(blob.count == content.count)
        #expect(memcmp(blob.base + range.lowerBound, Array(content[range]), range.count) == 0)
        #expect((0..<16).allSatisfy { blob.base.load(fromByteOffset: content.count + $0, as: UInt8.self) == 0 })
      }
    }
    #expect(starts.count == 1)
  }

  /// What a ledger knows of a blob's layout is not read again; that the blob is gone is told when its bytes are asked for.
  @Test func aBlobWhoseLayoutIsKnownMayBeGone() throws {
    let connection = try Connection(":memory:", mode: .create)
    try connection.execute("CREATE TABLE blob (id INTEGER PRIMARY KEY, piece INTEGER, sums BLOB, data BLOB)")
    let access = BlobAccess(PieceLedger())
    let id = try BlobWriting(connection: connection).write([UInt8](repeating: 7, count: 100_000))
    try CheckedBlob(id, connection, access).loadAll()
    let known = try CheckedBlob(id, connection, access)
    try BlobWriting(connection: connection).delete(id)
    #expect(known.count == 100_000)
    #expect(throws: StoreError.self) { try CheckedBlob(id, connection) }
    for range in [0..<10, 70_000..<100_000] {
      let gone = try CheckedBlob(id, connection, access)
      let error = #expect(throws: StoreError.self) { try gone.load(range) }
      // Which is told apart from damage.
      if case .changed = error { continue }
      Issue.record("\(String(describing: error))")
    }
  }
}
