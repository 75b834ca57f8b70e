import FoundationEssentials

/// What `plugin new` writes: a working analyzer in one file, its example, its test, and a page about it.
public enum PluginTemplate {
  /// Makes the folder of a plugin, which must not exist or be empty; its name is the last part of the path.
  public static func make(at path: String) throws(PluginError) -> (path: String, name: String) {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let name = url.lastPathComponent
    guard PluginManifest.isName(name) else {
      throw .system(
        what: path, why: "\(name) cannot be a plugin's name: take one word of lower-case letters, digits and dashes")
    }
    let there = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    guard there.isEmpty, there == [] && !isFile(url.path) else {
      throw .system(what: path, why: "something is there already")
    }
    for (file, text) in files(name) {
      let target = url.appendingPathComponent(file)
      do {
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: target)
      } catch {
        throw .system(what: target.path, why: "it cannot be written: \(FileFailure.reason(of: error))")
      }
    }
    return (url.path, name)
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
  }

  /// The type's name for a plugin's: `word-length` is `WordLength`.
  static func typeName(_ name: String) -> String {
    name.split { $0 == "-" || $0 == "_" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func files(_ name: String) -> [(String, String)] {
    [
      ("\(typeName(name)).swift", source(name)),
      ("Tests/\(name).lect", test(name)),
      ("README.md", page(name)),
    ]
  }

  private static func source(_ name: String) -> String {
    """
    import AnalyzerKit

    /// How long the words of each document are.
    struct \(typeName(name)): DocumentAnalyzer {
      static let card = AnalyzerCard(
        name: "\(name)", summary: "Measures how long words are, document by document.",
        columns: documentColumns,
        examples: [.init("news-de | \(name)", "The mean length of words in each text.")])

      static let measures: [Measure] = [
        .count("words", "Counted words."),
        .count("letters", "Characters of all words."),
        .ratio("mean_length", "letters", per: "words", "Characters a word."),
      ]

      init(options: Options) throws {}

      /// The length of each form, once: documents then only look it up.
      func prepare(_ corpus: CorpusView) throws -> [Int] {
        var lengths = Array(repeating: 0, count: corpus.formCount)
        try corpus.forEachForm { form, bytes in lengths[Int(form.rawValue)] = String(decoding: bytes, as: UTF8.self).count }
        return lengths
      }

      func measure(_ document: borrowing DocumentView, _ lengths: [Int]) throws -> [Double] {
        var (words, letters) = (0, 0)
        document.forEachForm { _, form in
          words += 1
          letters += lengths[Int(form.rawValue)]
        }
        return [Double(words), Double(letters)]
      }
    }

    let plugin = Plugin(
      name: "\(name)", version: "1.0", summary: "Measures how long words are.", analyzers: [\(typeName(name)).self])

    """
  }

  private static func test(_ name: String) -> String {
    """
    # What \(name) gives for two small texts, as `plugin check` runs it.
    > text one.txt
    Ein Haus am See.
    > text two.txt
    Zwei Boote.
    > run \(name)
    document\twords\tletters\tmean_length
    one.txt\t4\t12\t3
    two.txt\t2\t9\t4.5

    """
  }

  private static func page(_ name: String) -> String {
    """
    # \(name)

    Measures how long the words of each document are.

        plugin load PATH-OF-THIS-FOLDER
        CORPUS | \(name)
        CORPUS | \(name) --by date:year

    `plugin check PATH-OF-THIS-FOLDER` runs the test in `Tests`, the example of its card, and the laws of the fold.

    """
  }
}
