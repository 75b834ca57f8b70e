// A thin shim over libxml2, whose headers reach for ICU's and so clash with Foundation's: none of them is seen outside.
#include "cxml_html.h"
#include "cxml_reader.h"
