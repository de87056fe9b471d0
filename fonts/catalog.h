/* catalog.h: which font files there are, and which of them is meant by a name.
 *
 * fontconfig only lists what lies in the folders; it never chooses. A name is matched exactly (ASCII letter
 * case apart) against the family in any language, or against a file's name, and the style when one is asked
 * for, so no face can be put in another's place in silence. Knows nothing of glyphs.
 */
#ifndef GAZ_FONTS_CATALOG_H
#define GAZ_FONTS_CATALOG_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_arena;
struct gaz_catalog;

struct gaz_catalog_entry {
    const char *family, *style,
        *file; /* in the arena that gaz_catalog_find was given; file NULL: not found */
    int index;
    bool is_heavy; /* of the weight of a 黑体 or bolder, by its name or by what it says */
};

/* The request's folders come first, then the machine's. The configuration is made the process's current one,
 * so that librsvg sets text with the same fonts. */
struct gaz_catalog *gaz_catalog_open(const char *const *folders, uint32_t n_folders);
void gaz_catalog_close(struct gaz_catalog *catalog);

/* Calls back for each file in the folders that has the name of a font (.ttf, .otf, .ttc, .otc) and of which
 * fontconfig, that is FreeType, makes nothing: it is cut off, or something else. */
typedef void gaz_unusable_file(void *context, const char *file);
void gaz_catalog_find_unusable(const struct gaz_catalog *catalog, gaz_unusable_file *found, void *context);

/* Adds the folders, what the links among their files lead to, and the caches: strings for g_free. */
void gaz_catalog_add_places(const struct gaz_catalog *catalog, GPtrArray *places);
/* The cache that can be written; NULL: none. Freed with g_free. */
char *gaz_catalog_cache(void);

/* For each of n names ("Family", "Family:Style", "File.otf") the best face, in one walk over all faces. */
void gaz_catalog_find(const struct gaz_catalog *catalog, struct gaz_arena *arena, const char *const *names,
                      uint32_t n, struct gaz_catalog_entry *entries);

/* characters that one face must have: a letter, and its marks */
struct gaz_chars {
    const uint32_t *chars;
    uint32_t n;
};

/* The best face in the folders of the request that has all of these characters; heavy: rather a heavy one.
 * entry->file is NULL when there is none. */
void gaz_catalog_find_having(const struct gaz_catalog *catalog, struct gaz_arena *arena,
                             struct gaz_chars wanted, bool heavy, struct gaz_catalog_entry *entry);

#endif
