/// The commands of the workbench, but for the analyzers, which the registry brings.
enum CommandTable {
  /// All of them, by section.
  static let all: [any Command] = [
    LoadCommand(), CorporaCommand(), DescribeCommand(), DocumentsCommand(), ShowCommand(), UseCommand(), DropCommand(),
    CheckCommand(), CompactCommand(), RebuildCommand(), CacheCommand(), TokenizeCommand(),
    WhereCommand(),
    SortCommand(), HeadCommand(), SelectCommand(), FilterCommand(), SaveCommand(), ProvenanceCommand(),
    ResultsCommand(),
    AnalyzersCommand(), AnnotateCommand(), PluginCommand(), PluginsCommand(), HelpCommand(), SetCommand(),
    TimingCommand(), RunCommand(),
    QuitCommand(),
  ]
}
