import AnalyzerKit

/// The Swift file that is compiled with a plugin: it hands the plugin over, and ties it to one kit.
enum PluginGlue {
  /// The C function of a compiled plugin that gives its `Plugin`.
  static let entry = "lect_plugin"

  /// The text of the file.
  ///
  /// The type named by the stamp is in this kit alone, so that the plugin compiles against no other. The C function named by
  /// the stamp is in this program alone, so that the dynamic linker refuses the plugin before any of its code runs.
  static var source: String {
    """
    import AnalyzerKit

    private typealias Kit = KitStamp_\(KitStamp.value)

    @_silgen_name("lect_kit_\(KitStamp.value)")
    private func kit()

    @_cdecl("lect_plugin_kit")
    public func lectPluginKit() { kit() }

    @_cdecl("\(entry)")
    public func lectPlugin() -> UnsafeMutableRawPointer {
      let place = UnsafeMutablePointer<Plugin>.allocate(capacity: 1)
      place.initialize(to: plugin)
      return UnsafeMutableRawPointer(place)
    }

    """
  }
}
