/* catalog.c: the list of faces through a fontconfig configuration of our own.
 *
 * The system's fonts.conf is not read: its aliases answer 仿宋 with a sans face and say nothing. Where
 * several files answer to a name, the order is total, so that every run and every machine with the same files
 * chooses the same: the plainest face, then the order of the folders, then the file name, then the index.
 */
#include "fonts/catalog.h"

#include "base/process/arena.h"

#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct gaz_catalog {
    FcConfig *config;
    GPtrArray *folders; /* absolute, in the order of search: */
    uint32_t n_asked;   /* these of the request, then the machine's */
};

/* a name that is looked for, and the best face so far */
struct wanted {
    char *name;        /* family or file name */
    const char *style; /* NULL: the plain one */
    const FcPattern *best;
    struct wanted *next; /* another with the same name */
};

static const char *const system_folders[] = {"/usr/share/fonts", "/usr/local/share/fonts"};
static const char *const texlive_folder = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";
static const char *const system_cache = "/var/cache/fontconfig";

static void add_folder(GPtrArray *folders, char *folder) {
    g_ptr_array_add(folders, g_canonicalize_filename(folder, NULL));
    g_free(folder);
}

static GPtrArray *list_folders(const char *const *asked, uint32_t n_asked) {
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; i < n_asked; i++)
        add_folder(folders, g_strdup(asked[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(system_folders); i++)
        add_folder(folders, g_strdup(system_folders[i]));
    add_folder(folders, g_build_filename(g_get_user_data_dir(), "fonts", NULL));
    add_folder(folders, g_build_filename(g_get_home_dir(), ".fonts", NULL));
    add_folder(folders, g_strdup(texlive_folder));
    return folders;
}

/* A folder of the temporary kind is shared with strangers: it must be ours alone. */
static bool is_own_folder(const char *folder) {
    GStatBuf about;
    return g_lstat(folder, &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == getuid();
}

/* Where fontconfig may keep what it read out of the files, or NULL. Shared with other programs, so mostly
 * warm. */
char *gaz_catalog_cache(void) {
    char *folder = g_build_filename(g_get_user_cache_dir(), "fontconfig", NULL);
    if (g_mkdir_with_parents(folder, 0755) == 0 && g_access(folder, W_OK) == 0) return folder;
    g_free(folder);
    folder = g_strdup_printf("%s/gongbao-fonts-%u", g_get_tmp_dir(), (unsigned)getuid());
    if (g_mkdir_with_parents(folder, 0700) == 0 && is_own_folder(folder) && g_access(folder, W_OK) == 0)
        return folder;
    g_free(folder);
    return NULL;
}

static void append_element(GString *xml, const char *element, const char *path) {
    char *text = g_markup_printf_escaped("<%s>%s</%s>", element, path, element);
    g_string_append(xml, text);
    g_free(text);
}

static GString *config_text(const GPtrArray *folders, const char *cache) {
    GString *xml =
        g_string_new("<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>");
    for (guint i = 0; i < folders->len; i++)
        append_element(xml, "dir", folders->pdata[i]);
    if (cache) append_element(xml, "cachedir", cache); /* first: the first writable one is written to */
    append_element(xml, "cachedir", system_cache);
    g_string_append(xml, "</fontconfig>");
    return xml;
}

/* fontconfig complains on stderr when no cache can be written, which is no fault of anybody's. */
static void build_quietly(FcConfig *config) {
    int kept = dup(STDERR_FILENO);
    FILE *nowhere = fopen("/dev/null", "w");
    if (kept >= 0 && nowhere) dup2(fileno(nowhere), STDERR_FILENO);
    FcConfigBuildFonts(config);
    if (kept >= 0) {
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
    if (nowhere) fclose(nowhere);
}

struct gaz_catalog *gaz_catalog_open(const char *const *folders, uint32_t n_folders) {
    struct gaz_catalog *catalog = g_new0(struct gaz_catalog, 1);
    catalog->folders = list_folders(folders, n_folders);
    catalog->n_asked = n_folders;
    catalog->config = FcConfigCreate();
    char *cache = gaz_catalog_cache();
    GString *xml = config_text(catalog->folders, cache);
    FcConfigParseAndLoadFromMemory(catalog->config, (const FcChar8 *)xml->str, FcFalse);
    if (cache)
        FcConfigBuildFonts(catalog->config);
    else
        build_quietly(catalog->config);
    FcConfigSetCurrent(catalog->config);
    g_string_free(xml, TRUE);
    g_free(cache);
    return catalog;
}

void gaz_catalog_close(struct gaz_catalog *catalog) {
    if (!catalog) return;
    FcConfigDestroy(catalog->config); /* fontconfig keeps its own reference to the current one */
    g_ptr_array_free(catalog->folders, TRUE);
    g_free(catalog);
}

static guint hash_name(gconstpointer name) {
    guint hash = 5381;
    for (const char *c = name; *c; c++)
        hash = hash * 33 + (guchar)g_ascii_tolower(*c);
    return hash;
}

static gboolean equal_names(gconstpointer a, gconstpointer b) {
    return g_ascii_strcasecmp(a, b) == 0;
}

static const char *get_string(const FcPattern *pattern, const char *object, int n) {
    FcChar8 *text = NULL;
    return FcPatternGetString(pattern, object, n, &text) == FcResultMatch ? (const char *)text : NULL;
}

static int get_int(const FcPattern *pattern, const char *object, int otherwise) {
    int value = 0;
    return FcPatternGetInteger(pattern, object, 0, &value) == FcResultMatch ? value : otherwise;
}

static bool get_bool(const FcPattern *pattern, const char *object) {
    FcBool value = FcFalse;
    return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value;
}

/* What HarfBuzz reads and cairo embeds: static outlines in an SFNT. An index over 16 bits is an instance of a
 * variable font, whose weight comes out wrong in print. */
static bool is_usable(const FcPattern *pattern) {
    const char *format = get_string(pattern, FC_FONTFORMAT, 0);
    const char *file = get_string(pattern, FC_FILE, 0);
    if (!format || (strcmp(format, "TrueType") != 0 && strcmp(format, "CFF") != 0)) return false;
    if (!file || g_str_has_suffix(file, ".woff") || g_str_has_suffix(file, ".woff2")) return false;
    return get_bool(pattern, FC_SCALABLE) && !get_bool(pattern, FC_VARIABLE) &&
           get_int(pattern, FC_INDEX, 0) >= 0 && get_int(pattern, FC_INDEX, 0) < 0x10000 &&
           get_string(pattern, FC_FILE, 0);
}

static bool has_style(const FcPattern *pattern, const char *style) {
    const char *own;
    for (int i = 0; (own = get_string(pattern, FC_STYLE, i)); i++)
        if (g_ascii_strcasecmp(own, style) == 0) return true;
    return false;
}

static bool is_called_bold(const FcPattern *pattern) {
    static const char *const heavy[] = {"bold", "black", "heavy", "粗"};
    const char *style = get_string(pattern, FC_STYLE, 0);
    char *lower = g_ascii_strdown(style ? style : "", -1);
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(heavy); i++)
        found |= strstr(lower, heavy[i]) != NULL;
    g_free(lower);
    return found;
}

/* How far a face is from the plain one of its family. The name counts more than the weight: both files of
 * FandolHei say weight 80. */
static int oddness(const FcPattern *pattern) {
    int weight = get_int(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    bool plain = has_style(pattern, "Regular") || has_style(pattern, "Book") ||
                 has_style(pattern, "Normal") || has_style(pattern, "Roman") || has_style(pattern, "常规") ||
                 has_style(pattern, "标准");
    return (is_called_bold(pattern) ? 8 : 0) +
           (weight == FC_WEIGHT_REGULAR || weight == FC_WEIGHT_BOOK ? 0 : 4) +
           (get_int(pattern, FC_WIDTH, FC_WIDTH_NORMAL) == FC_WIDTH_NORMAL ? 0 : 2) + (plain ? 0 : 1);
}

static guint folder_rank(const struct gaz_catalog *catalog, const char *file) {
    for (guint i = 0; i < catalog->folders->len; i++) {
        const char *folder = catalog->folders->pdata[i];
        if (g_str_has_prefix(file, folder) && file[strlen(folder)] == '/') return i;
    }
    return catalog->folders->len;
}

/* Not by strrchr: gcc 12 takes its result for a pointer to the local of get_string. */
static const char *last_part(const char *file) {
    const char *part = file;
    for (const char *at = file; *at; at++)
        if (*at == '/') part = at + 1;
    return part;
}

static bool is_better(const struct gaz_catalog *catalog, const FcPattern *a, const FcPattern *b) {
    const char *file_a = get_string(a, FC_FILE, 0), *file_b = get_string(b, FC_FILE, 0);
    int order = oddness(a) - oddness(b);
    if (order == 0) order = (int)folder_rank(catalog, file_a) - (int)folder_rank(catalog, file_b);
    if (order == 0) order = strcmp(last_part(file_a), last_part(file_b));
    if (order == 0) order = strcmp(file_a, file_b);
    if (order == 0) order = get_int(a, FC_INDEX, 0) - get_int(b, FC_INDEX, 0);
    return order < 0;
}

/* Without a style an italic is never meant; with one it must be the face's own. */
static bool answers(const FcPattern *pattern, const struct wanted *wanted) {
    if (wanted->style) return has_style(pattern, wanted->style);
    return get_int(pattern, FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN;
}

static void offer(const struct gaz_catalog *catalog, const FcPattern *pattern, struct wanted *wanted) {
    for (; wanted; wanted = wanted->next)
        if (wanted->best != pattern && answers(pattern, wanted) &&
            (!wanted->best || is_better(catalog, pattern, wanted->best)))
            wanted->best = pattern;
}

static void offer_to_all(const struct gaz_catalog *catalog, const FcPattern *pattern, GHashTable *by_name) {
    const char *family;
    for (int i = 0; (family = get_string(pattern, FC_FAMILY, i)); i++) {
        struct wanted *wanted = g_hash_table_lookup(by_name, family);
        if (wanted && is_usable(pattern)) offer(catalog, pattern, wanted);
    }
    const char *file = get_string(pattern, FC_FILE, 0);
    struct wanted *wanted = file ? g_hash_table_lookup(by_name, last_part(file)) : NULL;
    if (wanted && is_usable(pattern)) offer(catalog, pattern, wanted);
}

static void parse_name(const char *name, struct wanted *wanted) {
    const char *colon = strchr(name, ':');
    wanted->name = g_strndup(name, colon ? (gsize)(colon - name) : strlen(name));
    wanted->style = colon ? colon + 1 : NULL;
    g_strstrip(wanted->name);
}

static bool is_heavy(const FcPattern *pattern) {
    return is_called_bold(pattern) || get_int(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR) >= FC_WEIGHT_DEMIBOLD;
}

static void fill_entry(struct gaz_arena *arena, const FcPattern *best, const char *name,
                       struct gaz_catalog_entry *entry) {
    *entry = (struct gaz_catalog_entry){0};
    if (!best) return;
    const char *family = get_string(best, FC_FAMILY, 0), *style = get_string(best, FC_STYLE, 0);
    entry->family = gaz_arena_strdup(arena, family ? family : name);
    entry->style = gaz_arena_strdup(arena, style ? style : "");
    entry->file = gaz_arena_strdup(arena, get_string(best, FC_FILE, 0));
    entry->index = get_int(best, FC_INDEX, 0);
    entry->is_heavy = is_heavy(best);
}

void gaz_catalog_find(const struct gaz_catalog *catalog, struct gaz_arena *arena, const char *const *names,
                      uint32_t n, struct gaz_catalog_entry *entries) {
    GHashTable *by_name = g_hash_table_new(hash_name, equal_names);
    struct wanted *all = g_new0(struct wanted, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        parse_name(names[i], &all[i]);
        all[i].next = g_hash_table_lookup(by_name, all[i].name);
        g_hash_table_insert(by_name, all[i].name, &all[i]);
    }
    const FcFontSet *set = FcConfigGetFonts(catalog->config, FcSetSystem);
    for (int i = 0; set && i < set->nfont; i++)
        offer_to_all(catalog, set->fonts[i], by_name);
    for (uint32_t i = 0; i < n; i++) {
        fill_entry(arena, all[i].best, all[i].name, &entries[i]);
        g_free(all[i].name);
    }
    g_hash_table_destroy(by_name);
    g_free(all);
}

/* ---- who has a character */

static bool has_chars(const FcPattern *pattern, struct gaz_chars wanted) {
    FcCharSet *chars = NULL;
    if (FcPatternGetCharSet(pattern, FC_CHARSET, 0, &chars) != FcResultMatch) return false;
    for (uint32_t i = 0; i < wanted.n; i++)
        if (!FcCharSetHasChar(chars, wanted.chars[i])) return false;
    return true;
}

static bool is_lender(const struct gaz_catalog *catalog, const FcPattern *pattern, struct gaz_chars wanted) {
    return has_chars(pattern, wanted) && is_usable(pattern) &&
           get_int(pattern, FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN &&
           folder_rank(catalog, get_string(pattern, FC_FILE, 0)) < catalog->n_asked;
}

void gaz_catalog_find_having(const struct gaz_catalog *catalog, struct gaz_arena *arena,
                             struct gaz_chars wanted, bool heavy, struct gaz_catalog_entry *entry) {
    const FcFontSet *set = FcConfigGetFonts(catalog->config, FcSetSystem);
    const FcPattern *best = NULL;
    for (int i = 0; set && i < set->nfont; i++) {
        const FcPattern *pattern = set->fonts[i];
        if (!is_lender(catalog, pattern, wanted)) continue;
        bool fits = is_heavy(pattern) == heavy, best_fits = best && is_heavy(best) == heavy;
        if (!best || fits > best_fits || (fits == best_fits && is_better(catalog, pattern, best)))
            best = pattern;
    }
    fill_entry(arena, best, "", entry);
}

/* ---- what may be read */

/* A link may lead out of the folders, at any step of the way. */
static void add_real_path(GPtrArray *places, const char *file) {
    char *real = realpath(file, NULL);
    if (real && strcmp(real, file) != 0) g_ptr_array_add(places, g_strdup(real));
    free(real);
}

void gaz_catalog_add_places(const struct gaz_catalog *catalog, GPtrArray *places) {
    const FcFontSet *set = FcConfigGetFonts(catalog->config, FcSetSystem);
    for (guint i = 0; i < catalog->folders->len; i++)
        g_ptr_array_add(places, g_strdup(catalog->folders->pdata[i]));
    for (int i = 0; set && i < set->nfont; i++)
        if (get_int(set->fonts[i], FC_INDEX, 0) == 0)
            add_real_path(places, get_string(set->fonts[i], FC_FILE, 0));
    g_ptr_array_add(places, g_strdup(system_cache));
    g_ptr_array_add(places, gaz_catalog_cache());
}

/* ---- what is no font */

static bool is_called_font(const char *name) {
    static const char *const endings[] = {".ttf", ".otf", ".ttc", ".otc"};
    if (*name == '.') return false; /* fontconfig does not look at these */
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t size = strlen(name), end = strlen(endings[i]);
        if (size > end && g_ascii_strcasecmp(name + size - end, endings[i]) == 0) return true;
    }
    return false;
}

static GHashTable *listed_files(const struct gaz_catalog *catalog) {
    const FcFontSet *set = FcConfigGetFonts(catalog->config, FcSetSystem);
    GHashTable *files = g_hash_table_new(g_str_hash, g_str_equal);
    for (int i = 0; set && i < set->nfont; i++) {
        const char *file = get_string(set->fonts[i], FC_FILE, 0);
        if (file) g_hash_table_add(files, (gpointer)file);
    }
    return files;
}

void gaz_catalog_find_unusable(const struct gaz_catalog *catalog, gaz_unusable_file *found, void *context) {
    GHashTable *listed = listed_files(catalog);
    FcStrList *folders = FcConfigGetFontDirs(catalog->config);
    const FcChar8 *folder;
    while (folders && (folder = FcStrListNext(folders))) {
        g_autoptr(GDir) dir = g_dir_open((const char *)folder, 0, NULL);
        for (const char *name; dir && (name = g_dir_read_name(dir));) {
            if (!is_called_font(name)) continue;
            g_autofree char *file = g_build_filename((const char *)folder, name, NULL);
            if (!g_hash_table_contains(listed, file) && g_file_test(file, G_FILE_TEST_IS_REGULAR))
                found(context, file);
        }
    }
    if (folders) FcStrListDone(folders);
    g_hash_table_destroy(listed);
}
