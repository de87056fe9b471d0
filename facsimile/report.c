/* report.c: see report.h. */
#include "facsimile/report.h"

#include "base/diag.h"
#include "base/json.h"

/* ---- shared */

static void add_chars(GString *out, const uint32_t *chars, uint32_t n) {
    enum { MOST = 24 };
    for (uint32_t i = 0; i < MIN(n, MOST); i++)
        g_string_append_unichar(out, chars[i]);
    if (n > MOST) g_string_append(out, "…");
}

static const uint32_t *text_chars(const struct gaz_match_report *r, uint32_t at) {
    return (const uint32_t *)(const void *)r->whole->chars->data + at;
}

static uint32_t doc_at(const struct gaz_match_report *r, uint32_t text) {
    uint32_t doc = 0;
    while (doc + 1 < r->n && r->whole->doc_first[doc + 1] <= text)
        doc++;
    return doc;
}

/* The place in the sources of a character of the whole text; no source where it is generated. */
static struct gaz_span span_at(const struct gaz_match_report *r, uint32_t text) {
    uint32_t doc = doc_at(r, text);
    const struct gaz_matcher *m = &r->matched[doc].matcher;
    uint32_t offset = gaz_stream_at(&m->stream, text - r->whole->doc_first[doc])->offset;
    if (offset == GAZ_NOWHERE) return (struct gaz_span){0};
    return gaz_span_at(m->gazette->issue->docs[doc].source, offset);
}

static void add_place(GString *out, struct gaz_span span) {
    if (!span.source) {
        g_string_append(out, "-");
        return;
    }
    struct gaz_place place = gaz_source_place(span.source, span.begin);
    g_string_append_printf(out, "%s:%u:%u", span.source->path, place.line, place.column);
}

static const char *kind_name(enum gaz_override_kind kind) {
    static const char *const names[] = {"版面", "缺行", "页末", "断表", "减一行", "加一行", "行末", "行末"};
    return names[kind];
}

static const char *class_of(const struct gaz_match_report *r, const struct gaz_difference *d) {
    const uint32_t *print = r->print->chars + d->print, *text = text_chars(r, d->text);
    if (d->n_print == 0) return "印本没有";
    if (d->n_text == 0) return "稿子没有";
    bool width = d->n_print == d->n_text;
    for (uint32_t i = 0; i < d->n_print && width; i++)
        width = print[i] == text[i] || gaz_is_same_but_width(print[i], text[i]);
    if (width) return "全角半角";
    return d->n_print == 1 && d->n_text == 1 ? "一字不同" : "不同";
}

/* ---- for a person */

static void put_override(const struct gaz_match_report *r, uint32_t doc, const struct gaz_override *o,
                         GString *out) {
    const struct gaz_matcher *m = &r->matched[doc].matcher;
    const struct gaz_print_line *line =
        m->n_targets ? &r->print->lines[m->targets[MIN(o->target, m->n_targets - 1)].line] : NULL;
    g_string_append(out, "    ");
    if (o->kind == GAZ_OVERRIDE_VALUE) {
        g_string_append_printf(out, "版面  %s: %s\n", o->key, o->value);
        return;
    }
    add_place(out, span_at(r, r->whole->doc_first[doc] + o->at));
    g_string_append_printf(out, "  %s", kind_name(o->kind));
    if (o->kind == GAZ_OVERRIDE_LOST_LINES) g_string_append_printf(out, " %u", o->n);
    if (line) {
        g_string_append_printf(out, "  第%d页“", line->page);
        add_chars(out, r->print->chars + line->first, line->n);
        g_string_append(out, "”");
    }
    g_string_append_c(out, '\n');
}

static void put_wrong(const struct gaz_match_report *r, uint32_t doc, GString *out) {
    const struct gaz_matched *matched = &r->matched[doc];
    for (guint i = 0; i < matched->wrong->len; i++) {
        const struct gaz_target_place *target =
            &matched->matcher.targets[g_array_index(matched->wrong, uint32_t, i)];
        const struct gaz_print_line *line = &r->print->lines[target->line];
        g_string_append_printf(out, "    不合  第%d页起于“", target->page);
        add_chars(out, r->print->chars + line->first, line->n);
        g_string_append(out, "”  ");
        add_place(out, span_at(r, r->whole->doc_first[doc] + target->at));
        g_string_append_c(out, '\n');
    }
}

static void put_document(const struct gaz_match_report *r, uint32_t doc, GString *out) {
    const struct gaz_matched *matched = &r->matched[doc];
    const struct gaz_score *before = &matched->before, *after = &matched->after;
    g_string_append_printf(
        out, "%s  页首%u/%u→%u/%u  行%u/%u→%u/%u\n", matched->matcher.gazette->issue->docs[doc].source->path,
        before->n_pages - before->wrong_pages, before->n_pages, after->n_pages - after->wrong_pages,
        after->n_pages, before->n_lines - before->wrong_lines, before->n_lines,
        after->n_lines - after->wrong_lines, after->n_lines);
    for (guint i = 0; i < matched->matcher.overrides->len; i++)
        put_override(r, doc, &g_array_index(matched->matcher.overrides, struct gaz_override, i), out);
    put_wrong(r, doc, out);
}

static void put_difference(const struct gaz_match_report *r, const struct gaz_difference *d, GString *out) {
    const struct gaz_print_line *line = &r->print->lines[d->line];
    g_string_append_printf(out, "    第%d页  %s  印本“", line->page, class_of(r, d));
    add_chars(out, r->print->chars + d->print, d->n_print);
    g_string_append(out, "”，稿子“");
    add_chars(out, text_chars(r, d->text), d->n_text);
    g_string_append(out, "”  ");
    if (d->text < r->whole->chars->len) add_place(out, span_at(r, d->text));
    g_string_append_c(out, '\n');
}

void gaz_match_report_text(const struct gaz_match_report *r, GString *out) {
    for (uint32_t doc = 0; doc < r->n; doc++)
        put_document(r, doc, out);
    const GArray *differences = r->alignment->differences;
    if (differences->len) g_string_append_printf(out, "印本与稿子文字不同：%u处\n", differences->len);
    for (guint i = 0; i < differences->len; i++)
        put_difference(r, &g_array_index(differences, struct gaz_difference, i), out);
}

void gaz_match_report_json(const struct gaz_match_report *r, GString *out) {
    gaz_match_report_text(r, out);
}
