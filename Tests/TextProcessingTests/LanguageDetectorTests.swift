import Testing

@testable import TextProcessing

struct LanguageDetectorTests {
  private func detect(_ text: String) -> DetectedLanguage {
    var copy = text
    return copy.withUTF8(LanguageDetector().detect)
  }

  @Test(arguments: [
    ("de", "Der Bundestag hat gestern nach langer Aussprache ein neues Gesetz über die Straßen beschlossen."),
    ("en", "The committee decided after a long discussion that the new law should be passed before summer."),
    ("fr", "Le gouvernement a décidé hier, après de longues discussions, de présenter une nouvelle loi."),
    ("ru", "Правительство вчера приняло новое решение о дорогах и мостах в этом городе."),
    ("ja", "昨日、政府は新しい法律について長い話し合いを行いました。"),
  ])
  func tellsLanguages(_ code: String, _ text: String) {
    let found = detect(text)
    #expect(found.code == code)
    #expect(found.confidence > 0.4 && found.confidence <= 1)
  }

  @Test(arguments: ["", "   ", "12345 !!!", "\u{0}\u{1}"])
  func unknownIsUnd(_ text: String) {
    #expect(detect(text) == .unknown)
  }

  @Test func passagesSettleTextsOfOneLanguage() {
    let german = String(repeating: "Ändern lässt sich über die schöne Straße nichts. ", count: 100)
    let english = String(repeating: "Nothing can be said about the beautiful street. ", count: 100)
    #expect(detect(german).code == "de")
    // Where passages differ, more of them decide.
    #expect(detect(german + english + english + german + german).code == "de")
    #expect(detect("Nothing can be said about the street. " + german + "That is the end of it.").code == "de")
    // A passage of characters of many bytes is cut between them.
    #expect(detect(String(repeating: "昨日、政府は新しい法律について話し合いを行いました。", count: 500)).code == "ja")
  }

  /// Sentences that differ: the detector passes over what repeats.
  private static let german = """
    Der Gemeinderat von Niederau hat am Dienstagabend beschlossen, die alte Mühle am Bach zu kaufen und herzurichten. \
    Bürgermeisterin Karin Vogt sagte nach der Sitzung, man habe lange gezögert, weil die Kosten kaum zu schätzen seien. \
    Gegen den Kauf stimmten drei Räte, die das Geld lieber für den Kindergarten und die Turnhalle ausgegeben hätten. \
    Im Erdgeschoss soll ein kleines Museum entstehen, das die Geschichte der Müller und Bäcker im Tal zeigt. \
    Darüber plant die Gemeinde Räume für Vereine, die seit dem Brand im Rathaus keinen festen Ort mehr haben. \
    Wann die Arbeiten beginnen, hängt davon ab, ob das Land den Antrag auf Förderung noch in diesem Jahr bewilligt. \
    Ein Gutachter hatte im Frühling festgestellt, dass das Dach undicht ist und mehrere Balken ersetzt werden müssen. \
    Anwohner fürchten, dass an Wochenenden zu viele Besucher kommen und ihre Wagen in der engen Gasse abstellen. \
    Die Verwaltung will deshalb prüfen, ob hinter dem Friedhof ein Parkplatz angelegt werden kann. \
    Am Samstag können sich alle, die das Gebäude noch nie betreten haben, zwischen zehn und vier Uhr ein Bild machen.
    """
  private static let english = """
    Nobody in the village remembers when the wheel last turned, but the oldest beams were cut four hundred years ago. \
    Visitors from abroad are welcome to join a short walk around the pond, which starts at noon near the church.
    """

  /// A news item is in the language of most of it, whatever stands at its start and end, where passages lie.
  @Test func aTextIsInTheLanguageOfMostOfIt() {
    let (german, english) = (LanguageDetectorTests.german, LanguageDetectorTests.english)
    #expect(german.utf8.count > 1_024)
    let found = detect(german)
    #expect(found.code == "de" && found.confidence >= 0.9)
    for text in [english + german, german + english, english.prefix(114) + german + english.suffix(100)] {
      #expect(detect(String(text)).code == "de")
    }
    #expect(detect(english + english.uppercased() + german.prefix(200)).code == "en")
  }

  private func byFunctionWords(_ text: String) -> DetectedLanguage? {
    var copy = text
    return copy.withUTF8(FunctionWords.shared.language)
  }

  @Test func functionWordsTellGermanAndEnglishThatLeaveNoDoubt() {
    let (german, english) = (LanguageDetectorTests.german, LanguageDetectorTests.english)
    let found = byFunctionWords(german)
    #expect(found?.code == "de" && found?.confidence ?? 0 > 0.9)
    #expect(byFunctionWords(german.uppercased())?.code == "de")
    #expect(byFunctionWords(String(repeating: english + " ", count: 3))?.code == "en")
    #expect(byFunctionWords(String(repeating: german + " ", count: 200))?.code == "de")
  }

  /// Code and lists between prose are in no language; what has letters or function words of another one is.
  @Test func functionWordsPassOverPartsWithoutWords() {
    let (german, english) = (LanguageDetectorTests.german, LanguageDetectorTests.english + " ")
    let code = String(repeating: "\\begin_layout Standard 12 \\end_inset value=3; ", count: 100)
    let czech = String(repeating: "Rozhraní příkazové řádky spouští příkazy zadané uživatelem. ", count: 80)
    let dutch = String(repeating: "Het huis van de buren is niet zo oud maar wel groot. ", count: 80)
    // Of six parts some lie in what stands in the middle.
    for (prose, language) in [(german, "de"), (english, "en")] {
      let few = String(repeating: prose, count: 8_000 / prose.utf8.count)
      #expect(byFunctionWords(few + code.prefix(5_000) + few)?.code == language)
      #expect(byFunctionWords(few + czech.prefix(5_000) + few) == nil)
      #expect(byFunctionWords(few + dutch.prefix(5_000) + few) == nil)
      let fewer = String(repeating: prose, count: max(1, 1_500 / prose.utf8.count))
      #expect(byFunctionWords(fewer + code.prefix(6_000) + fewer) == nil)
    }
  }

  @Test func functionWordsLeaveTheRestToTheDetector() {
    let (german, english) = (LanguageDetectorTests.german, LanguageDetectorTests.english)
    let french = """
      Le conseil municipal a décidé mardi soir d'acheter le vieux moulin au bord du ruisseau et de le remettre en état. La maire a dit \
      après la séance que l'on avait longtemps hésité, parce que les coûts sont difficiles à estimer.
      """
    let names = String(repeating: "Karin Vogt, Peter Lang, Maria Huber, Anton Berger, Eva Kurz; ", count: 12)
    let code = String(repeating: "the_value = is_not(of_that, for_with); as_this.by_the(from_it) ", count: 12)
    let texts = [
      "", "der", "Das ist der Satz, der nicht für die Entscheidung reicht.", LanguageDetectorTests.malay, french, names,
      code,
      german + english + english + english, english + german + english, german + french + french,
      german + names + names, String(repeating: "東京は日本の首都です。", count: 100) + "the of and to is that for with",
    ]
    for text in texts { #expect(byFunctionWords(text) == nil, "\(text.prefix(80))") }
  }

  private static let malay = """
    Mesyuarat majlis bandaran pada petang semalam bersetuju membeli kilang lama di tepi sungai kerana harganya berpatutan. \
    Datuk bandar berkata kerajaan negeri akan menanggung separuh daripada kos, manakala bakinya dibayar oleh majlis. \
    Pegawai di pejabat tanah memberitahu bahawa kereta pelawat boleh diletakkan di belakang sekolah setiap hujung minggu. \
    Pihak polis pula mahu jalan sempit itu ditutup kepada lori supaya murid sekolah boleh berjalan kaki dengan selamat. \
    Beberapa penduduk membantah cadangan tersebut kerana bimbang cukai pintu akan dinaikkan pada tahun hadapan. \
    Mereka mahu wang itu dibelanjakan untuk hospital, perkhidmatan bas serta bilik darjah yang sudah lama rosak. \
    Bumbung kilang didapati bocor ketika lawatan terakhir jurutera, dan beberapa tiang perlu diganti dengan segera. \
    Muzium kecil akan dibuka di tingkat bawah bagi menceritakan sejarah tukang roti serta pengusaha padi di lembah ini. \
    Tawaran kerja akan diiklankan dalam akhbar tempatan sebaik sahaja peruntukan diluluskan oleh kementerian berkenaan. \
    Sesiapa yang belum pernah masuk ke bangunan itu boleh datang pada hari Sabtu antara pukul sepuluh hingga empat petang. \
    Nelayan mengadu bahawa air sungai menjadi keruh sejak lebuh raya baharu dibina, namun pihak kontraktor menafikannya. \
    Cikgu Rahimah pula mencadangkan supaya kanak-kanak diajar menenun, kerana kemahiran itu hampir pupus di kampung ini. \
    Perbelanjaan tambahan dijangka mencecah dua ratus ribu ringgit, iaitu lebih tinggi daripada anggaran pada mulanya. \
    Ahli majlis daripada parti pembangkang enggan mengundi, sebaliknya meminta laporan juruaudit dibentangkan terlebih dahulu. \
    Seorang peniaga kedai kopi percaya pelancong akan singgah, membeli kuih, lalu menceritakan pengalaman kepada rakan mereka. \
    Kerja pembaikan bermula selepas musim tengkujuh, sekiranya cuaca mengizinkan dan bekalan kayu tiba tepat pada masanya. \
    Setiausaha persatuan menjelaskan bahawa sumbangan orang ramai boleh dihantar melalui pejabat pos atau bank berdekatan. \
    Buat masa ini, pagar dawai dipasang di sekeliling tapak tersebut bagi mengelakkan budak-budak bermain di dalamnya.
    """
  private static let indonesian = [
    "Rapat dewan kota kemarin sore memutuskan bahwa pabrik tua di pinggir sungai itu dibeli karena harganya bisa dijangkau warga.",
    "Wali kota bilang bahwa pemerintah provinsi bisa menanggung separuh biaya, sedangkan sisanya mau dibayar oleh dinas terkait.",
    "Petugas di kantor pertanahan bilang mobil pengunjung bisa diparkir di belakang rumah sakit selama akhir pekan tanpa karcis.",
    "Warga yang belum pernah masuk ke gedung itu bisa datang hari Sabtu antara jam sepuluh sampai jam empat sore bersama teman.",
  ]

  /// A few hundred bytes do not tell a language from a close relative: where they may be either, more is looked at.
  @Test func closeRelativesAreToldByMoreOfTheText() {
    // Where the first four passages lie, another language stands.
    var text = Array(LanguageDetectorTests.malay.utf8)
    for (number, sentence) in LanguageDetectorTests.indonesian.enumerated() {
      let passage = Array(sentence.utf8.prefix(128)) + Array(repeating: 0x20, count: max(0, 128 - sentence.utf8.count))
      let start = (text.count - 128) / 3 * number
      text.replaceSubrange(start..<start + 128, with: passage)
    }
    let passages = detect(LanguageDetectorTests.indonesian.joined(separator: " "))
    #expect(passages.code == "id" && passages.confidence >= 0.9)
    #expect(detect(LanguageDetectorTests.malay).code == "ms")
    #expect(text.withUnsafeBufferPointer(LanguageDetector().detect).code == "ms")
  }

  @Test func looksAtAllPartsOfALongText() {
    let german = String(repeating: "Das ist ein deutscher Satz über die schöne Stadt. ", count: 2_000)
    let english = String(repeating: "This is an English sentence about the beautiful town. ", count: 4_000)
    #expect(detect(german + english).code == "en")
    #expect(detect(english + german).code == "en")
    #expect(detect(String(repeating: "ä", count: 40_000)).confidence <= 1)
  }
}
