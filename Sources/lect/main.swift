import ConcordancePlugin
import CooccurrencePlugin
import Foundation
import FrequencyPlugin
import Rendering
import SentimentPlugin
import Workbench
// temporary driver until faces land
let resources = ResourceFolders(program: "/proc/self/exe")!
var a = Array(CommandLine.arguments.dropFirst())
var store = "lect.db", cmds: [String] = [], threads = 2, fmt = "tsv"
while !a.isEmpty { let x = a.removeFirst(); switch x { case "-s": store = a.removeFirst(); case "-c": cmds.append(a.removeFirst()); case "-q": break; case "-t": threads = Int(a.removeFirst())!; case "-f": fmt = a.removeFirst(); default: break } }
let session = try Session(Configuration(store: store, threads: threads, resources: resources), plugins: [FrequencyPlugin.plugin, SentimentPlugin.plugin, CooccurrencePlugin.plugin, ConcordancePlugin.plugin])
for c in cmds {
  do { if let o = try session.run(c) {
    if let r = o.report { for t in r.tables { print(Renderer.text(t, as: OutputFormat(rawValue: fmt)!), terminator: "") } }
    if let t = o.text { print(t, terminator: "") }
    for n in o.notes { FileHandle.standardError.write("note: \(n)\n".data(using: .utf8)!) } } }
  catch { FileHandle.standardError.write((error.rendered(in: c) + "\n").data(using: .utf8)!) }
}
