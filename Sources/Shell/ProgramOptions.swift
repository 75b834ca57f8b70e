import Workbench

/// What the words after `lect` say.
///
/// Options may stand before and after other words, up to `--`; a value follows its option, or is joined to it
/// (`--store=x.db`, `-sx.db`). Where an option is given twice, the last one counts; `-c` adds up.
public struct ProgramOptions: Equatable, Sendable {
  /// What the program is to do.
  public enum Task: Equatable, Sendable {
    /// Read commands from standard input: at a terminal with a prompt, else as a script.
    case prompt
    /// Run these commands.
    case commands([String])
    /// Run a script with `NAME=VALUE` words.
    case script(path: String, values: [String])
    /// Show how the program is used.
    case help
    /// Show the version.
    case version
  }

  /// The path of the store.
  public var store: String?
  /// The name of the output format.
  public var format: String?
  /// How many threads work.
  public var threads: Int?
  /// Whether scripts go on after an error.
  public var keepsGoing = false
  /// When colours are used.
  public var color = Screen.ColorChoice.auto
  /// Whether progress and notes are left out.
  public var isQuiet = false
  /// What to do.
  public var task = Task.prompt

  /// Reads the words after the program's name.
  public init(_ arguments: [String]) throws(UsageError) {
    var words = OptionWords(arguments)
    var commands: [String] = []
    var operands: [String] = []
    while let word = words.next() {
      guard case .option(let name) = word else {
        if case .operand(let text) = word { operands.append(text) }
        continue
      }
      switch name {
      case "store": store = try words.value()
      case "format": format = try ProgramOptions.checkedFormat(words.value())
      case "threads": threads = try ProgramOptions.threads(words.value())
      case "color": color = try ProgramOptions.color(words.value())
      case "-c": commands.append(try words.value())
      case "keep-going": keepsGoing = true
      case "quiet": isQuiet = true
      case "version": task = task == .help ? .help : .version
      case "help": task = .help
      default: throw words.unknown(name)
      }
      try words.checkFlag()
    }
    if task == .prompt { task = try ProgramOptions.task(operands, commands) }
  }

  private static func task(_ operands: [String], _ commands: [String]) throws(UsageError) -> Task {
    guard let verb = operands.first else { return commands.isEmpty ? .prompt : .commands(commands) }
    switch verb {
    case "run":
      guard commands.isEmpty else { throw UsageError("-c and run exclude each other") }
      guard operands.count > 1 else { throw UsageError("run needs a file", advice: "Standard input is called -.") }
      let values = Array(operands[2...])
      for value in values where !value.contains("=") {
        throw UsageError("run takes one file and then NAME=VALUE, not \(value)", advice: "Run one file after another.")
      }
      return .script(path: operands[1], values: values)
    case "plugin":
      guard commands.isEmpty else { throw UsageError("-c and plugin exclude each other") }
      guard operands.count == 3, ["new", "check", "build"].contains(operands[1]) else {
        throw UsageError("plugin takes new, check or build, and the path of a plugin")
      }
      return .commands(["plugin \(operands[1]) \(quoted(operands[2]))"])
    case "render", "worker":
      throw UsageError("`lect \(verb)` comes with a later version")
    default:
      let near = NearName.of(verb, among: ["run"]).map { "Did you mean \($0)?" }
      throw UsageError(
        "\(verb) is neither an option nor run",
        advice: near ?? "A script is run by `lect run FILE`, a command by `lect -c COMMAND`.")
    }
  }

  /// A word as a command has it.
  private static func quoted(_ word: String) -> String { word.contains("'") ? "\"\(word)\"" : "'\(word)'" }

  private static func checkedFormat(_ name: String) throws(UsageError) -> String {
    let names = ResultWriter.formatNames
    if names.contains(name) { return name }
    let near = NearName.of(name, among: names).map { "Did you mean \($0)? " } ?? ""
    throw UsageError(
      "there is no output format \(name)", advice: near + "There is: \(names.joined(separator: ", ")).")
  }

  private static func threads(_ text: String) throws(UsageError) -> Int {
    if let number = Int(text), (1...1024).contains(number) { return number }
    throw UsageError("--threads takes a whole number from 1 to 1024, not \(text)")
  }

  private static func color(_ text: String) throws(UsageError) -> Screen.ColorChoice {
    if let choice = Screen.ColorChoice(rawValue: text) { return choice }
    throw UsageError("--color takes auto, always or never, not \(text)")
  }
}
