import AnalyzerKit
import CMemory
import Glibc

/// For every word form, by its number, the form that stands for it in a layer.
///
/// Immutable once made, so that threads share it. A layer has a table for each language, and those of most languages differ little:
/// tables that are made of the same original share the pages of memory that are the same.
public final class FormTable: @unchecked Sendable {
  private enum Memory {
    case own([FormID])
    /// Pages of a file, private where they were written to.
    case pages(UnsafeMutableBufferPointer<FormID>)
  }

  private let memory: Memory

  /// A table in memory of its own.
  public init(_ forms: [FormID]) { memory = .own(forms) }

  /// A table of what a file holds, which takes no memory until it is written to; nil where the system does not map it.
  private init?(mapping file: Int32, count: Int) {
    let bytes = count * MemoryLayout<FormID>.stride
    guard file >= 0, bytes > 0, let start = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0),
      start != MAP_FAILED
    else { return nil }
    memory = .pages(
      UnsafeMutableBufferPointer(start: start.bindMemory(to: FormID.self, capacity: count), count: count))
  }

  deinit {
    if case .pages(let pages) = memory { munmap(pages.baseAddress, pages.count * MemoryLayout<FormID>.stride) }
  }

  /// How many word forms there are.
  public var count: Int {
    switch memory {
    case .own(let forms): forms.count
    case .pages(let pages): pages.count
    }
  }

  /// Lends the forms to the body.
  @inline(__always)
  public func withForms<Result>(_ body: (UnsafeBufferPointer<FormID>) throws -> Result) rethrows -> Result {
    switch memory {
    case .own(let forms): return try forms.withUnsafeBufferPointer(body)
    case .pages(let pages):
      defer { withExtendedLifetime(self) {} }
      return try body(UnsafeBufferPointer(pages))
    }
  }

  /// The form of a word form; nil beyond the last.
  public subscript(index: Int) -> FormID? { withForms { $0.indices.contains(index) ? $0[index] : nil } }

  /// Forms that tables differ from here and there.
  public final class Original: Sendable {
    /// The table of these forms.
    public let table: FormTable
    /// A file without a name that holds them, or -1 where the system gives none: then nothing is shared.
    private let file: Int32

    /// Takes a copy of some forms.
    public init(_ forms: [FormID]) {
      let file = forms.withUnsafeBytes(Original.file)
      if let mapped = FormTable(mapping: file, count: forms.count) {
        (table, self.file) = (mapped, file)
      } else {
        if file >= 0 { close(file) }
        (table, self.file) = (FormTable(forms), -1)
      }
    }

    deinit { if file >= 0 { close(file) } }

    private static func file(_ content: UnsafeRawBufferPointer) -> Int32 {
      let file = lect_nameless_file()
      var written = 0
      while file >= 0, let start = content.baseAddress, written < content.count {
        let more = write(file, start + written, content.count - written)
        guard more > 0 else {
          close(file)
          return -1
        }
        written += more
      }
      return file
    }

    /// A table that differs in what the body writes: that alone takes memory, in pages of 1,024 forms.
    public func changed(_ body: (UnsafeMutableBufferPointer<FormID>) throws -> Void) rethrows -> FormTable {
      if let made = FormTable(mapping: file, count: table.count), case .pages(let pages) = made.memory {
        // Nobody else has it yet.
        try body(pages)
        return made
      }
      var forms = table.withForms(Array.init)
      try forms.withUnsafeMutableBufferPointer { try body($0) }
      return FormTable(forms)
    }
  }
}
