/// The number of a form (a distinct string) in one store's vocabulary.
///
/// Ids are dense, start at 0, and mean nothing outside the store that gave them: a partial that leaves
/// its store carries the forms themselves.
@frozen
public struct FormID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The number itself.
  public let rawValue: UInt32

  /// Wraps a number that a store gave.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Orders by number, which says nothing of the forms.
  @inlinable
  public static func < (left: FormID, right: FormID) -> Bool { left.rawValue < right.rawValue }
}
