/* differences.h: what is not as a lock says, and which of it is excused.
 *
 * What refuses is that something else comes out. Made by another program, an issue whose faces and sources
 * are the same and whose pages are the same to the glyph is the issue of the lock: a key of the style that
 * only one of the programs knows, a face that only one of them looked into, is no difference then. And the
 * bytes of a PDF are promised by one way of writing it only.
 */
#ifndef GAZ_ARCHIVE_LOCK_DIFFERENCES_H
#define GAZ_ARCHIVE_LOCK_DIFFERENCES_H

#include "archive/lock/lock_file.h"
#include "archive/lock/page_changes.h"

struct gaz_difference {
    enum gaz_fact_section section;
    const char *key, *was, *is; /* NULL: there is none */
    uint32_t begin, end;        /* the line of the lock; both 0: it has none */
    bool is_excused;            /* it is none, for the pages are the same and another program made them */
    bool is_idle;               /* of the program or the print: none by itself */
};

struct gaz_differences {
    const struct gaz_lock *lock;
    GArray *list; /* struct gaz_difference, by section and key */
    unsigned n;   /* neither excused nor idle */
    struct gaz_page_changes pages;
    unsigned new_kinds; /* 1 << kind (facts.h): made now, and the lock does not have them */
    bool other_program, same_pages, same_writing;
    char *now; /* what the list is borrowed of, besides the lock */
    GArray *before, *after, *pages_now;
};

/* what a difference is of, as a person sees it */
enum gaz_difference_group {
    GAZ_GROUP_DOCUMENT,
    GAZ_GROUP_ISSUE, /* issue.yaml */
    GAZ_GROUP_STYLE, /* its values and the files of the issue that it is made of */
    GAZ_GROUP_PICTURE,
    GAZ_GROUP_FONT,
    GAZ_GROUP_PROGRAM,
    GAZ_N_DIFFERENCE_GROUPS
};

/* By its section; of a source by which file it is. */
enum gaz_difference_group gaz_difference_group(const struct gaz_difference *one);

#define GAZ_ALL_SECTIONS (~0u)

/* now: facts as facts.h writes them, 各页 among them where pages were made; taken over. sections: a set of
 * 1 << gaz_fact_section: what is compared. Of a kind of file that was not made nothing is asked. The lock
 * must outlive it. */
struct gaz_differences *gaz_differences_find(const struct gaz_lock *lock, char *now, unsigned sections);
void gaz_differences_free(struct gaz_differences *differences); /* NULL is allowed */

/* Whether the n-th is a digest of several values of which others in the list tell more. */
bool gaz_difference_is_sum(const struct gaz_differences *differences, guint n);

#endif
