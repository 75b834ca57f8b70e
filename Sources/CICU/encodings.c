#include "encodings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

struct lect_converter {
  UConverter *source;
  UConverter *target;
  UChar pivot[2048];
  UChar *pivot_source;
  UChar *pivot_target;
  int64_t replaced;
};

static bool is_known(const char *label) {
  UErrorCode error = U_ZERO_ERROR;
  return label && *label && strlen(label) < UCNV_MAX_CONVERTER_NAME_LENGTH && !strpbrk(label, ",/\\") &&
         ucnv_countAliases(label, &error) > 0 && U_SUCCESS(error);
}

static bool copy(const char *text, char *target, size_t capacity) {
  if (!text || strlen(text) >= capacity) return false;
  strcpy(target, text);
  return true;
}

bool lect_encoding_name(const char *label, char *name, size_t capacity) {
  if (!is_known(label)) return false;
  UErrorCode error = U_ZERO_ERROR;
  const char *best = ucnv_getStandardName(label, "MIME", &error);
  if (!best || U_FAILURE(error)) {
    error = U_ZERO_ERROR;
    best = ucnv_getStandardName(label, "IANA", &error);
  }
  if (!best || U_FAILURE(error)) {
    error = U_ZERO_ERROR;
    best = ucnv_getAlias(label, 0, &error);
  }
  // An alias may be known whose table this build of ICU does not hold.
  lect_converter *converter = lect_converter_open(best ? best : label);
  if (!converter) return false;
  lect_converter_close(converter);
  return copy(best ? best : label, name, capacity);
}

bool lect_encoding_is_ascii_based(const char *name) {
  if (!is_known(name)) return false;
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &error);
  if (U_FAILURE(error)) return false;
  bool is_based = false;
  switch (ucnv_getType(converter)) {
    case UCNV_SBCS:
    case UCNV_DBCS:
    case UCNV_MBCS:
    case UCNV_LATIN_1:
    case UCNV_UTF8:
    case UCNV_US_ASCII: {
      char bytes[128];
      UChar text[256];
      for (int i = 0; i < 128; i++) bytes[i] = (char)i;
      int32_t count = ucnv_toUChars(converter, text, 256, bytes, 128, &error);
      is_based = U_SUCCESS(error) && count == 128;
      // Controls may differ (some tables of code pages swap a few); text does not hold these.
      for (int i = 0x20; is_based && i < 0x7F; i++) is_based = text[i] == i;
      is_based = is_based && text[0x09] == 0x09 && text[0x0A] == 0x0A && text[0x0D] == 0x0D;
      break;
    }
    default: break;
  }
  ucnv_close(converter);
  return is_based;
}

// Whether an encoding is one that the detector may tell: the others are told in other ways, or not at all.
static bool is_told(const char *name) {
  return name && strncmp(name, "UTF-", 4) && strncmp(name, "ISO-2022", 8) && strncmp(name, "IBM", 3);
}

bool lect_encoding_detect(const char *bytes, int32_t length, char *list, size_t capacity) {
  if (capacity == 0) return false;
  list[0] = 0;
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&error);
  if (U_FAILURE(error)) return false;
  ucsdet_setText(detector, bytes, length, &error);
  int32_t count = 0;
  const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &error);
  size_t used = 0;
  for (int32_t i = 0; U_SUCCESS(error) && i < count; i++) {
    UErrorCode own = U_ZERO_ERROR;
    const char *name = ucsdet_getName(matches[i], &own);
    int32_t confidence = ucsdet_getConfidence(matches[i], &own);
    if (U_FAILURE(own) || !is_told(name)) continue;
    int written = snprintf(list + used, capacity - used, "%s %d\n", name, (int)confidence);
    if (written < 0 || (size_t)written >= capacity - used) {
      list[used] = 0;
      break;
    }
    used += (size_t)written;
  }
  ucsdet_close(detector);
  return U_SUCCESS(error);
}

// Writes U+FFFD for what cannot be decoded, and counts it.
static void replace(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                    UConverterCallbackReason reason, UErrorCode *error) {
  (void)units;
  (void)length;
  if (reason > UCNV_IRREGULAR) return;
  static const UChar replacement = 0xFFFD;
  *error = U_ZERO_ERROR;
  ((lect_converter *)context)->replaced++;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

lect_converter *lect_converter_open(const char *name) {
  if (!is_known(name)) return NULL;
  lect_converter *converter = calloc(1, sizeof *converter);
  if (!converter) return NULL;
  UErrorCode error = U_ZERO_ERROR;
  converter->source = ucnv_open(name, &error);
  converter->target = ucnv_open("UTF-8", &error);
  if (U_SUCCESS(error)) ucnv_setToUCallBack(converter->source, replace, converter, NULL, NULL, &error);
  if (U_FAILURE(error)) {
    lect_converter_close(converter);
    return NULL;
  }
  converter->pivot_source = converter->pivot_target = converter->pivot;
  return converter;
}

void lect_converter_close(lect_converter *converter) {
  if (!converter) return;
  if (converter->source) ucnv_close(converter->source);
  if (converter->target) ucnv_close(converter->target);
  free(converter);
}

long lect_converter_convert(lect_converter *converter, const char **source, const char *end, char *target,
                            size_t capacity, bool is_last, bool *is_full) {
  UErrorCode error = U_ZERO_ERROR;
  char *start = target;
  ucnv_convertEx(converter->target, converter->source, &target, start + capacity, source, end, converter->pivot,
                 &converter->pivot_source, &converter->pivot_target,
                 converter->pivot + sizeof converter->pivot / sizeof *converter->pivot, false, is_last, &error);
  *is_full = error == U_BUFFER_OVERFLOW_ERROR;
  if (U_FAILURE(error) && !*is_full) return -1;
  return target - start;
}

int64_t lect_converter_replaced(const lect_converter *converter) { return converter->replaced; }
