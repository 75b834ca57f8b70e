import TextProcessing

extension AnnotatedRegion.Attribute {
  /// Adds a further value, unless it is the one that is there.
  fileprivate mutating func join(_ value: String) {
    if self.value != value { self.value += "; " + value }
  }
}

/// Attributes in the order in which their names came first.
struct AttributeList {
  /// The attributes.
  private(set) var attributes: [AnnotatedRegion.Attribute] = []
  /// Where each name is among them.
  private var places: [String: Int] = [:]

  /// The value of a name.
  subscript(name: String) -> String? { places[name].map { attributes[$0].value } }

  /// Adds an attribute; a name that is there already gets the values joined by `; `.
  mutating func add(_ name: String, _ value: String) {
    guard let place = places[name] else {
      places[name] = attributes.count
      return attributes.append(AnnotatedRegion.Attribute(name: name, value: value))
    }
    attributes[place].join(value)
  }
}

extension [MetadataField] {
  /// How many fields of a document are read at most; a store refuses a document of half as many.
  static var most: Int { 4_096 }

  /// Adds a value without the blanks around it, unless nothing is left; a field that is there gets the values joined by `; `.
  mutating func add(_ name: String, _ value: String) {
    let value = String(decoding: LineScanner.trimmed(ArraySlice(value.utf8)), as: UTF8.self)
    if name.isEmpty || value.isEmpty || count == Self.most { return }
    guard let index = firstIndex(where: { $0.name == name }) else {
      return append(MetadataField(name: name, value: value))
    }
    if self[index].value != value { self[index].value += "; " + value }
  }
}

extension [FormatRemark: Int] {
  /// Counts a remark; names come from outside, so that only so many different ones are kept.
  mutating func add(_ remark: FormatRemark) {
    if count < 64 || self[remark] != nil { self[remark, default: 0] += 1 } else { self[.others, default: 0] += 1 }
  }
}
