import CMemory
import Testing

@testable import CorpusStore
@testable import TextProcessing

/// What the load path keeps its numbers and forms in.
@Suite struct LoadMemoryTests {
  @Test("blocks take and give what an array does, at every cut")
  func blocks() {
    let memory = BlockMemory<UInt32>()
    var expected: [UInt32] = []
    for part in [1, 16_383, 1, 40_000, 0, 7] {
      let numbers = (0..<part).map { UInt32(expected.count + $0) }
      numbers.withUnsafeBufferPointer { memory.append($0) }
      expected += numbers
      memory.appendZeros(part / 2)
      expected += Array(repeating: 0, count: part / 2)
    }
    memory.append(9)
    expected.append(9)
    #expect(memory.count == expected.count)
    for range in [0..<expected.count, 16_384..<32_768, 100..<100, 16_383..<16_385, 5_000..<50_000] {
      #expect(memory.array(range) == Array(expected[range]))
    }
  }

  @Test("blocks take over the first stretch, and copy what does not fill a block of it")
  func stretches() {
    for length in [5, 16_384, 50_000] {
      let stretch = GrowingMemory<UInt32>(zeros: length)
      for index in 0..<length { stretch.base[index] = UInt32(index) }
      let memory = BlockMemory<UInt32>()
      memory.append(stretch.base, count: length, keeper: stretch)
      memory.append(stretch.base, count: 3, keeper: stretch)
      memory.appendZeros(20_000)
      memory[2] = 7
      let numbers = (0..<length).map { $0 == 2 ? 7 : UInt32($0) }
      let isSame = memory.array(0..<memory.count) == numbers + [0, 1, 2] + Array(repeating: 0, count: 20_000)
      #expect(isSame, "\(length)")
    }
    let zeros = BlockMemory<UInt64>()
    zeros.appendZeros(40_000)
    zeros.append(1)
    let areZeros = zeros.array(0..<40_001) == Array(repeating: 0, count: 40_000) + [1]
    #expect(areZeros)
  }

  @Test("large stretches are moved, again and again")
  func moves() {
    var count = 1 << 18
    var memory = PageMemory.allocate(count, of: UInt64.self)
    for index in 0..<count { memory[index] = UInt64(index) }
    for _ in 0..<3 {
      let larger = PageMemory.allocate(count * 3, of: UInt64.self)
      #expect(lect_move_pages(memory, PageMemory.whole(count * 8), larger, PageMemory.whole(count * 24)))
      (memory, count) = (larger, count * 3)
      memory[count - 1] = 1
      #expect((0..<1 << 18).allSatisfy { memory[$0] == UInt64($0) })
    }
    PageMemory.free(memory, count)
  }

  @Test("memory keeps what is in it from small to large, and zeros stay zero", arguments: [true, false])
  func growth(large: Bool) {
    let memory = GrowingMemory<UInt32>(capacity: 20, large: large)
    var expected: [UInt32] = []
    for round in 0..<22 {
      let numbers = (0..<1 << round).map { UInt32($0 &* 7 &+ round) }
      numbers.withUnsafeBufferPointer { memory.append($0) }
      expected += numbers
      #expect(memory.count == expected.count)
    }
    #expect(memory.buffer.elementsEqual(expected))
    let zeroed = ZeroedMemory<UInt16>()
    for size in [17, 1_000, 2_000_000, 9_000_000] {
      zeroed.extend(to: size)
      #expect((0..<zeroed.count).allSatisfy { zeroed.base[$0] == ($0 == 5 && size > 17 ? 9 : 0) })
      zeroed.base[5] = 9
    }
  }

  @Test("large stretches keep what is in them when they grow, and begin empty where that is asked for")
  func pages() {
    let memory = GrowingMemory<UInt64>(capacity: 16)
    for number in 0..<600_000 { memory.append(UInt64(number)) }
    #expect(memory.buffer.enumerated().allSatisfy { UInt64($0.offset) == $0.element })
    let rest = memory.cut(at: 500_000)
    #expect(memory.count == 500_000)
    #expect(rest.buffer.first == 500_000)
    for count in [10, 300_000] {
      let zeros = PageMemory.zeroed(count, of: UInt64.self)
      #expect((0..<count).allSatisfy { zeros[$0] == 0 })
      PageMemory.free(zeros, count)
    }
  }

  @Test("ids are found by their hashes, also those whose hashes are alike", arguments: [0, 20_000, 1 << 20])
  func index(expected: Int) {
    let index = FormIndex(expected: expected)
    var random = Dice(state: 7)
    var hashes: [UInt64] = [0, 1, .max, .max - 1, 1 << 32, 1 << 32 | 1]
    while hashes.count < 30_000 { hashes.append(random.next() | (hashes.count % 3 == 0 ? 0xFFFF_F000_0000_0000 : 0)) }
    for (id, hash) in hashes.enumerated() {
      #expect(index.first(hash) { hashes[Int($0)] == hash } == nil)
      index.add(hash, UInt32(id))
    }
    for (id, hash) in hashes.enumerated() {
      index.approach(hash)
      #expect(index.first(hash) { hashes[Int($0)] == hash } == UInt32(id))
    }
  }

  @Test("a set of forms survives its bytes")
  func sets() {
    var set = FormSet()
    set.insert([0, 7, 8, 63, 64, 1_000] as [UInt32])
    let bytes = set.bytes(1_001)
    #expect(bytes.count == 126)
    #expect(bytes[0] == 0b1000_0001)
    let read = bytes.withUnsafeBytes { FormSet(bytes: $0) }
    #expect(read.count == 6)
    #expect((0..<1_100).filter { read.contains($0) } == [0, 7, 8, 63, 64, 1_000])
    #expect(FormSet().bytes(9) == [0, 0])
  }

  @Test("stems do not depend on threads", arguments: [1, 2, 5])
  func stems(threads: Int) throws {
    let queue = StemQueue(threads: threads)
    var batches: [(batch: StemBatch, language: String, words: [String])] = []
    for (language, count) in [("de", 10_000), ("en", 0), ("fr", 9_000), ("en", 3)] {
      let batch = StemBatch(language: language)
      let words = (0..<count).map { "häusern\($0 % 7 == 0 ? "" : String($0))" } + (count == 0 ? [] : ["houses"])
      for word in words { Array(word.utf8).withUnsafeBufferPointer { batch.append($0) } }
      queue.add(batch)
      batches.append((batch, language, words))
    }
    for (batch, language, words) in batches {
      queue.wait(for: batch)
      let stemmer = try #require(Stemmer(language: language))
      var approached: [UInt64] = []
      var stems: [Int: [UInt8]] = [:]
      batch.forEachStem(approach: { count, hash in approached += (0..<count).map(hash) }) { place, stem, hash in
        stems[place] = Array(stem)
        #expect(hash == Hashing.form(stem) && approached.suffix(32).contains(hash))
      }
      for (place, word) in words.enumerated() {
        let expected = Array(word.utf8).withUnsafeBufferPointer { stemmer.stem($0) }
        #expect(stems[place] == expected)
      }
      #expect(stems.keys.allSatisfy(words.indices.contains))
    }
    queue.finish()
    // Whoever fails waits for nothing.
    let left = StemQueue(threads: threads)
    let batch = StemBatch(language: "de")
    Array("häusern".utf8).withUnsafeBufferPointer { batch.append($0) }
    left.add(batch)
    left.finish()
  }

  @Test("memory that grows is zero where nothing was written")
  func zeros() {
    let memory = ZeroedMemory<UInt32>()
    var written = 0
    for count in [1, 17, 1_000, 700_000, 600_000, 2_000_000] {
      memory.extend(to: count)
      #expect(memory.count >= max(written, count))
      #expect((0..<memory.count).allSatisfy { memory.base[$0] == ($0 < written ? UInt32($0) : 0) })
      written = memory.count
      for index in 0..<written { memory.base[index] = UInt32(index) }
    }
  }

  @Test("every token gets the number of its form, whatever was near before")
  func numbers() {
    // More forms than the cache has places, of all lengths around its limit, each met again and again.
    var random = Dice(state: 3)
    let letters = Array("abcdefgh".utf8)
    // Composed, in two parts, with a soft hyphen; the last has a mark of its own in the composed form, too.
    let endings = ["\u{E9}", "e\u{301}", "a\u{AD}b", "q\u{303}"].map { Array($0.utf8) }
    var text: [UInt8] = []
    var words: [[UInt8]] = []
    for _ in 0..<60_000 {
      let length = 1 + Int(random.next() % 20)
      var word = (0..<length).map { _ in letters[Int(random.next() % (length > 6 ? 2 : 8))] }
      if random.next() % 8 == 0 { word += endings[Int(random.next() % 4)] }
      words.append(word)
      text += word + [0x20]
    }
    let parcel = Parcel(worker: 0, tokens: 0)
    let forms = WorkerForms(limit: 1 << 18, parcel)
    forms.begin(parcel)
    var known: [[UInt8]: UInt32] = [:]
    var offset = 0
    var first = 0
    while first < words.count {
      var buffer = TokenBuffer()
      let piece = words[first..<min(first + 1_000, words.count)]
      for word in piece {
        buffer.starts.append(offset)
        buffer.ends.append(offset + word.count)
        buffer.kinds.append(.word)
        buffer.spaceAfter.append(true)
        offset += word.count + 1
      }
      forms.setStemmer(first % 3_000 == 0 ? "de" : first % 2_000 == 0 ? "en" : nil)
      var numbers = [UInt32](repeating: 0, count: piece.count)
      var hashes = [UInt64](repeating: 0, count: piece.count)
      let counted = text.withUnsafeBufferPointer { text in
        numbers.withUnsafeMutableBufferPointer { numbers in
          hashes.withUnsafeMutableBufferPointer { hashes in
            forms.take(buffer, of: text, numbers.baseAddress!, hashes.baseAddress!)
          }
        }
      }
      #expect(counted == piece.count)
      for (index, word) in piece.enumerated() {
        let form = word.withUnsafeBufferPointer(FormNormalizer.normalize)
        let expected = known[form] ?? UInt32(known.count)
        known[form] = expected
        #expect(numbers[index] == expected)
        #expect(hashes[index] == form.withUnsafeBufferPointer { Hashing.form($0) })
        #expect(forms.irregular.base[index] == (form == word ? 0 : 1))
      }
      first += 1_000
    }
    #expect(parcel.forms.count == known.count)
  }
}
