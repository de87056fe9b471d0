/* test_intake_office.c: files that LibreOffice turns into .docx: known by their bytes; what is said when it
 * is not there, makes nothing, or does not end; and, where it is installed, that it makes one. */
/* link: gaz_intake gaz_base */
#include "intake/office/office.h"

#include "base/diag.h"
#include "tests/unit/said.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char rtf[] = "{\\rtf1\\ansi {\\b \\u27993?} test\\par}";

static struct gaz_bytes bytes_of(const char *data, size_t size) {
    return (struct gaz_bytes){(const unsigned char *)data, size};
}

/* What is said when `program` is asked to turn the file; NULL: nothing, it is turned. */
static GBytes *convert(struct gaz_office office, const char *slug) {
    struct gaz_draft *draft = gaz_draft_new("a.rtf");
    struct gaz_account *account = gaz_account_new(draft);
    struct gaz_diags *diags = gaz_diags_new();
    GBytes *docx = gaz_office_convert(bytes_of(rtf, sizeof rtf - 1), office, account, diags);
    if (slug) assert_true(said(diags, slug));
    assert_int_equal(docx != NULL, !slug);
    assert_int_equal(account->lists[GAZ_ACCOUNT_GUESSES]->len, docx != NULL);
    gaz_account_free(account);
    gaz_draft_free(draft);
    gaz_diags_free(diags);
    return docx;
}

static void kinds_are_known_by_their_bytes(void **state) {
    (void)state;
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....";
    static const char odt[] =
        "PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument.text";
    assert_string_equal(gaz_office_kind(bytes_of(ole, sizeof ole - 1)), "Word 97—2003（.doc、.wps）");
    assert_string_equal(gaz_office_kind(bytes_of(rtf, sizeof rtf - 1)), "RTF");
    assert_string_equal(gaz_office_kind(bytes_of(odt, sizeof odt - 1)), "OpenDocument（.odt）");
    assert_null(gaz_office_kind(bytes_of("PK\3\4", 4)));
    assert_null(gaz_office_kind(bytes_of("", 0)));
}

static void what_goes_wrong_is_told(void **state) {
    (void)state;
    convert((struct gaz_office){.program = "/nowhere/soffice"}, "[import-no-office]");
    convert((struct gaz_office){.program = "true"}, "[import-office-failed]");
    g_autofree char *folder = g_dir_make_tmp("gongbao-test-XXXXXX", NULL);
    g_autofree char *script = g_build_filename(folder, "sleeps", NULL);
    assert_true(g_file_set_contents(script, "#!/bin/sh\nsleep 60\n", -1, NULL));
    assert_int_equal(g_chmod(script, 0700), 0);
    gint64 before = g_get_monotonic_time();
    convert((struct gaz_office){.program = script, .seconds = 1}, "[import-office-slow]");
    assert_true(g_get_monotonic_time() - before < 30 * G_USEC_PER_SEC);
    g_unlink(script);
    g_rmdir(folder);
}

static void it_is_turned_where_libreoffice_is(void **state) {
    (void)state;
    g_autofree char *program = g_find_program_in_path("soffice");
    if (!program) skip();
    GBytes *docx = convert((struct gaz_office){0}, NULL);
    assert_memory_equal(g_bytes_get_data(docx, NULL), "PK\3\4", 4);
    g_bytes_unref(docx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_known_by_their_bytes),
        cmocka_unit_test(what_goes_wrong_is_told),
        cmocka_unit_test(it_is_turned_where_libreoffice_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
