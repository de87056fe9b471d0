/* breakers.h: total fit where a line may be squeezed by more (the spec's squeeze), for a purpose. */
#ifndef GAZ_LAYOUT_TEXT_BREAKERS_H
#define GAZ_LAYOUT_TEXT_BREAKERS_H

#include "layout/text/paragraph.h"

/* 凑版: so that the paragraph loses a line, if that is enough for it. */
gaz_line_breaker gaz_break_taken_in;

/* 主送: so that lines end after ， and 、 only, between names, if that is enough for it. */
gaz_line_breaker gaz_break_names;

/* Whether a spec with this breaker (NULL: none) is broken by total fit: then its choices can be explained. */
bool gaz_breaks_by_fit(gaz_line_breaker *breaker);

#endif
