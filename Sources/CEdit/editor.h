/* What the files of the shim share. */
#ifndef LECT_CEDIT_EDITOR_H
#define LECT_CEDIT_EDITOR_H

#include <histedit.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

#include "CEdit.h"

/* Commands reach libedit as single keys from the C1 range, which nobody types: key = FIRST_COMMAND_KEY + command. */
#define FIRST_COMMAND_KEY 0x80
#define REPLACEMENT 0xFFFD

enum { QUEUE_LIMIT = 8, BYTE_LIMIT = 4096 };

struct cedit {
  EditLine *line_editor;
  int input;
  FILE *in, *out; /* over duplicates of the caller's descriptors */
  cedit_command_function command;
  void *context;
  char *type;      /* NULL, or the name that libedit refers to */
  wchar_t *prompt; /* never NULL */
  bool escapes;    /* see cedit_understands_escapes */

  /* Keys. */
  wchar_t queue[QUEUE_LIMIT]; /* decoded, to be returned before anything is read */
  size_t queued;
  unsigned char bytes[BYTE_LIMIT]; /* read ahead during a paste only, so that nothing is taken from other readers */
  size_t next_byte, end_byte;
  wchar_t *text; /* what goes with the command under way */
  size_t text_count, text_room;
  bool capturing, quoting;

  /* This read. */
  bool reading, interrupted, ended;
  int failure; /* errno of a failed read, or 0 */
  int columns; /* what the screen was last drawn for */
};

/* keys.c */
int cedit_next_key(EditLine *line_editor, wchar_t *key);

/* signals.c: the descriptor to watch while waiting for a key, and what came; 0 for nothing. */
int cedit_watch_signals(void);
void cedit_unwatch_signals(void);
int cedit_signal_descriptor(void);
int cedit_take_signal(void);

/* screen.c */
void cedit_position(cedit *editor, int columns, int *cursor_row, int *last_row);
void cedit_go_below(cedit *editor);
void cedit_redraw(cedit *editor);
void cedit_adapt_to_size(cedit *editor);
void cedit_bracketed_paste(cedit *editor, bool on);
void cedit_suspend_terminal(cedit *editor);
void cedit_resume_terminal(cedit *editor);

#endif
