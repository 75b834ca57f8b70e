import Testing

@testable import CorpusImport

@Suite("NearName")
struct NearNameTests {
  @Test(
    arguments: [
      ("file", "file"), ("FILE", "file"), ("fil", "file"), ("filename", "file"), ("partei", "party"), ("prty", "party"),
      ("spaeker", "speaker"), ("x", nil), ("", nil), ("id", nil), ("datum", nil),
    ] as [(String, String?)])
  func nearest(_ asked: String, _ expected: String?) {
    #expect(NearName.nearest(to: asked, among: ["session", "file", "party", "speaker"]) == expected)
  }
}
