import Workbench

/// What `lect --help` shows: no more than a screen.
public enum UsageText {
  /// The whole text, with a line end.
  public static var text: String {
    """
    Lect is a workbench for the analysis of text corpora.

      lect [OPTIONS]                          the prompt
      lect [OPTIONS] -c COMMAND [-c COMMAND]  runs commands, then exits
      lect [OPTIONS] run FILE [NAME=VALUE …]  runs a script or a notebook (.md)
      lect plugin new|check|build PATH        makes, tests, compiles a plugin

      -s, --store FILE    the store; default $LECT_STORE, else lect.db here
      -f, --format NAME   \(formats);
                          default: table at a terminal, tsv otherwise
      -t, --threads N     default: every core
          --keep-going    scripts, -c and standard input go on after an error
          --color WHEN    auto, always or never; NO_COLOR is respected
      -q, --quiet         no progress and no notes
          --version  --help

    In a script, {{NAME}} stands for the VALUE that is given; of a notebook, the
    blocks marked ```lect are run; the file - is standard input. Standard input
    that is no terminal is read as a script. Results go to standard output, all
    else to standard error. Exit status: 0 done, 1 a command failed, 2 usage or
    syntax, 130 interrupted.

    The commands: lect -c help      One of them: lect -c 'help frequency'

    """
  }

  private static var formats: String { ResultWriter.formatNames.joined(separator: ", ") }
}
