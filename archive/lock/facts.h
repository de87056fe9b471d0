/* facts.h: what an issue was made of and what came of it, as sorted text: the form of issue.lock.
 *
 *     gongbao lock 1    (base/data/format.h; only in a lock)
 *     # remark
 *     [样式]
 *     版心.宽 = 156.000mm
 *
 * The sections stand in this order (match.lock has 文稿, 印本 and 不同), the lines of each sorted by bytes.
 * Whoever compares reads both sides from text with the same reader, so what is written is what is compared.
 * No path of this machine and no clock gets in.
 */
#ifndef GAZ_ARCHIVE_LOCK_FACTS_H
#define GAZ_ARCHIVE_LOCK_FACTS_H

#include "output/output.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_gazette;
struct gaz_made;
struct gaz_pages;
struct gaz_press;

enum gaz_fact_section {
    GAZ_FACT_PROGRAM, /* 程序 */
    GAZ_FACT_STYLE,   /* 样式: every resolved value */
    GAZ_FACT_FONT,    /* 字体: file#index = name; version; hash */
    GAZ_FACT_SOURCE,  /* 文稿: path below the issue folder = hash */
    GAZ_FACT_PRESS,   /* 付印: how the file for a press was made; only where there is one */
    GAZ_FACT_PRINT,   /* 印本: how far the issue is as printed; only where match was run and nothing changed
                         since */
    GAZ_FACT_REST,    /* 不同: what is not; in match.lock only */
    GAZ_FACT_FILE,    /* 各件: file = hash; only where the archive's files of the documents were made */
    GAZ_FACT_RESULT,  /* 结果: pages, hashes of the display list and of a PDF each kind */
    GAZ_FACT_SIGNED,  /* 签字: round = date, kinds, state, name (signature.h) */
    GAZ_FACT_PAGE,    /* 各页: what is seen on each; for telling differences in words, as 各行 is */
    GAZ_FACT_LINES,   /* 各行: path = a digest each line (lines.h) */
    GAZ_N_FACT_SECTIONS
};

/* Keys of the program: its version, its commit, how it writes a PDF. What differs in them alone is the same.
 */
#define GAZ_FACT_VERSION "gongbao"
#define GAZ_FACT_COMMIT "提交"
#define GAZ_FACT_GENERATION "PDF写法"
/* Of the style: a digest of all its values. */
#define GAZ_FACT_ALL "各项"
/* Keys of the result. */
#define GAZ_FACT_PAGES "版面"
#define GAZ_FACT_PDF "PDF" /* a screen's; of another kind "PDF.print" */

/* What can be made of an issue and locked by itself: a PDF each gaz_pdf_kind, and the archive's files of its
 * documents. */
enum { GAZ_LOCK_SPLIT = GAZ_N_PDF_KINDS, GAZ_N_LOCK_KINDS };

/* "screen", "split". */
const char *gaz_lock_kind_name(int kind);
/* The names of a set of 1 << kind, "screen,print"; freed with g_free. */
char *gaz_lock_kinds_text(unsigned kinds);
/* What was made. */
unsigned gaz_lock_kinds_of(const struct gaz_made *made);

/* Whether a fact is of a kind alone: the digest of its PDF, how a press's was made, the files of documents.
 */
struct gaz_fact;
bool gaz_fact_is_of_kind(const struct gaz_fact *fact, int kind);
/* Whether the digests of a kind are among the facts. */
bool gaz_facts_have_kind(const GArray *facts, int kind);

/* Which faces: those that served, (before layout, when that is not known) all that might, or none: to hash
 * them takes longer than all the rest. */
enum gaz_fact_faces { GAZ_FACES_OPEN, GAZ_FACES_FOUND, GAZ_FACES_NONE };

/* The first four sections. The gazette must have its fonts. `version`: of the lock's
 * format, so that what an earlier program did not tell is not told to one of its locks: 0 knew no 油墨, no
 * 提交 and no PDF写法. */
void gaz_facts_add_causes(GString *text, const struct gaz_gazette *gazette, enum gaz_fact_faces faces,
                          unsigned version);
void gaz_facts_add_press(GString *text, const struct gaz_press *press);
void gaz_facts_add_files(GString *text, const struct gaz_made *made);
void gaz_facts_add_result(GString *text, const struct gaz_pages *pages, const struct gaz_made *made);

/* The sections 各页 and 各行. No difference is told by them: they say where one is. */
void gaz_facts_add_pages(GString *text, const struct gaz_pages *pages);
void gaz_facts_add_lines(GString *text, const struct gaz_gazette *gazette);

/* The paths below the issue folder of the files that the issue was read from: sorted, each once. Freed with
 * g_ptr_array_unref. */
GPtrArray *gaz_facts_sources(const struct gaz_gazette *gazette);

struct gaz_fact {
    enum gaz_fact_section section;
    const char *key, *value; /* in the text that was read */
    uint32_t begin, end;     /* the line's bytes in it */
};

/* Sorted facts as they are written. Freed with g_free. */
char *gaz_facts_text(const GArray *facts);

/* What stands from the byte `from` on, sorted by section, key, value. `text` is cut up: it must outlive the
 * facts. *wrong: the offset in it of the first line that is none of a lock's, or GAZ_NOWHERE. */
GArray *gaz_facts_read(char *text, uint32_t from, uint32_t *wrong);

/* The value of a key, NULL: there is none. */
const char *gaz_facts_value(const GArray *facts, enum gaz_fact_section section, const char *key);

/* The name of a section, as it stands between brackets. */
const char *gaz_fact_section_name(enum gaz_fact_section section);

/* The section that a line of n bytes begins, or -1. */
int gaz_fact_section_of(const char *line, size_t n);

/* By section, key, value. */
void gaz_facts_sort(GArray *facts);

/* Calls back for every key whose value differs; before or after is NULL where there is none. */
typedef void gaz_fact_difference(void *context, const struct gaz_fact *before, const struct gaz_fact *after);
void gaz_facts_compare(const GArray *before, const GArray *after, gaz_fact_difference *found, void *context);

#endif
