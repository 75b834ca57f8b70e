// Word boundaries by ICU's dictionaries, for scripts that are written without spaces.
#ifndef CICU_WORDS_H
#define CICU_WORDS_H

#include <stddef.h>
#include <stdint.h>

// Cuts runs of Han, Kana, Thai, Lao, Khmer and Burmese. One thread at a time may use a breaker.
typedef struct lect_word_breaker lect_word_breaker;

// A new breaker, or NULL when ICU has no rules or no memory.
lect_word_breaker *lect_word_breaker_open(void);

void lect_word_breaker_close(lect_word_breaker *breaker);

// Writes the ends of the words of `text` (valid UTF-8, `length` bytes), ascending, as offsets in bytes; the last is
// `length`. Returns how many there are, at most `capacity`, or -1 when ICU fails. The breaker keeps a pointer to `text`, which
// it does not follow, until it cuts another or rests.
int32_t lect_word_breaker_cut(
    lect_word_breaker *breaker, const uint8_t *text, int32_t length, int32_t *ends, int32_t capacity);

// Has the breaker forget the text that it cut last.
void lect_word_breaker_rest(lect_word_breaker *breaker);

// Writes the version of the ICU that runs, such as "72.1", with a NUL; at most 20 bytes.
void lect_icu_version(char *version);

#endif
