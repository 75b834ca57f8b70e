import Glibc
import Synchronization

/// Two joined descriptors that no child inherits by accident.
struct Pipe {
  /// Held while a pipe is made and while a process is started, so that no child inherits an end by accident.
  static let starting = Mutex(())

  /// What is written to the other end is read here.
  let reading: Int32
  /// What is written here is read from the other end.
  let writing: Int32

  /// How much is on its way at most, in bytes, where the system allows it: each time that the other side must be waited
  /// for costs as much as copying ten thousand bytes.
  private static let capacity: Int32 = 1 << 20
  /// `F_SETPIPE_SZ` of Linux.
  private static let setCapacity: Int32 = 1031

  /// Makes a pipe; a `wide` one holds much.
  init(wide: Bool = false) throws(PluginError) {
    let ends = Pipe.starting.withLock { _ -> [Int32] in
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return [] }
      // Numbers below 10 are where children get theirs.
      return ends.map { end in
        let high = fcntl(end, F_DUPFD_CLOEXEC, 10)
        close(end)
        return high
      }
    }
    guard ends.count == 2, ends.allSatisfy({ $0 >= 0 }) else {
      throw .system(what: "a pipe", why: String(cString: strerror(errno)))
    }
    if wide { _ = fcntl(ends[1], Pipe.setCapacity, Pipe.capacity) }
    reading = ends[0]
    writing = ends[1]
  }
}
