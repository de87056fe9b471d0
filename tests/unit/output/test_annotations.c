/* test_annotations.c: of what cannot be put to a page or is too much to be read, each annotation is counted,
 * in each kind of file; rich text is read, whether or not it is XML.
 */
#include "output/annotations/annotations.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/process/arena.h"

#include <string.h>

enum { TOO_MANY = 3 };

static void check_counts(GString *file, guint n, guint n_lost) {
    struct gaz_arena *arena = gaz_arena_new();
    g_autoptr(GBytes) bytes = g_string_free_to_bytes(file);
    struct gaz_annotated_reading reading;
    gaz_annotations_parse(&reading, arena, bytes);
    assert_int_equal(reading.verdict, GAZ_ANNOTATED_GOOD);
    assert_int_equal(reading.list->len, n);
    assert_int_equal(reading.file->n_lost, n_lost);
    gaz_annotated_reading_end(&reading);
    gaz_arena_free(arena);
}

static void add_again(GString *file, const char *text, guint n) {
    for (guint i = 0; i < n; i++)
        g_string_append(file, text);
}

/* An FDF of `n` annotations with these entries. */
static GString *fdf_of(const char *entries, guint n) {
    GString *file = g_string_new("%FDF-1.2\n1 0 obj\n<</Type/Catalog/FDF<</Annots[");
    g_autofree char *dictionary = g_strdup_printf("<</Type/Annot%s>>", entries);
    add_again(file, dictionary, n);
    return g_string_append(file, "]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");
}

static GString *xfdf_of(const char *element, guint n) {
    GString *file = g_string_new("<xfdf><annots>");
    add_again(file, element, n);
    return g_string_append(file, "</annots></xfdf>");
}

/* A page that lists `n` times what is given, among which 4 0 R may be. */
static GString *pdf_of(const char *annotation, guint n) {
    GString *file = g_string_new("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                                 "2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
                                 "4 0 obj\n<</Type/Annot/Subtype/Text/Rect[1 1 9 9]>>\nendobj\n"
                                 "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[");
    add_again(file, annotation, n);
    return g_string_append(file, "]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\n%%EOF\n");
}

static void test_too_many(void **state) {
    (void)state;
    const guint n = GAZ_MOST_ANNOTATIONS;
    const char *note = "<</Type/Annot/Subtype/Text/Rect[1 1 9 9]>>";
    check_counts(pdf_of(note, n), n, 0);
    check_counts(pdf_of(note, n + TOO_MANY), n, TOO_MANY);
    check_counts(fdf_of("/Subtype/StrikeOut/Page 0/Rect[1 1 9 9]", n), n, 0);
    check_counts(fdf_of("/Subtype/StrikeOut/Page 0/Rect[1 1 9 9]", n + TOO_MANY), n, TOO_MANY);
    const char *element = "<strikeout page='0' rect='1,1,9,9'><contents>x</contents></strikeout>";
    check_counts(xfdf_of(element, n), n, 0);
    check_counts(xfdf_of(element, n + TOO_MANY), n, TOO_MANY);
}

/* A link, or what no person puts there, is missed by nobody. */
static void test_without_page(void **state) {
    (void)state;
    check_counts(fdf_of("/Subtype/StrikeOut/Rect[1 1 9 9]", 2), 0, 2);
    check_counts(fdf_of("/Subtype/StrikeOut/Page -1/Rect[1 1 9 9]", 1), 0, 1);
    check_counts(fdf_of("/Subtype/Popup/Rect[1 1 9 9]", 2), 0, 0);
    check_counts(xfdf_of("<highlight rect='1,1,9,9'><contents>x</contents></highlight>", 2), 0, 2);
    check_counts(xfdf_of("<highlight page='one' rect='1,1,9,9'/>", 1), 0, 1);
    check_counts(xfdf_of("<popup rect='1,1,9,9'/>", 2), 0, 0);
}

/* A program may list one annotation twice. */
static void test_listed_twice(void **state) {
    (void)state;
    check_counts(pdf_of("4 0 R ", 2), 1, 0);
}

static void check_rich(const char *rich, const char *wanted) {
    g_autofree char *said = gaz_annotation_plain(rich, strlen(rich));
    assert_string_equal(said, wanted);
}

static void test_rich_text(void **state) {
    (void)state;
    check_rich("<body><p>甲&amp;&#8220;乙&#x201D;</p>\n<p>丙</p></body>", "甲&“乙”\n丙");
    check_rich("<body><p>&ldquo;甲&rdquo;&nbsp;&kappa;</p></body>", "“甲” &kappa;");
    /* What is no XML is not printed as markup, for that would be put into the text. */
    check_rich("<body><p class='x'>甲<br>乙 & 丙</p></body>", "甲\n乙 & 丙");
    check_rich("<p>甲&lt;&#8220;乙&rdquo;&#0;&nothing;<br/>3 < 5</P><p>丙",
               "甲<“乙”&#0;&nothing;\n3 < 5\n丙");
    /* What is no markup is as it is. */
    check_rich("3 < 5 & 7 > 6", "3 < 5 & 7 > 6");
    check_rich("改为A&amp;B", "改为A&amp;B");
    check_rich("<", "<");
    check_rich("<p", "<p");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_without_page),
        cmocka_unit_test(test_listed_twice),
        cmocka_unit_test(test_rich_text),
    };
    return cmocka_run_group_tests_name("output/annotations", tests, NULL, NULL);
}
