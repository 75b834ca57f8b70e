import AnalyzerKit
import PluginHost

struct PluginCheck {
  init(_ session: Session, _ folder: PluginFolder) {}
  func report() throws -> Report { Report(tables: []) }
}
