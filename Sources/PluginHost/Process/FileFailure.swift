import FoundationEssentials
import Glibc

/// Says why a file could not be read or written.
public enum FileFailure {
  /// The system's own words for what an operation on files threw.
  public static func reason(of error: any Error) -> String {
    let cause = (error as? POSIXError) ?? (error as? CocoaError)?.underlying as? POSIXError
    return cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"
  }
}
