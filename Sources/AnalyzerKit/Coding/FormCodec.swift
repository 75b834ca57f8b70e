/// How forms are written in a partial that leaves its store: as their text, and back.
public protocol FormCodec: Sendable {
  /// The UTF-8 bytes of a form.
  func text(of form: FormID) throws -> [UInt8]
  /// The number of a form in the store that reads the partial, interned if it is new there.
  func form(of text: [UInt8]) throws -> FormID
}

extension CodingUserInfoKey {
  /// Holds the `FormCodec` of a partial that leaves its store; without one, forms are written as numbers.
  static var formCodec: CodingUserInfoKey? { CodingUserInfoKey(rawValue: "lect.formCodec") }
}

/// Writes and reads lists of forms inside a container's blob: as numbers, or as texts through a codec.
struct FormWriting {
  let codec: (any FormCodec)?

  init(_ userInfo: [CodingUserInfoKey: Any]) {
    codec = CodingUserInfoKey.formCodec.flatMap { userInfo[$0] } as? any FormCodec
  }

  /// Writes the forms, which ascend by number when there is no codec; returns the order in which they were written.
  func write(_ forms: [FormID], to writer: inout ByteWriter) throws -> [Int] {
    guard let codec else {
      writeNumbers(count: forms.count, to: &writer) { body in for form in forms { body(form.rawValue) } }
      return Array(forms.indices)
    }
    let texts = try forms.map { try codec.text(of: $0) }
    let order = texts.indices.sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
    writer.append(UInt64(1))
    writer.append(UInt64(forms.count))
    for index in order {
      writer.append(UInt64(texts[index].count))
      writer.append(raw: texts[index])
    }
    return order
  }

  /// Writes the numbers of forms, which `forEach` gives ascending: so many.
  @inline(__always)
  func writeNumbers(count: Int, to writer: inout ByteWriter, _ forEach: ((UInt32) -> Void) -> Void) {
    writer.append(UInt64(0))
    writer.append(UInt64(count))
    writer.append(numbers: count, mostBytes: 5) { numbers in
      var last: UInt32 = 0
      forEach { form in
        numbers.append(UInt64(form &- last))
        last = form
      }
    }
  }

  /// Reads forms in the order in which they were written.
  func read(from reader: inout ByteReader) throws -> [FormID] {
    let isText = try reader.readNumber() == 1
    let count = try reader.readCount()
    var forms: [FormID] = []
    forms.reserveCapacity(count)
    if isText {
      guard let codec else { throw AnalyzerError.damagedPartial("it holds texts and no vocabulary to read them") }
      for _ in 0..<count { forms.append(try codec.form(of: try reader.readBytes(try reader.readCount()))) }
    } else {
      // Numbers mean nothing outside the store that gave them.
      guard codec == nil else { throw AnalyzerError.damagedPartial("it holds form numbers of another store") }
      var last: UInt32 = 0
      for index in 0..<count {
        let step = try reader.readForm().rawValue
        let (form, overflow) = last.addingReportingOverflow(step)
        guard !overflow, form != .max, index == 0 || step > 0 else {
          throw AnalyzerError.damagedPartial("forms out of order")
        }
        forms.append(FormID(rawValue: form))
        last = form
      }
    }
    return forms
  }
}
