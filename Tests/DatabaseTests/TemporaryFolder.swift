import Glibc

/// A folder that is gone when the last reference is.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/lect-database-test.XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }

  deinit {
    for name in ["a.db", "a.db-wal", "a.db-shm", "a.db-journal", "text"] { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}
