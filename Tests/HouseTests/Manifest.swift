/// The targets of Package.swift, read as text: asking the package manager would take seconds and its lock.
struct Manifest {
  /// A target.
  struct Target {
    let kind: String
    let name: String
    let dependencies: Set<String>
    let path: String?
  }

  /// The targets, in the order of the file.
  let targets: [Target]

  /// Reads the targets of a manifest.
  init(_ source: String) {
    let code = source.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
      .joined(separator: "\n")
    targets = ["target", "executableTarget", "testTarget", "systemLibrary"].flatMap { kind in
      code.ranges(of: ".\(kind)(").compactMap { Self.target(kind, String(Self.balanced(code[$0.upperBound...]))) }
    }
  }

  private static func target(_ kind: String, _ arguments: String) -> Target? {
    guard let name = strings(after: "name:", in: arguments).first else { return nil }
    return Target(
      kind: kind, name: name, dependencies: Set(strings(after: "dependencies:", in: arguments)),
      path: strings(after: "path:", in: arguments).first)
  }

  /// What stands before the parenthesis that closes the one before the text.
  private static func balanced(_ text: Substring) -> Substring {
    var depth = 1
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { return text[..<index] }
    }
    return text
  }

  /// The string, or the strings of the list, that follows a label.
  private static func strings(after label: String, in text: String) -> [String] {
    guard let range = text.firstRange(of: label) else { return [] }
    let value = text[range.upperBound...].drop(while: \.isWhitespace)
    let end = value.first == "[" ? value.firstIndex(of: "]") : value.firstIndex { $0 == "," || $0 == ")" }
    return value[..<(end ?? value.endIndex)].split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
