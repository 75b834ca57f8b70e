import Threading

/// Works chunks of input off on several threads and hands their parcels over in the order of the input.
///
/// A chunk's parcels wait in a queue of bounded length, so that the memory in flight does not grow with the corpus.
final class LoadPipeline: @unchecked Sendable {
  /// How many parcels of a chunk may wait.
  private static let queueLimit = 6
  /// About how many bytes of much text bring a new form: tables of that size need not grow often.
  private static let bytesPerForm = 160
  /// How many chunks beyond the threads may be begun before the first of them is taken in.
  private static let chunksAhead = 2

  private struct Queue {
    var parcels: [Parcel] = []
    var isComplete = false
    /// Why it ends before its end.
    var failure: (any Error)?
  }

  private let source: any DocumentSource
  private let options: LoadOptions
  private let corpus: String
  /// The inputs of each chunk.
  let chunks: [Range<Int>]
  private let monitor = Monitor()
  /// Segments to encode, which the threads do before they begin with more input.
  let encoding: EncodingQueue
  private var queues: [Queue]
  /// Parcels that were taken in.
  private var spare: [Parcel] = []
  private var nextChunk = 0
  private var finishedChunks = 0
  private var isStopped = false
  private var threads: [WorkerThread] = []

  init(_ source: any DocumentSource, _ options: LoadOptions, corpus: String) {
    self.source = source
    self.options = options
    self.corpus = corpus
    encoding = EncodingQueue(monitor)
    chunks = LoadPipeline.chunks(of: source, bytes: options.chunkBytes)
    queues = Array(repeating: Queue(), count: chunks.count)
  }

  /// Cuts the inputs into chunks of about as many bytes; threads have no say in it.
  private static func chunks(of source: any DocumentSource, bytes: Int) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var start = 0
    var size = 0
    for index in 0..<source.count {
      size += LoadPipeline.size(of: index, source)
      if size >= bytes || index - start >= 4_096 {
        chunks.append(start..<index + 1)
        start = index + 1
        size = 0
      }
    }
    if start < source.count { chunks.append(start..<source.count) }
    return chunks
  }

  /// The bytes of an input; what a source says is bounded, so that sums are.
  private static func size(of index: Int, _ source: any DocumentSource) -> Int {
    min(max(0, source.size(of: index)), 1 << 40)
  }

  /// The bytes of the inputs of a chunk.
  func size(of chunk: Range<Int>) -> Int { chunk.reduce(0) { $0 + LoadPipeline.size(of: $1, source) } }

  /// The bytes of all inputs.
  var totalBytes: Int { chunks.reduce(0) { $0 + size(of: $1) } }

  /// About how many forms all inputs have, if they are much text.
  var expectedForms: Int { totalBytes / LoadPipeline.bytesPerForm }

  /// How many threads there are at most.
  var workers: Int { min(max(1, options.threads), max(1, chunks.count)) }

  /// Starts the threads; if the system gives fewer than asked for, those do the work.
  func start() throws {
    for number in 0..<workers {
      do {
        threads.append(try WorkerThread { self.work(number) })
        monitor.locked { encoding.countWorkersLocked(1) }
      } catch {
        if threads.isEmpty { throw StoreError.noThread(code: error.code) }
        return
      }
    }
  }

  /// Tells the threads to end, waits for them, and lets go of what they held.
  func stop() {
    monitor.locked {
      isStopped = true
      monitor.wakeAll()
    }
    for thread in threads { thread.join() }
    threads = []
    spare = []
  }

  private enum Task {
    case chunk(Int)
    case segment(EncodingQueue.Job)
  }

  private func work(_ number: Int) {
    defer {
      monitor.locked {
        encoding.countWorkersLocked(-1)
        monitor.wakeAll()
      }
    }
    let worker = ChunkWorker(number, options, corpus: corpus, expectedForms: expectedForms) {
      self.monitor.locked { self.spare.popLast() }
    }
    let encoder = SegmentEncoder()
    while let task = takeTask() {
      switch task {
      case .segment(let job): encoding.work(job, encoder)
      case .chunk(let chunk):
        do {
          try worker.run(chunks[chunk], of: source) { try self.put($0, chunk, encoder) }
          monitor.locked {
            queues[chunk].isComplete = true
            monitor.wakeAll()
          }
        } catch {
          monitor.locked {
            // Whoever takes the chunks in order meets it in its place, so the first error is the same in every run.
            queues[chunk].failure = error
            monitor.wakeAll()
          }
          return
        }
      }
    }
  }

  /// What a thread is to do next; nil when all is done.
  private func takeTask() -> Task? {
    monitor.locked {
      while !isStopped {
        if let job = encoding.takeLocked() { return .segment(job) }
        if nextChunk < chunks.count, nextChunk < finishedChunks + max(1, options.threads) + LoadPipeline.chunksAhead {
          nextChunk += 1
          return .chunk(nextChunk - 1)
        }
        monitor.wait()
      }
      return nil
    }
  }

  /// Puts a parcel into its queue; while that is full, encodes segments.
  private func put(_ parcel: Parcel, _ chunk: Int, _ encoder: SegmentEncoder) throws {
    while true {
      let job: EncodingQueue.Job? = try monitor.locked {
        while true {
          if isStopped { throw StoreError.cancelled }
          if queues[chunk].parcels.count < LoadPipeline.queueLimit {
            queues[chunk].parcels.append(parcel)
            monitor.wakeAll()
            return nil
          }
          if let job = encoding.takeLocked() { return job }
          monitor.wait()
        }
      }
      guard let job else { return }
      encoding.work(job, encoder)
    }
  }

  /// Gives back a parcel that was taken in.
  func giveBack(_ parcel: Parcel) {
    monitor.locked { if spare.count < LoadPipeline.queueLimit { spare.append(parcel) } }
  }

  /// The next parcel of a chunk; nil at its end.
  ///
  /// `idle` is called now and then while there is none.
  func next(of chunk: Int, idle: () throws -> Void) throws -> Parcel? {
    while true {
      let state: (parcel: Parcel?, isOver: Bool) = try monitor.locked {
        if !queues[chunk].parcels.isEmpty {
          monitor.wakeAll()
          return (queues[chunk].parcels.removeFirst(), false)
        }
        if queues[chunk].isComplete {
          finishedChunks = chunk + 1
          monitor.wakeAll()
          return (nil, true)
        }
        if let failure = queues[chunk].failure { throw failure }
        monitor.wait(milliseconds: 50)
        return (nil, false)
      }
      if let parcel = state.parcel { return parcel }
      if state.isOver { return nil }
      try idle()
    }
  }
}
