import Glibc

/// A thread of its own, for work that waits or lasts.
public struct WorkerThread {
  /// The system gave no thread.
  public struct Refused: Error {
    /// The error's number.
    public let code: Int
  }

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let handle: pthread_t

  /// Starts a thread that runs the body; `stackSize` is in bytes, the system's own when nil.
  public init(stackSize: Int? = nil, _ body: @escaping @Sendable () -> Void) throws(Refused) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    if let stackSize { pthread_attr_setstacksize(&attributes, stackSize) }
    var made = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let code = pthread_create(
      &made, &attributes,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw Refused(code: Int(code))
    }
    handle = made
  }

  /// Waits for its end; either this or `detach` is called, once.
  public func join() { pthread_join(handle, nil) }

  /// Lets it run by itself: nobody waits for its end.
  public func detach() { pthread_detach(handle) }
}
