import AnalyzerKit
import CommandLanguage
import TextProcessing

/// Tells which rows meet a condition: documents by their metadata, or rows of a table.
///
/// A missing value meets no comparison but `!=`. Dates compare by their own precision: `date = 2021` is the whole year.
struct ExpressionEvaluator {
  /// The values of a field, one a row, and their kind; throws when there is no such field.
  let column: (String) throws -> (values: [Value], kind: Column.Kind)
  /// How many rows there are.
  let rows: Int
  /// Where to look for how conditions are written.
  let help: String
  /// Conditions that have a name of their own; nil where there are none.
  var named: DocumentConditions?

  /// Tests rows whose fields are given.
  init(column: @escaping (String) throws -> (values: [Value], kind: Column.Kind), rows: Int, help: String) {
    self.column = column
    self.rows = rows
    self.help = help
  }

  /// Tests the documents of a corpus by their metadata.
  init(_ fields: DocumentFields, documents: Int, named: DocumentConditions? = nil) {
    self.init(column: { name in (try fields.values(name), fields.kind(of: name)) }, rows: documents, help: "help where")
    self.named = named
  }

  /// Whether each row meets the condition.
  func test(_ expression: Expression) throws -> [Bool] {
    switch expression {
    case .and(let parts):
      return try parts.reduce(Array(repeating: true, count: rows)) { result, part in
        zip(result, try test(part)).map { $0 && $1 }
      }
    case .or(let parts):
      return try parts.reduce(Array(repeating: false, count: rows)) { result, part in
        zip(result, try test(part)).map { $0 || $1 }
      }
    case .not(let inner, _): return try test(inner).map { !$0 }
    case .missing(let inner, _): return try values(inner).values.map { $0 == .missing }
    case .membership(let inner, of: let literals, _):
      let left = try values(inner)
      let tests = try literals.map { try comparison(left, .equal, $0) }
      return (0..<rows).map { row in tests.contains { $0[row] } }
    case .comparison(let left, let sign, .literal(let literal)):
      return try comparison(try values(left), sign.value, literal)
    case .comparison(let left, let sign, let right):
      return try comparison(try values(left), sign, try values(comparedWith: right), expression.span)
    case .field(let field):
      if field.part == nil, let met = try named?.test(field.name, [], at: field.span) { return met }
      let nearest = NearestName.nearest(to: field.name, among: named?.session.registry.conditionNames ?? [])
      throw error(
        "`\(field.spelling)` alone is no condition: compare it with something", expression.span,
        nearest.map { "Did you mean \($0)? " } ?? "")
    case .literal: throw error("this is a value, not a condition", expression.span)
    case .call(let call):
      if let met = try named?.test(call.name.value, call.arguments, at: call.span) { return met }
      throw error("`\(call.name.value)` gives no condition", expression.span)
    }
  }

  /// The values of what a field is compared with: of another field, while mostly a text was meant.
  private func values(comparedWith right: Expression) throws -> (values: [Value], kind: Column.Kind) {
    do {
      return try values(right)
    } catch let error as CommandError {
      guard case .field(let field) = right, field.part == nil else { throw error }
      throw CommandError(
        error.message, kind: error.kind, at: error.span,
        advice: "Text stands in quotes: \"\(field.name)\". " + (error.advice ?? ""))
    }
  }

  private func values(_ expression: Expression) throws -> (values: [Value], kind: Column.Kind) {
    guard case .field(let field) = expression else {
      throw error("a field is expected here", expression.span)
    }
    do {
      return try column(field.part.map { "\(field.name):\($0)" } ?? field.name)
    } catch let error where !error.isOfChangedStore {
      throw CommandError.wrap(error, at: field.span)
    }
  }

  private func comparison(
    _ left: (values: [Value], kind: Column.Kind), _ sign: ComparisonOperator, _ literal: Located<Literal>
  ) throws -> [Bool] {
    if sign == .matches {
      guard case .string(let source) = literal.value else {
        throw error("~ compares with a regular expression in quotes", literal.span)
      }
      let pattern: TextPattern
      do { pattern = try TextPattern(source) } catch { throw self.error("\(error.description)", literal.span) }
      return left.values.map { value in ExpressionEvaluator.text(of: value).map { pattern.contains($0) } ?? false }
    }
    switch left.kind {
    case .date:
      guard let date = literal.value.date, let interval = DateInterval(date.description) else {
        throw error("a date is compared with a date: YYYY, YYYY-MM or YYYY-MM-DD", literal.span)
      }
      return left.values.map { value in
        guard case .text(let text) = value, let own = DateInterval(text) else { return sign == .notEqual }
        return ExpressionEvaluator.compare(own, sign, interval)
      }
    case .integer, .real:
      guard let number = number(literal.value) else {
        throw error("a number is compared with a number", literal.span)
      }
      return left.values.map { ExpressionEvaluator.compare($0, sign, number) }
    case .text:
      // Whether one is the other may be asked, but text has another order than numbers.
      if sign != .equal, sign != .notEqual, literal.value.number != nil {
        throw error("this is a number, and the field is text, which has another order: put it in quotes", literal.span)
      }
      let text = Value.text(ExpressionEvaluator.spelling(literal.value))
      return left.values.map { ExpressionEvaluator.compare($0, sign, text) }
    }
  }

  /// Two fields: both dates, both numbers or both text.
  private func comparison(
    _ left: (values: [Value], kind: Column.Kind), _ sign: Located<ComparisonOperator>,
    _ right: (values: [Value], kind: Column.Kind), _ span: Span
  ) throws -> [Bool] {
    let numbers: [Column.Kind] = [.integer, .real]
    guard left.kind == right.kind || numbers.contains(left.kind) && numbers.contains(right.kind) else {
      throw error("\(left.kind.rawValue) and \(right.kind.rawValue) values are not compared", span)
    }
    return (0..<rows).map { row in
      let (a, b) = (left.values[row], right.values[row])
      if left.kind == .date, case .text(let first) = a, case .text(let second) = b,
        let own = DateInterval(first), let other = DateInterval(second)
      {
        return ExpressionEvaluator.compare(own, sign.value, other)
      }
      return ExpressionEvaluator.compare(a, sign.value, b)
    }
  }

  private func number(_ literal: Literal) -> Value? {
    switch literal {
    case .string(let text): Int(text).map(Value.integer) ?? Double(text).map(Value.real)
    case .integer(let number): .integer(number)
    case .decimal(let number): .real(number)
    case .date: nil
    }
  }

  /// A constant as text.
  static func spelling(_ literal: Literal) -> String {
    switch literal {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .date(let date): date.description
    }
  }

  private static func text(of value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .missing: nil
    }
  }

  private static func compare(_ left: DateInterval, _ sign: ComparisonOperator, _ right: DateInterval) -> Bool {
    switch sign {
    case .equal: left.isWithin(right)
    case .notEqual: !left.isWithin(right)
    case .less: left.last < right.first
    case .lessOrEqual: left.last <= right.last
    case .greater: left.first > right.last
    case .greaterOrEqual: left.first >= right.first
    case .matches: false
    }
  }

  private static func compare(_ left: Value, _ sign: ComparisonOperator, _ right: Value) -> Bool {
    guard left != .missing, right != .missing else { return sign == .notEqual && left != right }
    let isLess: Bool
    let isGreater: Bool
    if case .integer(let a) = left, case .integer(let b) = right {
      // Not as real numbers, which cannot tell large ones apart.
      (isLess, isGreater) = (a < b, a > b)
    } else if let a = left.number, let b = right.number {
      (isLess, isGreater) = (a < b, a > b)
    } else {
      (isLess, isGreater) = (left < right, right < left)
    }
    switch sign {
    case .equal: return !isLess && !isGreater
    case .notEqual: return isLess || isGreater
    case .less: return isLess
    case .lessOrEqual: return !isGreater
    case .greater: return isGreater
    case .greaterOrEqual: return !isLess
    case .matches: return false
    }
  }

  private func error(_ message: String, _ span: Span, _ advice: String = "") -> CommandError {
    CommandError(message, kind: .syntax, at: span, advice: "\(advice)See: \(help)")
  }
}
