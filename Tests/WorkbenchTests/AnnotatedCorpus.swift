import CorpusStore
import TextProcessing

@testable import Workbench

/// Made-up documents that bring words, lemmas, tags and speeches, and what can be counted of them by hand.
struct AnnotatedCorpus: DocumentSource {
  /// One token.
  struct Token: Equatable {
    let word: String
    let lemma: String?
    let pos: String
    let space: Bool
    let startsSentence: Bool
  }

  /// One document; `speeches` are ranges of its tokens.
  struct Document {
    let name: String
    let kind: String
    let tokens: [Token]
    let speeches: [Range<Int>]
  }

  var documents: [Document]

  /// The same documents each time; some long, one empty, nested speeches and tokens outside any.
  init(_ numbers: Range<Int>) {
    let entries: [(String, String?, String)] = [
      ("Häuser", "Haus", "NOUN"), ("Haus", "Haus", "NOUN"), ("ging", "gehen", "VERB"), ("geht", "gehen", "VERB"),
      ("Gang", nil, "NOUN"), ("weiß", "wissen", "VERB"), ("weiß", "weiß", "ADJ"), (",", ",", "PUNCT"),
      ("gut", "gut", "ADJ"), ("2021", "2021", "NUM"), ("im", "in+der", "ADP"),
    ]
    documents = numbers.map { number in
      var state = UInt64(number) * 7919 + 17
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      let length = number == 3 ? 0 : number == 6 ? 400 : 1 + next(30)
      let tokens = (0..<length).map { index in
        let (word, lemma, pos) = entries[next(entries.count)]
        return Token(word: word, lemma: lemma, pos: pos, space: next(5) > 0, startsSentence: index == 0 || next(7) == 0)
      }
      let speeches = (0..<next(4)).map { _ in
        let start = next(length + 1)
        return start..<start + next(length - start + 1)
      }.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
      return Document(
        name: "\(number / 100)\(number / 10 % 10)\(number % 10)", kind: ["x", "y"][number % 2], tokens: tokens,
        speeches: speeches)
    }
  }

  var count: Int { documents.count }
  func size(of index: Int) -> Int { documents[index].tokens.count * 5 }

  func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
    let document = documents[index]
    var text = ""
    var tokens = TokenBuffer()
    var lemma = AnnotationColumn(name: "lemma")
    var pos = AnnotationColumn(name: "pos")
    for (place, token) in document.tokens.enumerated() {
      tokens.starts.append(text.utf8.count)
      text += token.word
      tokens.ends.append(text.utf8.count)
      tokens.kinds.append(.word)
      tokens.spaceAfter.append(token.space)
      if token.space { text += " " }
      if token.startsSentence { tokens.sentenceStarts.append(place) }
      lemma.append(Array((token.lemma ?? "").utf8))
      pos.append(Array(token.pos.utf8))
    }
    var incoming = IncomingDocument(name: document.name, text: Array(text.utf8), language: "de")
    incoming.date = "202\(index % 3)"
    incoming.fields = [("kind", .text(document.kind))]
    // Every fifth comes without annotation, and is cut.
    if index % 5 != 4 {
      incoming.annotation = AnnotatedTokens(
        tokens: tokens, columns: [lemma, pos],
        regions: document.speeches.map { AnnotatedRegion(name: "speech", tokens: $0) })
    }
    try deliver(incoming)
  }

  /// The documents with annotation.
  var annotated: [Document] { documents.enumerated().filter { $0.offset % 5 != 4 }.map(\.element) }
}

extension Session {
  /// Loads an annotated corpus as `c`.
  func load(_ source: AnnotatedCorpus, segmentTokens: Int = 1 << 20, mode: LoadMode = .create) throws {
    let store = try store(forWriting: true)
    _ = try store.load("c", mode: mode, from: source, options: LoadOptions(segmentTokens: segmentTokens))
  }
}
