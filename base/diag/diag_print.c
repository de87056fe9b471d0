/* diag_print.c: complaints as a person reads them: the place, the wording, the source line, a caret. */
#include "base/diag/diag_entry.h"

#include "base/diag/diag_text.h"
#include "base/text/visible.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONTEXT_BEFORE = 60, /* characters of a long line shown before the place, and after it */
    CONTEXT_AFTER = 60,
};

/* ---- order */

static int compare_entries(gconstpointer a, gconstpointer b) {
    const struct gaz_diag_entry *one = *(const struct gaz_diag_entry *const *)a;
    const struct gaz_diag_entry *two = *(const struct gaz_diag_entry *const *)b;
    int order = g_strcmp0(one->name, two->name);
    if (order == 0) order = (one->span.source != NULL) - (two->span.source != NULL);
    if (order == 0) order = (one->span.begin > two->span.begin) - (one->span.begin < two->span.begin);
    if (order == 0) order = (one > two) - (one < two); /* as they were reported */
    return order;
}

static GPtrArray *sorted_entries(const struct gaz_diag_entry *entries, uint32_t n) {
    GPtrArray *sorted = g_ptr_array_sized_new(n);
    for (uint32_t i = 0; i < n; i++)
        g_ptr_array_add(sorted, (gpointer)&entries[i]);
    g_ptr_array_sort(sorted, compare_entries);
    return sorted;
}

/* ---- one entry */

void gaz_wording_append(GString *out, const char *wording, const char *const *args) {
    unsigned given = 0;
    while (given < 4 && args[given])
        given++;
    for (const char *at = wording; *at; at++) {
        if (at[0] == '{' && at[1] >= '0' && at[1] <= '3' && at[2] == '}') {
            unsigned i = (unsigned)(at[1] - '0');
            if (i < given) g_string_append(out, args[i]);
            at += 2;
        } else {
            g_string_append_c(out, *at);
        }
    }
}

static const char *severity_word(enum gaz_severity severity, enum gaz_language language) {
    switch (severity) {
    case GAZ_NOTE:
        return language == GAZ_ENGLISH ? "note" : "说明";
    case GAZ_WARNING:
        return language == GAZ_ENGLISH ? "warning" : "警告";
    case GAZ_ERROR:
        return language == GAZ_ENGLISH ? "error" : "错误";
    }
    return "";
}

void gaz_place_append(GString *out, const char *name, struct gaz_span span) {
    if (!name) return;
    gaz_visible_append(out, name, strlen(name), false);
    if (span.source) {
        struct gaz_place place = gaz_source_place(span.source, span.begin);
        g_string_append_printf(out, ":%u:%u", place.line, place.column);
    }
    g_string_append(out, ": ");
}

/* n characters back from `at`, but not before `low` */
static const char *back(const char *at, const char *low, int n) {
    for (; n > 0 && at > low; n--)
        at = g_utf8_prev_char(at);
    return at;
}

static const char *forth(const char *at, const char *high, int n) {
    for (; n > 0 && at < high; n--)
        at = g_utf8_next_char(at);
    return at;
}

void gaz_context_append(GString *out, struct gaz_span span) {
    const struct gaz_source *source = span.source;
    uint32_t offset = MIN(span.begin, source->size);
    uint32_t line = gaz_source_place(source, offset).line - 1;
    const char *low = source->text + source->line[line];
    const char *high = memchr(low, '\n', source->size - source->line[line]);
    if (!high) high = source->text + source->size;
    const char *at = source->text + offset;
    const char *begin = back(at, low, CONTEXT_BEFORE), *end = forth(at, high, CONTEXT_AFTER);
    g_string_append(out, begin > low ? "    …" : "    ");
    unsigned column = gaz_visible_append(out, begin, (size_t)(at - begin), true);
    g_autoptr(GString) rest = g_string_new(NULL);
    gaz_visible_append(rest, at, (size_t)(end - at), true);
    g_string_append_printf(out, "%s%s\n", rest->str, end < high ? "…" : "");
    g_string_append_printf(out, "    %*s^\n", (int)column + (begin > low ? 1 : 0), "");
}

static void append_entry(GString *out, const struct gaz_diag_entry *entry, enum gaz_language language) {
    const struct gaz_diag_row *row = gaz_diag_row(entry->code);
    gaz_place_append(out, entry->name, entry->span);
    g_string_append_printf(out, "%s: ", severity_word(row->severity, language));
    gaz_wording_append(out, language == GAZ_ENGLISH ? row->english : row->chinese, entry->args);
    g_string_append_printf(out, " [%s]\n", row->slug);
    if (entry->span.source) gaz_context_append(out, entry->span);
}

void gaz_diags_print(const struct gaz_diags *diags, FILE *out, enum gaz_language language, bool verbose) {
    uint32_t n, left_off;
    const struct gaz_diag_entry *entries = gaz_diag_entries(diags, &n, &left_off);
    g_autoptr(GPtrArray) sorted = sorted_entries(entries, n);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < sorted->len; i++) {
        const struct gaz_diag_entry *entry = sorted->pdata[i];
        if (gaz_diag_row(entry->code)->severity > GAZ_NOTE || verbose) append_entry(text, entry, language);
    }
    if (left_off > 0)
        g_string_append_printf(
            text, language == GAZ_ENGLISH ? "(%u more not shown)\n" : "（另有%u条未列出）\n", left_off);
    fwrite(text->str, 1, text->len, out);
}

void gaz_diags_visit(const struct gaz_diags *diags, enum gaz_language language, gaz_diag_visitor *visit,
                     void *context) {
    uint32_t n, left_off;
    const struct gaz_diag_entry *entries = gaz_diag_entries(diags, &n, &left_off);
    g_autoptr(GPtrArray) sorted = sorted_entries(entries, n);
    for (guint i = 0; i < sorted->len; i++) {
        const struct gaz_diag_entry *entry = sorted->pdata[i];
        const struct gaz_diag_row *row = gaz_diag_row(entry->code);
        g_autoptr(GString) message = g_string_new(NULL);
        gaz_wording_append(message, language == GAZ_ENGLISH ? row->english : row->chinese, entry->args);
        visit(context, &(struct gaz_told){row->slug, row->severity, entry->name, entry->span, message->str});
    }
}
