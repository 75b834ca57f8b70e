import Testing

@testable import Shell

/// What the words after `lect` mean.
@Suite struct ProgramOptionsTests {
  private func options(_ words: String) throws -> ProgramOptions {
    try ProgramOptions(words.split(separator: " ").map(String.init))
  }

  @Test func `without words there is a prompt and nothing is set`() throws {
    let options = try ProgramOptions([])
    #expect(options.task == .prompt)
    #expect(options.store == nil && options.format == nil && options.threads == nil)
    #expect(!options.keepsGoing && !options.isQuiet && options.color == .auto)
  }

  @Test(arguments: [
    "-s x.db -f csv -t 3 -q --keep-going --color never",
    "--store x.db --format csv --threads 3 --quiet --keep-going --color never",
    "--store=x.db --format=csv --threads=3 --quiet --keep-going --color=never",
    "-sx.db -fcsv -t3 -q --keep-going --color never",
    "-qs x.db -qfcsv -t 3 --keep-going --color always --color never",
  ])
  func `options are spelt in several ways`(_ words: String) throws {
    let options = try options(words)
    #expect(options.store == "x.db" && options.format == "csv" && options.threads == 3)
    #expect(options.isQuiet && options.keepsGoing && options.color == .never)
    #expect(options.task == .prompt)
  }

  @Test(
    arguments: [
      ("-c corpora", .commands(["corpora"])), ("-c a -c b -q", .commands(["a", "b"])),
      ("-ccorpora", .commands(["corpora"])),
      ("run a.lect", .script(path: "a.lect", values: [])), ("run -", .script(path: "-", values: [])),
      ("run a.lect W=Haus V= -q", .script(path: "a.lect", values: ["W=Haus", "V="])),
      ("-s x run -q a.lect", .script(path: "a.lect", values: [])),
      ("run -- -a.lect", .script(path: "-a.lect", values: [])), ("--help run", .help), ("--help --version", .help),
      ("--version", .version), ("-h", .help),
    ] as [(String, ProgramOptions.Task)])
  func `a task is a prompt, commands, a script or a text`(_ words: String, _ task: ProgramOptions.Task) throws {
    #expect(try options(words).task == task)
  }

  @Test func `a value may be empty or begin with a dash`() throws {
    #expect(try ProgramOptions(["-c", "", "-s", "-x"]).store == "-x")
    #expect(try ProgramOptions(["--store="]).store == "")
  }

  @Test(arguments: [
    ("--fromat csv", "there is no option --fromat. Did you mean --format?"),
    ("--keepgoing", "there is no option --keepgoing. Did you mean --keep-going?"),
    ("-x", "there is no option -x."), ("--c corpora", "there is no option --c."), ("-qx", "there is no option -x."),
    ("-s", "-s needs a value."), ("--store", "--store needs a value."),
    ("--quiet=yes", "--quiet takes no value, but has yes."),
    ("-t 0", "--threads takes a whole number from 1 to 1024, not 0."),
    ("-t many", "--threads takes a whole number from 1 to 1024, not many."),
    ("--color red", "--color takes auto, always or never, not red."),
    (
      "-f jsn",
      "there is no output format jsn. Did you mean json? There is: table, tsv, csv, json, jsonl, markdown."
    ),
    ("run", "run needs a file. Standard input is called -."), ("-c corpora run a", "-c and run exclude each other."),
    ("run a b", "run takes one file and then NAME=VALUE, not b. Run one file after another."),
    ("rnu a", "rnu is neither an option nor run. Did you mean run?"),
    (
      "a.lect",
      "a.lect is neither an option nor run. A script is run by `lect run FILE`, a command by `lect -c COMMAND`."
    ),
    ("worker map", "`lect worker` comes with a later version."),
  ])
  func `a mistake is named with what was probably meant`(_ words: String, _ text: String) {
    let error = #expect(throws: UsageError.self) { try options(words) }
    #expect(error?.description == text + " See: lect --help")
  }

  @Test func `the usage fits a screen`() {
    let lines = UsageText.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 24)
    #expect(lines.allSatisfy { $0.count <= 80 })
    for option in [
      "--store", "--format", "--threads", "--keep-going", "--color", "--quiet", "--version", "--help", "-c",
    ] {
      #expect(UsageText.text.contains(option))
    }
  }
}
