/* pages.h: the display list, the product of layout/.
 *
 * PDF, PNG, the golden dump and the line list are readers of it. It knows no style, model or file format.
 *
 * Invariants: 1. x grows right, y grows down, from the paper's top left corner, in grains. 2. Items stand in
 * reading order. 3. Every glyph's characters are in its run, with the source place they came from. 4. An item
 * that prints text a second time (table head repeated, contents, automatic list of attachments) is
 * GAZ_ITEM_REPEAT; page numbers and other text that stands in no model text are GAZ_ITEM_FURNITURE. 5. Where
 * a page end slices a table's row, each of its cells goes on after its neighbours began: a run of items that
 * are GAZ_ITEM_SLICED (repeats between them left out) holds the model's characters once each, but in order
 * only when sorted by source offset.
 */
#ifndef GAZ_LAYOUT_PAGES_H
#define GAZ_LAYOUT_PAGES_H

#include "base/ink.h"
#include "base/source.h"
#include "base/text.h"
#include "base/unit.h"

struct gaz_arena;
struct gaz_face;

enum gaz_item_kind { GAZ_ITEM_GLYPHS, GAZ_ITEM_RULE, GAZ_ITEM_IMAGE, GAZ_ITEM_LINK };

enum gaz_item_flag {
    GAZ_ITEM_REPEAT = 1 << 0,
    GAZ_ITEM_FURNITURE = 1 << 1,
    GAZ_ITEM_SLICED = 1 << 2, /* of a table part whose rows a page end slices: see invariant 5 */
};

struct gaz_placed_glyph {
    uint32_t id;
    gaz_len x, y; /* from the item's origin, before its turn */
    uint32_t first_char,
        n_chars; /* in the run's chars; n_chars 0: belongs to the cluster of the glyph before */
};

struct gaz_glyph_run {
    const struct gaz_face *face;
    gaz_len size;
    uint32_t ink;     /* in gaz_pages.inks */
    const char *role; /* 正文, 版记 …: for dumps */
    const struct gaz_placed_glyph *glyphs;
    uint32_t n_glyphs;
    const struct gaz_char *chars; /* in logical order; every one belongs to exactly one cluster */
    uint32_t n_chars;
    const struct gaz_source *source; /* of the chars; NULL: all generated */
};

struct gaz_rule {
    gaz_len width, height;        /* a filled rectangle from the item's origin right and down */
    uint32_t ink;                 /* in gaz_pages.inks */
    const struct gaz_char *chars; /* the ＿ that this rule stands for; else NULL */
    uint32_t n_chars;
    const struct gaz_source *source;
};

struct gaz_image {
    gaz_len width, height;     /* as printed, from the origin right and down */
    int kind;                  /* gaz_picture_kind of base/picture.h: 1 SVG, 2 PNG, 3 JPEG */
    const unsigned char *data; /* the file */
    size_t size;
    const char *name;     /* path below the issue folder, or the data folder (a cover's) */
    struct gaz_span span; /* where it is asked for; a cover's has none */
};

struct gaz_link {
    gaz_len width, height;
    uint32_t target; /* in gaz_pages.targets */
};

struct gaz_item {
    enum gaz_item_kind kind;
    unsigned flags; /* gaz_item_flag */
    gaz_len x, y;   /* origin; of GLYPHS the pen on the baseline */
    uint8_t turn;   /* quarter turns counter-clockwise of the whole item about its origin: 0–3 */
    uint32_t line;  /* items of one set line share a number on their page; 0: none */
    union {
        struct gaz_glyph_run glyphs;
        struct gaz_rule rule;
        struct gaz_image image;
        struct gaz_link link;
    } as;
};

/* why a page ended where it did (page-rules.md 1) */
enum gaz_page_end {
    GAZ_END_FULL,
    GAZ_END_NEXT_DOCUMENT,
    GAZ_END_INSTRUMENT,
    GAZ_END_ATTACHMENT,
    GAZ_END_SIGNATURE,
    GAZ_END_KEEP,
    GAZ_END_BREAK,
    GAZ_END_TABLE,
    GAZ_END_ISSUE
};

struct gaz_page {
    int number; /* as counted from 起始页 */
    const char
        *label_prefix; /* what a viewer puts before the number, "12-" of a volume's issue; NULL: none */
    bool shows_number; /* the cover shows none */
    bool turned;       /* its content is turned a quarter (横排) */
    enum gaz_page_end end;
    gaz_len width, height;
    const struct gaz_item *items;
    uint32_t n_items;
};

struct gaz_target {
    uint32_t page; /* index */
    gaz_len x, y;
};

struct gaz_outline {
    const char *title; /* UTF-8 */
    unsigned level;    /* 0: issue, 1: 栏目, 2: document, 3: 印发件 or attachment */
    uint32_t target;
    bool is_open; /* a viewer shows at first what hangs below */
};

struct gaz_pages {
    struct gaz_arena *arena; /* owns everything here but faces, sources and picture data */
    const struct gaz_page *pages;
    uint32_t n_pages;
    const struct gaz_target *targets;
    uint32_t n_targets;
    const struct gaz_outline *outline;
    uint32_t n_outline;
    const struct gaz_ink *inks; /* the first is GAZ_INK_BLACK; some may print nothing here */
    uint32_t n_inks;
    /* document information */
    const char *title, *author, *subject;
    int year, month, day; /* 出版日期 */
};

#endif
