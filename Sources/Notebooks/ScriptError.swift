/// What is wrong with a script apart from its commands.
public enum ScriptError: Error, Hashable, Sendable {
  /// The file cannot be read: its name, and why.
  case unreadable(String, String)
  /// The file is too large for a script.
  case tooLarge(String)
  /// A line of the file is not UTF-8.
  case notText(line: Int)
  /// A line of standard input is too long.
  case lineTooLong(line: Int)
  /// The script uses a name that was given no value.
  case missingValue(String, line: Int)
  /// A value was given for a name that the script does not use.
  case unusedValue(String)
  /// A name was given two values.
  case repeatedValue(String)
  /// A word that is not of the form NAME=VALUE.
  case malformedValue(String)
  /// Scripts that run each other without end.
  case tooDeep(String)
  /// Standard input is where the commands come from.
  case standardInputTaken
}

extension ScriptError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unreadable(let name, let why): "\(name) cannot be read: \(why)"
    case .tooLarge(let name): "\(name) is no script: it is larger than \(ScriptFile.limit >> 20) MB"
    case .notText: "this line is not UTF-8 text; convert the file, for example with iconv"
    case .lineTooLong: "this line is longer than a command can be"
    case .missingValue(let name, _): "{{\(name)}} has no value; give one: run FILE \(name)=VALUE"
    case .unusedValue(let name): "the script has no {{\(name)}} that \(name)=… could stand for"
    case .repeatedValue(let name): "\(name) is given two values"
    case .malformedValue(let text):
      "\(text) is not of the form NAME=VALUE: a name is letters, digits, _ and -, a value has one line"
    case .tooDeep(let name):
      "\(name) is not run: scripts may run each other \(ScriptRunner.deepest) deep, and seem to do so without end"
    case .standardInputTaken: "standard input is read already"
    }
  }

  /// The line that is meant, from 1; nil where it is the whole.
  public var line: Int? {
    switch self {
    case .notText(let line), .lineTooLong(let line), .missingValue(_, let line): line
    default: nil
    }
  }

  /// Whether the words are wrong, and not the file.
  var isUsage: Bool {
    switch self {
    case .missingValue, .unusedValue, .repeatedValue, .malformedValue: true
    default: false
    }
  }
}
