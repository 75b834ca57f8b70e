import CSQLite
import Synchronization

/// Lets SQLite's writes below some folders fail: the default file system with faults put in.
///
/// Writing, flushing and truncating are counted, folder by folder, so that tests that run at the same time do not meet.
enum FaultyFiles {
  /// What goes wrong.
  enum Fault: CaseIterable {
    /// One operation fails with an I/O error.
    case onceBroken
    /// From one operation on all fail with an I/O error.
    case broken
    /// From one operation on the disk is full.
    case full
  }

  private struct Plan {
    var fault: Fault
    var first: Int
    var count = 0
  }

  private struct State {
    var plans: [String: Plan] = [:]
    /// The folder of each open file that is watched, by its address.
    var folders: [UInt: String] = [:]
    var isInstalled = false
  }

  private static let state = Mutex(State())

  /// Where the methods of the real file system are, for the functions below, which cannot capture anything.
  private struct Real: @unchecked Sendable {
    var system: UnsafeMutablePointer<sqlite3_vfs>?
    var methods: UnsafePointer<sqlite3_io_methods>?
    var patched: UnsafeMutablePointer<sqlite3_io_methods>?
  }

  private static let real = Mutex(Real())

  /// Runs the body while the operation number `first`, from 1, below a folder fails; returns how many there were.
  static func run(_ fault: Fault, at first: Int, below folder: String, _ body: () throws -> Void) rethrows -> Int {
    install()
    state.withLock { $0.plans[folder] = Plan(fault: fault, first: first) }
    defer { state.withLock { $0.plans[folder] = nil } }
    try body()
    return count(below: folder)
  }

  /// How many operations there were so far.
  static func count(below folder: String) -> Int { state.withLock { $0.plans[folder]?.count ?? 0 } }

  private static func install() {
    let isFirst = state.withLock { state in
      defer { state.isInstalled = true }
      return !state.isInstalled
    }
    guard isFirst, let system = sqlite3_vfs_find(nil) else { return }
    real.withLock { $0.system = system }
    let copy = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    copy.initialize(to: system.pointee)
    copy.pointee.xOpen = { _, name, file, flags, outFlags in FaultyFiles.open(name, file, flags, outFlags) }
    sqlite3_vfs_register(copy, 1)
  }

  private static func open(
    _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let system = real.withLock({ $0.system }), let file else { return SQLITE_CANTOPEN }
    let code = system.pointee.xOpen(system, name, file, flags, outFlags)
    guard code == SQLITE_OK, let name, let methods = file.pointee.pMethods else { return code }
    let path = String(cString: name)
    let folder = state.withLock { state in state.plans.keys.first { path.hasPrefix($0) } }
    guard let folder else { return code }
    // All files of the file system share their methods, or at least those that matter here.
    let patched = real.withLock { real -> UnsafeMutablePointer<sqlite3_io_methods>? in
      if real.methods == nil {
        let made = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        made.initialize(to: methods.pointee)
        made.pointee.xWrite = { file, bytes, count, offset in
          FaultyFiles.fault(file, SQLITE_IOERR | 3 << 8)
            ?? FaultyFiles.methods?.pointee.xWrite(file, bytes, count, offset) ?? SQLITE_IOERR
        }
        made.pointee.xSync = { file, flags in
          FaultyFiles.fault(file, SQLITE_IOERR | 4 << 8) ?? FaultyFiles.methods?.pointee.xSync(file, flags)
            ?? SQLITE_IOERR
        }
        made.pointee.xTruncate = { file, size in
          FaultyFiles.fault(file, SQLITE_IOERR | 6 << 8) ?? FaultyFiles.methods?.pointee.xTruncate(file, size)
            ?? SQLITE_IOERR
        }
        made.pointee.xClose = { file in
          FaultyFiles.state.withLock { state -> Void in state.folders[UInt(bitPattern: file)] = nil }
          return FaultyFiles.methods?.pointee.xClose(file) ?? SQLITE_IOERR
        }
        (real.methods, real.patched) = (methods, made)
      }
      return real.methods == methods ? real.patched : nil
    }
    if let patched {
      state.withLock { $0.folders[UInt(bitPattern: file)] = folder }
      file.pointee.pMethods = UnsafePointer(patched)
    }
    return code
  }

  private static var methods: UnsafePointer<sqlite3_io_methods>? { real.withLock { $0.methods } }

  /// The error of an operation on a file that is to fail now.
  private static func fault(_ file: UnsafeMutablePointer<sqlite3_file>?, _ code: Int32) -> Int32? {
    state.withLock { state in
      guard let folder = state.folders[UInt(bitPattern: file)], var plan = state.plans[folder] else { return nil }
      plan.count += 1
      state.plans[folder] = plan
      switch plan.fault {
      case .onceBroken: return plan.count == plan.first ? code : nil
      case .broken: return plan.count >= plan.first ? code : nil
      case .full: return plan.count >= plan.first ? SQLITE_FULL : nil
      }
    }
  }
}
