/// How often each form was counted: a hash table at first, an array by form number when it fills.
public struct FormCounter: Sendable {
  /// The lower 32 bits of each count.
  private var low = FormTable()
  /// What counts have beyond 32 bits: multiples of 2^32.
  private var high: [UInt32: Int] = [:]
  /// The sum of all counts.
  public private(set) var total = 0

  /// Counts nothing yet.
  public init() {}

  /// How many forms have a count; linear when the counter is dense.
  public var distinct: Int { low.count + high.keys.reduce(0) { $0 + (low[$1] == 0 ? 1 : 0) } }

  /// The count of a form, 0 when it was not counted.
  public subscript(form: FormID) -> Int {
    let count = Int(low[form.rawValue])
    return high.isEmpty ? count : count + (high[form.rawValue] ?? 0)
  }

  /// Adds to the count of a form; `count` is not negative.
  public mutating func add(_ form: FormID, _ count: Int = 1) {
    guard count > 0 else { return }
    total += count
    addToCell(form.rawValue, count)
  }

  /// Counts each form of a list once more: much faster than form by form.
  public mutating func add(_ forms: [FormID]) {
    let left = low.add(forms.count) { (forms[$0].rawValue, 1) }
    for index in left { addToCell(forms[index].rawValue, 1) }
    total += forms.count
  }

  private mutating func addToCell(_ form: UInt32, _ count: Int) {
    let added = UInt32(truncatingIfNeeded: count)
    let overflow = low.update(form) { cell in
      cell &+= added
      return cell < added
    }
    if overflow || count > UInt32.max {
      high[form, default: 0] += count & ~0xFFFF_FFFF + (overflow ? 0x1_0000_0000 : 0)
    }
  }

  /// Adds how often each form of a view occurs: much faster than form by form.
  public mutating func addCounts(of counts: borrowing FormCounts) {
    let entries = UnsafeBufferPointer(start: counts.entries, count: counts.count)
    add(entries.count, upTo: counts.largest) { (entries[$0].form, entries[$0].count) }
  }

  /// Adds in how many documents each form of a view occurs: much faster than form by form.
  public mutating func addDocuments(of counts: borrowing FormCounts) {
    let entries = UnsafeBufferPointer(start: counts.entries, count: counts.count)
    add(entries.count, upTo: counts.largest) { (entries[$0].form, entries[$0].documents) }
  }

  @inline(__always)
  private mutating func add(_ count: Int, upTo bound: FormID?, _ item: (Int) -> (form: FormID, count: Int)) {
    if let bound { low.reserve(count, upTo: bound.rawValue) }
    var largest: UInt32 = 0
    for index in 0..<count { largest = max(largest, item(index).form.rawValue) }
    low.reserve(count, upTo: largest)
    var sum = 0
    let left = low.add(count) { index in
      let (form, count) = item(index)
      sum &+= max(count, 0)
      return (form.rawValue, count < 0 ? 0 : UInt32(exactly: count))
    }
    for index in left {
      let (form, count) = item(index)
      if count > 0 { addToCell(form.rawValue, count) }
    }
    total += sum
  }

  /// Takes the forms of a set out.
  public mutating func remove(_ forms: FormSet) {
    for form in forms.forms {
      let count = self[form]
      guard count != 0 else { continue }
      total -= count
      low.update(form.rawValue) { $0 = 0 }
      high[form.rawValue] = nil
    }
  }

  /// Goes through the forms with a count, ascending by number.
  public func forEach(_ body: (FormID, Int) throws -> Void) rethrows {
    guard high.isEmpty else { return try forEachOfMany(body) }
    try low.forEach { form, count in try body(FormID(rawValue: form), Int(count)) }
  }

  /// Calls the body, in no order that matters, with the forms counted at least so often; the body may raise the threshold.
  func forEach(atLeast threshold: Int, _ body: (FormID, Int, inout Int) -> Void) {
    var least = threshold
    guard high.isEmpty else {
      return forEach { form, count in
        if count >= least { body(form, count, &least) }
      }
    }
    low.forEach(atLeast: UInt32(clamping: threshold)) { form, count, bound in
      body(FormID(rawValue: form), Int(count), &least)
      bound = max(UInt32(clamping: least), 1)
    }
  }

  /// The same where some counts do not fit 32 bits.
  private func forEachOfMany(_ body: (FormID, Int) throws -> Void) rethrows {
    var forms = Set(high.keys)
    low.forEach { form, _ in forms.insert(form) }
    for form in forms.sorted() { try body(FormID(rawValue: form), self[FormID(rawValue: form)]) }
  }
}

extension FormCounter: Mergeable {
  /// Adds the counts of another counter.
  public mutating func merge(_ other: FormCounter) throws {
    guard !total.addingReportingOverflow(other.total).overflow else { throw AnalyzerError.overflow("a total") }
    if total == 0 {
      self = other
      return
    }
    var largest: UInt32 = 0
    var count = 0
    other.low.forEach { form, _ in
      largest = max(largest, form)
      count += 1
    }
    low.reserve(count, upTo: largest)
    if high.isEmpty, other.high.isEmpty, low.merge(other.low) {
      total += other.total
      return
    }
    other.forEach { form, count in add(form, count) }
  }
}

extension FormCounter: Codable {
  /// Reads a counter; damaged bytes are an error.
  public init(from decoder: any Decoder) throws {
    var reader = ByteReader(try Blob(from: decoder).bytes)
    let forms = try FormWriting(decoder.userInfo).read(from: &reader)
    var sum = 0
    for form in forms {
      let count = try reader.readNatural()
      let (next, overflow) = sum.addingReportingOverflow(count)
      guard !overflow else { throw AnalyzerError.overflow("a total") }
      sum = next
      add(form, count)
    }
    guard reader.isAtEnd else { throw AnalyzerError.damagedPartial("a counter has bytes left over") }
  }

  /// Writes the forms in order, then their counts.
  public func encode(to encoder: any Encoder) throws {
    var forms: [FormID] = []
    var counts: [Int] = []
    forEach { form, count in
      forms.append(form)
      counts.append(count)
    }
    var writer = ByteWriter()
    for index in try FormWriting(encoder.userInfo).write(forms, to: &writer) {
      guard let count = UInt64(exactly: counts[index]) else { throw AnalyzerError.overflow("a count below 0") }
      writer.append(count)
    }
    try Blob(writer.bytes).encode(to: encoder)
  }
}

extension FormCounter: Equatable {
  /// Two counters are equal when every form has the same count in both.
  public static func == (left: FormCounter, right: FormCounter) -> Bool {
    guard left.total == right.total else { return false }
    var isEqual = true
    left.forEach { form, count in isEqual = isEqual && right[form] == count }
    return isEqual && left.distinct == right.distinct
  }
}
