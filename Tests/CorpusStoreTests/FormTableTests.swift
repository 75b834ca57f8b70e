import AnalyzerKit
import CorpusStore
import Testing

@Suite struct FormTableTests {
  @Test(arguments: [0, 1, 1_023, 1_024, 100_000]) func `tables of one original differ in what is written alone`(
    count: Int
  ) {
    var dice = Dice(state: 5)
    var expected = (0..<count).map { _ in FormID(rawValue: UInt32(truncatingIfNeeded: dice.next())) }
    let original = FormTable.Original(expected)
    #expect(original.table.withForms(Array.init) == expected)
    #expect(FormTable(expected).withForms(Array.init) == expected)
    var tables: [(table: FormTable, expected: [FormID])] = []
    for changes in [0, 1, 7, 500] {
      let before = expected
      let table = original.changed { forms in
        #expect(forms.count == count)
        for _ in 0..<(count == 0 ? 0 : changes) {
          let place = Int(dice.next() % UInt64(count))
          forms[place] = FormID(rawValue: UInt32(changes))
          expected[place] = forms[place]
        }
      }
      tables.append((table, expected))
      expected = before
    }
    for (table, expected) in tables {
      #expect(table.count == count && table.withForms(Array.init) == expected)
      #expect(expected.indices.allSatisfy { table[$0] == expected[$0] } && table[count] == nil && table[-1] == nil)
    }
    #expect(original.table.withForms(Array.init) == expected)
  }

  @Test func `a table outlives its original, and takes little memory`() throws {
    let count = 1_000_000
    let table = FormTable.Original((0..<UInt32(count)).map(FormID.init)).changed { forms in
      for place in [3, 4, 500_000] { forms[place] = FormID(rawValue: 0) }
    }
    #expect(table.withForms { $0.count { $0.rawValue == 0 } } == 4)
    // Of the stretch of memory that begins with the table, what is not shared with others, in KB.
    try table.withForms { forms in
      let start = String(UInt(bitPattern: forms.baseAddress), radix: 16) + "-"
      let lines = String(decoding: try #require(contents("/proc/self/smaps")), as: UTF8.self).split(separator: "\n")
      let own = try #require(lines.firstIndex { $0.hasPrefix(start) })
      let said = try #require(lines[own...].first { $0.hasPrefix("Anonymous:") })
      let anonymous = try #require(said.split(separator: " ").compactMap { Int($0) }.first)
      #expect((1...64).contains(anonymous))
    }
  }

  @Test func `one whose body fails is not made`() {
    struct Failure: Error {}
    let original = FormTable.Original([FormID(rawValue: 7)])
    #expect(throws: Failure.self) {
      _ = try original.changed { forms in
        forms[0] = FormID(rawValue: 8)
        throw Failure()
      }
    }
    #expect(original.table[0] == FormID(rawValue: 7))
  }
}
