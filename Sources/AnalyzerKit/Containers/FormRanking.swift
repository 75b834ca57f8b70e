/// Orders forms by how often they occur.
enum FormRanking {
  /// The forms by count down, then by the code points of their text; at most `limit` where one is given.
  ///
  /// Texts are asked for only where counts are equal and the order among them shows.
  static func ranked(
    _ counts: FormCounter, limit: Int?, text: (FormID) throws -> String
  ) throws -> [FormID] {
    if let limit, limit <= 0 { return [] }
    var entries = limit.map { mostCounted(counts, $0) } ?? all(counts)
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

  private typealias Entry = (form: FormID, count: Int)

  private static func all(_ counts: FormCounter) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(counts.distinct)
    counts.forEach { form, count in entries.append((form, count)) }
    return entries
  }

  /// The forms with the `limit` largest counts, and all that have as many as the last of them.
  private static func mostCounted(_ counts: FormCounter, _ limit: Int) -> [Entry] {
    var entries: [Entry] = []
    var threshold = 0
    let most = max(1024, limit.multipliedReportingOverflow(by: 4).overflow ? .max : limit * 4)
    var room = most
    func prune() {
      guard entries.count > limit else { return }
      threshold = kthLargest(entries.map(\.count), limit)
      entries.removeAll { $0.count < threshold }
      // Where many have as many as the last one, they all stay.
      room = max(most, entries.count * 2)
    }
    counts.forEach(atLeast: 1) { form, count, least in
      entries.append((form, count))
      if entries.count >= room { prune() }
      least = max(threshold, 1)
    }
    prune()
    return entries
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
