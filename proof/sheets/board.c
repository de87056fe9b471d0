/* board.c: see board.h. */
#include "proof/sheets/board.h"

#include "base/process/arena.h"
#include "gazette/gazette.h"

#include <stdarg.h>

/* GB/T 14706 wants marks in ink and never in grey; houses take red, blue and green for the three readings.
 * Behind them a colour that none of these is. */
const uint32_t gaz_round_colours[GAZ_N_PROOF_ROUNDS] = {0xC8102E, 0x1740C8, 0x0B7A2B, 0x7A1FA2, 0x7A1FA2};

static uint32_t add_ink(struct gaz_inks *inks, uint32_t screen) {
    return gaz_inks_add(inks, &(struct gaz_ink){.screen = screen});
}

void gaz_board_begin(struct gaz_board *board, const struct gaz_gazette *gazette, struct gaz_arena *arena,
                     enum gaz_proof_round round) {
    const struct gaz_pages *pages = gazette->pages;
    struct gaz_inks of = {.inks = (struct gaz_ink *)pages->inks, .n = pages->n_inks};
    struct gaz_inks *inks = gaz_inks_new(arena, &of);
    *board = (struct gaz_board){.arena = arena,
                                .sheet = gaz_sheet_new(gazette->style, gazette->fonts, arena),
                                .inks = inks,
                                .ink = {.black = GAZ_INK_BLACK,
                                        .round = add_ink(inks, gaz_round_colours[round]),
                                        .grey = add_ink(inks, 0x6E6E6E),
                                        .pale = add_ink(inks, 0xF0F0F0),
                                        .grid = add_ink(inks, 0xBFE3EA),
                                        .frame = add_ink(inks, 0xF0B27A)},
                                .pages = g_array_new(FALSE, FALSE, sizeof(struct gaz_page)),
                                .shows = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
}

void gaz_board_clear(struct gaz_board *board) {
    gaz_sheet_free(board->sheet);
    if (board->pages) g_array_unref(board->pages);
    if (board->shows) g_array_unref(board->shows);
    *board = (struct gaz_board){0};
}

/* ---- pages */

void gaz_board_begin_page(struct gaz_board *board, gaz_len width, gaz_len height) {
    board->width = width;
    board->height = height;
    board->items = NULL;
    board->n = board->capacity = 0;
    board->lines = 0;
}

void gaz_board_end_page(struct gaz_board *board, const struct gaz_page *like, uint32_t shows,
                        const char *label) {
    struct gaz_page page = like ? *like : (struct gaz_page){.label = label};
    page.width = board->width;
    page.height = board->height;
    page.items = board->items;
    page.n_items = (uint32_t)board->n;
    page.slug = NULL;
    page.n_slug = 0;
    g_array_append_val(board->pages, page);
    g_array_append_val(board->shows, shows);
}

/* Where a page of the issue is now, of which there is one each. */
static uint32_t *places_of(const struct gaz_board *board, uint32_t n) {
    uint32_t *place = g_new0(uint32_t, n + 1);
    for (guint i = 0; i < board->shows->len; i++) {
        uint32_t shown = g_array_index(board->shows, uint32_t, i);
        if (shown < n) place[shown] = i;
    }
    return place;
}

static void move_targets(const struct gaz_board *board, struct gaz_pages *made, const struct gaz_pages *of) {
    g_autofree uint32_t *place = places_of(board, of->n_pages);
    struct gaz_target *targets = GAZ_NEW_ARRAY(board->arena, struct gaz_target, of->n_targets + 1);
    for (uint32_t i = 0; i < of->n_targets; i++) {
        targets[i] = of->targets[i];
        if (targets[i].page < of->n_pages) targets[i].page = place[targets[i].page];
        targets[i].x += board->frame.x;
        targets[i].y += board->frame.y;
    }
    made->targets = targets;
}

struct gaz_pages *gaz_board_pages(const struct gaz_board *board, const struct gaz_pages *of) {
    struct gaz_pages *made = GAZ_NEW(board->arena, struct gaz_pages);
    *made = *of;
    made->arena = board->arena;
    made->pages = (const struct gaz_page *)board->pages->data;
    made->n_pages = board->pages->len;
    made->inks = board->inks->inks;
    made->n_inks = board->inks->n;
    move_targets(board, made, of);
    return made;
}

/* ---- items */

void gaz_board_item(struct gaz_board *board, const struct gaz_item *item) {
    *GAZ_PUSH(board->arena, board->items, board->n, board->capacity) = *item;
}

void gaz_board_rule(struct gaz_board *board, struct gaz_frame frame, uint32_t ink) {
    struct gaz_item item = {.kind = GAZ_ITEM_RULE,
                            .artifact = GAZ_ARTIFACT_BESIDE,
                            .x = frame.x,
                            .y = frame.y,
                            .as.rule = {.width = frame.width, .height = frame.height, .ink = ink}};
    if (frame.width > 0 && frame.height > 0) gaz_board_item(board, &item);
}

void gaz_board_box(struct gaz_board *board, struct gaz_frame f, gaz_len thick, uint32_t ink) {
    gaz_board_rule(board, (struct gaz_frame){f.x, f.y, f.width, thick}, ink);
    gaz_board_rule(board, (struct gaz_frame){f.x, f.y + f.height - thick, f.width, thick}, ink);
    gaz_board_rule(board, (struct gaz_frame){f.x, f.y, thick, f.height}, ink);
    gaz_board_rule(board, (struct gaz_frame){f.x + f.width - thick, f.y, thick, f.height}, ink);
}

/* ---- runs in stretches */

/* A width that a stroke below the last character may have: its advance is not known here. */
static gaz_len width_of(uint32_t ch, gaz_len size) {
    return ch < 0x2E80 ? size / 2 : size;
}

/* The glyphs [first, end) of the item as one of their own: places are by the item's origin still. */
static struct gaz_item part_of(const struct gaz_item *item, uint32_t first, uint32_t end) {
    struct gaz_item part = *item;
    const struct gaz_glyph_run *run = &item->as.glyphs;
    uint32_t last = end;
    do
        last--;
    while (run->glyphs[last].n_chars == 0);
    uint32_t from = run->glyphs[first].first_char,
             to = run->glyphs[last].first_char + run->glyphs[last].n_chars;
    part.as.glyphs.glyphs = run->glyphs + first;
    part.as.glyphs.n_glyphs = end - first;
    part.as.glyphs.chars = run->chars + from;
    part.as.glyphs.n_chars = to - from;
    return part;
}

/* The glyphs name their characters by number: those of a part begin at 0. */
static void renumber(struct gaz_arena *arena, struct gaz_glyph_run *run) {
    uint32_t from = run->glyphs[0].first_char;
    if (from == 0) return;
    struct gaz_placed_glyph *glyphs = GAZ_NEW_ARRAY(arena, struct gaz_placed_glyph, run->n_glyphs);
    for (uint32_t i = 0; i < run->n_glyphs; i++) {
        glyphs[i] = run->glyphs[i];
        glyphs[i].first_char = glyphs[i].n_chars ? glyphs[i].first_char - from : 0;
    }
    run->glyphs = glyphs;
}

/* A rule from x to `end` along the item's line, y below its baseline, turned as the item is. */
static void stroke(struct gaz_board *board, const struct gaz_item *item, struct gaz_frame line,
                   uint32_t ink) {
    struct gaz_item rule = {.kind = GAZ_ITEM_RULE,
                            .artifact = GAZ_ARTIFACT_BESIDE,
                            .turn = item->turn,
                            .as.rule = {.width = line.width, .height = line.height, .ink = ink}};
    gaz_len x = line.x, y = line.y;
    for (unsigned i = 0; i < (item->turn & 3u); i++) {
        gaz_len old = x;
        x = y;
        y = -old;
    }
    rule.x = item->x + x;
    rule.y = item->y + y;
    if (line.width > 0) gaz_board_item(board, &rule);
}

static void put_stretch(struct gaz_board *board, const struct gaz_item *item, uint32_t first, uint32_t end,
                        struct gaz_look look) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    struct gaz_item part = part_of(item, first, end);
    renumber(board->arena, &part.as.glyphs);
    if (look.ink != GAZ_OWN_INK) part.as.glyphs.ink = look.ink;
    gaz_board_item(board, &part);
    if (look.stroke == GAZ_STROKE_NONE) return;
    const struct gaz_glyph_run *own = &part.as.glyphs;
    gaz_len x = run->glyphs[first].x;
    gaz_len to = end < run->n_glyphs
                     ? run->glyphs[end].x
                     : run->glyphs[end - 1].x + width_of(own->chars[own->n_chars - 1].ch, run->size);
    gaz_len y = look.stroke == GAZ_STROKE_UNDER ? run->size * 17 / 100 : -run->size * 36 / 100;
    stroke(board, item, (struct gaz_frame){x, y, to - x, MAX(run->size / 18, GAZ_POINT / 3)},
           part.as.glyphs.ink);
}

static bool is_same_look(struct gaz_look a, struct gaz_look b) {
    return a.ink == b.ink && a.stroke == b.stroke;
}

void gaz_board_run(struct gaz_board *board, const struct gaz_item *item, gaz_look_of *look_of,
                   const void *context) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    for (uint32_t first = 0; first < run->n_glyphs;) {
        struct gaz_look look = look_of(context, item, run->glyphs[first].first_char);
        uint32_t end = gaz_cluster_end(run, first);
        while (end < run->n_glyphs && is_same_look(look, look_of(context, item, run->glyphs[end].first_char)))
            end = gaz_cluster_end(run, end);
        put_stretch(board, item, first, end, look);
        first = end;
    }
}

/* ---- small texts */

struct gaz_small gaz_small_of(const struct gaz_board *board, gaz_len size, const char *utf8) {
    return (struct gaz_small){
        .text = gaz_text_from_utf8(board->arena, utf8), .size = size, .ink = board->ink.black};
}

struct gaz_small gaz_small_printf(const struct gaz_board *board, gaz_len size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *utf8 = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return gaz_small_of(board, size, utf8);
}

gaz_len gaz_small_pitch(const struct gaz_small *small) {
    return small->size * 3 / 2;
}

static struct gaz_sheet_text sheet_text_of(const struct gaz_small *small, gaz_len width) {
    return (struct gaz_sheet_text){.text = small->text,
                                   .role = small->is_strong ? GAZ_ROLE_HEADING_1 : GAZ_ROLE_TABLE,
                                   .size = small->size,
                                   .pitch = gaz_small_pitch(small),
                                   .width = width,
                                   .side = small->side};
}

gaz_len gaz_small_width(const struct gaz_board *board, const struct gaz_small *small) {
    struct gaz_sheet_text text = sheet_text_of(small, 0);
    return gaz_sheet_width(board->sheet, &text);
}

struct gaz_sheet_set gaz_board_set(const struct gaz_board *board, const struct gaz_small *small,
                                   gaz_len width) {
    struct gaz_sheet_text text = sheet_text_of(small, width);
    return gaz_sheet_set(board->sheet, &text);
}

/* a run of a small text: which characters of it the run's are */
struct small_run {
    const struct gaz_small *small;
    const uint32_t *at;
};

static struct gaz_look look_of_small(const void *context, const struct gaz_item *item, uint32_t ch) {
    const struct small_run *run = context;
    (void)item;
    for (uint32_t i = 0; i < run->small->n_pieces; i++) {
        const struct gaz_looking *piece = &run->small->pieces[i];
        if (run->at[ch] >= piece->first && run->at[ch] - piece->first < piece->n) return piece->look;
    }
    return (struct gaz_look){run->small->ink, GAZ_STROKE_NONE};
}

/* Blanks at a line's end are not set: the run's characters are found going on from *next. */
static uint32_t *find_chars(const struct gaz_small *small, const struct gaz_item *item, uint32_t *next) {
    struct gaz_text set = gaz_item_text(item);
    uint32_t *at = g_new(uint32_t, set.n + 1);
    for (uint32_t i = 0; i < set.n; i++) {
        while (*next + 1 < small->text.n && small->text.chars[*next].ch != set.chars[i].ch)
            (*next)++;
        at[i] = (*next)++;
    }
    return at;
}

void gaz_board_lines(struct gaz_board *board, const struct gaz_small *small, const struct gaz_sheet_set *set,
                     struct gaz_lines_at at) {
    uint32_t next = 0, base = board->lines;
    gaz_len up = (gaz_len)at.first * gaz_small_pitch(small);
    for (uint32_t i = 0; i < set->n_items; i++) {
        struct gaz_item item = set->items[i];
        g_autofree uint32_t *chars = find_chars(small, &item, &next);
        if (item.line <= at.first || item.line > at.first + at.n) continue;
        item.x += at.x;
        item.y += at.y - up;
        item.line = base + item.line - at.first;
        board->lines = MAX(board->lines, item.line);
        if (item.kind == GAZ_ITEM_GLYPHS)
            gaz_board_run(board, &item, look_of_small, &(struct small_run){small, chars});
        else
            gaz_board_item(board, &item);
    }
}

gaz_len gaz_board_text(struct gaz_board *board, const struct gaz_small *small, struct gaz_frame frame) {
    struct gaz_sheet_set set = gaz_board_set(board, small, frame.width);
    gaz_board_lines(board, small, &set, (struct gaz_lines_at){frame.x, frame.y, 0, set.n_lines});
    return (gaz_len)set.n_lines * gaz_small_pitch(small);
}
