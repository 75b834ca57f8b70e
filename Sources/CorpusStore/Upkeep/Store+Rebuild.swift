import Database

/// What cutting a corpus again did.
public struct RebuildSummary: Sendable {
  /// What the corpus has now, as after a load.
  public let load: LoadSummary
  /// How many tokens it had before.
  public let tokensBefore: Int
  /// How many regions could not be found again in the text, and are gone.
  public let lostRegions: Int
}

extension Store {
  /// Cuts a corpus again from its kept text, in one transaction, with the tokenizers of the options.
  ///
  /// Names, order, metadata with their types, languages, headings and regions stay; layers that are maps are made anew, and annotation that
  /// was begun but not finished goes. `progress` is asked after each piece of work; when it returns false, all is as it was.
  ///
  /// - Throws: `noSuchCorpus`; `cannotRebuild` for a corpus without text, or with annotation, whose tokens belong to it; `cancelled`.
  public func rebuild(
    _ corpus: String, options: LoadOptions = LoadOptions(), progress: (LoadProgress) -> Bool = { _ in true }
  ) throws -> RebuildSummary {
    let connection = try writer()
    defer { StoreFile.shortenLog(connection) }
    do {
      return try connection.transaction(.immediate) {
        guard let row = try CorpusRow.find(corpus, connection) else {
          throw StoreError.noSuchCorpus(name: corpus, known: try CorpusRow.names(connection))
        }
        let before = try row.corpus(connection)
        if let reason = before.reasonAgainstRebuilding {
          throw StoreError.cannotRebuild(corpus: corpus, reason: reason)
        }
        // Other connections still see the corpus as it was, and nobody else can write.
        let source = try KeptDocuments(self, before)
        var options = options
        options.keepText = true
        options.fieldOrder = before.fields.map(\.name)
        for field in before.fields where field.isDeclared { options.types[field.name] = field.type }
        let summary = try Load(connection, corpus, .replace, source, options).run(progress)
        return RebuildSummary(load: summary, tokensBefore: before.tokens, lostRegions: source.lostRegions)
      }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }
}

extension Corpus {
  /// Why it cannot be cut again from its text; nil when it can.
  public var reasonAgainstRebuilding: String? {
    if tokeniserVersions[LoadTarget.annotatedKey] != nil {
      return "its tokens came with its files, whose annotation belongs to them"
    }
    let layers = layers.filter(\.isAnnotation).map(\.name.name)
    if !layers.isEmpty {
      return
        "its annotation (\(layers.joined(separator: ", "))) belongs to the tokens that it has; drop those layers first"
    }
    return keepsText ? nil : "it was loaded without keeping its text"
  }

  /// The version of the tokeniser that cut it, by language.
  public var tokeniserVersions: [String: String] { LoadTarget.versions(tokeniserVersion) }
}
