/* json.c: what was found, for programs. Complaints come first, then findings, each in the order of places. */
#include "check/check.h"

#include "base/data/json.h"

#include <string.h>

struct writer {
    GString *out;
    bool more; /* an object stands before */
};

/* what an object says */
struct object {
    const char *file; /* NULL: none */
    struct gaz_span span;
    const char *rule, *level, *text, *message, *proposal;
};

static void add_place(struct writer *w, struct gaz_span span) {
    const struct gaz_source *source = span.source;
    if (!source) {
        g_string_append(w->out, ", \"line\": null, \"column\": null, \"length\": null");
        return;
    }
    uint32_t begin = MIN(span.begin, source->size), end = CLAMP(span.end, begin, source->size);
    struct gaz_place place = gaz_source_place(source, begin);
    g_string_append_printf(w->out, ", \"line\": %u, \"column\": %u, \"length\": %ld", place.line,
                           place.column, g_utf8_strlen(source->text + begin, (gssize)(end - begin)));
}

static void add_object(struct writer *w, const struct object *object) {
    g_string_append(w->out, w->more ? ",\n  {\"file\": " : "\n  {\"file\": ");
    w->more = true;
    gaz_json_add_text_or_null(w->out, object->file);
    add_place(w, object->span);
    gaz_json_add_member(w->out, "rule", object->rule);
    gaz_json_add_member(w->out, "level", object->level);
    gaz_json_add_member(w->out, "text", object->text);
    gaz_json_add_member(w->out, "message", object->message);
    gaz_json_add_member(w->out, "proposal", object->proposal);
    g_string_append_c(w->out, '}');
}

/* What stands there, as far as its line goes. */
static char *text_of(struct gaz_span span) {
    if (!span.source || span.begin >= span.source->size) return NULL;
    const char *at = span.source->text + span.begin;
    size_t n = MIN(span.end, span.source->size) - span.begin;
    const char *end = memchr(at, '\n', n);
    return g_strndup(at, end ? (size_t)(end - at) : n);
}

static void add_complaint(void *context, const struct gaz_told *told) {
    static const char *const levels[] = {[GAZ_NOTE] = "I", [GAZ_WARNING] = "W", [GAZ_ERROR] = "E"};
    g_autofree char *text = text_of(told->span);
    struct object object = {.file = told->span.source ? told->span.source->path : told->name,
                            .span = told->span,
                            .rule = told->slug,
                            .level = levels[told->severity],
                            .text = text,
                            .message = told->message};
    add_object(context, &object);
}

static void add_finding(struct writer *w, const struct gaz_finding *finding, enum gaz_language language) {
    static const char *const levels[] = {"E", "W", "I"};
    const struct gaz_check_row *row = gaz_check_row(finding->rule);
    g_autofree char *message = gaz_finding_message(finding, language);
    struct object object = {.file = finding->span.source ? finding->span.source->path : NULL,
                            .span = finding->span,
                            .rule = row->slug,
                            .level = levels[row->level],
                            .text = finding->text,
                            .message = message,
                            .proposal = finding->proposal};
    add_object(w, &object);
}

void gaz_findings_write_json(const struct gaz_findings *findings, const struct gaz_diags *diags,
                             enum gaz_language language, GString *out) {
    struct writer w = {out, false};
    g_string_append_c(out, '[');
    gaz_diags_visit(diags, language, add_complaint, &w);
    for (guint i = 0; findings && i < findings->list->len; i++)
        add_finding(&w, &g_array_index(findings->list, struct gaz_finding, i), language);
    g_string_append(out, w.more ? "\n]\n" : "]\n");
}
