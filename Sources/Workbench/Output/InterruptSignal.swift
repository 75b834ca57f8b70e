import Glibc
import Synchronization

/// Counts the user's Ctrl-C (`SIGINT`) and tells whoever waits at a pipe; its handler does nothing that may not be done there.
enum InterruptSignal {
  /// How many came since the program began.
  static var count: Int { received.load(ordering: .relaxed) }

  /// The descriptor that has a byte to read for each; -1 before `install`.
  static var wakeUps: Int32 { readEnd.load(ordering: .relaxed) }

  private static let received = Atomic<Int>(0)
  private static let readEnd = Atomic<Int32>(-1)
  private static let writeEnd = Atomic<Int32>(-1)

  /// Takes the signal over, once and for the whole program, and has writes to closed pipes, and beyond a limit on
  /// the size of files, fail instead of ending it.
  static func install() {
    _ = opened
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in InterruptSignal.receive() }
    // System calls go on after the signal; whoever wants to notice it waits with poll, which never goes on.
    action.sa_flags = Int32(SA_RESTART)
    sigaction(SIGINT, &action, nil)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Wakes whoever waits at the pipe, without a signal.
  static func wake() {
    var byte: UInt8 = 0
    _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
  }

  private static func receive() {
    let code = errno
    received.add(1, ordering: .relaxed)
    wake()
    errno = code
  }

  private static let opened: Void = {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd.store(ends[0], ordering: .relaxed)
    writeEnd.store(ends[1], ordering: .relaxed)
  }()
}
