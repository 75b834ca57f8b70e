import CommandLanguage

/// The nearest of some names, for whoever reads options.
public enum NearName {
  /// The name that was probably meant, or nil where none is near.
  public static func of(_ name: String, among names: [String]) -> String? {
    NearestName.nearest(to: name, among: names)
  }

  /// "Did you mean …? ", or nothing where no name is near.
  static func advice(for name: String, among names: [String]) -> String {
    of(name, among: names).map { "Did you mean \($0)? " } ?? ""
  }
}
