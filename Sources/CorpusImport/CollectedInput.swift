/// What the user's paths came to.
public struct CollectedInput: Sendable {
  /// The files to read: in the order the user named them, within a folder or glob in byte order of their paths.
  public var files: [InputFile] = []
  /// What folders and globs hold that is not read, and why.
  public var skipped: [SkippedFile] = []
  /// The files that were named more than once, each time but the first.
  public var repeated: [String] = []
}
