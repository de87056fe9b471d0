/* test_ground.c: which characters a reader's mark lies on, in text of all four directions. */
/* link: gaz_proof gaz_output gaz_layout gaz_styles gaz_fonts gaz_input gaz_base */
#include "proof/ground/ground.h"
#include "proof/ground/laying.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Three lines of five characters, in points from the pen: each ten wide and high, its baseline a little above
 * its foot, the lines fifteen apart. */
enum { PT = 1024, N_LINES = 3, N_COLUMNS = 5, N = N_LINES * N_COLUMNS, SIZE = 10, PITCH = 15, ASCENT = 8 };

static const struct gaz_source source;

static struct gaz_frame frame(int x, int y, int width, int height) {
    return (struct gaz_frame){x * PT, y * PT, width * PT, height * PT};
}

static void add(struct gaz_laying *laying, unsigned turn, struct gaz_frame box, uint32_t line) {
    struct gaz_spot spot = {
        .ch = 'a' + laying->spots->len, .offset = laying->spots->len, .source = &source, .line = line};
    gaz_laying_add(laying, (struct gaz_pen){300 * PT, 400 * PT, turn}, box, spot, (struct gaz_white){0});
}

static struct gaz_ground *lay(unsigned turn) {
    struct gaz_laying laying = gaz_laying_begin();
    for (int line = 0; line < N_LINES; line++)
        for (int column = 0; column < N_COLUMNS; column++)
            add(&laying, turn, frame(column * SIZE, line * PITCH - ASCENT, SIZE, SIZE), (uint32_t)line + 1);
    GArray **pages = g_new0(GArray *, 2);
    pages[0] = gaz_laying_end(&laying);
    return gaz_ground_given(pages, 1);
}

/* A box by the pen, as it stands on the page. */
static struct gaz_frame turned(unsigned turn, struct gaz_frame box) {
    struct gaz_laying laying = gaz_laying_begin();
    add(&laying, turn, box, 1);
    GArray *spots = gaz_laying_end(&laying);
    struct gaz_frame at = g_array_index(spots, struct gaz_spot, 0).box;
    g_array_unref(spots);
    return at;
}

/* Those that the box lies on, as letters; freed with g_free. */
static char *under(struct gaz_ground *ground, unsigned turn, const struct gaz_frame *boxes, uint32_t n) {
    struct gaz_frame at[2];
    for (uint32_t i = 0; i < n; i++)
        at[i] = turned(turn, boxes[i]);
    GArray *spots = gaz_ground_under(ground, 0, at, n);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < spots->len; i++)
        g_string_append_c(out, (char)('a' + g_array_index(spots, uint32_t, i)));
    g_array_unref(spots);
    return g_string_free(out, FALSE);
}

static void expect_under(struct gaz_ground *ground, unsigned turn, struct gaz_frame box, const char *wanted) {
    g_autofree char *is = under(ground, turn, &box, 1);
    assert_string_equal(is, wanted);
}

/* However high a program draws its box, up to three lines' sizes, its middle says which line is meant. */
static void a_mark_lies_on_its_line(void **state) {
    (void)state;
    static const char letters[] = "abcdefghijklmno";
    for (unsigned turn = 0; turn < 4; turn++) {
        struct gaz_ground *ground = lay(turn);
        for (int line = 0; line < N_LINES; line++)
            for (int from = 0; from < N_COLUMNS; from++)
                for (int to = from + 1; to <= N_COLUMNS; to++) {
                    g_autofree char *wanted =
                        g_strndup(&letters[line * N_COLUMNS + from], (gsize)(to - from));
                    int x = from * SIZE, y = line * PITCH - ASCENT, width = (to - from) * SIZE;
                    expect_under(ground, turn, frame(x, y, width, SIZE), wanted);
                    expect_under(ground, turn, frame(x, y - 4, width, SIZE), wanted);
                    expect_under(ground, turn, frame(x, y + 4, width, SIZE), wanted);
                    expect_under(ground, turn, frame(x, y - 10, width, SIZE + 20), wanted);
                    expect_under(ground, turn, frame(x, y + SIZE - 4, width, 2), wanted); /* a stroke */
                }
        gaz_ground_free(ground);
    }
}

/* One that begins before a character's middle means it, one that begins behind it does not. */
static void half_a_character_is_one(void **state) {
    (void)state;
    for (unsigned turn = 0; turn < 4; turn++) {
        struct gaz_ground *ground = lay(turn);
        expect_under(ground, turn, frame(14, -ASCENT, 20, SIZE), "bc");
        expect_under(ground, turn, frame(16, -ASCENT, 20, SIZE), "cd");
        expect_under(ground, turn, frame(12, -ASCENT, 2, SIZE), "");
        expect_under(ground, turn, frame(14, -ASCENT, 2, SIZE), "b");
        expect_under(ground, turn, frame(-30, -ASCENT, 20, SIZE), "");
        expect_under(ground, turn, frame(60, -ASCENT, 20, SIZE), "");
        expect_under(ground, turn, frame(0, 60, 50, SIZE), "");
        gaz_ground_free(ground);
    }
}

/* A box of several lines, and several boxes. */
static void a_higher_box_holds_what_is_inside(void **state) {
    (void)state;
    for (unsigned turn = 0; turn < 4; turn++) {
        struct gaz_ground *ground = lay(turn);
        expect_under(ground, turn, frame(0, -ASCENT, 50, PITCH + SIZE), "abcdefghij");
        expect_under(ground, turn, frame(10, -ASCENT, 20, PITCH + SIZE), "bcgh");
        expect_under(ground, turn, frame(-5, -20, 70, 80), "abcdefghijklmno");
        expect_under(ground, turn, frame(10, PITCH - ASCENT, 30, PITCH + SIZE), "ghilmn");
        const struct gaz_frame two[] = {frame(30, -ASCENT, 20, SIZE), frame(0, PITCH - ASCENT, 20, SIZE)};
        g_autofree char *is = under(ground, turn, two, 2);
        assert_string_equal(is, "defg");
        gaz_ground_free(ground);
    }
}

/* ---- carets */

/* The line, and how many of its characters stand before the gap. */
static void expect_gap(struct gaz_ground *ground, unsigned turn, struct gaz_frame caret, int line,
                       int before) {
    struct gaz_gap gap;
    assert_true(gaz_ground_gap(ground, 0, turned(turn, caret), &gap));
    assert_int_equal(gap.spot / N_COLUMNS, line);
    assert_int_equal((int)(gap.spot % N_COLUMNS) + gap.is_behind, before);
}

static void a_caret_points_between(void **state) {
    (void)state;
    for (unsigned turn = 0; turn < 4; turn++) {
        struct gaz_ground *ground = lay(turn);
        for (int line = 0; line < N_LINES; line++)
            for (int before = 0; before <= N_COLUMNS; before++) {
                int x = before * SIZE, y = line * PITCH;
                expect_gap(ground, turn, frame(x - 1, y - ASCENT, 2, SIZE), line, before); /* as high */
                expect_gap(ground, turn, frame(x - 1, y - ASCENT - 2, 2, SIZE + 3), line, before);
                expect_gap(ground, turn, frame(x - 3, y - 1, 6, 5), line, before); /* at the foot */
                expect_gap(ground, turn, frame(x - 4, y + 2, 6, 1), line, before); /* below it */
                if (turn < 3)
                    expect_gap(ground, turn, frame(x - 4, y + 3, 8, 5), line, before); /* up to the next */
                expect_gap(ground, turn, frame(x + 1, y - ASCENT, 2, SIZE), line, before); /* not exact */
            }
        expect_gap(ground, turn, frame(-40, -ASCENT, 2, SIZE), 0, 0);
        expect_gap(ground, turn, frame(90, PITCH - ASCENT, 2, SIZE), 1, N_COLUMNS);
        gaz_ground_free(ground);
    }
}

/* ---- strokes */

static void expect_along(struct gaz_ground *ground, unsigned turn, struct gaz_frame stroke,
                         const char *wanted) {
    GArray *spots = gaz_ground_along(ground, 0, turned(turn, stroke));
    assert_int_equal(spots->len, strlen(wanted));
    for (guint i = 0; i < spots->len; i++)
        assert_int_equal('a' + g_array_index(spots, uint32_t, i), wanted[i]);
    g_array_unref(spots);
}

static void a_flat_stroke_runs_along_its_line(void **state) {
    (void)state;
    for (unsigned turn = 0; turn < 3; turn++) {
        struct gaz_ground *ground = lay(turn);
        expect_along(ground, turn, frame(9, PITCH - 4, 22, 1), "gh"); /* through it */
        expect_along(ground, turn, frame(9, PITCH + 3, 22, 2),
                     "gh"); /* below it, by a hand that is not steady */
        expect_along(ground, turn, frame(9, PITCH + 6, 22, 1), ""); /* nearer to the next */
        expect_along(ground, turn, frame(9, PITCH - 7, 22, 9), ""); /* about them */
        expect_along(ground, turn, frame(14, PITCH - 4, 1, 4), ""); /* across */
        expect_along(ground, turn, frame(0, 90, 50, 1), "");
        gaz_ground_free(ground);
    }
}

/* ---- points */

static void expect_near(struct gaz_ground *ground, unsigned turn, int x, int y, char wanted) {
    struct gaz_frame at = turned(turn, frame(x, y, 0, 0));
    uint32_t spot;
    assert_true(gaz_ground_near(ground, 0, at.x, at.y, &spot));
    assert_int_equal('a' + spot, wanted);
}

static void a_point_is_near_a_character(void **state) {
    (void)state;
    for (unsigned turn = 0; turn < 4; turn++) {
        struct gaz_ground *ground = lay(turn);
        for (int i = 0; i < N; i++)
            expect_near(ground, turn, i % N_COLUMNS * SIZE + 5, i / N_COLUMNS * PITCH - 3, (char)('a' + i));
        expect_near(ground, turn, -20, -3, 'a');
        expect_near(ground, turn, 80, PITCH - 3, 'j');
        expect_near(ground, turn, 15, -40, 'b');
        expect_near(ground, turn, 15, 70, 'l');
        if (turn < 3) { /* of what runs down it is not told on which side its foot is */
            expect_near(ground, turn, 15, 3, 'b'); /* below a line, it is of that */
            expect_near(ground, turn, 15, 5, 'g');
        }
        gaz_ground_free(ground);
    }
}

static void a_page_without_text_has_no_places(void **state) {
    (void)state;
    struct gaz_laying laying = gaz_laying_begin();
    GArray **pages = g_new0(GArray *, 2);
    pages[0] = gaz_laying_end(&laying);
    struct gaz_ground *ground = gaz_ground_given(pages, 1);
    struct gaz_gap gap;
    uint32_t spot;
    expect_under(ground, 0, frame(0, 0, 100, 100), "");
    assert_false(gaz_ground_gap(ground, 0, frame(0, 0, 2, 10), &gap));
    assert_false(gaz_ground_near(ground, 0, 0, 0, &spot));
    gaz_ground_free(ground);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_lies_on_its_line),           cmocka_unit_test(half_a_character_is_one),
        cmocka_unit_test(a_higher_box_holds_what_is_inside), cmocka_unit_test(a_caret_points_between),
        cmocka_unit_test(a_flat_stroke_runs_along_its_line), cmocka_unit_test(a_point_is_near_a_character),
        cmocka_unit_test(a_page_without_text_has_no_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
