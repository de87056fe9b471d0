/* choose.c: which marks are to be carried out: by number, 3 or 3,5-8, or a file of the objects that --json
 * wrote, less those that somebody took out of it.
 */
#include "proof/marks/apply.h"

#include "base/data/json.h"
#include "base/diag/diag.h"

#include <string.h>

/* ---- numbers */

static bool report_number(const struct gaz_proof_marks *marks, const char *typed, struct gaz_diags *diags) {
    g_autofree char *n = g_strdup_printf("%u", marks->list->len);
    gaz_report_file(diags, GAZ_D_APPLY_NUMBER, marks->issue->folder, typed, n);
    return false;
}

/* "3" or "5-8". */
static bool choose_part(GArray *numbers, const struct gaz_proof_marks *marks, const char *part) {
    g_auto(GStrv) ends = g_strsplit(part, "-", 2);
    guint64 first, last;
    if (!ends[0] || !g_ascii_string_to_unsigned(ends[0], 10, 1, marks->list->len, &first, NULL)) return false;
    last = first;
    if (ends[1] && !g_ascii_string_to_unsigned(ends[1], 10, first, marks->list->len, &last, NULL))
        return false;
    for (uint32_t i = (uint32_t)first; i <= last; i++)
        g_array_append_val(numbers, i);
    return true;
}

static bool choose_numbers(GArray *numbers, const struct gaz_proof_marks *marks, const char *typed,
                           struct gaz_diags *diags) {
    g_auto(GStrv) parts = g_strsplit(typed, ",", -1);
    for (guint i = 0; parts[i]; i++)
        if (!choose_part(numbers, marks, g_strstrip(parts[i]))) return report_number(marks, parts[i], diags);
    return true;
}

/* ---- objects */

struct object {
    char *file, *kind, *text, *words, *author; /* NULL: null, or not there */
    double line, column, length;
};

static void read_member(struct gaz_json *json, const char *key, void *context) {
    struct object *object = context;
    const struct {
        const char *key;
        char **text;
    } texts[] = {{"file", &object->file},
                 {"kind", &object->kind},
                 {"text", &object->text},
                 {"words", &object->words},
                 {"author", &object->author}};
    const struct {
        const char *key;
        double *number;
    } numbers[] = {{"line", &object->line}, {"column", &object->column}, {"length", &object->length}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(key, texts[i].key) == 0 && gaz_json_next(json) == '"') {
            g_free(*texts[i].text);
            *texts[i].text = gaz_json_text(json);
            return;
        }
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (strcmp(key, numbers[i].key) == 0 && g_ascii_isdigit(gaz_json_next(json))) {
            *numbers[i].number = gaz_json_number(json);
            return;
        }
    gaz_json_skip(json);
}

static bool is_of(const struct gaz_proof_mark *mark, const struct object *object) {
    if (mark->unplaced || !mark->n_covered || !object->file || !object->kind) return false;
    const struct gaz_covered *covered = &mark->covered[0];
    struct gaz_place place = gaz_source_place(covered->span.source, covered->span.begin);
    return strcmp(object->file, covered->span.source->path) == 0 && (double)place.line == object->line &&
           (double)place.column == object->column &&
           (double)gaz_proof_length(&covered->span) == object->length &&
           strcmp(gaz_proof_kind_name(mark->kind), object->kind) == 0 &&
           g_strcmp0(object->text, covered->text) == 0 && g_strcmp0(object->author, mark->author) == 0 &&
           strcmp(object->words ? object->words : "", mark->words ? mark->words : "") == 0;
}

static bool choose_object(GArray *numbers, const struct gaz_proof_marks *marks, const struct object *object,
                          struct gaz_span stands, struct gaz_diags *diags) {
    for (uint32_t i = 1; i <= marks->list->len; i++)
        if (is_of(gaz_proof_mark_at(marks, i - 1), object)) {
            g_array_append_val(numbers, i);
            return true;
        }
    g_autofree char *place =
        g_strdup_printf("%s:%.0f:%.0f", object->file ? object->file : "-", object->line, object->column);
    gaz_report(diags, GAZ_D_APPLY_NONE, stands, place);
    return false;
}

static void clear_object(struct object *object) {
    g_free(object->file);
    g_free(object->kind);
    g_free(object->text);
    g_free(object->words);
    g_free(object->author);
}

static bool choose_objects(GArray *numbers, const struct gaz_proof_marks *marks, struct gaz_json *json,
                           const struct gaz_source *source, struct gaz_diags *diags) {
    bool good = true;
    gaz_json_expect(json, '[');
    if (gaz_json_take(json, ']')) return !json->bad;
    do {
        struct object object = {0};
        gaz_json_next(json);
        struct gaz_span stands = gaz_span_at(source, (uint32_t)(json->at - source->text));
        gaz_json_object(json, read_member, &object);
        if (!json->bad) good &= choose_object(numbers, marks, &object, stands, diags);
        clear_object(&object);
    } while (!json->bad && gaz_json_take(json, ','));
    gaz_json_expect(json, ']');
    return good;
}

static bool choose_file(GArray *numbers, const struct gaz_proof_marks *marks,
                        const struct gaz_proof_file *file, struct gaz_diags *diags) {
    gsize size;
    const char *data = g_bytes_get_data(file->bytes, &size);
    if (!g_utf8_validate(data, (gssize)size, NULL)) { /* nor with NULs in it */
        gaz_report_file(diags, GAZ_D_APPLY_FORM, file->name, NULL);
        return false;
    }
    const struct gaz_source *source = gaz_diags_source(diags, file->name, data, size);
    struct gaz_json json = {.at = source->text};
    bool good = choose_objects(numbers, marks, &json, source, diags);
    if (json.bad)
        gaz_report(diags, GAZ_D_APPLY_FORM, gaz_span_at(source, (uint32_t)(json.at - source->text)), NULL);
    return good && !json.bad;
}

bool gaz_proof_choose(GArray *numbers, const struct gaz_proof_marks *marks,
                      const struct gaz_proof_choice *choice, struct gaz_diags *diags) {
    return choice->file.bytes ? choose_file(numbers, marks, &choice->file, diags)
                              : choose_numbers(numbers, marks, choice->typed, diags);
}
