/*
 * Signals during a read.
 *
 * The handlers write the signal's number into a pipe, which the reader of keys polls beside the terminal. A flag and
 * EINTR would not do: in a program with threads the kernel may run the handler on another thread than the one that
 * waits. The caller's handlers are put back after each read; a signal that was ignored stays ignored.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "editor.h"

static const int watched[] = {SIGWINCH, SIGCONT, SIGINT, SIGTERM, SIGHUP};
enum { WATCHED_COUNT = sizeof watched / sizeof watched[0] };

static int ends[2] = {-1, -1};
static struct sigaction before[WATCHED_COUNT];
static bool installed[WATCHED_COUNT];

static void note_signal(int number) {
  int kept = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(ends[1], &byte, 1); /* full: enough signals are waiting already */
  (void)written;
  errno = kept;
}

int cedit_watch_signals(void) {
  if (ends[0] < 0 && pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
    ends[0] = ends[1] = -1;
    return -1;
  }
  while (cedit_take_signal() != 0) {}
  struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < WATCHED_COUNT; i++) {
    installed[i] = false;
    if (sigaction(watched[i], NULL, &before[i]) != 0) continue;
    bool ignored = (before[i].sa_flags & SA_SIGINFO) == 0 && before[i].sa_handler == SIG_IGN;
    bool size_or_resume = watched[i] == SIGWINCH || watched[i] == SIGCONT;
    if (ignored && !size_or_resume) continue;
    installed[i] = sigaction(watched[i], &action, NULL) == 0;
  }
  return 0;
}

void cedit_unwatch_signals(void) {
  for (int i = 0; i < WATCHED_COUNT; i++) {
    if (installed[i]) (void)sigaction(watched[i], &before[i], NULL);
    installed[i] = false;
  }
}

int cedit_signal_descriptor(void) { return ends[0]; }

int cedit_take_signal(void) {
  unsigned char byte = 0;
  ssize_t count;
  do count = read(ends[0], &byte, 1);
  while (count < 0 && errno == EINTR);
  return count == 1 ? byte : 0;
}
