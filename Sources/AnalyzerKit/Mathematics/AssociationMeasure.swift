import Glibc

/// A measure of how strongly two words are associated; its raw value is the name of its column.
///
/// Measures with a sign are negative where a pair is rarer than chance. Formulas and sources stand at the properties of
/// `ContingencyTable` that compute them.
public enum AssociationMeasure: String, CaseIterable, Sendable {
  /// `ContingencyTable.logLikelihood`
  case logLikelihood = "log_likelihood"
  /// `ContingencyTable.twoTermLogLikelihood`
  case twoTermLogLikelihood = "log_likelihood_two_term"
  /// `ContingencyTable.simpleLogLikelihood`
  case simpleLogLikelihood = "simple_ll"
  /// `ContingencyTable.zScore`
  case zScore = "z_score"
  /// `ContingencyTable.tScore`
  case tScore = "t_score"
  /// `ContingencyTable.mutualInformation`
  case mutualInformation = "mi"
  /// `ContingencyTable.mutualInformation(power:)` with 2
  case mutualInformation2 = "mi2"
  /// `ContingencyTable.mutualInformation(power:)` with 3
  case mutualInformation3 = "mi3"
  /// `ContingencyTable.localMutualInformation`
  case localMutualInformation = "local_mi"
  /// `ContingencyTable.dice`
  case dice
  /// `ContingencyTable.logDice(frequency:)` with the node's frequency
  case logDice = "log_dice"
  /// `ContingencyTable.logDice(frequency:)` with r1
  case logDiceWindow = "log_dice_window"
  /// `ContingencyTable.jaccard`
  case jaccard
  /// `ContingencyTable.minimumSensitivity`
  case minimumSensitivity = "min_sensitivity"
  /// `ContingencyTable.deltaPOfSecond`, under its older name
  case liddell
  /// `ContingencyTable.chiSquared`
  case chiSquared = "chi_squared"
  /// `ContingencyTable.correctedChiSquared`
  case chiSquaredCorrected = "chi_squared_corrected"
  /// `ContingencyTable.fisher`
  case fisher
  /// `ContingencyTable.poisson`
  case poisson
  /// `ContingencyTable.logOddsRatio`
  case oddsRatio = "odds_ratio"
  /// `ContingencyTable.logRatio`
  case logRatio = "log_ratio"
  /// `ContingencyTable.conservativeLogRatio(alpha:comparisons:)`
  case conservativeLogRatio = "conservative_log_ratio"
  /// `ContingencyTable.deltaPOfFirst`: the node is the cue
  case deltaPNode = "delta_p_node"
  /// `ContingencyTable.deltaPOfSecond`: the collocate is the cue
  case deltaPCollocate = "delta_p_collocate"
}

extension AssociationMeasure {
  /// The measure of a table, with the collocate in its first column; missing where it is not defined, never infinite.
  ///
  /// - Parameters:
  ///   - nodeFrequency: How often the node occurs; of use for `log_dice` only.
  ///   - comparisons: How many tables are tested, for the Bonferroni correction of `conservative_log_ratio`.
  public func value(_ table: ContingencyTable, nodeFrequency: Int, comparisons: Int = 1) -> Double? {
    switch self {
    case .logLikelihood: table.logLikelihood
    case .twoTermLogLikelihood: table.twoTermLogLikelihood
    case .simpleLogLikelihood: table.simpleLogLikelihood
    case .zScore: table.zScore
    case .tScore: table.tScore
    case .mutualInformation: table.mutualInformation
    case .mutualInformation2: table.mutualInformation(power: 2)
    case .mutualInformation3: table.mutualInformation(power: 3)
    case .localMutualInformation: table.localMutualInformation
    case .dice: table.dice
    case .logDice: table.logDice(frequency: nodeFrequency)
    case .logDiceWindow: table.logDice(frequency: table.r1)
    case .jaccard: table.jaccard
    case .minimumSensitivity: table.minimumSensitivity
    case .liddell, .deltaPCollocate: table.deltaPOfSecond
    case .chiSquared: table.chiSquared
    case .chiSquaredCorrected: table.correctedChiSquared
    case .fisher: table.fisher
    case .poisson: table.poisson
    case .oddsRatio: table.logOddsRatio
    case .logRatio: table.logRatio
    case .conservativeLogRatio: table.conservativeLogRatio(comparisons: comparisons)
    case .deltaPNode: table.deltaPOfFirst
    }
  }

  /// What no table of total n has more of for each of its c1, whatever its other counts; nil where no such bound is known.
  ///
  /// G² is 2n times the mutual information, in nats, of the rows and columns of a table; that is at most the entropy of its columns, and
  /// n times this at most c1 · (ln(n / c1) + 1). Cover & Thomas (2006), Elements of Information Theory, chapter 2. Rounding is allowed for.
  public func ceiling(n: Int) -> Double? {
    self == .logLikelihood && n > 0 ? 2 * (log(Double(n)) + 1) * (1 + 1e-9) : nil
  }
}
