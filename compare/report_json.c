/* report_json.c: the report as one JSON object; docs/gongbao.1 says what its members are. */
#include "compare/report.h"

#include "base/data/json.h"
#include "compare/changes.h"

struct writer {
    const struct gaz_comparison *c;
    GString *text;
    bool more; /* an element stands before */
};

static const char *state_name(enum gaz_page_state state) {
    switch (state) {
    case GAZ_PAGE_IDENTICAL:
        return "identical";
    case GAZ_PAGE_MOVED:
        return "moved";
    case GAZ_PAGE_SHIFTED:
        return "shifted";
    case GAZ_PAGE_REFLOWED:
        return "reflowed";
    case GAZ_PAGE_CHANGED:
        return "changed";
    case GAZ_PAGE_ADDED:
        return "added";
    case GAZ_PAGE_GONE:
        return "gone";
    case GAZ_N_PAGE_STATES:
        break;
    }
    return "?";
}

static void begin_element(struct writer *w) {
    g_string_append(w->text, w->more ? ",\n    " : "\n    ");
    w->more = true;
}

static void append_build(struct writer *w, const char *key, const struct gaz_build *build) {
    g_string_append_printf(w->text, "  \"%s\": {\"name\": ", key);
    char *name = g_utf8_make_valid(build->name, -1);
    gaz_json_add_text(w->text, name);
    g_free(name);
    g_string_append_printf(w->text, ", \"pages\": %u},\n", build->n_pages);
}

static void append_number(struct writer *w, const char *key, const struct gaz_build *build, uint32_t page) {
    if (page == GAZ_NO_PAGE)
        g_string_append_printf(w->text, "\"%s\": null, ", key);
    else
        g_string_append_printf(w->text, "\"%s\": %d, ", key, build->pages[page].number);
}

static void append_pages(struct writer *w) {
    w->more = false;
    g_string_append(w->text, "  \"pages\": [");
    for (uint32_t i = 0; i < w->c->n_pairs; i++) {
        begin_element(w);
        g_string_append_c(w->text, '{');
        append_number(w, "old", w->c->old, w->c->pairs[i].old);
        append_number(w, "new", w->c->new, w->c->pairs[i].new);
        g_string_append_printf(w->text, "\"state\": \"%s\"}", state_name(w->c->pairs[i].state));
    }
    g_string_append(w->text, "\n  ]");
}

static void append_line(struct writer *w, const char *key, const struct gaz_build *build, uint32_t index) {
    g_string_append_printf(w->text, "\"%s\": ", key);
    if (index == GAZ_NO_LINE) {
        g_string_append(w->text, "null, ");
        return;
    }
    const struct gaz_build_line *line = &build->lines[index];
    g_string_append_printf(
        w->text, "{\"page\": %d, \"line\": %u, \"text\": ", build->pages[line->page].number, line->line);
    gaz_json_add_text(w->text, line->text);
    g_string_append(w->text, "}, ");
}

static void append_piece(struct writer *w, const struct gaz_piece *piece) {
    static const char *const names[] = {"kept", "gone", "come"};
    const struct gaz_build *build = piece->kind == GAZ_PIECE_GONE ? w->c->old : w->c->new;
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < piece->n; i++)
        g_string_append_unichar(text, build->chars[piece->first + i]);
    g_string_append_printf(w->text, "[\"%s\", ", names[piece->kind]);
    gaz_json_add_text(w->text, text->str);
    g_string_append_c(w->text, ']');
    g_string_free(text, TRUE);
}

static void append_change(void *context, const struct gaz_change *change) {
    struct writer *w = context;
    begin_element(w);
    g_string_append_c(w->text, '{');
    append_line(w, "old", w->c->old, change->old);
    append_line(w, "new", w->c->new, change->new);
    g_string_append(w->text, "\"pieces\": [");
    for (uint32_t i = 0; i < change->n; i++) {
        if (i) g_string_append(w->text, ", ");
        append_piece(w, &change->pieces[i]);
    }
    g_string_append(w->text, "]}");
}

static void append_changes(struct writer *w) {
    w->more = false;
    g_string_append(w->text, ",\n  \"changes\": [");
    gaz_changes_walk(w->c, append_change, w);
    g_string_append(w->text, "\n  ]");
}

void gaz_report_json(const struct gaz_comparison *c, enum gaz_language language, bool terse, GString *out) {
    static const char *const depths[] = {"lines", "runs", "glyphs"};
    struct writer w = {.c = c, .text = out};
    g_string_append(out, "{\n");
    append_build(&w, "old", c->old);
    append_build(&w, "new", c->new);
    char *summary = gaz_report_summary(c, language);
    g_string_append(out, "  \"summary\": ");
    gaz_json_add_text(out, summary);
    g_free(summary);
    g_string_append_printf(out, ",\n  \"identical\": %s,\n", gaz_comparison_is_same(c) ? "true" : "false");
    g_string_append_printf(out, "  \"compared\": \"%s\",\n", depths[c->new->depth]);
    g_string_append_printf(out, "  \"shortest\": %s,\n", c->shortest ? "true" : "false");
    g_string_append_printf(out, "  \"bookmarks\": %s,\n",
                           !c->new->bookmarks    ? "null"
                           : c->bookmarks_differ ? "\"changed\""
                                                 : "\"identical\"");
    append_pages(&w);
    if (!terse) append_changes(&w);
    g_string_append(out, "\n}\n");
}
