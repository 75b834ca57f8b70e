#include "words.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

struct lect_word_breaker {
  UBreakIterator *iterator;
  UText *text;
};

lect_word_breaker *lect_word_breaker_open(void) {
  lect_word_breaker *breaker = calloc(1, sizeof *breaker);
  if (breaker == NULL) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  // The root locale: the dictionaries go by script, and no environment variable may change tokens.
  breaker->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  if (U_FAILURE(status)) {
    free(breaker);
    return NULL;
  }
  return breaker;
}

void lect_word_breaker_close(lect_word_breaker *breaker) {
  if (breaker == NULL) return;
  ubrk_close(breaker->iterator);
  if (breaker->text != NULL) utext_close(breaker->text);
  free(breaker);
}

int32_t lect_word_breaker_cut(
    lect_word_breaker *breaker, const uint8_t *text, int32_t length, int32_t *ends, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  breaker->text = utext_openUTF8(breaker->text, (const char *)text, length, &status);
  ubrk_setUText(breaker->iterator, breaker->text, &status);
  if (U_FAILURE(status)) return -1;
  int32_t count = 0;
  for (int32_t end = ubrk_next(breaker->iterator); end != UBRK_DONE && count < capacity;
       end = ubrk_next(breaker->iterator)) {
    ends[count++] = end;
  }
  return count;
}

void lect_word_breaker_rest(lect_word_breaker *breaker) {
  UErrorCode ignored = U_ZERO_ERROR;
  breaker->text = utext_openUTF8(breaker->text, "", 0, &ignored);
  ubrk_setUText(breaker->iterator, breaker->text, &ignored);
}

void lect_icu_version(char *version) {
  UVersionInfo parts;
  u_getVersion(parts);
  u_versionToString(parts, version);
}
