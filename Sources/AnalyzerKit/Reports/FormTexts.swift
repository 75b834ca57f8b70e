/// The texts of some forms as UTF-8, one behind another.
public struct FormTextList: Sendable {
  /// The bytes of all texts.
  public private(set) var bytes: [UInt8] = []
  /// Where each text ends in them; it starts where the one before ends.
  public private(set) var ends: [Int] = []

  /// No texts yet.
  public init() {}

  /// Adds a text.
  public mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }
}

/// The texts of forms, each looked up once and then joined as bytes: for tables with many lines of running text.
///
/// What was looked up is shared with copies.
public struct FormTexts {
  private let context: AnalysisContext
  private let memory = Memory()

  /// The bytes of all texts so far, one behind another, and where each is.
  private final class Memory {
    /// By form: one more than its place among `texts`.
    @exclusivity(unchecked) var places = SparseCounts<UInt32>()
    @exclusivity(unchecked) var bytes = GrowingBuffer<UInt8>(capacity: FormTexts.step)
    @exclusivity(unchecked) var texts = GrowingBuffer<(start: Int, count: Int)>()
    /// The forms that were asked for and are not looked up.
    @exclusivity(unchecked) var missing: [FormID] = []
    /// The texts of the line, and the line.
    @exclusivity(unchecked) var parts = GrowingBuffer<(start: Int, count: Int)>()
    @exclusivity(unchecked) var line = GrowingBuffer<UInt8>()

    /// Makes a place for the text of a form where there is none; all that are missing are looked up together.
    func ask(_ form: FormID) {
      guard places[form.rawValue] == 0 else { return }
      missing.append(form)
      places.add(form.rawValue, texts.count + missing.count)
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
        for form in missing { places.remove(form.rawValue) }
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
      var place = places[form.rawValue]
      if place == 0 || place > texts.count {
        ask(form)
        try lookUp(in: context)
        place = places[form.rawValue]
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
