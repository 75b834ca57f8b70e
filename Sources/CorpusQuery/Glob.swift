/// A pattern over a whole form: literal bytes, `*` for any run of characters, `?` for exactly one.
public struct Glob: Hashable, Sendable {
  /// A part of the pattern.
  public enum Piece: Hashable, Sendable {
    /// These UTF-8 bytes.
    case literal([UInt8])
    /// Any number of characters, none among them.
    case run
    /// One character (Unicode scalar).
    case one
  }

  /// The parts, in order; no two literals or runs stand side by side.
  public private(set) var pieces: [Piece] = []

  /// The pattern that only the empty form matches.
  public init() {}

  /// Adds a part, joining it with the one before where that says the same.
  public mutating func append(_ piece: Piece) {
    switch (pieces.last, piece) {
    case (.literal(let before), .literal(let bytes)): pieces[pieces.count - 1] = .literal(before + bytes)
    case (.run, .run): break
    default: pieces.append(piece)
    }
  }

  /// The form that alone matches, when there are no wildcards.
  public var literal: [UInt8]? {
    switch pieces.count {
    case 0: []
    case 1: if case .literal(let bytes) = pieces[0] { bytes } else { nil }
    default: nil
    }
  }

  /// The pattern with each literal part changed.
  public func mappingLiterals(_ change: ([UInt8]) -> [UInt8]) -> Glob {
    var result = Glob()
    for piece in pieces {
      if case .literal(let bytes) = piece { result.append(.literal(change(bytes))) } else { result.append(piece) }
    }
    return result
  }

  /// Whether a form matches as a whole.
  ///
  /// Tries each run from short to long and only the last run again: at most the product of the two lengths.
  public func matches(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    var piece = 0
    var place = 0
    var retry: (piece: Int, place: Int)?
    while true {
      if piece == pieces.count {
        if place == form.count { return true }
      } else {
        switch pieces[piece] {
        case .run:
          retry = (piece + 1, place)
          piece += 1
          continue
        case .one:
          if place < form.count {
            place += Glob.scalarLength(form[place])
            piece += 1
            if place <= form.count { continue }
          }
        case .literal(let bytes):
          if place + bytes.count <= form.count, Glob.stands(bytes, in: form, at: place) {
            place += bytes.count
            piece += 1
            continue
          }
        }
      }
      guard let again = retry, again.place < form.count else { return false }
      let next = again.place + Glob.scalarLength(form[again.place])
      retry = (again.piece, next)
      piece = again.piece
      place = next
      if place > form.count { return false }
    }
  }

  private static func stands(_ bytes: [UInt8], in form: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    for (offset, byte) in bytes.enumerated() where form[place + offset] != byte { return false }
    return true
  }

  private static func scalarLength(_ lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }
}
