/* handmade_pages.h: a display list without a layout, for the tests of output/: two pages with Chinese and
 * western runs, a turned run, a rule that stands for blanks, pictures, a link and an outline. */
#ifndef GAZ_TESTS_UNIT_HANDMADE_PAGES_H
#define GAZ_TESTS_UNIT_HANDMADE_PAGES_H

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/text.h"
#include "fonts/fonts.h"
#include "layout/pages.h"

#include <glib.h>

/* the nodes below the root */
enum { HAND_PARAGRAPH = 1, HAND_ENTRY };
enum { HAN, WEST, HAND_SIZE = 16 * GAZ_POINT, MAX_HAND_ITEMS = 32 };

struct hand {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    struct gaz_fonts *fonts;
    struct gaz_source *source;
    struct gaz_page page[2];
    struct gaz_pages pages;
};

static inline struct gaz_fonts *hand_fonts(const char *western, struct gaz_diags *diags) {
    static const char *const han[] = {"Song.otf"};
    const struct gaz_font_family families[] = {{"仿宋", han, 1, 1}, {"西文", &western, 1, 1}};
    static const char *const folders[] = {GAZ_SOURCE_DIR "/tests/faces"};
    struct gaz_font_request request = {families, 2, folders, 1};
    return gaz_fonts_open(&request, diags);
}

static inline struct gaz_item *hand_item(struct hand *hand, int page, enum gaz_item_kind kind, int x, int y) {
    struct gaz_page *it = &hand->page[page];
    struct gaz_item *item = (struct gaz_item *)&it->items[it->n_items++];
    item->kind = kind;
    item->x = x * GAZ_POINT;
    item->y = y * GAZ_POINT;
    item->node = HAND_PARAGRAPH;
    return item;
}

static inline struct gaz_text hand_text(struct hand *hand, const char *utf8, uint32_t offset) {
    struct gaz_text text = gaz_text_from_utf8(hand->arena, utf8);
    for (uint32_t i = 0; i < text.n && offset != GAZ_NOWHERE; i++) {
        ((struct gaz_char *)text.chars)[i].offset = offset;
        offset += (uint32_t)g_unichar_to_utf8(text.chars[i].ch, NULL);
    }
    return text;
}

/* A run of shaped text: its glyphs as gaz_font_shape gives them, all of the first one's face. */
static inline struct gaz_item *hand_run(struct hand *hand, int page, int x, int y, int family,
                                        const char *utf8, uint32_t offset) {
    struct gaz_item *item = hand_item(hand, page, GAZ_ITEM_GLYPHS, x, y);
    struct gaz_glyph_run *run = &item->as.glyphs;
    struct gaz_text text = hand_text(hand, utf8, offset);
    glong n_chars;
    uint32_t *chars = (uint32_t *)g_utf8_to_ucs4(utf8, -1, NULL, &n_chars, NULL), n;
    struct gaz_shaped shaped =
        gaz_font_shape(&(struct gaz_font){hand->fonts, family, HAND_SIZE}, chars, (uint32_t)n_chars);
    const struct gaz_glyph *from = shaped.glyphs;
    n = shaped.n;
    struct gaz_placed_glyph *to = GAZ_NEW_ARRAY(hand->arena, struct gaz_placed_glyph, n);
    gaz_len pen = 0;
    for (uint32_t i = 0; i < n; i++) {
        to[i] = (struct gaz_placed_glyph){from[i].id, pen + from[i].x_offset, from[i].y_offset,
                                          from[i].first_char, from[i].n_chars};
        pen += from[i].advance;
    }
    *run = (struct gaz_glyph_run){.face = n ? from[0].face : gaz_fonts_primary(hand->fonts, family),
                                  .size = HAND_SIZE,
                                  .role = GAZ_ROLE_BODY,
                                  .glyphs = to,
                                  .n_glyphs = n,
                                  .chars = text.chars,
                                  .n_chars = text.n,
                                  .source = offset == GAZ_NOWHERE ? NULL : hand->source};
    g_free(chars);
    return item;
}

enum { HAND_RED = 1 };

static const struct gaz_ink hand_inks[] = {{.name = "黑", .has_cmyk = true, .cmyk = {0, 0, 0, 100}},
                                           {.screen = 0xE60012}};

static inline void hand_artifact(struct gaz_item *item, enum gaz_artifact artifact) {
    item->artifact = (uint8_t)artifact;
    item->node = 0;
}

static inline void hand_first_page(struct hand *hand) {
    hand_run(hand, 0, 72, 100, HAN, "人民政府工作·日报", 0)->line = 1;
    hand_run(hand, 0, 216, 100, WEST, "No. 2026 (fi)", 27)->line = 1;
    struct gaz_item *rule = hand_item(hand, 0, GAZ_ITEM_RULE, 320, 102);
    struct gaz_text blank = hand_text(hand, "＿＿", 41);
    rule->line = 1;
    rule->as.rule = (struct gaz_rule){32 * GAZ_POINT, GAZ_POINT / 2, GAZ_INK_BLACK, blank.chars,
                                      blank.n,        hand->source,  false};
    struct gaz_item *turned = hand_run(hand, 0, 500, 700, HAN, "横排表", 48);
    turned->turn = 1;
    turned->line = 2;
    turned->as.glyphs.ink = HAND_RED;
    struct gaz_item *link = hand_item(hand, 0, GAZ_ITEM_LINK, 72, 84);
    link->as.link = (struct gaz_link){144 * GAZ_POINT, 20 * GAZ_POINT};
    link->node = HAND_ENTRY;
    struct gaz_item *folio = hand_run(hand, 0, 290, 800, WEST, "— 3 —", GAZ_NOWHERE);
    hand_artifact(folio, GAZ_ARTIFACT_PAGE_NUMBER);
    folio->as.glyphs.role = GAZ_ROLE_FOLIO;
}

static inline void hand_second_page(struct hand *hand) {
    struct gaz_item *rule = hand_item(hand, 1, GAZ_ITEM_RULE, 72, 80);
    hand_artifact(rule, GAZ_ARTIFACT_RULE);
    rule->as.rule = (struct gaz_rule){400 * GAZ_POINT, GAZ_POINT, HAND_RED, NULL, 0, NULL, false};
    hand_run(hand, 1, 72, 100, HAN, "日曰", 58)->line = 1;
    hand_run(hand, 1, 110, 100, WEST, "e\u0301 AV", 64)->line = 1;
    hand_artifact(hand_run(hand, 1, 290, 800, WEST, "4", GAZ_NOWHERE), GAZ_ARTIFACT_REPEATED_HEAD);
}

/* fonts is NULL when the machine lacks the faces. */
static inline struct hand *hand_new(const char *western) {
    static const char text[] = "人民政府工作·日报\nNo. 2026 (fi) ＿＿\n横排表\n日曰e\u0301 AV\n";
    struct hand *hand = g_new0(struct hand, 1);
    hand->arena = gaz_arena_new();
    hand->diags = gaz_diags_new();
    hand->fonts = hand_fonts(western, hand->diags);
    if (!hand->fonts) return hand;
    hand->source = gaz_source_new(hand->arena, "期/正文.md", "正文.md", text, sizeof text - 1);
    for (int i = 0; i < 2; i++)
        hand->page[i] =
            (struct gaz_page){.number = 3 + i,
                              .shows_number = true,
                              .width = gaz_len_from_um(210000),
                              .height = gaz_len_from_um(297000),
                              .end = i ? GAZ_END_ISSUE : GAZ_END_FULL,
                              .items = GAZ_NEW_ARRAY(hand->arena, struct gaz_item, MAX_HAND_ITEMS)};
    hand_first_page(hand);
    hand_second_page(hand);
    static const struct gaz_target targets[] = {{0, 72 * GAZ_POINT, 80 * GAZ_POINT},
                                                {1, 72 * GAZ_POINT, 80 * GAZ_POINT}};
    static const struct gaz_outline outline[] = {
        {"第一篇", 0, 0, true}, {"附件 “甲”", 2, 1, false}, {"第二篇", 0, 1, true}};
    static const struct gaz_node nodes[] = {
        {.kind = GAZ_NODE_ISSUE, .end = 3, .language = "zh-CN"},
        {.kind = GAZ_NODE_PARAGRAPH, .end = 2},
        {.kind = GAZ_NODE_CONTENTS_ENTRY, .end = 3, .is_copy = true, .as.target = 1}};
    hand->pages = (struct gaz_pages){.arena = hand->arena,
                                     .inks = hand_inks,
                                     .n_inks = G_N_ELEMENTS(hand_inks),
                                     .pages = hand->page,
                                     .n_pages = 2,
                                     .targets = targets,
                                     .n_targets = 2,
                                     .outline = outline,
                                     .n_outline = 3,
                                     .nodes = nodes,
                                     .n_nodes = 3,
                                     .title = "某市人民政府公报 2026年第1期",
                                     .author = "某市人民政府",
                                     .subject = "政府公报",
                                     .year = 2026,
                                     .month = 1,
                                     .day = 15};
    return hand;
}

static inline void hand_free(struct hand *hand) {
    gaz_fonts_close(hand->fonts);
    gaz_diags_free(hand->diags);
    gaz_arena_free(hand->arena);
    g_free(hand);
}

/* The same, and its faces are there: they are the tests' own. */
static inline struct hand *hand_need(const char *western) {
    struct hand *hand = hand_new(western);
    assert_non_null(hand->fonts);
    return hand;
}

#endif
