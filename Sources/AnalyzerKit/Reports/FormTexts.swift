/// The texts of forms, each looked up once and then joined as bytes: for tables with many lines of running text.
///
/// What was looked up is shared with copies.
public struct FormTexts {
  private let context: AnalysisContext
  private let memory = Memory()

  /// The bytes of all texts so far, one behind another, and where each ends.
  private final class Memory {
    /// By form: one more than its place among `ends`.
    @exclusivity(unchecked) var places = SparseCounts()
    @exclusivity(unchecked) var bytes = GrowingBuffer<UInt8>()
    @exclusivity(unchecked) var ends = GrowingBuffer<Int>()
    @exclusivity(unchecked) var line = GrowingBuffer<UInt8>()

    /// Where a text is, by one more than its place.
    func range(_ place: Int) -> Range<Int> { (place == 1 ? 0 : ends[place - 2])..<ends[place - 1] }

    /// Adds the bytes of a text, and a blank if it is wanted, to the line.
    func append(_ text: Range<Int>, blank: Bool) {
      line.append(count: text.count + (blank ? 1 : 0)) { (room: UnsafeMutableBufferPointer<UInt8>) in
        guard let target = room.baseAddress else { return }
        target.update(from: bytes.pointer + text.lowerBound, count: text.count)
        if blank { target[text.count] = UInt8(ascii: " ") }
      }
    }
  }

  /// Looks texts up in a context.
  public init(_ context: AnalysisContext) { self.context = context }

  /// The texts of some forms, one after another, with a blank behind each that `spaces` marks, but for the last.
  ///
  /// Both have the same length; a form without a mark has no blank.
  public mutating func joined(_ forms: ArraySlice<FormID>, _ spaces: ArraySlice<Bool>) throws -> String {
    let memory = memory
    memory.line.removeAll()
    var space = spaces.startIndex
    for index in forms.indices {
      let isSpaced = space < spaces.endIndex && spaces[space] && index + 1 < forms.endIndex
      memory.append(try range(of: forms[index]), blank: isSpaced)
      space += 1
    }
    return String(
      decoding: UnsafeBufferPointer(start: memory.line.pointer, count: memory.line.count), as: UTF8.self)
  }

  /// The text of a form.
  public mutating func text(of form: FormID) throws -> String {
    let range = try range(of: form)
    return String(
      decoding: UnsafeBufferPointer(start: memory.bytes.pointer + range.lowerBound, count: range.count), as: UTF8.self)
  }

  private func range(of form: FormID) throws -> Range<Int> {
    let known = memory.places[form.rawValue]
    if known > 0 { return memory.range(known) }
    var text = try context.text(of: form)
    text.withUTF8 { utf8 in
      memory.bytes.append(count: utf8.count) { (room: UnsafeMutableBufferPointer<UInt8>) in
        _ = room.update(fromContentsOf: utf8)
      }
    }
    memory.ends.append(memory.bytes.count)
    memory.places.add(form.rawValue, memory.ends.count)
    return memory.range(memory.ends.count)
  }
}
