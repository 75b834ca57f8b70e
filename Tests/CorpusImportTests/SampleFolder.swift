import Foundation

@testable import CorpusImport

/// A folder of files that lasts as long as the test.
final class SampleFolder {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("corpus-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  /// A folder with these files, each with its own name as text.
  convenience init(_ names: [String]) throws {
    try self.init()
    for name in names { try write("text of \(name)\n", to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { name.isEmpty ? path : path + "/" + name }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
  }

  /// Writes a file whose name need not be UTF-8.
  func write(_ text: String, toName name: [UInt8]) -> Bool {
    var path = Array(self.path.utf8) + [UInt8(ascii: "/")] + name + [0]
    guard let file = path.withUnsafeMutableBytes({ fopen($0.baseAddress, "w") }) else { return false }
    defer { fclose(file) }
    return fputs(text, file) >= 0
  }

  /// What inputs below this folder come to.
  func collect(_ names: [String], format: ImportFormat? = nil, isLiteral: Bool = false) throws -> CollectedInput {
    let plan = ImportPlan(inputs: names.map { InputPath(path($0), isLiteral: isLiteral) }, format: format)
    return try InputCollector(plan).collect(plan.inputs)
  }

  /// The documents of a plan whose inputs are below this folder.
  func documents(_ names: [String] = [""], _ change: (inout ImportPlan) -> Void = { _ in }) throws -> [ImportedDocument]
  {
    let reader = try reader(names, change)
    return try reader.documents()
  }

  func reader(_ names: [String] = [""], _ change: (inout ImportPlan) -> Void = { _ in }) throws -> CorpusReader {
    var plan = ImportPlan(inputs: names.map { InputPath(path($0)) })
    change(&plan)
    return try CorpusReader(plan)
  }
}

extension CorpusReader {
  /// The documents of an input.
  func documents(of input: Int) throws -> [ImportedDocument] {
    var documents: [ImportedDocument] = []
    try read(input) { documents.append($0) }
    return documents
  }

  /// All documents.
  func documents() throws -> [ImportedDocument] { try (0..<count).flatMap { try documents(of: $0) } }
}

/// A small random number generator that gives the same numbers every time.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number in `0..<bound`.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  mutating func text(of characters: [String], upTo longest: Int) -> String {
    (0..<below(longest + 1)).map { _ in characters[below(characters.count)] }.joined()
  }
}

extension [MetadataField] {
  /// The fields as `name=value` with commas.
  var line: String { map { "\($0.name)=\($0.value)" }.joined(separator: ",") }
}
