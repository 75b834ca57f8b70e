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

  /// An open file that is watched.
  private struct File: @unchecked Sendable {
    let folder: String
    let methods: UnsafePointer<sqlite3_io_methods>
  }

  private struct State: @unchecked Sendable {
    var plans: [String: Plan] = [:]
    /// The open files that are watched, by their address.
    var files: [UInt: File] = [:]
    var system: UnsafeMutablePointer<sqlite3_vfs>?
    /// The methods with faults, by the address of the real ones: a database has others than its log.
    var patched: [UInt: UnsafePointer<sqlite3_io_methods>] = [:]
  }

  private static let state = Mutex(State())

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
    state.withLock { state in
      guard state.system == nil, let system = sqlite3_vfs_find(nil) else { return }
      state.system = system
      let copy = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
      copy.initialize(to: system.pointee)
      copy.pointee.xOpen = { _, name, file, flags, outFlags in FaultyFiles.open(name, file, flags, outFlags) }
      sqlite3_vfs_register(copy, 1)
    }
  }

  private static func open(
    _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let file, let system = state.withLock({ $0.system }) else { return SQLITE_CANTOPEN }
    let code = system.pointee.xOpen(system, name, file, flags, outFlags)
    guard code == SQLITE_OK, let name, let methods = file.pointee.pMethods else { return code }
    let path = String(cString: name)
    state.withLock { state in
      guard let folder = state.plans.keys.first(where: { path.hasPrefix($0) }) else { return }
      let key = UInt(bitPattern: methods)
      let patched = state.patched[key] ?? UnsafePointer(patched(methods.pointee))
      state.patched[key] = patched
      state.files[UInt(bitPattern: file)] = File(folder: folder, methods: methods)
      file.pointee.pMethods = patched
    }
    return code
  }

  private static func patched(_ methods: sqlite3_io_methods) -> UnsafeMutablePointer<sqlite3_io_methods> {
    let made = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    made.initialize(to: methods)
    made.pointee.xWrite = { file, bytes, count, offset in
      FaultyFiles.fault(file, SQLITE_IOERR | 3 << 8) ?? FaultyFiles.methods(file)?.xWrite(file, bytes, count, offset)
        ?? SQLITE_IOERR
    }
    made.pointee.xSync = { file, flags in
      FaultyFiles.fault(file, SQLITE_IOERR | 4 << 8) ?? FaultyFiles.methods(file)?.xSync(file, flags) ?? SQLITE_IOERR
    }
    made.pointee.xTruncate = { file, size in
      FaultyFiles.fault(file, SQLITE_IOERR | 6 << 8) ?? FaultyFiles.methods(file)?.xTruncate(file, size)
        ?? SQLITE_IOERR
    }
    made.pointee.xClose = { file in
      let methods = FaultyFiles.methods(file)
      FaultyFiles.state.withLock { state -> Void in state.files[UInt(bitPattern: file)] = nil }
      return methods?.xClose(file) ?? SQLITE_IOERR
    }
    return made
  }

  private static func methods(_ file: UnsafeMutablePointer<sqlite3_file>?) -> sqlite3_io_methods? {
    state.withLock { $0.files[UInt(bitPattern: file)] }?.methods.pointee
  }

  /// The error of an operation on a file that is to fail now.
  private static func fault(_ file: UnsafeMutablePointer<sqlite3_file>?, _ code: Int32) -> Int32? {
    state.withLock { state in
      guard let folder = state.files[UInt(bitPattern: file)]?.folder, var plan = state.plans[folder] else { return nil }
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
