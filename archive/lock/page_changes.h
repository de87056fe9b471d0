/* page_changes.h: which pages are printed otherwise than a lock says: by what is seen on each, so that one
 * that only moved on is known, and what stands elsewhere in its source without being seen is none.
 */
#ifndef GAZ_ARCHIVE_LOCK_PAGE_CHANGES_H
#define GAZ_ARCHIVE_LOCK_PAGE_CHANGES_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Whether the value of a fact of 各页 is one. */
bool gaz_page_fact_is(const char *value);

enum gaz_page_change { GAZ_PAGE_AS_IT_WAS, GAZ_PAGE_MOVED, GAZ_PAGE_OTHER };

struct gaz_page_changes {
    bool known;    /* false: the lock does not say how its pages were */
    uint8_t *kind; /* gaz_page_change, one a page as there is now */
    const char **label;
    uint32_t n_now, n_then;
    uint32_t n[3];   /* of each kind */
    uint32_t n_gone; /* of then: they are nowhere now, and no other page stands for them */
};

/* Facts of 各页, then and now (struct gaz_fact); the labels are borrowed of the latter. */
void gaz_page_changes_find(struct gaz_page_changes *changes, const GArray *then, const GArray *now);
void gaz_page_changes_clear(struct gaz_page_changes *changes);

/* Whether every page is known to be printed as it was. */
bool gaz_page_changes_are_none(const struct gaz_page_changes *changes);

/* "4—6、9", of those of one kind, as they are printed; freed with g_free. */
char *gaz_page_changes_list(const struct gaz_page_changes *changes, enum gaz_page_change kind, bool english);

#endif
