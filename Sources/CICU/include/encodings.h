// Telling and decoding legacy encodings.
#ifndef CICU_ENCODINGS_H
#define CICU_ENCODINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Writes the name by which an encoding is best known, with a NUL, and returns whether it is known at all.
// A label that ICU has no alias for is unknown: nothing is looked for on disk.
bool lect_encoding_name(const char *label, char *name, size_t capacity);

// Whether bytes below 80 are ASCII in an encoding, and nothing else: no escape sequences, no shifts.
bool lect_encoding_is_ascii_based(const char *name);

// What a text may be encoded in, told by the frequencies of its characters: a line "NAME CONFIDENCE" for each, the
// likeliest first, with a NUL; as many lines as fit. The confidence is in percent. Returns false for a failure of ICU.
// Encodings of 16 and 32 bits, those with escape sequences and EBCDIC are not told.
bool lect_encoding_detect(const char *bytes, int32_t length, char *list, size_t capacity);

// A decoder from one encoding to UTF-8, which takes its text in pieces. Used by one thread at a time.
typedef struct lect_converter lect_converter;

// Makes a converter; NULL where the encoding is unknown or memory is short.
lect_converter *lect_converter_open(const char *name);
void lect_converter_close(lect_converter *converter);

// Converts bytes from *source, which moves on, to `target`; returns how many bytes it wrote, or -1 for a failure of ICU.
// *is_full tells that there is more to write: call again. `is_last`: no bytes follow `end`.
long lect_converter_convert(lect_converter *converter, const char **source, const char *end, char *target,
                            size_t capacity, bool is_last, bool *is_full);

// How many sequences have been replaced by U+FFFD so far.
int64_t lect_converter_replaced(const lect_converter *converter);

#endif
