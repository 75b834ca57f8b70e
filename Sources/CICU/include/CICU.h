// What Lect uses of ICU, without an ICU header: ICU's names clash with Foundation's in one module.
#ifndef CICU_H
#define CICU_H

#include "composing.h"
#include "encodings.h"
#include "ideographs.h"
#include "words.h"

#endif
