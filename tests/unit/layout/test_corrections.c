/* Where a 更正 and what it mends stand on the pages of a volume: rows made by chance, whose places are known.
 */
#include "tests/unit/check.h"

#include "input/doc.h"
#include "layout/issue/corrections.h"
#include "layout/layout.h"
#include "layout/pages.h"

enum {
    MOST_ROWS = 12,
    LONGEST = 12, /* characters of a row */
    MOST_ITEMS = MOST_ROWS * LONGEST * 2,
    EM = 1000,          /* of the smallest text; a row's own is up to half as much more */
    FIRST_HAN = 0x4E00, /* no character stands twice, but where a test wants it */
    TARGET_LEFT = 17,
};

/* a page of rows, of which the test knows what stands where */
struct sheet {
    struct world *world;
    GRand *random;
    struct gaz_item items[MOST_ITEMS];
    struct gaz_page pages[3];
    struct gaz_node nodes[3];
    struct gaz_target target;
    struct gaz_pages all;
    struct gaz_issue issue;
    struct gaz_bound_issue bound;
    uint32_t n_rows, n_lines, n_chars, row_of[MOST_ROWS * LONGEST];
    uint32_t chars[MOST_ROWS * LONGEST];
    struct gaz_frame frames[MOST_ROWS];
};

static uint32_t draw(struct sheet *s, uint32_t least, uint32_t most) {
    return (uint32_t)g_rand_int_range(s->random, (gint32)least, (gint32)most + 1);
}

static struct gaz_item *put(struct sheet *s, gaz_len x, gaz_len y, gaz_len size, const uint32_t *text,
                            uint32_t n) {
    struct gaz_item *item = &s->items[s->pages[1].n_items++];
    struct gaz_char *chars = GAZ_NEW_ARRAY(s->world->arena, struct gaz_char, n);
    struct gaz_placed_glyph *glyphs = GAZ_NEW_ARRAY(s->world->arena, struct gaz_placed_glyph, n);
    for (uint32_t i = 0; i < n; i++) {
        chars[i].ch = text[i];
        glyphs[i] = (struct gaz_placed_glyph){.id = 1, .x = (gaz_len)i * size, .first_char = i, .n_chars = 1};
    }
    *item = (struct gaz_item){.kind = GAZ_ITEM_GLYPHS, .x = x, .y = y, .node = 1};
    item->as.glyphs =
        (struct gaz_glyph_run){.size = size, .glyphs = glyphs, .n_glyphs = n, .chars = chars, .n_chars = n};
    return item;
}

/* Two characters, with a blank that nobody counts before, between or behind them. */
static uint32_t draw_text(struct sheet *s, uint32_t row, uint32_t text[static 3]) {
    uint32_t blank = draw(s, 0, 6);
    for (uint32_t i = 0, k = 0; i < 3; i++) {
        text[i] = i == blank ? (draw(s, 0, 1) ? 0x3000 : ' ') : FIRST_HAN + s->n_chars;
        if (i == blank || k == 2) continue;
        s->row_of[s->n_chars] = row;
        s->chars[s->n_chars++] = text[i];
        k++;
    }
    return blank < 3 ? 3 : 2;
}

/* A set line: its text, and text that is raised or lowered, before or behind it. */
static gaz_len add_line(struct sheet *s, gaz_len x, gaz_len y, gaz_len size) {
    uint32_t small = draw(s, 0, 3), line = ++s->n_lines; /* 2 or 3: none */
    for (uint32_t k = 0; k < (small < 2 ? 2 : 1); k++) {
        uint32_t text[3], n = draw_text(s, s->n_rows, text);
        bool is_small = k == small;
        gaz_len by = is_small ? draw(s, 0, 1) ? -size * 35 / 100 : size * 15 / 100 : 0,
                own = is_small ? size * 6 / 10 : size;
        put(s, x, y + by, own, text, n)->line = line;
        x += (gaz_len)n * own;
    }
    return x;
}

/* A row of one to three lines beside one another, as cells are. */
static void add_row(struct sheet *s, gaz_len y) {
    gaz_len x = (gaz_len)draw(s, 0, 5000), largest = 0, left = x;
    for (uint32_t k = 0, n = draw(s, 1, 3); k < n; k++) {
        gaz_len size = EM + (gaz_len)draw(s, 0, EM / 2);
        x = add_line(s, x, y + (k ? (gaz_len)draw(s, 0, EM / 2) : 0), size);
        largest = MAX(largest, size);
    }
    s->frames[s->n_rows++] = (struct gaz_frame){left, y - gaz_scale(largest, 88, 100), x - left, largest};
}

/* The lines in any order, as tables and notes have them; the items of one stay in theirs. */
static void shuffle(struct sheet *s) {
    struct gaz_item old[MOST_ITEMS];
    uint32_t order[MOST_ITEMS], n = 0;
    memcpy(old, s->items, sizeof old);
    for (uint32_t i = 0; i < s->n_lines + 1; i++)
        order[i] = i;
    for (uint32_t i = s->n_lines + 1; i > 1; i--) {
        uint32_t j = draw(s, 0, i - 1), kept = order[j];
        order[j] = order[i - 1];
        order[i - 1] = kept;
    }
    for (uint32_t i = 0; i < s->n_lines + 1; i++)
        for (uint32_t k = 0; k < s->pages[1].n_items; k++)
            if (old[k].line == order[i]) s->items[n++] = old[k];
}

/* What stands on the page and is none of its rows. */
static void add_others(struct sheet *s, gaz_len y) {
    const uint32_t text[] = {FIRST_HAN};
    struct gaz_item *head = put(s, 0, y, EM, text, 1), *folio = put(s, 0, y + 20 * EM, EM, text, 1);
    head->artifact = GAZ_ARTIFACT_RUNNING_HEAD;
    folio->artifact = GAZ_ARTIFACT_PAGE_NUMBER;
    head->node = folio->node = 0;
    put(s, 0, y + EM, EM, text, 1)->turn = 1;
    put(s, 0, y + EM, EM, text, 0);
    s->items[s->pages[1].n_items++] = (struct gaz_item){.kind = GAZ_ITEM_RULE, .y = y, .node = 1};
}

static void make_sheet(struct sheet *s, struct world *world, GRand *random) {
    *s = (struct sheet){.world = world, .random = random};
    gaz_len y = 3 * EM;
    for (uint32_t n = draw(s, 2, MOST_ROWS); n > 0 && s->n_chars + LONGEST <= G_N_ELEMENTS(s->chars); n--) {
        add_row(s, y);
        y += 2 * EM + (gaz_len)draw(s, 0, EM);
    }
    add_others(s, EM);
    shuffle(s);
    s->pages[0].number = 4;
    s->pages[1].number = 7;
    s->pages[2].number = 9;
    s->pages[1].items = s->items;
    s->nodes[1].kind = GAZ_NODE_PARAGRAPH;
    s->target = (struct gaz_target){1, TARGET_LEFT, 0};
    s->all = (struct gaz_pages){.pages = s->pages,
                                .n_pages = 3,
                                .nodes = s->nodes,
                                .n_nodes = 2,
                                .targets = &s->target,
                                .n_targets = 1};
    s->issue = (struct gaz_issue){.year = 2025, .number = {.first = 3, .last = 4}};
    s->bound = (struct gaz_bound_issue){&s->issue, NULL, &s->all};
}

/* 误: characters of the page from one on, with blanks between that an editor's line may have */
static struct gaz_text words(const struct sheet *s, uint32_t begin, uint32_t n) {
    GString *utf8 = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++) {
        if (i % 2) g_string_append_c(utf8, ' ');
        g_string_append_unichar(utf8, s->chars[begin + i]);
    }
    struct gaz_text text = gaz_text_from_utf8(s->world->arena, utf8->str);
    g_string_free(utf8, TRUE);
    return text;
}

static void expect_frame(const struct sheet *s, const struct gaz_mended *place, uint32_t row) {
    assert_int_equal(place->page, 1);
    assert_memory_equal(&place->frame, &s->frames[row], sizeof place->frame);
}

static void for_sheets(void **state, void (*expect)(struct sheet *s)) {
    GRand *random = g_rand_new_with_seed(9704);
    for (int round = 0; round < 60; round++) {
        struct sheet *s = g_new(struct sheet, 1);
        make_sheet(s, *state, random);
        expect(s);
        g_free(s);
    }
    g_rand_free(random);
}

/* Each text of the page is found on the row that it begins on, or on the one that 行 says and it goes over.
 */
static void expect_mended(struct sheet *s) {
    for (uint32_t begin = 0; begin < s->n_chars; begin++) {
        uint32_t n = MIN(draw(s, 1, 12), s->n_chars - begin), first = s->row_of[begin],
                 last = s->row_of[begin + n - 1];
        struct gaz_correction one = {.page = 7, .wrong = words(s, begin, n)};
        struct gaz_mended place;
        assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
        expect_frame(s, &place, first);
        for (uint32_t row = first; row <= last; row++) { /* told from above and from below */
            one.line = (int)row + 1;
            assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
            expect_frame(s, &place, row);
            one.line = (int)row - (int)s->n_rows;
            assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
            expect_frame(s, &place, row);
        }
    }
    char *told = printed(s->world->diags, GAZ_CHINESE);
    assert_string_equal(told, "");
    free(told);
}

static void finds_each_row(void **state) {
    for_sheets(state, expect_mended);
}

static void expect_told(struct world *world, const char *told) {
    char *text = printed(world->diags, GAZ_CHINESE);
    if (!strstr(text, told)) fail_msg("expected \"%s\" in:\n%s", told, text);
    free(text);
    gaz_diags_free(world->diags);
    world->diags = gaz_diags_new();
}

/* On another row than 行 says it is found, and the editor told; what stands nowhere leads to the row that is
 * named. */
static void expect_wrong_rows(struct sheet *s) {
    uint32_t begin = draw(s, 0, s->n_chars - 1), row = s->row_of[begin];
    for (uint32_t named = 0; named < s->n_rows; named++) {
        struct gaz_correction one = {.page = 7, .line = (int)named + 1, .wrong = words(s, begin, 1)};
        struct gaz_mended place;
        g_autofree char *told = g_strdup_printf("在那一页的第%u行，不在更正所写的第%u行", row + 1, named + 1);
        assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
        expect_frame(s, &place, row);
        if (named != row) expect_told(s->world, told);
        one.wrong = gaz_text_from_utf8(s->world->arena, "没有");
        assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
        expect_frame(s, &place, named);
        expect_told(s->world, "2025年第3—4期第7页没有印“没有”");
    }
}

static void tells_of_another_row(void **state) {
    for_sheets(state, expect_wrong_rows);
}

static const struct gaz_frame no_frame;

/* A row that the page does not have is none, and a page that the issue does not have neither. */
static void expect_no_row(struct sheet *s) {
    const int lines[] = {0, (int)s->n_rows + 1, -(int)s->n_rows - 1};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        struct gaz_correction one = {
            .page = 7, .line = lines[i], .wrong = gaz_text_from_utf8(s->world->arena, "没有")};
        struct gaz_mended place;
        assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
        assert_int_equal(place.page, 1);
        assert_memory_equal(&place.frame, &no_frame, sizeof no_frame);
        expect_told(s->world, "第7页没有印“没有”");
        one.page = 8;
        assert_false(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
        expect_told(s->world, "第8页没有印“没有”");
        one.page = 9;
        assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
        assert_int_equal(place.page, 2);
        expect_told(s->world, "第9页没有印“没有”");
    }
}

static void knows_rows_that_are_not_there(void **state) {
    for_sheets(state, expect_no_row);
}

/* A text that stands twice is the one on the row that 行 says, else the upper one. */
static void takes_the_one_that_is_named(void **state) {
    struct sheet *s = g_new0(struct sheet, 1);
    GRand *random = g_rand_new_with_seed(1);
    make_sheet(s, *state, random);
    const uint32_t again[] = {s->chars[0], s->chars[1]};
    put(s, 300, 200 * EM, EM, again, 2);
    s->frames[s->n_rows] = (struct gaz_frame){300, 200 * EM - EM * 88 / 100, 2 * EM, EM};
    struct gaz_correction one = {.page = 7, .wrong = words(s, 0, 2)};
    struct gaz_mended place;
    assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
    expect_frame(s, &place, 0);
    one.line = (int)s->n_rows + 1;
    assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
    expect_frame(s, &place, s->n_rows);
    expect_printed(s->world, "");
    g_rand_free(random);
    g_free(s);
}

/* What stands lower than half of the smaller em is another row. */
static void parts_rows_by_half_an_em(void **state) {
    static const struct {
        gaz_len first, second, by;
        bool parts;
    } cases[] = {{2 * EM, EM, EM / 2, false},
                 {2 * EM, EM, EM / 2 + 1, true},
                 {EM, 2 * EM, EM / 2, false},
                 {EM, 2 * EM, EM / 2 + 1, true}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sheet *s = g_new0(struct sheet, 1);
        GRand *random = g_rand_new_with_seed(1);
        make_sheet(s, *state, random);
        const uint32_t text[] = {0x6000, 0x6001};
        s->pages[1].n_items = 0;
        put(s, 5000, 5000, cases[i].first, text, 1);
        put(s, 100, 5000 + cases[i].by, cases[i].second, text + 1, 1);
        struct gaz_correction one = {.page = 7, .wrong = gaz_text_from_utf8(s->world->arena, "\xE6\x80\x81")};
        struct gaz_mended place;
        assert_true(gaz_find_mended(&s->bound, &one, &place, s->world->diags));
        assert_int_equal(place.frame.x, 100);
        assert_int_equal(place.frame.width, (cases[i].parts ? 0 : 5000 - 100) +
                                                (cases[i].parts ? cases[i].second : cases[i].first));
        assert_int_equal(place.frame.height, cases[i].parts ? cases[i].second : 2 * EM);
        g_rand_free(random);
        g_free(s);
    }
}

/* Of a 更正 its own row is sought from its document's place on; where it does not stand, its first row is
 * meant. */
static void expect_correction(struct sheet *s) {
    for (uint32_t row = 0; row < s->n_rows; row++) {
        s->target.y = s->frames[row].y + gaz_scale(s->frames[row].height, 88, 100) - (gaz_len)draw(s, 0, EM);
        for (uint32_t begin = 0; begin < s->n_chars; begin++) {
            struct gaz_correction one = {.wrong = words(s, begin, MIN(3, s->n_chars - begin))};
            struct gaz_mended place = gaz_find_correction(&s->bound, 0, &one);
            expect_frame(s, &place, s->row_of[begin] < row ? row : s->row_of[begin]);
        }
    }
    s->target.y = 1000 * EM;
    struct gaz_correction one = {.wrong = words(s, 0, 1)};
    struct gaz_mended place = gaz_find_correction(&s->bound, 0, &one);
    const struct gaz_frame at_target = {TARGET_LEFT, 1000 * EM, 0, 0};
    assert_int_equal(place.page, 1);
    assert_memory_equal(&place.frame, &at_target, sizeof at_target);
}

static void finds_the_correction_itself(void **state) {
    for_sheets(state, expect_correction);
}

/* The issue that is mended: of the year that is said, or of the 更正's own; 增刊 are counted by themselves.
 */
static void finds_the_issue(void **state) {
    (void)state;
    const struct gaz_issue issues[] = {{.year = 2024, .number = {1, 1, false}},
                                       {.year = 2025, .number = {1, 1, false}},
                                       {.year = 2025, .number = {2, 4, false}},
                                       {.year = 2025, .number = {1, 1, true}},
                                       {.year = 2025, .number = {5, 5, false}}};
    struct gaz_bound_issue bound[G_N_ELEMENTS(issues)];
    for (size_t i = 0; i < G_N_ELEMENTS(issues); i++)
        bound[i] = (struct gaz_bound_issue){&issues[i], NULL, NULL};
    const struct gaz_volume_job job = {bound, G_N_ELEMENTS(bound), NULL};
    static const struct {
        int year, number, found;
        bool is_extra;
    } cases[] = {{0, 1, 1, false},    {2024, 1, 0, false}, {2025, 1, 1, false},  {0, 2, 2, false},
                 {0, 3, 2, false},    {0, 4, 2, false},    {0, 5, 4, false},     {0, 6, -1, false},
                 {0, 1, 3, true},     {0, 2, -1, true},    {2024, 2, -1, false}, {2024, 1, -1, true},
                 {2026, 1, -1, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct gaz_correction one = {.year = cases[i].year,
                                           .number = {cases[i].number, cases[i].number, cases[i].is_extra}};
        const struct gaz_bound_issue *found = gaz_find_issue(&job, &issues[4], &one);
        assert_ptr_equal(found, cases[i].found < 0 ? NULL : &bound[cases[i].found]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(finds_each_row),
        WORLD_TEST(tells_of_another_row),
        WORLD_TEST(knows_rows_that_are_not_there),
        WORLD_TEST(takes_the_one_that_is_named),
        WORLD_TEST(parts_rows_by_half_an_em),
        WORLD_TEST(finds_the_correction_itself),
        cmocka_unit_test(finds_the_issue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
