/* test_intake_dump.c: a draft as text: blocks, cells and notes with what is not usual of them. */
/* link: gaz_intake gaz_base */
#include "intake/draft_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void put(struct gaz_draft_block *block, const char *utf8, unsigned attrs, uint16_t note) {
    for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
        struct gaz_draft_char ch = {g_utf8_get_char(at), GAZ_NOWHERE, (uint16_t)attrs, note};
        g_array_append_val(block->chars, ch);
    }
}

static void expect(const struct gaz_draft *draft, const char *expected) {
    GString *out = g_string_new(NULL);
    gaz_draft_dump(draft, out);
    assert_string_equal(out->str, expected);
    g_string_free(out, TRUE);
}

static void text_and_notes_are_shown(void **state) {
    (void)state;
    struct gaz_draft *draft = gaz_draft_new("来稿.docx");
    struct gaz_draft_block *block = gaz_draft_block_new(draft, draft->blocks, GAZ_DRAFT_PARAGRAPH);
    block->look = (struct gaz_draft_look){.align = GAZ_DRAFT_CENTRED, .face = GAZ_DRAFT_FACE_HEI, .size = 32};
    put(block, "一、", GAZ_DRAFT_NUMBER, 0);
    put(block, "总则\n", 0, 0);
    put(block, "m", GAZ_DRAFT_STRONG | GAZ_DRAFT_SUP, 0);
    put(block, "\uFFFC", 0, 1);
    gaz_draft_block_new(draft, draft->blocks, GAZ_DRAFT_PAGE_BREAK);
    struct gaz_draft_block *note =
        gaz_draft_block_new(draft, gaz_draft_note_new(draft)->blocks, GAZ_DRAFT_PARAGRAPH);
    put(note, "见条例", 0, 0);
    expect(draft, "段 [中 黑 32] {号:一、}总则⏎{粗,上:m}{注1}\n分页 \n注1\n  段 [] 见条例\n");
    gaz_draft_free(draft);
}

static void cells_are_indented(void **state) {
    (void)state;
    struct gaz_draft *draft = gaz_draft_new("来稿.docx");
    struct gaz_draft_block *block = gaz_draft_block_new(draft, draft->blocks, GAZ_DRAFT_TABLE);
    block->classes = GAZ_DRAFT_TURNED;
    block->table->n_rows = block->table->n_columns = 2;
    block->table->n_header_rows = 1;
    struct gaz_draft_cell *cell = gaz_draft_cell_new(draft, block->table);
    cell->row_span = 2;
    cell->is_head = cell->is_vertical = true;
    put(gaz_draft_block_new(draft, cell->blocks, GAZ_DRAFT_PARAGRAPH), "单位", 0, 0);
    expect(draft, "表 [横排] 2行2列 表头1 无线\n  格 1,1 2×1 表头 竖排\n    段 [] 单位\n");
    gaz_draft_free(draft);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_notes_are_shown),
        cmocka_unit_test(cells_are_indented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
