/// The texts of forms, each looked up once and then joined as bytes: for tables with many lines of running text.
///
/// What was looked up is shared with copies.
public struct FormTexts {
  private let context: AnalysisContext
  private let memory = Memory()

  /// The bytes of all texts so far, one behind another, and where each ends.
  private final class Memory {
    /// By form: one more than its place among `ends`.
    @exclusivity(unchecked) var places = SparseCounts<UInt32>()
    @exclusivity(unchecked) var bytes = GrowingBuffer<UInt8>()
    @exclusivity(unchecked) var ends = GrowingBuffer<Int>()
    @exclusivity(unchecked) var line = GrowingBuffer<UInt8>()

    /// Where the text of a form is; it is looked up when it is first asked for.
    func range(of form: FormID, in context: AnalysisContext) throws -> Range<Int> {
      var place = places[form.rawValue]
      if place == 0 {
        let text = try context.bytes(of: form)
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
        place = ends.count
        places.add(form.rawValue, place)
      }
      return (place == 1 ? 0 : ends[place - 2])..<ends[place - 1]
    }

    /// Puts the texts of forms on the line, one after another, with a blank behind each that is marked, but for the last.
    func join(
      _ forms: UnsafeBufferPointer<FormID>, _ spaces: UnsafeBufferPointer<Bool>, in context: AnalysisContext
    ) throws {
      line.removeAll()
      for index in 0..<forms.count {
        let text = try range(of: forms[index], in: context)
        let blanks = index < spaces.count && spaces[index] && index + 1 < forms.count ? 1 : 0
        line.append(count: text.count + blanks) { (room: UnsafeMutableBufferPointer<UInt8>) in
          guard let target = room.baseAddress else { return }
          target.update(from: bytes.pointer + text.lowerBound, count: text.count)
          if blanks > 0 { target[text.count] = UInt8(ascii: " ") }
        }
      }
    }
  }

  /// Looks texts up in a context.
  public init(_ context: AnalysisContext) { self.context = context }

  /// The texts of some forms, one after another, with a blank behind each that `spaces` marks, but for the last.
  ///
  /// Both have the same length; a form without a mark has no blank.
  public mutating func joined(_ forms: ArraySlice<FormID>, _ spaces: ArraySlice<Bool>) throws -> String {
    try forms.withUnsafeBufferPointer { forms in
      try spaces.withUnsafeBufferPointer { spaces in try memory.join(forms, spaces, in: context) }
    }
    return String(
      decoding: UnsafeBufferPointer(start: memory.line.pointer, count: memory.line.count), as: UTF8.self)
  }

  /// The text of a form.
  public mutating func text(of form: FormID) throws -> String {
    let range = try memory.range(of: form, in: context)
    return String(
      decoding: UnsafeBufferPointer(start: memory.bytes.pointer + range.lowerBound, count: range.count), as: UTF8.self)
  }
}
