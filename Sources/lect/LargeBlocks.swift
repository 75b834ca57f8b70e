import CMalloc

/// Where the C library keeps large blocks of memory.
enum LargeBlocks {
  /// From this size on, in bytes, a block is a mapping of its own.
  private static let least: Int32 = 1 << 20

  /// Lets large blocks go back to the system when they are freed.
  ///
  /// The C library raises the limit by itself, up to 32 MB, with each block that is freed: then the buffers of segments come to lie in
  /// the heaps of threads, where what is small keeps them from being given back, and a load grows by half.
  static func giveBack() {
    mallopt(M_MMAP_THRESHOLD, least)
    // Setting the one ends the rule for the other: the end of a heap that is free before it is given back.
    mallopt(M_TRIM_THRESHOLD, 4 * least)
  }
}
