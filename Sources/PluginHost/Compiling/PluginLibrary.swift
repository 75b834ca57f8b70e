import AnalyzerKit
import Glibc

/// A compiled plugin inside a worker: once loaded it stays until the process ends.
public enum PluginLibrary {
  /// Loads a library and gives the plugin that its sources declare.
  ///
  /// The dynamic linker refuses a library of another kit: then no line of it has run.
  public static func load(_ path: String, name: String) throws(PluginError) -> Plugin {
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      let why = dlerror().map { String(cString: $0) } ?? "no reason is given"
      if let range = why.firstRange(of: "lect_kit_") {
        throw .otherKit(
          name: name, its: String(why[range.upperBound...].prefix { $0.isHexDigit }), ours: KitStamp.value)
      }
      throw .cannotLoad(name: name, why: why)
    }
    guard let symbol = dlsym(handle, PluginGlue.entry) else {
      throw .cannotLoad(name: name, why: "\(path) is no plugin of Lect")
    }
    let entry = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafeMutableRawPointer).self)
    let place = entry().assumingMemoryBound(to: Plugin.self)
    defer {
      place.deinitialize(count: 1)
      place.deallocate()
    }
    return place.pointee
  }
}
