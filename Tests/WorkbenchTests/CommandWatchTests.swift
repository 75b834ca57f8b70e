import Foundation
import Synchronization
import Testing

@testable import Workbench

/// Progress and Ctrl-C, at times that the tests set.
@Suite struct CommandWatchTests {
  /// What a watch has drawn, and whether it ended the program.
  final class Recorder: Sendable {
    let drawn = Mutex<[String]>([])
    let left = Atomic<Int>(0)
  }

  private func watch(_ recorder: Recorder, columns: Int = 80) -> CommandWatch {
    CommandWatch(
      screen: { Screen(isTerminal: true, columns: columns, lines: 24, canErase: true) },
      draw: { text in recorder.drawn.withLock { $0.append(text) } },
      leave: { recorder.left.add(1, ordering: .relaxed) })
  }

  private let erase = "\r\u{1B}[K"

  @Test func `nothing is drawn in the first half second, then how far it is, and at the end it is erased`() {
    let recorder = Recorder()
    let watch = watch(recorder)
    let progress = AnalysisProgress()
    progress.begin(total: 1000)
    watch.begin(progress)
    let start = ContinuousClock.now
    progress.set(completed: 100)
    watch.look(at: start + .milliseconds(300), interrupts: 0)
    #expect(recorder.drawn.withLock { $0 } == [])
    progress.set(completed: 400)
    watch.look(at: start + .seconds(1), interrupts: 0)
    #expect(recorder.drawn.withLock { $0 } == [erase + "40 % done, 400/s, 2 s left"])
    watch.hideProgress()
    watch.look(at: start + .seconds(2), interrupts: 0)
    watch.end()
    #expect(recorder.drawn.withLock { $0.dropFirst() } == [erase])
  }

  @Test func `a line is no wider than the terminal`() {
    let recorder = Recorder()
    let watch = watch(recorder, columns: 10)
    let progress = AnalysisProgress()
    progress.begin(total: 10)
    watch.begin(progress)
    watch.look(at: .now + .seconds(1), interrupts: 0)
    #expect(recorder.drawn.withLock { $0 } == [erase + "0 % done"])
    progress.set(completed: 5)
    watch.look(at: .now + .seconds(1), interrupts: 0)
    #expect(recorder.drawn.withLock { $0.last?.count } == erase.count + 9)
    watch.end()
  }

  @Test func `the first Ctrl-C stops what runs, a second one soon after ends the program`() {
    let recorder = Recorder()
    let watch = watch(recorder)
    let outer = AnalysisProgress()
    let inner = AnalysisProgress()
    watch.begin(outer)
    watch.begin(inner)
    let start = ContinuousClock.now
    watch.look(at: start, interrupts: 1)
    #expect(outer.isCancelled && inner.isCancelled && watch.isStopping)
    watch.look(at: start + .seconds(1), interrupts: 1)
    #expect(recorder.left.load(ordering: .relaxed) == 0)
    watch.look(at: start + .seconds(2), interrupts: 2)
    #expect(recorder.left.load(ordering: .relaxed) == 1)
    watch.end()
    watch.end()
  }

  @Test func `a Ctrl-C long after the first one, or for the next command, is a first one`() {
    let recorder = Recorder()
    let watch = watch(recorder)
    watch.begin(AnalysisProgress())
    let start = ContinuousClock.now
    watch.look(at: start, interrupts: 1)
    watch.look(at: start + .seconds(3), interrupts: 2)
    watch.end()
    let next = AnalysisProgress()
    watch.begin(next)
    watch.look(at: start + .seconds(4), interrupts: 3)
    #expect(next.isCancelled)
    #expect(recorder.left.load(ordering: .relaxed) == 0)
    watch.end()
  }

  @Test func `a Ctrl-C before a command is not meant for it`() {
    let watch = watch(Recorder())
    watch.look(at: .now, interrupts: 1)
    let progress = AnalysisProgress()
    watch.begin(progress)
    watch.look(at: .now, interrupts: 1)
    #expect(!progress.isCancelled)
    watch.end()
  }

  @Test(
    arguments: [
      (0, 0, 1.0, nil), (1500, 0, 1.0, "1.5 k done, 1.5 k/s"), (0, 10, 1.0, "0 % done"),
      (500_000, 1_000_000, 2.0, "50 % done, 250 k/s, 2 s left"), (20, 10, 1.0, "100 % done, 20/s, 0 s left"),
      (1, 100_000, 1.0, "0 % done, 1/s, 27 h 46 min left"), (1, 1000, 0.5, "0 % done, 2/s, 8 min 20 s left"),
      (1, Int.max, 1.0, "0 % done, 1/s, more than 100 h left"),
    ] as [(Int, Int, Double, String?)])
  func `a line of progress`(_ completed: Int, _ total: Int, _ seconds: Double, _ text: String?) {
    #expect(ProgressLine(completed: completed, total: total, elapsed: .seconds(seconds)).text == text)
  }

  @Test(
    arguments: [
      (0, "0"), (999.4, "999"), (999.6, "1.0 k"), (1234, "1.2 k"), (45_678, "46 k"), (3.1e6, "3.1 M"), (5e9, "5.0 G"),
      (2e300, "1000000000000000 T"),
    ] as [(Double, String)])
  func `an amount has two or three digits`(_ number: Double, _ text: String) {
    #expect(ProgressLine.amount(number) == text)
  }
}
