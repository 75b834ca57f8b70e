import AnalyzerKit

/// Writes partials with the texts of a corpus's forms, and reads them into a corpus that has all of these.
public struct MemoryFormCodec: FormCodec {
  private let corpus: MemoryCorpus

  /// Takes the numbers of a corpus.
  public init(_ corpus: MemoryCorpus) { self.corpus = corpus }

  /// The bytes of a form.
  public func text(of form: FormID) throws -> [UInt8] { Array(try corpus.text(of: form).utf8) }

  /// The form of some bytes; an error when the corpus has none, because it never changes.
  public func form(of text: [UInt8]) throws -> FormID {
    guard let form = corpus.numbers[text] else {
      throw AnalyzerError.damagedPartial("‘\(String(decoding: text, as: UTF8.self))’ is no form of the corpus")
    }
    return form
  }
}
