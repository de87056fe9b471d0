/* account_report.c: what became of the marks of an account, for people and as JSON. */
#include "proof/marks/fate.h"

#include "base/data/json.h"
#include "base/text/visible.h"

static const struct gaz_proof_fate *fate_at(const GArray *fates, guint i) {
    return &g_array_index(fates, struct gaz_proof_fate, i);
}

static void append_quoted(GString *out, const char *lead, const char *text) {
    g_autofree char *visible = gaz_visible(text);
    g_string_append_printf(out, "%s“%s”", lead, visible);
}

static void append_wanted(GString *out, const struct gaz_proof_fate *fate, bool english) {
    if (fate->wanted && !*fate->wanted)
        g_string_append(out, english ? " — delete" : "　→　删去");
    else if (fate->wanted)
        append_quoted(out, english ? " — becomes " : "　→　", fate->wanted);
    else if (*fate->words)
        append_quoted(out, "　", fate->words);
}

static void append_fate(GString *out, const struct gaz_proof_fate *fate, guint i,
                        enum gaz_language language) {
    bool english = language == GAZ_ENGLISH;
    const struct gaz_span *where = &fate->where;
    g_string_append_printf(out, "%3u  ", i + 1);
    if (where->source) {
        struct gaz_place place = gaz_source_place(where->source, where->begin);
        g_string_append_printf(out, "%s:%u:%u", where->source->path, place.line, place.column);
    } else {
        g_string_append(out, "—");
    }
    append_quoted(out, english ? " " : "　", fate->text);
    append_wanted(out, fate, english);
    g_string_append_printf(out, english ? " [%s]" : "　〔%s〕", gaz_fate_words(fate->fate, language));
    g_autofree char *author = gaz_visible(fate->author);
    g_string_append_printf(out, "%s%s\n", *author ? "　" : "", author);
}

void gaz_proof_fates_report(const GArray *fates, enum gaz_language language, GString *out) {
    for (guint i = 0; i < fates->len; i++)
        append_fate(out, fate_at(fates, i), i, language);
}

static void add_fate(GString *out, const struct gaz_proof_fate *fate, guint i) {
    const struct gaz_span *where = &fate->where;
    g_string_append_printf(out, "%s\n  {\"number\": %u, \"round\": %u", i ? "," : "", i + 1, fate->round);
    gaz_json_add_member_if(out, "file", where->source ? where->source->path : NULL);
    if (where->source) {
        struct gaz_place place = gaz_source_place(where->source, where->begin);
        g_autofree char *now = g_strndup(where->source->text + where->begin, where->end - where->begin);
        g_string_append_printf(out, ", \"line\": %u, \"column\": %u", place.line, place.column);
        gaz_json_add_member_if(out, "now", now);
    }
    gaz_json_add_member_if(out, "text", fate->text);
    gaz_json_add_member_if(out, "words", fate->words);
    gaz_json_add_member_if(out, "wanted", fate->wanted);
    gaz_json_add_member_if(out, "author", fate->author);
    gaz_json_add_member_if(out, "date", fate->date);
    gaz_json_add_member_if(out, "fate", gaz_fate_name(fate->fate));
    g_string_append_c(out, '}');
}

void gaz_proof_fates_report_json(const GArray *fates, GString *out) {
    g_string_append_c(out, '[');
    for (guint i = 0; i < fates->len; i++)
        add_fate(out, fate_at(fates, i), i);
    g_string_append(out, fates->len ? "\n]\n" : "]\n");
}
