/// Takes the segments of a corpus in order, has them encoded, on other threads if there are any, and writes them in order.
///
/// A segment is written when a number of others have come after it that depends on them alone, not when it happens to be ready, so
/// that the file does not depend on the threads.
final class SegmentOutput {
  /// How many segments may be under way: of annotated ones, which take several times the memory, one.
  private static func mostUnderWay(_ content: SegmentContent) -> Int {
    content.layers.isEmpty && content.regions.isEmpty ? 2 : 1
  }

  private let vocabulary: LoadVocabulary
  private let writer: SegmentWriter
  private let queue: EncodingQueue
  private var carried = CarriedForms()
  private var jobs: [EncodingQueue.Job] = []
  /// Takes the content of each segment that is written.
  var written: (SegmentContent) -> Void = { _ in }

  init(_ writer: SegmentWriter, _ vocabulary: LoadVocabulary, _ queue: EncodingQueue = EncodingQueue()) {
    self.writer = writer
    self.vocabulary = vocabulary
    self.queue = queue
  }

  /// How many segments the corpus has; all of them after `finish`.
  var segments: Int { writer.segments }

  /// Takes the next segment.
  func take(_ content: SegmentContent) throws {
    var content = content
    try addLowers(to: &content)
    let view = vocabulary.view
    carried.pass(&content, view)
    jobs.append(queue.add(content, view))
    while jobs.count > SegmentOutput.mostUnderWay(content) { try writeFirst() }
  }

  /// Writes what is under way.
  func finish() throws {
    while !jobs.isEmpty { try writeFirst() }
  }

  private func writeFirst() throws {
    let job = jobs.removeFirst()
    let segment = queue.result(of: job)
    try writer.write(segment)
    queue.reuse(segment)
    written(job.content)
  }

  /// Looks up the lower case where it depends on the language of the document, which may give the vocabulary new forms.
  private func addLowers(to content: inout SegmentContent) throws {
    guard content.variants.contains(where: { $0 != "und" }) else { return }
    let lowers = GrowingMemory<UInt32>(capacity: content.ids.count)
    for document in content.variants.indices {
      let variant = content.variants[document]
      // Also of an empty document, or one whose forms all have the common lower case: whoever reads asks for the map.
      if variant != "und" { vocabulary.use(variant) }
      for index in content.documentStarts[document]..<content.documentStarts[document + 1] {
        lowers.append(try vocabulary.lower(content.ids[index], variant: variant))
      }
    }
    content.lowers = lowers
  }
}
