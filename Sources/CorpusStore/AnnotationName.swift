/// What may name a layer of annotation or a kind of region.
public enum AnnotationName {
  /// Names of layers that every corpus has, or that are derived.
  private static let reserved: Set<String> = ["word", "lower", "stem"]

  /// How many layers of annotation a corpus has at most.
  public static let mostLayers = 64

  /// Whether a name has 1 to 64 bytes: a letter or `_`, then letters, digits, `_`, `-`, `.` and `:`.
  public static func isValid(_ name: String) -> Bool {
    guard (1...64).contains(name.utf8.count), let first = name.unicodeScalars.first else { return false }
    return (first.properties.isAlphabetic || first == "_")
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "_-.:".unicodeScalars.contains($0)
      }
  }

  /// Whether it may name a layer of annotation: valid, and not `word`, `lower` or `stem`.
  public static func isLayer(_ name: String) -> Bool { isValid(name) && !reserved.contains(name) }
}
