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

  /// What finding the files has to say, when those texts are known that were left out later.
  func notices(leftOutLater: NameSample) -> [ImportNotice] {
    var notices: [ImportNotice] = []
    var formats: [ImportFormat: Int] = [:]
    for file in files { formats[file.format, default: 0] += 1 }
    formats[.text, default: 0] -= leftOutLater.count
    formats = formats.filter { $0.value > 0 }
    if formats.count > 1 { notices.append(.formats(formats)) }
    if !toldByContent.isEmpty { notices.append(.toldByContent(NameSample(toldByContent))) }
    var leftOut = NameSample(skipped.lazy.map { "\($0.path) (\($0.reason))" })
    leftOut.merge(leftOutLater)
    if leftOut.count > 0 { notices.append(.skipped(leftOut)) }
    if !repeated.isEmpty { notices.append(.repeated(NameSample(repeated))) }
    return notices
  }
}
