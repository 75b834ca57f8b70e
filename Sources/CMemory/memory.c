#define _GNU_SOURCE
#include "CMemory.h"

#include <sys/mman.h>

bool lect_move_pages(void *from, size_t bytes, void *to, size_t all_bytes) {
  // With its new length at once, so that it stays one mapping, which can be moved again.
  return mremap(from, bytes, all_bytes, MREMAP_MAYMOVE | MREMAP_FIXED, to) == to;
}

int lect_nameless_file(void) { return memfd_create("lect", MFD_CLOEXEC); }
