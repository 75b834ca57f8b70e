import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct FormSetTests {
  @Test(arguments: 0..<10)
  func isASet(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let numbers = (0..<generator.pick(0...60)).map { _ in UInt32(generator.pick(0...300)) }
    let others = (0..<generator.pick(0...60)).map { _ in UInt32(generator.pick(0...700)) }
    let set = FormSet(numbers.map(FormID.init))
    #expect(set.forms.map(\.rawValue) == Set(numbers).sorted())
    #expect(set.count == Set(numbers).count)
    #expect(set.isEmpty == numbers.isEmpty)
    for number in UInt32(0)...310 { #expect(set.contains(FormID(rawValue: number)) == numbers.contains(number)) }
    var union = set
    union.formUnion(FormSet(others.map(FormID.init)))
    #expect(union.forms.map(\.rawValue) == Set(numbers + others).sorted())
  }

  @Test func equalityIgnoresRoom() {
    var left = FormSet([FormID(rawValue: 3)])
    let right = left
    left.insert(FormID(rawValue: 500))
    #expect(left != right)
    var emptyButLarge = FormSet()
    emptyButLarge.formUnion(FormSet())
    #expect(emptyButLarge == FormSet())
    #expect(!FormSet([FormID(rawValue: 0)]).contains(FormID(rawValue: .max)))
  }
}
