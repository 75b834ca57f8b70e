import TextProcessing
import Testing

struct SoleMarkTests {
  @Test func `only marks alone and what looks like one are changed`() {
    let written = ["_", "*", "&#95;", "&amp;#42;", "__", "a", "&", "&amp;", "&#96;"].map {
      String(decoding: SoleMark.encoded(Array($0.utf8)), as: UTF8.self)
    }
    #expect(written == ["&#95;", "&#42;", "&amp;#95;", "&amp;amp;#42;", "__", "a", "&", "&amp;", "&#96;"])
  }

  @Test(arguments: ["_", "*", "&#95;", "&amp;#95;", "&amp;amp;#42;", "", "&", "&amp;#95", "x&#95;"])
  func `what is written comes back`(value: String) {
    let bytes = Array(value.utf8)
    #expect(Array(SoleMark.decoded(SoleMark.encoded(bytes)[...])) == bytes)
  }
}
