#ifndef CXML_READER_H
#define CXML_READER_H

// An XML document piece by piece, through libxml2's xmlTextReader. It is read as UTF-8, whatever it declares; no document
// type, no external entity and no network address is opened, and no entity is expanded. Texts are UTF-8, end with 0, and stay
// until the next call of cxml_reader_next.

typedef struct cxml_reader cxml_reader;

// Copies at most `count` bytes into `buffer`; how many, 0 at the end, -1 to give up.
typedef int (*cxml_read)(void *context, char *buffer, int count);

enum cxml_event {
  CXML_PROBLEM = -1,
  CXML_END_OF_DOCUMENT = 0,
  CXML_START,
  CXML_EMPTY, // a start whose end will not be told
  CXML_END,
  CXML_TEXT,
  CXML_ENTITY,
  CXML_OTHER,
};

enum cxml_entity { CXML_UNDECLARED, CXML_INTERNAL, CXML_EXTERNAL };

cxml_reader *cxml_reader_open(cxml_read read, void *context);
void cxml_reader_close(cxml_reader *reader);
int cxml_reader_next(cxml_reader *reader);

// The line, from 1, that has been read to.
int cxml_reader_line(cxml_reader *reader);
// What is wrong after CXML_PROBLEM, and where; NULL if nobody knows.
const char *cxml_reader_problem(cxml_reader *reader, int *line);

// The name of the element without its prefix, or of the entity; the place of a name is the same as long as the reader lives.
const char *cxml_reader_name(cxml_reader *reader);
// The text at CXML_TEXT.
const char *cxml_reader_text(cxml_reader *reader);

// What an entity of this name stands for; its text may hold references again.
const char *cxml_reader_entity(cxml_reader *reader, const char *name, int *kind);
// The character of a name that HTML knows, as `nbsp`; 0 for others.
unsigned int cxml_character(const char *name);

// The attributes of the element that starts, one after another, and the parts of each: texts, and names of entities.
const void *cxml_reader_attribute(cxml_reader *reader);
const void *cxml_attribute_next(const void *attribute);
const char *cxml_attribute_name(const void *attribute, int *has_xml_prefix);
const void *cxml_attribute_part(const void *attribute);
const void *cxml_part_next(const void *part);
const char *cxml_part_text(const void *part, int *is_entity);

#endif
