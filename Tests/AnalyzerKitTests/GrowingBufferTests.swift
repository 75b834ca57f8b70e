import AnalyzerKit
import Testing

@Suite struct GrowingBufferTests {
  @Test func growsKeepsAndForgets() {
    var buffer = GrowingBuffer<Int>(capacity: 0)
    for number in 0..<1000 { buffer.append(number * 3) }
    #expect(buffer.count == 1000)
    #expect((0..<1000).allSatisfy { buffer[$0] == $0 * 3 })
    buffer[7] = -1
    #expect(buffer[7] == -1)
    buffer.append(count: 2) { $0.update(repeating: 5) }
    #expect(buffer.count == 1002)
    #expect(buffer[1001] == 5)
    let capacity = buffer.capacity
    buffer.truncate(to: 10)
    #expect(buffer.count == 10)
    buffer.truncate(to: 20)
    #expect(buffer.count == 10)
    buffer.truncate(to: -1)
    #expect(buffer.count == 0)
    buffer.removeAll()
    #expect(buffer.capacity == capacity)
  }

  @Test func aFailedFillAddsNothing() {
    struct Failure: Error {}
    var buffer = GrowingBuffer<UInt8>()
    buffer.append(9)
    do throws(Failure) {
      try buffer.append(count: 100) { _ throws(Failure) in throw Failure() }
      Issue.record("the failure got lost")
    } catch {}
    #expect(buffer.count == 1)
    #expect(buffer[0] == 9)
  }
}
