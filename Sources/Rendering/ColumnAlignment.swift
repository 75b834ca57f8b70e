import AnalyzerKit

extension Column {
  /// Whether the values are numbers; those are never cut.
  var isNumeric: Bool { kind == .integer || kind == .real }

  /// Whether the values end at a common edge: numbers, and what stands before a match.
  var isRightAligned: Bool { isNumeric || role == .leftContext }

  /// How late it is left out when columns do not fit: the position of a match first, a concordance line's contexts late, its match last.
  var rank: Int {
    switch role {
    case .position: -1
    case .match: 2
    case .leftContext, .rightContext: 1
    default: 0
    }
  }
}
