/* stream.h: what a document prints, as one run of characters in the order in which it is read, each with the
 * page and the line on which it stands now. Two settings of one document have the same characters; they
 * differ in pages and lines.
 */
#ifndef GAZ_TRIAL_STREAM_H
#define GAZ_TRIAL_STREAM_H

#include "layout/pages.h"

#include <glib.h>

/* A character as it is compared: dashes, Kangxi and compatibility forms as the plain character; 0: it is a
 * blank, invisible, or a blank to be filled in, and does not count. */
uint32_t gaz_fold_char(uint32_t ch);

struct gaz_stream_char {
    uint32_t ch;             /* folded (gaz_fold_char); blanks are left out */
    uint32_t offset;         /* byte in the document's source; GAZ_NOWHERE: generated */
    uint32_t attrs;          /* gaz_char_attr */
    uint32_t node;           /* in the pages' tree */
    enum gaz_node_kind kind; /* its node's */
    uint32_t row;            /* the table's row that it stands in; 0: none */
    bool is_merged;          /* in a cell over several rows */
    bool is_head;            /* in a table's header, or its first row */
    uint32_t page;           /* from 0: the document's first */
    uint32_t line;           /* of the page, as set */
    gaz_len y;               /* of its baseline, on the page */
};

struct gaz_stream {
    GArray *chars;   /* struct gaz_stream_char */
    GArray *figures; /* uint32_t: of each figure the character behind it */
    uint32_t *heads; /* of each page the first character on it; n: none */
    uint32_t n_pages;
};

/* Of pages that hold one document. Free with gaz_stream_clear. */
struct gaz_stream gaz_stream_of(const struct gaz_pages *pages);
void gaz_stream_clear(struct gaz_stream *stream);

static inline const struct gaz_stream_char *gaz_stream_at(const struct gaz_stream *stream, uint32_t i) {
    return &g_array_index(stream->chars, struct gaz_stream_char, i);
}

/* Whether a line begins with character i: what stands on one baseline is one, as a reader has it. */
bool gaz_stream_begins_line(const struct gaz_stream *stream, uint32_t i);

/* Whether page p (from 0) begins with character i; in a table with the row in which it stands. */
bool gaz_stream_begins_page(const struct gaz_stream *stream, uint32_t i, uint32_t p);

#endif
