// Unicode's composed normal form.
#ifndef CICU_COMPOSING_H
#define CICU_COMPOSING_H

#include <stddef.h>
#include <stdint.h>

// Writes the composed normal form (NFC) of `text`, `length` bytes of valid UTF-8, as UTF-8 to `target`.
// Returns how many bytes it wrote; -1 where they do not fit into `capacity`, or memory is short. Three times the length is enough.
int32_t lect_compose(const char *text, int32_t length, char *target, int32_t capacity);

#endif
