import AnalyzerKit
import PluginHost
import Synchronization

/// One analysis over a command's connection: what it was told already, and what it answers.
final class ForeignLink: Sendable {
  private struct State {
    var told = FormSet()
    var partials = 0
    var place: @Sendable () -> String = { "read the corpus" }
  }

  private let connection: CommandConnection
  /// Answers for the corpus of an analysis; an annotator needs none.
  private let access: StoreAccess?
  private let progress: AnalysisProgress
  private let state = Mutex(State())

  init(_ connection: CommandConnection, _ access: StoreAccess?, _ progress: AnalysisProgress) {
    self.connection = connection
    self.access = access
    self.progress = progress
  }

  /// Says what is sent from now on, for messages.
  ///
  /// A command reads behind, so that what it stumbled over is not known closer.
  func begin(_ place: @escaping @Sendable () -> String) { state.withLock { $0.place = place } }

  private var doing: String { state.withLock { $0.place }() }

  /// A number for a new partial.
  func newPartial() -> Int {
    state.withLock { state in
      state.partials += 1
      return state.partials
    }
  }

  /// Asks for something; the answer is what stands under the wanted name, as JSON.
  func ask(_ line: JSONLine, _ wanted: String, doing: @autoclosure () -> String) throws -> [UInt8] {
    try connection.send(line.bytes, doing: doing(), wait: watch)
    let answer = try connection.receive(doing: doing(), wait: watch)
    // An answer is a sign of life.
    if progress.isCancelled { throw AnalyzerError.cancelled }
    guard let (name, value) = ForeignAnswer.take(answer) else {
      throw PluginError.rubbish(name: connection.name, doing: doing(), what: CommandConnection.shown(answer))
    }
    if name == wanted { return value }
    if name == "failed" { throw ForeignAnswer.failure(value, connection.name) }
    throw PluginError.rubbish(
      name: connection.name, doing: doing(), what: "it answered \(name), where \(wanted) was asked for")
  }

  /// Sends a batch of tokens: for each document its forms, −1 for tokens that are not counted, and where sentences start.
  func send(_ batch: borrowing TokenBatch, to partial: Int) throws {
    let languages = access?.languages ?? []
    for index in 0..<batch.documentCount {
      let slice = batch.document(at: index)
      var forms: [Int] = []
      forms.reserveCapacity(slice.tokens.count)
      for token in slice.tokens { forms.append(batch.form(at: token).map { Int($0.rawValue) } ?? -1) }
      try tell(forms)
      var line = JSONLine()
      let sentences = batch.sentences(in: slice).map { $0.lowerBound - slice.lowerBound }
      let name = try access?.documentName(slice.ordinal) ?? ""
      line.object {
        $0.field("document")
        $0.object {
          $0.field("partial", partial)
          $0.field("ordinal", slice.ordinal)
          $0.field("name", name)
          $0.field(
            "language", languages.indices.contains(slice.language) ? languages[slice.language] : "und")
          $0.field("start", slice.isStart)
          $0.field("end", slice.isEnd)
          $0.field("position", slice.firstPosition)
          $0.field("forms", forms)
          $0.field("sentences", sentences)
        }
      }
      try connection.send(line.bytes, doing: doing, wait: watch)
    }
  }

  /// How many forms a message tells of at most, as a command reads whole lines.
  private static let messageForms = 16_384

  /// Sends how often forms occur: in as many messages as it takes, the totals with the first.
  func send(_ counts: borrowing FormCounts, to partial: Int) throws {
    var (forms, numbers, documents): ([Int], [Int], [Int]) = ([], [], [])
    var (tokens, all) = (counts.tokens, counts.documents)
    var isSent = false
    func sendPiece() throws {
      try tell(forms)
      var line = JSONLine()
      line.object {
        $0.field("counts")
        $0.object {
          $0.field("partial", partial)
          $0.field("forms", forms)
          $0.field("counts", numbers)
          $0.field("documents", documents)
          $0.field("tokens", tokens)
          $0.field("document_count", all)
        }
      }
      try connection.send(line.bytes, doing: doing, wait: watch)
      (forms, numbers, documents, tokens, all, isSent) = ([], [], [], 0, 0, true)
    }
    try counts.forEach { form, count, inDocuments in
      forms.append(Int(form.rawValue))
      numbers.append(count)
      documents.append(inDocuments)
      if forms.count == ForeignLink.messageForms { try sendPiece() }
    }
    if !forms.isEmpty || !isSent { try sendPiece() }
  }

  /// Sends the texts of forms that the command has not seen yet.
  private func tell(_ forms: [Int]) throws {
    let new = state.withLock { state -> [Int] in
      var new: [Int] = []
      for number in forms where number >= 0 {
        let form = FormID(rawValue: UInt32(truncatingIfNeeded: number))
        guard !state.told.contains(form) else { continue }
        state.told.insert(form)
        new.append(number)
      }
      return new
    }
    guard !new.isEmpty else { return }
    var line = JSONLine()
    let texts = try new.map { try access?.text(of: FormID(rawValue: UInt32(truncatingIfNeeded: $0))) ?? "" }
    line.object {
      $0.field("vocabulary")
      $0.object {
        $0.field("ids", new)
        $0.field("texts", texts)
      }
    }
    try connection.send(line.bytes, doing: doing, wait: watch)
  }

  /// Waiting is no sign of life, so that a command that hangs is told from one that works.
  private func watch() throws {
    if progress.wasCancelled { throw AnalyzerError.cancelled }
  }
}
