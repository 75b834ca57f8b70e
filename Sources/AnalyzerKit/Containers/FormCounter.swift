/// How often each form was counted: a hash table at first, an array by form number when it fills.
public struct FormCounter: Sendable {
  @usableFromInline var dense: [Int] = []
  @usableFromInline var sparse: [UInt32: Int] = [:]
  /// No form in the hash table has a larger number.
  private var largest: UInt32 = 0
  /// The sum of all counts.
  public private(set) var total = 0

  /// Counts nothing yet.
  public init() {}

  /// How many forms have a count; linear when the counter is dense.
  public var distinct: Int { sparse.count + dense.reduce(0) { $0 + ($1 == 0 ? 0 : 1) } }

  /// The count of a form, 0 when it was not counted.
  public subscript(form: FormID) -> Int {
    if let count = sparse[form.rawValue] { return count }
    let index = Int(form.rawValue)
    return index < dense.count ? dense[index] : 0
  }

  /// Adds to the count of a form; `count` is not negative.
  public mutating func add(_ form: FormID, _ count: Int = 1) {
    total += count
    let index = Int(form.rawValue)
    if index < dense.count {
      dense[index] += count
    } else {
      addSparse(form, count)
    }
  }

  private mutating func addSparse(_ form: FormID, _ count: Int) {
    guard count != 0 else { return }
    sparse[form.rawValue, default: 0] += count
    // An entry of the hash table takes about four times the room of one of the array.
    largest = max(largest, form.rawValue)
    if sparse.count > 1024, Int(largest) < sparse.count * 8 { makeDense() }
  }

  private mutating func makeDense() {
    dense.append(contentsOf: repeatElement(0, count: max(0, Int(largest) + 1 - dense.count)))
    for (form, count) in sparse { dense[Int(form)] += count }
    sparse = [:]
    largest = 0
  }

  /// Takes the forms of a set out.
  public mutating func remove(_ forms: FormSet) {
    for form in forms.forms {
      let count = self[form]
      guard count != 0 else { continue }
      total -= count
      if sparse.removeValue(forKey: form.rawValue) == nil { dense[Int(form.rawValue)] = 0 }
    }
  }

  /// Goes through the forms with a count, ascending by number.
  public func forEach(_ body: (FormID, Int) throws -> Void) rethrows {
    for (index, count) in dense.enumerated() where count != 0 {
      try body(FormID(rawValue: UInt32(truncatingIfNeeded: index)), count)
    }
    for form in sparse.keys.sorted() {
      if let count = sparse[form] { try body(FormID(rawValue: form), count) }
    }
  }
}

extension FormCounter: Mergeable {
  /// Adds the counts of another counter.
  public mutating func merge(_ other: FormCounter) throws {
    guard !total.addingReportingOverflow(other.total).overflow else { throw AnalyzerError.overflow("a total") }
    if dense.isEmpty, sparse.isEmpty {
      self = other
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
