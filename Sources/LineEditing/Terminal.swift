import CEdit
import Glibc

/// The C editor behind ``TerminalLineEditor``, as a Swift object: owns the handle, and hands its commands to a closure.
final class Terminal {
  typealias Handler = (cedit_command, [Unicode.Scalar]) -> cedit_action

  /// Deals with the commands during ``read()``; set before.
  var handler: Handler {
    get { box.handler }
    set { box.handler = newValue }
  }

  /// The C callback gets this box, not the terminal, because the callback is needed to make the terminal.
  private final class Box {
    var handler: Handler = { _, _ in CEDIT_BELL }
  }

  private let handle: OpaquePointer
  private let box: Box

  /// Opens the descriptors, which stay the caller's.
  init(name: String, type: String?, input: Int32, output: Int32) throws(LineEditingError) {
    let box = Box()
    let context = Unmanaged.passUnretained(box).toOpaque()  // kept alive by this object
    let opened = cedit_open(
      name, type, input, output,
      { context, command, text, count in
        guard let context else { return CEDIT_BELL }
        return Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().handler(command, scalars(text, count))
      }, context)
    guard let opened else {
      switch errno {
      case ENOTTY, EBADF, EINVAL: throw .notATerminal
      case EILSEQ: throw .noUTF8Locale
      default: throw .system(doing: "opening the terminal", code: errno)
      }
    }
    handle = opened
    self.box = box
  }

  deinit { cedit_close(handle) }

  /// Reads one line.
  func read() throws(LineEditingError) -> LineResult {
    switch cedit_read(handle) {
    case CEDIT_READ_LINE: return .line(line.text)
    case CEDIT_READ_INTERRUPTED: return .interrupted
    case CEDIT_READ_END: return .endOfInput
    default: throw .system(doing: "reading a line from the terminal", code: errno)
    }
  }

  /// The line being edited or just read.
  var line: LineBuffer {
    var count = 0
    var cursor = 0
    let start = cedit_get_line(handle, &count, &cursor)
    return LineBuffer(scalars(start, count), cursor: cursor)
  }

  /// Puts another line in place of the one being edited; false if it is too long.
  func setLine(_ line: LineBuffer) -> Bool {
    cedit_set_line(handle, characters(line.scalars), line.scalars.count, line.cursor) == 0
  }

  /// Sets the prompt, which may hold colours.
  func setPrompt(_ prompt: String) throws(LineEditingError) {
    let marked = characters(PromptMarkup(prompt, colours: cedit_understands_escapes(handle)).scalars)
    if cedit_set_prompt(handle, marked, marked.count) != 0 { throw .system(doing: "showing the prompt", code: errno) }
  }

  /// Prints lines below the line being edited.
  func showBelow(_ text: String) {
    let shown = characters(text.unicodeScalars)
    _ = cedit_show_below(handle, shown, shown.count)  // a terminal that cannot be written to fails the next read
  }

  /// Has plain keys come as commands, during a search.
  func captureKeys(_ isOn: Bool) { cedit_capture_keys(handle, isOn) }

  /// Has a captured key treated as if it had not been.
  func unread(_ key: Unicode.Scalar) { cedit_unread_key(handle, wchar_t(bitPattern: key.value)) }

  /// The columns of the terminal.
  var columns: Int {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cedit_get_size(handle, &columns, &rows)
    return Int(columns)
  }
}

/// Scalars from C, where a character is a signed 32-bit number.
private func scalars(_ start: UnsafePointer<wchar_t>?, _ count: Int) -> [Unicode.Scalar] {
  UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).map {
    Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
  }
}

private func characters(_ scalars: some Sequence<Unicode.Scalar>) -> [wchar_t] {
  scalars.map { wchar_t(bitPattern: $0.value) }
}
