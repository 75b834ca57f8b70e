#include "CCLD2.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" lect_cld2_answer lect_cld2_detect(const char *text, int length) {
  lect_cld2_answer answer = {"un", 0, false};
  if (text == nullptr || length <= 0) return answer;
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int letters = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(text, length, true, &hints, 0, languages, percents, scores, nullptr, &letters,
                                 &reliable);
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE) return answer;
  answer.code = CLD2::LanguageCode(languages[0]);
  answer.percent = percents[0];
  answer.reliable = reliable;
  return answer;
}
