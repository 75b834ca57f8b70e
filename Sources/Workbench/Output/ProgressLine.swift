/// The line that tells how far a command is.
struct ProgressLine {
  /// What is done, what is to be done (0 while that is not known), and how long it has taken so far.
  let completed: Int
  let total: Int
  let elapsed: Duration

  /// "42 % done, 3.1 M/s, 5 s left", or what is known of that; nil while there is nothing to tell.
  var text: String? {
    guard completed > 0 || total > 0 else { return nil }
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? Double(completed) / seconds : 0
    guard total > 0 else { return "\(ProgressLine.amount(Double(completed))) done, \(ProgressLine.amount(rate))/s" }
    let share = min(1, max(0, Double(completed) / Double(total)))
    var parts = ["\(Int(share * 100)) % done"]
    if rate > 0 {
      parts.append("\(ProgressLine.amount(rate))/s")
      parts.append("\(ProgressLine.time(Double(max(0, total - completed)) / rate)) left")
    }
    return parts.joined(separator: ", ")
  }

  /// A number with three digits and a unit: 950, 3.1 k, 42 M.
  static func amount(_ number: Double) -> String {
    var rest = number
    var unit = ""
    for next in ["k", "M", "G", "T"] where rest >= 999.5 {
      rest /= 1000
      unit = next
    }
    let isShort = rest < 9.95 && !unit.isEmpty
    let digits = isShort ? "\((rest * 10).rounded() / 10)" : "\(Int(min(rest.rounded(), 1e15)))"
    return unit.isEmpty ? digits : "\(digits) \(unit)"
  }

  /// Seconds as people say them: 5 s, 2 min 10 s, 3 h 20 min.
  static func time(_ seconds: Double) -> String {
    guard seconds < 360_000 else { return "more than 100 h" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
