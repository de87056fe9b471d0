/* tidy.c: the texts of a draft, one after another: paragraphs, cells, notes. */
#include "intake/tidy/tidy_text.h"

#include "base/diag/diag.h"
#include "base/text/text.h"

const char *gaz_tidy_class_name(enum gaz_tidy_class class) {
    static const char *const names[GAZ_N_TIDY_CLASSES] = {
        [GAZ_TIDY_BLANKS] = "空格",  [GAZ_TIDY_MARKS] = "标点",    [GAZ_TIDY_QUOTES] = "引号",
        [GAZ_TIDY_WIDTH] = "全角",   [GAZ_TIDY_BRACKETS] = "字号", [GAZ_TIDY_NUMBERS] = "编号",
        [GAZ_TIDY_RADICALS] = "部首"};
    return names[class];
}

/* ---- the account of a text */

void gaz_tidy_change(struct gaz_tidy *t, enum gaz_intake_reason reason, guint i, uint32_t becomes) {
    struct gaz_draft_char *ch = gaz_tidy_at(t, i);
    struct gaz_utf8 was = gaz_utf8_of(ch->ch), is = gaz_utf8_of(becomes);
    g_autofree char *where = gaz_draft_where(t->draft, t->block->part, t->block->paragraph);
    struct gaz_account_entry entry = {.text = was.bytes, .becomes = is.bytes, .where = where, .count = 1};
    if (ch->carrier != GAZ_NOWHERE) gaz_account_add(t->account, reason, entry);
    ch->ch = becomes;
}

void gaz_tidy_leave_out(struct gaz_tidy *t, enum gaz_intake_reason reason, guint i) {
    struct gaz_draft_char *ch = gaz_tidy_at(t, i);
    gaz_account_take_out(t->account, reason, ch);
    ch->ch = (uint32_t)GAZ_TIDY_GONE;
}

void gaz_tidy_close(struct gaz_tidy *t) {
    guint kept = 0;
    for (guint i = 0; i < t->chars->len; i++)
        if (gaz_tidy_ch(t, i) != (uint32_t)GAZ_TIDY_GONE) *gaz_tidy_at(t, kept++) = *gaz_tidy_at(t, i);
    g_array_set_size(t->chars, kept);
}

void gaz_tidy_doubt(struct gaz_tidy *t, enum gaz_intake_reason reason, guint i, const char *doubt) {
    enum { AROUND = 8 };
    guint begin = i - MIN(i, AROUND);
    g_autofree char *text = gaz_draft_utf8(t->block, begin, 2 * AROUND + 1);
    g_autofree char *where = gaz_draft_where(t->draft, t->block->part, t->block->paragraph);
    gaz_account_add(t->account, reason,
                    (struct gaz_account_entry){.text = text, .where = where, .doubt = doubt, .count = 1});
}

/* ---- texts */

/* In this order: width hides a digit, a blank tells a number's point from a decimal one, blanks hide what
 * stands beside a mark, a number's point is no full stop. */
static const struct {
    enum gaz_tidy_class class;
    void (*tidy)(struct gaz_tidy *t);
} classes[] = {{GAZ_TIDY_RADICALS, gaz_tidy_radicals}, {GAZ_TIDY_WIDTH, gaz_tidy_width},
               {GAZ_TIDY_NUMBERS, gaz_tidy_numbers},   {GAZ_TIDY_BLANKS, gaz_tidy_blanks},
               {GAZ_TIDY_BRACKETS, gaz_tidy_brackets}, {GAZ_TIDY_MARKS, gaz_tidy_marks},
               {GAZ_TIDY_QUOTES, gaz_tidy_quotes}};

static void tidy_text(struct gaz_tidy *t, const struct gaz_draft_block *block) {
    t->block = block;
    t->chars = block->chars;
    gaz_tidy_ends(t);
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
        if (!(t->keep & 1u << classes[i].class)) classes[i].tidy(t);
}

/* ---- pictures */

/* Whether input/ would take it: what it refuses would be read as text. */
static bool is_fit(const struct gaz_draft_figure *figure) {
    struct gaz_picture picture = {0};
    struct gaz_diags *unheard = gaz_diags_new();
    picture.data = g_bytes_get_data(figure->bytes, &picture.size);
    bool is_fit = gaz_picture_check(&picture, "", (struct gaz_span){0}, unheard) &&
                  picture.natural_width > 0 && picture.natural_height > 0;
    gaz_diags_free(unheard);
    return is_fit;
}

static void drop_unfit(struct gaz_tidy *t, GPtrArray *blocks) {
    for (guint i = blocks->len; i-- > 0;) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, i);
        if (block->kind != GAZ_DRAFT_FIGURE || is_fit(block->figure)) continue;
        g_autofree char *where = gaz_draft_where(t->draft, block->part, block->paragraph);
        struct gaz_account_entry entry = {.text = block->figure->name, .where = where, .count = 1};
        gaz_account_add(t->account, GAZ_REASON_PICTURE_UNFIT, entry);
        g_ptr_array_remove_index(blocks, i);
    }
}

/* ---- the whole */

static void tidy_blocks(struct gaz_tidy *t, GPtrArray *blocks);

/* 1: the cell begins with a blank as wide as an ideograph; 0: with ink; -1: it is no text. */
static int indent_of(const struct gaz_draft_cell *cell) {
    const struct gaz_draft_block *first = cell->blocks->len > 0 ? gaz_draft_block_at(cell->blocks, 0) : NULL;
    if (!first || first->kind != GAZ_DRAFT_PARAGRAPH || first->chars->len == 0) return -1;
    if (cell->align == GAZ_DRAFT_CENTRED || cell->align == GAZ_DRAFT_RIGHT) return -1;
    bool is_wide = gaz_ch_at(first->chars, 0) == 0x3000;
    bool are_two = gaz_draft_is_blank(gaz_ch_at(first->chars, 0)) &&
                   gaz_draft_is_blank(gaz_ch_at(first->chars, 1)); /* as wide */
    return is_wide || are_two ? 1 : gaz_char_has_ink(gaz_ch_at(first->chars, 0)) ? 0 : -1;
}

/* 　第一产业 below 地区生产总值: some cells of a column are indented, others are not. */
static bool has_levels(const struct gaz_draft_table *table, uint32_t column) {
    guint n[2] = {0, 0};
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        int indent = cell->column == column && !cell->is_head ? indent_of(cell) : -1;
        if (indent >= 0) n[indent]++;
    }
    return n[0] > 0 && n[1] > 0;
}

static void tidy_block(struct gaz_tidy *t, const struct gaz_draft_block *block) {
    if (block->kind == GAZ_DRAFT_PARAGRAPH) tidy_text(t, block);
    for (guint i = 0; block->table && i < block->table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(block->table->cells, i);
        t->keeps_indent = indent_of(cell) == 1 && has_levels(block->table, cell->column);
        tidy_blocks(t, cell->blocks);
        t->keeps_indent = false;
    }
}

static void tidy_blocks(struct gaz_tidy *t, GPtrArray *blocks) {
    drop_unfit(t, blocks);
    for (guint i = 0; i < blocks->len; i++)
        tidy_block(t, gaz_draft_block_at(blocks, i));
}

void gaz_draft_tidy(struct gaz_draft *draft, struct gaz_account *account, unsigned keep) {
    struct gaz_tidy t = {.draft = draft, .account = account, .keep = keep};
    tidy_blocks(&t, draft->blocks);
    for (guint i = 0; i < draft->notes->len; i++)
        tidy_blocks(&t, ((const struct gaz_draft_note *)g_ptr_array_index(draft->notes, i))->blocks);
}
