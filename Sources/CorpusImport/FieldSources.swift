/// Where the fields of documents come from: the heading, the path, the table; the later has the say.
struct FieldSources {
  /// Every field once, in order.
  private(set) var fields: [String] = []
  /// The fields that come from more than one source.
  private(set) var notices: [ImportNotice] = []
  private let columns: [String]
  private let bringsOthers: Bool

  /// `bringsOthers`: whether documents may bring fields that nobody knows yet.
  init(_ plan: ImportPlan, table: MetadataTable?, bringsOthers: Bool) {
    columns = table?.columns ?? []
    self.bringsOthers = bringsOthers
    var origin: [String: String] = [:]
    // What the automatic heading may give is no promise that it does.
    let headingName = plan.heading == .auto ? nil : "the heading"
    for (name, source) in [
      (headingName, plan.heading.fields), ("the path", plan.path?.fields ?? []), ("the table", table?.columns ?? []),
    ] {
      for field in source {
        if let earlier = origin[field], let name {
          notices.append(.fieldTwice(field, taken: name, overruled: earlier))
        } else if !fields.contains(field) {
          fields.append(field)
        }
        if let name { origin[field] = name }
      }
    }
  }

  /// The user's types, and where there are none those of a pattern whose field no later source overrules.
  ///
  /// Throws where a declared field cannot be there.
  func types(_ plan: ImportPlan) throws(ImportError) -> DeclaredTypes {
    for field in plan.types.fields where !bringsOthers && !fields.contains(field) {
      throw .unknownField(field, known: fields)
    }
    var types = plan.types
    for type in plan.path?.types ?? [] where !columns.contains(type.field) { types.addDefault(type.field, type.type) }
    let overruled = columns + (plan.path?.fields ?? [])
    for type in plan.heading.types where !overruled.contains(type.field) { types.addDefault(type.field, type.type) }
    return types
  }
}
