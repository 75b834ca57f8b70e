/// What the formulas are made of: counts over a document or a group of documents.
struct TextCounts {
  var words = 0.0
  var sentences = 0.0
  /// Letters and digits.
  var characters = 0.0
  /// Words of more than six letters.
  var longWords = 0.0
  var syllables = 0.0
  /// Words of one syllable.
  var monosyllables = 0.0
  /// Words of three syllables or more.
  var polysyllables = 0.0

  /// Words a sentence.
  var sentenceLength: Double { words / sentences }
  /// Syllables a word.
  var wordLength: Double { syllables / words }

  private func percent(_ count: Double) -> Double { count / words * 100 }

  // MARK: For any language

  /// LIX: words a sentence, and the percentage of words of more than six letters.
  ///
  /// Björnsson (1968), Läsbarhet.
  var lix: Double { sentenceLength + percent(longWords) }

  /// RIX: long words a sentence.
  ///
  /// Anderson (1983), Lix and Rix.
  var rix: Double { longWords / sentences }

  // MARK: For English

  /// Automated readability index: a grade of United States schools.
  ///
  /// Senter & Smith (1967): 4.71 characters a word + 0.5 words a sentence − 21.43.
  var ari: Double { 4.71 * characters / words + 0.5 * sentenceLength - 21.43 }

  /// Coleman–Liau index: a grade.
  ///
  /// Coleman & Liau (1975): 0.0588 L − 0.296 S − 15.8, of letters L and sentences S in 100 words.
  var colemanLiau: Double { 0.0588 * percent(characters) - 0.296 * percent(sentences) - 15.8 }

  /// Flesch reading ease: about 0 (hard) to 100 (easy).
  ///
  /// Flesch (1948): 206.835 − 1.015 words a sentence − 84.6 syllables a word.
  var flesch: Double { 206.835 - 1.015 * sentenceLength - 84.6 * wordLength }

  /// Flesch–Kincaid grade.
  ///
  /// Kincaid et al. (1975): 0.39 words a sentence + 11.8 syllables a word − 15.59.
  var fleschKincaid: Double { 0.39 * sentenceLength + 11.8 * wordLength - 15.59 }

  /// Gunning fog: a grade.
  ///
  /// Gunning (1952): 0.4 (words a sentence + percentage of words of three syllables or more); here compounds, names and
  /// endings are not excepted.
  var gunningFog: Double { 0.4 * (sentenceLength + percent(polysyllables)) }

  /// SMOG: a grade.
  ///
  /// McLaughlin (1969): 3.1291 + 1.0430 √(words of three syllables or more in 30 sentences).
  var smog: Double { 3.1291 + 1.0430 * (polysyllables * 30 / sentences).squareRoot() }

  // MARK: For German

  /// Reading ease for German.
  ///
  /// Amstad (1978): 180 − words a sentence − 58.5 syllables a word.
  var amstad: Double { 180 - sentenceLength - 58.5 * wordLength }

  /// The Wiener Sachtextformeln, 1 to 4: a grade of Austrian schools, 4 (easy) to 15 (hard).
  ///
  /// Bamberger & Vanecek (1984), Lesen – Verstehen – Lernen – Schreiben: of MS and ES, the percentages of words of three
  /// syllables or more and of one; SL, words a sentence; IW, the percentage of words of more than six letters.
  func wiener(_ number: Int) -> Double {
    let (ms, sl, iw, es) = (percent(polysyllables), sentenceLength, percent(longWords), percent(monosyllables))
    switch number {
    case 1: return 0.1935 * ms + 0.1672 * sl + 0.1297 * iw - 0.0327 * es - 0.875
    case 2: return 0.2007 * ms + 0.1682 * sl + 0.1373 * iw - 2.779
    case 3: return 0.2963 * ms + 0.1905 * sl - 1.1144
    default: return 0.2744 * ms + 0.2656 * sl - 1.693
    }
  }
}
