import Testing

@testable import TextProcessing

/// Scripts that are written without spaces: ICU's dictionaries, and what the orthography adds.
struct TokenizerDictionaryTests {
  @Test(arguments: [
    ("zh", "我来了。他走了！", "我 来 了 。 | 他 走 了 ！"),
    ("zh", "我们的目的是学习。", "我们 的 目的 是 学习 。"),
    ("zh", "他在北京住了三个月。", "他 在 北京 住 了 三 个 月 。"),
    ("zh", "這個問題也可以討論。", "這 個 問題 也 可以 討論 。"),
    ("zh", "1990年第一次", "1990 年 第一 次"),
    ("ja", "今日は良い天気です。", "今日 は 良い 天気 です 。"),
    ("ja", "東京で働きました。", "東京 で 働き まし た 。"),
    ("ja", "彼は知らなかった。", "彼 は 知ら なかっ た 。"),
    ("ja", "人々がコンピューターを使う", "人々 が コンピューター を 使う"),
    ("ja", "でも、雨でも行く。", "でも 、 雨 で も 行く 。"),
    ("th", "ภาษาไทยง่าย ดี", "ภาษา ไทย ง่าย ดี"),
    ("und", "漢字かなカタカナ一。", "漢字 かな カタカナ 一 。"),
  ])
  func words(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }

  @Test func onlySuchRunsGoToTheDictionaries() {
    #expect(cut("Die Stadt 東京都 (Tokyo) im Mai", language: "de") == "Die Stadt 東京 都 ( Tokyo ) im Mai")
    #expect(cut("iPhoneを買う") == "iPhone を 買う")
  }

  @Test func laoKhmerAndBurmeseAreCut() {
    for text in ["ພາສາລາວເປັນພາສາ", "ភាសាខ្មែរជាភាសា", "မြန်မာစကားသည်"] {
      #expect(tokens(Array(text.utf8), language: "und").count > 1)
    }
  }

  /// A run longer than what is cut at once has the same words as its sentences alone.
  @Test func longRunsAreCutInWindows() {
    let sentence = "我们在北京大学学习中国历史和文学因为这里的图书馆很大"
    let alone = tokens(Array(sentence.utf8), language: "zh")
    let times = 400
    let long = tokens(Array(String(repeating: sentence, count: times).utf8), language: "zh")
    let length = sentence.utf8.count
    var expected: [Int] = []
    for round in 0..<times { expected += alone.ends.map { $0 + round * length } }
    // A sentence is cut by rule after so many tokens, and words may join across the copies' seams: compare those inside.
    let wrong = Set(expected).symmetricDifference(long.ends)
    #expect(wrong.count < times / 50)
  }

  @Test func aRunWithoutWordsIsBounded() {
    let text = Array(String(repeating: "ー", count: 20_000).utf8)
    let buffer = tokens(text, language: "ja")
    #expect(zip(buffer.starts, buffer.ends).allSatisfy { $1 - $0 <= Tokenizer.longestToken && $0 % 3 == 0 })
    #expect(buffer.ends.last == text.count)
  }

  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// Han and Kana are cut without ICU's iterator, and the words must be those that it finds.
  @Test func theDictionaryAloneGivesTheWordsOfTheIterator() throws {
    let breaker = try #require(DictionaryBreaker())
    let pieces = [
      "東京都", "今日", "は", "良い", "天気", "です", "コンピューター", "を", "使う", "人々", "の", "ハードディスク", "设置", "如果", "文件", "系统",
      "中华人民共和国", "我们", "在", "图书馆", "学习", "ー", "ッ", "々", "ん", "龘", "ヴ", "データベースサーバー", "ソフトウェアパッケージマネージャー", "一二三",
    ]
    let ranges: [ClosedRange<UInt32>] = [
      0x4E00...0x9FFF, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FB...0x30FD, 0x3005...0x3005,
    ]
    var dice = Seeded(state: 11)
    var compared = 0
    for round in 0..<4_000 {
      var run = ""
      for _ in 0..<Int.random(in: 1...(round % 50 == 0 ? 300 : 12), using: &dice) {
        if round % 2 == 0, let piece = pieces.randomElement(using: &dice) {
          run += piece
        } else if let range = ranges.randomElement(using: &dice),
          let scalar = UnicodeScalar(UInt32.random(in: range, using: &dice))
        {
          run.unicodeScalars.append(scalar)
        }
      }
      let bytes = Array(run.utf8.prefix(DictionaryBreaker.window))
      bytes.withUnsafeBufferPointer { bytes in
        guard let own = breaker.findWithoutIterator(bytes).map({ Array($0) }) else { return }
        compared += 1
        #expect(own == Array(breaker.find(bytes)), "\(run)")
      }
    }
    #expect(compared > 2_000)
  }

  @Test(arguments: [
    "", "a", "東京 都", "東京都a", "ภาษา", "東京｡", "㐀", "か\u{3099}", "\u{F900}", "・", String(repeating: "東", count: 1_025),
  ])
  func theDictionaryAloneTakesCommonHanAndKanaOnly(_ text: String) throws {
    let breaker = try #require(DictionaryBreaker())
    #expect(Array("東京都".utf8).withUnsafeBufferPointer { breaker.findWithoutIterator($0).map { Array($0) } } == [6, 9])
    let found = Array(text.utf8).withUnsafeBufferPointer { breaker.findWithoutIterator($0) == nil }
    #expect(found)
  }

  @Test func versionsNameICUWhereItTellsTheWords() {
    for language in ["zh", "ja", "th", "und"] {
      let version = Tokenizer(language: language, data: languageData).version
      #expect(version.hasPrefix(Tokenizer.version + "-icu" + DictionaryBreaker.version), "\(version)")
    }
    #expect(!Tokenizer(language: "de", data: languageData).version.contains("icu"))
  }

  @Test func threadsShareATokenizer() async {
    let tokenizer = Tokenizer(language: "ja", data: languageData)
    let text = Array(String(repeating: "今日は良い天気です。東京で働きました。", count: 50).utf8)
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var state = Tokenizer.State()
          var buffer = TokenBuffer()
          text.withUnsafeBufferPointer { while tokenizer.next($0, &state, limit: 10, into: &buffer) {} }
          return buffer.count
        }
      }
      return await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(counts == [600])
  }
}
