import AnalyzerKit

/// What a command gives to whoever shows it.
public struct Outcome: Sendable {
  /// The result; nil for a deed.
  public var report: Report?
  /// Text that is shown as it is.
  public var text: String?
  /// What the user should know besides the result.
  public var notes: [String] = []
  /// Whether the user wants to leave.
  public var isQuit = false
  /// How long it took, when timing is on.
  public var duration: Duration?

  /// Nothing to show.
  public init() {}
}
