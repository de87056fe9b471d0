/* office.h: a board for the sheets of a proof, in the tests' own faces, and what stands on its pages. */
#ifndef GAZ_TESTS_UNIT_PROOF_OFFICE_H
#define GAZ_TESTS_UNIT_PROOF_OFFICE_H

#include "gazette/gazette.h"
#include "proof/sheets/board.h"
#include "tests/unit/check.h"
#include "tests/unit/own_faces.h"

/* what sheets are put on */
struct office {
    struct gaz_gazette gazette;
    struct gaz_pages pages;
    struct gaz_board board;
    GArray *cells;
};

static inline struct office *open_office(const struct world *world) {
    static const struct gaz_ink black = {.name = "黑", .has_cmyk = true, .cmyk = {0, 0, 0, 100}};
    struct office *o = GAZ_NEW(world->arena, struct office);
    struct gaz_style *style =
        gaz_style_load("gbt9704", GAZ_SOURCE_DIR, world->folder, (struct gaz_span){0}, world->diags);
    assert_non_null(style);
    o->pages = (struct gaz_pages){.inks = &black, .n_inks = 1};
    o->gazette = (struct gaz_gazette){
        .style = style, .fonts = own_faces_open(style, world->diags), .pages = &o->pages};
    assert_non_null(o->gazette.fonts);
    gaz_board_begin(&o->board, &o->gazette, world->arena, GAZ_ROUND_FIRST);
    o->cells = g_array_new(FALSE, FALSE, sizeof(struct gaz_small));
    return o;
}

static inline void close_office(struct office *o) {
    g_array_unref(o->cells);
    gaz_board_clear(&o->board);
    gaz_fonts_close(o->gazette.fonts);
    gaz_style_free(o->gazette.style);
}

static inline const struct gaz_page *page_at(const struct office *o, guint i) {
    assert_in_range(i, 0, o->board.pages->len - 1);
    return &g_array_index(o->board.pages, struct gaz_page, i);
}

static inline double points(gaz_len length) {
    return (double)length / GAZ_POINT;
}

#endif
