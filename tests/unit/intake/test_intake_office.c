/* test_intake_office.c: files that LibreOffice turns into .docx: known by their bytes; what is said when it
 * is not there, makes nothing, or does not end; and, where it is installed, that it makes one. */
/* link: gaz_intake gaz_base */
#include "intake/office/office.h"
#include "intake/office/original.h"

#include "base/diag/diag.h"
#include "tests/unit/folder.h"
#include "tests/unit/intake/drafts.h"
#include "tests/unit/said.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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
    static const char word[] = "\xEF\xBB\xBF<?xml version=\"1.0\"?><w:wordDocument "
                               "xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\">";
    static const char flat[] = "<?xml version=\"1.0\"?><pkg:package "
                               "xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">";
    static const char open[] = "<?xml version=\"1.0\"?><office:document "
                               "office:mimetype=\"application/vnd.oasis.opendocument.text\">";
    assert_string_equal(gaz_office_kind(bytes_of(word, sizeof word - 1)), "Word的XML（.xml）");
    assert_string_equal(gaz_office_kind(bytes_of(flat, sizeof flat - 1)), "Word的XML（.xml）");
    assert_string_equal(gaz_office_kind(bytes_of(open, sizeof open - 1)), "OpenDocument（.fodt）");
    assert_null(gaz_office_kind(bytes_of("<?xml version=\"1.0\"?><html>", 28)));
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

/* A program of a few words of the shell, in the folder; freed with g_free. */
static char *program_of(const char *folder, const char *words) {
    g_autofree char *script = g_strconcat("#!/bin/sh\n", words, "\n", NULL);
    char *path = g_build_filename(folder, "program", NULL);
    assert_true(g_file_set_contents(path, script, -1, NULL));
    assert_int_equal(g_chmod(path, 0700), 0);
    return path;
}

static void the_profile_is_an_address(void **state) {
    (void)state;
    const char *tmp = g_get_tmp_dir(); /* of main: has a blank, % and 汉字 in it */
    g_autofree char *said_to = g_build_filename(tmp, "said", NULL);
    g_autofree char *words = g_strdup_printf("printf %%s \"$1\" >'%s'", said_to);
    g_autofree char *program = program_of(tmp, words);
    convert((struct gaz_office){.program = program}, "[import-office-failed]");
    g_autofree char *argument = NULL;
    assert_true(g_file_get_contents(said_to, &argument, NULL, NULL));
    assert_true(g_str_has_prefix(argument, "-env:UserInstallation=file:///"));
    g_autofree char *path = g_filename_from_uri(strchr(argument, '=') + 1, NULL, NULL);
    assert_non_null(path);
    assert_true(g_str_has_prefix(path, tmp));
    for (const char *at = argument; *at; at++)
        assert_true(*at > ' ' && *at < 0x7F);
}

/* Of a process that nobody waits for a zombie is left. */
static bool is_alive(int pid) {
    g_autofree char *path = g_strdup_printf("/proc/%d/stat", pid), *stat = NULL;
    if (!g_file_get_contents(path, &stat, NULL, NULL)) return false;
    const char *behind = strrchr(stat, ')');
    return behind && behind[2] != 'Z' && behind[2] != 'X';
}

static void it_dies_with_who_asked(void **state) {
    (void)state;
    const char *tmp = g_get_tmp_dir();
    g_autofree char *pids = g_build_filename(tmp, "pids", NULL);
    g_autofree char *words = g_strdup_printf(
        "sleep 600 & printf '%%s %%s ' $$ $! >'%s.part'; mv '%s.part' '%s'; wait", pids, pids, pids);
    g_autofree char *program = program_of(tmp, words);
    pid_t asking = fork();
    if (asking == 0) {
        convert((struct gaz_office){.program = program}, NULL);
        _exit(0);
    }
    g_autofree char *told = NULL;
    while (!g_file_get_contents(pids, &told, NULL, NULL))
        g_usleep(10 * 1000);
    int office, child;
    assert_int_equal(sscanf(told, "%d %d", &office, &child), 2);
    assert_true(is_alive(office) && is_alive(child));
    kill(asking, SIGKILL);
    waitpid(asking, NULL, 0);
    while (is_alive(office) || is_alive(child)) /* they are dead, or this has no end */
        g_usleep(10 * 1000);
}

static void it_is_turned_where_libreoffice_is(void **state) {
    (void)state;
    g_autofree char *program = g_find_program_in_path("soffice");
    if (!program) skip();
    GBytes *docx = convert((struct gaz_office){0}, NULL);
    assert_memory_equal(g_bytes_get_data(docx, NULL), "PK\3\4", 4);
    g_bytes_unref(docx);
}

/* ---- the original beside what was made of it */

/* The texts that are told of an original whose .docx has that text, with ｜ behind each. */
static void expect_missed(const char *original, const char *made, const char *expected) {
    struct gaz_draft *draft = gaz_draft_new("a.rtf");
    struct gaz_account *account = gaz_account_new(draft);
    struct gaz_diags *diags = gaz_diags_new();
    g_autoptr(GString) told = g_string_new(NULL);
    draft_put(draft, gaz_draft_block_new(draft, draft->blocks, GAZ_DRAFT_PARAGRAPH), made);
    assert_true(gaz_original_is_read(bytes_of(original, strlen(original))));
    gaz_original_compare(bytes_of(original, strlen(original)), draft, account, diags);
    const GArray *guesses = account->lists[GAZ_ACCOUNT_GUESSES];
    for (guint i = 0; i < guesses->len; i++) {
        const struct gaz_account_entry *entry = &g_array_index(guesses, struct gaz_account_entry, i);
        bool is_shown = entry->reason == GAZ_REASON_SHOWN_BY_OFFICE;
        g_string_append_printf(told, "%s%s｜", is_shown ? "隐：" : "", entry->text);
    }
    assert_string_equal(told->str, expected);
    gaz_account_free(account);
    gaz_draft_free(draft);
    gaz_diags_free(diags);
}

#define ODF                                                                                                  \
    "<?xml version=\"1.0\"?><o xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                  \
    "xmlns:a=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">"

static void open_documents_are_laid_beside(void **state) {
    (void)state;
    expect_missed(ODF "<t:p>甲乙，丙</t:p></o>", "甲。乙丙", "");
    expect_missed(ODF "<t:p>甲乙</t:p><t:h>丙</t:h></o>", "甲丁乙丙", "甲乙｜");
    expect_missed(ODF "<t:p>甲<t:note><t:note-citation>1</t:note-citation><t:p>注</t:p></t:note>乙</t:p></o>",
                  "甲乙注", "");
    expect_missed(
        ODF
        "<a:annotation><t:p>批</t:p></a:annotation><t:tracked-changes><t:p>删</t:p></t:tracked-changes></o>",
        "", "");
    expect_missed(ODF "<t:p>第<t:page-number>3</t:page-number>页</t:p></o>", "第页", "");
    expect_missed(
        ODF
        "<t:section "
        "t:display=\"none\"><t:section><t:p>甲</t:p></t:section><t:p>乙</t:p></t:section><t:p>丙</t:p></o>",
        "甲乙丙", "隐：甲｜隐：乙｜");
    expect_missed(ODF "<t:p><t:hidden-paragraph t:is-hidden=\"true\"/>甲</t:p><t:p>乙</t:p></o>", "甲乙",
                  "隐：甲｜");
    expect_missed(ODF "<t:p>甲", "甲", "原件｜");
    expect_missed("<?xml version=\"1.0\"?><!DOCTYPE o><o/>", "", "原件｜");
}

#define WORD_2003                                                                                            \
    "<?xml version=\"1.0\"?><w:d xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\" "          \
    "xmlns:a=\"x\">"
#define TEXT(text) "<w:p><w:r><w:t>" text "</w:t><w:x>不是</w:x></w:r></w:p>"

static void words_xml_is_laid_beside(void **state) {
    (void)state;
    expect_missed(WORD_2003 TEXT("甲乙") TEXT("丙") "</w:d>", "甲乙", "丙｜");
    expect_missed(WORD_2003
                  "<w:hdr>" TEXT("页") "</w:hdr><a:n w:type=\"Word.Comment\">" TEXT("批") "</a:n></w:d>",
                  "", "");
}

#define RICH(body)                                                                                           \
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset134 S;}{\\f1\\fcharset0 T;}}" body "}"

/* Bytes of two to a character, UTF-16 with what old programs show instead, groups that are no text. */
static void rich_text_is_laid_beside(void **state) {
    (void)state;
    expect_missed(RICH("\\f0 \\'bc\\'d7\\u20057?{\\b \\u-10174?\\u-8249?}\\par"), "甲乙𠯇", "");
    expect_missed(RICH("\\u-10174?\\u-8249?\\par"), "甲乙", "𠯇｜");
    expect_missed(RICH("\\f0 \\'bc\\'d7\\u20057?\\par"), "甲丙", "甲乙｜");
    expect_missed(RICH("\\f0 \\'bc\\'d7\\f1 \\'e9\\plain \\'d2\\'d2\\par"), "甲é乙", "");
    expect_missed(RICH("\\uc2 \\u30002??\\uc0\\u20057 \\par"), "甲乙", "");
    expect_missed(RICH("{\\stylesheet Normal;}{\\header \\u30002?}{\\*\\bkmkstart x}{\\pict 0a0b}{\\deleted "
                       "\\u20057?}\\u19993?"),
                  "丙", "");
    expect_missed(RICH("\\u30002?{\\footnote \\u27880?}\\u20057?\\par"), "甲注乙", "");
    expect_missed(RICH("{\\field{\\*\\fldinst{ PAGE }}{\\fldrslt 3}}{\\field{\\*\\fldinst{ PAGEREF a "
                       "}}{\\fldrslt 7}}\\par"),
                  "", "7｜");
    expect_missed(RICH("{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt \\u30002?\\par}}{\\shprslt "
                       "\\u20057?}}{\\pict\\bin2 }}}"),
                  "", "甲｜");
}

int main(void) {
    const char *tmp = g_getenv("TMPDIR"); /* GLib asks for it once */
    g_autofree char *folder = g_build_filename(tmp ? tmp : "/tmp", "gongbao-test-XXXXXX", NULL);
    if (!g_mkdtemp(folder)) return 1;
    g_autofree char *odd = g_build_filename(folder, "a 100% 临时#", NULL);
    if (g_mkdir(odd, 0700) != 0) return 1;
    g_setenv("TMPDIR", odd, true);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_known_by_their_bytes),    cmocka_unit_test(what_goes_wrong_is_told),
        cmocka_unit_test(the_profile_is_an_address),         cmocka_unit_test(it_dies_with_who_asked),
        cmocka_unit_test(it_is_turned_where_libreoffice_is), cmocka_unit_test(open_documents_are_laid_beside),
        cmocka_unit_test(words_xml_is_laid_beside),          cmocka_unit_test(rich_text_is_laid_beside),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    remove_tree(folder);
    return failed;
}
