/* test_flow.c: the page builder on columns of bare boxes: what begins which page, and why the page before
 * ended. */
#include "base/process/arena.h"
#include "layout/page/book.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

enum { PITCH = 20 * GAZ_POINT, CELL = 12 * GAZ_POINT, LINES = 4 };

struct bench {
    struct gaz_arena *arena;
    struct gaz_style style;
    struct gaz_typesetter ts;
    struct gaz_flow *flow;
};

static struct bench *bench_new(void) {
    struct bench *b = g_new0(struct bench, 1);
    b->arena = gaz_arena_new();
    b->style.pitch = PITCH;
    b->style.cell = CELL;
    b->style.measure = 20 * CELL;
    b->style.lines_per_page = LINES;
    b->style.paper_width = 24 * CELL;
    b->style.paper_height = 8 * PITCH;
    b->style.area_left = CELL;
    b->style.area_top = PITCH;
    b->style.mirrored = true;
    b->ts = (struct gaz_typesetter){.arena = b->arena, .style = &b->style};
    b->flow = gaz_flow_new(&b->ts);
    return b;
}

static void bench_free(struct bench *b) {
    gaz_arena_free(b->arena);
    g_free(b);
}

/* Letters are lines (a rule one letter wide tells it again), '-' glues, '_' is white that drops, '=' white
 * that stays,
 * '#' a new page, '!' a foot of one line; a digit hangs a note of so many lines on the line before it, whose
 * lines are its letter in lower case. */
static void hang_note(struct bench *b, uint32_t n) {
    struct gaz_box *box = &b->flow->boxes[b->flow->n - 1];
    if (!box->notes) box->notes = gaz_flow_new(&b->ts);
    box->notes_least = gaz_flow_height(box->notes) + PITCH;
    for (uint32_t i = 0; i < n; i++) {
        struct gaz_box *line = gaz_flow_push(box->notes, GAZ_BOX_LINE, PITCH);
        line->items = GAZ_NEW(b->arena, struct gaz_item);
        line->n_items = 1;
        line->items[0] = *box->items;
        line->items[0].as.rule.width += 'a' - 'A';
        line->glued = i > 1 && i + 1 == n; /* as notes.c does */
    }
}

static void push_pattern(struct bench *b, const char *pattern) {
    for (const char *c = pattern; *c; c++) {
        if (*c == '-')
            b->flow->glue_next = true;
        else if (*c == '_' || *c == '=')
            gaz_flow_space(b->flow, PITCH, *c == '_');
        else if (g_ascii_isdigit(*c))
            hang_note(b, (uint32_t)(*c - '0'));
        else if (*c == '#')
            gaz_flow_break(b->flow, GAZ_END_INSTRUMENT);
        else {
            struct gaz_box *box = gaz_flow_push(b->flow, *c == '!' ? GAZ_BOX_FOOT : GAZ_BOX_LINE, PITCH);
            box->items = GAZ_NEW(b->arena, struct gaz_item);
            box->n_items = 1;
            box->items[0] = (struct gaz_item){.kind = GAZ_ITEM_RULE, .as.rule = {.width = *c, .height = 1}};
            if (*c == '!') box->items[0].y = -PITCH;
        }
    }
}

/* each page as its letters with the number of the grid line in front of a gap, then the cause of its end */
static char *pages_as_text(const struct gaz_book *book) {
    static const char *const causes[] = {"full", "next",  "instrument", "attachment", "signature",
                                         "keep", "break", "table",      "end"};
    GString *out = g_string_new(NULL);
    for (uint32_t p = 0; p < book->n_pages; p++) {
        const struct gaz_page *page = &book->pages[p];
        if (p) g_string_append_c(out, ' ');
        int row = 0;
        for (uint32_t i = 0; i < page->n_items; i++) {
            int at = (int)((page->items[i].y - PITCH + PITCH / 2) / PITCH);
            for (; row < at; row++)
                g_string_append_c(out, '.');
            g_string_append_c(out, (char)page->items[i].as.rule.width);
            row = at + 1;
        }
        g_string_append_printf(out, ":%s", causes[page->end]);
    }
    return g_string_free(out, FALSE);
}

static void expect_lines(int lines, const char *pattern, const char *expected) {
    struct bench *b = bench_new();
    b->style.lines_per_page = lines;
    push_pattern(b, pattern);
    struct gaz_book *book = gaz_book_new(b->arena, 1, 0);
    gaz_book_fill(book, b->flow, false, GAZ_END_ISSUE);
    char *got = pages_as_text(book);
    assert_string_equal(got, expected);
    g_free(got);
    bench_free(b);
}

static void expect_pages(const char *pattern, const char *expected) {
    expect_lines(LINES, pattern, expected);
}

static void test_full_pages(void **state) {
    (void)state;
    expect_pages("ABCDEFGHI", "ABCD:full EFGH:full I:end");
    expect_pages("ABCD", "ABCD:end");
    expect_pages("", "");
}

static void test_keeps(void **state) {
    (void)state;
    expect_pages("ABC-DE-F", "ABCD:full EF:end"); /* the worked example of flow.c */
    expect_pages("ABCD-EF", "ABC:keep DEF:end");
    expect_pages("ABC-D-E", "AB:keep CDE:end");
    expect_pages("A-B-C-D-E-F", "ABCD:full EF:end"); /* more than a page is glued: filled as if it were not */
    expect_pages("AB#C-D-E-F-G", "AB:instrument CDEF:full G:end");
    /* over three pages: it begins a page of its own, and ends where it ends */
    expect_pages("XA-B-C-D-E-F-G-H-I-JK", "X:keep ABCD:full EFGH:full IJK:end");
    expect_pages("A-B-C-D-E-F-G-H-IJKLM", "ABCD:full EFGH:full IJKL:full M:end");
}

static void test_white(void **state) {
    (void)state;
    expect_pages("ABCD_EF", "ABCD:full EF:end"); /* white at the head of a page drops */
    expect_pages("AB_CD", "AB.C:full D:end");
    expect_pages("#=AB", ".AB:end"); /* a title's own white stays */
    expect_pages("ABC=D", "ABC:full D:end");
}

static void test_breaks(void **state) {
    (void)state;
    expect_pages("A#B##C", "A:instrument B:instrument C:end"); /* an empty page is never made */
}

static void test_foot(void **state) {
    (void)state;
    expect_pages("A!", "A..!:end");
    expect_pages("ABC!", "ABC!:end");
    expect_pages("ABCD!", "ABCD:full ...!:end"); /* no room: on the next page's foot */
    expect_pages("A!B", "A..!:full B:end");      /* what follows begins a new page */
}

static void test_notes(void **state) {
    (void)state;
    expect_lines(8, "A1BC", "ABC....a:end"); /* on the page's foot */
    expect_lines(8, "A1BCDEFGHI", "ABCDEFGa:full HI:end");
    expect_lines(8, "A2B1CDEFGH", "ABCDEaab:full FGH:end");
    expect_lines(8, "ABCDEFG1H", "ABCDEFGg:full H:end");
    expect_lines(8, "ABCDEFGH1I", "ABCDEFG:full HI.....h:end");  /* no room for a line of it: both go on */
    expect_lines(8, "ABCDEF4GHI", "ABCDEFff:full GHI...ff:end"); /* over the page's end */
    expect_lines(8, "ABCDE4GH", "ABCDE.ee:full GH....ee:end");   /* no line of it alone */
    expect_lines(8, "ABCDE2E1FG", "ABCDE.ee:full EFG....e:end");
    expect_lines(8, "ABCDE4-FGH", "ABCDEFee:full GH....ee:end"); /* what is glued draws it up */
    expect_lines(8, "ABCDEF4-G1H", "ABCDE:keep FGHffffg:end");
}

static void test_long_notes(void **state) {
    (void)state;
    /* one that leaves text less than three lines takes pages of its own */
    expect_lines(8, "ABCDEFG8H", "ABCDEFGg:full .ggggggg:full H:end");
    expect_lines(8, "AB9", "ABbbbbbb:end .....bbb:end"); /* at the end too */
    expect_lines(8, "AB9#C", "ABbbbbbb:instrument .....bbb:instrument C:end");
}

static void test_notes_and_foot(void **state) {
    (void)state;
    expect_lines(8, "A1!", "A.....a!:end");
    expect_lines(8, "ABCDEF1!", "ABCDEFf!:end");
    expect_lines(8, "ABCDEFG1!", "ABCDEFGg:full .......!:end");
}

/* ---- 接排: flows parted by '/', each below the one before it where there is room; '=' between them is the
 * style's white, small letters in the second and later ones are text */

static void expect_run_on(int lines, const char *patterns, const char *expected) {
    struct bench *b = bench_new();
    b->style.lines_per_page = lines;
    b->style.run_on_before = PITCH;
    b->style.run_on_least = 2;
    struct gaz_book *book = gaz_book_new(b->arena, 1, 0);
    char **each = g_strsplit(patterns, "/", -1);
    for (int i = 0; each[i]; i++) {
        b->flow = gaz_flow_new(&b->ts);
        push_pattern(b, each[i]);
        for (uint32_t k = 0; k < b->flow->n; k++)
            if (b->flow->boxes[k].n_items && g_ascii_islower(b->flow->boxes[k].items->as.rule.width))
                b->flow->boxes[k].matter = GAZ_MATTER_TEXT;
        book->runs_on = i > 0;
        gaz_book_fill(book, b->flow, false, GAZ_END_NEXT_DOCUMENT);
    }
    char *got = pages_as_text(book);
    assert_string_equal(got, expected);
    g_free(got);
    g_strfreev(each);
    bench_free(b);
}

static void test_run_on(void **state) {
    (void)state;
    expect_run_on(8, "AB/C-de", "AB.Cde:next");
    expect_run_on(8, "AB/==C-de", "AB.Cde:next"); /* the white of a page's head gives way to the style's */
    expect_run_on(8, "AB/C-d/E-f", "AB.Cd.Ef:next");
    expect_run_on(8, "ABCD/E-f-g-h", "ABCD:next Efgh:next");   /* it fits whole on a page of its own */
    expect_run_on(8, "ABCD/E-fgh", "ABCD.Efg:full h:next");    /* its title and two lines */
    expect_run_on(8, "ABCDE/F-ghi", "ABCDE:next Fghi:next");   /* one line is too few */
    expect_run_on(8, "ABCDE/F-g", "ABCDE.Fg:next");            /* when it is all there is it is not */
    expect_run_on(8, "ABCDEFGH/I-j", "ABCDEFGH:next Ij:next"); /* a full page */
    expect_run_on(8, "AB!/C-d", "AB.....!:next Cd:next");      /* nothing stands below a 版记 */
    expect_run_on(8, "AB/C-d!", "AB.Cd..!:next");
    expect_run_on(8, "ABCD/E-fg!", "ABCD:next Efg....!:next"); /* nor goes one on alone */
    expect_run_on(8, "AB/C-d#E", "AB.Cd:instrument E:next");
    expect_run_on(8, "AB/C#d", "AB:next C:instrument d:next"); /* no title alone */
    expect_run_on(8, "", "");
    expect_run_on(8, "/A-b", "Ab:next");
}

static void test_notes_of_run_on(void **state) {
    (void)state;
    expect_run_on(8, "A1B/C-d", "AB.Cd..a:next"); /* below both */
    expect_run_on(8, "AB/C-D1", "AB.CD..d:next");
    expect_run_on(8, "A2BC/D-ef", "ABC...aa:next Def:next");     /* no room above them */
    expect_run_on(8, "A1/B-C1d", "A......a:next BCd....c:next"); /* two notes of one number */
}

/* ---- what pages say of themselves */

static void put(struct bench *b, enum gaz_box_kind kind, const struct gaz_item *items, uint32_t n) {
    struct gaz_box *box = gaz_flow_push(b->flow, kind, PITCH);
    box->items = GAZ_NEW_ARRAY(b->arena, struct gaz_item, n);
    box->n_items = n;
    memcpy(box->items, items, n * sizeof *items);
}

static void test_lines_are_counted(void **state) {
    (void)state;
    struct bench *b = bench_new();
    const struct gaz_item text[] = {{.kind = GAZ_ITEM_RULE, .line = 1},
                                    {.kind = GAZ_ITEM_RULE, .line = 1},
                                    {.kind = GAZ_ITEM_RULE, .line = 2},
                                    {.kind = GAZ_ITEM_RULE}};
    const struct gaz_item furniture[] = {
        {.kind = GAZ_ITEM_RULE, .line = 1, .artifact = GAZ_ARTIFACT_CONTINUED}};
    const struct gaz_item repeated[] = {
        {.kind = GAZ_ITEM_RULE, .line = 1, .artifact = GAZ_ARTIFACT_REPEATED_HEAD}};
    const struct gaz_item picture[] = {{.kind = GAZ_ITEM_IMAGE}};
    put(b, GAZ_BOX_LINE, text, 4);
    put(b, GAZ_BOX_LINE, furniture, 1);
    put(b, GAZ_BOX_LINE, repeated, 1);
    put(b, GAZ_BOX_FOOT, text, 4);
    put(b, GAZ_BOX_LINE, picture, 1);
    struct gaz_book *book = gaz_book_new(b->arena, 1, 0);
    gaz_book_fill(book, b->flow, false, GAZ_END_ISSUE);
    assert_int_equal(book->n_pages, 2);
    assert_int_equal(book->pages[0].body_lines, 2 + 1 + 2);
    assert_false(book->pages[0].has_picture);
    assert_int_equal(book->pages[1].body_lines, 0);
    assert_true(book->pages[1].has_picture);
    bench_free(b);
}

/* What stands on each page but the foot decides whether the foot stands alone. */
static void test_only_footer(void **state) {
    (void)state;
    struct bench *b = bench_new();
    push_pattern(b, "A!#_!#BCDE!#=!");
    struct gaz_book *book = gaz_book_new(b->arena, 1, 0);
    gaz_book_fill(book, b->flow, false, GAZ_END_ISSUE);
    static const bool wanted[] = {false, true, false, true, true};
    assert_int_equal(book->n_pages, G_N_ELEMENTS(wanted));
    for (uint32_t i = 0; i < book->n_pages; i++) {
        assert_int_equal(book->pages[i].only_footer, wanted[i]);
        assert_false(book->pages[i].lost);
    }
    bench_free(b);
}

/* 凑版 fills a book again: nothing of a page that was taken back stays. */
static void test_taken_back_pages_leave_nothing(void **state) {
    (void)state;
    struct bench *b = bench_new();
    push_pattern(b, "ABCD!");
    struct gaz_book *book = gaz_book_new(b->arena, 1, 0);
    gaz_book_fill(book, b->flow, false, GAZ_END_ISSUE);
    assert_true(book->pages[1].only_footer);
    book->pages[0].turned = true;
    book->n_pages = 0;
    b->flow->n = 0;
    push_pattern(b, "ABCDE");
    gaz_book_fill(book, b->flow, false, GAZ_END_ISSUE);
    assert_false(book->pages[0].turned);
    assert_false(book->pages[1].only_footer);
    assert_int_equal(book->pages[0].body_lines, 0); /* bare rules are no lines */
    bench_free(b);
}

static void test_margins(void **state) {
    (void)state;
    struct bench *b = bench_new();
    assert_int_equal(gaz_area_left(&b->style, 1), CELL);
    assert_int_equal(gaz_area_left(&b->style, 2), 3 * CELL); /* 24 - 1 - 20 */
    b->style.mirrored = false;
    assert_int_equal(gaz_area_left(&b->style, 2), CELL);
    bench_free(b);
}

static void test_long_column_is_linear(void **state) {
    (void)state;
    struct bench *b = bench_new();
    for (int i = 0; i < 40000; i++)
        push_pattern(b, "A");
    struct gaz_book *book = gaz_book_new(b->arena, 1, 0);
    gaz_book_fill(book, b->flow, false, GAZ_END_ISSUE);
    assert_int_equal(book->n_pages, 10000);
    assert_int_equal(book->pages[9999].number, 10000);
    bench_free(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_pages),
        cmocka_unit_test(test_keeps),
        cmocka_unit_test(test_white),
        cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_long_notes),
        cmocka_unit_test(test_notes_and_foot),
        cmocka_unit_test(test_foot),
        cmocka_unit_test(test_run_on),
        cmocka_unit_test(test_notes_of_run_on),
        cmocka_unit_test(test_lines_are_counted),
        cmocka_unit_test(test_only_footer),
        cmocka_unit_test(test_taken_back_pages_leave_nothing),
        cmocka_unit_test(test_margins),
        cmocka_unit_test(test_long_column_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
