// swift-tools-version: 6.1
import PackageDescription

// The house: one row a module, arrows point down only. docs/ARCHITECTURE.md explains it and
// Tests/HouseTests holds the import lines against the table there.

let package = Package(
  name: "Lect",
  products: [
    .executable(name: "lect", targets: ["lect"]),
    .library(name: "AnalyzerKit", targets: ["AnalyzerKit"]),
    .library(name: "AnalyzerTesting", targets: ["AnalyzerTesting"]),
  ],
  targets: [
    // Level 0: the contract, and the thinnest shims over Debian's C libraries.
    .target(
      name: "AnalyzerKit", swiftSettings: [.enableExperimentalFeature("Lifetimes")], plugins: ["KitStamp"]),
    .target(name: "Threading"),
    .target(name: "CMemory"),
    .plugin(name: "KitStamp", capability: .buildTool(), path: "scripts/kit-stamp.d"),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CXXHash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "CEdit", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2")]),
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
    .target(
      name: "CXML", cSettings: [.unsafeFlags(["-I/usr/include/libxml2"])], linkerSettings: [.linkedLibrary("xml2")]),

    // Level 1
    .target(name: "Database", dependencies: ["CSQLite"]),
    .target(name: "LineEditing", dependencies: ["CEdit"]),
    .target(name: "CommandLanguage"),
    .target(name: "Rendering", dependencies: ["AnalyzerKit"]),
    .target(name: "PluginHost", dependencies: ["AnalyzerKit", "Threading"]),
    .target(
      name: "TextProcessing", dependencies: ["CPCRE2", "CCLD2", "CICU", "CStemmer"], exclude: ["Languages"]),

    // Level 2
    .target(name: "CorpusImport", dependencies: ["TextProcessing", "CZlib", "CArchive", "CXML"]),
    .target(name: "CorpusExport", dependencies: ["TextProcessing"]),
    .target(
      name: "CorpusStore",
      dependencies: ["AnalyzerKit", "Database", "TextProcessing", "Threading", "CMemory", "CZstd", "CXXHash"]),

    // Level 3
    .target(name: "CorpusQuery", dependencies: ["AnalyzerKit", "CorpusStore", "TextProcessing"]),

    // Level 4
    .target(
      name: "Workbench",
      dependencies: [
        "AnalyzerKit", "CommandLanguage", "Rendering", "TextProcessing", "CorpusImport", "CorpusExport", "CorpusStore",
        "CorpusQuery", "Database", "PluginHost", "Threading", "CMemory",
      ]),

    // Level 5
    .target(name: "Shell", dependencies: ["Workbench", "LineEditing"]),
    .target(name: "Notebooks", dependencies: ["Workbench"]),

    // Level 6
    .executableTarget(
      name: "lect",
      dependencies: [
        "Shell", "Notebooks", "Workbench", "AnalyzerKit", "FrequencyPlugin", "SentimentPlugin", "CooccurrencePlugin",
        "ConcordancePlugin", "DuplicatesPlugin", "ReadabilityPlugin", "TopicsPlugin",
      ],
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]),

    // The conformance kit, for authors and for us.
    .target(name: "AnalyzerTesting", dependencies: ["AnalyzerKit"]),

    // The bundled analyzers: AnalyzerKit and nothing else.
    .target(name: "FrequencyPlugin", dependencies: ["AnalyzerKit"], path: "plugins/frequency/Sources"),
    .target(name: "SentimentPlugin", dependencies: ["AnalyzerKit"], path: "plugins/sentiment/Sources"),
    .target(name: "CooccurrencePlugin", dependencies: ["AnalyzerKit"], path: "plugins/cooccurrence/Sources"),
    .target(name: "ConcordancePlugin", dependencies: ["AnalyzerKit"], path: "plugins/concordance/Sources"),
    .target(name: "DuplicatesPlugin", dependencies: ["AnalyzerKit"], path: "plugins/duplicates/Sources"),
    .target(name: "ReadabilityPlugin", dependencies: ["AnalyzerKit"], path: "plugins/readability/Sources"),
    .target(name: "TopicsPlugin", dependencies: ["AnalyzerKit"], path: "plugins/topics/Sources"),

    .testTarget(name: "HouseTests"),
    .testTarget(
      name: "AnalyzerKitTests", dependencies: ["AnalyzerKit", "AnalyzerTesting"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .testTarget(name: "AnalyzerTestingTests", dependencies: ["AnalyzerKit", "AnalyzerTesting"]),
    .testTarget(name: "CommandLanguageTests", dependencies: ["CommandLanguage"]),
    .testTarget(name: "CorpusImportTests", dependencies: ["CorpusImport"]),
    .testTarget(name: "CorpusExportTests", dependencies: ["CorpusExport", "CorpusImport"]),
    .testTarget(name: "CorpusStoreTests", dependencies: ["CMemory", "CorpusStore", "Threading"], exclude: ["Stores"]),
    .testTarget(name: "CorpusQueryTests", dependencies: ["CorpusQuery"]),
    .testTarget(name: "DatabaseTests", dependencies: ["Database"]),
    .testTarget(name: "LineEditingTests", dependencies: ["LineEditing"]),
    .testTarget(name: "PluginHostTests", dependencies: ["PluginHost", "AnalyzerKit"]),
    .testTarget(name: "RenderingTests", dependencies: ["Rendering"]),
    .testTarget(name: "ThreadingTests", dependencies: ["Threading"]),
    .testTarget(name: "TextProcessingTests", dependencies: ["TextProcessing"]),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Workbench", "CorpusImport", "CorpusStore", "Database", "TextProcessing", "FrequencyPlugin", "SentimentPlugin",
        "CooccurrencePlugin", "ConcordancePlugin", "DuplicatesPlugin", "ReadabilityPlugin", "TopicsPlugin",
      ],
      exclude: ["Transcripts", "Plugins", "registrations.txt"]),
    .testTarget(name: "ShellTests", dependencies: ["Shell"]),
    .testTarget(name: "NotebooksTests", dependencies: ["Notebooks"]),
    .testTarget(
      name: "FrequencyPluginTests", dependencies: ["FrequencyPlugin", "AnalyzerKit", "AnalyzerTesting"],
      path: "plugins/frequency/Tests"),
    .testTarget(
      name: "SentimentPluginTests", dependencies: ["SentimentPlugin", "AnalyzerKit", "AnalyzerTesting"],
      path: "plugins/sentiment/Tests"),
    .testTarget(
      name: "CooccurrencePluginTests", dependencies: ["CooccurrencePlugin", "AnalyzerKit", "AnalyzerTesting"],
      path: "plugins/cooccurrence/Tests"),
    .testTarget(
      name: "ConcordancePluginTests", dependencies: ["ConcordancePlugin", "AnalyzerKit", "AnalyzerTesting"],
      path: "plugins/concordance/Tests"),
    .testTarget(
      name: "DuplicatesPluginTests", dependencies: ["DuplicatesPlugin", "AnalyzerKit", "AnalyzerTesting"],
      path: "plugins/duplicates/Tests"),
    .testTarget(
      name: "ReadabilityPluginTests", dependencies: ["ReadabilityPlugin", "AnalyzerKit", "AnalyzerTesting"],
      path: "plugins/readability/Tests"),
    .testTarget(
      name: "TopicsPluginTests", dependencies: ["TopicsPlugin", "AnalyzerKit", "AnalyzerTesting"],
      path: "plugins/topics/Tests"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
