/// What the user's paths came to.
public struct CollectedInput: Sendable {
  /// The files to read: in the order the user named them, within a folder or glob in byte order of their paths.
  public var files: [InputFile] = []
  /// What folders and globs hold that is not read, and why.
  public var skipped: [SkippedFile] = []
  /// The files that were named more than once, each time but the first.
  public var repeated: [String] = []
  /// The files whose format their content told, with the format.
  var toldByContent: [String] = []

  /// What finding the files has to say, when it is known which were left out later.
  func notices(_ unread: UnreadFiles) -> [ImportNotice] {
    var notices: [ImportNotice] = []
    var formats: [ImportFormat: Int] = [:]
    for file in files { formats[file.format, default: 0] += 1 }
    formats[.text, default: 0] -= unread.leftOutCount
    formats = formats.filter { $0.value > 0 }
    if formats.count > 1 { notices.append(.formats(formats)) }
    if !toldByContent.isEmpty { notices.append(.toldByContent(NameSample(toldByContent))) }
    if skipped.count + unread.leftOutCount > 0 { notices.append(.skipped(leftOut(unread))) }
    if !repeated.isEmpty { notices.append(.repeated(NameSample(repeated))) }
    return notices
  }

  /// What was left out when it was found or later, in the order in which all was found.
  private func leftOut(_ unread: UnreadFiles) -> NameSample {
    // Of two in one place, the second is a file that was found there.
    let first = (skipped.prefix(NameSample.limit) + unread.leftOut).enumerated()
      .sorted { ($0.element.filesBefore, $0.offset) < ($1.element.filesBefore, $1.offset) }
    return NameSample(
      first: first.prefix(NameSample.limit).map { "\($0.element.path) (\($0.element.reason))" },
      count: skipped.count + unread.leftOutCount)
  }
}
