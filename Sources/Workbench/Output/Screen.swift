import FoundationEssentials
import Glibc

/// What is known of the place that text goes to: whether it is a terminal, how large, and whether it has colour.
public struct Screen: Sendable, Hashable {
  /// When colours are used.
  public enum ColorChoice: String, Sendable, CaseIterable {
    /// At a terminal that has them, unless `NO_COLOR` is set.
    case auto
    /// Even where the output is no terminal.
    case always
    /// Not at all.
    case never
  }

  /// Whether it is a terminal.
  public var isTerminal: Bool
  /// Its columns; 0 where that is not known.
  public var columns: Int
  /// Its lines; 0 where that is not known.
  public var lines: Int
  /// Whether colours are used.
  public var hasColor: Bool
  /// Whether it understands escape sequences that move the cursor.
  public var canErase: Bool

  /// Describes a place; by default one that is no terminal.
  public init(
    isTerminal: Bool = false, columns: Int = 0, lines: Int = 0, hasColor: Bool = false, canErase: Bool = false
  ) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.lines = lines
    self.hasColor = hasColor
    self.canErase = canErase
  }

  /// Looks at a descriptor as it is now; a terminal's size may be another the next time.
  public init(
    of descriptor: Int32, color: ColorChoice, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    isTerminal = isatty(descriptor) == 1
    var size = winsize()
    let isKnown = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    columns = isKnown ? Int(size.ws_col) : 0
    lines = isKnown ? Int(size.ws_row) : 0
    let type = environment["TERM"] ?? ""
    canErase = isTerminal && type != "dumb" && !type.isEmpty
    hasColor =
      switch color {
      case .always: true
      case .never: false
      case .auto: canErase && (environment["NO_COLOR"] ?? "").isEmpty
      }
  }
}
