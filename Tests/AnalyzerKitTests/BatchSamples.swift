import AnalyzerKit

extension TokenStorage {
  /// Tokens by form number, nil where one is not counted; the surface form is the number and 100.
  convenience init(_ forms: [UInt32?], sentences: [Int] = [], paragraphs: [Int] = [], documents: [DocumentSlice] = []) {
    self.init()
    for (index, form) in forms.enumerated() {
      words.append(FormID(rawValue: (form ?? 99) + 100))
      self.forms.append(form.map(FormID.init) ?? TokenStorage.uncounted)
      spaceAfter.append(index % 2 == 0 ? 1 : 0)
    }
    for start in sentences { sentenceStarts.append(start) }
    for start in paragraphs { paragraphStarts.append(start) }
    for slice in documents { self.documents.append(slice) }
  }
}
