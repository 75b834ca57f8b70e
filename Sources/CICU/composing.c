#include "composing.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

// Most words fit the stack.
enum { lect_short = 256 };

int32_t lect_compose(const char *text, int32_t length, char *target, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *composer = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status) || length < 0 || length > INT32_MAX / 16) return -1;
  // UTF-16 has no more units than UTF-8 has bytes, and no character becomes more than three times as many units.
  int32_t room = length * 3 + 8;
  UChar decoded[lect_short];
  UChar composed[lect_short];
  UChar *memory = NULL;
  UChar *from = decoded;
  UChar *to = composed;
  if (room > lect_short) {
    memory = malloc((size_t)(length + 1 + room) * sizeof *memory);
    if (memory == NULL) return -1;
    from = memory;
    to = memory + length + 1;
  } else {
    room = lect_short;
  }
  int32_t units = 0;
  int32_t written = -1;
  u_strFromUTF8(from, length + 1 > lect_short ? length + 1 : lect_short, &units, text, length, &status);
  int32_t count = unorm2_normalize(composer, from, units, to, room, &status);
  u_strToUTF8(target, capacity, &written, to, count, &status);
  free(memory);
  return U_FAILURE(status) || written > capacity ? -1 : written;
}
