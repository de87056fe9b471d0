/* build.h: one build of an issue as the difference report sees it: its lines, and what each page looks like.
 *
 * It comes from a folder, which is set, or from what `gongbao build --dump=pages` or `--dump=lines` printed
 * of an earlier build. The three know unequally much of a page: a folder the place of every glyph, the first
 * dump the place of every run, the second only the text of the lines. Two builds are compared by what both
 * know.
 *
 * Lines of furniture (page numbers) are left out: they follow from where a page stands.
 */
#ifndef GAZ_COMPARE_BUILD_H
#define GAZ_COMPARE_BUILD_H

#include <stdbool.h>
#include <stdint.h>

struct gaz_arena;
struct gaz_diags;
struct gaz_gazette_options;

/* What is known of a page, from least to most. */
enum gaz_build_depth { GAZ_BUILD_LINES, GAZ_BUILD_RUNS, GAZ_BUILD_GLYPHS };

struct gaz_build_line {
    uint32_t page; /* index */
    uint32_t line; /* on its page, as the line dump counts; 0: an item of its own */
    const char *text;
    uint32_t first_char, n_chars; /* in the build's chars */
};

struct gaz_build_page {
    int number;       /* as printed or counted */
    const char *look; /* a digest of all that is on it but furniture, and of where it is from top to foot */
    const int32_t *across; /* where each of these items is from left to right */
    uint32_t n_across;
    const char *furniture; /* a digest of that */
    uint32_t first_line, n_lines;
};

struct gaz_build {
    const char *name; /* as the user named it */
    enum gaz_build_depth depth;
    struct gaz_arena *arena; /* owns the strings */
    struct gaz_build_page *pages;
    struct gaz_build_line *lines;
    uint32_t *chars; /* of all lines behind one another */
    uint32_t n_pages, n_lines, n_chars;
    int32_t tolerance;     /* of differences of `across`, which may be rounded */
    const char *bookmarks; /* each entry and where it leads; NULL: not known */
};

/* Reads what `path` is: sets the folder or reads the dump. Never NULL. Not good after an error, which is in
 * diags; close it after they were printed in any case, since their places are in its sources. `options` are
 * for setting a folder (its own folder is filled in here). */
struct gaz_build_source *gaz_build_open(const char *path, const struct gaz_gazette_options *options,
                                        struct gaz_diags *diags);
void gaz_build_close(struct gaz_build_source *source);
bool gaz_build_is_good(const struct gaz_build_source *source);
enum gaz_build_depth gaz_build_depth(const struct gaz_build_source *source);

/* The build of a good source, seen no deeper than `depth`. NULL after a complaint. It borrows from the
 * source. */
struct gaz_build *gaz_build_read(const struct gaz_build_source *source, enum gaz_build_depth depth,
                                 struct gaz_diags *diags);
void gaz_build_free(struct gaz_build *build); /* NULL is allowed */

#endif
