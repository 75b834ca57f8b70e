/// The reader of each format.
enum FormatReaders {
  /// The reader of a format that holds documents within files; nil for plain text, which is read as a whole.
  static func reader(for format: ImportFormat, _ plan: ImportPlan) -> (any FormatReader)? {
    switch format {
    case .text: nil
    case .csv, .tsv: TableReader(plan: plan)
    case .jsonl: JSONLinesReader(plan: plan)
    case .conllu: ConlluReader()
    case .vrt: VerticalReader(columns: plan.columns)
    case .tei: TEIReader()
    case .html: HTMLReader()
    }
  }

  /// What speaks against reading a file as this format, by its first bytes, decoded; nil if nothing does.
  ///
  /// It is asked of files that a folder or an archive led to, whose extension alone told the format: such are left out and named.
  static func objection(to head: [UInt8], as format: ImportFormat, _ plan: ImportPlan) -> String? {
    switch format {
    case .csv, .tsv: TableReader.objection(to: head, as: format, plan)
    case .jsonl: JSONLinesReader.objection(to: head, plan)
    case .tei: TEIReader.objection(to: head)
    case .text, .conllu, .vrt, .html: nil
    }
  }

  /// The format that the first bytes of a file look like, decoded: asked where its extension tells none.
  static func look(of head: [UInt8]) -> ImportFormat {
    if JSONLinesReader.firstObject(of: head) != nil { return .jsonl }
    return MarkedFormat.look(of: head) ?? .text
  }
}
