import CorpusImport
import Glibc

/// Any file, also a packed one, is read to its end or refused.
enum FileTarget {
  static func make(_ fileExtension: String) -> (FuzzInput) -> Void {
    let folder = "/dev/shm/lect-fuzz-\(getpid())"
    mkdir(folder, 0o700)
    let path = "\(folder)/a.\(fileExtension)"
    return { input in
      let bytes = input.rest
      guard let file = fopen(path, "w") else { return }
      _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
      fclose(file)
      defer { unlink(path) }
      do {
        let reader = try CorpusReader(ImportPlan(inputs: [InputPath(path, isLiteral: true)]))
        for index in 0..<reader.count {
          try reader.read(index) { document in
            require(String(validating: document.bytes, as: UTF8.self) != nil, "the text is not valid UTF-8")
            require(document.textStart <= document.bytes.count, "the text starts behind its end")
          }
        }
      } catch { _ = "\(error)" }
    }
  }
}
