/* pages.h: the product of layout/: a display list, and a tree that says what it shows.
 *
 * PDF, PNG, the golden dump and the line list are readers of it. It knows no style or file format, and of the
 * model nothing but the issue that a volume binds.
 *
 * Invariants: 1. x grows right, y grows down, from the paper's top left corner, in grains. 2. Items stand in
 * reading order; where a page end slices a table's rows, the order of its cells' texts is the tree's, and
 * notes stand where their page has room for them, their nodes behind the block of their mark. 3.
 * Every glyph's characters are in its run, with the source place they came from. 4. Nodes stand in tree
 * order: a node's children follow it, nodes[0] is the root. 5. An item either belongs to a node other than
 * the root or is an artifact, never both. The texts of a node's items in the order of pages and items are the
 * node's text, and the texts of the nodes in their order, copies left out, are the model's.
 */
#ifndef GAZ_LAYOUT_PAGES_H
#define GAZ_LAYOUT_PAGES_H

#include "base/terms/ink.h"
#include "base/terms/unit.h"
#include "base/text/source.h"
#include "base/text/text.h"
#include "styles/style_roles.h"

struct gaz_arena;
struct gaz_face;
struct gaz_issue;

enum gaz_item_kind { GAZ_ITEM_GLYPHS, GAZ_ITEM_RULE, GAZ_ITEM_IMAGE, GAZ_ITEM_LINK };

/* What an item is that is no part of a text: what a reader aloud leaves out. */
enum gaz_artifact {
    GAZ_ARTIFACT_NONE,          /* the item belongs to a node */
    GAZ_ARTIFACT_PAGE_NUMBER,   /* 页码 */
    GAZ_ARTIFACT_RUNNING_HEAD,  /* 书眉 */
    GAZ_ARTIFACT_LEADER,        /* 引导点 of the contents */
    GAZ_ARTIFACT_RULE,          /* a rule or band that stands for no text */
    GAZ_ARTIFACT_DECORATION,    /* a cover's picture that says nothing */
    GAZ_ARTIFACT_REPEATED_HEAD, /* a table's header rows on its next page */
    GAZ_ARTIFACT_REPEATED_CELL, /* the text of a merged cell that a page end cuts */
    GAZ_ARTIFACT_CONTINUED,     /* 续表, 【…】（续） */
    GAZ_ARTIFACT_LOST,          /* what stands on a page whose text is lost */
    GAZ_ARTIFACT_BESIDE,        /* what a proof has beside and below the page: no page of an issue has it */
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
    uint32_t ink;          /* in gaz_pages.inks */
    enum gaz_role_id role; /* whose look it has; of a leader the entry's */
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
    bool parts; /* two documents on one page (接排): it is neither's */
};

struct gaz_image {
    gaz_len width, height; /* as printed, from the origin right and down */
    int kind;              /* gaz_picture_kind of base/picture/picture.h: 1 SVG, 2 PNG, 3 JPEG */
    int orientation; /* how the stored pixels are turned to be shown: 1–8 (base/picture/picture.h), 0: SVG */
    const unsigned char *data; /* the file */
    size_t size;
    const char *name;              /* path below the issue folder, or the data folder (a cover's) */
    struct gaz_span span;          /* where it is asked for; a cover's has none */
    const struct gaz_frame *shown; /* what of the page it may be seen in; NULL: all */
    bool is_guessed; /* its size is: neither the document nor the file says how large it is printed */
};

/* a rectangle of the page */
struct gaz_frame {
    gaz_len x, y, width, height;
};

/* one of the rectangles of a node's link; where it leads says the node */
struct gaz_link {
    gaz_len width, height;
};

struct gaz_item {
    enum gaz_item_kind kind;
    gaz_len x, y;     /* origin; of GLYPHS the pen on the baseline */
    uint8_t turn;     /* quarter turns counter-clockwise of the whole item about its origin: 0–3 */
    uint8_t artifact; /* gaz_artifact */
    uint32_t node;    /* in gaz_pages.nodes; 0 of an artifact */
    uint32_t line;    /* items of one set line share a number on their page; 0: none */
    union {
        struct gaz_glyph_run glyphs;
        struct gaz_rule rule;
        struct gaz_image image;
        struct gaz_link link;
    } as;
};

/* ---- what the items are */

/* Groups hold nodes, the others text; tables, rows and figures are groups too. */
enum gaz_node_kind {
    GAZ_NODE_ISSUE,              /* the root of an issue */
    GAZ_NODE_VOLUME,             /* the root of a volume: its 年度总目录, then issues */
    GAZ_NODE_COVER,              /* group: paragraphs, figures */
    GAZ_NODE_CONTENTS,           /* group: 目录, 年度总目录, 发文字号索引 */
    GAZ_NODE_CONTENTS_ENTRY,     /* its text, then its number; `target`: where its link leads */
    GAZ_NODE_CONTENTS_NUMBER,    /* （15）, 第12期（15） */
    GAZ_NODE_COLUMN,             /* group: the documents of a 栏目 */
    GAZ_NODE_DOCUMENT,           /* group: a 公文 */
    GAZ_NODE_INSTRUMENT,         /* group: 印发件 */
    GAZ_NODE_ATTACHMENT,         /* group: 附件 */
    GAZ_NODE_ABOUT,              /* group: 简介 */
    GAZ_NODE_LETTERHEAD,         /* group: 版头 */
    GAZ_NODE_ISSUER_MARK,        /* 发文机关标志; of a joint document one an issuer, and 文件 */
    GAZ_NODE_NUMBER,             /* 发文字号 */
    GAZ_NODE_TITLE,              /* 标题; level 1 of a document, 2 of a later part */
    GAZ_NODE_SUBTITLE,           /* 题注 */
    GAZ_NODE_ADDRESSEES,         /* 主送 */
    GAZ_NODE_PARAGRAPH,          /* level 1–4: its numbering's, with a run-in heading; 0: none */
    GAZ_NODE_HEADING,            /* a line of its own, level 1–4 */
    GAZ_NODE_BOOK,               /* 第X编; the divisions' level: how many stand over it, and itself */
    GAZ_NODE_SUBBOOK,            /* 第X分编 */
    GAZ_NODE_CHAPTER,            /* 第X章 */
    GAZ_NODE_SECTION,            /* 第X节 */
    GAZ_NODE_SUBSECTION,         /* 第X目 */
    GAZ_NODE_OWN_CONTENTS,       /* group: a document's own 目录 */
    GAZ_NODE_OWN_CONTENTS_TITLE, /* its word */
    GAZ_NODE_OWN_CONTENTS_ENTRY, /* a line, of a level; `target`: the head that it names */
    GAZ_NODE_ATTACHMENT_LIST,    /* group: 附件说明 */
    GAZ_NODE_ATTACHMENT_ENTRY,   /* one name of it */
    GAZ_NODE_ATTACHMENT_LABEL,   /* 附件1 */
    GAZ_NODE_TABLE,              /* group: a caption, a unit, rows, notes */
    GAZ_NODE_NAME_LIST, /* group of rows: a 无框 table, 编辑委员会; a 名单 with labels and posts */
    GAZ_NODE_LIST,      /* group of items, in the order in which they are read: a 名单 */
    GAZ_NODE_LIST_ITEM, /* a name */
    GAZ_NODE_ROW,       /* group: the cells that begin in it */
    GAZ_NODE_CELL,
    GAZ_NODE_FIGURE, /* its picture, then a caption */
    GAZ_NODE_CAPTION,
    GAZ_NODE_UNIT,       /* of a table's figures: 单位：亿元 */
    GAZ_NODE_TABLE_NOTE, /* 注：…, 资料来源：… */
    GAZ_NODE_MISSING,    /* 缺页: pages whose text is lost; without text */
    GAZ_NODE_ATTENDANCE, /* 出席：…, 请假：…, 缺席：…, 列席：… */
    GAZ_NODE_SIGNATURE,  /* group: 署名, 成文日期 */
    GAZ_NODE_SIGNATORY,  /* 署名 */
    GAZ_NODE_DATE,       /* 成文日期 */
    GAZ_NODE_NOTE,       /* 附注 */
    GAZ_NODE_FOOTNOTE,   /* a note, behind the block or table where its mark stands */
    GAZ_NODE_FOOTER,     /* group: 版记 */
    GAZ_NODE_COPIES,     /* 抄送 */
    GAZ_NODE_PRINTER,    /* 印发机关 */
    GAZ_NODE_PRINT_DATE, /* 印发日期 */
    GAZ_NODE_LINK        /* of a volume: a 更正 and what it mends; without text; `target`: where it leads */
};

struct gaz_node {
    enum gaz_node_kind kind;
    uint8_t level;
    bool is_copy;    /* prints once more what stands elsewhere in the model (contents, automatic lists) */
    bool is_header;  /* CELL */
    bool is_formula; /* FIGURE: it shows a formula; its caption is the number */
    uint32_t parent;
    uint32_t end;         /* the first node behind it and all below it */
    struct gaz_text text; /* as it was before it was broken into lines: what its items print, with the blanks
                             that a line's end takes, forced line ends as '\n'; of a COLUMN its name, which
                             nothing prints; of other groups none */
    struct gaz_span span; /* where it stands; no source: all generated */
    const char *language; /* BCP 47; NULL: its parent's */
    union {
        struct {
            uint32_t row, column, row_span, column_span; /* CELL, from 0 */
        } cell;
        struct {
            uint32_t n_rows, n_columns, n_header_rows;
        } table;                 /* TABLE, NAME_LIST */
        uint32_t note;           /* FOOTNOTE: its number, which its mark shows (gaz_char_note) */
        const char *alternative; /* FIGURE: what it shows, UTF-8, beside its caption; NULL: nobody has said */
        uint32_t target; /* CONTENTS_ENTRY, OWN_CONTENTS_ENTRY, LINK: where it leads; DOCUMENT, INSTRUMENT,
                            ATTACHMENT, ABOUT: the place that it is; in gaz_pages.targets */
    } as;
};

/* why a page ended where it did (S-19) */
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
    const char *label; /* what it is called instead of its number, 目录1; NULL: by its number */
    bool shows_number; /* the cover shows none */
    bool turned;       /* its content is turned a quarter (横排) */
    bool is_back;      /* 封三 or 封底: the last of an issue, behind whatever fills the sheet */
    bool lost;         /* its text is lost (缺页), which is all that it says */
    bool has_picture;
    bool has_text;      /* of the document's own: its paragraphs, tables, figures */
    bool has_signature; /* 署名, 成文日期 or 附注 */
    bool parts;         /* its last line parts a date or a range that goes on on the next page */
    bool only_footer;   /* nothing stands on it but what stands on the foot (版记), and its number */
    uint32_t
        body_lines; /* set lines on it, the foot's with them; not its number, nor 续表, nor that it is lost */
    enum gaz_page_end end;
    gaz_len width, height;
    const struct gaz_item *items;
    uint32_t n_items;
    const struct gaz_item *slug; /* what a press reads beside the page, none of whose it is: glyph runs from
                                    the left end of their baseline. When it was asked for */
    uint32_t n_slug;
};

/* What a page is called: by its label, else its number behind the prefix; 封面 where it is not counted. Freed
 * with g_free. */
char *gaz_page_name(const struct gaz_page *page);

struct gaz_target {
    uint32_t page; /* index */
    gaz_len x, y;
};

struct gaz_outline {
    const char *title; /* UTF-8 */
    unsigned level; /* 0: issue, 1: 栏目, 2: document, 3: 印发件 or attachment; below, 编, 章 and so on */
    uint32_t target;
    bool is_open; /* a viewer shows at first what hangs below */
};

struct gaz_pages {
    struct gaz_arena *arena;       /* owns everything here but faces, sources and picture data */
    const struct gaz_issue *issue; /* as it is printed, for a volume that binds it; its texts are the model's.
                                      NULL: of a volume */
    const struct gaz_page *pages;
    uint32_t n_pages;
    const struct gaz_target *targets;
    uint32_t n_targets;
    const struct gaz_outline *outline;
    uint32_t n_outline;
    const struct gaz_ink *inks; /* the first is GAZ_INK_BLACK; some may print nothing here */
    uint32_t n_inks;
    const struct gaz_node *nodes;
    uint32_t n_nodes; /* at least 1 */
    /* document information */
    const char *title, *author, *subject;
    const char *ordinal, *total; /* 第6期, 总第128期; NULL: of a volume, or not said */
    int year, month, day;        /* 出版日期 */
};

#define GAZ_NO_TARGET UINT32_MAX /* of a line of contents that names nothing */

/* Whether as.target is a place: the node's own, or where its link leads. */
static inline bool gaz_node_has_target(const struct gaz_node *node) {
    if (node->kind == GAZ_NODE_OWN_CONTENTS_ENTRY) return node->as.target != GAZ_NO_TARGET;
    return node->kind == GAZ_NODE_CONTENTS_ENTRY || node->kind == GAZ_NODE_DOCUMENT ||
           node->kind == GAZ_NODE_INSTRUMENT || node->kind == GAZ_NODE_ATTACHMENT ||
           node->kind == GAZ_NODE_ABOUT || node->kind == GAZ_NODE_LINK;
}

static inline bool gaz_node_is_table(const struct gaz_node *node) {
    return node->kind == GAZ_NODE_TABLE || node->kind == GAZ_NODE_NAME_LIST;
}

/* Whether what is below the node is set in a grid, where items take turns: cells that page ends slice, the
 * names of a list that is read downwards. */
static inline bool gaz_node_is_grid(const struct gaz_node *node) {
    return gaz_node_is_table(node) || node->kind == GAZ_NODE_LIST;
}

/* Where the cluster ends that begins with the glyph: glyphs without characters go with the one before them.
 */
static inline uint32_t gaz_cluster_end(const struct gaz_glyph_run *run, uint32_t glyph) {
    do
        glyph++;
    while (glyph < run->n_glyphs && run->glyphs[glyph].n_chars == 0);
    return glyph;
}

/* How many pages at the end are 封三 and 封底. */
static inline uint32_t gaz_pages_count_back(const struct gaz_pages *pages) {
    uint32_t n = 0;
    while (n < pages->n_pages && pages->pages[pages->n_pages - 1 - n].is_back)
        n++;
    return n;
}

/* The characters that an item prints, in logical order; none of a picture, a link, a rule. */
static inline struct gaz_text gaz_item_text(const struct gaz_item *item) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    const struct gaz_rule *rule = &item->as.rule;
    if (item->kind == GAZ_ITEM_GLYPHS) return (struct gaz_text){run->chars, run->n_chars, run->source};
    if (item->kind == GAZ_ITEM_RULE && rule->chars)
        return (struct gaz_text){rule->chars, rule->n_chars, rule->source};
    return (struct gaz_text){0};
}

/* Text that stands in no text of the model. */
static inline bool gaz_artifact_is_furniture(enum gaz_artifact artifact) {
    return artifact == GAZ_ARTIFACT_PAGE_NUMBER || artifact == GAZ_ARTIFACT_RUNNING_HEAD ||
           artifact == GAZ_ARTIFACT_LEADER || artifact == GAZ_ARTIFACT_CONTINUED ||
           artifact == GAZ_ARTIFACT_LOST || artifact == GAZ_ARTIFACT_BESIDE;
}

static inline bool gaz_item_is_furniture(const struct gaz_pages *pages, const struct gaz_item *item) {
    if (item->artifact == GAZ_ARTIFACT_NONE)
        return item->kind != GAZ_ITEM_LINK && pages->nodes[item->node].kind == GAZ_NODE_CONTENTS_NUMBER;
    return gaz_artifact_is_furniture((enum gaz_artifact)item->artifact);
}

/* Text that prints once more what stands elsewhere in the model. */
static inline bool gaz_item_is_repeat(const struct gaz_pages *pages, const struct gaz_item *item) {
    if (item->kind == GAZ_ITEM_LINK || gaz_item_is_furniture(pages, item)) return false;
    if (item->artifact == GAZ_ARTIFACT_NONE) return pages->nodes[item->node].is_copy;
    return item->artifact == GAZ_ARTIFACT_REPEATED_HEAD || item->artifact == GAZ_ARTIFACT_REPEATED_CELL;
}

/* ---- the items by their nodes */

struct gaz_placed_item {
    const struct gaz_item *item;
    uint32_t page; /* index */
};

/* Those of node k are items[first[k]] to items[first[k + 1] - 1], in the order of the pages. */
struct gaz_node_items {
    uint32_t *first; /* n_nodes + 1 */
    struct gaz_placed_item *items;
};

/* Sorts what is no artifact, in linear time. To be cleared by the caller; the pages must outlive it. */
struct gaz_node_items gaz_node_items_of(const struct gaz_pages *pages);
void gaz_node_items_clear(struct gaz_node_items *sorted);

#endif
