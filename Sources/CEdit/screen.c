/*
 * Where the line stands on the screen, and everything the shim itself writes there.
 *
 * libedit does not tell on which row its cursor is, so the rows are counted here by its own rules of layout. They are
 * needed to print below a line of several rows, and to find the prompt again after the terminal has reflowed it.
 */
#define _GNU_SOURCE
#include <sys/ioctl.h>
#include <unistd.h>
#include <wctype.h>

#include "editor.h"

typedef struct { int row, column, columns; } place;

static void wrap(place *at) {
  at->column = 0;
  at->row += at->row < 1 << 24;
}

static void advance(place *at, int width) {
  if (width > 1 && at->column + width > at->columns) wrap(at);
  at->column += width;
  if (at->column >= at->columns) wrap(at);
}

/* As libedit draws it: tabs to every eighth column, ^X for a control character, \U+XXXX for what cannot be printed. */
static void advance_over(place *at, wchar_t character) {
  if (character == L'\n') {
    wrap(at);
  } else if (character == L'\t') {
    do advance(at, 1);
    while ((at->column & 7) != 0);
  } else if (character >= 0 && (character < 32 || character == 127)) {
    advance(at, 1);
    advance(at, 1);
  } else if (iswprint((wint_t)character)) {
    int width = wcwidth(character);
    if (width > 0) advance(at, width);
  } else {
    for (int i = character > 0xFFFF ? 8 : 7; i > 0; i--) advance(at, 1);
  }
}

void cedit_get_size(cedit *editor, int *columns, int *rows) {
  struct winsize size;
  bool known = ioctl(editor->input, TIOCGWINSZ, &size) == 0;
  *columns = known && size.ws_col >= 2 ? size.ws_col : 80; /* libedit, too, takes a single column for 80 */
  *rows = known && size.ws_row >= 1 ? size.ws_row : 24;
}

void cedit_position(cedit *editor, int columns, int *cursor_row, int *last_row) {
  place at = {.columns = columns};
  for (const wchar_t *p = editor->prompt; *p; p++) {
    if (*p == CEDIT_PROMPT_ESCAPE) {
      do p++;
      while (*p && *p != CEDIT_PROMPT_ESCAPE);
      if (!*p) break;
      continue;
    }
    int width = wcwidth(*p);
    if (width > 0) advance(&at, width);
  }
  size_t count, cursor;
  const wchar_t *line = cedit_get_line(editor, &count, &cursor);
  *cursor_row = at.row;
  for (size_t i = 0; i < count; i++) {
    advance_over(&at, line[i]);
    if (i + 1 == cursor) *cursor_row = at.row;
  }
  *last_row = at.row;
  int now, rows;
  cedit_get_size(editor, &now, &rows);
  if (*last_row >= rows) *last_row = rows - 1; /* the first rows have scrolled away */
  if (*cursor_row > *last_row) *cursor_row = *last_row;
}

void cedit_go_below(cedit *editor) {
  int cursor_row, last_row;
  cedit_position(editor, editor->columns, &cursor_row, &last_row);
  for (int row = cursor_row; row <= last_row; row++) fputs("\r\n", editor->out);
}

void cedit_redraw(cedit *editor) {
  int rows;
  cedit_get_size(editor, &editor->columns, &rows);
  el_resize(editor->line_editor);
  (void)el_wset(editor->line_editor, EL_REFRESH);
}

void cedit_adapt_to_size(cedit *editor) {
  int columns, rows, cursor_row, last_row;
  cedit_get_size(editor, &columns, &rows);
  if (editor->escapes) {
    cedit_position(editor, columns, &cursor_row, &last_row); /* after the terminal's reflow */
    if (cursor_row > 0) fprintf(editor->out, "\033[%dA", cursor_row);
    fputc('\r', editor->out);
    for (int row = 0; row < last_row; row++) fputs("\033[K\033[B", editor->out); /* not ESC [J, from the top of the */
    fputs("\033[K", editor->out);                                              /* screen it moves rows to history */
    if (last_row > 0) fprintf(editor->out, "\033[%dA", last_row);
  } else {
    fputs("\r\n", editor->out);
  }
  cedit_redraw(editor);
}

void cedit_bracketed_paste(cedit *editor, bool on) {
  if (!editor->escapes) return;
  fputs(on ? "\033[?2004h" : "\033[?2004l", editor->out);
  (void)fflush(editor->out);
}

void cedit_suspend_terminal(cedit *editor) {
  cedit_bracketed_paste(editor, false);
  (void)el_wset(editor->line_editor, EL_PREP_TERM, 0);
}

/* Back to raw mode, even where a shell has meanwhile set the terminal as it likes it: libedit acts on a change only. */
void cedit_resume_terminal(cedit *editor) {
  (void)el_wset(editor->line_editor, EL_PREP_TERM, 0);
  (void)el_wset(editor->line_editor, EL_PREP_TERM, 1);
  cedit_bracketed_paste(editor, true);
}
