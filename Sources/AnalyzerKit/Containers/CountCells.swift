/// A count for each form: in a hash table at first; when that fills, in a byte for each form up to the largest, and in the table only what
/// does not fit a byte.
///
/// Most forms of a language are rare: a byte each keeps the counts of a million forms in a megabyte, close to the processor.
struct CountCells: Sendable {
  /// By form: its count, or `isLarge`.
  private var small: [UInt8] = []
  /// The counts of forms beyond the bytes, and of those whose byte says so.
  private var large = SparseCounts<UInt32>()

  private static let isLarge: UInt8 = 255
  /// How many bytes are looked at together.
  private static let stretch = 32
  /// From how many bytes those that are not 0 are picked at once.
  private static let block = 1_024

  /// All counts are 0.
  init() {}

  /// Bytes as they are kept here, and the counts of those that are 255, each once, with their total; nil where these do not fit each other,
  /// or the total is beyond a whole number.
  static func cells(_ bytes: [UInt8], _ counts: [(form: FormID, count: Int)]) -> (cells: CountCells, total: Int)? {
    var cells = CountCells()
    cells.small = bytes
    cells.large = SparseCounts(room: counts.count)
    let tally = tally(bytes)
    guard tally.large == counts.count else { return nil }
    var total = tally.sum
    for (form, count) in counts {
      let index = Int(form.rawValue)
      guard index < bytes.count, bytes[index] == isLarge, count >= Int(isLarge), cells.large[form.rawValue] == 0 else {
        return nil
      }
      cells.large.add(form.rawValue, count)
      let (sum, overflow) = total.addingReportingOverflow(count)
      if overflow { return nil }
      total = sum
    }
    return (cells, total)
  }

  /// How many bytes are not 0, how many say that a count is large, and the sum of the others.
  private static func tally(_ bytes: [UInt8]) -> (used: Int, large: Int, sum: Int) {
    let (ones, lows): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x00FF_00FF_00FF_00FF)
    /// The lowest bit of each byte that is not 0.
    func marks(_ word: UInt64) -> UInt64 {
      (word & 0x7F7F_7F7F_7F7F_7F7F &+ 0x7F7F_7F7F_7F7F_7F7F | word) &>> 7 & ones
    }
    func total(_ marks: UInt64) -> Int { Int(truncatingIfNeeded: (marks &* ones) &>> 56) }
    return bytes.withUnsafeBytes { bytes in
      var (used, fit, sum) = (0, 0, 0)
      let whole = bytes.count / 8
      // Eight bytes at once; a lane of 16 bits holds the sum of two bytes of as many words.
      for start in stride(from: 0, to: whole, by: 128) {
        var lanes: UInt64 = 0
        for index in start..<min(start &+ 128, whole) {
          let word = bytes.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
          let fitting = marks(~word)
          let kept = word & (fitting &* 255)
          lanes &+= (kept & lows) &+ (kept &>> 8 & lows)
          used &+= total(marks(word))
          fit &+= total(fitting)
        }
        while lanes != 0 {
          sum &+= Int(lanes & 0xFFFF)
          lanes = lanes &>> 16
        }
      }
      for byte in bytes[(whole * 8)...] {
        used &+= byte == 0 ? 0 : 1
        fit &+= byte == isLarge ? 0 : 1
        sum &+= byte == isLarge ? 0 : Int(byte)
      }
      return (used, bytes.count - fit, sum)
    }
  }

  /// Whether no count is below 0: bytes never are.
  var isNatural: Bool {
    var isNatural = true
    large.forEach { _, count in isNatural = isNatural && count >= 0 }
    return isNatural
  }

  /// The count of a form.
  subscript(form: UInt32) -> Int {
    let index = Int(form)
    return index < small.count && small[index] != CountCells.isLarge ? Int(small[index]) : large[form]
  }

  /// How many forms have a count.
  var count: Int {
    var sum = CountCells.tally(small).used
    large.forEach { form, _ in sum += Int(form) < small.count ? 0 : 1 }
    return sum
  }

  /// Adds to the count of a form.
  mutating func add(_ form: UInt32, _ count: Int) {
    CountCells.add(form, count, &small, &large)
    spread()
  }

  /// Adds one for each of some forms.
  mutating func increment(_ forms: [FormID]) {
    CountCells.increment(forms, &small, &large)
    spread()
  }

  /// Adds numbers to forms, one each.
  mutating func add(_ numbers: UnsafeBufferPointer<UInt32>, to forms: UnsafeBufferPointer<FormID>) {
    CountCells.add(numbers, to: forms, &small, &large)
    spread()
  }

  /// Adds all counts of another.
  mutating func merge(_ other: CountCells) {
    if other.small.count > small.count { makeRoom(other.small.count) }
    CountCells.merge(other, &small, &large)
    spread()
  }

  /// Takes a form out.
  mutating func remove(_ form: UInt32) {
    if Int(form) < small.count {
      if small[Int(form)] == CountCells.isLarge { large.remove(form) }
      small[Int(form)] = 0
    } else {
      large.remove(form)
    }
  }

  /// Makes room for some forms with numbers up to a largest: bytes where the forms would fill a part of them in 64, or those that are
  /// there would become no more than twice as many; else in the table.
  mutating func reserve(_ count: Int, upTo form: UInt32) {
    guard form != .max, Int(form) >= small.count else { return }
    if count > 1024, Int(form) < max(count * 64, small.count * 2) {
      makeRoom(Int(form) + 1)
    } else {
      large.reserve(count)
    }
  }

  /// Calls the body with every form that has a count, ascending by number.
  @inline(__always)
  func forEach(_ body: (UInt32, Int) throws -> Void) rethrows {
    try small.withUnsafeBufferPointer { small in
      try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: CountCells.block) { found in
        for start in stride(from: 0, to: small.count, by: CountCells.block) {
          // First which have one, without a branch, as nobody foresees that.
          var count = 0
          for index in start..<min(start + CountCells.block, small.count) {
            found[count] = UInt32(truncatingIfNeeded: index)
            count &+= small[index] == 0 ? 0 : 1
          }
          for form in found[..<count] {
            let number = small[Int(form)]
            try body(form, number == CountCells.isLarge ? large[form] : Int(number))
          }
        }
      }
    }
    var beyond: [UInt32] = []
    large.forEach { form, _ in if Int(form) >= small.count { beyond.append(form) } }
    for form in beyond.sorted() { try body(form, large[form]) }
  }

  /// Calls the body, in no order that matters, with the forms whose count is at least a threshold, which the body may raise; not with 0.
  @inline(__always)
  func forEach(atLeast threshold: Int, _ body: (UInt32, Int, inout Int) -> Void) {
    var threshold = max(threshold, 1)
    // The large ones first: they mostly raise the threshold beyond all that bytes hold.
    large.forEach { form, count in
      if count >= threshold { body(form, count, &threshold) }
    }
    small.withUnsafeBufferPointer { small in
      for start in stride(from: 0, to: small.count, by: CountCells.stretch) {
        guard let least = UInt8(exactly: threshold), least < CountCells.isLarge else { return }
        let end = min(start + CountCells.stretch, small.count)
        var most: UInt8 = 0
        for index in start..<end { most = max(most, small[index]) }
        guard most >= least else { continue }
        for index in start..<end where small[index] != CountCells.isLarge && Int(small[index]) >= threshold {
          body(UInt32(truncatingIfNeeded: index), Int(small[index]), &threshold)
        }
      }
    }
  }

  // MARK: Both parts

  @inline(__always)
  private static func add(_ form: UInt32, _ count: Int, _ small: inout [UInt8], _ large: inout SparseCounts<UInt32>) {
    let index = Int(form)
    guard index < small.count else { return large.add(form, count) }
    let sum = Int(small[index]) &+ count
    if sum >= 0, sum < Int(isLarge) {
      small[index] = UInt8(truncatingIfNeeded: sum)
    } else if small[index] == isLarge {
      large.add(form, count)
    } else {
      small[index] = isLarge
      large.add(form, sum)
    }
  }

  private static func increment(_ forms: [FormID], _ small: inout [UInt8], _ large: inout SparseCounts<UInt32>) {
    small.withUnsafeMutableBufferPointer { small in
      // Without a branch, as nobody foresees which form comes next: those that do not fit a byte are collected first.
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: forms.count) { left in
        var count = 0
        for form in forms {
          let index = Int(form.rawValue)
          left[count] = form.rawValue
          guard index < small.count else {
            count &+= 1
            continue
          }
          let fits = small[index] < isLarge - 1 ? 1 : 0
          small[index] &+= UInt8(truncatingIfNeeded: fits)
          count &+= 1 &- fits
        }
        for form in left[..<count] {
          let index = Int(form)
          let isOne = index >= small.count || small[index] == isLarge
          large.add(form, isOne ? 1 : Int(isLarge))
          if !isOne { small[index] = isLarge }
        }
      }
    }
  }

  private static func add(
    _ numbers: UnsafeBufferPointer<UInt32>, to forms: UnsafeBufferPointer<FormID>, _ small: inout [UInt8],
    _ large: inout SparseCounts<UInt32>
  ) {
    small.withUnsafeMutableBufferPointer { small in
      var next = 0
      while next < forms.count {
        let end = min(next + stretch, forms.count)
        if end - next == stretch, addFollowing(numbers, forms, from: next, &small) {
          next = end
          continue
        }
        for place in next..<end {
          let form = forms[place].rawValue
          let index = Int(form)
          let number = Int(numbers[place])
          guard index < small.count else {
            if number > 0 { large.add(form, number) }
            continue
          }
          let sum = Int(small[index]) &+ number
          if sum < Int(isLarge) {
            small[index] = UInt8(truncatingIfNeeded: sum)
          } else {
            large.add(form, small[index] == isLarge ? number : sum)
            small[index] = isLarge
          }
        }
        next = end
      }
    }
  }

  /// Adds the numbers of a stretch of forms at once, if the forms follow each other and all sums fit a byte; else changes nothing.
  @inline(__always)
  private static func addFollowing(
    _ numbers: UnsafeBufferPointer<UInt32>, _ forms: UnsafeBufferPointer<FormID>, from start: Int,
    _ small: inout UnsafeMutableBufferPointer<UInt8>
  ) -> Bool {
    let first = forms[start].rawValue
    guard Int(first) + stretch <= small.count else { return false }
    var (strays, most): (UInt32, UInt32) = (0, 0)
    for index in 0..<stretch {
      strays |= forms[start &+ index].rawValue &- first &- UInt32(truncatingIfNeeded: index)
      most = max(most, UInt32(small[Int(first) &+ index]) &+ min(numbers[start &+ index], 255))
    }
    guard strays == 0, most < UInt32(isLarge) else { return false }
    for index in 0..<stretch {
      small[Int(first) &+ index] &+= UInt8(truncatingIfNeeded: numbers[start &+ index])
    }
    return true
  }

  private static func merge(_ other: CountCells, _ small: inout [UInt8], _ large: inout SparseCounts<UInt32>) {
    other.small.withUnsafeBufferPointer { theirs in
      for start in Swift.stride(from: 0, to: theirs.count, by: stretch) {
        let end = min(start + stretch, theirs.count)
        let fits = small.withUnsafeMutableBufferPointer { own in
          var most: UInt16 = 0
          for index in start..<end { most = max(most, UInt16(own[index]) &+ UInt16(theirs[index])) }
          guard most < UInt16(isLarge) else { return false }
          for index in start..<end { own[index] &+= theirs[index] }
          return true
        }
        if fits { continue }
        for index in start..<end where theirs[index] != 0 {
          let form = UInt32(truncatingIfNeeded: index)
          add(form, theirs[index] == isLarge ? other.large[form] : Int(theirs[index]), &small, &large)
        }
      }
    }
    let bound = other.small.count
    if other.large.used > small.count / stretch { large.reserve(other.large.used) }
    other.large.forEach { form, count in if Int(form) >= bound { add(form, count, &small, &large) } }
  }

  // MARK: Growth

  /// Makes bytes of a table that has filled.
  private mutating func spread() {
    // A slot takes twelve bytes and is half empty; bytes for sixteen times as many forms take less.
    guard large.used > 1024, Int(large.largest) >= small.count, Int(large.largest) / 16 < large.used else { return }
    // A little more, as later segments bring later forms.
    makeRoom(Int(large.largest) + 1 + Int(large.largest) / 8)
  }

  /// Has bytes for so many forms, and in the table only what must be.
  private mutating func makeRoom(_ count: Int) {
    guard count > small.count else { return }
    let before = small.count
    var larger = [UInt8](repeating: 0, count: count)
    larger.withUnsafeMutableBufferPointer { larger in
      small.withUnsafeBufferPointer { _ = larger.update(fromContentsOf: $0) }
    }
    small = larger
    var kept: [(UInt32, Int)] = []
    large.forEach { form, number in
      if Int(form) >= before, Int(form) < count {
        small[Int(form)] = UInt8(clamping: number)
        if number < Int(CountCells.isLarge) { return }
      }
      kept.append((form, number))
    }
    large = SparseCounts(room: kept.count)
    for (form, number) in kept { large.add(form, number) }
  }
}
