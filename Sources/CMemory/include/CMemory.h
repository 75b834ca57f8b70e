#ifndef LECT_MEMORY_H
#define LECT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/// Asks for the cache line of a place that will be read or written soon, and does not wait for it; any address may be given.
static inline void lect_prefetch(const void *place) { __builtin_prefetch(place, 0, 3); }

/// Moves whole pages with what they hold to another place, whose own pages are given back first.
///
/// Where the system does not, there are empty pages at that place afterwards, and the answer is false.
bool lect_move_pages(void *from, size_t bytes, void *to);

#endif
