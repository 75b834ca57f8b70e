import Foundation
import Testing

/// The commands and papers around the code.
struct ProjectTests {
  @Test func `what must be there is there`() throws {
    for path in ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs/ARCHITECTURE.md", "Makefile"] {
      #expect(try !Repository.text(path).isEmpty, "\(path)")
    }
  }

  @Test func `scripts can be run`() throws {
    for path in try Repository.names(in: "scripts").filter({ !$0.contains(".") }).map({ "scripts/\($0)" }) + [".ci/run"]
    {
      #expect(
        FileManager.default.isExecutableFile(atPath: Repository.root.appendingPathComponent(path).path), "\(path)")
      #expect(try Repository.text(path).hasPrefix("#!"), "\(path)")
    }
  }

  @Test func `every target of the Makefile is listed by help`() throws {
    let lines = try Repository.lines("Makefile")
    let phony = try #require(lines.first { $0.hasPrefix(".PHONY:") }).split(separator: " ").dropFirst().map(String.init)
    for target in phony {
      #expect(lines.contains { $0.hasPrefix("\(target):") && $0.contains(" ## ") }, "\(target)")
    }
  }

  @Test func `setup knows every package that the manifest names`() throws {
    let manifest = try Repository.text("Package.swift")
    let setup = try Repository.text("scripts/setup")
    let packages = manifest.components(separatedBy: ".apt([\"").dropFirst().compactMap {
      $0.components(separatedBy: "\"").first
    }
    #expect(packages.count >= 4)
    for package in packages { #expect(setup.contains("\n\(package) "), "\(package)") }
  }
}
