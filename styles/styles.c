/* styles.c: the door: which file a name means, what it inherits from, and the style that comes out. */
#include "styles/styles.h"

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/file/near_file.h"
#include "base/process/arena.h"
#include "base/process/sorted.h"
#include "styles/style_layers.h"

#include <string.h>

enum { MAX_CHAIN = 16 }; /* styles that inherit from one another */

struct loader {
    const char *data_folder, *issue_folder;
    struct gaz_style_reader reader;
    const char *chain[MAX_CHAIN]; /* from the innermost outwards */
    unsigned n_chain;
    struct gaz_style_folder folders[MAX_CHAIN + 2]; /* the issue's, those of the chain, the program's */
    uint32_t n_folders;
    const char **own_files; /* of the issue folder: at most the chain and 词表 */
    uint32_t n_own_files;
};

/* ---- names */

static bool is_path(const char *name) {
    return strchr(name, '/') || g_str_has_suffix(name, ".yaml");
}

static char *list_styles(const char *data_folder) {
    g_autofree char *folder = g_build_filename(data_folder, "styles", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        if (g_str_has_suffix(name, ".yaml")) g_ptr_array_add(names, g_strndup(name, strlen(name) - 5));
    g_ptr_array_sort(names, gaz_compare_texts);
    g_ptr_array_add(names, NULL);
    return g_strjoinv("、", (char **)names->pdata);
}

/* True when the program has a style of that name; else it says which there are. */
static bool check_style_name(const struct loader *loader, const char *name, struct gaz_span span) {
    g_autofree char *file = g_strdup_printf("%s/styles/%s.yaml", loader->data_folder, name);
    if (*name && *name != '.' && gaz_file_may_exist(file)) return true;
    g_autofree char *listed = list_styles(loader->data_folder);
    if (span.source)
        gaz_report(loader->reader.diags, GAZ_D_STYLE_UNKNOWN, span, name, listed);
    else
        gaz_report_file(loader->reader.diags, GAZ_D_STYLE_UNKNOWN, name, name, listed);
    return false;
}

static void note_own_file(struct loader *loader, const char *path) {
    loader->own_files[loader->n_own_files++] = gaz_arena_strdup(loader->reader.arena, path);
}

static const struct gaz_source *open_style(struct loader *loader, const char *name, struct gaz_span span) {
    struct gaz_arena *arena = loader->reader.arena;
    if (is_path(name)) {
        note_own_file(loader, name);
        return gaz_source_read_below(arena, loader->issue_folder, name, span, loader->reader.diags);
    }
    if (!check_style_name(loader, name, span)) return NULL;
    const char *path = gaz_arena_printf(arena, "styles/%s.yaml", name);
    return gaz_source_read_below(arena, loader->data_folder, path, span, loader->reader.diags);
}

static char *short_name(const char *name) {
    char *base = g_path_get_basename(name);
    if (g_str_has_suffix(base, ".yaml")) base[strlen(base) - 5] = '\0';
    return base;
}

/* ---- the chain of 继承 */

/* Notes that `name` is being read; false when it is so already, or the chain is too long. */
static bool enter(struct loader *loader, const char *name, struct gaz_span span) {
    bool seen = loader->n_chain == MAX_CHAIN;
    for (unsigned i = 0; i < loader->n_chain; i++)
        seen |= strcmp(loader->chain[i], name) == 0;
    if (seen)
        gaz_report(loader->reader.diags, GAZ_D_STYLE_CYCLE, span, name);
    else
        loader->chain[loader->n_chain++] = name;
    return !seen;
}

static bool load_layer(struct loader *loader, const char *name, struct gaz_span span);

static struct gaz_style_folder folder_of(const struct loader *loader, const char *name,
                                         const struct gaz_source *source) {
    g_autofree char *inner = g_path_get_dirname(source->path);
    return (struct gaz_style_folder){is_path(name) ? loader->issue_folder : loader->data_folder,
                                     gaz_arena_strdup(loader->reader.arena, inner)};
}

static bool load_parent(struct loader *loader, const struct gaz_yaml *map) {
    const struct gaz_yaml *parent = gaz_yaml_lookup(map, "继承");
    if (!parent || parent->empty) return true;
    if (parent->kind == GAZ_YAML_SCALAR) return load_layer(loader, parent->scalar, parent->span);
    gaz_report(loader->reader.diags, GAZ_D_WRONG_TYPE, parent->span, "继承", "一个样式的名称",
               "the name of one style");
    return false;
}

static void note_folder(struct loader *loader, struct gaz_style_folder folder) {
    loader->folders[loader->n_folders++] = folder;
}

/* Reads a style file over what it inherits from. */
static bool load_layer(struct loader *loader, const char *name, struct gaz_span span) {
    if (!enter(loader, name, span)) return false;
    const struct gaz_source *source = open_style(loader, name, span);
    if (!source) return false;
    const struct gaz_yaml *map =
        gaz_yaml_read(loader->reader.arena, source, 0, source->size, loader->reader.diags);
    struct gaz_style_folder folder = folder_of(loader, name, source);
    if (is_path(name)) note_folder(loader, folder);
    if (!map || !load_parent(loader, map)) return false;
    loader->reader.folder = folder;
    gaz_style_read_map(&loader->reader, map);
    return true;
}

/* ---- 词表 */

/* The program's: without it titles would break elsewhere, in silence. */
static void read_program_words(const struct loader *loader) {
    g_autofree char *path = g_build_filename("styles", GAZ_WORD_FILE, NULL);
    g_autofree char *whole = g_build_filename(loader->data_folder, path, NULL);
    if (gaz_file_may_exist(whole))
        gaz_style_read_word_file(&loader->reader, loader->data_folder, path);
    else
        gaz_report_file(loader->reader.diags, GAZ_D_WORDS_MISSING, whole, NULL);
}

/* The issue's, which need not be there; but it is looked for by its name alone. */
static void read_issue_words(struct loader *loader) {
    g_autofree char *whole = g_build_filename(loader->issue_folder, GAZ_WORD_FILE, NULL);
    if (gaz_file_may_exist(whole)) {
        note_own_file(loader, GAZ_WORD_FILE);
        gaz_style_read_word_file(&loader->reader, loader->issue_folder, GAZ_WORD_FILE);
        return;
    }
    g_autofree char *same = gaz_same_file(loader->issue_folder, GAZ_WORD_FILE);
    g_autofree char *unused = same ? g_build_filename(loader->issue_folder, same, NULL) : NULL;
    if (unused) gaz_report_file(loader->reader.diags, GAZ_D_WORDS_NAME, unused, GAZ_WORD_FILE);
}

/* after those of the style files */
static void read_word_files(struct loader *loader) {
    read_program_words(loader);
    read_issue_words(loader);
    gaz_style_sort_words(loader->reader.layers);
}

/* ---- 封面, 封二, 封三, 封底 */

static uint32_t count_elements(const struct gaz_style *style) {
    uint32_t n = 0;
    for (int page = 0; page < GAZ_N_COVER_PAGES; page++)
        n += style->covers[page].n;
    return n;
}

static void note_pictures(struct loader *loader, const struct gaz_cover *cover) {
    for (uint32_t i = 0; i < cover->n; i++)
        if (cover->elements[i].is_own) note_own_file(loader, cover->elements[i].path);
}

/* the covers, and their pictures of the issue folder among the own files */
static bool read_covers(struct loader *loader, struct gaz_style *style) {
    if (!gaz_style_resolve_covers(style, loader->issue_folder, loader->reader.diags)) return false;
    size_t capacity = MAX_CHAIN + 1 + count_elements(style);
    const char **files = GAZ_NEW_ARRAY(style->arena, const char *, capacity);
    for (uint32_t i = 0; i < loader->n_own_files; i++)
        files[i] = loader->own_files[i];
    style->own_files = loader->own_files = files;
    for (int page = 0; page < GAZ_N_COVER_PAGES; page++)
        note_pictures(loader, &style->covers[page]);
    style->n_own_files = loader->n_own_files;
    return true;
}

/* ---- the door */

/* A profile may lie beside the style file that names it. */
static const char *profile_folder(const struct gaz_style *style) {
    const struct gaz_style_folder *folder = &style->layers->profile_folder;
    return gaz_arena_printf(style->arena, "%s/%s", folder->root, folder->inner);
}

static struct gaz_style *new_style(const char *name) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_style *style = GAZ_NEW(arena, struct gaz_style);
    style->arena = arena;
    style->name = gaz_arena_strdup(arena, name);
    return style;
}

/* What stands over a style and has no values of its own yet. */
static struct gaz_style *style_over(const struct gaz_style *style, struct gaz_arena *arena) {
    struct gaz_style *own = GAZ_NEW(arena, struct gaz_style);
    struct gaz_style_layers *layers = GAZ_NEW(arena, struct gaz_style_layers);
    *layers = *style->layers;
    own->arena = arena;
    own->name = style->name;
    own->layers = layers;
    own->inks = style->inks;
    memcpy(own->covers, style->covers, sizeof own->covers);
    own->profile_folder = style->profile_folder;
    memcpy(own->forms, style->forms, sizeof own->forms);
    return own;
}

/* 格式: each form that has values of its own becomes a style over this one, in its arena. */
static bool resolve_forms(struct gaz_style *style, struct gaz_diags *diags) {
    bool ok = true;
    for (int form = 0; form < GAZ_N_FORMS; form++) {
        if (!style->layers->forms[form]) continue;
        struct gaz_style *own = style_over(style, style->arena);
        gaz_style_merge_form((struct gaz_style_layers *)own->layers, (enum gaz_form)form);
        ok &= gaz_style_resolve(own, diags);
        style->forms[form] = own;
    }
    return ok;
}

struct gaz_style *gaz_style_load(const char *name, const char *data_folder, const char *issue_folder,
                                 struct gaz_span span, struct gaz_diags *diags) {
    g_autofree char *shown = short_name(name);
    struct gaz_style *style = new_style(shown);
    struct gaz_style_layers *layers = GAZ_NEW(style->arena, struct gaz_style_layers);
    struct loader loader = {.data_folder = data_folder,
                            .issue_folder = issue_folder,
                            .reader = {style->arena, layers, diags, false, {NULL, NULL}}};
    unsigned errors = gaz_diags_count(diags, GAZ_ERROR);
    style->layers = layers;
    style->own_files = loader.own_files = GAZ_NEW_ARRAY(style->arena, const char *, MAX_CHAIN + 1);
    note_folder(&loader, (struct gaz_style_folder){issue_folder, "."});
    bool ok = load_layer(&loader, name, span);
    note_folder(&loader, (struct gaz_style_folder){data_folder, GAZ_PROGRAM_LISTS});
    if (ok) read_word_files(&loader);
    if (ok) gaz_style_find_lists(style, loader.folders, loader.n_folders);
    style->n_own_files = loader.n_own_files;
    ok = ok && gaz_style_resolve_inks(style, diags) && gaz_style_resolve(style, diags) &&
         read_covers(&loader, style);
    if (ok) style->profile_folder = profile_folder(style);
    ok = ok && resolve_forms(style, diags);
    if (ok && gaz_diags_count(diags, GAZ_ERROR) == errors) return style;
    gaz_diags_keep(diags, style->arena); /* the complaints point into its sources */
    return NULL;
}

struct gaz_span gaz_style_span_of(const struct gaz_style *style, const char *key) {
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        if (strcmp(gaz_style_keys[i].name, key) == 0 && style->layers->values[i])
            return style->layers->values[i]->span;
    return (struct gaz_span){0};
}

void gaz_style_free(struct gaz_style *style) {
    if (style) gaz_arena_free(style->arena);
}

const struct gaz_style *gaz_style_of_form(const struct gaz_style *style, enum gaz_form form) {
    return style->forms[form] ? style->forms[form] : style;
}

struct gaz_style *gaz_style_override(const struct gaz_style *style, const struct gaz_yaml *values,
                                     struct gaz_diags *diags) {
    struct gaz_style *own = style_over(style, gaz_arena_new());
    struct gaz_style_reader reader = {
        own->arena, (struct gaz_style_layers *)own->layers, diags, true, {NULL, NULL}};
    unsigned errors = gaz_diags_count(diags, GAZ_ERROR);
    gaz_style_read_map(&reader, values);
    if (gaz_style_resolve(own, diags) && gaz_diags_count(diags, GAZ_ERROR) == errors) return own;
    struct gaz_arena *arena =
        own->arena; /* the style's own values; the error keeps anything from being written */
    *own = *style;
    own->arena = arena;
    return own;
}
