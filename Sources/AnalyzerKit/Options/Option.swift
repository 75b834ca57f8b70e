/// An option of an analyzer, typed: the key by which its value is read.
///
///     static let top = Option.integer("top", in: 1...1_000_000, "Shows only the N most frequent terms.")
///     init(options: Options) throws { top = try options[Self.top] }   // Int?
public struct Option<Value: Sendable>: Sendable {
  /// The name, kind and help of the option.
  public let card: OptionCard
  let read: @Sendable (OptionValue?) -> Value?

  init(_ card: OptionCard, _ read: @escaping @Sendable (OptionValue?) -> Value?) {
    self.card = card
    self.read = read
  }
}

extension Option where Value == Bool {
  /// An option without a value: true when given.
  public static func flag(_ name: String, _ summary: String) -> Option {
    Option(OptionCard(name: name, kind: .flag, summary: summary)) { value in
      guard let value else { return false }
      return value == .flag ? true : nil
    }
  }
}

extension Option where Value == Int {
  /// A whole number, with a default.
  public static func integer(
    _ name: String, default standard: Int, in range: ClosedRange<Int>, _ summary: String
  ) -> Option {
    let card = OptionCard(
      name: name, kind: .integer(range), valueName: "N", summary: summary, defaultText: String(standard))
    return Option(card) { value in
      guard let value else { return standard }
      if case .integer(let number) = value { return number }
      return nil
    }
  }
}

extension Option where Value == Int? {
  /// A whole number that may be left out.
  public static func integer(_ name: String, in range: ClosedRange<Int>, _ summary: String) -> Option {
    Option(OptionCard(name: name, kind: .integer(range), valueName: "N", summary: summary)) { value in
      guard let value else { return .some(nil) }
      if case .integer(let number) = value { return number }
      return nil
    }
  }
}

extension Option where Value == Double {
  /// A real number, with a default.
  public static func real(
    _ name: String, default standard: Double, in range: ClosedRange<Double>, _ summary: String
  ) -> Option {
    let card = OptionCard(
      name: name, kind: .real(range), valueName: "X", summary: summary, defaultText: "\(standard)")
    return Option(card) { value in
      guard let value else { return standard }
      switch value {
      case .real(let number): return number
      case .integer(let number): return Double(number)
      default: return nil
      }
    }
  }
}

extension Option where Value == String {
  /// One of a few words, with a default.
  public static func choice(
    _ name: String, default standard: String, of choices: [String], _ summary: String
  ) -> Option {
    let card = OptionCard(
      name: name, kind: .choice(choices), valueName: choices.joined(separator: "|"), summary: summary,
      defaultText: standard)
    return Option(card) { value in
      guard let value else { return standard }
      if case .word(let word) = value { return word }
      return nil
    }
  }
}

extension Option where Value == Region {
  /// A kind of stretch of a document, with a default: sentences, paragraphs, documents, or regions of the corpus by their name.
  public static func region(_ name: String, default standard: Region, _ summary: String) -> Option {
    let card = OptionCard(
      name: name, kind: .word, valueName: "s|p|document|REGION", summary: summary, defaultText: standard.rawValue)
    return Option(card) { value in
      guard let value else { return standard }
      if case .word(let word) = value { return Region(rawValue: word) }
      return nil
    }
  }
}

extension Option where Value == String? {
  /// A word that may be left out.
  public static func word(_ name: String, valueName: String, _ summary: String) -> Option {
    Option(OptionCard(name: name, kind: .word, valueName: valueName, summary: summary)) { value in
      guard let value else { return .some(nil) }
      if case .word(let word) = value { return word }
      return nil
    }
  }
}

extension Option where Value == [String] {
  /// Several words with commas between them; `choices` may be empty, which allows any.
  public static func list(
    _ name: String, default standard: [String], of choices: [String], valueName: String = "LIST", _ summary: String
  ) -> Option {
    let card = OptionCard(
      name: name, kind: .list(choices), valueName: valueName, summary: summary,
      defaultText: standard.isEmpty ? nil : standard.joined(separator: ","))
    return Option(card) { value in
      guard let value else { return standard }
      if case .list(let words) = value { return words }
      return nil
    }
  }
}

extension Option where Value == Pattern? {
  /// A regular expression over whole forms.
  public static func pattern(_ name: String, _ summary: String) -> Option {
    Option(OptionCard(name: name, kind: .pattern, valueName: "REGEX", summary: summary)) { value in
      guard let value else { return .some(nil) }
      if case .pattern(let pattern) = value { return pattern }
      return nil
    }
  }
}

extension Option where Value == WordListReference? {
  /// A list of words: a language code, or a file with one word a line.
  public static func wordList(_ name: String, _ summary: String) -> Option {
    Option(OptionCard(name: name, kind: .wordList, valueName: "CODE|FILE", summary: summary)) { value in
      guard let value else { return .some(nil) }
      if case .wordList(let list) = value { return list }
      return nil
    }
  }
}

extension Option where Value == [Query] {
  /// Queries with commas between them: none when nothing was asked for.
  public static func queries(_ name: String, isRequired: Bool = false, _ summary: String) -> Option {
    let card = OptionCard(
      name: name, kind: .queries, valueName: "QUERY, …", summary: summary, isRequired: isRequired)
    return Option(card) { value in
      guard let value else { return [] }
      if case .queries(let queries) = value { return queries }
      return nil
    }
  }
}

extension Option where Value == Query? {
  /// One query, which may be left out unless it is required.
  public static func query(
    _ name: String, valueName: String = "QUERY", isRequired: Bool = false, _ summary: String
  ) -> Option {
    let card = OptionCard(
      name: name, kind: .query, valueName: valueName, summary: summary, isRequired: isRequired)
    return Option(card) { value in
      guard let value else { return .some(nil) }
      if case .queries(let queries) = value { return .some(queries.first) }
      return nil
    }
  }
}

extension Option where Value == ResourceReference? {
  /// A data file: one that the plugin brings, or the user's.
  public static func resource(_ name: String, _ summary: String) -> Option {
    Option(OptionCard(name: name, kind: .resource, valueName: "NAME|FILE", summary: summary)) { value in
      guard let value else { return .some(nil) }
      if case .resource(let resource) = value { return resource }
      return nil
    }
  }
}
