import Testing

@testable import PluginHost

/// What the compiler's words are taken for.
struct PluginCompilerTests {
  private func failure(_ words: String) -> String { PluginCompiler.failure(words, of: "/p", modules: "/m").description }

  @Test func `a mistake in the sources is shown as the compiler says it`() {
    #expect(failure("A.swift:1:1: error: no\n") == "/p does not compile:\nA.swift:1:1: error: no")
    #expect(
      failure("PluginGlue.swift:1:1: error: cannot find 'plugin' in scope\n").hasPrefix(
        "/p does not compile:\nthe sources declare no plugin: add `let plugin = Plugin("))
  }

  @Test func `a module that does not fit is not the author's mistake`() {
    #expect(
      failure("error: cannot find type 'KitStamp_0123' in scope").hasPrefix(
        "/p must be compiled, and the module of AnalyzerKit in /m is not the one that this program was built with"))
    for words in [
      "A.swift:1:8: error: module compiled with Swift 6.3.1 cannot be imported by the Swift 6.4 compiler: /m/x",
      "A.swift:1:8: error: compiled module was created by a different version of the compiler '6.3.1'; rebuild",
    ] {
      #expect(
        failure(words).hasPrefix(
          "/p must be compiled, and the compiler in PATH is another than the one that made the module of AnalyzerKit"))
    }
  }
}
