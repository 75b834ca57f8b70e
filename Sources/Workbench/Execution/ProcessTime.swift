import Glibc

/// The processor time that the process has used so far: what work costs, however busy the machine is.
enum ProcessTime {
  /// User and system time of all threads.
  static var now: Duration {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return .zero }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
