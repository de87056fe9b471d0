/* diag.c: the collector: what was reported, counted, and the exit status that follows. */
#include "base/diag/diag_entry.h"

#include "base/process/arena.h"
#include "base/text/visible.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_ENTRIES = 200, /* of each severity */
    MAX_ARGS = 4,
    MAX_ARG_BYTES = 600, /* of an argument: a whole file may stand where a date should */
};

struct gaz_diags {
    struct gaz_arena *arena;
    struct gaz_diag_entry *entries;
    uint32_t n;
    size_t capacity;
    GPtrArray *kept;  /* arenas */
    GHashTable *seen; /* one key a complaint, so that equal ones are taken once */
    unsigned count[GAZ_ERROR + 1], stored[GAZ_ERROR + 1];
    unsigned n_of_fonts;   /* of the warnings */
    enum gaz_exit gravest; /* of the errors so far */
};

static const struct gaz_diag_row rows[GAZ_N_CODES] = {
#define GAZ_DIAG(code, slug, severity, fault, chinese, english)                                              \
    [code] = {slug, severity, fault, chinese, english},
#include "base/diag/diag_codes.def"
#undef GAZ_DIAG
};

const struct gaz_diag_row *gaz_diag_row(enum gaz_code code) {
    return &rows[code];
}

const char *gaz_code_slug(enum gaz_code code) {
    return rows[code].slug;
}

struct gaz_diags *gaz_diags_new(void) {
    struct gaz_diags *diags = g_new0(struct gaz_diags, 1);
    diags->arena = gaz_arena_new();
    diags->kept = g_ptr_array_new_with_free_func((GDestroyNotify)gaz_arena_free);
    diags->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return diags;
}

void gaz_diags_free(struct gaz_diags *diags) {
    if (!diags) return;
    g_hash_table_destroy(diags->seen);
    g_ptr_array_unref(diags->kept);
    gaz_arena_free(diags->arena);
    g_free(diags);
}

static enum gaz_exit exit_of(enum gaz_fault fault) {
    switch (fault) {
    case GAZ_EDITOR:
        return GAZ_EXIT_DOCUMENT;
    case GAZ_WORLD:
        return GAZ_EXIT_IO;
    case GAZ_OURS:
        return GAZ_EXIT_BUG;
    }
    return GAZ_EXIT_BUG;
}

/* graver: our own bug, then the world, then the editor */
static int gravity(enum gaz_exit status) {
    return status == GAZ_EXIT_BUG ? 3 : status == GAZ_EXIT_IO ? 2 : status == GAZ_EXIT_DOCUMENT ? 1 : 0;
}

static void count_entry(struct gaz_diags *diags, enum gaz_code code) {
    const struct gaz_diag_row *row = &rows[code];
    diags->count[row->severity]++;
    if (code == GAZ_D_STAND_IN_FACE || code == GAZ_D_LENT_GLYPH) diags->n_of_fonts++;
    if (row->severity != GAZ_ERROR) return;
    enum gaz_exit status = exit_of(row->fault);
    if (gravity(status) > gravity(diags->gravest)) diags->gravest = status;
}

/* The argument as a terminal may show it; a long one is cut, which the … tells. */
static const char *copy_arg(struct gaz_arena *arena, const char *arg) {
    size_t n = strlen(arg);
    bool cut = n > MAX_ARG_BYTES;
    if (cut)
        for (n = MAX_ARG_BYTES; n > 0 && ((unsigned char)arg[n] & 0xC0) == 0x80;)
            n--; /* between characters */
    g_autoptr(GString) visible = g_string_new(NULL);
    gaz_visible_append(visible, arg, n, false);
    if (cut) g_string_append(visible, "…");
    return gaz_arena_strdup(arena, visible->str);
}

static const char *const *copy_args(struct gaz_arena *arena, const char *const *args) {
    const char **copy = GAZ_NEW_ARRAY(arena, const char *, MAX_ARGS + 1);
    for (int i = 0; i < MAX_ARGS && args && args[i]; i++)
        copy[i] = copy_arg(arena, args[i]);
    return copy;
}

static char *key_of(enum gaz_code code, const char *name, uint32_t begin, const char *const *args) {
    GString *key = g_string_new(name);
    g_string_append_printf(key, "\n%d\n%u", (int)code, begin);
    for (int i = 0; i < MAX_ARGS && args && args[i]; i++)
        g_string_append_printf(key, "\n%s", args[i]);
    return g_string_free(key, FALSE);
}

static void add_entry(struct gaz_diags *diags, struct gaz_diag_entry entry, const char *const *args) {
    const struct gaz_diag_row *row = &rows[entry.code];
    if (diags->stored[row->severity] >= MAX_ENTRIES) {
        count_entry(diags, entry.code);
        return;
    }
    if (!g_hash_table_add(diags->seen, key_of(entry.code, entry.name, entry.span.begin, args))) return;
    count_entry(diags, entry.code);
    diags->stored[row->severity]++;
    entry.name = gaz_arena_strdup(diags->arena, entry.name);
    entry.args = copy_args(diags->arena, args);
    *GAZ_PUSH(diags->arena, diags->entries, diags->n, diags->capacity) = entry;
}

void gaz_report_args(struct gaz_diags *diags, enum gaz_code code, struct gaz_span span,
                     const char *const *args) {
    const char *name = span.source ? span.source->name : NULL;
    add_entry(diags, (struct gaz_diag_entry){.code = code, .span = span, .name = name}, args);
}

void gaz_report_file_args(struct gaz_diags *diags, enum gaz_code code, const char *path,
                          const char *const *args) {
    add_entry(diags, (struct gaz_diag_entry){.code = code, .name = path}, args);
}

void gaz_diags_repeat(const struct gaz_diags *said, struct gaz_diags *diags) {
    for (uint32_t i = 0; i < said->n; i++)
        if (!said->entries[i].span.source) add_entry(diags, said->entries[i], said->entries[i].args);
}

void gaz_diags_keep(struct gaz_diags *diags, struct gaz_arena *arena) {
    g_ptr_array_add(diags->kept, arena);
}

const struct gaz_source *gaz_diags_source(struct gaz_diags *diags, const char *name, const char *text,
                                          size_t size) {
    struct gaz_arena *arena = gaz_arena_new();
    gaz_diags_keep(diags, arena);
    return gaz_source_new(arena, name, name, text, size);
}

bool gaz_diags_have_errors(const struct gaz_diags *diags) {
    return diags->count[GAZ_ERROR] > 0;
}

unsigned gaz_diags_count(const struct gaz_diags *diags, enum gaz_severity severity) {
    return diags->count[severity];
}

enum gaz_exit gaz_diags_exit(const struct gaz_diags *diags, enum gaz_strictness strict) {
    if (diags->gravest != GAZ_EXIT_OK) return diags->gravest;
    bool counts = gaz_is_strict_about(strict, diags->count[GAZ_WARNING], diags->n_of_fonts);
    return counts ? GAZ_EXIT_STRICT : GAZ_EXIT_OK;
}

bool gaz_is_strict_about(enum gaz_strictness strict, unsigned warnings, unsigned of_fonts) {
    switch (strict) {
    case GAZ_LENIENT:
        return false;
    case GAZ_STRICT:
        return warnings > of_fonts;
    case GAZ_STRICT_WITH_FONTS:
        return warnings > 0;
    }
    return true;
}

unsigned gaz_diags_count_of_fonts(const struct gaz_diags *diags) {
    return diags->n_of_fonts;
}

const struct gaz_diag_entry *gaz_diag_entries(const struct gaz_diags *diags, uint32_t *n,
                                              uint32_t *left_off) {
    *n = diags->n;
    *left_off = 0;
    for (int i = GAZ_NOTE; i <= GAZ_ERROR; i++)
        *left_off += diags->count[i] - diags->stored[i];
    return diags->entries;
}

enum gaz_language gaz_language_from_environment(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return g_str_has_prefix(value, "en") ? GAZ_ENGLISH : GAZ_CHINESE;
    }
    return GAZ_CHINESE;
}
