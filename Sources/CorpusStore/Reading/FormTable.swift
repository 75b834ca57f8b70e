import AnalyzerKit
import CMemory
import Glibc

/// For every word form, by its number, the form that stands for it in a layer.
///
/// Immutable once made, so that threads share it. A layer has a table for each language, and those of most languages differ little:
/// tables that are made of the same original share the pages of memory that are the same.
public final class FormTable: @unchecked Sendable {
  private let forms: UnsafeBufferPointer<FormID>
  /// Whether they are in pages that are mapped, rather than in memory of their own.
  private let isMapped: Bool

  /// A table in memory of its own.
  public init(_ forms: [FormID]) {
    let own = UnsafeMutableBufferPointer<FormID>.allocate(capacity: forms.count)
    _ = own.initialize(from: forms)
    self.forms = UnsafeBufferPointer(own)
    isMapped = false
  }

  /// A table of what a file holds, which takes no memory until it is written to; nil where the system does not map it.
  private init?(mapping file: Int32, count: Int) {
    let bytes = count * MemoryLayout<FormID>.stride
    guard file >= 0, bytes > 0, let start = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0),
      start != MAP_FAILED
    else { return nil }
    forms = UnsafeBufferPointer(start: start.bindMemory(to: FormID.self, capacity: count), count: count)
    isMapped = true
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: forms.baseAddress), forms.count * MemoryLayout<FormID>.stride)
    } else {
      forms.deallocate()
    }
  }

  /// How many word forms there are.
  public var count: Int { forms.count }

  /// Lends the forms to the body.
  @inline(__always)
  public func withForms<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<FormID>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(forms)
  }

  /// The form of a word form; traps unless `index` is below `count`.
  public subscript(index: Int) -> FormID { forms[index] }

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
      let made = FormTable(mapping: file, count: table.count) ?? FormTable(Array(table.forms))
      // Nobody else has it yet.
      try body(UnsafeMutableBufferPointer(mutating: made.forms))
      return made
    }
  }
}
