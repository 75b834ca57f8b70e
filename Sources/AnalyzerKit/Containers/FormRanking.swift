/// Orders forms by how often they occur.
enum FormRanking {
  /// The forms by count down, then by the code points of their text; at most `limit` where one is given.
  ///
  /// Texts are asked for only where counts are equal and the order among them shows.
  static func ranked(
    _ counts: FormCounter, limit: Int?, text: (FormID) throws -> String
  ) throws -> [FormID] {
    if let limit, limit <= 0 { return [] }
    var entries: [(form: FormID, count: Int)] = []
    entries.reserveCapacity(counts.distinct)
    counts.forEach { form, count in entries.append((form, count)) }
    if let limit, entries.count > limit {
      let threshold = kthLargest(entries.map(\.count), limit)
      entries.removeAll { $0.count < threshold }
    }
    entries.sort { $0.count != $1.count ? $0.count > $1.count : $0.form < $1.form }
    var result: [FormID] = []
    result.reserveCapacity(min(limit ?? .max, entries.count))
    var start = 0
    while start < entries.count {
      var end = start
      while end < entries.count, entries[end].count == entries[start].count { end += 1 }
      if end - start == 1 {
        result.append(entries[start].form)
      } else {
        var tied = try entries[start..<end].map { (text: Array(try text($0.form).utf8), form: $0.form) }
        tied.sort { $0.text.lexicographicallyPrecedes($1.text) }
        result += tied.map(\.form)
      }
      start = end
    }
    if let limit, result.count > limit { result.removeSubrange(limit...) }
    return result
  }

  /// The k-th largest of some numbers, k from 1; expected linear time.
  private static func kthLargest(_ numbers: [Int], _ k: Int) -> Int {
    var numbers = numbers
    var low = 0
    var high = numbers.count - 1
    let target = k - 1
    while low < high {
      let pivot = numbers[low + (high - low) / 2]
      var left = low
      var right = high
      while left <= right {
        while numbers[left] > pivot { left += 1 }
        while numbers[right] < pivot { right -= 1 }
        if left <= right {
          numbers.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if target <= right { high = right } else if target >= left { low = left } else { break }
    }
    return numbers[target]
  }
}
