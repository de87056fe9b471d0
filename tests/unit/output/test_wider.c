/* test_wider.c: font programs that are made wider: those that a file of ours has, and damaged ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "output/objects/font_program.h"
#include "output/objects/wider.h"
#include "output/output.h"
#include "tests/unit/handmade_pages.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

/* A program of the file, of the kind that the key is for. */
static GBytes *program_of(GBytes *pdf, const char *key) {
    gsize size;
    const char *data = g_bytes_get_data(pdf, &size);
    qpdf_data it = qpdf_init();
    qpdf_silence_errors(it);
    assert_int_equal(qpdf_read_memory(it, "pdf", data, size, NULL), QPDF_SUCCESS);
    GBytes *found = NULL;
    for (int i = 1; i < 500 && !found; i++) {
        qpdf_oh object = qpdf_get_object_by_id(it, i, 0);
        if (!qpdf_oh_is_dictionary(it, object)) continue;
        qpdf_oh stream = qpdf_oh_get_key(it, object, key);
        unsigned char *program = NULL;
        size_t length = 0;
        QPDF_BOOL filtered;
        if (!qpdf_oh_is_stream(it, stream)) continue;
        qpdf_oh_get_stream_data(it, stream, qpdf_dl_generalized, &filtered, &program, &length);
        found = g_bytes_new_with_free_func(program, length, free, program);
    }
    qpdf_cleanup(&it);
    return found;
}

static GHashTable *codes(guint code, const char *text) {
    GHashTable *used = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_hash_table_insert(used, GUINT_TO_POINTER(code), (gpointer)text);
    return used;
}

static guint outlines(GBytes *program) {
    gsize size;
    const guint8 *data = g_bytes_get_data(program, &size);
    return gaz_font_program_outlines(data, size);
}

/* One glyph is left; what was widened can be again. */
static void keeps_what_is_used(GBytes *program, GHashTable *used) {
    assert_true(outlines(program) > 1);
    GBytes *wider = gaz_font_program_widen(program, 300, used);
    assert_non_null(wider);
    assert_int_equal(outlines(wider), 1);
    GBytes *again = gaz_font_program_widen(wider, 300, used);
    assert_non_null(again);
    assert_int_equal(outlines(again), 1);
    g_bytes_unref(again);
    g_bytes_unref(wider);
}

/* Cut off anywhere, or a byte changed: an answer or none, and nothing is read beside it. */
static void damage_is_survived(GBytes *program, GHashTable *used) {
    gsize size;
    const guint8 *data = g_bytes_get_data(program, &size);
    for (gsize at = 0; at < size; at += at < 700 ? 1 : 211) {
        guint8 *copy = g_memdup2(data, size);
        copy[at] ^= 0x5A;
        GBytes *damaged[] = {g_bytes_new(data, at), g_bytes_new_take(copy, size)};
        for (int i = 0; i < 2; i++) {
            GBytes *wider = gaz_font_program_widen(damaged[i], 200, used);
            if (wider) g_bytes_unref(wider);
            g_bytes_unref(damaged[i]);
        }
    }
}

static void check(const char *key, guint code, const char *text) {
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = gaz_pdf_make(&hand->pages, &(struct gaz_pdf_request){0}, hand->diags);
    assert_non_null(pdf);
    GBytes *program = program_of(pdf, key);
    assert_non_null(program);
    GHashTable *used = codes(code, text);
    keeps_what_is_used(program, used);
    damage_is_survived(program, used);
    g_hash_table_destroy(used);
    g_bytes_unref(program);
    g_bytes_unref(pdf);
    hand_free(hand);
}

static void cff_is_widened(void **state) {
    (void)state;
    check("/FontFile3", 1, "字"); /* codes are glyphs */
}

static void truetype_is_widened(void **state) {
    (void)state;
    check("/FontFile2", 'N', "N");
}

static void what_is_no_program_is_none(void **state) {
    (void)state;
    GHashTable *used = codes(1, "字");
    GBytes *empty = g_bytes_new(NULL, 0), *text = g_bytes_new_static("\1\0\4\1no program", 14);
    assert_null(gaz_font_program_widen(empty, 100, used));
    assert_null(gaz_font_program_widen(text, 100, used));
    g_bytes_unref(empty);
    g_bytes_unref(text);
    g_hash_table_destroy(used);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cff_is_widened),
        cmocka_unit_test(truetype_is_widened),
        cmocka_unit_test(what_is_no_program_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
