/* fuzz_clean.c: gongbao clean on any file: what it does not account for is there as before, in the same
 * order; cleaned again nothing is found; what is not cleaned is left as it was. */
#include "tests/fuzz/fuzz.h"

#include "base/data/json.h"
#include "base/text/encoding.h"
#include "editing/editing.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static const char NAME[] = "clean.md";

static GString *read_back(void) {
    gsize size = 0;
    g_autofree char *path = g_build_filename(fuzz_folder(), NAME, NULL), *text = NULL;
    if (!g_file_get_contents(path, &text, &size, NULL)) abort();
    return g_string_new_len(text, (gssize)size);
}

static bool clean(GString *account) {
    const char *const files[] = {NAME};
    struct gaz_clean_job job = {
        .folder = fuzz_folder(), .files = files, .n_files = 1, .write = true, .json = true};
    struct gaz_diags *diags = gaz_diags_new();
    bool good = gaz_clean(&job, account, diags);
    fuzz_check_diags(diags);
    if (good == gaz_diags_have_errors(diags)) abort();
    gaz_diags_free(diags);
    return good;
}

/* ---- the account: characters of it, each with what it gained */

static void add(GHashTable *told, gunichar ch, int n) {
    int now = GPOINTER_TO_INT(g_hash_table_lookup(told, GUINT_TO_POINTER(ch)));
    g_hash_table_insert(told, GUINT_TO_POINTER(ch), GINT_TO_POINTER(now + n));
}

static void add_all(GHashTable *told, const char *text, int n) {
    for (; *text; text = g_utf8_next_char(text))
        add(told, g_utf8_get_char(text), n);
}

struct change {
    char *from, *to;
    int n;
};

static void read_change(struct gaz_json *json, const char *key, void *context) {
    struct change *change = context;
    if (strcmp(key, "from") == 0)
        change->from = gaz_json_text(json);
    else if (strcmp(key, "to") == 0)
        change->to = gaz_json_text(json);
    else
        change->n = (int)gaz_json_number(json);
}

static void read_changes(struct gaz_json *json, GHashTable *told, bool by_code) {
    gaz_json_expect(json, '[');
    if (gaz_json_take(json, ']')) return;
    do {
        struct change change = {NULL, NULL, 0};
        gaz_json_object(json, read_change, &change);
        if (json->bad || !change.from || !change.to) abort();
        if (by_code) /* U+200B */
            add(told, (gunichar)g_ascii_strtoull(change.from + 2, NULL, 16), -change.n);
        else
            add_all(told, change.from, -change.n);
        add_all(told, change.to, change.n);
        g_free(change.from);
        g_free(change.to);
    } while (gaz_json_take(json, ','));
    gaz_json_expect(json, ']');
}

static void read_member(struct gaz_json *json, const char *key, void *context) {
    if (strcmp(key, "controls") == 0 || strcmp(key, "forms") == 0)
        read_changes(json, context, *key == 'c');
    else
        gaz_json_skip(json);
}

static void read_files(struct gaz_json *json, const char *key, void *context) {
    (void)key;
    gaz_json_expect(json, '[');
    if (gaz_json_take(json, ']')) return;
    gaz_json_object(json, read_member, context);
    gaz_json_expect(json, ']');
}

static GHashTable *read_account(const GString *account) {
    GHashTable *told = g_hash_table_new(g_direct_hash, g_direct_equal);
    struct gaz_json json = {account->str, false};
    gaz_json_object(&json, read_files, told);
    if (json.bad) abort();
    return told;
}

/* ---- what was not told is as it was; what was told is as many as was told */

/* Line ends, and the blanks and line ends that stand for other ends of lines, are counted by themselves. */
static bool is_end(gunichar ch) {
    return ch == '\n' || ch == '\r' || ch == ' ';
}

/* The next character that was not told; those passed over are counted. End: -1. */
static gint64 next_untold(const char **at, const char *end, GHashTable *told, int sign) {
    while (*at < end) {
        gunichar ch = **at ? g_utf8_get_char(*at) : 0;
        *at += **at ? g_utf8_skip[(guchar) * *at] : 1;
        if (is_end(ch)) continue;
        if (!g_hash_table_contains(told, GUINT_TO_POINTER(ch))) return ch;
        add(told, ch, sign);
    }
    return -1;
}

static void compare(const char *before, size_t n_before, const GString *after, GHashTable *told) {
    const char *a = before, *b = after->str;
    gint64 one, two;
    do {
        one = next_untold(&a, before + n_before, told, 1);
        two = next_untold(&b, after->str + after->len, told, -1);
        if (one != two) abort();
    } while (one >= 0);
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, told);
    while (g_hash_table_iter_next(&iter, &key, &value))
        if (!is_end(GPOINTER_TO_UINT(key)) && GPOINTER_TO_INT(value) != 0) abort();
}

static void check_cleaned(const uint8_t *data, size_t size, const GString *account) {
    size_t n;
    g_autofree char *text = gaz_encoding_convert(gaz_encoding_guess(data, size), data, size, &n);
    g_autoptr(GString) after = read_back();
    g_autoptr(GString) second = g_string_new(NULL);
    if (!text) abort();
    GHashTable *told = read_account(account);
    compare(text, n, after, told);
    g_hash_table_unref(told);
    /* a control stood before {\rtf: what is left looks like a word processor's file and is refused */
    if (gaz_encoding_guess((const unsigned char *)after->str, after->len) == GAZ_WORD_FILE) return;
    if (!clean(second) || strcmp(second->str, "{\"files\": [\n]}\n") != 0) abort();
    g_autoptr(GString) again = read_back();
    if (!g_string_equal(after, again)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(GString) account = g_string_new(NULL);
    fuzz_write(NAME, data, size);
    if (clean(account)) {
        if (size > 0) check_cleaned(data, size, account);
        return 0;
    }
    g_autoptr(GString) left = read_back();
    if (left->len != size || memcmp(left->str, data, size) != 0) abort();
    return 0;
}
