#ifndef LECT_PREFETCH_H
#define LECT_PREFETCH_H

/// Asks for the cache line of a place that will be read or written soon, and does not wait for it; any address may be given.
static inline void lect_prefetch(const void *place) { __builtin_prefetch(place, 0, 3); }

#endif
