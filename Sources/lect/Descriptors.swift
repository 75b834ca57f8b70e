import Glibc

/// The descriptors of standard input, output and error.
enum Descriptors {
  /// Fills those that are closed, so that nothing that is opened later takes their numbers: reading finds the end, writing fails.
  static func fill() {
    // The lowest free number is taken.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      guard open("/dev/null", O_RDONLY) == descriptor else { return }
    }
  }
}
