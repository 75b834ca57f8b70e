import CommandLanguage
import Glibc

/// Writes notes and errors for people, on standard error: safe to show whatever they hold, and dim or red with colour.
public final class MessageWriter {
  /// A place in a script, to begin an error with.
  public struct Place: Sendable, Hashable {
    /// The script, as the user named it.
    public let name: String
    /// The line that the command begins in, from 1.
    public let line: Int

    /// Names a place.
    public init(name: String, line: Int) {
      self.name = name
      self.line = line
    }
  }

  /// Below so many columns, notes are written as they are.
  private static let narrowest = 20

  /// Whether notes are left out.
  public let isQuiet: Bool
  private let screen: () -> Screen
  private let take: ([UInt8]) -> Void

  /// Makes a writer; what cannot be written is lost, since there is nobody left to tell.
  public init(isQuiet: Bool = false, screen: @escaping () -> Screen = { Screen() }, write: @escaping ([UInt8]) -> Void)
  {
    self.isQuiet = isQuiet
    self.screen = screen
    take = write
  }

  /// Writes a note, a line or several, unless notes are left out.
  public func note(_ text: String) {
    if !isQuiet { remark(text) }
  }

  /// Writes what was asked for, such as a time, or what must be known, even where notes are left out.
  public func remark(_ text: String) {
    let screen = screen()
    var shown = ShownText.lines(of: text)
    // A terminal would break words.
    if screen.isTerminal, screen.columns >= MessageWriter.narrowest {
      shown = WrappedText.of(shown, to: screen.columns)
    }
    write(screen.hasColor ? "\u{1B}[2m\(shown)\u{1B}[0m" : shown)
  }

  /// Writes an error, with an excerpt of the command and a caret where it has a place in it.
  ///
  /// It begins with `NAME:LINE:` for a command of a script, where the line is that of the mistake, else with `error:`.
  public func error(_ error: CommandError, in text: String, at place: Place? = nil) {
    let screen = screen()
    let width = screen.columns > 20 ? min(screen.columns - 3, 100) : SourceExcerpt.defaultWidth
    let rendered = ShownText.lines(of: error.rendered(in: text, width: width))
    var label = "error:"
    if let place {
      let line = place.line - 1 + (error.span.map { SourceExcerpt(of: text, at: $0).line } ?? 1)
      label = ShownText.lines(of: "\(place.name):\(line):")
    }
    write((screen.hasColor ? "\u{1B}[1;31m\(label)\u{1B}[0m" : label) + " " + rendered)
  }

  private func write(_ text: String) { take(Array((text + "\n").utf8)) }
}
