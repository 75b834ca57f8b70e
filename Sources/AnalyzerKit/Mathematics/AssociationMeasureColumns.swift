extension AssociationMeasure {
  /// The column of a table that holds the measure.
  public var column: Column { Column(rawValue, .real, summary) }

  private var summary: String {
    switch self {
    case .logLikelihood: "Log-likelihood G²: twice the sum of o · ln(o / e) over four cells; negative below chance."
    case .twoTermLogLikelihood:
      "Log-likelihood of the two cells of the word only (Rayson & Garside); negative below chance."
    case .simpleLogLikelihood:
      "Log-likelihood of o11 alone: 2 · (o11 · ln(o11 / e11) − (o11 − e11)); negative below chance."
    case .zScore: "(o11 − e11) over the root of e11."
    case .tScore: "(o11 − e11) over the root of o11."
    case .mutualInformation: "Mutual information: o11 over e11, log to base 2."
    case .mutualInformation2: "The square of o11 over e11, log to base 2."
    case .mutualInformation3: "The cube of o11 over e11, log to base 2."
    case .localMutualInformation: "o11 times mi (base 2)."
    case .dice: "Twice o11 over the sum of r1 and c1."
    case .logDice: "14 plus log to base 2 of twice o11 over the sum of the node's frequency and c1 (Rychlý)."
    case .logDiceWindow: "14 plus log to base 2 of dice: log_dice with r1 for the node's frequency."
    case .jaccard: "o11 over the sum of o11, o12 and o21."
    case .minimumSensitivity: "The smaller of o11 over r1 and o11 over c1."
    case .liddell: "Liddell's difference of proportions: o11 over c1 less o12 over c2."
    case .chiSquared: "Pearson's chi-squared of the four cells; negative below chance."
    case .chiSquaredCorrected: "Chi-squared with Yates' correction; negative below chance."
    case .fisher: "Fisher's exact test: −log10 of the chance of o11 or more, all totals being fixed."
    case .poisson: "Poisson test: −log10 of the chance of o11 or more where e11 is expected."
    case .oddsRatio: "log10 of o11 · o22 over o12 · o21; with 0.5 added to all four if one is 0."
    case .logRatio: "log to base 2 of o11 over r1 against o21 over r2; 0.5 stands for 0 (Hardie)."
    case .conservativeLogRatio: "The bound nearer to 0 of log_ratio's confidence interval at 99.9 %; 0 if it holds 0."
    case .deltaPNode: "What the node adds to the collocate's share: o11 over r1 less o21 over r2."
    case .deltaPCollocate: "What the collocate adds to the node's share: o11 over c1 less o12 over c2."
    }
  }
}
