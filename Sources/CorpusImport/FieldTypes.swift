/// The types of metadata fields: declared, or told by all their values.
///
/// A field is int if all its values are whole numbers of 64 bits, else real if all are numbers, else date if all are
/// years, months or days and one is no bare year, else text. A field that is called `date` is a date where all
/// its values are, bare years too. Leading zeros make text of a number, so that identifiers survive; so do whole
/// numbers that do not fit. Values may be observed in any order, in parts that are merged.
public struct FieldTypes: Sendable {
  /// What the values of a field have been so far.
  fileprivate struct Evidence {
    var isInt = true
    var isReal = true
    var isDate = true
    var hasMonth = false
  }

  /// The types that were declared; they are not inferred.
  public let declared: DeclaredTypes
  /// The fields that have had a value, in the order they first had one.
  public private(set) var fields: [String] = []
  private var evidence: [String: Evidence] = [:]

  /// The types before any value was seen.
  public init(declared: DeclaredTypes = DeclaredTypes()) {
    self.declared = declared
  }

  /// Takes the fields of one document into account.
  public mutating func observe(_ metadata: [MetadataField]) {
    for field in metadata {
      if evidence[field.name] == nil { fields.append(field.name) }
      if declared.types[field.name] == nil {
        evidence[field.name, default: Evidence()].observe(field.value)
      } else {
        evidence[field.name] = Evidence()
      }
    }
  }

  /// Takes what another saw into account; in the order of fields it comes after this.
  public mutating func merge(_ other: FieldTypes) {
    for field in other.fields {
      guard let theirs = other.evidence[field] else { continue }
      if evidence[field] == nil { fields.append(field) }
      evidence[field, default: Evidence()].merge(theirs)
    }
  }

  /// The type of a field; text for one that had no value.
  public func type(of field: String) -> FieldType {
    if let type = declared.types[field] { return type }
    guard let evidence = evidence[field] else { return .text }
    if evidence.isDate, evidence.hasMonth || field == "date" { return .date }
    if evidence.isInt { return .int }
    return evidence.isReal ? .real : .text
  }

  /// The value of a document's field, typed.
  ///
  /// Throws where it is not of the type that was declared.
  public func value(of field: MetadataField, in document: String) throws(ImportError) -> FieldValue {
    let type = type(of: field.name)
    guard let value = type.value(of: field.value) else {
      throw .badValue(field: field.name, value: field.value, type: type, document: document)
    }
    return value
  }

  /// The notice that says what was inferred; nil where every type was declared.
  public var notice: ImportNotice? {
    let inferred = fields.filter { declared.types[$0] == nil }
    return inferred.isEmpty ? nil : .inferredTypes(inferred.map { InferredType(field: $0, type: type(of: $0)) })
  }
}

extension FieldTypes.Evidence {
  fileprivate mutating func observe(_ value: String) {
    isInt = isInt && FieldType.int.value(of: value) != nil
    if isReal {
      let isLongInteger = FieldType.isInteger(value) && Int(value) == nil
      isReal = !isLongInteger && FieldType.real.value(of: value) != nil
    }
    if isDate {
      let date = PartialDate(value)
      isDate = date != nil
      hasMonth = hasMonth || date?.month != nil
    }
  }

  fileprivate mutating func merge(_ other: FieldTypes.Evidence) {
    isInt = isInt && other.isInt
    isReal = isReal && other.isReal
    isDate = isDate && other.isDate
    hasMonth = hasMonth || other.hasMonth
  }
}
