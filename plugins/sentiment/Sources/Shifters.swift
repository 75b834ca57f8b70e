import AnalyzerKit

/// Words that change the score of the words after them.
struct Shifters {
  /// What a shifter does.
  enum Kind: UInt8 {
    /// Turns a score round and weakens it.
    case negator
    /// Multiplies by a factor.
    case factor
    /// Weakens what stands before it in the sentence, and strengthens what stands after.
    case adversative
  }

  /// One shifter.
  struct Entry {
    let term: String
    let kind: Kind
    let factor: Double
  }

  /// The shifters of a file.
  private(set) var entries: [Entry] = []

  /// Reads `term⇥kind⇥value` lines: negator, amplifier and downtoner with a factor, adversative.
  init(_ bytes: [UInt8], name: String) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw AnalyzerError.badResource(name, "it is not UTF-8")
    }
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let kinds: [String: Kind] = [
        "negator": .negator, "amplifier": .factor, "downtoner": .factor, "adversative": .adversative,
      ]
      guard fields.count >= 2, let kind = kinds[fields[1]] else {
        throw AnalyzerError.badResource(name, "line \(index + 1) is not a term and a kind of shifter")
      }
      let factor = fields.count > 2 ? Double(fields[2]) : nil
      guard kind != .factor || factor != nil else {
        throw AnalyzerError.badResource(name, "line \(index + 1) has no factor")
      }
      entries.append(Entry(term: fields[0], kind: kind, factor: factor ?? 1))
    }
  }
}
