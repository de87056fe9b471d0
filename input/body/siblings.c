/* siblings.c: siblings are judged together. */
#include "input/body/siblings.h"

#include "base/text/text.h"

#include <glib.h>

enum {
    LONGEST_AMONG_HEADINGS = 60 /* characters; half as many again as LONGEST_HEADING of lines/numbering.c */
};

/* siblings, while they are gathered and when they are judged */
struct family {
    bool last_is_bare, last_is_long, last_is_bare_line;
    uint32_t n;                     /* members */
    uint32_t n_bare;                /* not the last; nothing follows their only sentence */
    uint32_t n_long;                /* not the last; what would be their heading is too long */
    uint32_t n_heads;               /* what may be a heading, and has matter below it */
    uint32_t n_lines, n_bare_lines; /* headings without 。; those but the last that have nothing below */
};

struct gathering {
    const struct gaz_block *blocks;
    const struct gaz_number *numbers;
    uint32_t n;
    GArray *families;    /* struct family */
    uint32_t *family_of; /* 1 + its index; 0: no item */
    uint32_t open[5];    /* by level: 1 + the index of the family that may go on */
};

static bool ends_all(struct gaz_number number) {
    return number.kind >= GAZ_NUMBER_BOOK && number.kind <= GAZ_NUMBER_ARTICLE;
}

/* 特此通告。 and a signature that is typed close the document, not an item. */
static bool is_closing(const struct gaz_block *block) {
    static const char *const formulas[] = {"特此", "专此", "此复", "此令", "此布"};
    if (block->align == GAZ_ALIGN_RIGHT || block->kind == GAZ_BLOCK_ATTACHMENT_LIST) return true;
    for (size_t i = 0; i < G_N_ELEMENTS(formulas); i++)
        if (gaz_text_has_prefix(block->text, formulas[i])) return true;
    return gaz_text_has_prefix(block->text, "附件：");
}

static bool is_mark(const struct gaz_block *block) {
    return block->kind == GAZ_BLOCK_PAGE_BREAK || block->kind == GAZ_BLOCK_ATTACHMENT_LIST_HERE ||
           block->kind == GAZ_BLOCK_PAGE_END || block->kind == GAZ_BLOCK_LOST_LINES;
}

/* Text, a table, a figure or a deeper number stands below the item. */
static bool has_matter(const struct gathering *g, uint32_t item) {
    unsigned level = gaz_number_level(g->numbers[item]);
    uint32_t i = item + 1;
    while (i < g->n && is_mark(&g->blocks[i]))
        i++;
    if (i == g->n || ends_all(g->numbers[i]) || is_closing(&g->blocks[i])) return false;
    unsigned next = gaz_number_level(g->numbers[i]);
    if (next == 0 && g->blocks[i].kind == GAZ_BLOCK_HEADING) next = g->blocks[i].level;
    return next == 0 || next > level;
}

/* ---- gathering */

/* 一、 （一） 1. (1): a new count */
static bool is_first(const struct gaz_block *block) {
    uint32_t open = gaz_char_at(block->text, 0) == 0xFF08;
    bool is_one = gaz_char_is_one_of(gaz_char_at(block->text, open), "一1");
    uint32_t next = gaz_char_at(block->text, open + 1);
    return is_one && !gaz_char_is_digit(next) && !gaz_char_is_one_of(next, "一二三四五六七八九十百");
}

static struct family *family_at(struct gathering *g, unsigned level, const struct gaz_block *block) {
    if (g->open[level] == 0 || is_first(block)) {
        struct family none = {0};
        g_array_append_val(g->families, none);
        g->open[level] = g->families->len;
    }
    for (unsigned deeper = level + 1; deeper < G_N_ELEMENTS(g->open); deeper++)
        g->open[deeper] = 0;
    return &g_array_index(g->families, struct family, g->open[level] - 1);
}

/* The last member may be bare or long without telling anything of the others. */
static void pass_last(struct family *family) {
    family->n_bare += family->last_is_bare;
    family->n_long += family->last_is_long;
    family->n_bare_lines += family->last_is_bare_line;
    family->last_is_bare = family->last_is_long = family->last_is_bare_line = false;
}

static void add_member(const struct gathering *g, struct family *family, uint32_t item) {
    struct gaz_text text = g->blocks[item].text;
    uint32_t run_in = gaz_number_run_in(text), sentence = gaz_number_sentence(text);
    bool is_line = gaz_number_is_heading_line(text), matter = has_matter(g, item);
    bool goes_on = sentence > 0 && sentence < text.n; /* more stands in the paragraph itself */
    pass_last(family);
    family->n++;
    if (is_line) {
        family->n_lines++;
        family->n_heads += matter;
        family->last_is_bare_line = !matter;
    } else if (!goes_on && !matter) {
        family->last_is_bare = true;
    } else if (run_in > 0) {
        family->n_heads++;
    } else {
        family->last_is_long = true;
    }
}

static void gather(struct gathering *g) {
    for (uint32_t i = 0; i < g->n; i++) {
        unsigned level = gaz_number_level(g->numbers[i]);
        bool is_heading = level == 0 && g->blocks[i].kind == GAZ_BLOCK_HEADING;
        unsigned closes = ends_all(g->numbers[i]) ? 1 : is_heading ? g->blocks[i].level : 5;
        for (unsigned k = closes; k < G_N_ELEMENTS(g->open); k++)
            g->open[k] = 0;
        if (level == 0) continue;
        struct family *family = family_at(g, level, &g->blocks[i]);
        if (g->blocks[i].by_hand == GAZ_HAND_NONE) add_member(g, family, i); /* a hand's tells nothing */
        g->family_of[i] = g->open[level];
    }
}

/* ---- judging */

static bool are_headings(const struct family *family) {
    return family->n_bare == 0 && family->n_heads > family->n_long;
}

/* Short items without 。, none of them but perhaps the last with anything below, are a list: copies to be
 * handed in, names. */
static bool is_list(const struct family *family) {
    return family->n > 1 && family->n_lines == family->n && family->n_bare_lines + 1 == family->n;
}

static enum gaz_item_form form_of(const struct gathering *g, uint32_t item) {
    const struct family *family = &g_array_index(g->families, struct family, g->family_of[item] - 1);
    struct gaz_text text = g->blocks[item].text;
    if (gaz_number_is_heading_line(text)) return is_list(family) ? GAZ_ITEM_BODY : GAZ_ITEM_LINE;
    uint32_t sentence = gaz_number_sentence(text);
    bool is_long = gaz_number_run_in(text) == 0;
    if (sentence == 0 || sentence > LONGEST_AMONG_HEADINGS || !are_headings(family)) return GAZ_ITEM_BODY;
    if (is_long && family->n_heads < 2) return GAZ_ITEM_BODY;
    return sentence < text.n || has_matter(g, item) ? GAZ_ITEM_SENTENCE : GAZ_ITEM_BODY;
}

enum gaz_item_form *gaz_item_forms(const struct gaz_block *blocks, const struct gaz_number *numbers,
                                   uint32_t n) {
    struct gathering g = {.blocks = blocks,
                          .numbers = numbers,
                          .n = n,
                          .families = g_array_new(FALSE, TRUE, sizeof(struct family)),
                          .family_of = g_new0(uint32_t, n)};
    enum gaz_item_form *forms = g_new0(enum gaz_item_form, n);
    gather(&g);
    for (uint32_t i = 0; i < n; i++)
        if (g.family_of[i]) forms[i] = form_of(&g, i);
    g_array_unref(g.families);
    g_free(g.family_of);
    return forms;
}
