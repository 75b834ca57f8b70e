#ifndef CXML_HTML_H
#define CXML_HTML_H

// An HTML page piece by piece, through libxml2's forgiving parser. It is read as UTF-8, whatever it declares, and nothing
// else is opened. Texts are UTF-8. libxml2's push parser is not used: what it makes of broken markup depends on how the
// page is cut into pieces.

typedef struct cxml_html cxml_html;

// Copies at most `count` bytes into `buffer`, none of them NUL; how many, 0 at the end, -1 to give up.
typedef int (*cxml_html_source)(void *context, char *buffer, int count);

// What happens while a page is read. Names are in lower case and end with 0; `attributes` is a list of names and values, of
// which a value may be NULL, and ends with NULL; it may be NULL itself.
typedef struct {
  void *context;
  cxml_html_source read;
  void (*start)(void *context, const char *name, const char *const *attributes);
  void (*end)(void *context, const char *name);
  void (*text)(void *context, const char *bytes, int count);
} cxml_html_events;

cxml_html *cxml_html_open(cxml_html_events events);
void cxml_html_close(cxml_html *page);
// Reads the whole page.
void cxml_html_read(cxml_html *page);
// The line, from 1, that has been read to.
int cxml_html_line(const cxml_html *page);
// Ends the reading, from within an event: no other follows.
void cxml_html_stop(cxml_html *page);

#endif
