import Testing

@testable import CorpusImport

/// The wording of what the other tests do not pin.
@Suite("ImportError")
struct ImportErrorTests {
  @Test(
    arguments: [
      (.noInput, "nothing to load: name files, folders or globs"),
      (.notFound(path: "/a.txt"), "there is no file or folder '/a.txt'"),
      (.notFound(path: "a.txt", from: "/home"), "there is no file or folder 'a.txt'; the path starts from '/home'"),
      (.notFound(path: "/*.txt"), "there is no file or folder '/*.txt'; wildcards in quotes stand for themselves"),
      (.noMatch(glob: "*.x"), "no file fits '*.x'; * and ? stay within a folder, ** reaches into folders below"),
      (.noText(path: "x", format: .text, skipped: []), "there is no text in 'x' (files ending in .txt, .text)"),
      (
        .noText(path: "x", format: .text, skipped: [SkippedFile(path: "x/a.wml", reason: .unknownExtension("wml"))]),
        "there is no text in 'x' (files ending in .txt, .text); left out: x/a.wml (unknown extension .wml); "
          + "a file that is named itself is read whatever its extension"
      ),
      (
        .noText(path: "x", format: .text, skipped: [SkippedFile(path: "x/.a", reason: .hidden)]),
        "there is no text in 'x' (files ending in .txt, .text); left out: x/.a (hidden)"
      ),
      (.notAFile(path: "/dev/null"), "'/dev/null' is neither a file nor a folder"),
      (.unreadable(path: "a", reason: "Permission denied"), "'a' cannot be read: Permission denied"),
      (
        .binary(path: "a", what: nil),
        "'a' is no text but binary data; if it is text in UTF-16, say so with --encoding utf-16"
      ),
      (.binary(path: "a", what: "a gzip file"), "'a' is no text but a gzip file; convert or unpack it to text first"),
      (.tooLarge(path: "a", size: 3_000_000_000), "'a' is too large: 3000000000 bytes of at most 2147483647; split it"),
      (.changed(path: "a"), "'a' changed while it was being read; load again"),
      (.tableNotFound(path: "m.csv"), "--meta: there is no file 'm.csv'"),
      (.tableNotAFile(path: "x"), "--meta: 'x' is no file; name a table, csv or tsv"),
    ] as [(ImportError, String)])
  func wording(_ error: ImportError, _ message: String) {
    #expect("\(error)" == message)
  }

  @Test func longValuesAndListsAreCut() {
    let long = String(repeating: "x", count: 1_000_000)
    for error: ImportError in [
      .repeatedKey(long, table: "m", line: 2, firstLine: 1),
      .badValue(field: "f", value: long, type: .int, document: "d"),
      .unknownKey("k", table: "m", columns: [String](repeating: long, count: 1000)),
    ] {
      #expect("\(error)".count < 3000)
    }
    #expect(
      "\(ImportError.tableWithoutKey(table: "m", columns: (1...25).map { "c\($0)" }))".hasSuffix("c20 and 5 more"))
  }
}
