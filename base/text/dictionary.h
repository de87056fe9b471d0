/* dictionary.h: where words of Chinese end, by ICU's dictionary (UAX 29 leaves ideographs to one). */
#ifndef GAZ_BASE_TEXT_DICTIONARY_H
#define GAZ_BASE_TEXT_DICTIONARY_H

#include "base/text/text.h"

/* [i]: a word may begin at character i; n + 1 of them, the last true. A new array (g_free). Without ICU's
 * data every place is one. */
bool *gaz_dictionary_bounds(struct gaz_text text);

#endif
