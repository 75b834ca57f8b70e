import Glibc

/// A number for every form, in pages that never move: the sequencer adds while encoders read what was there when they got
/// their work. Numbers that were not set are 0.
final class PagedNumbers<Number: FixedWidthInteger & BitwiseCopyable>: @unchecked Sendable {
  private static var pageBits: Int { 16 }
  private let pages: UnsafeMutablePointer<UnsafeMutablePointer<Number>?>

  init() {
    pages = .allocate(capacity: 1 << 16)
    pages.initialize(repeating: nil, count: 1 << 16)
  }

  deinit {
    for page in 0..<(1 << 16) { pages[page]?.deallocate() }
    pages.deallocate()
  }

  /// The number of a form.
  @inline(__always)
  subscript(_ form: UInt32) -> Number {
    pages[Int(form &>> 16)].map { $0[Int(form & 0xFFFF)] } ?? 0
  }

  /// Sets the number of a form; only the sequencer does.
  @inline(__always)
  func set(_ form: UInt32, _ number: Number) {
    let page = Int(form &>> 16)
    if pages[page] == nil { addPage(page) }
    pages[page]?[Int(form & 0xFFFF)] = number
  }

  @inline(never)
  private func addPage(_ page: Int) {
    let made = UnsafeMutablePointer<Number>.allocate(capacity: 1 << PagedNumbers.pageBits)
    made.initialize(repeating: 0, count: 1 << PagedNumbers.pageBits)
    pages[page] = made
  }

  /// A copy of the numbers of a range of forms.
  func numbers(_ forms: Range<Int>) -> [Number] { forms.map { self[UInt32(truncatingIfNeeded: $0)] } }
}
