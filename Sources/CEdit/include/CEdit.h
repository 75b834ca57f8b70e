/*
 * CEdit: one line read from a terminal, edited with libedit.
 *
 * Division of labour. libedit draws: it keeps the line, the prompt and the picture of the screen, and does the plain
 * editing (words, kill and yank, capitals). This shim owns the terminal: it reads the keys itself, knows the escape
 * sequences, bracketed paste, signals and resizing. Whatever needs the program - completion, history, search, deleting
 * whole graphemes - is handed up through one callback, cedit_command_function.
 *
 * Text crosses this boundary as wchar_t, which on glibc is a Unicode scalar value. Counts are in wchar_t.
 *
 * One editor may be reading at a time in a process, because signals belong to the process. An editor is used from one
 * thread. Functions that can fail return -1 and set errno; nothing here exits, and nothing is cut silently.
 */
#ifndef LECT_CEDIT_H
#define LECT_CEDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

/* No line grows beyond this many characters, typed or pasted: redrawing costs time linear in the line. */
#define CEDIT_LINE_LIMIT ((size_t)1 << 20)

/* In a prompt, what stands between two of these is sent to the terminal but takes no columns. libedit attaches such a
 * part to the character after it: every part must be followed by a visible character, and two parts may not touch. */
#define CEDIT_PROMPT_ESCAPE 1

typedef struct cedit cedit;

/* What the user asked for that libedit alone cannot do. */
typedef enum {
  CEDIT_COMPLETE,     /* TAB */
  CEDIT_PREVIOUS,     /* Up, ^P */
  CEDIT_NEXT,         /* Down, ^N */
  CEDIT_SEARCH,       /* ^R */
  CEDIT_LEFT,         /* Left, ^B */
  CEDIT_RIGHT,        /* Right, ^F */
  CEDIT_BACKSPACE,    /* Backspace, ^H */
  CEDIT_DELETE,       /* Delete */
  CEDIT_END_OF_INPUT, /* ^D: ends the input on an empty line, else deletes */
  CEDIT_INSERT,       /* text that must not be taken as keys: a quoted key, a combining mark */
  CEDIT_PASTE,        /* a pasted block, newlines in it as \n */
  CEDIT_KEY,          /* a plain key while cedit_capture_keys is on */
  CEDIT_TOO_LONG,     /* a key or a paste that would pass CEDIT_LINE_LIMIT; it was dropped whole */
  CEDIT_UNKNOWN,      /* an escape sequence without a meaning here */
  CEDIT_SUSPEND,      /* ^Z; dealt with by the shim, the callback never sees it */
  CEDIT_INTERRUPT,    /* ^C; likewise */
  CEDIT_COMMAND_COUNT
} cedit_command;

/* What is to happen after a command. */
typedef enum {
  CEDIT_REFRESH, /* draw the line again, where it changed */
  CEDIT_BELL,    /* the same, and ring: it could not be done */
  CEDIT_FINISH   /* end the input */
} cedit_action;

/* Deals with a command. `text` of `count` characters comes with INSERT, PASTE and KEY, and is valid during the call. */
typedef cedit_action (*cedit_command_function)(void *context, cedit_command command, const wchar_t *text, size_t count);

/* How a read ended. */
typedef enum {
  CEDIT_READ_LINE,        /* a line; see cedit_get_line */
  CEDIT_READ_INTERRUPTED, /* ^C, or SIGINT */
  CEDIT_READ_END,         /* ^D on an empty line, or the terminal has gone */
  CEDIT_READ_FAILED       /* errno says why */
} cedit_result;

/* Makes sure that characters are decoded as UTF-8 (category LC_CTYPE only, so that numbers keep their point): takes the
 * environment's locale, or C.UTF-8 where that has another codeset. libedit crashes on a UTF-8 prompt without.
 * Returns -1 where the system has no UTF-8 locale at all. */
int cedit_use_utf8(void);

/* Columns that a character takes; 0 for a combining mark, -1 for one that cannot be printed. Needs cedit_use_utf8. */
int cedit_character_width(wchar_t character);

/* Opens an editor on two descriptors of a terminal, which stay the caller's. `name` is the program's, `type` the
 * terminal's, or NULL for $TERM.
 * NULL and errno: ENOTTY no terminal, EILSEQ no UTF-8 locale, ENOMEM, or what a system call said. */
cedit *cedit_open(const char *name, const char *type, int input, int output, cedit_command_function command,
                  void *context);

/* Restores the terminal as it was found and frees everything. */
void cedit_close(cedit *editor);

/* Reads and edits one line. The terminal is raw only during this call. */
cedit_result cedit_read(cedit *editor);

/* The prompt of the next read or, called from a command, from now on. */
int cedit_set_prompt(cedit *editor, const wchar_t *prompt, size_t count);

/* The line being edited or just read (without the final newline), and the cursor, 0...count, in it.
 * Valid until the line changes. */
const wchar_t *cedit_get_line(cedit *editor, size_t *count, size_t *cursor);

/* Puts another line in its place, from a command. A NUL becomes U+FFFD. EMSGSIZE above CEDIT_LINE_LIMIT. */
int cedit_set_line(cedit *editor, const wchar_t *text, size_t count, size_t cursor);

/* Prints lines of text below the one being edited, which is drawn again below them; from a command. */
int cedit_show_below(cedit *editor, const wchar_t *text, size_t count);

/* From a command: whether plain keys come as CEDIT_KEY instead of being edited; ends with the read. */
void cedit_capture_keys(cedit *editor, bool on);

/* From CEDIT_KEY: has the key treated as if it had not been captured. */
void cedit_unread_key(cedit *editor, wchar_t key);

/* Columns and rows of the terminal, 80 by 24 where it does not say. */
void cedit_get_size(cedit *editor, int *columns, int *rows);

/* Whether the terminal moves its cursor and shows colours: false with TERM=dumb or an unknown TERM. */
bool cedit_understands_escapes(const cedit *editor);

#endif
