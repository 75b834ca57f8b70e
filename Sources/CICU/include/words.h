// Word boundaries by ICU's dictionaries, for scripts that are written without spaces.
#ifndef CICU_WORDS_H
#define CICU_WORDS_H

#include <stdint.h>

#endif
