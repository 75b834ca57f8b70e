#include "include/cxml_html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

struct cxml_html {
  htmlParserCtxtPtr parser;
  cxml_html_events events;
  int is_stopped;
};

static void start(void *context, const xmlChar *name, const xmlChar **attributes) {
  cxml_html *self = context;
  if (!self->is_stopped) self->events.start(self->events.context, (const char *)name, (const char *const *)attributes);
}

static void end(void *context, const xmlChar *name) {
  cxml_html *self = context;
  if (!self->is_stopped) self->events.end(self->events.context, (const char *)name);
}

static void text(void *context, const xmlChar *bytes, int count) {
  cxml_html *self = context;
  if (!self->is_stopped && count > 0) self->events.text(self->events.context, (const char *)bytes, count);
}

static void ignore(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

cxml_html *cxml_html_open(cxml_html_events events) {
  cxml_html *self = calloc(1, sizeof *self);
  if (self == NULL) return NULL;
  self->events = events;
  self->parser = htmlNewParserCtxt();
  if (self->parser == NULL) {
    free(self);
    return NULL;
  }
  htmlSAXHandler *handler = self->parser->sax;
  memset(handler, 0, sizeof *handler);
  handler->startElement = start;
  handler->endElement = end;
  handler->characters = text;
  handler->ignorableWhitespace = text;
  handler->cdataBlock = text;
  handler->serror = (xmlStructuredErrorFunc)ignore;
  handler->initialized = 1;
  self->parser->userData = self;
  return self;
}

void cxml_html_close(cxml_html *self) {
  if (self == NULL) return;
  if (self->parser->myDoc != NULL) xmlFreeDoc(self->parser->myDoc);
  htmlFreeParserCtxt(self->parser);
  free(self);
}

void cxml_html_read(cxml_html *self) {
  int options = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOWARNING | HTML_PARSE_NOERROR | HTML_PARSE_IGNORE_ENC;
  xmlDocPtr page = htmlCtxtReadIO(self->parser, self->events.read, NULL, self->events.context, NULL, "UTF-8", options);
  if (page != NULL) xmlFreeDoc(page);
}

int cxml_html_line(const cxml_html *self) { return self->parser->input == NULL ? 0 : self->parser->input->line; }

void cxml_html_stop(cxml_html *self) {
  self->is_stopped = 1;
  xmlStopParser(self->parser);
}
