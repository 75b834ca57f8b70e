import Synchronization
import Testing
import Threading

struct WorkerThreadTests {
  @Test func threadsRunTheirBodiesAndAreWaitedFor() throws {
    let sum = Mutex(0)
    let threads = try (1...8).map { number in
      try WorkerThread(stackSize: 256 << 10) { sum.withLock { $0 += number } }
    }
    for thread in threads { thread.join() }
    #expect(sum.withLock { $0 } == 36)
  }

  @Test func aStackThatCannotBeIsRefusedOrGrownNotCrashed() throws {
    // Below the system's minimum, which it ignores or refuses.
    let isDone = Mutex(false)
    do {
      try WorkerThread(stackSize: 1) { isDone.withLock { $0 = true } }.join()
      #expect(isDone.withLock { $0 })
    } catch {
      #expect(error.code != 0)
    }
  }

  @Test func aMonitorWakesWhoWaits() throws {
    let monitor = Monitor()
    let numbers = Mutex<[Int]>([])
    let thread = try WorkerThread {
      for number in 1...100 {
        monitor.locked {
          numbers.withLock { $0.append(number) }
          monitor.wakeAll()
        }
      }
    }
    monitor.locked {
      while numbers.withLock({ $0.count }) < 100 { monitor.wait() }
    }
    thread.join()
    #expect(numbers.withLock { $0 } == Array(1...100))
  }

  @Test func aWaitEndsByItself() {
    let monitor = Monitor()
    let before = ContinuousClock.now
    monitor.locked { monitor.wait(milliseconds: 20) }
    #expect(ContinuousClock.now - before < .seconds(10))
  }
}
