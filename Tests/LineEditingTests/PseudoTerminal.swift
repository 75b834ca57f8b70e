import Foundation
import Glibc
import Synchronization

/// The user's side of a pseudo-terminal: waits for what the program shows, and types.
///
/// Keys are sent only once the prompt is there, because the terminal is raw from then on; sent earlier, the kernel's own
/// line editing would eat them.
final class PseudoTerminal: Sendable {
  /// What is typed once `shown` has appeared since the step before.
  struct Step: Sendable {
    let shown: String
    let typed: [UInt8]

    init(_ shown: String, _ typed: String) {
      self.init(shown, bytes: Array(typed.utf8))
    }

    init(_ shown: String, bytes: [UInt8]) {
      self.shown = shown
      typed = bytes
    }
  }

  let slave: Int32
  private let master: Int32
  private let output = Mutex<[UInt8]>([])
  private let finished = DispatchSemaphore(value: 0)

  init?(columns: UInt16 = 60, rows: UInt16 = 20) {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    let unlock: UInt = 0x4004_5431  // TIOCSPTLCK and TIOCGPTN: posix_openpt and its like are not in the Glibc module
    let getNumber: UInt = 0x8004_5430
    guard master >= 0, ioctl(master, unlock, &isLocked) == 0, ioctl(master, getNumber, &number) == 0 else {
      return nil
    }
    slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { return nil }
    resize(columns: columns, rows: rows)
  }

  func resize(columns: UInt16, rows: UInt16 = 20) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Plays the steps on a thread of its own, while the caller reads lines.
  func play(_ steps: [Step]) {
    Thread { [self] in
      var seen = 0
      for step in steps {
        let wanted = Array(step.shown.utf8)
        let deadline = Date.now + 10
        while Date.now < deadline {
          if let end = output.withLock({ Self.end(of: wanted, in: $0[seen...]) }) {
            seen = end
            break
          }
          if !drain() { break }
        }
        send(step.typed)
      }
      while drain() {}
      close(master)
      finished.signal()
    }.start()
  }

  /// Everything shown, once the program has closed its side.
  func transcript() -> String {
    close(slave)
    finished.wait()
    return output.withLock { String(decoding: $0, as: UTF8.self) }
  }

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 512)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
      _ = drain(milliseconds: 0)
    }
  }

  /// Takes what is there; false when the other side is closed.
  private func drain(milliseconds: Int32 = 50) -> Bool {
    var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, milliseconds) > 0 else { return true }
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &piece, piece.count)
    guard count > 0 else { return false }
    output.withLock { $0 += piece.prefix(count) }
    return true
  }

  private static func end(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.firstRange(of: wanted)?.upperBound
  }
}
