import CommandLanguage
import CorpusImport

extension CommandCall {
  /// The word of the command that an error in reading files is about; nil when it is about none.
  func place(of error: any Error) -> Span? {
    switch error as? ImportError {
    case .notFound(let path, _), .noMatch(glob: let path), .noText(let path, _, _), .notAFile(let path),
      .unreadable(let path, _), .binary(let path, _), .tooLarge(let path, _),
      .changed(let path), .malformed(let path, _, _, _), .noDocuments(let path, _), .noTextColumn(let path, _):
      return (words + [word("meta")].compactMap { $0 }).first { names($0, path) }?.span
    case .tableNotFound, .tableNotAFile, .tableWithoutKey, .badTable, .repeatedKey, .ambiguousKey:
      return word("meta")?.span
    case .unknownKey, .keyWithoutTable: return word("key")?.span
    case .unknownColumn(_, let option, _, _): return word(String(option.drop { $0 == "-" }))?.span
    case .unknownField, .badTypes: return word("types")?.span
    default: return nil
    }
  }

  private func names(_ word: Word, _ path: String) -> Bool {
    SessionPath.expanded(word.text) == path || word.glob.map(SessionPath.expanded) == path
  }
}
