internal import CPCRE2

/// PCRE2's compiled code and its match context; immutable after `init`, so threads may share it.
///
/// The whole-form variant is compiled apart with both ends anchored: an anchor given at match time would switch
/// the machine-code matcher off.
final class CompiledPattern: @unchecked Sendable {
  private let anywhere: OpaquePointer
  private let whole: OpaquePointer
  private let context: OpaquePointer

  init(_ regex: String, options: TextPattern.Options) throws(PatternError) {
    guard regex.utf8.count <= TextPattern.longestPattern else {
      throw PatternError(
        pattern: String(regex.prefix(40)) + "…",
        reason: "it is longer than \(TextPattern.longestPattern) bytes", offset: TextPattern.longestPattern)
    }
    var flags = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C
    if options.contains(.ignoreCase) { flags |= PCRE2_CASELESS }
    flags |= options.contains(.literal) ? PCRE2_LITERAL : PCRE2_UCP
    if options.contains(.literal) { flags &= ~UInt32(PCRE2_NEVER_BACKSLASH_C) }
    let anywhere = try Self.compile(regex, flags)
    let whole: OpaquePointer
    do {
      whole = try Self.compile(regex, flags | PCRE2_ANCHORED | PCRE2_ENDANCHORED)
    } catch {
      pcre2_code_free_8(anywhere)
      throw error
    }
    guard let context = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(anywhere)
      pcre2_code_free_8(whole)
      throw PatternError(pattern: regex, reason: "no memory is left to compile it", offset: 0)
    }
    pcre2_set_match_limit_8(context, TextPattern.matchLimit)
    pcre2_set_depth_limit_8(context, TextPattern.depthLimit)
    pcre2_set_heap_limit_8(context, TextPattern.heapLimit)
    (self.anywhere, self.whole, self.context) = (anywhere, whole, context)
  }

  deinit {
    pcre2_match_context_free_8(context)
    pcre2_code_free_8(whole)
    pcre2_code_free_8(anywhere)
  }

  func match(_ form: UnsafeBufferPointer<UInt8>, whole isWhole: Bool) -> TextPattern.Outcome {
    let code = isWhole ? whole : anywhere
    guard let data = pcre2_match_data_create_8(1, nil) else { return .exceededLimits }
    defer { pcre2_match_data_free_8(data) }
    var result = run(code, form, 0, data)
    // The machine code has a small stack of its own; the interpreter has the heap, within its limit.
    if result == PCRE2_ERROR_JIT_STACKLIMIT { result = run(code, form, PCRE2_NO_JIT, data) }
    if result >= 0 { return .match }
    return result == PCRE2_ERROR_NOMATCH ? .noMatch : .exceededLimits
  }

  private func run(
    _ code: OpaquePointer, _ form: UnsafeBufferPointer<UInt8>, _ flags: UInt32, _ data: OpaquePointer
  ) -> Int32 {
    let empty: UInt8 = 0
    return withUnsafePointer(to: empty) { nothing in
      pcre2_match_8(code, form.baseAddress ?? nothing, form.count, 0, flags, data, context)
    }
  }

  private static func compile(_ regex: String, _ flags: UInt32) throws(PatternError) -> OpaquePointer {
    var error: Int32 = 0
    var offset = 0
    let bytes = Array(regex.utf8)
    let code = bytes.withUnsafeBufferPointer { pointer in
      var nothing: UInt8 = 0
      return withUnsafeMutablePointer(to: &nothing) { empty in
        pcre2_compile_8(pointer.baseAddress ?? UnsafePointer(empty), pointer.count, flags, &error, &offset, nil)
      }
    }
    guard let code else {
      throw PatternError(pattern: regex, reason: message(error), offset: min(offset, bytes.count))
    }
    // Without machine code (not supported on this machine) the interpreter gives the same answers, slower.
    _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    return code
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(error)"
  }
}
