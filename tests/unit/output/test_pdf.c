/* test_pdf.c: a handmade display list becomes a PDF that reads back; what is wrong with it does not pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "output/output.h"
#include "output/pdf/steps.h"
#include "output/picture/pictures.h"
#include "tests/unit/handmade_pages.h"
#include "tests/unit/said.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <jpeglib.h>
#include <qpdf/qpdf-c.h>
#include <string.h>
#include <sys/resource.h>

/* With the letters of many scripts. */
static struct hand *need_scripts(void) {
    return hand_need("UnitSans.ttf");
}

static GBytes *make(struct hand *hand) {
    GBytes *pdf = gaz_pdf_make(&hand->pages, &(struct gaz_pdf_request){0}, hand->diags);
    assert_non_null(pdf);
    return pdf;
}

static void make_nothing(struct hand *hand) {
    assert_null(gaz_pdf_make(&hand->pages, &(struct gaz_pdf_request){0}, hand->diags));
}

static bool verify(struct hand *hand, GBytes *pdf) {
    return gaz_pdf_verify(pdf, &hand->pages, true, hand->diags);
}

static qpdf_data open_pdf(GBytes *pdf) {
    gsize size;
    const char *data = g_bytes_get_data(pdf, &size);
    qpdf_data it = qpdf_init();
    qpdf_silence_errors(it);
    assert_int_equal(qpdf_read_memory(it, "pdf", data, size, NULL), QPDF_SUCCESS);
    return it;
}

/* An object as text after a walk of keys from the trailer. */
static char *describe(GBytes *pdf, const char *const *keys) {
    qpdf_data it = open_pdf(pdf);
    qpdf_oh at = qpdf_get_trailer(it);
    for (; *keys; keys++)
        at = g_ascii_isdigit(**keys) ? qpdf_oh_get_array_item(it, at, atoi(*keys))
                                     : qpdf_oh_get_key(it, at, *keys);
    char *text = g_strdup(qpdf_oh_unparse_resolved(it, at));
    qpdf_cleanup(&it);
    return text;
}

#define assert_described(pdf, expected, ...)                                                                 \
    do {                                                                                                     \
        char *text_ = describe((pdf), (const char *const[]){__VA_ARGS__, NULL});                             \
        assert_string_equal(text_, (expected));                                                              \
        g_free(text_);                                                                                       \
    } while (0)

static void text_reads_back(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = make(hand);
    qpdf_data it = open_pdf(pdf);
    assert_int_equal(qpdf_check_pdf(it), QPDF_SUCCESS);
    assert_false(qpdf_more_warnings(it));
    qpdf_cleanup(&it);
    assert_false(gaz_diags_have_errors(hand->diags));
    g_bytes_unref(pdf);
    hand_free(hand);
}

static void same_pages_same_bytes(void **state) {
    (void)state;
    struct hand *one = hand_need("Latin.ttf"), *two = hand_need("Latin.ttf");
    GBytes *a = make(one), *b = make(two), *c = make(one);
    assert_true(g_bytes_equal(a, b));
    assert_true(g_bytes_equal(a, c));
    g_bytes_unref(a);
    g_bytes_unref(b);
    g_bytes_unref(c);
    hand_free(one);
    hand_free(two);
}

static void information_is_there(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = make(hand);
    assert_described(pdf, "(D:20260115000000+08'00')", "/Info", "/CreationDate");
    assert_described(pdf, "(zh-CN)", "/Root", "/Lang");
    assert_described(pdf, "true", "/Root", "/ViewerPreferences", "/DisplayDocTitle");
    assert_described(pdf, "3", "/Root", "/PageLabels", "/Nums", "1", "/St");
    assert_described(pdf, "4", "/Root", "/Pages", "/Kids", "0", "/Annots", "0", "/F");
    assert_described(pdf, "(t1)", "/Root", "/Pages", "/Kids", "0", "/Annots", "0", "/Dest");
    assert_described(pdf, "null", "/Root", "/Pages", "/Kids", "0", "/Group");
    assert_described(pdf, "(t1)", "/Root", "/Outlines", "/First", "/First", "/Dest");
    g_bytes_unref(pdf);
    hand_free(hand);
}

#define TREE "/Root", "/StructTreeRoot", "/K", "0"

/* The tree of the pages is the file's: a paragraph over two pages, of which a rule stands for ＿, and an
 * entry that is a link. */
static void text_is_tagged(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = make(hand);
    assert_described(pdf, "true", "/Root", "/MarkInfo", "/Marked");
    assert_described(pdf, "/Document", TREE, "/S");
    assert_described(pdf, "/P", TREE, "/K", "0", "/K", "0", "/S");
    assert_described(pdf, "/Link", TREE, "/K", "0", "/K", "1", "/K", "0", "/K", "0", "/S");
    assert_described(pdf, "0", "/Root", "/Pages", "/Kids", "0", "/StructParents");
    assert_described(pdf, "/S", "/Root", "/Pages", "/Kids", "0", "/Tabs");
    assert_described(pdf, "2", "/Root", "/Pages", "/Kids", "0", "/Annots", "0", "/StructParent");
    g_bytes_unref(pdf);
    hand_free(hand);
}

/* ---- what is wrong with the tags */

static qpdf_oh at(qpdf_data it, const char *const *keys) {
    qpdf_oh at = qpdf_get_trailer(it);
    for (; *keys; keys++)
        at = g_ascii_isdigit(**keys) ? qpdf_oh_get_array_item(it, at, atoi(*keys))
                                     : qpdf_oh_get_key(it, at, *keys);
    return at;
}

#define AT(it, ...) at((it), (const char *const[]){__VA_ARGS__, NULL})
#define PARAGRAPH TREE, "/K", "0", "/K", "0"

static void lose_tree(qpdf_data it) {
    qpdf_oh_remove_key(it, AT(it, "/Root"), "/StructTreeRoot");
}

static void change_type(qpdf_data it) {
    qpdf_oh_replace_key(it, AT(it, PARAGRAPH), "/S", qpdf_oh_new_name(it, "/H1"));
}

static void lose_element(qpdf_data it) {
    qpdf_oh_erase_item(it, AT(it, TREE, "/K", "0", "/K"), 1);
}

static void lose_text(qpdf_data it) {
    qpdf_oh_erase_item(it, AT(it, PARAGRAPH, "/K"), 0);
}

static void repeat_text(qpdf_data it) {
    qpdf_oh kids = AT(it, PARAGRAPH, "/K");
    qpdf_oh_append_item(it, kids, qpdf_oh_get_array_item(it, kids, 0));
}

static void change_blank(qpdf_data it) {
    qpdf_oh kids = AT(it, PARAGRAPH, "/K");
    for (int i = 0; i < qpdf_oh_get_array_n_items(it, kids); i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(it, kids, i);
        if (qpdf_oh_is_dictionary(it, kid) && qpdf_oh_has_key(it, kid, "/ActualText"))
            qpdf_oh_replace_key(it, kid, "/ActualText", qpdf_oh_new_unicode_string(it, "＿"));
    }
}

static void lose_list(qpdf_data it) {
    qpdf_oh_remove_key(it, AT(it, PARAGRAPH), "/K");
}

static void lose_blank(qpdf_data it) {
    qpdf_oh kids = AT(it, PARAGRAPH, "/K");
    for (int i = 0; i < qpdf_oh_get_array_n_items(it, kids); i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(it, kids, i);
        if (qpdf_oh_is_dictionary(it, kid)) qpdf_oh_remove_key(it, kid, "/K");
    }
}

/* Behind all that the second page shows. */
static void append_content(qpdf_data it, const char *more) {
    qpdf_oh stream = AT(it, "/Root", "/Pages", "/Kids", "1", "/Contents"), none = qpdf_oh_new_null(it);
    unsigned char *data = NULL;
    size_t size = 0;
    assert_int_equal(qpdf_oh_get_stream_data(it, stream, qpdf_dl_generalized, NULL, &data, &size),
                     QPDF_SUCCESS);
    g_autoptr(GString) text = g_string_new_len((const char *)data, (gssize)size);
    free(data);
    g_string_append(text, more);
    qpdf_oh_replace_stream_data(it, stream, (const unsigned char *)text->str, text->len, none, none);
}

/* A rule more, which belongs to nothing. */
static void draw_loose(qpdf_data it) {
    append_content(it, "\n0 0 1 1 re f\n");
}

/* A number that leaves others out; one that another has. Nothing is shown there. */
static void skip_number(qpdf_data it) {
    append_content(it, "\n/Span <</MCID 99>> BDC\nEMC\n");
}

static void repeat_number(qpdf_data it) {
    append_content(it, "\n/Span <</MCID 0>> BDC\nEMC\n");
}

static GBytes *change_pdf(GBytes *pdf, void (*change)(qpdf_data)) {
    qpdf_data it = open_pdf(pdf);
    change(it);
    assert_int_equal(qpdf_init_write_memory(it), QPDF_SUCCESS);
    assert_int_equal(qpdf_write(it), QPDF_SUCCESS);
    GBytes *changed = g_bytes_new(qpdf_get_buffer(it), qpdf_get_buffer_length(it));
    qpdf_cleanup(&it);
    return changed;
}

static void nothing(qpdf_data it) {
    (void)it;
}

static void wrong_tags_are_found(void **state) {
    (void)state;
    static void (*const changes[])(qpdf_data) = {lose_tree,   change_type,  lose_element, lose_text,
                                                 repeat_text, change_blank, lose_list,    lose_blank,
                                                 draw_loose,  skip_number,  repeat_number};
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = make(hand), *same = change_pdf(pdf, nothing);
    assert_true(verify(hand, same));
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        struct hand *other = hand_need("Latin.ttf");
        GBytes *changed = change_pdf(pdf, changes[i]);
        assert_false(verify(other, changed));
        assert_true(said(other->diags, "[tags]"));
        assert_int_equal(gaz_diags_exit(other->diags, GAZ_LENIENT), GAZ_EXIT_BUG);
        g_bytes_unref(changed);
        hand_free(other);
    }
    g_bytes_unref(same);
    g_bytes_unref(pdf);
    hand_free(hand);
}

/* A file to be kept says so, and has the profile of its colours and its tags. */
static void archive_is_what_it_says(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = gaz_pdf_make(&hand->pages, &(struct gaz_pdf_request){.kind = GAZ_PDF_ARCHIVE}, hand->diags);
    assert_non_null(pdf);
    assert_true(verify(hand, pdf));
    assert_described(pdf, "/GTS_PDFA1", "/Root", "/OutputIntents", "0", "/S");
    assert_described(pdf, "(sRGB)", "/Root", "/OutputIntents", "0", "/OutputConditionIdentifier");
    qpdf_data it = open_pdf(pdf);
    unsigned char *data = NULL;
    size_t size = 0;
    assert_int_equal(
        qpdf_oh_get_stream_data(it, AT(it, "/Root", "/Metadata"), qpdf_dl_generalized, NULL, &data, &size),
        QPDF_SUCCESS);
    for (size_t i = 0; i < 2; i++)
        assert_non_null(g_strstr_len((const char *)data, (gssize)size,
                                     (const char *const[]){"<pdfaid:part>2<", "<pdfaid:conformance>A<"}[i]));
    free(data);
    qpdf_cleanup(&it);
    g_bytes_unref(pdf);
    hand_free(hand);
}

/* The tree of labels begins with the first page, also where the labels are what a viewer counts. */
static void labels_begin_at_the_first_page(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    hand->page[0].number = 1;
    hand->page[1].number = 2;
    GBytes *counted = make(hand);
    hand->page[1].number = 7;
    GBytes *jumps = make(hand);
    hand->page[0].number = 0;
    hand->page[1].number = 1;
    GBytes *cover = make(hand);
    assert_described(counted, "[ 0 << /S /D >> ]", "/Root", "/PageLabels", "/Nums");
    assert_described(jumps, "[ 0 << /S /D >> 1 << /S /D /St 7 >> ]", "/Root", "/PageLabels", "/Nums");
    assert_described(cover, "0", "/Root", "/PageLabels", "/Nums", "0");
    assert_described(cover, "1", "/Root", "/PageLabels", "/Nums", "2"); /* the second page is page 1 */
    g_bytes_unref(counted);
    g_bytes_unref(jumps);
    g_bytes_unref(cover);
    hand_free(hand);
}

/* Has the pages say something else than what was drawn. */
static void refuses(struct hand *hand, GBytes *pdf) {
    assert_false(verify(hand, pdf));
    assert_int_equal(gaz_diags_exit(hand->diags, GAZ_LENIENT), GAZ_EXIT_BUG);
    assert_true(said(hand->diags, "[readback]"));
}

static void changed_character_is_found(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = make(hand);
    ((struct gaz_char *)hand->page[1].items[1].as.glyphs.chars)[1].ch = 0x65E6; /* 日曰 → 日旦 */
    refuses(hand, pdf);
    g_bytes_unref(pdf);
    hand_free(hand);
}

static void lost_character_is_found(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_glyph_run *run = &((struct gaz_item *)&hand->page[0].items[0])->as.glyphs;
    run->n_glyphs--;    /* as if the layout had dropped a glyph and kept its character */
    make_nothing(hand); /* the door hands out no PDF that does not read back */
    assert_true(said(hand->diags, "[readback]"));
    assert_int_equal(gaz_diags_exit(hand->diags, GAZ_LENIENT), GAZ_EXIT_BUG);
    hand_free(hand);
}

/* A glyph that draws nothing, for a character that is to be seen: the text reads back, the paper would be
 * white. */
static void empty_glyph_is_found(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_glyph blank;
    assert_true(gaz_font_char(&(struct gaz_font){hand->fonts, HAN, HAND_SIZE}, 0x3000, false, &blank));
    ((struct gaz_placed_glyph *)hand->page[1].items[1].as.glyphs.glyphs)[0].id = blank.id;
    make_nothing(hand);
    assert_true(said(hand->diags, "GongbaoTestSong"));
    assert_true(said(hand->diags, "[blank-glyph]"));
    assert_int_equal(gaz_diags_exit(hand->diags, GAZ_LENIENT), GAZ_EXIT_IO);
    hand_free(hand);
}

static void other_number_of_pages_is_found(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = make(hand);
    hand->pages.n_pages = 1;
    assert_false(verify(hand, pdf));
    assert_true(said(hand->diags, "[readback-file]"));
    g_bytes_unref(pdf);
    hand_free(hand);
}

/* Cut anywhere, the file is refused and nothing crashes. */
static void damaged_file_is_found(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = make(hand);
    gsize size = g_bytes_get_size(pdf);
    for (gsize keep = 0; keep < size - 8; keep += 331) {
        GBytes *part = g_bytes_new_from_bytes(pdf, 0, keep);
        assert_false(verify(hand, part));
        g_bytes_unref(part);
    }
    g_bytes_unref(pdf);
    hand_free(hand);
}

static void flipped_byte_does_not_crash(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GBytes *pdf = make(hand);
    gsize size;
    const unsigned char *data = g_bytes_get_data(pdf, &size);
    for (gsize at = 100; at < size; at += 173) {
        unsigned char *copy = g_memdup2(data, size);
        copy[at] ^= 0x55;
        GBytes *bad = g_bytes_new_take(copy, size);
        verify(hand, bad); /* either answer: a byte of a font's outline is not text */
        g_bytes_unref(bad);
    }
    g_bytes_unref(pdf);
    hand_free(hand);
}

/* Numbers inside run the other way again: three levels, glyphs in visual order, text in the order of reading.
 */
/* ---- gaps that are no blanks */

/* The pictures of the pages, by another program; NULL when it is not there. */
static char *drawn(GBytes *pdf) {
    g_autofree char *folder = g_dir_make_tmp("gaz-pdf-XXXXXX", NULL),
                    *file = g_build_filename(folder, "a.pdf", NULL);
    gsize size;
    const char *data = g_bytes_get_data(pdf, &size);
    assert_true(g_file_set_contents(file, data, (gssize)size, NULL));
    g_autofree char *command = g_strdup_printf("sh -c 'pdftoppm -r 200 %s | sha256sum'", file);
    char *out = NULL;
    int status = 0;
    g_autofree char *program = g_find_program_in_path("pdftoppm");
    bool ran = program && g_spawn_command_line_sync(command, &out, NULL, &status, NULL) && status == 0;
    g_remove(file);
    g_rmdir(folder);
    if (!ran) g_clear_pointer(&out, g_free);
    return out;
}

/* Opens the first page's run: its glyphs from the n-th on stand more to the right. */
static void open_run(struct hand *hand, uint32_t n, gaz_len more) {
    const struct gaz_glyph_run *run = &hand->page[0].items[0].as.glyphs;
    for (uint32_t i = n; i < run->n_glyphs; i++)
        ((struct gaz_placed_glyph *)run->glyphs)[i].x += more;
}

/* How many fonts of the file are others but wider. */
static int count_fonts(GBytes *pdf) {
    qpdf_data file = open_pdf(pdf);
    int n = 0;
    for (int i = 1; i < 200; i++)
        n += qpdf_oh_is_dictionary_of_type(file, qpdf_get_object_by_id(file, i, 0), "/Font", "/Type0");
    qpdf_cleanup(&file);
    return n;
}

/* The finished file draws what cairo's does, to the pixel, however wide the gaps and at whatever place. */
static void filled_gaps_move_nothing(void **state) {
    (void)state;
    static const int gaps[] = {0, 1, 2, 5, 8, 16, 40, 180, 239, 245, 300}; /* twentieths of an em */
    for (size_t i = 0; i < G_N_ELEMENTS(gaps); i++) {
        struct hand *hand = hand_need("Latin.ttf");
        open_run(hand, 2, HAND_SIZE * gaps[i] / 20);
        open_run(hand, 5, HAND_SIZE / 4);
        struct gaz_pictures *none =
            gaz_pictures_begin(&hand->pages, 0, hand->pages.n_pages, &(struct gaz_picture_use){0});
        struct gaz_pdf_drawing drawing = {.pages = &hand->pages, .pictures = none};
        g_autoptr(GBytes) raw = gaz_pdf_draw(&drawing, hand->diags);
        assert_true(gaz_pictures_end(none, hand->diags));
        gaz_pictures_free(none);
        g_autoptr(GBytes) done = make(hand);
        assert_non_null(raw);
        assert_non_null(done); /* and it reads back */
        g_autofree char *before = drawn(raw), *after = drawn(done);
        if (before) assert_string_equal(before, after);
        hand_free(hand);
    }
}

/* A gap takes a font of another width; a small one, and one where the text has a blank, takes none. */
static void only_gaps_that_are_no_blanks_are_filled(void **state) {
    (void)state;
    int n[3];
    for (int i = 0; i < 3; i++) {
        struct hand *hand = hand_need("Latin.ttf");
        if (i == 1) open_run(hand, 2, HAND_SIZE / 4);
        if (i == 2) open_run(hand, 2, HAND_SIZE / 20);
        GBytes *done = make(hand);
        n[i] = count_fonts(done);
        g_bytes_unref(done);
        hand_free(hand);
    }
    assert_int_equal(n[1], n[0] + 1);
    assert_int_equal(n[2], n[0]);
}

static void right_to_left_reads_back(void **state) {
    (void)state;
    struct hand *hand = need_scripts();
    static const gunichar samples[][6] = {{0x05D0, 0x05D1, ' ', '1', '2', '.'},
                                          {'a', 0x05D0, 0x05B4, 0x05D1, 'b', 0x05D2},
                                          {0x0633, 0x0644, 0x0627, 0x0645, '!', 'x'}};
    for (int i = 0; i < 3; i++) {
        char *utf8 = g_ucs4_to_utf8(samples[i], 6, NULL, NULL, NULL);
        hand_run(hand, 0, 100, 300 + i * 30, WEST, utf8, GAZ_NOWHERE);
        g_free(utf8);
    }
    GBytes *pdf = make(hand);
    g_bytes_unref(pdf);
    hand_free(hand);
}

/* ---- pictures */

static cairo_status_t append(void *closure, const unsigned char *data, unsigned length) {
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static GByteArray *a_png(void) {
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 20, 10);
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgba(cr, 1, 0, 0, 0.5);
    cairo_rectangle(cr, 0, 0, 10, 10);
    cairo_fill(cr);
    cairo_destroy(cr);
    cairo_surface_write_to_png_stream(surface, append, bytes);
    cairo_surface_destroy(surface);
    return bytes;
}

/* Of three colours, or of four inks as Adobe's programs write them. */
static GByteArray *a_jpeg(bool inks) {
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    unsigned char *data = NULL, row[16 * 4] = {0};
    unsigned long size = 0;
    JSAMPROW rows = row;
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &data, &size);
    info.image_width = 16;
    info.image_height = 8;
    info.input_components = inks ? 4 : 3;
    info.in_color_space = inks ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&info);
    info.write_Adobe_marker = inks;
    jpeg_start_compress(&info, TRUE);
    for (int y = 0; y < 8; y++)
        jpeg_write_scanlines(&info, &rows, 1);
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, data, (guint)size);
    free(data);
    return bytes;
}

static GByteArray *an_svg(void) {
    static const char svg[] =
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>"
        "<g opacity='0.5'><text x='2' y='12' font-family='Liberation Serif' font-size='8'>label"
        "</text></g><rect x='1' y='1' width='5' height='5'/></svg>";
    GByteArray *bytes = g_byte_array_new();
    return g_byte_array_append(bytes, (const guint8 *)svg, sizeof svg - 1);
}

static void put_picture(struct hand *hand, const GByteArray *bytes, int kind, int y) {
    struct gaz_item *item = hand_item(hand, 0, GAZ_ITEM_IMAGE, 100, y);
    item->as.image = (struct gaz_image){.width = 80 * GAZ_POINT,
                                        .height = 40 * GAZ_POINT,
                                        .kind = kind,
                                        .orientation = 1,
                                        .data = bytes->data,
                                        .size = bytes->len,
                                        .name = "图.xxx"};
}

static void pictures_leave_the_text_alone(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GByteArray *files[] = {an_svg(), a_png(), a_jpeg(false)};
    for (int i = 0; i < 3; i++)
        put_picture(hand, files[i], i + 1, 200 + 100 * i);
    hand_run(hand, 0, 72, 500, HAN, "图后的字", GAZ_NOWHERE);
    GBytes *pdf = make(hand);
    gsize size;
    const char *data = g_bytes_get_data(pdf, &size);
    assert_non_null(memmem(data, size, "/DCTDecode", 10));
    assert_non_null(memmem(data, size, files[2]->data, files[2]->len)); /* byte for byte */
    assert_null(memmem(data, size, "/Interpolate true", 17));
    g_bytes_unref(pdf);
    for (int i = 0; i < 3; i++)
        g_byte_array_unref(files[i]);
    hand_free(hand);
}

static void broken_picture_is_an_error(void **state) {
    (void)state;
    for (int kind = 0; kind <= 4; kind++) {
        struct hand *hand = hand_need("Latin.ttf");
        GByteArray *png = a_png();
        g_byte_array_set_size(png, 40);
        put_picture(hand, png, kind, 200);
        make_nothing(hand);
        assert_true(said(hand->diags, "[picture]"));
        assert_int_equal(gaz_diags_exit(hand->diags, GAZ_LENIENT), GAZ_EXIT_DOCUMENT);
        g_byte_array_unref(png);
        hand_free(hand);
    }
}

/* No pipe, no child: that is the machine's fault, not the picture's. */
static void want_of_a_process_is_told(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GByteArray *png = a_png();
    struct rlimit had, none;
    put_picture(hand, png, 2, 200);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &had), 0);
    none = (struct rlimit){0, had.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    GBytes *pdf = gaz_pdf_make(&hand->pages, &(struct gaz_pdf_request){0}, hand->diags);
    setrlimit(RLIMIT_NOFILE, &had);
    assert_null(pdf);
    assert_true(said(hand->diags, "[picture-process]"));
    assert_int_equal(gaz_diags_exit(hand->diags, GAZ_LENIENT), GAZ_EXIT_IO);
    g_byte_array_unref(png);
    hand_free(hand);
}

/* Whole at both ends, but of the pixels some are missing: libjpeg only warns. */
static void damaged_jpeg_is_an_error(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GByteArray *jpeg = a_jpeg(false);
    g_byte_array_remove_range(jpeg, jpeg->len - 4, 2);
    put_picture(hand, jpeg, 3, 200);
    make_nothing(hand);
    assert_true(said(hand->diags, "[picture]"));
    assert_int_equal(gaz_diags_exit(hand->diags, GAZ_LENIENT), GAZ_EXIT_DOCUMENT);
    g_byte_array_unref(jpeg);
    hand_free(hand);
}

/* Of the first pixel of the only picture, which is RGB, how much red; but for a press no file holds inks. */
static int first_part_of_picture(GBytes *pdf) {
    qpdf_data it = open_pdf(pdf);
    int part = -1, n = 0;
    for (int id = 1; id < 100; id++) {
        qpdf_oh object = qpdf_get_object_by_id(it, id, 0);
        if (!qpdf_oh_is_stream(it, object)) continue;
        qpdf_oh dict = qpdf_oh_get_dict(it, object);
        if (!qpdf_oh_is_name_and_equals(it, qpdf_oh_get_key(it, dict, "/Subtype"), "/Image")) continue;
        unsigned char *data = NULL;
        size_t size = 0;
        assert_true(qpdf_oh_is_name_and_equals(it, qpdf_oh_get_key(it, dict, "/ColorSpace"), "/DeviceRGB"));
        assert_int_equal(qpdf_oh_get_stream_data(it, object, qpdf_dl_all, NULL, &data, &size), QPDF_SUCCESS);
        assert_int_equal(size, 16 * 8 * 3);
        part = data[0];
        free(data);
        n++;
    }
    assert_int_equal(n, 1);
    qpdf_cleanup(&it);
    return part;
}

static void inks_are_the_right_way_round(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    GByteArray *jpeg = a_jpeg(true);
    put_picture(hand, jpeg, 3, 200);
    GBytes *pdf = make(hand);
    assert_int_equal(first_part_of_picture(pdf), 0); /* all inks: black, not white */
    GBytes *png = gaz_png_make(&hand->pages, 0, 50, hand->diags);
    assert_non_null(png);
    g_bytes_unref(png);
    g_bytes_unref(pdf);
    g_byte_array_set_size(jpeg, jpeg->len - 2);
    put_picture(hand, jpeg, 3, 300);
    make_nothing(hand); /* cut: no mark of the end */
    g_byte_array_unref(jpeg);
    hand_free(hand);
}

/* --screen-rotate: turned pages only, and only when asked. */
static void turned_pages_rotate_when_asked(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    ((struct gaz_page *)hand->pages.pages)[0].turned = true;
    struct gaz_pdf_request rotate = {.flags = GAZ_PDF_SCREEN_ROTATE};
    GBytes *plain = make(hand);
    GBytes *turned = gaz_pdf_make(&hand->pages, &rotate, hand->diags);
    assert_non_null(turned);
    assert_described(plain, "null", "/Root", "/Pages", "/Kids", "0", "/Rotate");
    assert_described(turned, "90", "/Root", "/Pages", "/Kids", "0", "/Rotate");
    for (uint32_t i = 1; i < hand->pages.n_pages; i++) {
        char *index = g_strdup_printf("%u", i);
        assert_described(turned, "null", "/Root", "/Pages", "/Kids", index, "/Rotate");
        g_free(index);
    }
    g_bytes_unref(plain);
    g_bytes_unref(turned);
    hand_free(hand);
}

static void each_step_is_timed(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_pdf_times took = {-1, -1, -1};
    struct gaz_pdf_request request = {.took = &took};
    GBytes *pdf = gaz_pdf_make(&hand->pages, &request, hand->diags);
    assert_true(pdf && took.draw > 0 && took.finish > 0 && took.verify > 0);
    g_bytes_unref(pdf);
    hand->pages.n_pages = 0;
    assert_null(gaz_pdf_make(&hand->pages, &request, hand->diags));
    assert_true(took.finish == 0 && took.verify == 0); /* not reached */
    hand_free(hand);
}

static void no_pages_no_file(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    hand->pages.n_pages = 0;
    make_nothing(hand);
    assert_true(said(hand->diags, "[no-pages]"));
    hand_free(hand);
}

/* A face whose memory is not a font: nothing is drawn in its place. */
static void broken_face_is_an_error(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_glyph_run *run = &((struct gaz_item *)&hand->page[0].items[0])->as.glyphs;
    struct gaz_face face = *run->face;
    face.id = 77;
    face.size = 100;
    run->face = &face;
    make_nothing(hand);
    assert_true(said(hand->diags, "[draw]"));
    hand_free(hand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_reads_back),
        cmocka_unit_test(same_pages_same_bytes),
        cmocka_unit_test(information_is_there),
        cmocka_unit_test(text_is_tagged),
        cmocka_unit_test(wrong_tags_are_found),
        cmocka_unit_test(archive_is_what_it_says),
        cmocka_unit_test(labels_begin_at_the_first_page),
        cmocka_unit_test(changed_character_is_found),
        cmocka_unit_test(lost_character_is_found),
        cmocka_unit_test(empty_glyph_is_found),
        cmocka_unit_test(other_number_of_pages_is_found),
        cmocka_unit_test(damaged_file_is_found),
        cmocka_unit_test(flipped_byte_does_not_crash),
        cmocka_unit_test(filled_gaps_move_nothing),
        cmocka_unit_test(only_gaps_that_are_no_blanks_are_filled),
        cmocka_unit_test(right_to_left_reads_back),
        cmocka_unit_test(pictures_leave_the_text_alone),
        cmocka_unit_test(broken_picture_is_an_error),
        cmocka_unit_test(want_of_a_process_is_told),
        cmocka_unit_test(damaged_jpeg_is_an_error),
        cmocka_unit_test(inks_are_the_right_way_round),
        cmocka_unit_test(turned_pages_rotate_when_asked),
        cmocka_unit_test(each_step_is_timed),
        cmocka_unit_test(no_pages_no_file),
        cmocka_unit_test(broken_face_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
