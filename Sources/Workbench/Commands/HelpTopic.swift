/// Help that is about no single command.
enum HelpTopic {
  /// The topics by name.
  static let all = ["queries": queries, "language": language]

  private static let queries = """
    A query is words; several words are a phrase. Matching is in the analysed layer:
    with --layer lower (the default) case makes no difference.

      Haus              one word
      Xi Jinping        a phrase: the words one after the other
      Haus*             * stands for any run of characters within a word
      Wa?d              ? stands for exactly one
      (Haus|Hof)tür     alternatives within a word
      a, b              several queries, where a command takes them
      nato=NATO*        a label, which pools what matches

    Wildcards stand for words: punctuation must be written, as a word of its own with a
    backslash before it (freut sich \\, die), unless it counts (--punctuation). A comma
    between digits belongs to the word (10.000,50). A backslash takes the
    meaning from the character after it. CQP expressions ([word="…"]) are not there yet.

    """

  private static let language = """
    A line is a pipeline: a source, then commands with | between them.

      news-de | frequency --top 10 | filter count > 20
      news-de | where date >= 2023 | kwic Hafenbrücke
      top = news-de | frequency --top 100        names a result
      old = news-de | where date < 2024          names a selection: a view
      top | head 5                               uses it
      it | sort term                             `it` is the last result

    Without a source, a command works on the corpus in use (use NAME), a table command
    on the last result. \\ at the end continues a line, # starts a comment. Words may be
    quoted as in a shell; conditions and queries are read as they stand, up to a | or --.
    At the prompt, commands may be shortened as long as they stay unambiguous.

    """
}
