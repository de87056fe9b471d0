/* test_selfcheck.c: a character that is lost, doubled or out of order on the pages does not go out. */
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/issue/parts.h"
#include "tests/unit/said.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* one document whose title is 甲乙丙 and whose body is 丁戊＿, each character three bytes of the source */
struct bench {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    struct gaz_doc doc;
    struct gaz_part part;
    struct gaz_block block;
    struct gaz_issue issue;
    struct gaz_pages pages;
    struct gaz_page page;
    struct gaz_item items[3];
    struct gaz_node nodes[3];
};

enum { TITLE = 1, PARAGRAPH };

static struct gaz_text text_at(struct bench *b, uint32_t first, uint32_t n) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(b->arena, struct gaz_char, n);
    for (uint32_t i = 0; i < n; i++)
        chars[i] = (struct gaz_char){.ch = g_utf8_get_char(b->doc.source->text + 3 * (first + i)),
                                     .offset = 3 * (first + i)};
    return (struct gaz_text){chars, n, b->doc.source};
}

static void set_item(struct bench *b, int i, struct gaz_text text) {
    b->items[i].kind = GAZ_ITEM_GLYPHS;
    b->items[i].as.glyphs.chars = text.chars;
    b->items[i].as.glyphs.n_chars = text.n;
    b->items[i].as.glyphs.source = text.source;
}

static struct bench *bench_new(void) {
    struct bench *b = g_new0(struct bench, 1);
    b->arena = gaz_arena_new();
    b->diags = gaz_diags_new();
    b->doc.source = gaz_source_new(b->arena, "01.md", "01.md", "甲乙丙丁戊＿", strlen("甲乙丙丁戊＿"));
    b->doc.title = text_at(b, 0, 3);
    b->block = (struct gaz_block){.kind = GAZ_BLOCK_PARAGRAPH, .text = text_at(b, 3, 3)};
    b->part = (struct gaz_part){.kind = GAZ_PART_BODY, .blocks = &b->block, .n_blocks = 1};
    b->doc.parts = &b->part;
    b->doc.n_parts = 1;
    b->issue.docs = &b->doc;
    b->issue.n_docs = 1;
    set_item(b, 0, b->doc.title);
    set_item(b, 1, text_at(b, 3, 2));
    b->items[0].node = TITLE;
    b->items[1].node = PARAGRAPH;
    b->nodes[0] = (struct gaz_node){.kind = GAZ_NODE_ISSUE, .end = 3};
    b->nodes[TITLE] = (struct gaz_node){.kind = GAZ_NODE_TITLE, .end = 2};
    b->nodes[PARAGRAPH] = (struct gaz_node){.kind = GAZ_NODE_PARAGRAPH, .end = 3};
    b->pages.nodes = b->nodes;
    b->pages.n_nodes = 3;
    struct gaz_text blank = text_at(b, 5, 1);
    b->items[2] = (struct gaz_item){.kind = GAZ_ITEM_RULE,
                                    .node = PARAGRAPH,
                                    .as.rule = {.chars = blank.chars, .n_chars = 1, .source = blank.source}};
    b->page.items = b->items;
    b->page.n_items = 3;
    b->pages.pages = &b->page;
    b->pages.n_pages = 1;
    return b;
}

static bool check(struct bench *b) {
    return gaz_check_pages(&b->issue, 1, &b->pages, b->diags);
}

static void bench_free(struct bench *b) {
    gaz_diags_free(b->diags);
    gaz_arena_free(b->arena);
    g_free(b);
}

static void whole_text_passes(void **state) {
    (void)state;
    struct bench *b = bench_new();
    assert_true(check(b));
    assert_false(gaz_diags_have_errors(b->diags));
    bench_free(b);
}

static void lost_character_is_told(void **state) {
    (void)state;
    for (int lost = 0; lost < 3; lost++) { /* in the title, in the body, a blank's rule */
        struct bench *b = bench_new();
        if (lost < 2)
            b->items[lost].as.glyphs.n_chars--;
        else
            b->page.n_items = 2;
        assert_false(check(b));
        assert_true(said(b->diags, "[text-lost]"));
        assert_int_equal(gaz_diags_exit(b->diags, GAZ_LENIENT), GAZ_EXIT_BUG);
        bench_free(b);
    }
}

static void doubled_character_is_told(void **state) {
    (void)state;
    struct bench *b = bench_new();
    struct gaz_item again[4];
    memcpy(again, b->items, sizeof b->items);
    again[3] = b->items[2];
    b->page.items = again;
    b->page.n_items = 4;
    assert_false(check(b));
    assert_true(said(b->diags, "[text-twice]"));
    bench_free(b);
}

/* A picture that the body has and no page, and one that stands there twice. */
static void picture_counts(void **state) {
    (void)state;
    for (uint32_t n = 0; n < 3; n++) {
        struct bench *b = bench_new();
        struct gaz_figure figure = {.path = "a.svg", .span = {b->doc.source, 9, 12}};
        struct gaz_item items[5] = {b->items[0], b->items[1], b->items[2]};
        for (uint32_t i = 0; i < n; i++)
            items[3 + i] = (struct gaz_item){.kind = GAZ_ITEM_IMAGE,
                                             .node = PARAGRAPH,
                                             .as.image = {.width = 1, .height = 1, .span = figure.span}};
        b->block.figures = &figure;
        b->block.n_figures = 1;
        b->page.items = items;
        b->page.n_items = 3 + n;
        assert_int_equal(check(b), n == 1);
        assert_int_equal(said(b->diags, "[picture-lost]"), n != 1);
        bench_free(b);
    }
}

static void order_counts(void **state) {
    (void)state;
    struct bench *b = bench_new();
    set_item(b, 0, text_at(b, 3, 2));
    set_item(b, 1, b->doc.title);
    assert_false(check(b));
    bench_free(b);
}

/* The three items behind one more, which is no part of the document. */
static bool check_with(struct bench *b, struct gaz_item more) {
    struct gaz_item all[4] = {more};
    memcpy(all + 1, b->items, sizeof b->items);
    b->page.items = all;
    b->page.n_items = 4;
    return check(b);
}

static void copies_do_not_count(void **state) {
    (void)state;
    struct bench *b = bench_new();
    struct gaz_node nodes[4] = {b->nodes[0], {.kind = GAZ_NODE_CONTENTS_ENTRY, .is_copy = true, .end = 2}};
    memcpy(nodes + 2, b->nodes + 1, 2 * sizeof *nodes);
    b->pages.nodes = nodes;
    b->pages.n_nodes = 4;
    struct gaz_item entry = b->items[0];
    for (int i = 0; i < 3; i++)
        b->items[i].node++;
    assert_true(check_with(b, entry));
    bench_free(b);
}

static void artifacts_do_not_count(void **state) {
    (void)state;
    struct bench *b = bench_new();
    struct gaz_item head = b->items[0];
    head.node = 0;
    head.artifact = GAZ_ARTIFACT_REPEATED_HEAD;
    assert_true(check_with(b, head));
    bench_free(b);
}

/* What is neither in the tree nor an artifact, or is both. */
static void nobodys_item_is_told(void **state) {
    (void)state;
    for (int both = 0; both < 2; both++) {
        struct bench *b = bench_new();
        b->items[1].node = both ? PARAGRAPH : 0;
        b->items[1].artifact = both ? GAZ_ARTIFACT_RULE : GAZ_ARTIFACT_NONE;
        assert_false(check(b));
        assert_true(said(b->diags, "[out-of-tree]"));
        assert_int_equal(gaz_diags_exit(b->diags, GAZ_LENIENT), GAZ_EXIT_BUG);
        bench_free(b);
    }
}

/* 甲 乙 丙 丁 are two cells' texts in turns, as where a page end slices a row. */
static struct bench *sliced_new(struct gaz_node *nodes, enum gaz_node_kind first_group) {
    struct bench *b = bench_new();
    nodes[0] = b->nodes[0];
    nodes[1] = (struct gaz_node){.kind = first_group, .end = 4};
    nodes[2] = (struct gaz_node){.kind = GAZ_NODE_CELL, .parent = 1, .end = 3};
    nodes[3] = (struct gaz_node){.kind = GAZ_NODE_CELL, .parent = 1, .end = 4};
    b->pages.nodes = nodes;
    b->pages.n_nodes = 4;
    b->doc.title.n = 0;
    b->block.text = text_at(b, 0, 3);
    b->page.n_items = 3;
    memset(b->items, 0, sizeof b->items);
    for (int i = 0; i < 3; i++)
        set_item(b, i, text_at(b, (const uint32_t[]){0, 2, 1}[i], 1));
    b->items[0].node = b->items[2].node = 2;
    b->items[1].node = 3;
    return b;
}

static void cells_may_take_turns(void **state) {
    (void)state;
    struct gaz_node nodes[4];
    struct bench *b = sliced_new(nodes, GAZ_NODE_TABLE);
    assert_true(check(b));
    bench_free(b);
    b = sliced_new(nodes, GAZ_NODE_FOOTER); /* whose texts may not */
    assert_false(check(b));
    assert_true(said(b->diags, "[out-of-tree]"));
    bench_free(b);
}

/* 丁① 戊 with a note 乙 that stands behind 戊: its node lies between theirs. The title is left out. */
static struct bench *noted_new(struct gaz_node *nodes, struct gaz_note *note, enum gaz_node_kind kind) {
    struct bench *b = bench_new();
    struct gaz_char mark = {gaz_note_mark(1), GAZ_NOWHERE, GAZ_CHAR_SUP | 1 << GAZ_NOTE_SHIFT};
    struct gaz_text parts[3] = {text_at(b, 3, 1), {&mark, 1, NULL}, text_at(b, 4, 1)};
    *note = (struct gaz_note){.number = 1, .text = text_at(b, 1, 1)};
    b->doc.title.n = 0;
    b->block.text = gaz_text_join(b->arena, parts, 2);
    b->block.notes = note;
    b->block.n_notes = 1;
    nodes[0] = (struct gaz_node){.kind = GAZ_NODE_ISSUE, .end = 4};
    nodes[1] = (struct gaz_node){.kind = GAZ_NODE_PARAGRAPH, .end = 2};
    nodes[2] = (struct gaz_node){.kind = kind, .end = 3};
    nodes[3] = (struct gaz_node){.kind = GAZ_NODE_PARAGRAPH, .is_copy = true, .end = 4};
    b->pages.nodes = nodes;
    b->pages.n_nodes = 4;
    memset(b->items, 0, sizeof b->items);
    set_item(b, 0, b->block.text);
    set_item(b, 1, parts[2]);
    set_item(b, 2, note->text);
    b->items[0].node = 1;
    b->items[1].node = 3;
    b->items[2].node = 2;
    return b;
}

static void notes_stand_where_there_is_room(void **state) {
    (void)state;
    struct gaz_node nodes[4];
    struct gaz_note note;
    struct bench *b = noted_new(nodes, &note, GAZ_NODE_FOOTNOTE);
    assert_true(check(b));
    bench_free(b);
    b = noted_new(nodes, &note, GAZ_NODE_HEADING); /* which may not */
    assert_false(check(b));
    assert_true(said(b->diags, "[out-of-tree]"));
    bench_free(b);
}

static void lost_mark_is_told(void **state) {
    (void)state;
    for (int way = 0; way < 3; way++) { /* the mark is lost; it is another's; the note is lost */
        struct gaz_node nodes[4];
        struct gaz_note note;
        struct bench *b = noted_new(nodes, &note, GAZ_NODE_FOOTNOTE);
        struct gaz_char other[2] = {b->block.text.chars[0], b->block.text.chars[1]};
        other[1].attrs = GAZ_CHAR_SUP | 2 << GAZ_NOTE_SHIFT;
        if (way == 0) b->items[0].as.glyphs.n_chars = 1;
        if (way == 1) b->items[0].as.glyphs.chars = other;
        if (way == 2) b->page.n_items = 2;
        assert_false(check(b));
        assert_true(said(b->diags, "[text-lost]"));
        bench_free(b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_text_passes),
        cmocka_unit_test(lost_character_is_told),
        cmocka_unit_test(doubled_character_is_told),
        cmocka_unit_test(picture_counts),
        cmocka_unit_test(order_counts),
        cmocka_unit_test(copies_do_not_count),
        cmocka_unit_test(artifacts_do_not_count),
        cmocka_unit_test(nobodys_item_is_told),
        cmocka_unit_test(cells_may_take_turns),
        cmocka_unit_test(notes_stand_where_there_is_room),
        cmocka_unit_test(lost_mark_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
