/* draft_dump.c: blocks as lines. */
#include "intake/draft_dump.h"

#include "base/text/text.h"

static const char *const align_words[] = {NULL, "左", "中", "右"};
static const char *const face_words[] = {NULL, "宋", "小标宋", "黑", "楷", "仿宋", "别体"};
static const char *const valign_words[] = {NULL, "居中", "靠下"};

static const struct {
    unsigned attr;
    const char *word;
} attr_words[] = {
    {GAZ_DRAFT_STRONG, "粗"},       {GAZ_DRAFT_EM, "楷"},  {GAZ_DRAFT_SUP, "上"},    {GAZ_DRAFT_SUB, "下"},
    {GAZ_DRAFT_UNDERLINED, "填空"}, {GAZ_DRAFT_RED, "红"}, {GAZ_DRAFT_NUMBER, "号"},
};

/* ---- characters */

static void add_attrs(GString *out, unsigned attrs) {
    if (!attrs) return;
    g_string_append_c(out, '{');
    const char *comma = "";
    for (size_t i = 0; i < G_N_ELEMENTS(attr_words); i++) {
        if (!(attrs & attr_words[i].attr)) continue;
        g_string_append_printf(out, "%s%s", comma, attr_words[i].word);
        comma = ",";
    }
    g_string_append_c(out, ':');
}

static void add_char(GString *out, const struct gaz_draft_char *ch) {
    if (ch->ch == '\n')
        g_string_append(out, "⏎");
    else if (ch->ch == GAZ_DRAFT_OBJECT)
        g_string_append_printf(out, "{注%u}", ch->note);
    else
        g_string_append(out, gaz_utf8_of(ch->ch).bytes);
}

static void add_chars(GString *out, const struct gaz_draft_block *block) {
    const struct gaz_draft_char *chars = gaz_draft_chars(block);
    unsigned attrs = 0;
    for (guint i = 0; i < block->chars->len; i++) {
        if (chars[i].attrs != attrs) {
            if (attrs) g_string_append_c(out, '}');
            attrs = chars[i].attrs;
            add_attrs(out, attrs);
        }
        add_char(out, &chars[i]);
    }
    if (attrs) g_string_append_c(out, '}');
}

/* ---- looks */

static void add_word(GString *out, bool is_so, const char *word) {
    if (is_so) g_string_append_printf(out, " %s", word);
}

static void add_number(GString *out, const char *word, int number) {
    if (number) g_string_append_printf(out, " %s%d", word, number);
}

static void add_look(GString *out, const struct gaz_draft_block *block) {
    const struct gaz_draft_look *look = &block->look;
    g_string_append(out, "[");
    gsize begin = out->len;
    add_word(out, look->align, align_words[look->align]);
    add_word(out, look->face, face_words[look->face]);
    add_number(out, "", look->size);
    add_word(out, look->is_red, "红");
    add_word(out, look->is_strong, "粗");
    add_word(out, look->is_hanging, "悬挂");
    add_number(out, "级", look->level);
    add_number(out, "首", look->first);
    add_number(out, "左", look->left);
    add_number(out, "右", look->right);
    add_word(out, look->style, look->style);
    add_word(out, block->classes & GAZ_DRAFT_BOXED, "框");
    add_word(out, block->classes & GAZ_DRAFT_TURNED, "横排");
    if (out->len > begin) g_string_erase(out, (gssize)begin, 1); /* the first blank */
    g_string_append(out, "] ");
}

/* ---- blocks */

static void add_blocks(GString *out, const GPtrArray *blocks, int depth);

static void add_cell(GString *out, const struct gaz_draft_cell *cell, int depth) {
    g_string_append_printf(out, "%*s格 %u,%u", depth * 2, "", cell->row + 1, cell->column + 1);
    if (cell->row_span > 1 || cell->column_span > 1)
        g_string_append_printf(out, " %u×%u", cell->row_span, cell->column_span);
    add_word(out, cell->is_head, "表头");
    add_word(out, cell->align, align_words[cell->align]);
    add_word(out, cell->valign, valign_words[cell->valign]);
    add_word(out, cell->is_vertical, "竖排");
    g_string_append_c(out, '\n');
    add_blocks(out, cell->blocks, depth + 1);
}

static void add_table(GString *out, const struct gaz_draft_table *table, int depth) {
    g_string_append_printf(out, "%u行%u列", table->n_rows, table->n_columns);
    add_number(out, "表头", (int)table->n_header_rows);
    add_word(out, !table->has_rules, "无线");
    for (uint32_t i = 0; table->widths && i < table->n_columns; i++)
        g_string_append_printf(out, "%s%u", i ? "," : " 宽", table->widths[i]);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < table->cells->len; i++)
        add_cell(out, g_ptr_array_index(table->cells, i), depth + 1);
}

static void add_figure(GString *out, const struct gaz_draft_figure *figure) {
    g_string_append_printf(out, "%s %zu字节 %dμm", figure->name ? figure->name : "",
                           figure->bytes ? g_bytes_get_size(figure->bytes) : 0, figure->width);
    if (figure->words) g_string_append_printf(out, " “%s”", figure->words);
    g_string_append_c(out, '\n');
}

static void add_block(GString *out, const struct gaz_draft_block *block, int depth) {
    static const char *const kinds[] = {"段", "表", "图", "分页"};
    g_string_append_printf(out, "%*s%s ", depth * 2, "", kinds[block->kind]);
    if (block->kind != GAZ_DRAFT_PAGE_BREAK) add_look(out, block);
    switch (block->kind) {
    case GAZ_DRAFT_PARAGRAPH:
        add_chars(out, block);
        break;
    case GAZ_DRAFT_TABLE:
        add_table(out, block->table, depth);
        return;
    case GAZ_DRAFT_FIGURE:
        add_figure(out, block->figure);
        return;
    case GAZ_DRAFT_PAGE_BREAK:
        break;
    }
    g_string_append_c(out, '\n');
}

static void add_blocks(GString *out, const GPtrArray *blocks, int depth) {
    for (guint i = 0; i < blocks->len; i++)
        add_block(out, gaz_draft_block_at(blocks, i), depth);
}

void gaz_draft_dump(const struct gaz_draft *draft, GString *out) {
    add_blocks(out, draft->blocks, 0);
    for (guint i = 0; i < draft->notes->len; i++) {
        const struct gaz_draft_note *note = g_ptr_array_index(draft->notes, i);
        g_string_append_printf(out, "注%u\n", i + 1);
        add_blocks(out, note->blocks, 1);
    }
}
