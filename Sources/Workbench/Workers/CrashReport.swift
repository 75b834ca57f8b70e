import Glibc
import PluginHost

/// Tells the session, as the last thing that a worker says, which of its threads met a signal that ends the process.
///
/// What the handler needs is made before: it looks for its thread among those that are covered, and writes a frame. The
/// signal then ends the process as it would have.
enum CrashReport {
  /// A thread that is covered.
  private struct Slot {
    var thread: pthread_t = 0
    /// Its last frame.
    var frame: UnsafeMutablePointer<UInt8>?
    var length = 0
  }

  /// By the number of the thread, which writes its own slot only.
  nonisolated(unsafe) private static let slots: UnsafeMutableBufferPointer<Slot> = {
    let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: WorkerProtocol.mostThreads)
    slots.initialize(repeating: Slot())
    return slots
  }()

  /// Where handlers run, in bytes: a stack of their own, since the thread's may be what is full.
  private static let stackSize = 64 << 10

  /// Begins to listen for signals that end the process.
  static func install() {
    _ = slots.count
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      let own = pthread_self()
      // By pointer: what iterates over a collection may allocate, which a handler must not.
      var index = 0
      while index < WorkerProtocol.mostThreads, let slots = CrashReport.slots.baseAddress {
        if slots[index].thread == own {
          if let frame = slots[index].frame { _ = write(WorkerProtocol.replies, frame, slots[index].length) }
          break
        }
        index += 1
      }
      // The handler is gone by now: this ends the process.
      raise(signal)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_ONSTACK) | 0x8000_0000)  // SA_RESETHAND
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { sigaction(signal, &action, nil) }
  }

  /// Runs something on a thread that is told of by its number if it crashes meanwhile.
  static func cover<Result>(thread number: Int, _ body: () throws -> Result) throws -> Result {
    guard slots.indices.contains(number) else { return try body() }
    let bytes = try FrameChannel.frame(of: WorkerReply.crashed(thread: number))
    let frame = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    frame.initialize(from: bytes, count: bytes.count)
    let before = slots[number]
    slots[number] = Slot(thread: pthread_self(), frame: frame, length: bytes.count)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
    var stack = stack_t(ss_sp: memory, ss_flags: 0, ss_size: stackSize)
    var earlier = stack_t()
    sigaltstack(&stack, &earlier)
    defer {
      sigaltstack(&earlier, nil)
      memory.deallocate()
      slots[number] = before
      frame.deallocate()
    }
    return try body()
  }
}
