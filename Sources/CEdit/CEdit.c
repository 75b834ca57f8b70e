/* The editor itself: opening, reading a line, and what commands may ask for. */
#define _GNU_SOURCE
#include "CEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "editor.h"

/* MARK: Characters */

static bool is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

int cedit_use_utf8(void) {
  if (setlocale(LC_CTYPE, "") && is_utf8()) return 0;
  if (setlocale(LC_CTYPE, "C.UTF-8") && is_utf8()) return 0;
  errno = EILSEQ;
  return -1;
}

int cedit_character_width(wchar_t character) { return wcwidth(character); }

/* MARK: Between libedit and the program */

static cedit *owner(EditLine *line_editor) {
  void *data = NULL;
  (void)el_wget(line_editor, EL_CLIENTDATA, &data);
  return data;
}

static wchar_t *prompt(EditLine *line_editor) { return owner(line_editor)->prompt; }

/* Ctrl-Z arrives as a key, because the terminal's own signals are off while we read. */
static void suspend(cedit *editor) {
  cedit_go_below(editor);
  cedit_suspend_terminal(editor);
  (void)kill(0, SIGTSTP); /* the whole group, as the terminal would have done */
  cedit_resume_terminal(editor);
  cedit_redraw(editor);
}

static unsigned char run_command(EditLine *line_editor, int key) {
  cedit *editor = owner(line_editor);
  cedit_command command = (cedit_command)(key - FIRST_COMMAND_KEY);
  if (command == CEDIT_INTERRUPT) {
    editor->interrupted = true;
    return CC_EOF;
  }
  if (command == CEDIT_SUSPEND) {
    suspend(editor);
    return CC_NORM;
  }
  cedit_action action = editor->command(editor->context, command, editor->text, editor->text_count);
  editor->text_count = 0;
  switch (action) {
    case CEDIT_FINISH: editor->ended = true; return CC_EOF;
    case CEDIT_BELL: return CC_REFRESH_BEEP;
    default: return CC_REFRESH;
  }
}

/* MARK: Opening and closing */

static FILE *duplicate(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) (void)close(copy);
  return file;
}

/* Why these settings:
 * EL_EDITMODE 1: libedit turns itself off for TERM=emacs, and would then hand out our command keys as text.
 * EL_SIGNAL 0: it would install handlers of its own around each read, and run ours with the terminal half restored.
 * -isig: Ctrl-C and Ctrl-Z arrive as keys; during a read only, so that they are signals while a command runs.
 * -icrnl -inlcr: a pasted CRLF can be told from two line ends. -ixon: Ctrl-S does not freeze the prompt. */
static bool configure(cedit *editor) {
  EditLine *line_editor = editor->line_editor;
  bool done = el_wset(line_editor, EL_CLIENTDATA, editor) == 0;
  done = done && el_wset(line_editor, EL_EDITMODE, 1) == 0;
  done = done && el_wset(line_editor, EL_EDITOR, L"emacs") == 0;
  done = done && el_wset(line_editor, EL_SIGNAL, 0) == 0;
  done = done && el_wset(line_editor, EL_SETTY, L"-d", L"-isig", L"-icrnl", L"-inlcr", L"-ixon", (wchar_t *)NULL) == 0;
  done = done && el_wset(line_editor, EL_GETCFN, cedit_next_key) == 0;
  done = done && el_wset(line_editor, EL_PROMPT_ESC, prompt, (wchar_t)CEDIT_PROMPT_ESCAPE) == 0;
  done = done && el_wset(line_editor, EL_ADDFN, L"program-command", L"Ask the program", run_command) == 0;
  for (int command = 0; command < CEDIT_COMMAND_COUNT; command++) {
    const wchar_t key[] = {FIRST_COMMAND_KEY + command, 0};
    done = done && el_wset(line_editor, EL_BIND, key, L"program-command", (wchar_t *)NULL) == 0;
  }
  done = done && el_wset(line_editor, EL_BIND, L"^W", L"ed-delete-prev-word", (wchar_t *)NULL) == 0;
  return done;
}

static bool moves_cursor(EditLine *line_editor) {
  char *up = NULL;
  return el_wget(line_editor, EL_GETTC, "up", &up) == 0 && up && *up == '\033';
}

cedit *cedit_open(const char *name, const char *type, int input, int output, cedit_command_function command,
                  void *context) {
  if (!isatty(input) || !isatty(output)) return NULL; /* errno is set */
  if (cedit_use_utf8() != 0) return NULL;
  cedit *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->input = input;
  editor->command = command;
  editor->context = context;
  editor->prompt = wcsdup(L"");
  editor->type = type ? strdup(type) : NULL;
  editor->in = duplicate(input, "r");
  editor->out = duplicate(output, "w");
  if (editor->prompt && editor->in && editor->out) {
    editor->line_editor = el_init_fd(name, editor->in, editor->out, stderr, input, output, fileno(stderr));
    if (!editor->line_editor) errno = ENOMEM;
  }
  if (editor->line_editor && configure(editor)) {
    if (editor->type) (void)el_wset(editor->line_editor, EL_TERMINAL, editor->type); /* unknown: as a dumb one */
    editor->escapes = moves_cursor(editor->line_editor);
    return editor;
  }
  int kept = errno ? errno : EINVAL;
  cedit_close(editor);
  errno = kept;
  return NULL;
}

void cedit_close(cedit *editor) {
  if (!editor) return;
  if (editor->line_editor) el_end(editor->line_editor);
  if (editor->in) (void)fclose(editor->in);
  if (editor->out) (void)fclose(editor->out);
  free(editor->type);
  free(editor->prompt);
  free(editor->text);
  free(editor);
}

/* MARK: Reading */

static cedit_result finish(cedit *editor, const wchar_t *line) {
  if (editor->interrupted || !line) {
    fputs(editor->interrupted ? "^C" : "", editor->out);
    cedit_go_below(editor);
    (void)fflush(editor->out);
  }
  if (editor->interrupted) return CEDIT_READ_INTERRUPTED;
  if (line) return CEDIT_READ_LINE;
  if (editor->ended) return CEDIT_READ_END;
  errno = editor->failure ? editor->failure : EIO; /* EIO: the terminal could not be made raw */
  return CEDIT_READ_FAILED;
}

cedit_result cedit_read(cedit *editor) {
  static atomic_flag busy = ATOMIC_FLAG_INIT;
  if (atomic_flag_test_and_set(&busy)) {
    errno = EBUSY;
    return CEDIT_READ_FAILED;
  }
  editor->interrupted = editor->ended = editor->capturing = editor->quoting = false;
  editor->failure = 0;
  editor->queued = editor->text_count = 0;
  cedit_result result = CEDIT_READ_FAILED;
  if (cedit_watch_signals() == 0) {
    int rows, count = 0;
    cedit_get_size(editor, &editor->columns, &rows);
    (void)el_wset(editor->line_editor, EL_PREP_TERM, 1); /* libedit itself would show the prompt first */
    cedit_bracketed_paste(editor, true);
    editor->reading = true;
    const wchar_t *line = el_wgets(editor->line_editor, &count);
    editor->reading = false;
    cedit_bracketed_paste(editor, false);
    cedit_unwatch_signals();
    result = finish(editor, line);
  }
  int kept = errno;
  atomic_flag_clear(&busy);
  errno = kept;
  return result;
}

/* MARK: What commands may ask for */

int cedit_set_prompt(cedit *editor, const wchar_t *prompt, size_t count) {
  wchar_t *copy = calloc(count + 1, sizeof *copy);
  if (!copy) return -1;
  if (count > 0) wmemcpy(copy, prompt, count);
  free(editor->prompt);
  editor->prompt = copy;
  return 0;
}

const wchar_t *cedit_get_line(cedit *editor, size_t *count, size_t *cursor) {
  const LineInfoW *line = el_wline(editor->line_editor);
  size_t length = (size_t)(line->lastchar - line->buffer);
  if (!editor->reading && length > 0 && line->buffer[length - 1] == L'\n') length--; /* the Enter */
  if (count) *count = length;
  if (cursor) *cursor = (size_t)(line->cursor - line->buffer);
  return line->buffer;
}

int cedit_set_line(cedit *editor, const wchar_t *text, size_t count, size_t cursor) {
  if (count > CEDIT_LINE_LIMIT) {
    errno = EMSGSIZE;
    return -1;
  }
  wchar_t *copy = calloc(count + 1, sizeof *copy);
  if (!copy) return -1;
  for (size_t i = 0; i < count; i++) copy[i] = text[i] ? text[i] : REPLACEMENT;
  size_t old;
  (void)cedit_get_line(editor, &old, NULL);
  (void)el_cursor(editor->line_editor, (int)old);
  el_deletestr(editor->line_editor, (int)old);
  bool done = count == 0 || el_winsertstr(editor->line_editor, copy) == 0;
  free(copy);
  if (!done) {
    errno = ENOMEM;
    return -1;
  }
  if (cursor < count) (void)el_cursor(editor->line_editor, (int)cursor - (int)count);
  return 0;
}

int cedit_show_below(cedit *editor, const wchar_t *text, size_t count) {
  cedit_go_below(editor);
  for (size_t i = 0; i < count; i++) {
    char bytes[MB_LEN_MAX];
    mbstate_t state;
    memset(&state, 0, sizeof state);
    size_t length = wcrtomb(bytes, text[i], &state);
    if (length == (size_t)-1) length = wcrtomb(bytes, REPLACEMENT, memset(&state, 0, sizeof state));
    if (text[i] == L'\n') fputc('\r', editor->out);
    fwrite(bytes, 1, length, editor->out);
  }
  fputs("\r\n", editor->out);
  cedit_redraw(editor);
  return ferror(editor->out) ? -1 : 0;
}

void cedit_capture_keys(cedit *editor, bool on) { editor->capturing = on; }

bool cedit_understands_escapes(const cedit *editor) { return editor->escapes; }
