/// How often each form occurs in a whole corpus, and in how many documents: made once and shared by all that look at it.
public struct FormSums: Sendable {
  /// How often each form occurs.
  public let counts: FormCounter
  /// In how many documents each form occurs; the forms are the same.
  public let documents: FormCounter

  /// Pairs the two.
  public init(counts: FormCounter, documents: FormCounter) {
    self.counts = counts
    self.documents = documents
  }
}
