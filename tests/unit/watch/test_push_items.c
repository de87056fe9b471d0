/* test_push_items.c: what a browser is told when an issue is set again: a page on which anything is another
 * that can be seen is new, every other one is named by its number, and the place of what was changed is told.
 */
/* link: gaz_watch gaz_output gaz_layout gaz_fonts gaz_styles gaz_input gaz_base */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/handmade_pages.h"

#include "watch/push.h"

#include <string.h>

enum { TEXT, WESTERN, BLANK, TURNED, LINK, PICTURE, N_ITEMS }; /* of the first page; its folio lies between */

static const unsigned char drawing[] = "<svg/>", other_drawing[] = "<SVG/>";

/* A setting and the next one, of the same faces. */
struct settings {
    struct hand *hand;
    struct gaz_issue issues[2];
    struct gaz_gazette before, now;
    struct gaz_pages pages;
    struct gaz_page page[3];
    struct gaz_item *items, *second; /* of the pages now; of the first in the order above */
};

static struct gaz_item *copied_items(const struct gaz_page *page) {
    return g_memdup2(page->items, MAX_HAND_ITEMS * sizeof *page->items);
}

static void settings_begin(struct settings *s) {
    *s = (struct settings){.hand = hand_need("Latin.ttf")};
    struct hand *hand = s->hand;
    struct gaz_item *picture = hand_item(hand, 0, GAZ_ITEM_IMAGE, 100, 300);
    picture->as.image = (struct gaz_image){.width = 20 * GAZ_POINT,
                                           .height = 20 * GAZ_POINT,
                                           .kind = GAZ_PICTURE_SVG,
                                           .data = drawing,
                                           .size = sizeof drawing - 1};
    struct gaz_item *folio = (struct gaz_item *)&hand->page[0].items[PICTURE], swap = *folio;
    *folio = *picture;
    *picture = swap;
    s->pages = hand->pages;
    memcpy(s->page, hand->page, sizeof hand->page);
    for (int i = 0; i < 2; i++)
        s->page[i].items = copied_items(&hand->page[i]);
    s->pages.pages = s->page;
    s->items = (struct gaz_item *)s->page[0].items;
    s->second = (struct gaz_item *)s->page[1].items;
    s->issues[0].source = s->issues[1].source = hand->source;
    s->before = (struct gaz_gazette){.issue = &s->issues[0], .fonts = hand->fonts, .pages = &hand->pages};
    s->now = (struct gaz_gazette){.issue = &s->issues[1], .fonts = hand->fonts, .pages = &s->pages};
}

static void settings_end(struct settings *s) {
    g_free(s->items);
    g_free(s->second);
    hand_free(s->hand);
}

static struct gaz_push push(struct settings *s, GString *out) {
    struct gaz_web *web = gaz_web_new();
    g_autoptr(GString) told = g_string_new(NULL);
    gaz_web_add_pages(web, s->before.pages, told);
    gaz_web_add_fresh(web, told);
    struct gaz_push said = gaz_push_add(web, &s->before, &s->now, out);
    gaz_web_free(web);
    return said;
}

static void expect_told(struct settings *s, uint32_t n_new, bool is_empty, const char *pages) {
    g_autoptr(GString) out = g_string_new(NULL);
    struct gaz_push said = push(s, out);
    assert_int_equal(said.n_new, n_new);
    assert_int_equal(said.is_empty, is_empty);
    if (strncmp(out->str, pages, strlen(pages)) != 0) fail_msg("%s\n%s", pages, out->str);
}

static void what_is_the_same_is_not_told(void **state) {
    (void)state;
    struct settings s;
    settings_begin(&s);
    expect_told(&s, 0, true, "\"pages\":[0,1],\n\"changed\":null,");
    struct gaz_link *link = &s.items[LINK].as.link;
    link->width++; /* nobody sees it */
    expect_told(&s, 0, true, "\"pages\":[0,1],");
    settings_end(&s);
}

/* ---- one thing is another */

/* The run's glyphs and characters where they can be written to. */
static struct gaz_glyph_run *own_run(struct settings *s, int item) {
    struct gaz_glyph_run *run = &s->items[item].as.glyphs;
    struct gaz_placed_glyph *glyphs = GAZ_NEW_ARRAY(s->hand->arena, struct gaz_placed_glyph, run->n_glyphs);
    struct gaz_char *chars = GAZ_NEW_ARRAY(s->hand->arena, struct gaz_char, run->n_chars);
    memcpy(glyphs, run->glyphs, run->n_glyphs * sizeof *glyphs);
    memcpy(chars, run->chars, run->n_chars * sizeof *chars);
    run->glyphs = glyphs;
    run->chars = chars;
    return run;
}

static struct gaz_placed_glyph *own_glyph(struct settings *s) {
    struct gaz_glyph_run *run = own_run(s, TEXT);
    return (struct gaz_placed_glyph *)&run->glyphs[run->n_glyphs - 1];
}

static struct gaz_char *own_char(struct settings *s, int item) {
    struct gaz_glyph_run *run = own_run(s, item);
    return (struct gaz_char *)&run->chars[run->n_chars - 1];
}

#define CHANGE(name, statement)                                                                              \
    static void change_##name(struct settings *s) {                                                          \
        statement;                                                                                           \
    }
CHANGE(page_width, s->page[0].width++)
CHANGE(page_height, s->page[0].height++)
CHANGE(page_name, s->page[0].number = 9)
CHANGE(fewer_items, s->page[0].n_items--)
CHANGE(kind, s->items[LINK].kind = GAZ_ITEM_IMAGE; s->items[LINK].as.image = s->items[PICTURE].as.image)
CHANGE(across, s->items[TEXT].x++)
CHANGE(down, s->items[TEXT].y--)
CHANGE(turn, s->items[TURNED].turn = 3)
CHANGE(line, s->items[WESTERN].line++)
CHANGE(furniture, hand_artifact(&s->items[TEXT], GAZ_ARTIFACT_RULE))
CHANGE(face, s->items[TEXT].as.glyphs.face = s->items[WESTERN].as.glyphs.face)
CHANGE(size, s->items[TEXT].as.glyphs.size++)
CHANGE(ink, s->items[TEXT].as.glyphs.ink = HAND_RED)
CHANGE(fewer_glyphs, s->items[TEXT].as.glyphs.n_glyphs--)
CHANGE(fewer_chars, s->items[TEXT].as.glyphs.n_chars--)
CHANGE(glyph, own_glyph(s)->id++)
CHANGE(glyph_across, own_glyph(s)->x++)
CHANGE(glyph_down, own_glyph(s)->y++)
CHANGE(glyph_chars, own_glyph(s)->n_chars++)
CHANGE(character, own_char(s, TEXT)->ch++)
CHANGE(rule_width, s->items[BLANK].as.rule.width++)
CHANGE(rule_height, s->items[BLANK].as.rule.height++)
CHANGE(rule_ink, s->items[BLANK].as.rule.ink = HAND_RED)
CHANGE(rule_chars, s->items[BLANK].as.rule.n_chars--)
CHANGE(picture_width, s->items[PICTURE].as.image.width++)
CHANGE(picture_height, s->items[PICTURE].as.image.height++)
CHANGE(picture_kind, s->items[PICTURE].as.image.kind = GAZ_PICTURE_PNG)
CHANGE(picture_size, s->items[PICTURE].as.image.size--)
CHANGE(picture_bytes, s->items[PICTURE].as.image.data = other_drawing)

static void whatever_is_seen_makes_a_page_new(void **state) {
    (void)state;
    static void (*const changes[])(struct settings *) = {
        change_page_width,    change_page_height,    change_page_name,    change_fewer_items,
        change_kind,          change_across,         change_down,         change_turn,
        change_line,          change_furniture,      change_face,         change_size,
        change_ink,           change_fewer_glyphs,   change_fewer_chars,  change_glyph,
        change_glyph_across,  change_glyph_down,     change_glyph_chars,  change_character,
        change_rule_width,    change_rule_height,    change_rule_ink,     change_rule_chars,
        change_picture_width, change_picture_height, change_picture_kind, change_picture_size,
        change_picture_bytes};
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        struct settings s;
        settings_begin(&s);
        changes[i](&s);
        g_autoptr(GString) out = g_string_new(NULL);
        struct gaz_push said = push(&s, out);
        if (said.n_new != 1 || said.is_empty || !g_str_has_prefix(out->str, "\"pages\":[{"))
            fail_msg("change %zu: %s", i, out->str);
        settings_end(&s);
    }
}

/* ---- pages that are the same elsewhere, places that are others */

static void pages_are_sought_around(void **state) {
    (void)state;
    struct settings s;
    settings_begin(&s);
    s.page[2] = s.page[1];
    s.page[1] = s.page[0];
    s.page[0] = s.page[2]; /* the two have changed places */
    expect_told(&s, 0, false, "\"pages\":[1,0],");
    s.pages.n_pages = 1;
    expect_told(&s, 0, false, "\"pages\":[1],");
    s.pages.n_pages = 3; /* one stands twice: it serves once */
    s.page[2] = s.page[0];
    expect_told(&s, 1, false, "\"pages\":[1,0,{");
    settings_end(&s);
}

static void a_place_alone_is_told_alone(void **state) {
    (void)state;
    struct settings s;
    settings_begin(&s);
    own_char(&s, TURNED)->offset++;
    expect_told(&s, 0, false, "\"pages\":[{\"as\":0,\"p\":[");
    settings_end(&s);
}

/* The last character of the turned line is another in the source: where it stands now. Its pen is two ems
 * along. */
static void the_place_of_a_change_is_told(void **state) {
    (void)state;
    static const char *const frames[] = {
        "{\"page\":0,\"x\":53200,\"y\":68592,\"w\":1600,\"h\":1600}", /* 22 / 25 of 16 points above the line
                                                                       */
        "{\"page\":0,\"x\":48400,\"y\":65200,\"w\":1600,\"h\":1600}",
        "{\"page\":0,\"x\":45200,\"y\":70000,\"w\":1600,\"h\":1600}",
        "{\"page\":0,\"x\":50000,\"y\":73200,\"w\":1600,\"h\":1600}"};
    for (uint8_t turn = 0; turn < G_N_ELEMENTS(frames); turn++) {
        struct settings s;
        settings_begin(&s);
        const struct gaz_source *was = s.hand->source;
        g_autofree char *text = g_strndup(was->text, was->size);
        memcpy(strstr(text, "表"), "裱",
               strlen("裱")); /* the same first byte: the place is the character's */
        s.issues[1].source = gaz_source_new(s.hand->arena, was->name, was->path, text, was->size);
        own_char(&s, TURNED)->ch = 0x88F1;
        s.items[TURNED].turn = turn;
        for (int i = 0; i < N_ITEMS; i++)
            if (s.items[i].kind == GAZ_ITEM_GLYPHS) s.items[i].as.glyphs.source = s.issues[1].source;
        g_autoptr(GString) out = g_string_new(NULL);
        assert_int_equal(push(&s, out).n_new, 1);
        const char *told = strstr(out->str, "\"changed\":");
        assert_non_null(told);
        if (!g_str_has_prefix(told + strlen("\"changed\":"), frames[turn]))
            fail_msg("turn %d: %s", turn, told);
        settings_end(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_the_same_is_not_told), cmocka_unit_test(whatever_is_seen_makes_a_page_new),
        cmocka_unit_test(pages_are_sought_around), cmocka_unit_test(a_place_alone_is_told_alone),
        cmocka_unit_test(the_place_of_a_change_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
