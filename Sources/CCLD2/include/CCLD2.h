#ifndef LECT_CCLD2_H
#define LECT_CCLD2_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What the detector made of a text: the code is owned by the library and never freed.
typedef struct {
  const char *code;  ///< ISO 639 code ("de", "zh-Hant"), or "un" when nothing is known.
  int percent;       ///< How much of the text's letters are in that language, 0 to 100.
  bool reliable;     ///< Whether the runner-up is clearly behind.
} lect_cld2_answer;

/// Detects the language of plain UTF-8 text; length in bytes. Safe to call from several threads.
lect_cld2_answer lect_cld2_detect(const char *text, int length);

#ifdef __cplusplus
}
#endif

#endif
