/// The texts of forms, each looked up once and then joined as bytes: for tables with many lines of running text.
///
/// What was looked up is shared with copies.
public struct FormTexts {
  private let context: AnalysisContext
  private let memory = Memory()

  /// The bytes of all texts so far, one behind another, and where each is.
  private final class Memory {
    /// By form: one more than its place among `texts`.
    @exclusivity(unchecked) var places = FormPlaces()
    @exclusivity(unchecked) var bytes = GrowingBuffer<UInt8>(capacity: FormTexts.step)
    @exclusivity(unchecked) var texts = GrowingBuffer<(start: Int, count: Int)>()
    /// The forms that were asked for and are not looked up.
    @exclusivity(unchecked) var missing: [FormID] = []
    /// The texts of the line, and the line.
    @exclusivity(unchecked) var parts = GrowingBuffer<(start: Int, count: Int)>()
    @exclusivity(unchecked) var line = GrowingBuffer<UInt8>()

    /// Makes a place for the text of a form where there is none; all that are missing are looked up together.
    func ask(_ form: FormID) {
      let slot = places.slot(of: form)
      guard places.place(at: slot) == 0 else { return }
      missing.append(form)
      places.set(form, at: slot, to: texts.count + missing.count)
    }

    /// Looks up what is missing.
    func lookUp(in context: AnalysisContext) throws {
      if missing.isEmpty { return }
      let list: FormTextList
      do {
        list = try context.texts(of: missing)
        guard list.ends.count == missing.count else {
          throw AnalyzerError.malformedReport("\(list.ends.count) texts of \(missing.count) forms")
        }
      } catch {
        for form in missing { places.set(form, at: places.slot(of: form), to: 0) }
        missing = []
        throw error
      }
      var start = 0
      for end in list.ends {
        texts.append((bytes.count + start, end - start))
        start = end
      }
      list.bytes.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      // Whole steps are copied from the last text, too.
      bytes.reserve(bytes.count + FormTexts.step)
      missing.removeAll(keepingCapacity: true)
    }

    /// Where the text of a form is; what is missing is looked up.
    func place(of form: FormID, in context: AnalysisContext) throws -> (start: Int, count: Int) {
      var place = places.place(at: places.slot(of: form))
      if place == 0 || place > texts.count {
        ask(form)
        try lookUp(in: context)
        place = places.place(at: places.slot(of: form))
      }
      return texts[place - 1]
    }

    /// Puts the texts of forms on the line, one after another, with a blank behind each that is marked, but for the last.
    func join(
      _ forms: UnsafeBufferPointer<FormID>, _ spaces: UnsafeBufferPointer<Bool>, in context: AnalysisContext
    ) throws {
      line.removeAll()
      parts.removeAll()
      var length = 0
      for form in forms {
        let part = try place(of: form, in: context)
        parts.append(part)
        length += part.count + 1
      }
      var end = 0
      line.append(count: length + FormTexts.step) { (room: UnsafeMutableBufferPointer<UInt8>) in
        guard let target = room.baseAddress else { return }
        for index in 0..<forms.count {
          let (start, count) = parts.pointer[index]
          FormTexts.copy(bytes.pointer + start, to: target + end, count)
          end += count
          // Written over by the next text where there is no blank.
          target[end] = UInt8(ascii: " ")
          end += index < spaces.count && spaces[index] && index + 1 < forms.count ? 1 : 0
        }
      }
      line.truncate(to: end)
    }
  }

  /// A place for each of some forms, from 1 on: a hash table of eight bytes a slot, of which at least half are free.
  private struct FormPlaces: ~Copyable {
    /// From the lowest bit on 32 bits of the form, and one more than its place; 0 is free.
    private var slots = GrowingBuffer<UInt64>(capacity: 1 << 10)
    private var mask = (1 << 10) - 1
    private var used = 0

    init() { slots.append(count: mask + 1) { $0.initialize(repeating: 0) } }

    /// Where a form is, or would be.
    @inline(__always)
    func slot(of form: FormID) -> Int {
      let slots = slots.pointer
      var slot = Int(truncatingIfNeeded: UInt64(form.rawValue) &* 0x9E37_79B9_7F4A_7C15 &>> 32) & mask
      while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot]) != form.rawValue { slot = (slot &+ 1) & mask }
      return slot
    }

    /// The place of the form at a slot; 0 when it has none.
    @inline(__always)
    func place(at slot: Int) -> Int { max(0, Int(truncatingIfNeeded: slots.pointer[slot] &>> 32) &- 1) }

    /// Sets the place of a form, or takes it away, at its slot; slots are others afterwards.
    mutating func set(_ form: FormID, at slot: Int, to place: Int) {
      used += slots[slot] == 0 ? 1 : 0
      slots[slot] = UInt64(form.rawValue) | UInt64(truncatingIfNeeded: place + 1) << 32
      if used * 2 > mask { grow() }
    }

    private mutating func grow() {
      var larger = GrowingBuffer<UInt64>(capacity: (mask + 1) * 2)
      larger.append(count: (mask + 1) * 2) { $0.initialize(repeating: 0) }
      swap(&slots, &larger)
      mask = mask * 2 + 1
      for index in 0..<larger.count where larger[index] != 0 {
        slots[slot(of: FormID(rawValue: UInt32(truncatingIfNeeded: larger[index])))] = larger[index]
      }
    }
  }

  /// Most texts are not longer: what is copied at once.
  private static let step = 16

  /// Copies a text, or a whole step where it is shorter: there must be so much to read, and room for so much.
  @inline(__always)
  private static func copy(_ text: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, _ count: Int) {
    guard count <= step else { return target.update(from: text, count: count) }
    let bytes = UnsafeRawPointer(text).loadUnaligned(as: SIMD16<UInt8>.self)
    UnsafeMutableRawPointer(target).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
  }

  /// Looks texts up in a context.
  public init(_ context: AnalysisContext) { self.context = context }

  /// Tells of forms whose texts will be asked for: with the first of them all are looked up, which takes less than one by one.
  public mutating func expect(_ forms: ArraySlice<FormID>) {
    for form in forms { memory.ask(form) }
  }

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
    let (start, count) = try memory.place(of: form, in: context)
    return String(decoding: UnsafeBufferPointer(start: memory.bytes.pointer + start, count: count), as: UTF8.self)
  }
}
