/// Rows that a fold collects: each of a fixed number of whole numbers and reals, and a list of forms of any length.
///
/// Batches and merges add rows in any order; `ordered` sorts them by their whole numbers, which should therefore name
/// a row uniquely (a document's ordinal, a position).
public struct Records: Sendable, Mergeable {
  /// One row.
  public struct Record: Hashable, Sendable {
    /// The whole numbers.
    public let integers: [Int]
    /// The reals.
    public let reals: [Double]
    /// The forms.
    public let forms: [FormID]
    /// One mark a form, for whatever the analyzer uses it.
    public let marks: [Bool]
  }

  /// How many whole numbers a row has.
  public let integerCount: Int
  /// How many reals a row has.
  public let realCount: Int
  private var integers: [Int] = []
  private var reals: [Double] = []
  private var forms: [FormID] = []
  private var marks: [Bool] = []
  private var formEnds: [Int] = []

  /// No rows yet.
  public init(integers: Int, reals: Int = 0) {
    integerCount = integers
    realCount = reals
  }

  /// How many rows there are.
  public var count: Int { formEnds.count }

  /// Adds a row; one of other lengths is an error.
  ///
  /// Without marks, no form is marked.
  public mutating func append(
    _ integers: [Int], reals: [Double] = [], forms: [FormID] = [], marks: [Bool]? = nil
  ) throws {
    guard integers.count == integerCount, reals.count == realCount, (marks?.count ?? forms.count) == forms.count else {
      throw AnalyzerError.malformedReport("a record of \(integers.count) whole numbers and \(reals.count) reals")
    }
    self.marks += marks ?? Array(repeating: false, count: forms.count)
    self.integers += integers
    self.reals += reals
    self.forms += forms
    formEnds.append(self.forms.count)
  }

  /// A row by its index, which must be less than `count`.
  public func record(_ index: Int) -> Record {
    let range = range(of: index)
    return Record(
      integers: Array(integers[index * integerCount..<(index + 1) * integerCount]),
      reals: Array(reals[index * realCount..<(index + 1) * realCount]),
      forms: Array(forms[range]), marks: Array(marks[range]))
  }

  /// One of the whole numbers of a row: its place among them must be less than `integerCount`, the row's index than `count`.
  public func integer(_ place: Int, of index: Int) -> Int { integers[index * integerCount + place] }

  /// The forms of a row, without copying them; the row's index must be less than `count`.
  public func forms(of index: Int) -> ArraySlice<FormID> { forms[range(of: index)] }

  /// The marks of the forms of a row, without copying them; the row's index must be less than `count`.
  public func marks(of index: Int) -> ArraySlice<Bool> { marks[range(of: index)] }

  private func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : formEnds[index - 1])..<formEnds[index] }

  /// The rows, sorted by their whole numbers, the first number first.
  public var ordered: [Record] {
    order.map(record)
  }

  /// The indices of the rows in that order, for going through many rows one by one.
  public var order: [Int] {
    (0..<count).sorted { left, right in
      for offset in 0..<integerCount {
        let (a, b) = (integers[left * integerCount + offset], integers[right * integerCount + offset])
        if a != b { return a < b }
      }
      return left < right
    }
  }

  /// Adds the rows of another collection of the same shape.
  public mutating func merge(_ other: Records) throws {
    guard other.integerCount == integerCount, other.realCount == realCount else {
      throw AnalyzerError.damagedPartial("records of different shapes cannot be merged")
    }
    integers += other.integers
    reals += other.reals
    let base = forms.count
    forms += other.forms
    marks += other.marks
    formEnds += other.formEnds.map { $0 + base }
  }
}

extension Records: Codable {
  /// Reads rows; damaged bytes are an error.
  public init(from decoder: any Decoder) throws {
    var reader = ByteReader(try Blob(from: decoder).bytes)
    integerCount = try reader.readNatural()
    realCount = try reader.readNatural()
    let count = try reader.readCount()
    guard integerCount <= 64, realCount <= 64 else { throw AnalyzerError.damagedPartial("records are too wide") }
    let table = try FormWriting(decoder.userInfo).read(from: &reader)
    for _ in 0..<count {
      for _ in 0..<integerCount { integers.append(try reader.readSigned()) }
      for _ in 0..<realCount {
        reals.append(Double(bitPattern: try reader.readFixed()))
      }
      for _ in 0..<(try reader.readCount()) {
        let place = try reader.readNatural()
        guard place >> 1 < table.count else {
          throw AnalyzerError.damagedPartial("a record names a form that is not there")
        }
        forms.append(table[place >> 1])
        marks.append(place & 1 == 1)
      }
      formEnds.append(forms.count)
    }
    guard reader.isAtEnd else { throw AnalyzerError.damagedPartial("records have bytes left over") }
  }

  /// Writes the forms that occur once, then the rows in order, naming forms by index.
  public func encode(to encoder: any Encoder) throws {
    var writer = ByteWriter()
    for number in [integerCount, realCount, count] { writer.append(UInt64(number)) }
    let table = Set(forms).sorted()
    let written = try FormWriting(encoder.userInfo).write(table, to: &writer)
    var places = [FormID: Int](minimumCapacity: table.count)
    for (place, index) in written.enumerated() { places[table[index]] = place }
    for index in order {
      for place in index * integerCount..<(index + 1) * integerCount { writer.append(signed: integers[place]) }
      for place in index * realCount..<(index + 1) * realCount { writer.append(fixed: reals[place].bitPattern) }
      let range = range(of: index)
      writer.append(UInt64(range.count))
      for place in range { writer.append(UInt64((places[forms[place]] ?? 0) << 1 | (marks[place] ? 1 : 0))) }
    }
    try Blob(writer.bytes).encode(to: encoder)
  }
}
