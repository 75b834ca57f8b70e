/// Where the form stands in a line of the vertical format, and which layer each other column is.
struct VerticalColumns: Equatable {
  /// For each column its layer's place among `layers`; nil for the form and for columns to be left out.
  let places: [Int?]
  /// The names of the layers.
  let layers: [String]
  /// The column of the form.
  let form: Int
  /// Columns whose names could not stay, with what they are called.
  let renamed: [(String, String)]

  /// The names of all columns, in order.
  var names: [String] {
    places.enumerated().map { column, place in column == form ? "word" : place.map { layers[$0] } ?? "-" }
  }

  static func == (left: VerticalColumns, right: VerticalColumns) -> Bool {
    left.places == right.places && left.layers == right.layers && left.form == right.form
  }

  /// The usual names of columns, as far as there are columns: word, pos, lemma, then `column4` and so on.
  static func usual(_ count: Int) -> VerticalColumns {
    let names = ["word", "pos", "lemma"]
    return VerticalColumns((0..<max(1, min(count, 64))).map { $0 < names.count ? names[$0] : "column\($0 + 1)" })
  }

  /// Columns that a user named, of lines with so many: names without `word` that are one fewer are those after the word.
  static func named(_ names: [String], of count: Int) -> VerticalColumns {
    VerticalColumns(!names.contains("word") && names.count + 1 == count ? ["word"] + names : names)
  }

  /// Columns of these names; the form is `word`, or the first; the name `-` leaves a column out.
  init(_ names: [String]) {
    let form = names.firstIndex(of: "word") ?? 0
    var places: [Int?] = []
    var layers: [String] = []
    var renamed: [(String, String)] = []
    for (column, name) in names.enumerated() {
      guard column != form, name != "-", !name.isEmpty else {
        places.append(nil)
        continue
      }
      var layer = MarkupName.made(of: name)
      while LayerColumns.reserved.contains(layer) || layers.contains(layer) { layer += "_" }
      if layer != name { renamed.append((name, layer)) }
      places.append(layers.count)
      layers.append(layer)
    }
    self.places = places
    self.layers = layers
    self.form = form
    self.renamed = renamed
  }
}
