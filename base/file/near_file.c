/* near_file.c: see near_file.h.
 *
 * Names are compared as they would be read aloud: a key without what keyboards, file managers and word
 * processors add or change. Equal keys come first, then those a slip apart.
 */
#include "base/file/near_file.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <uchar.h>

enum { MOST_NAMES = 4096 /* of a folder; who has more is not helped */ };

/* ---- keys */

/* Endings by what is in the file: one may have been saved as another of its row. */
static const char *const endings[][14] = {
    {"md", "txt", "docx", "doc", "wps", "rtf", "markdown", "text"},
    {"svg", "png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "webp", "emf", "wmf", "pdf"},
    {"yaml", "yml"},
    {"otf", "ttf", "ttc", "otc"},
};

/* The row of an ending from 1; 0: none that is known. */
static unsigned row_of(const char *ending) {
    for (unsigned row = 0; row < G_N_ELEMENTS(endings); row++)
        for (unsigned i = 0; i < G_N_ELEMENTS(endings[row]) && endings[row][i]; i++)
            if (strcmp(endings[row][i], ending) == 0) return row + 1;
    return 0;
}

static gunichar plain_char(gunichar ch) {
    static const char32_t from[] = U"〇零一二三四五六七八九〔〕【】《》〈〉「」[]{}–—−‐‑―_、";
    static const char32_t to[] = U"00123456789()()()()()()()-------,";
    if (g_unichar_isspace(ch) || g_unichar_iszerowidth(ch) || ch == 0x7B2C) return 0; /* 第 */
    for (size_t i = 0; from[i]; i++)
        if (from[i] == ch) return to[i];
    return ch == '\\' ? '/' : ch;
}

/* Zeros before a number count nothing. */
static bool is_idle_zero(const GString *key, const char *rest) {
    bool begins = key->len == 0 || !g_ascii_isdigit(key->str[key->len - 1]);
    return begins && *rest == '0' && g_ascii_isdigit(rest[1]);
}

static char *key_of(const char *name) {
    g_autofree char *wide = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
    g_autofree char *folded = wide ? g_utf8_casefold(wide, -1) : g_strdup("");
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        gunichar ch = plain_char(g_utf8_get_char(at));
        if (ch) g_string_append_unichar(plain, ch);
    }
    GString *key = g_string_sized_new(plain->len);
    for (const char *at = plain->str; *at; at++)
        if (!is_idle_zero(key, at)) g_string_append_c(key, *at);
    return g_string_free(key, FALSE);
}

/* Takes the known endings off a key (01.md.txt has two); gives their row. */
static unsigned take_endings(char *key) {
    unsigned row = 0;
    for (char *dot; (dot = strrchr(key, '.')) && dot > key && row_of(dot + 1) > 0; *dot = '\0')
        row = row_of(dot + 1);
    return row;
}

static char *digits_of(const char *key) {
    GString *digits = g_string_new(NULL);
    for (; *key; key++)
        if (g_ascii_isdigit(*key))
            g_string_append_c(digits, *key);
        else if (digits->len > 0 && digits->str[digits->len - 1] != ' ')
            g_string_append_c(digits, ' ');
    return g_strchomp(g_string_free(digits, FALSE));
}

/* ---- a folder's names */

struct name {
    char *name, *key;
    unsigned row;
};

static void clear_name(gpointer data) {
    struct name *name = data;
    g_free(name->name);
    g_free(name->key);
}

static struct name name_of(const char *written) {
    struct name name = {g_strdup(written), key_of(written), 0};
    name.row = take_endings(name.key);
    return name;
}

static gint by_name(gconstpointer a, gconstpointer b) {
    return strcmp(((const struct name *)a)->name, ((const struct name *)b)->name);
}

/* No link is followed: it may lead outside. */
static bool is_of_kind(const char *folder, const char *name, bool is_folder) {
    struct stat there;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return lstat(path, &there) == 0 && (is_folder ? S_ISDIR(there.st_mode) : S_ISREG(there.st_mode));
}

/* Sorted, so that no file system's order decides. */
static GArray *names_in(const char *folder, bool are_folders) {
    GArray *names = g_array_new(FALSE, FALSE, sizeof(struct name));
    g_array_set_clear_func(names, clear_name);
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *written; dir && names->len < MOST_NAMES && (written = g_dir_read_name(dir));) {
        if (*written == '.' || !g_utf8_validate(written, -1, NULL)) continue;
        if (!is_of_kind(folder, written, are_folders)) continue;
        struct name name = name_of(written);
        g_array_append_val(names, name);
    }
    if (dir) g_dir_close(dir);
    g_array_sort(names, by_name);
    return names;
}

char **gaz_files_ending(const char *folder, const char *ending) {
    g_autoptr(GArray) names = names_in(folder, false);
    g_autoptr(GStrvBuilder) found = g_strv_builder_new();
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_array_index(names, struct name, i).name;
        g_autofree char *lower = g_ascii_strdown(name, -1);
        if (g_str_has_suffix(lower, ending)) g_strv_builder_add(found, name);
    }
    return g_strv_builder_end(found);
}

/* ---- the nearest */

static bool have_equal_digits(const char *a, const char *b) {
    g_autofree char *one = digits_of(a), *two = digits_of(b);
    return strcmp(one, two) == 0;
}

/* A name a slip away, of those of the same kind and the same numbers. */
static const char *find_slip(const struct name *typed, const GArray *names) {
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    for (guint i = 0; i < names->len; i++) {
        const struct name *name = &g_array_index(names, struct name, i);
        if (name->row != typed->row || !have_equal_digits(name->key, typed->key)) continue;
        g_ptr_array_add(keys, name->key);
        g_ptr_array_add(found, name->name);
    }
    const char *key = gaz_nearest_name(typed->key, (const char *const *)keys->pdata, keys->len);
    for (guint i = 0; key && i < keys->len; i++)
        if (keys->pdata[i] == key) return found->pdata[i];
    return NULL;
}

enum search { FILE_NEAR, FILE_SAME /* no slip */, FOLDER_NEAR };

/* The name itself, then one of the same key, of the same ending first. */
static const char *find_name(const struct name *typed, const GArray *names, enum search search) {
    const char *same_key = NULL, *same_all = NULL;
    for (guint i = 0; i < names->len; i++) {
        const struct name *name = &g_array_index(names, struct name, i);
        if (strcmp(name->name, typed->name) == 0) return name->name;
        if (name->row && typed->row && name->row != typed->row) continue;
        if (strcmp(name->key, typed->key) != 0 || *name->key == '\0') continue;
        if (!same_key) same_key = name->name;
        const char *one = strrchr(name->name, '.'), *two = strrchr(typed->name, '.');
        if (!same_all && one && two && g_ascii_strcasecmp(one, two) == 0) same_all = name->name;
    }
    if (same_all || same_key) return same_all ? same_all : same_key;
    return search == FILE_SAME ? NULL : find_slip(typed, names);
}

static char *take_step(const char *folder, const char *typed, enum search search) {
    g_autoptr(GArray) names = names_in(folder, search == FOLDER_NEAR);
    struct name name = name_of(typed);
    char *found = g_strdup(find_name(&name, names, search));
    clear_name(&name);
    return found;
}

/* ---- a path */

static char *as_slashes(const char *path) {
    GString *plain = g_string_new(path);
    g_string_replace(plain, "\\", "/", 0);
    g_string_replace(plain, "／", "/", 0);
    g_string_replace(plain, "＼", "/", 0);
    return g_string_free(plain, FALSE);
}

static char *find_near(const char *root, const char *path, enum search search) {
    g_autofree char *plain = as_slashes(path);
    g_auto(GStrv) steps = g_strsplit(plain, "/", 64);
    g_autoptr(GString) found = g_string_new(NULL);
    guint n = g_strv_length(steps);
    for (guint i = 0; i < n; i++) {
        if (strcmp(steps[i], ".") == 0 || (*steps[i] == '\0' && i + 1 < n)) continue;
        g_autofree char *folder = g_build_filename(root, found->str, NULL);
        g_autofree char *name = take_step(folder, steps[i], i + 1 < n ? FOLDER_NEAR : search);
        if (!name) return NULL;
        g_string_append_printf(found, "%s%s", found->len ? "/" : "", name);
    }
    return strcmp(found->str, path) == 0 || found->len == 0 ? NULL : g_strdup(found->str);
}

char *gaz_near_file(const char *root, const char *path) {
    return find_near(root, path, FILE_NEAR);
}

char *gaz_same_file(const char *root, const char *path) {
    return find_near(root, path, FILE_SAME);
}

struct gaz_hint gaz_near_folder_hint(const char *path) {
    g_autofree char *parent = g_path_get_dirname(path);
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *near = find_near(parent, base, FOLDER_NEAR);
    g_autofree char *whole = near ? g_build_filename(parent, near, NULL) : NULL;
    return gaz_hint_of(whole);
}

struct gaz_hint gaz_near_file_hint(const char *root, const char *path) {
    g_autofree char *near = gaz_near_file(root, path);
    return gaz_hint_of(near);
}
