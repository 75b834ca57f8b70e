#include "include/cxml_reader.h"

#include <libxml/HTMLparser.h>
#include <libxml/hash.h>
#include <libxml/valid.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

struct cxml_reader {
  xmlTextReaderPtr reader;
  xmlHashTablePtr ids;
  char *problem;
  int problem_line;
};

// Keeps the first error that ends the reading; those that libxml2 recovers from, as unknown prefixes, are passed over.
// Too long a text is reported as a lack of memory, which libxml2 does not count among the fatal errors.
// Its type is `const` from libxml2 2.12 on; a cast at the registration serves both.
static void take_problem(void *context, xmlErrorPtr error) {
  cxml_reader *self = context;
  if (self->problem != NULL || error == NULL || error->message == NULL) return;
  if (error->level != XML_ERR_FATAL && error->code != XML_ERR_NO_MEMORY) return;
  self->problem = strdup(error->message);
  self->problem_line = error->line;
}

cxml_reader *cxml_reader_open(cxml_read read, void *context) {
  cxml_reader *self = calloc(1, sizeof *self);
  if (self == NULL) return NULL;
  // Neither XML_PARSE_NOENT nor any option that loads a document type: nothing outside is opened.
  int options = XML_PARSE_NONET | XML_PARSE_NOWARNING | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC;
#if LIBXML_VERSION >= 21500
  options |= XML_PARSE_SKIP_IDS;
#endif
  self->reader = xmlReaderForIO(read, NULL, context, NULL, "UTF-8", options);
  if (self->reader == NULL) {
    free(self);
    return NULL;
  }
  xmlTextReaderSetStructuredErrorHandler(self->reader, (xmlStructuredErrorFunc)take_problem, self);
  return self;
}

void cxml_reader_close(cxml_reader *self) {
  if (self == NULL) return;
  xmlFreeTextReader(self->reader);
  free(self->problem);
  free(self);
}

#if LIBXML_VERSION < 21300
static const int most_ids = 1024;

// libxml2 notes the value of every `xml:id`, in a table and in the names of its dictionary, and forgets none while it reads: a file with
// one at each word would be held whole. Nobody asks for them, so they go into a table that does not use the dictionary, and out of it.
static void forget_ids(cxml_reader *self) {
  xmlNodePtr node = xmlTextReaderCurrentNode(self->reader);
  xmlDocPtr document = node == NULL ? NULL : node->doc;
  if (document == NULL) return;
  if (self->ids != NULL && document->ids == self->ids && xmlHashSize(self->ids) < most_ids) return;
  if (document->ids != NULL) xmlFreeIDTable(document->ids);
  self->ids = xmlHashCreate(most_ids);
  document->ids = self->ids;
}
#else
static void forget_ids(cxml_reader *self) { (void)self; }
#endif

int cxml_reader_next(cxml_reader *self) {
  int state = xmlTextReaderRead(self->reader);
  if (state > 0) forget_ids(self);
  if (state < 0 || self->problem != NULL) return CXML_PROBLEM;
  if (state == 0) return CXML_END_OF_DOCUMENT;
  switch (xmlTextReaderNodeType(self->reader)) {
  case XML_READER_TYPE_ELEMENT: return xmlTextReaderIsEmptyElement(self->reader) == 1 ? CXML_EMPTY : CXML_START;
  case XML_READER_TYPE_END_ELEMENT: return CXML_END;
  case XML_READER_TYPE_TEXT:
  case XML_READER_TYPE_CDATA:
  case XML_READER_TYPE_WHITESPACE:
  case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return CXML_TEXT;
  case XML_READER_TYPE_ENTITY_REFERENCE: return CXML_ENTITY;
  default: return CXML_OTHER;
  }
}

int cxml_reader_line(cxml_reader *self) { return xmlTextReaderGetParserLineNumber(self->reader); }

const char *cxml_reader_problem(cxml_reader *self, int *line) {
  *line = self->problem_line;
  return self->problem;
}

const char *cxml_reader_name(cxml_reader *self) { return (const char *)xmlTextReaderConstLocalName(self->reader); }

const char *cxml_reader_text(cxml_reader *self) { return (const char *)xmlTextReaderConstValue(self->reader); }

const char *cxml_reader_entity(cxml_reader *self, const char *name, int *kind) {
  xmlNodePtr node = xmlTextReaderCurrentNode(self->reader);
  xmlEntityPtr entity = xmlGetPredefinedEntity((const xmlChar *)name);
  if (entity == NULL && node != NULL && node->doc != NULL) entity = xmlGetDocEntity(node->doc, (const xmlChar *)name);
  if (entity == NULL) {
    *kind = CXML_UNDECLARED;
    return NULL;
  }
  int is_internal = entity->etype == XML_INTERNAL_GENERAL_ENTITY || entity->etype == XML_INTERNAL_PREDEFINED_ENTITY;
  *kind = is_internal && entity->content != NULL ? CXML_INTERNAL : CXML_EXTERNAL;
  return *kind == CXML_INTERNAL ? (const char *)entity->content : NULL;
}

unsigned int cxml_character(const char *name) {
  const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
  return known == NULL ? 0 : known->value;
}

const void *cxml_reader_attribute(cxml_reader *self) {
  xmlNodePtr node = xmlTextReaderCurrentNode(self->reader);
  return node != NULL && node->type == XML_ELEMENT_NODE ? node->properties : NULL;
}

const void *cxml_attribute_next(const void *attribute) { return ((const xmlAttr *)attribute)->next; }

const char *cxml_attribute_name(const void *attribute, int *has_xml_prefix) {
  const xmlAttr *self = attribute;
  *has_xml_prefix = self->ns != NULL && self->ns->prefix != NULL && strcmp((const char *)self->ns->prefix, "xml") == 0;
  return (const char *)self->name;
}

const void *cxml_attribute_part(const void *attribute) { return ((const xmlAttr *)attribute)->children; }

const void *cxml_part_next(const void *part) { return ((const xmlNode *)part)->next; }

const char *cxml_part_text(const void *part, int *is_entity) {
  const xmlNode *self = part;
  *is_entity = self->type == XML_ENTITY_REF_NODE;
  return (const char *)(*is_entity ? self->name : self->content);
}
