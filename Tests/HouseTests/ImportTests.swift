import Testing

/// The house cannot drift: sources and manifest agree with the table in docs/ARCHITECTURE.md.
struct ImportTests {
  private let table: ModuleTable
  private let manifest: Manifest

  init() throws {
    table = ModuleTable(try Repository.lines(ModuleTable.path))
    manifest = Manifest(try Repository.text("Package.swift"))
    try #require(!table.rows.isEmpty)
  }

  /// The modules of the project by folder, with the name of their row.
  private func modules() throws -> [(folder: String, row: String)] {
    try Repository.folders(in: "Sources").map { (folder: "Sources/\($0)", row: $0) }
      + swiftPlugins().map { (folder: "plugins/\($0)/Sources", row: ModuleTable.plugins) }
  }

  /// The bundled plugins; those in other languages are folders with a manifest or a package of their own.
  private func swiftPlugins() throws -> [String] {
    try Repository.folders(in: "plugins").filter { try Repository.folders(in: "plugins/\($0)").contains("Sources") }
  }

  @Test func `every module has a row, and every row a module`() throws {
    #expect(Set(table.rows.map(\.name)).count == table.rows.count, "a module has two rows")
    #expect(Set(try modules().map(\.row)) == Set(table.rows.map(\.name)))
  }

  @Test func `a module imports only what its row names`() throws {
    for (folder, name) in try modules() {
      let row = try #require(table[name])
      for file in try Repository.files(below: folder, ["swift"]) {
        for (module, line) in ImportScan.imports(in: SwiftText(try Repository.text(file))) {
          let allowed =
            row.imports.contains(module) || module.hasSuffix("Plugin") && row.imports.contains(ModuleTable.plugins)
          #expect(allowed, "\(file):\(line) imports \(module), which the row of \(name) does not name")
        }
      }
    }
  }

  @Test func `arrows point down`() throws {
    for row in table.rows {
      for name in row.imports {
        if let other = table[name] {
          #expect(other.level < row.level, "\(row.name) (level \(row.level)) names \(name) (level \(other.level))")
        }
      }
    }
  }

  @Test func `plugins import the contract alone`() throws {
    let row = try #require(table[ModuleTable.plugins])
    #expect(row.imports == ["AnalyzerKit"])
  }

  @Test func `the manifest's dependencies are those of the table`() throws {
    let pluginTargets = Set(manifest.targets.filter { $0.path?.hasPrefix("plugins/") ?? false }.map(\.name))
    let modules = manifest.targets.filter { $0.kind != "testTarget" }
    #expect(modules.count > 15)
    for target in modules {
      let name = pluginTargets.contains(target.name) ? ModuleTable.plugins : target.name
      let row = try #require(table[name], "\(target.name) has no row")
      var expected = row.imports.filter { table[$0] != nil }
      if expected.remove(ModuleTable.plugins) != nil {
        expected.formUnion(pluginTargets.filter { $0.hasSuffix("Plugin") })
      }
      #expect(target.dependencies == expected, "dependencies of \(target.name) in Package.swift")
    }
  }

  @Test func `every folder of tests is a target`() throws {
    let tests = manifest.targets.filter { $0.kind == "testTarget" }
    let folders = try Repository.folders(in: "Tests").filter {
      try !Repository.files(below: "Tests/\($0)", ["swift"]).isEmpty
    }
    #expect(Set(folders).subtracting(tests.map(\.name)) == [])
    let plugins = try swiftPlugins().map { "plugins/\($0)/Tests" }
    #expect(Set(plugins).subtracting(tests.compactMap(\.path)) == [])
  }
}
