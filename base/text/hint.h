/* hint.h: what was perhaps meant: the nearest of the names that are known, and how it is asked. */
#ifndef GAZ_BASE_TEXT_HINT_H
#define GAZ_BASE_TEXT_HINT_H

#include <stdint.h>

/* The nearest of n names to a typed one, or NULL: one that is the same but for width, case, blanks, a colon
 * behind it or traditional characters (標題 is 标题); else by insertions, deletions, changes and swapped
 * neighbours, at most 2 and at most half of its characters (most keys have two: 标提 is 标题). The first of
 * equals. */
const char *gaz_nearest_name(const char *typed, const char *const *names, uint32_t n);

/* "；是否为“标题”？" and "; did you mean \"标题\"?", as messages take them behind the word; both empty where
 * nothing is near. */
struct gaz_hint {
    char *chinese, *english;
};

/* Of the nearest of n names (gaz_nearest_name); cleared with gaz_hint_clear. */
struct gaz_hint gaz_hint_for(const char *typed, const char *const *names, uint32_t n);
/* The same of a name that is found already; NULL: none. */
struct gaz_hint gaz_hint_of(const char *nearest);
void gaz_hint_clear(struct gaz_hint *hint);

#endif
