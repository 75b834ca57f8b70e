/// The marks of a segment's tokens, as a load has them.
enum SegmentMarks {
  /// Reads spaces, sentences and paragraphs of a whole segment.
  static func read(_ reader: SegmentReader, _ bounds: SegmentBounds) throws -> [UInt8] {
    var marks = try reader.spaceAfter(0..<reader.info.tokens).map { $0 ? Parcel.Mark.space : 0 }
    for start in bounds.sentenceStarts { marks[Int(start)] |= Parcel.Mark.sentence }
    for start in bounds.paragraphStarts { marks[Int(start)] |= Parcel.Mark.paragraph }
    return marks
  }
}
