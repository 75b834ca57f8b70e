/// Tokens and documents by form; a document that spans segments counts where a form first occurs in it.
struct Recount {
  private var counts: [Int]
  private var documents: [Int]
  private var last: [Int]
  private(set) var forms: [Int] = []
  var document = 0

  init(_ forms: Int) {
    counts = Array(repeating: 0, count: forms)
    documents = counts
    last = counts
  }

  mutating func add(_ form: Int) {
    if counts[form] == 0 { forms.append(form) }
    counts[form] += 1
    if last[form] != document {
      last[form] = document
      documents[form] += 1
    }
  }

  mutating func clear() {
    for form in forms { (counts[form], documents[form]) = (0, 0) }
    forms.removeAll(keepingCapacity: true)
  }

  func isRight(_ form: Int, _ count: Int, _ inDocuments: Int?) -> Bool {
    form < counts.count && counts[form] == count && (inDocuments ?? documents[form]) == documents[form]
  }
}
