/// The forms, by layer, of the part of a cut document that lies in earlier segments, so that a document is counted once a form.
struct CarriedForms {
  private var sets: [String: FormSet] = [:]

  /// The key of the words of a layer of annotation, beside that of all its tokens.
  static func words(of layer: String) -> String { layer + " words" }

  /// Gives a segment what it must know of those before, and takes over what those after must know of it.
  mutating func pass(_ content: inout SegmentContent, _ vocabulary: VocabularyView) {
    content.seen = content.continuesDocument ? sets : [:]
    guard content.isContinued else {
      sets = [:]
      return
    }
    let last = content.variants.count - 1
    if !(content.continuesDocument && last == 0) { sets = [:] }
    let tokens = content.documentStarts[last]..<content.documentStarts[last + 1]
    let ids = content.ids
    sets["word", default: FormSet()].insert(ids[tokens])
    if let lowers = content.lowers {
      sets["lower", default: FormSet()].insert(lowers.buffer(tokens))
    } else {
      sets["lower", default: FormSet()].insert(ids[tokens].lazy.map { vocabulary.lowers[Int($0)] })
    }
    for (name, values) in content.layers {
      let part = tokens.clamped(to: 0..<values.count)
      sets[name, default: FormSet()].insert(values[part])
      let words = part.lazy.map { vocabulary.isCounted(ids[$0]) ? values[$0] : 0 }
      sets[CarriedForms.words(of: name), default: FormSet()].insert(words)
    }
  }
}
