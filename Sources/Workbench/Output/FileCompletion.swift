import CommandLanguage
import FoundationEssentials

/// Finds the files and folders whose path begins with what was typed.
struct FileCompletion {
  /// The most files that are looked at more closely, to tell folders from files.
  private static let limit = 2000

  /// The possibilities, in order of their names.
  let entries: [CompletionList.Entry]

  /// Completes a path; hidden files only where the name typed begins with a dot, `~` is the home folder.
  ///
  /// Where one of the names needs quotes, or quotes were typed, all get them, so that what they share can be put in. A
  /// folder ends in `/`, and in open quotes, so that typing can go on in it.
  init(_ typed: String, isQuoted: Bool) {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let start = typed.dropFirst(folder.count)
    if typed == "~" {
      entries = [CompletionList.Entry(text: "~/", shown: "~/", isFinal: false)]
      return
    }
    let place = folder.isEmpty ? "." : SessionPath.expanded(folder)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).filter { name in
      name.hasPrefix(start) && (start.hasPrefix(".") || !name.hasPrefix("."))
    }.sorted().prefix(FileCompletion.limit)
    let paths = names.map { name -> (text: String, name: String, isFolder: Bool) in
      var isFolder = false
      let exists = FileManager.default.fileExists(atPath: place + "/" + name, isDirectory: &isFolder)
      let end = exists && isFolder ? "/" : ""
      return (folder + name + end, name + end, !end.isEmpty)
    }
    let needsQuotes = isQuoted || paths.contains { Word.spelling(of: $0.text) != $0.text }
    entries = paths.map { path in
      let text = needsQuotes ? FileCompletion.quoted(path.text, isOpen: path.isFolder) : path.text
      return CompletionList.Entry(text: text, shown: path.name, isFinal: !path.isFolder)
    }
  }

  /// The path in quotes, with `isOpen` without the last one.
  private static func quoted(_ path: String, isOpen: Bool) -> String {
    // A bare word's spelling has no quotes: one that needs them shows which kind is right.
    let spelled = Word.spelling(of: path)
    let whole = spelled == path ? "'" + path + "'" : spelled
    return isOpen ? String(whole.dropLast()) : whole
  }
}
