/// The texts of forms, each looked up once and then joined as bytes: for tables with many lines of running text.
public struct FormTexts {
  private let context: AnalysisContext
  /// By form: one more than its place among `ends`.
  private var places = SparseCounts()
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var line: [UInt8] = []

  /// Looks texts up in a context.
  public init(_ context: AnalysisContext) { self.context = context }

  /// The texts of some forms, one after another, with a blank behind each that `spaces` marks, but for the last.
  ///
  /// Both have the same length; a form without a mark has no blank.
  public mutating func joined(_ forms: ArraySlice<FormID>, _ spaces: ArraySlice<Bool>) throws -> String {
    line.removeAll(keepingCapacity: true)
    var space = spaces.startIndex
    for index in forms.indices {
      line += bytes[try range(of: forms[index])]
      if space < spaces.endIndex, spaces[space], index + 1 < forms.endIndex { line.append(UInt8(ascii: " ")) }
      space += 1
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// The text of a form.
  public mutating func text(of form: FormID) throws -> String {
    String(decoding: bytes[try range(of: form)], as: UTF8.self)
  }

  private mutating func range(of form: FormID) throws -> Range<Int> {
    var place = places[form.rawValue]
    if place == 0 {
      var text = try context.text(of: form)
      text.withUTF8 { bytes += $0 }
      ends.append(bytes.count)
      place = ends.count
      places.add(form.rawValue, place)
    }
    return (place == 1 ? 0 : ends[place - 2])..<ends[place - 1]
  }
}
