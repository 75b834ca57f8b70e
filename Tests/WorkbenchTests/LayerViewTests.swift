import AnalyzerKit
import CorpusQuery
import CorpusStore
import Testing

@testable import Workbench

@Suite struct LayerViewTests {
  /// In Turkish, `I` has a lower case of its own; a circled letter has one, too, and does not count.
  private static let texts = [
    ("de", "Die Häuser und die HÄUSER , Ⓐ ⓐ Laufen liefen."), ("tr", "Kitaplar ISTANBUL istanbul kitap Ⓐ ;"),
    ("en", "The houses ran , running ISTANBUL Ⓐ houses !"), ("zh", "Häuser houses 房子"),
  ]

  @Test(arguments: [LayerName.word, .lower, .stem], [true, false])
  func `forms and matches are those that the vocabulary's maps say`(layer: LayerName, countsPunctuation: Bool) throws {
    let workspace = try Workspace()
    let session = try workspace.session(threads: 1)
    for (number, (language, text)) in LayerViewTests.texts.enumerated() {
      try workspace.write("\(language).txt", text)
      let mode = number == 0 ? "" : "--append"
      _ = try session.output("load c '\(workspace.path)/\(language).txt' --language \(language) \(mode)")
    }
    let store = try session.store()
    let reader = try store.reader()
    let (corpus, vocabulary) = (try reader.corpus(named: "c"), try reader.vocabulary)
    let view = try LayerView(layer, of: corpus, in: store, vocabulary, countsPunctuation: countsPunctuation)
    let flags = try vocabulary.flags().map(FormFlags.init)
    let variants = corpus.variants(of: layer)
    #expect(variants.count == view.variantCount && variants.count == (layer == .word ? 1 : layer == .lower ? 2 : 4))
    // Twice: what was read is kept.
    for variant in Array(variants.indices) + Array(variants.indices) {
      let map = try vocabulary.map(layer, variant: variants[variant])
      let table = try view.forms(variant: variant)
      let expected = map.enumerated().map { word, form in
        flags[word].isCounted || countsPunctuation ? form : TokenStorage.uncounted
      }
      #expect(table.withForms(Array.init) == expected)
    }
    for literal in ["Häuser", "houses", ",", "ⓐ", "Ⓐ", "istanbul", "ISTANBUL", "房子", "laufen"] {
      let bytes = Array(literal.utf8)
      var glob = Glob()
      glob.append(.literal(bytes))
      let found = try view.words(matching: [glob], in: vocabulary)
      for variant in variants.indices {
        let map = try vocabulary.map(layer, variant: variants[variant])
        let wanted = String(decoding: view.text(bytes, variant: variant), as: UTF8.self)
        let form = try vocabulary.id(of: wanted)
        var expected: [FormID] = []
        for word in map.indices where map[word] == form { expected.append(FormID(rawValue: UInt32(word))) }
        #expect(found[variant].forms == expected)
      }
      #expect(found.contains { !$0.isEmpty } || layer == .word)
    }
  }
}
