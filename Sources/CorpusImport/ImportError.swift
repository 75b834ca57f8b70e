import TextProcessing

/// Why a corpus cannot be read: what is wrong, where, and what to do.
public enum ImportError: Error, Equatable {
  /// No path was named.
  case noInput
  /// A path names nothing; with the folder that it starts from, where it is relative.
  case notFound(path: String, from: String? = nil)
  /// A glob fits no file.
  case noMatch(glob: String)
  /// A folder or glob led to no text.
  case noText(path: String, format: ImportFormat? = nil, skipped: [SkippedFile])
  /// A path names a device, a socket or the like.
  case notAFile(path: String)
  /// The system does not let the file or folder be read; with its own words.
  case unreadable(path: String, reason: String)
  /// A named file is no text; with what it is, where that is known.
  case binary(path: String, what: String?)
  /// A file that is longer than one document may be.
  case tooLarge(path: String, size: Int)
  /// A file that changed between being found and being read.
  case changed(path: String)
  /// A packed file whose contents cannot be had; with what is wrong.
  case damaged(path: String, problem: String)
  /// A member of an archive that needs a password.
  case encrypted(path: String)
  /// A packed file that gives far more than text can, or says so.
  case expandsTooMuch(path: String, size: Int)
  /// An archive with more files than are read from one.
  case tooManyMembers(path: String, most: Int)
  /// A file whose content is not well formed; line and column are from 1, the column counts characters.
  case malformed(path: String, line: Int, column: Int? = nil, problem: String)
  /// A table or an object without a field that is text by its name.
  case noTextColumn(path: String, columns: [String])
  /// `--text` or `--id` names no column.
  case unknownColumn(String, option: String, path: String, columns: [String])
  /// The only file, of a format that holds documents, holds none.
  case noDocuments(path: String, format: ImportFormat)
  /// Several files, none of which holds a document.
  case nothingInFiles(NameSample)
  /// A pattern of `--heading` or `--path` that cannot be read.
  case badPattern(option: String, pattern: String, problem: String)
  /// A declaration of types that cannot be read.
  case badTypes(String)
  /// A declared field that no heading, path or table gives.
  case unknownField(String, known: [String])
  /// A table of metadata without a key, or a key without a table.
  case keyWithoutTable
  /// `--meta` names nothing.
  case tableNotFound(path: String)
  /// `--meta` names a folder, a device or the like.
  case tableNotAFile(path: String)
  /// A table of metadata was named and no key column.
  case tableWithoutKey(table: String, columns: [String])
  /// The key column is not in the table.
  case unknownKey(String, table: String, columns: [String])
  /// A table of metadata that is not well formed; the line is from 1.
  case badTable(table: String, line: Int, problem: String)
  /// Two rows of a table have the same key.
  case repeatedKey(String, table: String, line: Int, firstLine: Int)
  /// A row of a table fits several files.
  case ambiguousKey(String, table: String, line: Int, documents: NameSample)
  /// A value that is not of the declared type.
  case badValue(field: String, value: String, type: FieldType, document: String)
}

extension ImportError: CustomStringConvertible {
  /// What is wrong, where, and what to do, in one sentence or two.
  public var description: String {
    switch self {
    case .noInput: "nothing to load: name files, folders or globs"
    case .notFound(let path, let folder):
      "there is no file or folder '\(path)'" + (folder.map { "; the path starts from '\($0)'" } ?? "")
        + (GlobPattern.isPattern(path) ? "; wildcards in quotes stand for themselves" : "")
    case .noMatch(let glob): "no file fits '\(glob)'; * and ? stay within a folder, ** reaches into folders below"
    case .noText(let path, let format, let skipped): Self.noText(path, format, skipped)
    case .notAFile(let path): "'\(path)' is neither a file nor a folder"
    case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)"
    case .binary(let path, nil):
      "'\(path)' is no text but binary data; if it is text in UTF-16, say so with --encoding utf-16"
    case .binary(let path, let what?): "'\(path)' is no text but \(what); convert or unpack it to text first"
    case .tooLarge(let path, let size):
      "'\(path)' is too large: \(size) bytes of at most \(CorpusReader.longestFile); split it"
    case .changed(let path): "'\(path)' changed while it was being read; load again"
    case .damaged(let path, let problem): "'\(path)' is damaged and cannot be unpacked: \(problem)"
    case .encrypted(let path): "'\(path)' is encrypted; unpack the archive with its password, and load the files"
    case .expandsTooMuch(let path, let size):
      "'\(path)' (\(size) bytes) gives more than \(ExpansionLimit.ratio) times its size and is no packed text, rather a trap; "
        + "if you trust it, unpack it and load the files"
    case .tooManyMembers(let path, let most):
      "'\(path)' holds more than \(most) files; unpack it and load the folder"
    case .malformed(let path, let line, let column, let problem):
      "'\(path)', line \(line)\(column.map { ", column \($0)" } ?? ""): \(problem)"
    case .noTextColumn(let path, let columns):
      "'\(path)' has no column text, content or body: name the one with the text with --text COLUMN; "
        + Self.columns(columns)
    case .unknownColumn(let name, let option, let path, let columns):
      "'\(path)' has no column '\(name.clipped)' for \(option); \(Self.columns(columns, asked: name))"
    case .noDocuments(let path, let format): "'\(path)' holds no document in the format \(format.rawValue)"
    case .nothingInFiles(let names): "none of \(names.count) files holds a document: \(names)"
    case .badPattern(let option, let pattern, let problem): "\(option) '\(pattern)': \(problem)"
    case .badTypes(let problem): "--types: \(problem)"
    case .unknownField(let field, let known):
      "--types: there is no field '\(field)'; "
        + (known.isEmpty
          ? "heading, path and table give none" : Self.known("fields", known, asked: field))
    case .keyWithoutTable: "--key names a column of a table: give the table with --meta FILE"
    case .tableNotFound(let path): "--meta: there is no file '\(path)'"
    case .tableNotAFile(let path): "--meta: '\(path)' is no file; name a table, csv or tsv"
    case .tableWithoutKey(let table, let columns):
      "--meta '\(table)' needs --key COLUMN, the column with the file names; \(Self.columns(columns))"
    case .unknownKey(let key, let table, let columns):
      "'\(table)' has no column '\(key)' for --key; \(Self.columns(columns, asked: key))"
    case .badTable(let table, let line, let problem): "'\(table)', line \(line): \(problem)"
    case .repeatedKey(let key, let table, let line, let firstLine):
      "'\(table)', line \(line): the key '\(key.clipped)' is in line \(firstLine) already"
    case .ambiguousKey(let key, let table, let line, let documents):
      "'\(table)', line \(line): the key '\(key.clipped)' fits \(documents.count) files (\(documents)); "
        + "write their paths into the key column"
    case .badValue(let field, let value, let type, let document):
      "'\(document)': the value '\(value.clipped)' of field '\(field)' is no \(type.rawValue); "
        + "declare another type with --types \(field):text"
    }
  }

  private static func columns(_ names: [String], asked: String? = nil) -> String {
    names.isEmpty ? "the table is empty" : known("columns", names, asked: asked)
  }

  /// What there is, and which of it was probably meant: `did you mean 'file'? The columns are file, party`.
  private static func known(_ things: String, _ names: [String], asked: String?) -> String {
    let limit = 20
    let list =
      names.prefix(limit).map(\.clipped).joined(separator: ", ")
      + (names.count > limit ? " and \(names.count - limit) more" : "")
    guard let near = asked.flatMap({ NearName.nearest(to: $0, among: names) }) else {
      return "the \(things) are \(list)"
    }
    return "did you mean '\(near.clipped)'? The \(things) are \(list)"
  }

  private static func noText(_ path: String, _ format: ImportFormat?, _ skipped: [SkippedFile]) -> String {
    let formats = format.map { [$0] } ?? ImportFormat.allCases
    let known = formats.flatMap(\.extensions).map { ".\($0)" }.joined(separator: ", ")
    let found = NameSample(skipped.lazy.map { "\($0.path) (\($0.reason))" })
    return "there is no text in '\(path)' (files ending in \(known))"
      + (skipped.isEmpty ? "" : "; left out: \(found)")
      + (skipped.contains { if case .unknownExtension = $0.reason { true } else { false } }
        ? "; a file that is named itself is read whatever its extension" : "")
  }
}
