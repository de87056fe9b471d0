/* captions.c: numbers that do not run on: of 表1, 图1, and in a column 序号 (P-06). */
#include "check/checker.h"
#include "check/scan.h"

struct captions {
    uint32_t last[2]; /* 表, 图 */
};

static void check_caption(struct gaz_checker *checker, struct gaz_text text, struct captions *captions) {
    bool is_figure = gaz_char_at(text, 0) == L'图';
    struct gaz_numeral number = gaz_numeral_digits(text, 1);
    bool is_caption = is_figure || gaz_char_at(text, 0) == L'表';
    bool is_free =
        gaz_char_is_one_of(gaz_char_at(text, 1 + number.length), " 　:：\n") || 1 + number.length == text.n;
    if (!is_caption || !gaz_scan_is_ordinal(number) || !is_free) return;
    uint32_t last = captions->last[is_figure];
    captions->last[is_figure] = number.value;
    if (number.value == last + 1 || (number.value == 1 && last > 1)) return;
    g_autofree char *wanted = g_strdup_printf("%s%u", is_figure ? "图" : "表", last + 1);
    gaz_find(checker, GAZ_CHECK_CAPTION_ORDER, gaz_text_slice(text, 0, 1 + number.length), NULL, wanted);
}

static bool is_caption_place(const struct gaz_passage *passage) {
    const struct gaz_block *block = passage->piece.block;
    if (passage->piece.kind != GAZ_PIECE_BLOCK || !block) return false;
    if (block->kind == GAZ_BLOCK_TABLE) return block->table->caption.chars == passage->text.chars;
    return block->kind == GAZ_BLOCK_FIGURE || block->align == GAZ_ALIGN_CENTER;
}

void gaz_check_captions(struct gaz_checker *checker) {
    struct captions captions = {0};
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        const struct gaz_passage *passage = &checker->passages[i];
        if (passage->piece.kind == GAZ_PIECE_PART) captions = (struct captions){0};
        if (is_caption_place(passage)) check_caption(checker, passage->text, &captions);
    }
}

static bool is_serial_head(const struct gaz_cell *cell) {
    g_autofree char *text = gaz_scan_squeeze(cell->text);
    return cell->is_head && g_str_equal(text, "序号");
}

/* Numbers that run on; a label between them may begin them anew. */
static void check_serials(struct gaz_checker *checker, const struct gaz_table *table, uint32_t column) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        struct gaz_text text = gaz_scan_trim(cell->text);
        struct gaz_numeral number = gaz_numeral_digits(text, 0);
        if (cell->column != column || cell->is_head || number.length == 0 || number.length != text.n)
            continue;
        if (last > 0 && number.value != last + 1 && number.value != 1) {
            g_autofree char *wanted = g_strdup_printf("%u", last + 1);
            gaz_find(checker, GAZ_CHECK_SERIAL, text, NULL, wanted);
        }
        last = number.value;
    }
}

void gaz_check_serial_columns(struct gaz_checker *checker) {
    for (uint32_t p = 0; checker->doc && p < checker->doc->n_parts; p++)
        for (uint32_t b = 0; b < checker->doc->parts[p].n_blocks; b++) {
            const struct gaz_table *table = checker->doc->parts[p].blocks[b].table;
            for (uint32_t i = 0; table && i < table->n_cells; i++)
                if (is_serial_head(&table->cells[i])) check_serials(checker, table, table->cells[i].column);
        }
}
