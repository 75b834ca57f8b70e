import TextProcessing

/// Tells what a file is read as, by the user's word, its extension and its first bytes.
struct InputInspector {
  /// What led to a file.
  enum Origin { case named, glob, folder }

  /// What became of a file.
  enum Finding {
    /// It is read as this; `isTold`: its content told the format, and it is none of plain text.
    case read(ImportFormat, InputFile.Packing, isTold: Bool)
    /// It is left out.
    case leftOut(SkippedFile.Reason)
  }

  let plan: ImportPlan
  private let decoder: TextDecoder

  init(_ plan: ImportPlan) {
    self.plan = plan
    decoder = TextDecoder(encoding: plan.encoding)
  }

  /// What a file is, by its name and its first bytes; `unpacked` gives those of what gzip packed.
  func inspect(
    name: [UInt8], origin: Origin, head: [UInt8], unpacked: () throws(ImportError) -> [UInt8]
  ) throws(ImportError) -> Finding {
    let isPacked = head.starts(with: [0x1F, 0x8B, 0x08])
    return try inspect(name: name, packing: isPacked ? .gzip : .none, origin: origin) { () throws(ImportError) in
      isPacked ? try unpacked() : head
    }
  }

  /// What a file is, by its name and its first bytes, which `bytes` gives: unpacked, if `packing` is not none.
  func inspect(
    name: [UInt8], packing: InputFile.Packing = .none, origin: Origin, _ bytes: () throws(ImportError) -> [UInt8]
  ) throws(ImportError) -> Finding {
    let name = packing == .gzip ? name.withoutExtension("gz") : name
    let told = ImportFormat(extension: name.fileExtension)
    if origin == .folder {
      guard let told else { return .leftOut(.unknownExtension(name.fileExtension)) }
      if let wanted = plan.format, told != wanted { return .leftOut(.otherFormat(told)) }
    }
    let head = try bytes()
    if decoder.looksBinary(head) { return .leftOut(.binary(TextDecoder.signature(of: head[...]))) }
    // Nothing more is asked of what is to be read as text.
    if (plan.format ?? told) == .text { return .read(.text, packing, isTold: false) }
    let text = decoder.decode(head).bytes
    let format = plan.format ?? told ?? FormatReaders.look(of: text)
    if origin != .named, plan.format == nil, let problem = FormatReaders.objection(to: text, as: format, plan) {
      return .leftOut(.unfit(format, problem))
    }
    return .read(format, packing, isTold: plan.format == nil && told == nil && format != .text)
  }

  /// Whether a file of a folder may be left for its reader to look at: a small one that is read as text if it is text at all,
  /// and that no table knows.
  ///
  /// Thousands of such files are opened once then.
  func leavesToReader(extension name: String, size: Int) -> Bool {
    plan.table == nil && (1..<TextDecoder.headLength).contains(size) && (plan.format ?? .text) == .text
      && ImportFormat(extension: name) == .text
  }
}

extension [UInt8] {
  /// What follows the last dot of a file's name, in lower case; empty where there is none but at the start.
  var fileExtension: String {
    guard let dot = lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return "" }
    return FilePath.display(self[(dot + 1)...]).lowercased()
  }

  /// A file's name without this extension, if it has it.
  fileprivate func withoutExtension(_ name: String) -> [UInt8] {
    fileExtension == name ? Array(dropLast(name.utf8.count + 1)) : self
  }
}
