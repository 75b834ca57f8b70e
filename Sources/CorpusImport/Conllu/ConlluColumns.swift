/// What the columns of a file hold: the ten of CoNLL-U, or those that `# global.columns` of CoNLL-U Plus names.
struct ConlluColumns: Equatable {
  /// What a column holds.
  enum Role: Equatable {
    case id, form, misc
    /// DEPS, which no layer keeps.
    case dependencies
    /// A layer, by its place among the layers; a sole `_` is no value, but for the lemma of the form `_`.
    case layer(Int, isLemma: Bool)
  }

  /// The columns of CoNLL-U.
  static let standard = ConlluColumns(
    roles: [
      .id, .form, .layer(0, isLemma: true), .layer(1, isLemma: false), .layer(2, isLemma: false),
      .layer(3, isLemma: false), .layer(4, isLemma: false), .layer(5, isLemma: false), .dependencies, .misc,
    ], layers: ["lemma", "pos", "xpos", "feats", "head", "deprel"])

  /// What each column holds, in order.
  let roles: [Role]
  /// The names of the layers.
  let layers: [String]
  /// The columns that a save of Lect wrote, in which a value of a sole mark is a reference.
  let own: Set<Int>
  /// The column of the word's number.
  let id: Int
  /// The column of the form.
  let form: Int

  private init(roles: [Role], layers: [String], own: Set<Int> = []) {
    self.roles = roles
    self.layers = layers
    self.own = own
    id = roles.firstIndex(of: .id) ?? 0
    form = roles.firstIndex(of: .form) ?? 1
  }

  /// The columns of these names; what is wrong with them otherwise.
  static func named(_ names: [String]) -> Result<ConlluColumns, ColumnProblem> {
    var roles: [Role] = []
    var layers: [String] = []
    for name in names {
      let role = role(name, layers.count)
      if case .layer = role {
        let layer = layer(name)
        if layers.contains(layer) || layer == "words" {
          return .failure(.init("the column \(name.clipped) is named twice"))
        }
        layers.append(layer)
        guard layers.count <= 60 else { return .failure(.init("global.columns names more than 60 layers")) }
      } else if roles.contains(role) {
        return .failure(.init("the column \(name.clipped) is named twice"))
      }
      roles.append(role)
    }
    guard roles.contains(.id), roles.contains(.form) else {
      return .failure(.init("global.columns must name ID and FORM"))
    }
    let own = names.indices.filter { names[$0].hasPrefix("LECT:") }
    return .success(ConlluColumns(roles: roles, layers: layers, own: Set(own)))
  }

  /// Why names cannot be those of columns.
  struct ColumnProblem: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private static func role(_ name: String, _ place: Int) -> Role {
    switch name {
    case "ID": .id
    case "FORM": .form
    case "DEPS": .dependencies
    case "MISC": .misc
    default: .layer(place, isLemma: name == "LEMMA")
    }
  }

  /// The layer of a column: UPOS is `pos`, others are in lower case; after `LECT:` stands the layer's own name.
  private static func layer(_ name: String) -> String {
    if name == "UPOS" { return "pos" }
    let own = name.hasPrefix("LECT:") ? String(name.dropFirst(5)) : name.lowercased()
    let layer = MarkupName.made(of: own)
    return LayerColumns.reserved.contains(layer) ? layer + "_" : layer
  }
}
