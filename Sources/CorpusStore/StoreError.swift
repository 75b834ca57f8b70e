import Database

/// What can go wrong with a store: what, where, and what to do about it.
public enum StoreError: Error, Sendable, Hashable {
  /// There is no such file.
  case noSuchStore(path: String)
  /// A new store cannot be made in its folder; with what is in the way.
  case cannotMake(path: String, folder: String, reason: String)
  /// The file is something else than a Lect store.
  case notAStore(path: String, reason: String)
  /// A newer program made the store.
  case newerVersion(path: String, found: Int, known: Int)
  /// The store cannot be written.
  case readOnly(path: String)
  /// The disk is full; the store is as it was before.
  case diskFull(path: String)
  /// Another process has been writing for too long.
  case busy(path: String)
  /// The content contradicts its checksum or itself.
  case damaged(path: String, what: String)
  /// A segment or a text that a reader asks for went away: the corpus was changed meanwhile.
  case changed(path: String, what: String)
  /// There is no corpus of that name.
  case noSuchCorpus(name: String, known: [String])
  /// There is a corpus of that name.
  case corpusExists(name: String)
  /// Not a name for a corpus.
  case badCorpusName(name: String)
  /// Two documents have the same name.
  case duplicateDocument(name: String, corpus: String)
  /// A document without a name.
  case namelessDocument(corpus: String)
  /// A field is given twice for one document.
  case duplicateField(field: String, document: String)
  /// The annotation of a document contradicts its text or itself.
  case badAnnotation(document: String, problem: String)
  /// More layers of annotation than a corpus can have.
  case tooManyLayers(corpus: String, limit: Int)
  /// More fields than a table can have.
  case tooManyFields(corpus: String, limit: Int)
  /// A value does not fit the type that the user named.
  case valueDoesNotFit(value: String, field: String, type: FieldType, document: String)
  /// A corpus cannot be cut again.
  case cannotRebuild(corpus: String, reason: String)
  /// Not a name for a layer of annotation.
  case badLayerName(name: String)
  /// The corpus has a layer of that name, or another source has begun one.
  case layerExists(name: String, corpus: String, source: String)
  /// The corpus has no such layer.
  case noSuchLayer(name: String, corpus: String, known: [String])
  /// There is no such field.
  case noSuchField(name: String, known: [String])
  /// There is no such document.
  case noSuchDocument(ordinal: Int, count: Int)
  /// The text was not kept.
  case noText(corpus: String)
  /// The corpus was cut by another version of the tokeniser.
  case otherTokeniser(corpus: String, found: String, present: String)
  /// The load was stopped on request; the store is as it was before.
  case cancelled
  /// The vocabulary has no more ids.
  case vocabularyFull
  /// The system gave no thread.
  case noThread(code: Int)
  /// A range that the segment or the vocabulary does not have.
  case outOfRange(what: String)
  /// SQLite reports something else.
  case database(DatabaseError)
}

extension StoreError {
  /// Tells what an error of the database means for a store.
  init(_ error: DatabaseError) {
    switch error.kind {
    case .full: self = .diskFull(path: error.path)
    case .readOnly: self = .readOnly(path: error.path)
    case .notADatabase: self = .notAStore(path: error.path, reason: "it is not an SQLite database")
    case .foreign: self = .notAStore(path: error.path, reason: "it is the database of another application")
    case .newerVersion(let found, let known): self = .newerVersion(path: error.path, found: found, known: known)
    case .busy: self = .busy(path: error.path)
    case .corrupt: self = .damaged(path: error.path, what: error.message)
    case .cannotOpen, .constraint, .inputOutput, .tooBig, .interrupted, .other: self = .database(error)
    }
  }

  /// Runs the body and turns errors of the database into errors of the store.
  static func wrap<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error)
    } catch {
      throw .database(DatabaseError(kind: .other, message: "\(error)", path: ""))
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// One or two sentences for people.
  public var description: String {
    switch self {
    case .noSuchStore(let path): "there is no store at \(path)"
    case .cannotMake(let path, let folder, let reason):
      "the store \(path) cannot be made: the folder \(folder) \(reason); name another file with --store"
    case .notAStore(let path, let reason): "\(path) is not a Lect store: \(reason)"
    case .newerVersion(let path, let found, let known):
      "\(path) was written by a newer Lect (format \(found), this one reads up to \(known)); use that Lect"
    case .readOnly(let path): "the store \(path) cannot be written; copy it to a folder of yours to change it"
    case .diskFull(let path): "the disk with \(path) is full; nothing was changed. Make room and try again"
    case .busy(let path): "another process is writing to \(path); wait for it and try again"
    case .damaged(let path, let what):
      "the store \(path) is damaged: \(what). `check` lists all damage; load the corpus again or take a backup"
    case .changed(let path, let what): "the store \(path) was changed meanwhile (\(what) is gone); try again"
    case .noSuchCorpus(let name, let known):
      "there is no corpus `\(name)`"
        + (known.isEmpty ? "; the store is empty" : "; there is: \(known.joined(separator: ", "))")
    case .corpusExists(let name): "there is a corpus `\(name)` already; use --append or --replace, or another name"
    case .badCorpusName(let name): "`\(name)` cannot name a corpus: 1 to 200 bytes without control characters"
    case .duplicateDocument(let name, let corpus):
      "two documents of `\(corpus)` are called `\(name)`; names must be unique"
    case .namelessDocument(let corpus): "a document of `\(corpus)` has no name"
    case .duplicateField(let field, let document): "`\(document)` has the field `\(field)` twice"
    case .badAnnotation(let document, let problem):
      "the annotation of `\(document)` cannot be taken in: \(problem). Mend the file"
    case .tooManyLayers(let corpus, let limit): "`\(corpus)` has more than \(limit) layers of annotation"
    case .tooManyFields(let corpus, let limit): "`\(corpus)` has more than \(limit) metadata fields"
    case .valueDoesNotFit(let value, let field, let type, let document):
      "`\(value)`, the field `\(field)` of `\(document)`, is not of the type \(type.rawValue)"
    case .cannotRebuild(let corpus, let reason): "`\(corpus)` cannot be cut again: \(reason)"
    case .badLayerName(let name):
      "`\(name)` cannot name a layer of annotation: a letter or _, then letters, digits, _, -, . and :, not word, lower or stem"
    case .layerExists(let name, let corpus, let source):
      "`\(corpus)` has a layer `\(name)` already\(source.isEmpty ? "" : ", by \(source)"); drop it first, or take another name"
    case .noSuchLayer(let name, let corpus, let known):
      "`\(corpus)` has no layer `\(name)`; there is: \(known.joined(separator: ", "))"
        + (name == "stem" ? ". An earlier Lect loaded it: `rebuild \(corpus)` adds stems" : "")
    case .noSuchField(let name, let known):
      "there is no field `\(name)`" + (known.isEmpty ? "" : "; there is: \(known.joined(separator: ", "))")
    case .noSuchDocument(let ordinal, let count): "there is no document \(ordinal); the corpus has \(count)"
    case .noText(let corpus): "`\(corpus)` was loaded without keeping its text"
    case .otherTokeniser(let corpus, let found, let present):
      "`\(corpus)` was cut by tokeniser version \(found), this Lect has version \(present): `rebuild \(corpus)` cuts it again, then append"
    case .cancelled: "stopped; nothing was changed"
    case .vocabularyFull: "the vocabulary is full: a store holds at most 4,294,967,295 forms"
    case .noThread(let code): "the system gave no thread (error \(code)); try fewer threads"
    case .outOfRange(let what): "out of range: \(what)"
    case .database(let error): error.description
    }
  }
}
