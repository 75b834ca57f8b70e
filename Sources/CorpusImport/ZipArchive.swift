internal import CArchive
import Glibc
import TextProcessing

/// A zip archive that is read from its front to its end, a member at a time; nothing is written or opened by the names in it.
///
/// The one place that hands memory to libarchive: what is passed is only read or written during the call.
final class ZipArchive {
  /// How many members an archive may have.
  static let mostMembers = 1 << 20

  /// What an entry of the archive is.
  struct Entry {
    /// Its place among all entries, from 0.
    var index: Int
    /// The name as it stands there, UTF-8 where the archive says so.
    var name: [UInt8]
    /// Whether it is a file; others are folders and links.
    var isFile: Bool
    /// Whether it is a link to something else.
    var isLink: Bool
    /// Whether it is encrypted.
    var isEncrypted: Bool
    /// How many bytes it says to hold; nil where it does not say.
    var size: Int?
  }

  private let path: String
  private let archive: OpaquePointer
  private let descriptor: Int32
  private var next = 0
  /// Whether it is nothing but the record that ends a directory, which libarchive takes for a damaged archive.
  private let isEmpty: Bool
  /// How many bytes the archive has on disk.
  let packedSize: Int

  /// Opens an archive.
  init(_ location: FilePath, path: String) throws(ImportError) {
    self.path = path
    do {
      descriptor = try FileSystem.open(location)
      packedSize = try FileSystem.status(of: descriptor).size
      isEmpty = try ZipArchive.isEmpty(location, size: packedSize)
    } catch { throw .unreadable(path: path, reason: error.reason) }
    guard let archive = archive_read_new() else {
      close(descriptor)
      throw .unreadable(path: path, reason: "there is not enough memory to unpack it")
    }
    self.archive = archive
    if isEmpty { return }
    archive_read_support_format_zip_seekable(archive)
    if Self.inUTF8({ archive_read_open_fd(archive, descriptor, 1 << 16) }) != ARCHIVE_OK { throw problem() }
  }

  deinit {
    archive_read_free(archive)
    close(descriptor)
  }

  /// The next entry; nil after the last.
  func nextEntry() throws(ImportError) -> Entry? {
    if isEmpty { return nil }
    var entry: OpaquePointer?
    let code = Self.inUTF8 { archive_read_next_header(archive, &entry) }
    if code == ARCHIVE_EOF { return nil }
    // A warning is about a name that is in no known encoding, or the like.
    guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw problem() }
    if next == Self.mostMembers { throw .tooManyMembers(path: path, most: Self.mostMembers) }
    defer { next += 1 }
    let name = Self.inUTF8 { archive_entry_pathname(entry) }
    let kind = archive_entry_filetype(entry) & S_IFMT
    let isLink = kind == S_IFLNK || archive_entry_symlink(entry) != nil || archive_entry_hardlink(entry) != nil
    return Entry(
      index: next, name: name.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? [],
      isFile: kind == S_IFREG && !isLink, isLink: isLink, isEncrypted: archive_entry_is_data_encrypted(entry) != 0,
      size: archive_entry_size_is_set(entry) != 0 ? max(0, Int(archive_entry_size(entry))) : nil)
  }

  /// The next bytes of the entry that was read last, at most `limit`; none at its end.
  func read(limit: Int) throws(ImportError) -> [UInt8] {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      count = archive_read_data(archive, buffer.baseAddress, buffer.count)
      filled = max(0, count)
    }
    if count < 0 { throw problem() }
    return bytes
  }

  /// The first bytes of the entry that was read last.
  func head() throws(ImportError) -> [UInt8] {
    var head: [UInt8] = []
    while head.count < TextDecoder.headLength {
      let bytes = try read(limit: TextDecoder.headLength - head.count)
      if bytes.isEmpty { break }
      head += bytes
    }
    return head
  }

  /// Whether the file is a record `PK\u{5}\u{6}` that tells of no member on no disk and of the comment behind it, and no more.
  private static func isEmpty(_ location: FilePath, size: Int) throws(FileSystem.Failure) -> Bool {
    let length = 22
    guard size >= length, size <= length + 0xFFFF else { return false }
    let record = try FileSystem.contents(of: location, limit: length)
    guard record.count == length, record.starts(with: [0x50, 0x4B, 0x05, 0x06]) else { return false }
    return record[4..<20].allSatisfy { $0 == 0 } && size == length + Int(record[20]) + Int(record[21]) << 8
  }

  private func problem() -> ImportError {
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "it is no zip archive"
    return .damaged(path: path, problem: reason.split(whereSeparator: \.isNewline).joined(separator: " "))
  }

  /// Lets libarchive make names of UTF-8 whatever the locale of the user: it asks that of the thread.
  private static func inUTF8<Result>(_ body: () -> Result) -> Result {
    guard let locale = Self.locale else { return body() }
    let before = uselocale(locale)
    defer { uselocale(before) }
    return body()
  }

  /// Made once and never freed, as making one reads files.
  private nonisolated(unsafe) static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
}
