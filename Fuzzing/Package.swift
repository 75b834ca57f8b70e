// swift-tools-version: 6.1
import PackageDescription

// The sources of the program once more, compiled for libFuzzer with AddressSanitizer; `make fuzz` builds and runs it.
// It is a package of its own, so that the program's is not built with flags that only fuzzing needs.

let flags = ["-O", "-enable-testing", "-sanitize=fuzzer,address"]
let instrumented: [SwiftSetting] = [.unsafeFlags(flags)]
let shim: [CSetting] = [.unsafeFlags(["-O1", "-fsanitize=address,fuzzer-no-link", "-I/usr/include/libxml2"])]

let package = Package(
  name: "Fuzzing",
  targets: [
    .target(name: "AnalyzerKit", swiftSettings: instrumented + [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "Threading", swiftSettings: instrumented),
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CZstd"),
    .systemLibrary(name: "CPCRE2"),
    .systemLibrary(name: "CXXHash"),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CArchive"),
    .systemLibrary(name: "CStemmer"),
    .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2")]),
    .target(name: "CICU", cSettings: shim, linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
    .target(name: "CXML", cSettings: shim, linkerSettings: [.linkedLibrary("xml2")]),
    .target(name: "Database", dependencies: ["CSQLite"], swiftSettings: instrumented),
    .target(name: "CommandLanguage", swiftSettings: instrumented),
    .target(
      name: "TextProcessing", dependencies: ["CPCRE2", "CCLD2", "CICU", "CStemmer"], exclude: ["Languages"],
      swiftSettings: instrumented),
    .target(
      name: "CorpusImport", dependencies: ["TextProcessing", "CZlib", "CArchive", "CXML"],
      swiftSettings: instrumented),
    .target(
      name: "CorpusStore",
      dependencies: ["AnalyzerKit", "Database", "TextProcessing", "Threading", "CZstd", "CXXHash"],
      swiftSettings: instrumented),
    .target(
      name: "CorpusQuery", dependencies: ["AnalyzerKit", "CorpusStore", "TextProcessing"],
      swiftSettings: instrumented),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "AnalyzerKit", "CommandLanguage", "TextProcessing", "CorpusImport", "CorpusStore", "CorpusQuery", "Database",
      ],
      swiftSettings: instrumented,
      // gold, which is the default, fails on the sanitizer's sections.
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
