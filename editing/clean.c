/* clean.c: sources as they arrive from other programs, made what this one reads: the encoding, line ends,
 * controls that cannot be seen, and forms of characters that stand for others. Nothing else, each counted; a
 * second run finds nothing.
 */
#include "editing/editing.h"

#include "base/data/json.h"
#include "base/diff/unified.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "base/process/sorted.h"
#include "base/text/encoding.h"
#include "base/text/text.h"
#include "base/text/visible.h"

#include <string.h>

struct change {
    char *from, *to; /* UTF-8; to "": deleted */
    guint n;
};

struct account {
    enum gaz_encoding encoding;
    bool had_mark;
    guint line_ends;
    GArray *controls, *forms; /* struct change */
};

/* ---- counting */

static void clear_change(gpointer data) {
    struct change *change = data;
    g_free(change->from);
    g_free(change->to);
}

static GArray *changes_new(void) {
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct change));
    g_array_set_clear_func(changes, clear_change);
    return changes;
}

static void count(GArray *changes, const char *from, size_t n, const char *to) {
    for (guint i = 0; i < changes->len; i++) {
        struct change *change = &g_array_index(changes, struct change, i);
        if (strlen(change->from) == n && memcmp(change->from, from, n) == 0) {
            change->n++;
            return;
        }
    }
    struct change change = {g_strndup(from, n), g_strdup(to), 1};
    g_array_append_val(changes, change);
}

static bool has_changes(const struct account *a) {
    return a->encoding != GAZ_UTF8 || a->had_mark || a->line_ends || a->controls->len || a->forms->len;
}

/* ---- forms */

/* Written for the eye of the reader of this table: what was typed, what it stands for. */
static const char *const forms[][2] = {
    {"―", "—"},   {"﹐", "，"}, {"﹑", "、"}, {"﹒", "．"}, {"﹔", "；"}, {"﹕", "："}, {"﹖", "？"},
    {"﹗", "！"}, {"﹙", "（"}, {"﹚", "）"}, {"︵", "（"}, {"︶", "）"}, {"︹", "〔"}, {"︺", "〕"},
    {"︽", "《"}, {"︾", "》"}, {"︿", "〈"}, {"﹀", "〉"}, {"﹁", "「"}, {"﹂", "」"}, {"﹃", "『"},
    {"﹄", "』"}, {"︻", "【"}, {"︼", "】"}, {"｡", "。"},  {"｢", "「"},  {"｣", "」"},  {"､", "、"},
};

static bool is_kana(gunichar ch) {
    return ch >= 0x3041 && ch <= 0x30FF && ch != 0x30FB;
}

/* What is typed for the · of a name; elsewhere a bullet, a mark of syllables, a sign of a product. */
static bool is_dot(gunichar ch) {
    return ch == 0x2022 || ch == 0x2027 || ch == 0x2219 || ch == 0x22C5 || ch == 0xFF65;
}

static bool is_box(gunichar ch) {
    return ch >= 0x2500 && ch <= 0x257F;
}

/* A radical or a compatibility ideograph that looks like the ideograph it is mapped to; NULL: none, or it is
 * no other character. Freed with g_free. */
static char *ideograph_of(gunichar ch, const char *at, size_t n) {
    bool is_radical = ch >= 0x2E80 && ch <= 0x2FDF;
    bool is_compatibility = (ch >= 0xF900 && ch <= 0xFAFF) || (ch >= 0x2F800 && ch <= 0x2FA1F);
    if (!is_radical && !is_compatibility) return NULL;
    char *mapped = g_utf8_normalize(at, (gssize)n, G_NORMALIZE_NFKC);
    if (mapped && strncmp(mapped, at, n) != 0) return mapped;
    g_free(mapped);
    return NULL;
}

struct cleaner {
    const char *begin, *at, *end;
    const char *body; /* behind the front matter, where a line end may be put */
    GString *out;
    struct account *account;
};

static gunichar next_char(const struct cleaner *c, const char *at) {
    return at < c->end ? g_utf8_get_char_validated(at, c->end - at) : 0;
}

static gunichar char_before(const struct cleaner *c) {
    return c->at > c->begin ? g_utf8_get_char(g_utf8_prev_char(c->at)) : 0;
}

/* What the n bytes at c->at become; NULL: they stay. Freed with g_free. */
static char *form_at(const struct cleaner *c, gunichar ch, size_t n) {
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (strlen(forms[i][0]) == n && memcmp(forms[i][0], c->at, n) == 0) return g_strdup(forms[i][1]);
    if (ch == 0x30FB) /* ・ of Japanese stays */
        return is_kana(char_before(c)) && is_kana(next_char(c, c->at + n)) ? NULL : g_strdup("·");
    if (is_dot(ch))
        return gaz_char_is_han(char_before(c)) && gaz_char_is_han(next_char(c, c->at + n)) ? g_strdup("·")
                                                                                           : NULL;
    return ideograph_of(ch, c->at, n);
}

/* ── is a dash; a longer line, or one that meets others, is drawn. */
static bool is_drawn_dash(const struct cleaner *c, gunichar ch) {
    return ch == 0x2500 && next_char(c, c->at + 3) == 0x2500 && !is_box(char_before(c)) &&
           !is_box(next_char(c, c->at + 6));
}

/* ---- controls */

/* What stands for a line end or a paragraph's in other programs must not glue what it parts. */
static const char *instead_of(const struct cleaner *c, gunichar ch) {
    bool in_body = c->at >= c->body;
    if (ch == 0x2029) return in_body ? "\n\n" : " ";
    if (ch == 0x2028 || ch == 0x0B || ch == 0x0C || ch == 0x85) return in_body ? "\n" : " ";
    return "";
}

static size_t take_line_end(struct cleaner *c) {
    bool two = c->at + 1 < c->end && c->at[1] == '\n';
    g_string_append_c(c->out, '\n');
    c->account->line_ends++;
    return two ? 2 : 1;
}

static size_t take_form(struct cleaner *c, gunichar ch, size_t n) {
    if (is_drawn_dash(c, ch)) {
        g_string_append(c->out, "——");
        count(c->account->forms, "──", strlen("──"), "——");
        return 2 * n;
    }
    g_autofree char *to = form_at(c, ch, n);
    if (to) count(c->account->forms, c->at, n, to);
    if (to)
        g_string_append(c->out, to);
    else
        g_string_append_len(c->out, c->at, (gssize)n);
    return n;
}

static size_t take_one(struct cleaner *c) {
    gunichar ch = *c->at ? next_char(c, c->at) : 0;
    size_t n = (size_t)g_unichar_to_utf8(ch, NULL);
    if (ch == '\r') return take_line_end(c);
    if (!gaz_char_is_refused(ch)) return take_form(c, ch, n);
    const char *to = instead_of(c, ch);
    g_autofree char *name = g_strdup_printf("U+%04X", ch);
    count(c->account->controls, name, strlen(name), to);
    g_string_append(c->out, to);
    return n;
}

/* The place behind the second --- of a document, the beginning of one without front matter (简介.md); of
 * another file its end. */
static const char *body_of(const char *path, struct gaz_version file) {
    const char *text = file.bytes;
    size_t n = file.size;
    if (!g_str_has_suffix(path, ".md")) return text + n;
    if (n < 4 || memcmp(text, "---", 3) != 0) return text;
    const char *fence = memmem(text + 3, n - 3, "\n---", 4);
    if (!fence) fence = memmem(text + 3, n - 3, "\r---", 4);
    return fence ? fence : text + n;
}

static GString *clean_once(const char *path, struct gaz_version file, struct account *account) {
    const char *text = file.bytes;
    struct cleaner c = {
        text, text, text + file.size, body_of(path, file), g_string_sized_new(file.size + 1), account};
    while (c.at < c.end)
        c.at += take_one(&c);
    return c.out;
}

/* What is taken away brings others together (甲•<U+200B>乙), and ⼈ beside a dot becomes a Han: until nothing
 * is left to do. */
static GString *clean_text(const char *path, struct gaz_version file, struct account *account) {
    GString *now = clean_once(path, file, account);
    for (bool changed = true; changed;) {
        GString *next = clean_once(path, (struct gaz_version){now->str, now->len}, account);
        changed = !g_string_equal(now, next);
        g_string_free(now, TRUE);
        now = next;
    }
    return now;
}

/* ---- what is told */

static void append_changes(GString *out, const char *what, const GArray *changes) {
    if (changes->len == 0) return;
    g_string_append_printf(out, "  %s", what);
    for (guint i = 0; i < changes->len; i++) {
        const struct change *change = &g_array_index(changes, struct change, i);
        bool is_shown = *change->to && *change->to != '\n' && *change->to != ' ';
        g_string_append_printf(out, "%s%s%s%s %u", i ? ", " : " ", change->from, is_shown ? "→" : "",
                               is_shown ? change->to : "", change->n);
    }
    g_string_append_c(out, '\n');
}

static void append_account(GString *out, const struct gaz_clean_job *job, const char *name,
                           const struct account *a) {
    bool english = job->language == GAZ_ENGLISH;
    g_autofree char *shown = gaz_visible(name);
    g_string_append_printf(out, "%s\n", shown);
    if (a->encoding != GAZ_UTF8 || a->had_mark)
        g_string_append_printf(out, english ? "  encoding: %s to UTF-8\n" : "  编码：%s改为UTF-8\n",
                               a->encoding == GAZ_UTF8 ? "UTF-8 BOM" : gaz_encoding_name(a->encoding));
    if (a->line_ends)
        g_string_append_printf(out, english ? "  line ends: %u\n" : "  行末：%u处\n", a->line_ends);
    append_changes(out, english ? "controls:" : "控制字符：", a->controls);
    append_changes(out, english ? "forms:" : "字形：", a->forms);
}

static void append_changes_json(GString *out, const char *key, const GArray *changes) {
    g_string_append_printf(out, ", \"%s\": [", key);
    for (guint i = 0; i < changes->len; i++) {
        const struct change *change = &g_array_index(changes, struct change, i);
        g_string_append(out, i ? ", {\"from\": " : "{\"from\": ");
        gaz_json_add_text(out, change->from);
        g_string_append(out, ", \"to\": ");
        gaz_json_add_text(out, change->to);
        g_string_append_printf(out, ", \"count\": %u}", change->n);
    }
    g_string_append_c(out, ']');
}

static void append_json(GString *out, const char *path, const struct account *a) {
    g_string_append(out, out->str[out->len - 1] == '[' ? "\n  {\"file\": " : ",\n  {\"file\": ");
    gaz_json_add_text(out, path);
    g_string_append(out, ", \"encoding\": ");
    gaz_json_add_text(out, gaz_encoding_name(a->encoding));
    g_string_append_printf(out, ", \"byte_order_mark\": %s, \"line_ends\": %u",
                           a->had_mark ? "true" : "false", a->line_ends);
    append_changes_json(out, "controls", a->controls);
    append_changes_json(out, "forms", a->forms);
    g_string_append_c(out, '}');
}

/* Lines of before and after, without what only moves line ends and encodings. */
static void append_diff(GString *out, const char *path, GString *before, const GString *after) {
    g_string_replace(before, "\r\n", "\n", 0);
    g_string_replace(before, "\r", "\n", 0);
    g_autoptr(GString) diff = g_string_new(NULL);
    gaz_unified_diff(diff, path, (struct gaz_version){before->str, before->len},
                     (struct gaz_version){after->str, after->len});
    for (const char *at = diff->str, *end = diff->str + diff->len; at < end;) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        size_t n = line ? (size_t)(line - at) : (size_t)(end - at);
        gaz_visible_append(out, at, n, false);
        g_string_append_c(out, '\n');
        at += n + 1;
    }
}

/* ---- a file */

/* Where it is no UTF-8, NULs apart, which are controls like others; NULL: nowhere. */
static const char *first_bad(const char *text, size_t n) {
    const char *bad, *end = text + n;
    for (const char *at = text; !g_utf8_validate(at, end - at, &bad); at = bad + 1)
        if (*bad) return bad;
    return NULL;
}

/* The first character that cannot be read, with the text before it. No source: no text at all. */
static struct gaz_span unsound_place(const char *name, enum gaz_encoding encoding, struct gaz_bytes bytes,
                                     struct gaz_diags *diags) {
    size_t n_read = 0, n = 0;
    uint32_t n_bad;
    g_autofree char *read = gaz_encoding_convert(encoding, bytes.data, bytes.size, &n_read);
    g_autofree char *text = gaz_encoding_mend(encoding, bytes.data, bytes.size, &n, &n_bad);
    const char *bad = read   ? first_bad(read, n_read)
                      : text ? g_strstr_len(text, (gssize)n, "\xEF\xBF\xBD")
                             : NULL;
    if (!bad) return (struct gaz_span){0};
    const char *whole = read ? read : text;
    g_autoptr(GString) sound = g_string_new_len(whole, bad - whole);
    g_string_append(sound, "\xEF\xBF\xBD");
    return gaz_span_at(gaz_diags_source(diags, name, sound->str, sound->len), (uint32_t)(bad - whole));
}

static bool report_unreadable(const struct gaz_clean_job *job, const char *path, enum gaz_encoding encoding,
                              struct gaz_bytes bytes, struct gaz_diags *diags) {
    g_autofree char *name = g_build_filename(job->folder, path, NULL);
    const char *called = gaz_encoding_name(encoding);
    if (encoding == GAZ_WORD_FILE) {
        gaz_report_file(diags, GAZ_D_WORD_FILE, name, NULL);
        return false;
    }
    struct gaz_span place = unsound_place(name, encoding, bytes, diags);
    if (place.source)
        gaz_report(diags, GAZ_D_CLEAN_TEXT, place, called);
    else
        gaz_report_file(diags, GAZ_D_CLEAN_TEXT, name, called);
    return false;
}

static bool write_file(const struct gaz_clean_job *job, const char *path, struct gaz_bytes was,
                       const GString *text, struct gaz_diags *diags) {
    g_autofree char *name = g_build_filename(job->folder, path, NULL);
    return gaz_files_write(&(struct gaz_new_file){name, text->str, text->len, was}, 1, diags);
}

static bool clean_bytes(const struct gaz_clean_job *job, const char *path, struct gaz_bytes bytes,
                        GString *out, struct gaz_diags *diags) {
    size_t n;
    struct account a = {.encoding = gaz_encoding_guess(bytes.data, bytes.size)};
    g_autofree char *text = gaz_encoding_convert(a.encoding, bytes.data, bytes.size, &n);
    if (!text || first_bad(text, n)) return report_unreadable(job, path, a.encoding, bytes, diags);
    a.had_mark = a.encoding == GAZ_UTF8 && n < bytes.size;
    a.controls = changes_new();
    a.forms = changes_new();
    g_autoptr(GString) before = g_string_new_len(text, (gssize)n);
    g_autoptr(GString) after = clean_text(path, (struct gaz_version){text, n}, &a);
    bool good = true;
    if (has_changes(&a)) {
        if (job->json)
            append_json(out, path, &a);
        else {
            append_diff(out, path, before, after);
            append_account(out, job, path, &a);
        }
        good = !job->write || write_file(job, path, bytes, after, diags);
    }
    g_array_unref(a.controls);
    g_array_unref(a.forms);
    return good;
}

static bool clean_file(const struct gaz_clean_job *job, const char *path, GString *out,
                       struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_bytes bytes = gaz_file_read_below(arena, job->folder, path, (struct gaz_span){0}, diags);
    bool good = bytes.data && (bytes.size == 0 || clean_bytes(job, path, bytes, out, diags));
    gaz_arena_free(arena);
    return good;
}

/* ---- which */

static bool is_source(const char *name) {
    return name[0] != '.' && (g_str_has_suffix(name, ".md") || g_str_has_suffix(name, ".yaml"));
}

/* The sources of the folder and of those in it, but behind no link. */
static void add_sources(const char *root, const char *below, GPtrArray *paths) {
    g_autofree char *folder = g_build_filename(root, below, NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *path = *below ? g_build_filename(below, name, NULL) : g_strdup(name);
        g_autofree char *whole = g_build_filename(root, path, NULL);
        bool is_link = g_file_test(whole, G_FILE_TEST_IS_SYMLINK);
        if (!is_link && name[0] != '.' && g_file_test(whole, G_FILE_TEST_IS_DIR))
            add_sources(root, path, paths);
        if (!is_link && is_source(name) && g_file_test(whole, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_add(paths, path);
        else
            g_free(path);
    }
    if (dir) g_dir_close(dir);
}

/* 2024-06/01.md is 01.md of 2024-06. */
static const char *below_folder(const char *folder, const char *typed) {
    size_t n = strlen(folder);
    while (n > 0 && folder[n - 1] == '/')
        n--;
    return strncmp(typed, folder, n) == 0 && typed[n] == '/' ? typed + n + 1 : typed;
}

bool gaz_clean(const struct gaz_clean_job *job, GString *out, struct gaz_diags *diags) {
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; i < job->n_files; i++)
        g_ptr_array_add(paths, g_strdup(below_folder(job->folder, job->files[i])));
    if (job->n_files == 0) add_sources(job->folder, "", paths);
    if (paths->len == 0) gaz_report_file(diags, GAZ_D_MISSING_FILE, job->folder, "issue.yaml");
    g_ptr_array_sort(paths, gaz_compare_texts);
    if (job->json) g_string_append(out, "{\"files\": [");
    bool good = paths->len > 0;
    for (guint i = 0; i < paths->len; i++)
        good &= clean_file(job, paths->pdata[i], out, diags);
    if (job->json) g_string_append(out, "\n]}\n");
    return good;
}
