import AnalyzerKit

/// A column of the table: what it is called, for which language it is, and how it is computed.
struct Formula: Sendable {
  let column: Column
  /// The language that it was made for; nil: any.
  let language: SyllableRules?
  let value: @Sendable (TextCounts) -> Double

  private init(
    _ name: String, _ language: SyllableRules?, _ summary: String,
    _ value: @escaping @Sendable (TextCounts) -> Double
  ) {
    column = Column(name, .real, summary)
    self.language = language
    self.value = value
  }

  /// All formulas, in the order of their columns.
  static let all = [
    Formula("lix", nil, "LIX: about 20 (easy) to 60 (hard), for any language.") { $0.lix },
    Formula("rix", nil, "RIX: words of more than six letters a sentence, for any language.") { $0.rix },
    Formula("ari", .english, "English: automated readability index, a school grade.") { $0.ari },
    Formula("coleman_liau", .english, "English: Coleman–Liau index, a school grade.") { $0.colemanLiau },
    Formula("flesch", .english, "English: Flesch reading ease, about 0 (hard) to 100 (easy).") { $0.flesch },
    Formula("flesch_kincaid", .english, "English: Flesch–Kincaid, a school grade.") { $0.fleschKincaid },
    Formula("gunning_fog", .english, "English: Gunning fog, a school grade.") { $0.gunningFog },
    Formula("smog", .english, "English: SMOG, a school grade; made for 30 sentences or more.") { $0.smog },
    Formula("amstad", .german, "German: reading ease by Amstad, about 0 (hard) to 100 (easy).") { $0.amstad },
    Formula("wiener_1", .german, "German: first Wiener Sachtextformel, a grade of 4 to 15.") { $0.wiener(1) },
    Formula("wiener_2", .german, "German: second Wiener Sachtextformel.") { $0.wiener(2) },
    Formula("wiener_3", .german, "German: third Wiener Sachtextformel.") { $0.wiener(3) },
    Formula("wiener_4", .german, "German: fourth Wiener Sachtextformel.") { $0.wiener(4) },
  ]
}
