import Testing

/// The means by which the other tests read sources.
struct ScannerTests {
  @Test(arguments: [
    ("import Foundation", "Foundation"), ("  internal import CPCRE2", "CPCRE2"),
    ("@testable import Rendering", "Rendering"),
    ("public import struct Foundation.URL", "Foundation"),
    ("@preconcurrency @_exported import func Glibc.log", "Glibc"),
    ("let a = 1; import Dispatch", "Dispatch"), ("import /* why */ Testing // here", "Testing"),
  ])
  func `every way to write an import is found`(source: String, module: String) {
    #expect(ImportScan.imports(in: SwiftText(source)).map(\.module) == [module])
  }

  @Test(arguments: [
    "// import A", "/* import A\nimport B /* import C */\nimport D */", "let x = \"\"\"\n  import A\n  \"\"\"",
    "let x = #\"\"\"\nimport A \"\"\"\nimport B\n\"\"\"#", "let s = \"\\\"; import A\"", "importance(of: A)",
  ])
  func `what only looks like an import is not`(source: String) {
    #expect(ImportScan.imports(in: SwiftText(source)).isEmpty)
  }

  @Test func `lines keep their numbers`() {
    let text = SwiftText("/* a\n b */ let x = \"\"\"\n one\n \"\"\"\nimport A")
    #expect(ImportScan.imports(in: text).map(\.line) == [5])
  }

  @Test func `the manifest's targets are read`() throws {
    let manifest = Manifest(
      """
      .target(name: "A", dependencies: ["B", "C"], path: "x/A"),
      // .target(name: "Z"),
      .testTarget(
        name: "ATests", dependencies: [
          "A"
        ], swiftSettings: [.enableExperimentalFeature("F")]),
      .systemLibrary(name: "B", providers: [.apt(["b"])])
      """)
    #expect(manifest.targets.map(\.name) == ["A", "ATests", "B"])
    #expect(manifest.targets.map(\.dependencies) == [["B", "C"], ["A"], []])
    #expect(manifest.targets.first?.path == "x/A")
  }

  @Test func `the table is read`() throws {
    let table = ModuleTable([
      "| level | module | holds | may import |", "|---|---|---|---|", "| 0 | `A` `B` | x, `y` | – |",
      "| 1 | `C` | z | `A`, `B` and `Glibc` |", "", "| 2 | `D` | | |",
    ])
    #expect(table.rows.map(\.name) == ["A", "B", "C"])
    #expect(table["C"]?.imports == ["A", "B", "Glibc"])
  }
}
