/*
 * From bytes to keys.
 *
 * Why not libedit's own reader: it gives up on EINTR only, so that a resize or a Ctrl-C seen by another thread would
 * wait for the next key; it inserts the rest of an escape sequence that it does not know as text ("5~" for F5); it does
 * not know bracketed paste; and its history search takes the low byte of a character for a command, so that it cannot
 * look for most of Unicode. So keys are decoded here, and those that need the program become single keys of the C1
 * range (FIRST_COMMAND_KEY), which libedit has bound to the dispatcher in CEdit.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wctype.h>

#include "editor.h"

enum { END = -1, FAILED = -2, INTERRUPTED = -3 }; /* in place of a byte */
enum { ESCAPE = 0x1B, DELETE_KEY = 0x7F, CONTROL = 0x1F };
#define COMMAND(name) ((wchar_t)(FIRST_COMMAND_KEY + CEDIT_##name))

/* MARK: Bytes */

/* Lets the signal have its usual effect, with the terminal as the program found it; most end the process. */
static void pass_on(cedit *editor, int number) {
  cedit_go_below(editor);
  cedit_suspend_terminal(editor);
  cedit_unwatch_signals();
  (void)raise(number);
  if (cedit_watch_signals() != 0) editor->failure = errno;
  cedit_resume_terminal(editor);
  cedit_redraw(editor);
}

static int deal_with_signals(cedit *editor) {
  int number;
  while ((number = cedit_take_signal()) != 0) {
    if (number == SIGINT) return INTERRUPTED;
    if (number == SIGCONT) cedit_resume_terminal(editor);
    if (number == SIGCONT || number == SIGWINCH) cedit_adapt_to_size(editor);
    if (number == SIGTERM || number == SIGHUP) pass_on(editor, number);
  }
  return 0;
}

static int fill(cedit *editor, size_t most) {
  for (;;) {
    struct pollfd sources[2] = {{.fd = editor->input, .events = POLLIN},
                                {.fd = cedit_signal_descriptor(), .events = POLLIN}};
    if (poll(sources, 2, -1) < 0 && errno != EINTR) break;
    int signalled = deal_with_signals(editor);
    if (signalled != 0) return signalled;
    if (editor->failure != 0) return FAILED;
    if (sources[0].revents == 0) continue;
    ssize_t count = read(editor->input, editor->bytes, most);
    if (count == 0) return END;
    if (count > 0) {
      editor->next_byte = 0;
      editor->end_byte = (size_t)count;
      return 0;
    }
    if (errno == EIO) return END; /* the terminal is gone */
    if (errno != EINTR && errno != EAGAIN) break;
  }
  editor->failure = errno;
  return FAILED;
}

/* One byte at a time while keys are typed, so that what follows a line is left to whoever reads the terminal next. */
static int next_byte(cedit *editor, bool ahead) {
  if (editor->next_byte == editor->end_byte) {
    int ended = fill(editor, ahead ? BYTE_LIMIT : 1);
    if (ended != 0) return ended;
  }
  return editor->bytes[editor->next_byte++];
}

/* A character, U+FFFD for bytes that are none, or END, FAILED, INTERRUPTED. */
static long next_character(cedit *editor, bool ahead) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (bool begun = false;; begun = true) {
    int byte = next_byte(editor, ahead);
    if (byte < 0) return byte;
    char unit = (char)byte;
    wchar_t character = 0;
    size_t used = mbrtowc(&character, &unit, 1, &state);
    if (used == (size_t)-2) continue;
    if (used == (size_t)-1) {
      if (begun) editor->next_byte--; /* it may begin the next character */
      return REPLACEMENT;
    }
    bool c1 = character >= 0x80 && character < 0xA0; /* these stand for commands from here on */
    return c1 ? REPLACEMENT : character;
  }
}

/* MARK: The text that goes with a command */

static bool append(cedit *editor, wchar_t character) {
  if (editor->text_count == editor->text_room) {
    size_t room = editor->text_room < 64 ? 64 : editor->text_room * 2;
    wchar_t *text = realloc(editor->text, room * sizeof *text);
    if (!text) return false;
    editor->text = text;
    editor->text_room = room;
  }
  editor->text[editor->text_count++] = character;
  return true;
}

static wchar_t with_text(cedit *editor, wchar_t command, wchar_t character) {
  editor->text_count = 0;
  return append(editor, character) ? command : COMMAND(TOO_LONG);
}

/* After ESC [200~: everything up to ESC [201~ is text, whatever keys it looks like. Ctrl-C gets out of a paste without
 * an end. A block that is too long is read to its end and dropped whole: its rest must not be taken for commands. */
static long paste(cedit *editor) {
  static const wchar_t end[] = L"\033[201~";
  size_t matched = 0, room = CEDIT_LINE_LIMIT + wcslen(end);
  bool whole = true;
  long last = 0;
  editor->text_count = 0;
  while (end[matched] != 0) {
    long character = next_character(editor, true);
    if (character < 0) return character;
    if (character == 0x03) return COMMAND(INTERRUPT);
    matched = character == end[matched] ? matched + 1 : character == ESCAPE ? 1 : 0;
    bool second_of_crlf = character == '\n' && last == '\r';
    last = character;
    if (second_of_crlf || !whole) continue;
    whole = editor->text_count < room && append(editor, character == '\r' ? L'\n' : (wchar_t)character);
  }
  if (!whole) return COMMAND(TOO_LONG);
  editor->text_count -= wcslen(end);
  return COMMAND(PASTE);
}

/* MARK: Escape sequences */

static wchar_t meta(cedit *editor, wchar_t key) { /* ESC key, as libedit has it for the commands on words */
  cedit_unread_key(editor, key);
  return ESCAPE;
}

/* Keys that end in a letter, after ESC [ or ESC O; `modified` by Ctrl or Alt. */
static wchar_t cursor_key(cedit *editor, long final, bool modified) {
  switch (final) {
    case 'A': return COMMAND(PREVIOUS);
    case 'B': return COMMAND(NEXT);
    case 'C': return modified ? meta(editor, L'f') : COMMAND(RIGHT);
    case 'D': return modified ? meta(editor, L'b') : COMMAND(LEFT);
    case 'c': return meta(editor, L'f'); /* rxvt: Ctrl-Right, Ctrl-Left */
    case 'd': return meta(editor, L'b');
    case 'H': return 'A' & CONTROL;
    case 'F': return 'E' & CONTROL;
    case 'M': return L'\r'; /* Enter of a keypad */
    default: return COMMAND(UNKNOWN);
  }
}

/* The rest of ESC [. Read to its last character even when unknown, so that no part of it is taken for text. */
static long control_sequence(cedit *editor) {
  char parameters[17] = "";
  size_t count = 0;
  long final = next_character(editor, false);
  if (final == '[') { /* function keys of the Linux console */
    long ended = next_character(editor, false);
    return ended < 0 ? ended : COMMAND(UNKNOWN);
  }
  for (; final >= 0x20 && final < 0x40; final = next_character(editor, false)) {
    if (count < sizeof parameters - 1) parameters[count++] = (char)final;
  }
  if (final < 0) return final;
  char *modifier = NULL;
  long number = strtol(parameters, &modifier, 10);
  bool modified = *modifier == ';' && strtol(modifier + 1, NULL, 10) > 2; /* 2 is Shift alone */
  if (final != '~') return cursor_key(editor, final, modified);
  switch (number) {
    case 1: case 7: return 'A' & CONTROL;
    case 4: case 8: return 'E' & CONTROL;
    case 3: return modified ? meta(editor, L'd') : COMMAND(DELETE);
    case 200: return paste(editor);
    default: return COMMAND(UNKNOWN);
  }
}

static long after_escape(cedit *editor) {
  long key;
  do key = next_character(editor, false);
  while (key == ESCAPE);
  switch (key) {
    case '[': return control_sequence(editor);
    case 'O':
      key = next_character(editor, false);
      return key < 0 ? key : cursor_key(editor, key, false);
    case '\r': case '\n': return with_text(editor, COMMAND(INSERT), L'\n'); /* Alt-Enter: a newline in the line */
    case 'p': case 'P': return COMMAND(PREVIOUS);
    case 'n': case 'N': return COMMAND(NEXT);
    case 'x': case 'X': return COMMAND(UNKNOWN); /* libedit's command line would let the user undo our settings */
    default: return key < 0 ? key : meta(editor, (wchar_t)key);
  }
}

/* MARK: Keys */

static wchar_t control_key(long key) {
  switch (key) {
    case '\t': return COMMAND(COMPLETE);
    case 'B' & CONTROL: return COMMAND(LEFT);
    case 'C' & CONTROL: return COMMAND(INTERRUPT);
    case 'D' & CONTROL: return COMMAND(END_OF_INPUT);
    case 'F' & CONTROL: return COMMAND(RIGHT);
    case 'H' & CONTROL: case DELETE_KEY: return COMMAND(BACKSPACE);
    case 'N' & CONTROL: return COMMAND(NEXT);
    case 'P' & CONTROL: return COMMAND(PREVIOUS);
    case 'R' & CONTROL: return COMMAND(SEARCH);
    case 'X' & CONTROL: return COMMAND(UNKNOWN); /* libedit would wait for another key, and lose a Ctrl-C */
    case 'Z' & CONTROL: return COMMAND(SUSPEND);
    default: return (wchar_t)key;
  }
}

/* A mark that is drawn onto the character before it: libedit's quick way to add a character would count a column. */
static bool is_combining(long key) { return key >= 0x300 && iswprint((wint_t)key) && wcwidth((wchar_t)key) == 0; }

static long interpret(cedit *editor, long key) {
  if (editor->quoting) {
    editor->quoting = false;
    return with_text(editor, COMMAND(INSERT), key == '\r' ? L'\n' : (wchar_t)key);
  }
  if (key == ESCAPE) return after_escape(editor);
  key = control_key(key);
  if (key >= FIRST_COMMAND_KEY && key < FIRST_COMMAND_KEY + CEDIT_COMMAND_COUNT) return key;
  if (editor->capturing) return with_text(editor, COMMAND(KEY), (wchar_t)key);
  if (key == ('S' & CONTROL)) return COMMAND(UNKNOWN); /* libedit's own search; see above */
  if (key < 0x20) return key;
  size_t count;
  (void)cedit_get_line(editor, &count, NULL);
  if (count >= CEDIT_LINE_LIMIT) return COMMAND(TOO_LONG);
  return is_combining(key) ? with_text(editor, COMMAND(INSERT), (wchar_t)key) : key;
}

/* libedit's reader (EL_GETCFN): 1 and a key, 0 at the end of input, -1 on failure. */
int cedit_next_key(EditLine *line_editor, wchar_t *key) {
  void *data = NULL;
  (void)el_wget(line_editor, EL_CLIENTDATA, &data);
  cedit *editor = data;
  (void)fflush(editor->out);
  if (editor->queued > 0) {
    *key = editor->queue[--editor->queued];
    return 1;
  }
  long next = next_character(editor, false);
  if (next == ('V' & CONTROL) && !editor->quoting) {
    editor->quoting = true;
    next = next_character(editor, false);
  }
  if (next >= 0) next = interpret(editor, next);
  if (next == INTERRUPTED) next = COMMAND(INTERRUPT);
  *key = next >= 0 ? (wchar_t)next : 0;
  if (next == END) editor->ended = true;
  return next == END ? 0 : next == FAILED ? -1 : 1;
}

void cedit_unread_key(cedit *editor, wchar_t key) {
  if (editor->queued < QUEUE_LIMIT) editor->queue[editor->queued++] = key;
}
