import Glibc

// fuzz TARGET [OPTION OF LIBFUZZER | FOLDER | FILE]…; without a target it lists them.

/// What libFuzzer offers a program that has a `main` of its own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// libFuzzer's own `main`, which is linked but not used, asks for it.
@_cdecl("LLVMFuzzerTestOneInput")
public func unusedEntry(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt { 0 }

nonisolated(unsafe) private var chosen: ((FuzzInput) -> Void)?

let name = CommandLine.arguments.dropFirst().first
guard let name, let target = FuzzTargets.all[name] else {
  print(FuzzTargets.all.keys.sorted().joined(separator: "\n"))
  exit(name == nil ? 0 : 2)
}
chosen = target()

// libFuzzer sees the arguments without the target's name.
var arguments = CommandLine.unsafeArgv + 1
arguments[0] = CommandLine.unsafeArgv[0]
var count = CommandLine.argc - 1
exit(
  runDriver(&count, &arguments) { bytes, count in
    chosen?(FuzzInput(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  })
