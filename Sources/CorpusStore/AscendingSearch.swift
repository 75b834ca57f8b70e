extension Range<Int> {
  /// The first number of the range for which a condition holds, if it holds for all behind that one; its end when it holds for none.
  ///
  /// Logarithmic: this is how ascending lists are searched. Where a list does not ascend, as in a damaged store, it is some number from
  /// the first to the end, and the first only if the condition holds for it.
  @inlinable @inline(__always)
  package func partitionPoint(_ condition: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
