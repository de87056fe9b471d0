/* test_fonts.c: the face asked for is the face got; characters become glyphs, none lost. Skips what needs a
 * font that this machine does not have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/diag/diag.h"
#include "fonts/fonts.h"
#include "tests/unit/fonts/outlines.h"
#include "tests/unit/said.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <hb-ot.h>
#include <string.h>
#include <unistd.h>

enum { EM = 16 * GAZ_POINT };

struct bench {
    struct gaz_diags *diags;
    struct gaz_fonts *fonts;
};

static const char *const folders[] = {GAZ_SOURCE_DIR "/fonts/files"};

static struct bench open_families(const struct gaz_font_family *families, uint32_t n) {
    struct gaz_font_request request = {families, n, folders, 1};
    struct bench bench = {.diags = gaz_diags_new()};
    bench.fonts = gaz_fonts_open(&request, bench.diags);
    return bench;
}

static struct bench open_names(const char *const *names, uint32_t n, uint32_t n_first) {
    struct gaz_font_family family = {"家", names, n, n_first};
    return open_families(&family, 1);
}

static void close_bench(struct bench *bench) {
    gaz_fonts_close(bench->fonts);
    gaz_diags_free(bench->diags);
}

/* Opens one name, or skips the test when the machine lacks it. */
static struct bench need(const char *name) {
    struct bench bench = open_names(&name, 1, 1);
    if (bench.fonts) return bench;
    close_bench(&bench);
    skip();
    return bench;
}

static void face_is(const char *name, const char *file_name) {
    struct bench bench = need(name);
    assert_string_equal(gaz_fonts_primary(bench.fonts, 0)->file_name, file_name);
    assert_int_equal(gaz_diags_count(bench.diags, GAZ_WARNING), 0);
    close_bench(&bench);
}

/* Both files of FandolHei and of FandolSong say weight 80; the name decides. */
static void plain_face_is_not_the_bold_one(void **state) {
    (void)state;
    face_is("FandolHei", "FandolHei-Regular.otf");
    face_is("FandolSong", "FandolSong-Regular.otf");
    face_is("fandolsong:bold", "FandolSong-Bold.otf");
    face_is("FandolHei-Bold.otf", "FandolHei-Bold.otf");
}

static void collection_gives_its_index(void **state) {
    (void)state;
    struct bench bench = need("Noto Serif CJK SC");
    const struct gaz_face *face = gaz_fonts_primary(bench.fonts, 0);
    assert_string_equal(face->family, "Noto Serif CJK SC");
    assert_string_equal(face->style, "Regular");
    assert_int_equal(face->units_per_em, 1000);
    close_bench(&bench);
}

static void no_style_of_another_name(void **state) {
    (void)state;
    const char *name = "FandolHei:Medium";
    struct bench bench = open_names(&name, 1, 1);
    assert_null(bench.fonts);
    assert_true(said(bench.diags, "[no-face]"));
    assert_int_equal(gaz_diags_exit(bench.diags, GAZ_LENIENT), GAZ_EXIT_IO);
    close_bench(&bench);
}

static void alias_of_the_system_is_not_followed(void **state) {
    (void)state;
    const char *name = "serif";
    struct bench bench = open_names(&name, 1, 1);
    assert_null(bench.fonts);
    close_bench(&bench);
}

static void stand_in_is_a_warning(void **state) {
    (void)state;
    const char *names[] = {"没有这种字体", "FandolKai", "Noto Serif CJK SC"};
    struct bench bench = open_names(names, 3, 1);
    if (!bench.fonts) skip();
    assert_true(said(bench.diags, "[stand-in-face]"));
    close_bench(&bench);
}

static void who_shares_them_is_told_too(void **state) {
    (void)state;
    const char *names[] = {"没有这种字体", "FandolKai", "Noto Serif CJK SC"};
    struct bench bench = open_names(names, 3, 1);
    if (!bench.fonts) skip();
    struct gaz_diags *later = gaz_diags_new();
    struct gaz_fonts *shared = gaz_fonts_ref(bench.fonts, later);
    assert_true(said(later, "[stand-in-face]"));
    gaz_fonts_close(shared);
    gaz_diags_free(later);
    close_bench(&bench);
}

/* ---- files that are no use */

/* Two links that lead back have no end: fontconfig would follow them for ever. */
static void refuses_a_folder_without_end(void **state) {
    (void)state;
    char *folder = g_dir_make_tmp("gaz-fonts-XXXXXX", NULL), *links[2];
    for (int i = 0; i < 2; i++) {
        links[i] = g_build_filename(folder, i ? "b" : "a", NULL);
        assert_int_equal(symlink(".", links[i]), 0);
    }
    const char *name = "Gongbao Test Latin", *list[] = {folder, GAZ_SOURCE_DIR "/tests/faces"};
    struct gaz_font_family family = {"家", &name, 1, 1};
    struct gaz_font_request request = {&family, 1, list, 2};
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_fonts *fonts = gaz_fonts_open(&request, diags);
    assert_non_null(fonts); /* from the other folder */
    assert_true(said(diags, "[font-folder]"));
    gaz_fonts_close(fonts);
    gaz_diags_free(diags);
    for (int i = 0; i < 2; i++) {
        g_remove(links[i]);
        g_free(links[i]);
    }
    g_rmdir(folder);
    g_free(folder);
}

/* Asks for a file of these bytes by its name, in a folder of its own. */
static bool opens_file(const void *data, size_t size, const char *slug) {
    char *folder = g_dir_make_tmp("gaz-fonts-XXXXXX", NULL),
         *file = g_build_filename(folder, "odd-font.ttf", NULL);
    assert_true(g_file_set_contents(file, data, (gssize)size, NULL));
    const char *name = "odd-font.ttf", *list[] = {folder};
    struct gaz_font_family family = {"家", &name, 1, 1};
    struct gaz_font_request request = {&family, 1, list, 1};
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_fonts *fonts = gaz_fonts_open(&request, diags);
    bool opened = fonts != NULL;
    assert_true(opened || said(diags, slug));
    gaz_fonts_close(fonts);
    gaz_diags_free(diags);
    g_remove(file);
    g_rmdir(folder);
    g_free(file);
    g_free(folder);
    return opened;
}

static void garbage_is_no_font(void **state) {
    (void)state;
    assert_false(opens_file("OTTO\0\377\377 not a font at all", 24, "[no-face]"));
    assert_false(opens_file("", 0, "[no-face]"));
    assert_false(opens_file("OTTO\0\377\377 not a font at all", 24, "[bad-font]")); /* and its name is told */
}

static void put(GByteArray *to, uint32_t value, int bytes) {
    while (bytes-- > 0)
        g_byte_array_append(to, &(guint8){(guint8)(value >> 8 * bytes)}, 1);
}

static uint32_t get(const unsigned char *from, int bytes) {
    uint32_t value = 0;
    while (bytes-- > 0)
        value = value << 8 | *from++;
    return value;
}

/* One more table at the end of a font: an axis of weight and nothing that varies. */
static GByteArray *with_axis(const struct gaz_face *face) {
    static const uint32_t axis[] = {0x10000,   16 << 16 | 2, 1 << 16 | 20, 8,  0x77676874,
                                    100 << 16, 400 << 16,    900 << 16,    256};
    uint32_t n = get(face->data + 4, 2), tables = 12 + 16 * n;
    const uint32_t fvar = 0x66766172;
    bool placed = false;
    GByteArray *font = g_byte_array_new();
    g_byte_array_append(font, face->data, 4);
    put(font, n + 1, 2);
    g_byte_array_append(font, face->data + 6, 6);
    for (uint32_t i = 0; i <= n; i++) {
        const unsigned char *entry = face->data + 12 + 16 * (i - placed);
        if (!placed && (i == n || get(entry, 4) > fvar)) {
            put(font, fvar, 4);
            put(font, 0, 4);
            put(font, (uint32_t)face->size + 16, 4);
            put(font, sizeof axis, 4);
            placed = true;
            continue;
        }
        g_byte_array_append(font, entry, 8);
        put(font, get(entry + 8, 4) + 16, 4);
        g_byte_array_append(font, entry + 12, 4);
    }
    g_byte_array_append(font, face->data + tables, (guint)(face->size - tables));
    for (size_t i = 0; i < G_N_ELEMENTS(axis); i++)
        put(font, axis[i], 4);
    return font;
}

/* fontconfig lists it as an ordinary face; its weight would be an accident. */
static void variable_font_is_refused(void **state) {
    (void)state;
    struct bench bench = need("Liberation Serif");
    const struct gaz_face *face = gaz_fonts_primary(bench.fonts, 0);
    assert_true(opens_file(face->data, face->size, ""));
    GByteArray *font = with_axis(face);
    assert_false(opens_file(font->data, font->len, "[bad-font]"));
    g_byte_array_unref(font);
    close_bench(&bench);
}

/* ---- damage */

static unsigned char *entry_of(unsigned char *font, const char *tag) {
    uint32_t n = get(font + 4, 2);
    for (uint32_t i = 0; i < n; i++)
        if (memcmp(font + 12 + 16 * i, tag, 4) == 0) return font + 12 + 16 * i;
    fail();
    return NULL;
}

/* What gaz_fonts_check says of a file that is spoiled once the face is chosen: "" nothing. */
static void check_says(const unsigned char *data, size_t size, bool good, const char *slug) {
    char *folder = g_dir_make_tmp("gaz-fonts-XXXXXX", NULL),
         *file = g_build_filename(folder, "odd-font.ttf", NULL);
    assert_true(g_file_set_contents(file, (const char *)data, (gssize)size, NULL));
    const char *name = "odd-font.ttf", *list[] = {folder};
    struct gaz_font_family family = {"家", &name, 1, 1};
    struct gaz_font_request request = {&family, 1, list, 1};
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_fonts *fonts = gaz_fonts_open(&request, diags);
    assert_non_null(fonts);
    assert_int_equal(gaz_fonts_check(fonts, diags), good);
    assert_int_equal(gaz_diags_count(diags, GAZ_WARNING) + gaz_diags_count(diags, GAZ_ERROR), *slug ? 1 : 0);
    if (*slug) assert_true(said(diags, slug));
    assert_true(gaz_fonts_check(fonts, diags) || !good); /* told once */
    gaz_fonts_close(fonts);
    gaz_diags_free(diags);
    g_remove(file);
    g_rmdir(folder);
    g_free(file);
    g_free(folder);
}

/* Each bit of a table that draws counts, at every place of a stretch and in the bytes behind the last. */
static void altered_table_is_an_error(void **state) {
    (void)state;
    struct bench bench = need("Liberation Serif");
    const struct gaz_face *face = gaz_fonts_primary(bench.fonts, 0);
    unsigned char *copy = g_memdup2(face->data, face->size);
    check_says(copy, face->size, true, "");
    const unsigned char *glyf = entry_of(copy, "glyf");
    uint32_t begin = get(glyf + 8, 4), size = get(glyf + 12, 4);
    const uint32_t places[] = {2, 17, 4095, 4096, size / 2, size - 1};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        copy[begin + places[i]] ^= 1;
        check_says(copy, face->size, false, "[font-damaged]");
        copy[begin + places[i]] ^= 1;
    }
    g_free(copy);
    close_bench(&bench);
}

static void table_behind_the_end_is_an_error(void **state) {
    (void)state;
    struct bench bench = need("Liberation Serif");
    const struct gaz_face *face = gaz_fonts_primary(bench.fonts, 0);
    unsigned char *copy = g_memdup2(face->data, face->size);
    memset(entry_of(copy, "prep") + 8, 0x7F, 4);
    check_says(copy, face->size, false, "[font-damaged]");
    g_free(copy);
    close_bench(&bench);
}

/* Names are edited by offices that merge or rename faces; Debian has such faces. */
static void edited_name_is_a_warning(void **state) {
    (void)state;
    struct bench bench = need("Liberation Serif");
    const struct gaz_face *face = gaz_fonts_primary(bench.fonts, 0);
    unsigned char *copy = g_memdup2(face->data, face->size);
    entry_of(copy, "name")[7] ^= 1;
    check_says(copy, face->size, true, "[font-edited]");
    entry_of(copy, "name")[7] ^= 1;
    unsigned char *head = entry_of(copy, "head"), *table = copy + get(head + 8, 4);
    uint32_t other = get(head + 4, 4) + get(table + 8, 4); /* with checkSumAdjustment, as some write it */
    for (int i = 0; i < 4; i++)
        head[4 + i] = (unsigned char)(other >> (24 - 8 * i));
    check_says(copy, face->size, true, "");
    table[20] ^= 1; /* created */
    check_says(copy, face->size, true, "[font-edited]");
    g_free(copy);
    close_bench(&bench);
}

/* Not one that is installed here, nor a face of a collection, is wrongly accused. */
static void sound_faces_are_whole(void **state) {
    (void)state;
    static const char *const names[] = {"Noto Serif CJK SC",
                                        "Noto Serif CJK SC:Bold",
                                        "Noto Sans CJK SC:Bold",
                                        "LXGW WenKai:Regular",
                                        "FandolFang",
                                        "FandolKai",
                                        "FandolHei-Regular.otf",
                                        "Liberation Serif:Regular"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct bench bench = open_names(&names[i], 1, 1);
        if (bench.fonts) {
            assert_true(gaz_fonts_check(bench.fonts, bench.diags));
            assert_false(said(bench.diags, "[font-"));
        }
        close_bench(&bench);
    }
}

/* ---- glyphs */

static struct bench need_two(void) {
    static const char *const fang[] = {"FandolFang"}, *const serif[] = {"Noto Serif CJK SC", "LXGW WenKai"};
    static const struct gaz_font_family families[] = {{"仿宋", fang, 1, 1}, {"宋体", serif, 2, 2}};
    struct bench bench = open_families(families, 2);
    if (bench.fonts) return bench;
    close_bench(&bench);
    skip();
    return bench;
}

static void character_is_an_em(void **state) {
    (void)state;
    struct bench bench = need_two();
    struct gaz_glyph glyph;
    for (gaz_len size = GAZ_POINT; size < 80 * GAZ_POINT; size += 777) {
        assert_true(gaz_font_char(&(struct gaz_font){bench.fonts, 0, size}, 0x4E2D, false, &glyph));
        assert_int_equal(glyph.advance, size); /* whole and exact at every size */
    }
    assert_int_equal(glyph.n_chars, 1);
    assert_ptr_equal(glyph.face, gaz_fonts_primary(bench.fonts, 0));
    close_bench(&bench);
}

static void rare_character_is_lent(void **state) {
    (void)state;
    struct bench bench = need_two();
    struct gaz_glyph glyph;
    assert_true(gaz_font_char(&(struct gaz_font){bench.fonts, 0, EM}, 0x5586, false,
                              &glyph)); /* 喆, outside GB 2312 */
    assert_ptr_equal(glyph.face, gaz_fonts_primary(bench.fonts, 1));
    assert_int_not_equal(glyph.id, 0);
    assert_false(gaz_font_char(&(struct gaz_font){bench.fonts, 0, EM}, 0x10FFFD, false, &glyph));
    assert_false(gaz_font_char(&(struct gaz_font){bench.fonts, 0, EM}, 0x110000, false, &glyph));
    assert_false(gaz_font_char(&(struct gaz_font){bench.fonts, 7, EM}, 'a', false, &glyph));
    close_bench(&bench);
}

/* The face that draws a character of the n-th family; NULL: none. */
static const struct gaz_face *face_of(const struct bench *bench, int family, uint32_t ch) {
    struct gaz_glyph glyph;
    return gaz_font_char(&(struct gaz_font){bench->fonts, family, EM}, ch, false, &glyph) ? glyph.face : NULL;
}

/* FandolFang has ① to ⑩: where an issue has ⑪ too, one face draws them all, in words as well. */
static void series_is_of_one_face(void **state) {
    (void)state;
    struct bench bench = need_two();
    const struct gaz_face *fang = gaz_fonts_primary(bench.fonts, 0),
                          *serif = gaz_fonts_primary(bench.fonts, 1);
    gaz_fonts_expect(bench.fonts, 0x2460);
    gaz_fonts_expect(bench.fonts, 0x2469);
    assert_ptr_equal(face_of(&bench, 0, 0x2469), fang);
    close_bench(&bench);
    bench = need_two();
    fang = gaz_fonts_primary(bench.fonts, 0), serif = gaz_fonts_primary(bench.fonts, 1);
    static const uint32_t issue[] = {0x2460, 0x246A, 0x2168, 0x2103};
    for (size_t i = 0; i < G_N_ELEMENTS(issue); i++)
        gaz_fonts_expect(bench.fonts, issue[i]);
    assert_ptr_equal(face_of(&bench, 0, 0x2460), serif);
    assert_ptr_equal(face_of(&bench, 0, 0x246A), serif);
    assert_ptr_equal(face_of(&bench, 0, 0x2168), fang); /* another series */
    assert_ptr_equal(face_of(&bench, 0, 0x2103), fang); /* without ℉ */
    assert_ptr_equal(face_of(&bench, 0, 0x4E2D), fang);
    close_bench(&bench);
}

/* Tells an issue of two characters, and gives the face that draws the first. */
static const struct gaz_face *face_in_issue(const struct bench *bench, uint32_t ch, uint32_t other) {
    gaz_fonts_begin(bench->fonts);
    gaz_fonts_expect(bench->fonts, ch);
    gaz_fonts_expect(bench->fonts, other);
    gaz_fonts_settle(bench->fonts);
    return face_of(bench, 0, ch);
}

/* Fonts that serve several issues draw each as if it were the only one. */
static void issues_are_apart(void **state) {
    (void)state;
    struct bench bench = need_two();
    const struct gaz_face *fang = gaz_fonts_primary(bench.fonts, 0),
                          *serif = gaz_fonts_primary(bench.fonts, 1);
    for (int i = 0; i < 3; i++) {
        assert_ptr_equal(face_in_issue(&bench, 0x2460, 0x2469), fang);
        const uint32_t word[] = {0x2460};
        struct gaz_shaped shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, word, 1);
        assert_ptr_equal(shaped.glyphs[0].face, fang);
        assert_ptr_equal(face_in_issue(&bench, 0x2460, 0x246A), serif);
        shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, word, 1);
        assert_ptr_equal(shaped.glyphs[0].face, serif);
    }
    close_bench(&bench);
}

static void words_know_series(void **state) {
    (void)state;
    static const char *const latin[] = {"Liberation Serif:Regular"}, *const kai[] = {"LXGW WenKai:Regular"};
    static const struct gaz_font_family families[] = {{"西文", latin, 1, 1}, {"楷体", kai, 1, 1}};
    struct bench bench = open_families(families, 2);
    if (!bench.fonts) {
        close_bench(&bench);
        skip();
    }
    const uint32_t word[] = {'m', 0xB2};
    gaz_fonts_expect(bench.fonts, 0xB2);
    gaz_fonts_expect(bench.fonts, 0x207A); /* ⁺, which Liberation lacks */
    struct gaz_shaped shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, word, 2);
    assert_int_equal(shaped.n, 2);
    assert_ptr_equal(shaped.glyphs[0].face, gaz_fonts_primary(bench.fonts, 0));
    assert_ptr_equal(shaped.glyphs[1].face, gaz_fonts_primary(bench.fonts, 1));
    close_bench(&bench);
}

static void lender_has_the_weight(void **state) {
    (void)state;
    static const char *const bold[] = {"Liberation Serif:Bold"},
                             *const plain[] = {"Liberation Serif:Regular"},
                             *const serif[] = {"Noto Serif CJK SC:Regular"},
                             *const heavy[] = {"Noto Sans CJK SC:Bold"};
    static const struct gaz_font_family families[] = {
        {"粗", bold, 1, 1}, {"细", plain, 1, 1}, {"宋体", serif, 1, 1}, {"黑体", heavy, 1, 1}};
    struct bench bench = open_families(families, 4);
    if (!bench.fonts) {
        close_bench(&bench);
        skip();
    }
    assert_ptr_equal(face_of(&bench, 0, 0x4E2D), gaz_fonts_primary(bench.fonts, 3));
    assert_ptr_equal(face_of(&bench, 1, 0x4E2D), gaz_fonts_primary(bench.fonts, 2));
    close_bench(&bench);
}

/* A face that nobody named lends when it lies in a folder of the request; the machine's others do not. */
static void folder_of_the_request_lends(void **state) {
    (void)state;
    struct bench bench = need("LXGW WenKai:Regular");
    char *folder = g_dir_make_tmp("gaz-fonts-XXXXXX", NULL),
         *link = g_build_filename(folder, "lender.ttf", NULL);
    assert_int_equal(symlink(gaz_fonts_primary(bench.fonts, 0)->file, link), 0);
    close_bench(&bench);
    bench = need("Liberation Serif:Regular");
    assert_null(face_of(&bench, 0, 0x5586));
    gaz_fonts_close(bench.fonts);
    const char *name = "Liberation Serif:Regular", *list[] = {folder};
    struct gaz_font_family family = {"家", &name, 1, 1};
    bench.fonts = gaz_fonts_open(&(struct gaz_font_request){&family, 1, list, 1}, bench.diags);
    const struct gaz_face *face = face_of(&bench, 0, 0x5586);
    assert_non_null(face);
    assert_string_equal(face->file_name, "lender.ttf");
    const uint32_t word[] = {'a', 0x5586};
    struct gaz_shaped shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, word, 2);
    assert_int_equal(shaped.missing, UINT32_MAX);
    assert_ptr_equal(shaped.glyphs[1].face, face);
    assert_null(face_of(&bench, 0, 0x10FFFD));
    close_bench(&bench);
    g_remove(link);
    g_rmdir(folder);
    g_free(link);
    g_free(folder);
}

static void link_face(const char *folder, const char *name, const char *as) {
    struct bench bench = need(name);
    g_autofree char *link = g_build_filename(folder, as, NULL);
    assert_int_equal(symlink(gaz_fonts_primary(bench.fonts, 0)->file, link), 0);
    close_bench(&bench);
}

/* 重̇: of two faces in the folder the first has the letter alone; the second, which has its mark too, lends
 * both. */
static void lender_of_a_letter_has_its_mark(void **state) {
    (void)state;
    close_bench(&(struct bench[]){need("LXGW WenKai:Regular")}[0]);
    close_bench(&(struct bench[]){need("FandolFang")}[0]);
    g_autofree char *folder = g_dir_make_tmp("gaz-fonts-XXXXXX", NULL);
    link_face(folder, "FandolFang", "a.otf");
    link_face(folder, "LXGW WenKai:Regular", "b.ttf");
    struct bench bench = need("Liberation Serif:Regular");
    gaz_fonts_close(bench.fonts);
    const char *name = "Liberation Serif:Regular", *list[] = {folder};
    struct gaz_font_family family = {"家", &name, 1, 1};
    bench.fonts = gaz_fonts_open(&(struct gaz_font_request){&family, 1, list, 1}, bench.diags);
    assert_string_equal(face_of(&bench, 0, 0x91CD)->file_name, "a.otf");
    const uint32_t word[] = {0x91CD, 0x307};
    struct gaz_shaped shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, word, 2);
    assert_int_equal(shaped.missing, UINT32_MAX);
    for (uint32_t i = 0; i < shaped.n; i++)
        assert_string_equal(shaped.glyphs[i].face->file_name, "b.ttf");
    close_bench(&bench);
    static const char *const names[] = {"a.otf", "b.ttf"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *link = g_build_filename(folder, names[i], NULL);
        g_remove(link);
    }
    g_rmdir(folder);
}

/* FandolFang's ～ is a small tilde, its … leaves a hole between two: another face draws both (C-19, C-18), as
 * wide as a character; the three dots stand a third of the em apart. */
static void wave_and_ellipsis_are_whole(void **state) {
    (void)state;
    struct bench bench = need_two();
    struct gaz_glyph glyph;
    static const uint32_t marks[] = {0xFF5E, 0x2026};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        assert_true(gaz_font_char(&(struct gaz_font){bench.fonts, 0, EM}, marks[i], false, &glyph));
        assert_ptr_not_equal(glyph.face, gaz_fonts_primary(bench.fonts, 0));
        assert_int_equal(glyph.advance, EM);
        struct gaz_white white = gaz_glyph_white(&glyph, EM);
        assert_in_range(white.left, 0, EM / 7);
        assert_in_range(white.right, 0, EM / 7);
    }
    assert_ptr_equal(face_of(&bench, 1, 0x2026), gaz_fonts_primary(bench.fonts, 1)); /* is even itself */
    close_bench(&bench);
}

static void upright_bracket_differs(void **state) {
    (void)state;
    struct bench bench = need_two();
    struct gaz_glyph flat, upright;
    for (int family = 0; family < 2; family++) {
        assert_true(gaz_font_char(&(struct gaz_font){bench.fonts, family, EM}, 0x300A, false, &flat));
        assert_true(gaz_font_char(&(struct gaz_font){bench.fonts, family, EM}, 0x300A, true, &upright));
        assert_int_not_equal(flat.id, upright.id);
        assert_int_equal(upright.advance, EM);
        assert_int_equal(upright.y_offset, 0);
    }
    close_bench(&bench);
}

/* Every character stands in exactly one cluster, whatever the order of the glyphs. */
static void check_clusters(const struct gaz_glyph *glyphs, uint32_t n, uint32_t n_chars) {
    uint32_t *seen = g_new0(uint32_t, n_chars + 1);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < glyphs[i].n_chars; k++) {
            assert_true(glyphs[i].first_char + k < n_chars);
            seen[glyphs[i].first_char + k]++;
        }
    for (uint32_t i = 0; i < n_chars; i++)
        assert_int_equal(seen[i], 1);
    g_free(seen);
}

static void clusters_are_whole(void **state) {
    (void)state;
    static const char *const texts[] = {"Hello, fi ffl 2026",
                                        "中\U000E0100文\uFE00a",
                                        "e\u0301\u0302x",
                                        "א\u05B4ב ab 12",
                                        "مرحبا بكم",
                                        "\U0010FFFD",
                                        "ก\u0E33",
                                        "👩\u200D👧",
                                        "\u200Dx",
                                        "\u0301"};
    struct bench bench = need_two();
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        glong n_chars = 0;
        uint32_t *chars = (uint32_t *)g_utf8_to_ucs4(texts[i], -1, NULL, &n_chars, NULL), n;
        struct gaz_shaped shaped =
            gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, chars, (uint32_t)n_chars);
        const struct gaz_glyph *glyphs = shaped.glyphs;
        n = shaped.n;
        assert_true(n > 0);
        check_clusters(glyphs, n, (uint32_t)n_chars);
        g_free(chars);
    }
    close_bench(&bench);
}

static void missing_character_is_told(void **state) {
    (void)state;
    struct bench bench = need_two();
    const uint32_t chars[] = {'a', 'b', 0x10FFFD, 'c'};
    uint32_t n, missing;
    struct gaz_shaped shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, chars, 4);
    const struct gaz_glyph *glyphs = shaped.glyphs;
    n = shaped.n, missing = shaped.missing;
    assert_int_equal(n, 4);
    assert_int_equal(missing, 2);
    assert_int_equal(glyphs[2].id, 0);
    shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, chars, 2);
    n = shaped.n, missing = shaped.missing;
    assert_int_equal(missing, UINT32_MAX);
    shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, chars, 0);
    n = shaped.n, missing = shaped.missing;
    assert_int_equal(n, 0);
    close_bench(&bench);
}

static void right_to_left_is_visual(void **state) {
    (void)state;
    struct bench bench = need("DejaVu Sans");
    const uint32_t chars[] = {'a', ' ', 0x05D0, 0x05D1, ' ', '1', '2'};
    uint32_t n;
    struct gaz_shaped shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, chars, 7);
    const struct gaz_glyph *glyphs = shaped.glyphs;
    n = shaped.n;
    static const uint32_t order[] = {0, 1, 5, 6, 4, 3, 2};
    assert_int_equal(n, 7);
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(glyphs[i].first_char, order[i]);
    close_bench(&bench);
}

static void no_ligature_but_kerning(void **state) {
    (void)state;
    struct bench bench = need("Liberation Serif");
    const uint32_t chars[] = {'A', 'V', 'f', 'i'};
    struct gaz_glyph alone;
    uint32_t n;
    struct gaz_shaped shaped = gaz_font_shape(&(struct gaz_font){bench.fonts, 0, EM}, chars, 4);
    const struct gaz_glyph *glyphs = shaped.glyphs;
    n = shaped.n;
    assert_int_equal(n, 4);
    gaz_len kerned = glyphs[0].advance;
    assert_true(gaz_font_char(&(struct gaz_font){bench.fonts, 0, EM}, 'A', false, &alone));
    assert_true(kerned < alone.advance);
    close_bench(&bench);
}

/* A kept word is what HarfBuzz says anew: the first answer, the kept one and that of other fonts are equal.
 */
static void a_kept_word_is_the_same(void **state) {
    (void)state;
    static const char *const words[] = {"2024", "AVA", "office", "e\u0301", "3.5%", "2024", "\U0010FFFD"};
    struct bench a = need_two(), b = need_two();
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        glong n = 0;
        uint32_t *chars = (uint32_t *)g_utf8_to_ucs4(words[i], -1, NULL, &n, NULL);
        struct gaz_shaped first = gaz_font_shape(&(struct gaz_font){a.fonts, 0, EM}, chars, (uint32_t)n);
        GArray *copy = g_array_new(FALSE, FALSE, sizeof(struct gaz_glyph));
        g_array_append_vals(copy, first.glyphs, first.n);
        struct gaz_shaped again = gaz_font_shape(&(struct gaz_font){a.fonts, 0, EM}, chars, (uint32_t)n);
        struct gaz_shaped other = gaz_font_shape(&(struct gaz_font){b.fonts, 0, EM}, chars, (uint32_t)n);
        assert_int_equal(first.n, again.n);
        assert_int_equal(first.missing, again.missing);
        assert_int_equal(first.missing, other.missing);
        for (uint32_t g = 0; g < first.n; g++) {
            struct gaz_glyph one = g_array_index(copy, struct gaz_glyph, g);
            assert_int_equal(one.id, again.glyphs[g].id);
            assert_int_equal(one.id, other.glyphs[g].id);
            assert_int_equal(one.advance, again.glyphs[g].advance);
            assert_int_equal(one.advance, other.glyphs[g].advance);
            assert_int_equal(one.first_char, again.glyphs[g].first_char);
            assert_int_equal(one.n_chars, again.glyphs[g].n_chars);
        }
        g_array_free(copy, TRUE);
        g_free(chars);
    }
    close_bench(&a);
    close_bench(&b);
}

static void twice_the_same(void **state) {
    (void)state;
    struct bench a = need_two(), b = need_two();
    for (uint32_t ch = 0x20; ch < 0x9FA5; ch += 37) {
        struct gaz_glyph one = {0}, two = {0};
        bool has = gaz_font_char(&(struct gaz_font){a.fonts, 0, EM}, ch, false, &one);
        assert_int_equal(has, gaz_font_char(&(struct gaz_font){b.fonts, 0, EM}, ch, false, &two));
        if (!has) continue;
        assert_int_equal(one.face->id, two.face->id);
        assert_int_equal(one.id, two.id);
        assert_int_equal(one.advance, two.advance);
    }
    close_bench(&a);
    close_bench(&b);
}

static void families_have_numbers(void **state) {
    (void)state;
    struct bench bench = need_two();
    assert_int_equal(gaz_fonts_family(bench.fonts, "宋体"), 1);
    assert_int_equal(gaz_fonts_family(bench.fonts, "黑体"), -1);
    assert_null(gaz_fonts_primary(bench.fonts, -1));
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    gaz_fonts_report(bench.fonts, out);
    fclose(out);
    assert_non_null(strstr(text, "FandolFang-Regular.otf#0"));
    free(text);
    close_bench(&bench);
}

/* ---- a face cut down */

static void same_outlines(const struct gaz_face *face, const struct gaz_subset *subset,
                          const uint32_t *glyphs, size_t n) {
    size_t size = 0;
    const unsigned char *data = gaz_subset_data(subset, &size);
    assert_true(size < face->size);
    hb_font_t *whole = font_over(face->data, face->size, face->index), *cut = font_over(data, size, 0);
    for (size_t i = 0; i < n; i++) {
        char *wanted = outline_of(whole, glyphs[i]);
        char *found = outline_of(cut, gaz_subset_glyph(subset, glyphs[i]));
        assert_string_equal(found, wanted);
        g_free(wanted);
        g_free(found);
    }
    hb_font_destroy(whole);
    hb_font_destroy(cut);
}

/* Twice, since the bytes end in the PDF: they must be the same ones. */
static void cut_face_draws_the_same(const char *name) {
    struct bench bench = need(name);
    struct gaz_font font = {bench.fonts, 0, EM};
    static const uint32_t text[] = {U'澄', U'浦', U'市', U'，', U'澄', U'A', U'2'};
    uint32_t glyphs[G_N_ELEMENTS(text) + 1] = {0}; /* and the box of what is missing */
    for (size_t i = 0; i < G_N_ELEMENTS(text); i++) {
        struct gaz_glyph glyph;
        assert_true(gaz_font_char(&font, text[i], false, &glyph));
        glyphs[i + 1] = glyph.id;
    }
    const struct gaz_face *face = gaz_fonts_primary(bench.fonts, 0);
    struct gaz_subset *one = gaz_face_subset(face, glyphs, G_N_ELEMENTS(glyphs));
    struct gaz_subset *two = gaz_face_subset(face, glyphs, G_N_ELEMENTS(glyphs));
    same_outlines(face, one, glyphs, G_N_ELEMENTS(glyphs));
    size_t size_one, size_two;
    const unsigned char *data_one = gaz_subset_data(one, &size_one),
                        *data_two = gaz_subset_data(two, &size_two);
    assert_int_equal(size_one, size_two);
    assert_memory_equal(data_one, data_two, size_one);
    gaz_subset_free(one);
    gaz_subset_free(two);
    close_bench(&bench);
}

static void cut_collection_draws_the_same(void **state) {
    (void)state;
    cut_face_draws_the_same("Noto Serif CJK SC");
}
static void cut_opentype_draws_the_same(void **state) {
    (void)state;
    cut_face_draws_the_same("FandolSong");
}
static void cut_truetype_draws_the_same(void **state) {
    (void)state;
    cut_face_draws_the_same("LXGW WenKai");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_face_is_not_the_bold_one),
        cmocka_unit_test(collection_gives_its_index),
        cmocka_unit_test(no_style_of_another_name),
        cmocka_unit_test(alias_of_the_system_is_not_followed),
        cmocka_unit_test(stand_in_is_a_warning),
        cmocka_unit_test(who_shares_them_is_told_too),
        cmocka_unit_test(garbage_is_no_font),
        cmocka_unit_test(variable_font_is_refused),
        cmocka_unit_test(altered_table_is_an_error),
        cmocka_unit_test(table_behind_the_end_is_an_error),
        cmocka_unit_test(edited_name_is_a_warning),
        cmocka_unit_test(sound_faces_are_whole),
        cmocka_unit_test(character_is_an_em),
        cmocka_unit_test(rare_character_is_lent),
        cmocka_unit_test(series_is_of_one_face),
        cmocka_unit_test(issues_are_apart),
        cmocka_unit_test(words_know_series),
        cmocka_unit_test(lender_has_the_weight),
        cmocka_unit_test(folder_of_the_request_lends),
        cmocka_unit_test(lender_of_a_letter_has_its_mark),
        cmocka_unit_test(wave_and_ellipsis_are_whole),
        cmocka_unit_test(upright_bracket_differs),
        cmocka_unit_test(clusters_are_whole),
        cmocka_unit_test(missing_character_is_told),
        cmocka_unit_test(right_to_left_is_visual),
        cmocka_unit_test(no_ligature_but_kerning),
        cmocka_unit_test(a_kept_word_is_the_same),
        cmocka_unit_test(twice_the_same),
        cmocka_unit_test(refuses_a_folder_without_end),
        cmocka_unit_test(families_have_numbers),
        cmocka_unit_test(cut_collection_draws_the_same),
        cmocka_unit_test(cut_opentype_draws_the_same),
        cmocka_unit_test(cut_truetype_draws_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
