/// The tokens of a segment before they are encoded; nobody changes them any more, so they may be read on any thread.
struct SegmentContent: @unchecked Sendable {
  fileprivate let idMemory: GrowingMemory<UInt32>
  fileprivate let markMemory: GrowingMemory<UInt8>
  /// The word form of each token.
  var ids: UnsafeBufferPointer<UInt32> { idMemory.buffer }
  /// The marks of each token; see `Parcel.Mark`.
  var marks: UnsafeBufferPointer<UInt8> { markMemory.buffer }
  /// Where documents start, and the end.
  let documentStarts: [Int]
  /// The casing variant of each document.
  let variants: [String]
  /// The ordinal of the first document.
  let firstDocument: Int
  /// Whether the first document began in an earlier segment.
  let continuesDocument: Bool
  /// Whether the last document goes on in the next segment.
  let isContinued: Bool
  /// The position, in its document, of the first token.
  let firstPosition: Int
  /// The number, in its document, of the first sentence.
  let firstSentence: Int
  /// How many paragraphs of the first document began earlier.
  let firstParagraph: Int
  /// The layers of annotation, by name: for each token one more than its value's form, or 0; may be shorter than `ids`.
  var layers: [(name: String, values: [UInt32])] = []
  /// The regions that start here, in order.
  var regions: [SegmentRegion] = []
  /// The lower case of each token, where that does not follow from its form alone.
  var lowers: GrowingMemory<UInt32>?
  /// The forms that a continued document had in earlier segments, by layer; see `CarriedForms`.
  var seen: [String: FormSet] = [:]

  init(
    ids: GrowingMemory<UInt32>, marks: GrowingMemory<UInt8>, documentStarts: [Int], variants: [String],
    firstDocument: Int, continuesDocument: Bool, isContinued: Bool, firstPosition: Int, firstSentence: Int,
    firstParagraph: Int
  ) {
    (idMemory, markMemory) = (ids, marks)
    self.documentStarts = documentStarts
    self.variants = variants
    self.firstDocument = firstDocument
    self.continuesDocument = continuesDocument
    self.isContinued = isContinued
    self.firstPosition = firstPosition
    self.firstSentence = firstSentence
    self.firstParagraph = firstParagraph
  }
}

/// Gathers documents into segments.
///
/// A segment ends with a document as soon as it holds the wanted number of tokens. A document that would take it beyond
/// that starts the next segment; only one that does not fit into a segment of its own is cut, at the last sentence that
/// starts within the limit. So segments follow from the documents alone, not from how they arrive.
final class SegmentAssembler {
  /// How many documents a segment holds at most: a corpus of empty documents has bounds, too.
  private static let documentLimit = 1 << 18
  /// The memory of so many segments is kept to be used again.
  private static let mostSpare = 2

  private let limit: Int
  private let emit: (SegmentContent) throws -> Void
  private var ids = GrowingMemory<UInt32>()
  private var marks = GrowingMemory<UInt8>()
  /// Memory of segments that are done with.
  private var spare: [(ids: GrowingMemory<UInt32>, marks: GrowingMemory<UInt8>)] = []
  private var starts: [Int] = []
  private var variants: [String] = []
  private var columns: [String: GrowingMemory<UInt32>] = [:]
  /// Regions, with the place of their document in `starts`.
  private var regions: [SegmentRegion] = []
  private var isOpen = false
  private var firstDocument: Int
  private var continues = false
  private var firstPosition = 0
  private var firstSentence = 0
  private var firstParagraph = 0

  init(limit: Int, firstDocument: Int, emit: @escaping (SegmentContent) throws -> Void) {
    self.limit = min(max(1, limit), 1 << 27)
    self.firstDocument = firstDocument
    self.emit = emit
  }

  /// Begins a document.
  func beginDocument(variant: String) {
    starts.append(ids.count)
    variants.append(variant)
    isOpen = true
  }

  /// Tells what is said of tokens of the document that are added next.
  ///
  /// Values are one more than their forms, or 0; regions count from the first of those tokens, and `document` of theirs is not used.
  func annotate(_ layers: [(name: String, values: [UInt32])], _ newRegions: [SegmentRegion]) {
    for (name, values) in layers {
      let column = columns[name] ?? GrowingMemory<UInt32>()
      columns[name] = column
      column.append(repeating: 0, count: ids.count - column.count)
      values.withUnsafeBufferPointer { column.append($0) }
    }
    for var region in newRegions {
      region.document = starts.count - 1
      region.start += ids.count
      regions.append(region)
    }
  }

  /// Adds tokens of the document: their numbers, and the form that each number stands for.
  func append(
    _ numbers: UnsafeBufferPointer<UInt32>, forms: GrowingMemory<UInt32>, marks tokenMarks: UnsafePointer<UInt8>
  ) throws {
    ids.makeRoom(numbers.count)
    let target = ids.base + ids.count
    let count = numbers.count
    let forms = forms.base
    for index in 0..<count { target[index] = forms[Int(numbers[index])] }
    try appended(count, tokenMarks)
  }

  /// Adds tokens of the document by their forms.
  func append(_ forms: UnsafeBufferPointer<UInt32>, marks tokenMarks: UnsafePointer<UInt8>) throws {
    ids.append(forms)
    ids.advance(-forms.count)
    try appended(forms.count, tokenMarks)
  }

  private func appended(_ count: Int, _ tokenMarks: UnsafePointer<UInt8>) throws {
    ids.advance(count)
    marks.append(UnsafeBufferPointer(start: tokenMarks, count: count))
    while ids.count > limit, let start = starts.last {
      if start > 0 {
        try close(at: start, continued: false, leavingLast: true)
      } else if let cut = cut() {
        try close(at: cut, continued: true, leavingLast: false)
      } else {
        return
      }
    }
  }

  /// The last sentence start within the limit, else the first one beyond it.
  private func cut() -> Int? {
    var position = min(limit, ids.count - 1)
    while position > 0 {
      if marks.base[position] & Parcel.Mark.sentence != 0 { return position }
      position -= 1
    }
    return (limit + 1..<max(limit + 1, ids.count)).first { marks.base[$0] & Parcel.Mark.sentence != 0 }
  }

  /// Ends the document.
  func endDocument() throws {
    isOpen = false
    if ids.count >= limit || starts.count >= SegmentAssembler.documentLimit {
      try close(at: ids.count, continued: false, leavingLast: false)
    }
  }

  /// Takes back the memory of a segment that nobody reads any more.
  func reuse(_ content: SegmentContent) {
    guard spare.count < SegmentAssembler.mostSpare else { return }
    content.idMemory.removeAll()
    content.markMemory.removeAll()
    spare.append((content.idMemory, content.markMemory))
  }

  /// Ends the last segment.
  func finish() throws {
    if !starts.isEmpty { try close(at: ids.count, continued: false, leavingLast: false) }
  }

  private func close(at end: Int, continued: Bool, leavingLast: Bool) throws {
    let count = leavingLast ? starts.count - 1 : starts.count
    // A region at a cut belongs to what follows; an empty one at the end of a document, to the document.
    let own = regions.filter { $0.document < count && (!continued || $0.start < end) }
    let (whole, wholeMarks) = (ids, marks)
    let free = spare.popLast()
    ids = whole.cut(at: end, into: free?.ids)
    marks = wholeMarks.cut(at: end, into: free?.marks)
    var content = SegmentContent(
      ids: whole, marks: wholeMarks, documentStarts: Array(starts[..<count]) + [end],
      variants: Array(variants[..<count]), firstDocument: firstDocument, continuesDocument: continues,
      isContinued: continued, firstPosition: firstPosition, firstSentence: firstSentence,
      firstParagraph: firstParagraph)
    content.regions = own
    content.layers = columns.sorted { $0.key < $1.key }.map { name, column in
      (name: name, values: Array(column.buffer(0..<min(end, column.count))))
    }
    try emit(content)
    if continued {
      // Documents before the one that goes on are empty, so the whole segment is a part of that one.
      let isSame = continues && count == 1
      let parts = wholeMarks.buffer
      firstPosition = (isSame ? firstPosition : 0) + end
      firstSentence = (isSame ? firstSentence : 0) + parts.reduce(0) { $0 + Int($1 >> 1 & 1) }
      firstParagraph = (isSame ? firstParagraph : 0) + parts.reduce(0) { $0 + Int($1 >> 2 & 1) }
      firstDocument += count - 1
      starts = [0]
      variants = [variants[count - 1]]
    } else {
      (firstPosition, firstSentence, firstParagraph) = (0, 0, 0)
      firstDocument += count
      starts = leavingLast ? [0] : []
      variants = leavingLast ? [variants[count]] : []
    }
    continues = continued
    regions = regions.filter { $0.document >= count || (continued && $0.start >= end) }
    for index in regions.indices {
      regions[index].start -= end
      regions[index].document = 0
    }
    for column in columns.values { column.removeFirst(min(end, column.count)) }
  }
}
