#pragma once
// Without this, libxml2's headers pull in the system's ICU, whose types clash with the ICU inside Foundation in any
// target that imports both. It only hides two members of a struct that is never used by value here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
