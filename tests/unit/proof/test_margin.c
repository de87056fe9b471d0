/* test_margin.c: the words beside a page of a proof: at their lines' height, none over another. */
/* link: gaz_proof gaz_output gaz_layout gaz_styles gaz_fonts gaz_input gaz_base */
#include "proof/sheets/sheets.h"
#include "tests/unit/proof/office.h"

#include <string.h>

enum { PT = GAZ_POINT, SMALL = 8 * PT, LINE = 12 * PT, APART = 4 * PT };

static gaz_len mm(int n) {
    return gaz_len_from_um((int64_t)n * 1000);
}

/* a sheet with one page of an issue on it */
struct desk {
    struct office *office;
    struct gaz_page page;
    struct gaz_pages pages;
    struct gaz_state_page state_page;
    struct gaz_state_round round;
    struct gaz_proof_state state;
    struct gaz_proof_sheets_job job;
    struct gaz_page_extras extras;
    struct gaz_sheets sheets;
};

static struct desk *open_desk(const struct world *world) {
    struct desk *d = GAZ_NEW(world->arena, struct desk);
    d->office = open_office(world);
    d->page = (struct gaz_page){.width = mm(210), .height = mm(297)};
    d->pages = (struct gaz_pages){.pages = &d->page, .n_pages = 1};
    d->state_page = (struct gaz_state_page){.label = "3"};
    d->state = (struct gaz_proof_state){
        .title = "日报", .rounds = &d->round, .n_rounds = 1, .pages = &d->state_page, .n_pages = 1};
    d->job =
        (struct gaz_proof_sheets_job){.round = GAZ_ROUND_FIRST, .date = "2024-06-20", .state = &d->state};
    d->extras.notes = g_array_new(FALSE, FALSE, sizeof(struct gaz_margin_note));
    d->sheets = (struct gaz_sheets){.job = &d->job,
                                    .pages = &d->pages,
                                    .board = d->office->board,
                                    .extras = &d->extras,
                                    .echoes = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_echo)),
                                    .width = mm(420),
                                    .height = mm(317),
                                    .digest = "0123"};
    d->sheets.board.frame = (struct gaz_frame){mm(10), mm(10), mm(210), mm(297)};
    gaz_board_begin_page(&d->sheets.board, d->sheets.width, d->sheets.height);
    return d;
}

static void close_desk(struct desk *d) {
    g_array_unref(d->extras.notes);
    g_array_unref(d->sheets.echoes);
    close_office(d->office);
}

/* A note of so many lines to what stands at this height of the page. */
static void add_note(struct desk *d, gaz_len y, int lines) {
    GString *words = g_string_new("日");
    for (int i = 1; i < lines; i++)
        g_string_append(words, "\n日");
    struct gaz_margin_note note = {.at = {0, {mm(50), y, 10 * PT, 10 * PT}, 0},
                                   .label = "甲",
                                   .finding = d->extras.notes->len + 1,
                                   .words = gaz_small_of(&d->sheets.board, SMALL, words->str)};
    g_array_append_val(d->extras.notes, note);
    g_string_free(words, TRUE);
}

/* Puts them; where each stands, which its echo says. */
static const struct gaz_pdf_echo *put(struct desk *d, guint n) {
    gaz_sheets_put_margin(&d->sheets, 0);
    assert_int_equal(d->sheets.echoes->len, n);
    const struct gaz_pdf_echo *echoes = (const struct gaz_pdf_echo *)(const void *)d->sheets.echoes->data;
    for (guint i = 0; i < n; i++) {
        assert_int_equal(echoes[i].number, i + 1);
        assert_in_range(echoes[i].frame.x, mm(10 + 210), mm(420 - 85));
        if (i > 0)
            assert_true(echoes[i].frame.y >= echoes[i - 1].frame.y + echoes[i - 1].frame.height + APART);
    }
    return echoes;
}

/* Its first letter's baseline: the em stands with 88 parts of 100 above it. */
static gaz_len baseline_of(const struct desk *d, const char *utf8) {
    const struct gaz_board *board = &d->sheets.board;
    for (size_t i = 0; i < board->n; i++) {
        g_autofree char *is = gaz_text_to_utf8(gaz_item_text(&board->items[i]));
        if (g_str_has_prefix(is, utf8)) return board->items[i].y;
    }
    return -1;
}

static void words_stand_at_their_line(void **state) {
    struct world *world = *state;
    struct desk *d = open_desk(world);
    add_note(d, mm(100), 1);
    add_note(d, mm(150), 2);
    const struct gaz_pdf_echo *at = put(d, 2);
    assert_int_equal(at[0].frame.y, mm(10) + mm(100)); /* the page begins ten millimetres down the sheet */
    assert_int_equal(at[0].frame.height, LINE);
    assert_int_equal(at[1].frame.y, mm(10) + mm(150));
    assert_int_equal(at[1].frame.height, 2 * LINE);
    assert_in_range(baseline_of(d, "甲"), mm(110) + SMALL * 87 / 100, mm(110) + SMALL * 89 / 100);
    close_desk(d);
}

/* Below the head of the sheet, and above the place for signatures; the later one gives way. */
static void words_make_room_for_one_another(void **state) {
    struct world *world = *state;
    struct desk *d = open_desk(world);
    add_note(d, 0, 1);
    add_note(d, mm(5), 3);
    add_note(d, mm(200), 2);
    add_note(d, mm(200), 1);
    const struct gaz_pdf_echo *at = put(d, 4);
    assert_int_equal(at[0].frame.y, mm(34));
    assert_int_equal(at[1].frame.y, mm(34) + LINE + APART);
    assert_int_equal(at[2].frame.y, mm(10) + mm(200));
    assert_int_equal(at[3].frame.y, mm(10) + mm(200) + 2 * LINE + APART);
    close_desk(d);
}

static void the_last_words_push_those_above_up(void **state) {
    struct world *world = *state;
    struct desk *d = open_desk(world);
    gaz_len foot = mm(317) - mm(26) - 2 * APART - LINE;
    add_note(d, mm(100), 1);
    add_note(d, mm(275), 2);
    add_note(d, mm(290), 1);
    const struct gaz_pdf_echo *at = put(d, 3);
    assert_int_equal(at[2].frame.y, foot - LINE);
    assert_int_equal(at[1].frame.y, foot - LINE - APART - 2 * LINE);
    assert_int_equal(at[0].frame.y, mm(10) + mm(100));
    assert_int_equal(baseline_of(d, "另有"), -1);
    close_desk(d);
}

/* What finds no room is counted. */
static void the_rest_is_told(void **state) {
    struct world *world = *state;
    struct desk *d = open_desk(world);
    gaz_len foot = mm(317) - mm(26) - 2 * APART - LINE;
    guint room = (guint)((foot - mm(34) + APART) / (LINE + APART));
    for (guint i = 0; i < room + 7; i++)
        add_note(d, mm(100), 1);
    const struct gaz_pdf_echo *at = put(d, room);
    assert_true(at[0].frame.y >= mm(34));
    assert_int_equal(at[room - 1].frame.y, foot - LINE);
    gaz_len told = baseline_of(d, "另有");
    assert_in_range(told, foot, mm(317) - mm(26));
    bool is_counted = false;
    for (size_t i = 0; i < d->sheets.board.n; i++) {
        g_autofree char *is = gaz_text_to_utf8(gaz_item_text(&d->sheets.board.items[i]));
        is_counted |= d->sheets.board.items[i].y == told && strcmp(is, "7") == 0;
    }
    assert_true(is_counted);
    close_desk(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(words_stand_at_their_line),
        WORLD_TEST(words_make_room_for_one_another),
        WORLD_TEST(the_last_words_push_those_above_up),
        WORLD_TEST(the_rest_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
