import Testing

@testable import PluginHost

/// Who of a worker's threads is waited for.
struct ThreadSignsTests {
  private let start = ContinuousClock.now

  @Test func `the thread that answers is waited for while none reads`() {
    var signs = ThreadSigns(at: start)
    #expect(signs.silence(of: .seconds(2), at: start + .seconds(2)) == nil)
    #expect(signs.silence(of: .seconds(2), at: start + .seconds(3)) == ThreadSigns.Silence(segment: nil))
    signs.hear([0], at: start + .seconds(2))
    #expect(signs.silence(of: .seconds(2), at: start + .seconds(3)) == nil)
  }

  @Test func `of threads that read, the silent one is found though others are alive`() {
    var signs = ThreadSigns(at: start)
    signs.begin(0, 7, at: start)
    signs.begin(1, 8, at: start)
    signs.hear([0], at: start + .seconds(3))
    #expect(signs.silence(of: .seconds(2), at: start + .seconds(3)) == ThreadSigns.Silence(segment: 8))
    #expect(signs.segments == [7, 8])
    let hasEnded = signs.end(1, 8, at: start + .seconds(3))
    #expect(hasEnded)
    #expect(signs.silence(of: .seconds(2), at: start + .seconds(3)) == nil)
  }

  @Test func `a crash is of the segment that its thread read`() {
    var signs = ThreadSigns(at: start)
    signs.begin(0, 7, at: start)
    signs.begin(1, 8, at: start)
    signs.crash(5)
    #expect(signs.segments == [7, 8])
    signs = ThreadSigns(at: start)
    signs.begin(0, 7, at: start)
    signs.begin(1, 8, at: start)
    signs.crash(1)
    signs.crash(0)
    #expect(signs.segments == [8])
  }

  @Test func `nobody ends what was not begun`() {
    var signs = ThreadSigns(at: start)
    signs.begin(0, 7, at: start)
    let ends = [signs.end(0, 8, at: start), signs.end(1, 7, at: start), signs.end(0, 7, at: start)]
    #expect(ends == [false, false, true])
  }
}
