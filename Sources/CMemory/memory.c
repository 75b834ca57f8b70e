#define _GNU_SOURCE
#include "CMemory.h"

#include <sys/mman.h>

bool lect_move_pages(void *from, size_t bytes, void *to) {
  if (mremap(from, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, to) == to) return true;
  // What was there may be gone all the same.
  mmap(to, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return false;
}
