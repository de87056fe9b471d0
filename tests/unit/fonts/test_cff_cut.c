/* test_cff_cut.c: a CFF that is cut draws what it drew, with its subroutines written out; what only an
 * interpreter understands is refused; damage is survived. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/diag/diag.h"
#include "fonts/cff_cut.h"
#include "fonts/fonts.h"
#include "tests/unit/fonts/outlines.h"

#include <glib.h>
#include <string.h>

/* ---- a face by hand */

/* what it is made of; glyph 0 ends at once */
struct hand {
    const char *code; /* of glyph 1 */
    gsize n_code;
    const char *local, *global; /* the routine number -107 of each; NULL: none */
    gsize n_local, n_global;
    bool by_range; /* which font DICT is a glyph's */
};

static void put_index(GByteArray *out, const char *const *objects, const gsize *sizes, guint n) {
    g_autoptr(GByteArray) all = g_byte_array_new();
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < n; i++) {
        g_byte_array_append(all, (const guint8 *)objects[i], (guint)sizes[i]);
        g_array_append_val(ends, all->len);
    }
    gaz_cff_append_index(out, all, ends);
}

/* An operand of five bytes and an operator. */
static void put_entry(GByteArray *out, guint value, guint op) {
    gaz_cff_append(out, 29, 1);
    gaz_cff_append(out, value, 4);
    gaz_cff_append(out, op, op >= GAZ_CFF_ESCAPED ? 2 : 1);
}

/* places in the file */
struct places {
    guint select, glyphs, dicts;
};

static void put_top(GByteArray *out, struct places places) {
    g_autoptr(GByteArray) top = g_byte_array_new();
    put_entry(top, 391, 4); /* the weight, "Own", to see that its string is taken along */
    put_entry(top, places.glyphs, GAZ_CFF_CHARSTRINGS);
    put_entry(top, places.select, GAZ_CFF_FD_SELECT);
    put_entry(top, places.dicts, GAZ_CFF_FD_ARRAY);
    gaz_cff_append(top, 29, 1); /* the registry and the ordering are "A", the supplement is 0 */
    gaz_cff_append(top, 34, 4);
    gaz_cff_append(top, 29, 1);
    gaz_cff_append(top, 34, 4);
    put_entry(top, 0, GAZ_CFF_ROS);
    const char *data = (const char *)top->data;
    put_index(out, &data, (gsize[]){top->len}, 1);
}

static void put_select(GByteArray *out, bool by_range) {
    if (by_range)
        g_byte_array_append(out, (const guint8 *)"\3\0\1\0\0\0\0\2", 8);
    else
        g_byte_array_append(out, (const guint8 *)"\0\0\0", 3);
}

static void put_private(GByteArray *out, const struct hand *hand) {
    put_entry(out, 500, GAZ_CFF_DEFAULT_WIDTH);
    if (!hand->local) return;
    put_entry(out, 12, GAZ_CFF_SUBRS); /* behind this DICT */
    put_index(out, &hand->local, &hand->n_local, 1);
}

/* Twice, since places are known when it was written once. */
static GByteArray *write_hand(const struct hand *hand) {
    struct places places = {0};
    for (int i = 0;; i++) {
        GByteArray *out = g_byte_array_new();
        g_byte_array_append(out, (const guint8 *)"\1\0\4\4", 4);
        put_index(out, (const char *[]){"Hand"}, (gsize[]){4}, 1);
        put_top(out, places);
        put_index(out, (const char *[]){"Own"}, (gsize[]){3}, 1);
        put_index(out, &hand->global, &hand->n_global, hand->global ? 1 : 0);
        places.select = out->len;
        put_select(out, hand->by_range);
        places.glyphs = out->len;
        put_index(out, (const char *[]){"\16", hand->code}, (gsize[]){1, hand->n_code}, 2);
        places.dicts = out->len;
        g_autoptr(GByteArray) dict = g_byte_array_new();
        gaz_cff_append(dict, 29, 1);
        gaz_cff_append(dict, hand->local ? 12 : 6, 4);
        put_entry(dict, places.dicts + 16, GAZ_CFF_PRIVATE);
        const char *data = (const char *)dict->data;
        put_index(out, &data, (gsize[]){dict->len}, 1);
        assert_int_equal(out->len, places.dicts + 16);
        put_private(out, hand);
        if (i == 1) return out;
        g_byte_array_free(out, TRUE);
    }
}

static struct gaz_cff_bytes bytes_of(const GByteArray *array) {
    return (struct gaz_cff_bytes){array->data, array->len};
}

static GByteArray *cut_hand(const struct hand *hand) {
    g_autoptr(GByteArray) whole = write_hand(hand);
    return gaz_cff_cut(bytes_of(whole), (const guint32[]){0, 1}, 2);
}

/* Glyph 1 of the cut face is these bytes; it has no routines. */
static void becomes(struct hand hand, const char *wanted, gsize n_wanted) {
    for (int i = 0; i < 2; i++, hand.by_range = true) {
        g_autoptr(GByteArray) cut = cut_hand(&hand);
        assert_non_null(cut);
        struct gaz_cff_index glyphs, dicts;
        struct gaz_cff_bytes top;
        struct gaz_cff_entry found;
        gsize end;
        assert_true(gaz_cff_charstrings(bytes_of(cut), &glyphs));
        assert_int_equal(glyphs.n, 2);
        struct gaz_cff_bytes code = gaz_cff_object(bytes_of(cut), &glyphs, 1);
        assert_int_equal(code.size, n_wanted);
        assert_memory_equal(code.data, wanted, n_wanted);
        assert_true(gaz_cff_top(bytes_of(cut), &top, &end));
        assert_true(gaz_cff_find(top, GAZ_CFF_FD_ARRAY, &found));
        assert_true(gaz_cff_read_index(bytes_of(cut), (gsize)found.values[1], &dicts));
        assert_true(gaz_cff_find(gaz_cff_object(bytes_of(cut), &dicts, 0), GAZ_CFF_PRIVATE, &found));
        struct gaz_cff_bytes private = {cut->data + found.values[1], (gsize)found.values[0]};
        assert_true(gaz_cff_find(private, GAZ_CFF_DEFAULT_WIDTH, &found));
        assert_int_equal(found.values[1], 500);
        assert_false(gaz_cff_find(private, GAZ_CFF_SUBRS, &found));
    }
}

static void is_refused(struct hand hand) {
    assert_null(cut_hand(&hand));
}

#define CODE(text) .code = text, .n_code = sizeof text - 1
#define LOCAL(text) .local = text, .n_local = sizeof text - 1
#define GLOBAL(text) .global = text, .n_global = sizeof text - 1
#define BECOMES(text) text, sizeof text - 1

/* ---- 139 is 0, 140 is 1 …; 32 is -107 */

static void code_without_calls_stands_as_it_is(void **state) {
    (void)state;
    becomes((struct hand){CODE("\214\215\25\216\6\16")}, BECOMES("\214\215\25\216\6\16"));
    becomes((struct hand){CODE("\34\1\54\16")}, BECOMES("\34\1\54\16")); /* a width alone */
    becomes((struct hand){CODE("\377\0\1\200\0\26\14\43\16")},
            BECOMES("\377\0\1\200\0\26\14\43\16")); /* 1.5; flex */
}

static void routines_are_written_out(void **state) {
    (void)state;
    struct hand hand = {CODE("\214\215\25\40\12\216\6\16"), LOCAL("\217\7\40\35\13"), GLOBAL("\220\6\13")};
    becomes(hand, BECOMES("\214\215\25\217\7\220\6\216\6\16"));
    becomes((struct hand){CODE("\214\215\40\12"), LOCAL("\25\216\6\16")}, BECOMES("\214\215\25\216\6\16"));
}

/* A mask is as long as stems were declared, in a routine too; what looks like a call in it is none. */
static void masks_are_no_operators(void **state) {
    (void)state;
    becomes((struct hand){CODE("\214\215\22\214\215\23\12\214\26\16")},
            BECOMES("\214\215\22\214\215\23\12\214\26\16"));
    struct hand nine = {
        CODE("\40\12\23\12\35\214\26\16"),
        LOCAL("\214\215\214\215\214\215\214\215\214\215\214\215\214\215\214\215\214\215\22\13")};
    becomes(nine, BECOMES("\214\215\214\215\214\215\214\215\214\215\214\215\214\215\214\215\214\215\22\23\12"
                          "\35\214\26\16"));
}

static void what_must_be_computed_is_refused(void **state) {
    (void)state;
    is_refused((struct hand){CODE("\214\215\14\12\12\16"), LOCAL("\13")}); /* a call of 1 + 2 */
    is_refused((struct hand){CODE("\12\16"), LOCAL("\13")});               /* of nothing */
    is_refused((struct hand){CODE("\40\12\12\16"), LOCAL("\40\13")});      /* of what a routine left */
    is_refused((struct hand){CODE("\214\214\214\214\16")});                /* an accented letter */
    is_refused((struct hand){CODE("\40\12\16"), LOCAL("\40\12\13")});      /* for ever */
    is_refused((struct hand){CODE("\41\12\16"), LOCAL("\13")});            /* a routine that is not there */
    is_refused((struct hand){CODE("\214\215\25")});                        /* no end */
    is_refused((struct hand){CODE("\214\215\22\23")});                     /* nor its mask */
    is_refused((struct hand){CODE("\2\16")});                              /* no operator */
}

/* ---- the faces of the tests, which are Noto's with routines */

static struct gaz_fonts *open_face(const char *name, struct gaz_diags *diags) {
    static const char *const folders[] = {GAZ_SOURCE_DIR "/tests/faces"};
    struct gaz_font_family family = {"家", &name, 1, 1};
    struct gaz_fonts *fonts = gaz_fonts_open(&(struct gaz_font_request){&family, 1, folders, 1}, diags);
    assert_non_null(fonts);
    return fonts;
}

/* All glyphs, and every seventh: each draws what it drew, and is said to draw when it does. */
static void draws_the_same(const char *name, uint32_t step) {
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_fonts *fonts = open_face(name, diags);
    const struct gaz_face *face = gaz_fonts_primary(fonts, 0);
    hb_font_t *whole = font_over(face->data, face->size, face->index);
    uint32_t n = hb_face_get_glyph_count(hb_font_get_face(whole));
    g_autofree uint32_t *glyphs = g_new(uint32_t, n);
    uint32_t n_cut = 0;
    for (uint32_t i = 0; i < n; i += step)
        glyphs[n_cut++] = n - 1 - i;
    struct gaz_subset *subset = gaz_face_subset(face, glyphs, n_cut);
    assert_non_null(subset);
    assert_true(gaz_subset_has_cff(subset));
    size_t size;
    const unsigned char *data = gaz_subset_data(subset, &size);
    hb_font_t *cut = font_over(data, size, 0);
    uint32_t n_drawn = 0;
    for (uint32_t i = 0; i < n_cut; i++) {
        uint32_t number = gaz_subset_glyph(subset, glyphs[i]);
        g_autofree char *wanted = outline_of(whole, glyphs[i]), *found = outline_of(cut, number);
        assert_string_equal(found, wanted);
        assert_int_equal(gaz_subset_draws(subset, number), strchr("ML", wanted[0]) != NULL);
        n_drawn += wanted[0] == 'M';
    }
    assert_true(n_drawn > n_cut / 2);
    hb_font_destroy(whole);
    hb_font_destroy(cut);
    gaz_subset_free(subset);
    gaz_fonts_close(fonts);
    gaz_diags_free(diags);
}

static void faces_draw_the_same(void **state) {
    (void)state;
    static const char *const names[] = {"UnitSong.otf", "Song.otf", "SongBold.otf", "HeiBold.otf"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        draws_the_same(names[i], 1);
        draws_the_same(names[i], 7);
    }
}

/* Cut off anywhere, or a byte changed: an answer or none, and nothing is read beside it. */
static void damage_is_survived(void **state) {
    (void)state;
    struct hand hand = {CODE("\214\215\25\40\12\216\6\16"), LOCAL("\217\7\40\35\13"), GLOBAL("\220\6\13"),
                        .by_range = true};
    g_autoptr(GByteArray) whole = write_hand(&hand);
    static const guint32 glyphs[] = {0, 1, 2, 65000};
    for (guint at = 0; at < whole->len; at++)
        for (guint change = 0; change < 256; change++) {
            g_autofree guint8 *copy = g_memdup2(whole->data, change ? whole->len : at);
            if (change) copy[at] ^= (guint8)change;
            struct gaz_cff_bytes bytes = {copy, change ? whole->len : at};
            GByteArray *cut = gaz_cff_cut(bytes, glyphs, 2 + change % 3);
            if (cut) g_byte_array_free(cut, TRUE);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_without_calls_stands_as_it_is),
        cmocka_unit_test(routines_are_written_out),
        cmocka_unit_test(masks_are_no_operators),
        cmocka_unit_test(what_must_be_computed_is_refused),
        cmocka_unit_test(faces_draw_the_same),
        cmocka_unit_test(damage_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
