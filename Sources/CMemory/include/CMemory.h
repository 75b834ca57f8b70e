#ifndef LECT_MEMORY_H
#define LECT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/// Asks for the cache line of a place that will be read or written soon, and does not wait for it; any address may be given.
static inline void lect_prefetch(const void *place) { __builtin_prefetch(place, 0, 3); }

/// Moves whole pages with what they hold to the beginning of another stretch of pages, in the place of all that is there.
///
/// Pages that are added are empty. Where the system does not move them, the answer is false: they stay where they are, and the other
/// stretch may be gone, so that nobody may touch it again.
bool lect_move_pages(void *from, size_t bytes, void *to, size_t all_bytes);

/// Makes a file without a name, in memory; -1 where the system gives none.
int lect_nameless_file(void);

#endif
