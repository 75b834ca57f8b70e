/// How often each form was counted: a hash table at first, an array by form number when it fills.
public struct FormCounter: Sendable {
  private var cells = CountCells()
  /// The sum of all counts.
  public private(set) var total = 0

  /// Counts nothing yet.
  public init() {}

  /// Counts that are there as a byte a form, by number, those from 255 on elsewhere: their bytes are 255, and `large` has each once.
  ///
  /// Nil where these do not fit each other, or the total is beyond a whole number. Linear in the bytes.
  public init?(bytes: [UInt8], large: [(form: FormID, count: Int)]) {
    guard let made = CountCells.cells(bytes, large) else { return nil }
    (cells, total) = (made.cells, made.total)
  }

  /// How many forms have a count; linear when the counter is dense.
  public var distinct: Int { cells.count }

  /// The count of a form, 0 when it was not counted.
  public subscript(form: FormID) -> Int { cells[form.rawValue] }

  /// Adds to the count of a form; `count` is not negative.
  public mutating func add(_ form: FormID, _ count: Int = 1) {
    guard count > 0 else { return }
    total += count
    cells.add(form.rawValue, count)
  }

  /// Counts each form of a list once more: much faster than form by form.
  public mutating func add(_ forms: [FormID]) {
    total += forms.count
    cells.increment(forms)
  }

  /// Adds how often each form of a view occurs: much faster than form by form.
  public mutating func addCounts(of counts: borrowing FormCounts) {
    if let sums = counts.sums { return take(sums.counts) }
    let lists = counts.lists
    add(lists.forms, lists.counts)
    for (index, more) in counts.beyond { add(lists.forms[index], more.count) }
  }

  /// Adds in how many documents each form of a view occurs: much faster than form by form.
  public mutating func addDocuments(of counts: borrowing FormCounts) {
    if let sums = counts.sums { return take(sums.documents) }
    let lists = counts.lists
    add(lists.forms, lists.documents)
    for (index, more) in counts.beyond { add(lists.forms[index], more.documents) }
  }

  private mutating func add(_ forms: UnsafeBufferPointer<FormID>, _ numbers: UnsafeBufferPointer<UInt32>) {
    var largest: UInt32 = 0
    for index in 0..<forms.count { largest = max(largest, forms[index].rawValue) }
    cells.reserve(forms.count, upTo: largest)
    var sum = 0
    for index in 0..<forms.count { sum &+= Int(numbers[index]) }
    total += sum
    cells.add(numbers, to: forms)
  }

  /// Takes the forms of a set out.
  public mutating func remove(_ forms: FormSet) {
    for form in forms.forms {
      total -= self[form]
      cells.remove(form.rawValue)
    }
  }

  /// Goes through the forms with a count, ascending by number.
  public func forEach(_ body: (FormID, Int) throws -> Void) rethrows {
    try cells.forEach { form, count in try body(FormID(rawValue: form), count) }
  }

  /// Calls the body, in no order that matters, with the forms counted at least so often; the body may raise the threshold.
  func forEach(atLeast threshold: Int, _ body: (FormID, Int, inout Int) -> Void) {
    cells.forEach(atLeast: threshold) { form, count, least in body(FormID(rawValue: form), count, &least) }
  }
}

extension FormCounter: Mergeable {
  /// Adds the counts of another counter.
  public mutating func merge(_ other: FormCounter) throws {
    guard !total.addingReportingOverflow(other.total).overflow else { throw AnalyzerError.overflow("a total") }
    take(other)
  }

  /// Adds the counts of another counter; one without counts shares the memory of the other until it changes.
  private mutating func take(_ other: FormCounter) {
    if total == 0 {
      self = other
      return
    }
    cells.merge(other.cells)
    total += other.total
  }
}

extension FormCounter: Codable {
  /// Reads a counter; damaged bytes are an error.
  public init(from decoder: any Decoder) throws {
    var reader = ByteReader(try Blob(from: decoder).bytes)
    let forms = try FormWriting(decoder.userInfo).read(from: &reader)
    var numbers: [UInt32] = []
    numbers.reserveCapacity(forms.count)
    var sum = 0
    for form in forms {
      let count = try reader.readNatural()
      let (next, overflow) = sum.addingReportingOverflow(count)
      guard !overflow else { throw AnalyzerError.overflow("a total") }
      sum = next
      // What is too large for a list of 32 bits is added alone.
      numbers.append(UInt32(exactly: count) ?? 0)
      if count > UInt32.max { add(form, count) }
    }
    guard reader.isAtEnd else { throw AnalyzerError.damagedPartial("a counter has bytes left over") }
    forms.withUnsafeBufferPointer { forms in
      numbers.withUnsafeBufferPointer { numbers in add(forms, numbers) }
    }
  }

  /// Writes the forms in order, then their counts.
  public func encode(to encoder: any Encoder) throws {
    var writer = ByteWriter()
    let writing = FormWriting(encoder.userInfo)
    guard cells.isNatural else { throw AnalyzerError.overflow("a count below 0") }
    if writing.codec == nil {
      let count = cells.count
      writing.writeNumbers(count: count, to: &writer) { body in cells.forEach { form, _ in body(form) } }
      writer.append(numbers: count, mostBytes: 10) { numbers in
        cells.forEach { _, count in numbers.append(UInt64(truncatingIfNeeded: count)) }
      }
    } else {
      var forms: [FormID] = []
      var counts: [Int] = []
      forEach { form, count in
        forms.append(form)
        counts.append(count)
      }
      for index in try writing.write(forms, to: &writer) { writer.append(UInt64(truncatingIfNeeded: counts[index])) }
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
