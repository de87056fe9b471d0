/* test_push.c: what a browser is told after a save: the pages that look otherwise, and where the change is.
 */
/* link: gaz_watch gaz_output gaz_layout gaz_styles gaz_fonts gaz_input gaz_base */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/handmade_pages.h"
#include "watch/push.h"

#include <string.h>

enum { N_PAGES = 3 };

static const char drawing[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                  other[] = "<svg xmlns=\"http://www.w3.org/2000/SVG\"/>";

/* a setting whose pages are copies of one hand's, so that one thing in them can be made another */
struct setting {
    struct gaz_gazette gazette;
    struct gaz_issue issue;
    struct gaz_doc doc;
    struct gaz_pages pages;
    struct gaz_page page[N_PAGES];
};

static struct hand *hand_with_picture(void) {
    struct hand *hand = hand_need("Song.otf");
    hand_item(hand, 1, GAZ_ITEM_IMAGE, 100, 300)->as.image =
        (struct gaz_image){.width = 20 * GAZ_POINT,
                           .height = 20 * GAZ_POINT,
                           .kind = GAZ_PICTURE_SVG,
                           .data = (const unsigned char *)drawing,
                           .size = strlen(drawing)};
    return hand;
}

static struct setting *set(struct hand *hand) {
    struct setting *s = GAZ_NEW(hand->arena, struct setting);
    for (int i = 0; i < 2; i++) {
        struct gaz_item *items = GAZ_NEW_ARRAY(hand->arena, struct gaz_item, MAX_HAND_ITEMS);
        s->page[i] = hand->page[i];
        memcpy(items, hand->page[i].items, hand->page[i].n_items * sizeof *items);
        s->page[i].items = items;
    }
    s->pages = hand->pages;
    s->pages.pages = s->page;
    s->doc.source = hand->source;
    s->issue = (struct gaz_issue){.source = hand->source, .docs = &s->doc, .n_docs = 1};
    s->gazette = (struct gaz_gazette){.issue = &s->issue, .pages = &s->pages};
    return s;
}

static struct gaz_item *item_of(struct setting *s, int page, uint32_t i) {
    assert_in_range(i, 0, s->page[page].n_items - 1);
    return (struct gaz_item *)&s->page[page].items[i];
}

/* The first item of a kind. */
static struct gaz_item *first_of(struct setting *s, int page, enum gaz_item_kind kind) {
    uint32_t i = 0;
    while (item_of(s, page, i)->kind != kind)
        i++;
    return item_of(s, page, i);
}

/* What is told, up to the member behind "changed"; freed with g_free. */
static char *told(const struct setting *before, const struct setting *now, struct gaz_push *push) {
    struct gaz_web *web = gaz_web_new();
    g_autoptr(GString) first = g_string_new(NULL), out = g_string_new(NULL);
    gaz_web_add_pages(web, before->gazette.pages, first);
    *push = gaz_push_add(web, &before->gazette, &now->gazette, out);
    gaz_web_free(web);
    const char *end = strstr(out->str, ",\n\"faces\"");
    assert_non_null(end);
    return g_strndup(out->str, (gsize)(end - out->str));
}

static void expect_told(const struct setting *before, const struct setting *now, const char *wanted,
                        bool is_empty) {
    struct gaz_push push;
    g_autofree char *text = told(before, now, &push);
    assert_string_equal(text, wanted);
    assert_int_equal(push.is_empty, is_empty);
    assert_int_equal(push.n_new, 0);
}

static void nothing_is_told_of_the_same(void **state) {
    (void)state;
    struct hand *hand = hand_with_picture();
    expect_told(set(hand), set(hand), "\"pages\":[0,1],\n\"changed\":null", true);
    struct setting *linked = set(hand);
    first_of(linked, 0, GAZ_ITEM_LINK)->as.link.width++; /* nobody sees it */
    expect_told(set(hand), linked, "\"pages\":[0,1],\n\"changed\":null", true);
    hand_free(hand);
}

/* ---- whatever is seen */

enum seen {
    PLACE_X,
    PLACE_Y,
    TURN,
    LINE,
    ARTIFACT,
    SIZE,
    GLYPH,
    GLYPH_X,
    CHARACTER,
    INK,
    RULE_WIDTH,
    RULE_HEIGHT,
    RULE_INK,
    IMAGE_WIDTH,
    IMAGE_HEIGHT,
    IMAGE_KIND,
    IMAGE_SIZE,
    IMAGE_BYTES,
    PAGE_WIDTH,
    PAGE_HEIGHT,
    PAGE_NUMBER,
    LESS,
    N_SEEN
};

static struct gaz_placed_glyph *own_glyph(struct hand *hand, struct gaz_glyph_run *run) {
    struct gaz_placed_glyph *glyphs = GAZ_NEW_ARRAY(hand->arena, struct gaz_placed_glyph, run->n_glyphs);
    memcpy(glyphs, run->glyphs, run->n_glyphs * sizeof *glyphs);
    run->glyphs = glyphs;
    return &glyphs[run->n_glyphs - 1];
}

static void change_run(struct hand *hand, struct gaz_item *item, enum seen what) {
    struct gaz_glyph_run *run = &item->as.glyphs;
    item->x += what == PLACE_X;
    item->y += what == PLACE_Y;
    item->turn += what == TURN;
    item->line += what == LINE;
    run->size += what == SIZE;
    if (what == ARTIFACT) hand_artifact(item, GAZ_ARTIFACT_RULE);
    if (what == GLYPH) own_glyph(hand, run)->id++;
    if (what == GLYPH_X) own_glyph(hand, run)->x++;
    if (what == INK) run->ink = HAND_RED;
    if (what == CHARACTER) run->chars = hand_text(hand, "日日", run->chars[0].offset).chars;
}

static void change_image(struct gaz_image *image, enum seen what) {
    image->width += what == IMAGE_WIDTH;
    image->height += what == IMAGE_HEIGHT;
    image->size -= what == IMAGE_SIZE;
    if (what == IMAGE_KIND) image->kind = GAZ_PICTURE_PNG;
    if (what == IMAGE_BYTES) image->data = (const unsigned char *)other;
}

static void change(struct hand *hand, struct setting *s, enum seen what) {
    struct gaz_page *page = &s->page[1];
    struct gaz_rule *rule = &first_of(s, 1, GAZ_ITEM_RULE)->as.rule;
    change_run(hand, first_of(s, 1, GAZ_ITEM_GLYPHS), what);
    change_image(&first_of(s, 1, GAZ_ITEM_IMAGE)->as.image, what);
    rule->width += what == RULE_WIDTH;
    rule->height += what == RULE_HEIGHT;
    if (what == RULE_INK) rule->ink = GAZ_INK_BLACK;
    page->width += what == PAGE_WIDTH;
    page->height += what == PAGE_HEIGHT;
    page->number += what == PAGE_NUMBER;
    page->n_items -= what == LESS;
}

static void a_page_that_looks_otherwise_is_told_whole(void **state) {
    (void)state;
    struct hand *hand = hand_with_picture();
    for (int what = 0; what < N_SEEN; what++) {
        struct setting *now = set(hand);
        struct gaz_push push;
        change(hand, now, (enum seen)what);
        g_autofree char *text = told(set(hand), now, &push);
        if (push.n_new != 1) fail_msg("%d is not seen", what);
        assert_false(push.is_empty);
        assert_true(g_str_has_prefix(text, "\"pages\":[0,{"));
    }
    hand_free(hand);
}

/* Another table of inks with the same colours is the same to an eye. */
static void an_ink_is_its_colour(void **state) {
    (void)state;
    struct hand *hand = hand_with_picture();
    static const struct gaz_ink turned[] = {{.screen = 0xE60012}, {.name = "黑", .has_cmyk = true}};
    struct setting *now = set(hand);
    now->pages.inks = turned;
    for (int page = 0; page < 2; page++)
        for (uint32_t i = 0; i < now->page[page].n_items; i++) {
            struct gaz_item *item = item_of(now, page, i);
            if (item->kind == GAZ_ITEM_GLYPHS) item->as.glyphs.ink = 1 - item->as.glyphs.ink;
            if (item->kind == GAZ_ITEM_RULE) item->as.rule.ink = 1 - item->as.rule.ink;
        }
    expect_told(set(hand), now, "\"pages\":[0,1],\n\"changed\":null", true);
    hand_free(hand);
}

/* ---- pages that are elsewhere */

static void a_page_that_moved_is_named(void **state) {
    (void)state;
    struct hand *hand = hand_with_picture();
    struct setting *fewer = set(hand), *more = set(hand);
    fewer->page[0] = fewer->page[1];
    fewer->pages.n_pages = 1;
    expect_told(set(hand), fewer, "\"pages\":[1],\n\"changed\":null", false);
    more->page[2] = more->page[1];
    more->page[1] = more->page[0];
    more->page[0].n_items--;
    more->pages.n_pages = 3;
    struct gaz_push push;
    g_autofree char *text = told(set(hand), more, &push);
    assert_int_equal(push.n_new, 1);
    assert_true(g_str_has_suffix(text, "},0,1],\n\"changed\":null"));
    hand_free(hand);
}

/* ---- where the change is */

/* The source with one character of it made another, of as many bytes. */
static void save(struct hand *hand, struct setting *s, uint32_t offset) {
    char *text = gaz_arena_strdup(hand->arena, hand->source->text);
    text[offset + 2] ^= 1;
    struct gaz_source *source =
        gaz_source_new(hand->arena, hand->source->name, hand->source->path, text, hand->source->size);
    for (int page = 0; page < 2; page++)
        for (uint32_t i = 0; i < s->page[page].n_items; i++) {
            struct gaz_item *item = item_of(s, page, i);
            if (item->kind == GAZ_ITEM_GLYPHS && item->as.glyphs.source) item->as.glyphs.source = source;
            if (item->kind == GAZ_ITEM_RULE && item->as.rule.source) item->as.rule.source = source;
        }
    s->doc.source = s->issue.source = source;
}

static void the_first_change_is_shown(void **state) {
    (void)state;
    struct hand *hand = hand_with_picture();
    static const struct {
        uint32_t offset;
        const char *where;
    } rows[] = {
        {0, "\"page\":0,\"x\":7200,\"y\":8592,\"w\":1600,\"h\":1600"},    /* the first of all */
        {6, "\"page\":0,\"x\":10400,\"y\":8592,\"w\":1600,\"h\":1600"},   /* the third of its run */
        {48, "\"page\":0,\"x\":48400,\"y\":68400,\"w\":1600,\"h\":1600"}, /* of a turned line */
        {58, "\"page\":1,\"x\":7200,\"y\":8592,\"w\":1600,\"h\":1600"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct setting *now = set(hand);
        save(hand, now, rows[i].offset);
        g_autofree char *wanted = g_strdup_printf("\"pages\":[0,1],\n\"changed\":{%s}", rows[i].where);
        expect_told(set(hand), now, wanted, true);
    }
    hand_free(hand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_told_of_the_same),
        cmocka_unit_test(a_page_that_looks_otherwise_is_told_whole),
        cmocka_unit_test(an_ink_is_its_colour),
        cmocka_unit_test(a_page_that_moved_is_named),
        cmocka_unit_test(the_first_change_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
