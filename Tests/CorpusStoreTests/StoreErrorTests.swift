import Database
import Testing

@testable import CorpusStore

/// The wording is part of the interface.
@Suite struct StoreErrorTests {
  @Test(
    arguments: [
      (.noSuchStore(path: "a.db"), "there is no store at a.db"),
      (.notAStore(path: "a.db", reason: "it is text"), "a.db is not a Lect store: it is text"),
      (
        .newerVersion(path: "a.db", found: 3, known: 1),
        "a.db was written by a newer Lect (format 3, this one reads up to 1); use that Lect"
      ),
      (.readOnly(path: "a.db"), "the store a.db cannot be written; copy it to a folder of yours to change it"),
      (.diskFull(path: "a.db"), "the disk with a.db is full; nothing was changed. Make room and try again"),
      (.busy(path: "a.db"), "another process is writing to a.db; wait for it and try again"),
      (
        .damaged(path: "a.db", what: "x"),
        "the store a.db is damaged: x. `check` lists all damage; load the corpus again or take a backup"
      ),
      (
        .changed(path: "a.db", what: "segment 1"), "the store a.db was changed meanwhile (segment 1 is gone); try again"
      ),
      (.noSuchCorpus(name: "c", known: []), "there is no corpus `c`; the store is empty"),
      (.noSuchCorpus(name: "c", known: ["a", "b"]), "there is no corpus `c`; there is: a, b"),
      (.corpusExists(name: "c"), "there is a corpus `c` already; use --append or --replace, or another name"),
      (.badCorpusName(name: ""), "`` cannot name a corpus: 1 to 200 bytes without control characters"),
      (.duplicateDocument(name: "a", corpus: "c"), "two documents of `c` are called `a`; names must be unique"),
      (.namelessDocument(corpus: "c"), "a document of `c` has no name"),
      (.duplicateField(field: "f", document: "a"), "`a` has the field `f` twice"),
      (.tooManyFields(corpus: "c", limit: 9), "`c` has more than 9 metadata fields"),
      (
        .valueDoesNotFit(value: "x", field: "f", type: .integer, document: "a"),
        "`x`, the field `f` of `a`, is not of the type integer"
      ),
      (.noSuchField(name: "f", known: []), "there is no field `f`"),
      (.noSuchField(name: "f", known: ["g"]), "there is no field `f`; there is: g"),
      (.noSuchDocument(ordinal: 3, count: 2), "there is no document 3; the corpus has 2"),
      (.noText(corpus: "c"), "`c` was loaded without keeping its text"),
      (
        .otherTokeniser(corpus: "c", found: "1", present: "2"),
        "`c` was cut by tokeniser version 1, this Lect has version 2: `rebuild c` cuts it again, then append"
      ),
      (.cancelled, "stopped; nothing was changed"),
      (.vocabularyFull, "the vocabulary is full: a store holds at most 4,294,967,295 forms"),
      (.noThread(code: 11), "the system gave no thread (error 11); try fewer threads"),
      (.outOfRange(what: "x"), "out of range: x"),
    ] as [(StoreError, String)])
  func wording(error: StoreError, text: String) {
    #expect(error.description == text)
  }

  @Test(
    arguments: [
      (.full, .diskFull(path: "p")), (.readOnly, .readOnly(path: "p")), (.busy, .busy(path: "p")),
      (.corrupt, .damaged(path: "p", what: "m")),
      (.notADatabase, .notAStore(path: "p", reason: "it is not an SQLite database")),
      (.foreign(applicationID: 1), .notAStore(path: "p", reason: "it is the database of another application")),
      (.newerVersion(found: 2, known: 1), .newerVersion(path: "p", found: 2, known: 1)),
    ] as [(DatabaseError.Kind, StoreError)])
  func `what an error of the database means`(kind: DatabaseError.Kind, error: StoreError) {
    #expect(StoreError(DatabaseError(kind: kind, message: "m", path: "p")) == error)
  }
}
