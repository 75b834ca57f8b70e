import AnalyzerKit
import PluginHost

/// What an annotator must do: give values for the tokens of odd texts, and the same ones each time.
struct AnnotatorCheck {
  private let annotator: CodedAnnotator
  private let texts: String

  /// Checks an annotator on the texts of a folder.
  init(_ annotator: CodedAnnotator, texts: String) {
    self.annotator = annotator
    self.texts = texts
  }

  /// Annotates twice; `session` makes a session of so many threads on a store of its own.
  func findings(_ session: (Int) throws -> Session) throws -> [PluginCheck.Finding] {
    var reports: [[Report]] = []
    do {
      for threads in [1, 3] { reports.append(try annotated(session(threads))) }
    } catch {
      return [finding("it runs", false, CommandError.wrap(error).message)]
    }
    for (layer, report) in zip(annotator.layers, reports[0]) where report.tables.first?.rowCount == 0 {
      return [finding("values", false, "it gives no token a value of \(layer)")]
    }
    let values = finding(
      "values", true, "for every token a value or none, of \(annotator.layers.joined(separator: ", "))")
    for (layer, (first, second)) in zip(annotator.layers, zip(reports[0], reports[1])) {
      if let difference = ReportDifference.first(between: first, and: second) {
        return [
          values, finding("the same each time", false, "other values of \(layer) in new processes: \(difference)"),
        ]
      }
    }
    return [values, finding("the same each time", true, "in new processes, on 1 and on 3 threads")]
  }

  /// For each layer how often each value occurs in each document.
  private func annotated(_ session: Session) throws -> [Report] {
    let language = annotator.languages?.first ?? "de"
    _ = try session.run("load annotated '\(texts)' --language \(language)")
    _ = try session.run("annotate annotated --with \(annotator.name)")
    return try annotator.layers.map { layer in
      guard let report = try session.run("annotated | frequency --layer '\(layer)' --by document")?.report else {
        throw CommandError("the layer \(layer) cannot be counted")
      }
      return report
    }
  }

  private func finding(_ check: String, _ isSound: Bool, _ details: String) -> PluginCheck.Finding {
    PluginCheck.Finding(analyzer: annotator.name, check: check, isSound: isSound, details: details)
  }
}
