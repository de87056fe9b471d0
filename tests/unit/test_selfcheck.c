/* test_selfcheck.c: the proof that every character is set exactly once, in order, finds what it is there to
 * find. */
#include "tests/unit/said.h"

#include "base/arena.h"
#include "layout/issue/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#define TITLE "关于测试的通知"
enum { N = 7 };

/* an issue of one document that is its title, and one page that is to show it */
struct fixture {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    struct gaz_char chars[N];
    struct gaz_part part;
    struct gaz_doc doc;
    struct gaz_issue issue;
    struct gaz_item items[2];
    struct gaz_page page;
    struct gaz_pages pages;
};

static void begin(struct fixture *f) {
    memset(f, 0, sizeof *f);
    f->arena = gaz_arena_new();
    f->diags = gaz_diags_new();
    const struct gaz_source *source = gaz_source_new(f->arena, "01.md", "01.md", TITLE, strlen(TITLE));
    const char *at = TITLE;
    for (uint32_t i = 0; i < N; i++, at = g_utf8_next_char(at))
        f->chars[i] = (struct gaz_char){.ch = g_utf8_get_char(at), .offset = (uint32_t)(at - TITLE)};
    f->part.kind = GAZ_PART_BODY;
    f->doc.source = source;
    f->doc.title = (struct gaz_text){f->chars, N, source};
    f->doc.parts = &f->part;
    f->doc.n_parts = 1;
    f->issue.docs = &f->doc;
    f->issue.n_docs = 1;
    f->items[0].kind = GAZ_ITEM_GLYPHS;
    f->items[0].as.glyphs = (struct gaz_glyph_run){.chars = f->chars, .n_chars = N, .source = source};
    f->items[1] = f->items[0];
    f->page = (struct gaz_page){.items = f->items, .n_items = 1};
    f->pages = (struct gaz_pages){.pages = &f->page, .n_pages = 1};
}

static bool holds(struct fixture *f) {
    return gaz_check_pages(&f->issue, &f->pages, f->diags);
}

static void end(struct fixture *f) {
    gaz_diags_free(f->diags);
    gaz_arena_free(f->arena);
}

static void test_whole(void **state) {
    (void)state;
    struct fixture f;
    begin(&f);
    assert_true(holds(&f));
    end(&f);
}

static void test_repeats_do_not_count(void **state) {
    (void)state;
    struct fixture f;
    begin(&f);
    f.page.n_items = 2;
    f.items[1].flags = GAZ_ITEM_REPEAT;
    assert_true(holds(&f));
    end(&f);
}

static void test_lost(void **state) {
    (void)state;
    for (uint32_t missing = 0; missing < N; missing++) {
        struct fixture f;
        begin(&f);
        f.items[0].as.glyphs.n_chars = missing;
        f.items[1].as.glyphs.chars = f.chars + missing + 1;
        f.items[1].as.glyphs.n_chars = N - missing - 1;
        f.page.n_items = 2;
        assert_false(holds(&f));
        assert_true(said(f.diags, "[text-lost]"));
        end(&f);
    }
}

static void test_only_a_repeat_is_lost(void **state) {
    (void)state;
    struct fixture f;
    begin(&f);
    f.items[0].flags = GAZ_ITEM_REPEAT;
    assert_false(holds(&f));
    assert_true(said(f.diags, "[text-lost]"));
    end(&f);
}

static void test_order(void **state) {
    (void)state;
    struct fixture f;
    begin(&f);
    f.items[0].as.glyphs.chars = f.chars + 3;
    f.items[0].as.glyphs.n_chars = N - 3;
    f.items[1].as.glyphs.n_chars = 3;
    f.page.n_items = 2;
    assert_false(holds(&f));
    assert_true(said(f.diags, "[text-lost]"));
    end(&f);
}

static void test_twice(void **state) {
    (void)state;
    struct fixture f;
    begin(&f);
    f.page.n_items = 2;
    assert_false(holds(&f));
    assert_true(said(f.diags, "[text-twice]"));
    end(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole), cmocka_unit_test(test_repeats_do_not_count),
        cmocka_unit_test(test_lost),  cmocka_unit_test(test_only_a_repeat_is_lost),
        cmocka_unit_test(test_order), cmocka_unit_test(test_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
