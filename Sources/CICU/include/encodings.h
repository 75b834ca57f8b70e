// Telling and decoding legacy encodings.
#ifndef CICU_ENCODINGS_H
#define CICU_ENCODINGS_H

#include <stdint.h>

#endif
