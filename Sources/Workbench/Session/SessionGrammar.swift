import CommandLanguage

/// The verbs and sources of a session, as the parser asks for them.
struct SessionGrammar: Grammar {
  private let session: Session
  let allowsAbbreviations: Bool

  /// The grammar of a session as it is now.
  init(_ session: Session, allowsAbbreviations: Bool) {
    self.session = session
    self.allowsAbbreviations = allowsAbbreviations
  }

  func verb(_ name: String) -> VerbSyntax? { session.commands[name]?.card.syntax }

  var verbNames: [String] { session.commands.keys.sorted() }

  func isSource(_ name: String) -> Bool {
    if name == "it" { return true }
    if session.results[name] != nil || session.selections[name] != nil { return true }
    return ((try? session.corpusNames()) ?? []).contains(name)
  }

  var sourceNames: [String] {
    let named = Array(session.results.keys) + Array(session.selections.keys)
    return (((try? session.corpusNames()) ?? []) + named + (session.last == nil ? [] : ["it"])).sorted()
  }
}
