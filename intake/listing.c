/* listing.c: a file is put into the 目录 of an issue.yaml, in its bytes: comments and layout stay. */
#include "intake/intake.h"

#include "base/data/yaml.h"
#include "base/data/yaml_write.h"
#include "base/file/edit.h"
#include "base/process/arena.h"
#include "base/text/hint.h"

#include <string.h>

/* ---- reading it */

struct listing {
    struct gaz_arena *arena;
    const struct gaz_source *source;
    const struct gaz_yaml *contents; /* 目录; NULL: there is none */
    struct gaz_diags *diags;
};

static bool open_listing(struct listing *l, const char *path, struct gaz_bytes bytes,
                         struct gaz_diags *diags) {
    l->arena = gaz_arena_new();
    l->diags = diags;
    gaz_diags_keep(diags, l->arena);
    l->source = gaz_source_clean(l->arena, path, "issue.yaml", bytes, diags);
    const struct gaz_yaml *map =
        l->source ? gaz_yaml_read(l->arena, l->source, 0, l->source->size, diags) : NULL;
    l->contents = map ? gaz_yaml_lookup(map, "目录") : NULL;
    return map != NULL;
}

static const struct gaz_yaml *member(const struct gaz_yaml *map, const char *key) {
    return map && map->kind == GAZ_YAML_MAP ? gaz_yaml_lookup(map, key) : NULL;
}

static uint32_t n_columns(const struct listing *l) {
    return l->contents && l->contents->kind == GAZ_YAML_LIST ? l->contents->n : 0;
}

static const char *column_name(const struct listing *l, uint32_t i) {
    const struct gaz_yaml *name = member(l->contents->items[i], "栏目");
    return name && name->kind == GAZ_YAML_SCALAR ? name->scalar : "";
}

static void report_no_column(const struct listing *l, const char *column) {
    uint32_t n = n_columns(l);
    const char **names = g_new0(const char *, n + 1);
    for (uint32_t i = 0; i < n; i++)
        names[i] = column_name(l, i);
    struct gaz_hint hint = gaz_hint_for(column, names, n);
    g_autofree char *all = g_strjoinv("、", (char **)names);
    gaz_report(l->diags, GAZ_D_INTAKE_COLUMN, gaz_span_at(l->source, 0), column, hint.chinese, hint.english,
               all);
    gaz_hint_clear(&hint);
    g_free(names);
}

/* The value of 文件 in a 栏目; NULL after a complaint. */
static const struct gaz_yaml *find_files(const struct listing *l, const char *column) {
    for (uint32_t i = 0; i < n_columns(l); i++) {
        if (strcmp(column_name(l, i), column) != 0) continue;
        const struct gaz_yaml *files = member(l->contents->items[i], "文件");
        if (files && files->kind != GAZ_YAML_MAP) return files;
        gaz_report(l->diags, GAZ_D_INTAKE_LIST, l->contents->items[i]->span, column);
        return NULL;
    }
    report_no_column(l, column);
    return NULL;
}

/* ---- adding to it */

static void append_name(GString *out, const char *name, bool in_flow) {
    if (in_flow && strpbrk(name, ",[]{}"))
        gaz_yaml_append_quoted(out, name);
    else
        gaz_yaml_append_scalar(out, name);
}

static uint32_t line_begin(const struct gaz_source *source, uint32_t at) {
    while (at > 0 && source->text[at - 1] != '\n')
        at--;
    return at;
}

static uint32_t line_end(const struct gaz_source *source, uint32_t at) {
    return at + (uint32_t)strcspn(source->text + at, "\n");
}

/* Behind the last item's line: a line that begins as that does, up to its dash. */
static uint32_t add_line(GString *out, const struct gaz_source *source, const struct gaz_yaml *last,
                         const char *file) {
    uint32_t begin = line_begin(source, last->span.begin), dash = last->span.begin;
    while (dash > begin && source->text[dash] != '-')
        dash--;
    g_string_append_c(out, '\n');
    g_string_append_len(out, source->text + begin, dash - begin);
    for (gsize i = out->len - (dash - begin); i < out->len; i++)
        if (out->str[i] != ' ') out->str[i] = ' '; /* “文件: - a.md” is no YAML, but who knows */
    g_string_append(out, "- ");
    append_name(out, file, false);
    return line_end(source, last->span.end);
}

/* The edit that puts the file behind the others; its text in `out`. */
static struct gaz_edit edit_of(GString *out, const struct gaz_source *source, const struct gaz_yaml *files,
                               const char *file) {
    struct gaz_edit edit = {files->span.begin, files->span.begin, NULL};
    bool is_flow = source->text[files->span.begin] == '[';
    if (files->kind == GAZ_YAML_SCALAR && files->empty) {
        g_string_append(out, " [");
        append_name(out, file, true);
        g_string_append_c(out, ']');
    } else if (files->kind == GAZ_YAML_SCALAR) {
        g_string_append_c(out, '[');
        g_string_append_len(out, source->text + files->span.begin, files->span.end - files->span.begin);
        g_string_append(out, ", ");
        append_name(out, file, true);
        g_string_append_c(out, ']');
        edit.end = files->span.end;
    } else if (files->n == 0) {
        append_name(out, file, true);
        edit.begin = edit.end = files->span.begin + 1;
    } else if (is_flow) {
        g_string_append(out, ", ");
        append_name(out, file, true);
        edit.begin = edit.end = files->items[files->n - 1]->span.end;
    } else {
        edit.begin = edit.end = add_line(out, source, files->items[files->n - 1], file);
    }
    edit.text = out->str;
    return edit;
}

static bool has(const struct gaz_yaml *files, const char *file) {
    if (files->kind == GAZ_YAML_SCALAR) return strcmp(files->scalar, file) == 0;
    for (uint32_t i = 0; i < files->n; i++)
        if (files->items[i]->kind == GAZ_YAML_SCALAR && strcmp(files->items[i]->scalar, file) == 0)
            return true;
    return false;
}

/* Whether the file now stands last in its 栏目, and nothing else changed in number. */
static bool is_listed(GString *manifest, const char *path, const char *column, const char *file) {
    struct listing l;
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_bytes bytes = {(const unsigned char *)manifest->str, manifest->len};
    const struct gaz_yaml *files = open_listing(&l, path, bytes, diags) ? find_files(&l, column) : NULL;
    bool good = files && files->kind == GAZ_YAML_LIST && files->n > 0 &&
                g_strcmp0(files->items[files->n - 1]->scalar, file) == 0 && !gaz_diags_have_errors(diags);
    gaz_diags_free(diags);
    return good;
}

bool gaz_import_list(GString *manifest, const char *path, const char *column, const char *file,
                     struct gaz_diags *diags) {
    struct listing l;
    struct gaz_bytes bytes = {(const unsigned char *)manifest->str, manifest->len};
    if (!open_listing(&l, path, bytes, diags)) return false;
    const struct gaz_yaml *files = find_files(&l, column);
    if (!files || has(files, file)) return files != NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    struct gaz_edit edit = edit_of(text, l.source, files, file);
    gaz_edits_apply(manifest, &edit, 1);
    if (is_listed(manifest, path, column, file)) return true;
    gaz_report(diags, GAZ_D_INTAKE_LIST, files->span, column);
    return false;
}

/* ---- numbers */

static unsigned number_of(const struct gaz_yaml *file) {
    const char *name = file->kind == GAZ_YAML_SCALAR ? file->scalar : "";
    size_t n = strspn(name, "0123456789");
    return n > 0 && n < 5 ? (unsigned)g_ascii_strtoull(name, NULL, 10) : 0;
}

unsigned gaz_import_next_number(const char *path, struct gaz_bytes manifest) {
    struct listing l;
    struct gaz_diags *unheard = gaz_diags_new();
    unsigned highest = 0;
    bool good = open_listing(&l, path, manifest, unheard);
    for (uint32_t i = 0; good && i < n_columns(&l); i++) {
        const struct gaz_yaml *files = member(l.contents->items[i], "文件");
        if (files && files->kind == GAZ_YAML_SCALAR) highest = MAX(highest, number_of(files));
        for (uint32_t k = 0; files && files->kind == GAZ_YAML_LIST && k < files->n; k++)
            highest = MAX(highest, number_of(files->items[k]));
    }
    gaz_diags_free(unheard);
    return highest + 1;
}
