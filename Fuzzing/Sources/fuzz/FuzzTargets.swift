/// The targets by name; each prepares once and gives the function that takes an input.
enum FuzzTargets {
  typealias Target = @Sendable () -> (FuzzInput) -> Void

  /// All of them.
  static let all: [String: Target] = [
    "tokenizer": TokenizerTarget.make,
    "decoder": DecoderTarget.make,
    "command": CommandTarget.make,
    "script": CommandTarget.makeScript,
    "expression": CommandTarget.makeExpression,
    "query": QueryTarget.make,
    "pattern": QueryTarget.makePattern,
    "csv": { ReaderTarget.make(.csv) },
    "tsv": { ReaderTarget.make(.tsv) },
    "jsonl": { ReaderTarget.make(.jsonl) },
    "conllu": { ReaderTarget.make(.conllu) },
    "vrt": { ReaderTarget.make(.vrt) },
    "tei": { ReaderTarget.make(.tei) },
    "html": { ReaderTarget.make(.html) },
    "text": { FileTarget.make("txt") },
    "gzip": { FileTarget.make("csv.gz") },
    "zip": { FileTarget.make("zip") },
    "segment": SegmentTarget.make,
    "partial": PartialTarget.make,
  ]
}
