/* fit_report.c: the list of remedies.
 *
 *     2024-06/03.md《……的通知》，第9—12页，末页只有版记，2行
 *        1  4页→3页，末页27行  收段，每行至多收0.5字：收进1段
 *                              2024-06/03.md:21  5行→4行
 *        2  4页→4页，末页8行   每页少排1行：每页26行（样式27行），行距大3.8%
 */
#include "editing/fit_report.h"

#include "base/data/json.h"
#include "base/text/visible.h"
#include "gazette/gazette.h"

#include <string.h>

struct writer {
    const struct gaz_fitter *fitter;
    bool english;
    GString *out;
    uint32_t number; /* of the last remedy */
};

static const char *pick(const struct writer *w, const char *chinese, const char *english) {
    return w->english ? english : chinese;
}

static const struct gaz_doc *doc_of(const struct gaz_fitter *fitter) {
    return &fitter->trial.gazette->issue->docs[fitter->trial.doc];
}

static char *title_of(const struct gaz_fitter *fitter) {
    return gaz_text_to_utf8(gaz_text_unbroken(fitter->trial.arena, doc_of(fitter)->title));
}

static int first_page(const struct gaz_fitter *fitter) {
    const struct gaz_pages *pages = fitter->trial.gazette->pages;
    return pages->pages[pages->targets[fitter->trial.doc].page].number;
}

static uint32_t line_of(struct gaz_span span) {
    return gaz_source_place(span.source, span.begin).line;
}

/* ---- words */

static void append_columns(GString *out, const char *text, unsigned wanted) {
    unsigned columns = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        columns += g_unichar_iswide(g_utf8_get_char(at)) ? 2 : 1;
    g_string_append(out, text);
    for (; columns < wanted; columns++)
        g_string_append_c(out, ' ');
}

static char *last_page(const struct writer *w, const struct gaz_ending *ending) {
    if (ending->last_lines == UINT32_MAX) return g_strdup(pick(w, "末页满", "last page full"));
    return g_strdup_printf(pick(w, "末页%u行", "last page %u lines"), ending->last_lines);
}

static char *gain_of(const struct writer *w, const struct gaz_remedy *remedy) {
    g_autofree char *last = last_page(w, &remedy->setting.ending);
    return g_strdup_printf(pick(w, "%u页→%u页，%s", "%u→%u pages, %s"), w->fitter->trial.ending.n_pages,
                           remedy->setting.ending.n_pages, last);
}

/* 行距小3.7%: what the style has and the document will have; under half a percent nobody sees it. */
static void append_change(const struct writer *w, const char *name, gaz_len usual, gaz_len own) {
    int permille = (int)gaz_scale(1000, own - usual, usual);
    if (ABS(permille) < 5) return;
    const char *way = permille < 0 ? pick(w, "小", "smaller by ") : pick(w, "大", "larger by ");
    g_string_append_printf(w->out, pick(w, "，%s%s%d.%d%%", ", %s %s%d.%d%%"), name, way, ABS(permille) / 10,
                           ABS(permille) % 10);
}

static void append_cost(const struct writer *w, const struct gaz_remedy *remedy) {
    const struct gaz_style *usual = w->fitter->trial.gazette->style;
    g_string_append(w->out, remedy->what[w->english ? 1 : 0]);
    if (remedy->setting.ending.n_taken)
        g_string_append_printf(w->out, pick(w, "，共%u段", ", %u in all"), remedy->setting.ending.n_taken);
    if (remedy->setting.lines_per_page != usual->lines_per_page)
        g_string_append_printf(w->out, pick(w, "，每页%d行（样式%d行）", ", %d lines a page (the style: %d)"),
                               remedy->setting.lines_per_page, usual->lines_per_page);
    append_change(w, pick(w, "行距", "行距"), usual->pitch, remedy->setting.pitch);
    append_change(w, pick(w, "字距", "字距"), usual->cell, remedy->setting.cell);
    g_string_append_c(w->out, '\n');
}

enum { GAIN_COLUMN = 7 }; /* behind the number */

static void append_taken(const struct writer *w, const struct gaz_remedy *remedy, unsigned width) {
    for (uint32_t i = 0; i < remedy->setting.ending.n_taken; i++) {
        const struct gaz_taken *one = &remedy->setting.ending.taken[i];
        g_autofree char *name = gaz_visible(one->span.source->name);
        g_string_append_printf(w->out, "%*s%s:%u  ", (int)(GAIN_COLUMN + width), "", name,
                               line_of(one->span));
        g_string_append_printf(w->out, pick(w, "%u行→%u行\n", "%u→%u lines\n"), one->lines, one->taken);
    }
}

static void append_marks(const struct writer *w, const struct gaz_remedy *remedy, unsigned width) {
    for (uint32_t i = 0; i < remedy->n_overrides; i++) {
        if (remedy->overrides[i].kind == GAZ_OVERRIDE_VALUE) continue;
        g_autofree char *name = gaz_visible(remedy->places[i].source->name);
        g_string_append_printf(w->out, "%*s%s:%u  ", (int)(GAIN_COLUMN + width), "", name,
                               line_of(remedy->places[i]));
        gaz_override_add(w->out, &remedy->overrides[i]);
        g_string_append_c(w->out, '\n');
    }
}

static void append_remedies(struct writer *w) {
    unsigned width = w->english ? 34 : 24;
    for (uint32_t i = 0; i < w->fitter->n_remedies; i++) {
        const struct gaz_remedy *remedy = &w->fitter->remedies[i];
        g_autofree char *gain = gain_of(w, remedy);
        g_string_append_printf(w->out, "%5u  ", ++w->number);
        append_columns(w->out, gain, width);
        append_cost(w, remedy);
        append_marks(w, remedy, width);
        append_taken(w, remedy, width);
    }
    if (w->fitter->n_remedies > 0) return;
    bool poor = gaz_ending_is_poor(&w->fitter->trial.ending);
    g_string_append(w->out, poor ? pick(w, "       各种办法都不济事", "       no remedy helps")
                                 : pick(w, "       末页不短，也省不去一页",
                                        "       it ends well, and no page can be saved"));
    if (w->fitter->trial.ending.bare_footer && doc_of(w->fitter)->n_parts > 1)
        g_string_append(w->out, pick(w, "；可以写“版记位置: 正文后”", "; 版记位置: 正文后 may"));
    g_string_append_c(w->out, '\n');
}

static void append_head(const struct writer *w) {
    const struct gaz_ending *ending = &w->fitter->trial.ending;
    int first = first_page(w->fitter);
    g_autofree char *title = title_of(w->fitter), *last = last_page(w, ending);
    g_autofree char *name = gaz_visible(doc_of(w->fitter)->source->name), *shown = gaz_visible(title);
    g_string_append_printf(w->out, pick(w, "%s《%s》，第%d", "%s 《%s》, page %d"), name, shown, first);
    if (ending->n_pages > 1)
        g_string_append_printf(w->out, pick(w, "—%d", "-%d"), first + (int)ending->n_pages - 1);
    g_string_append_printf(w->out, pick(w, "页，%s", ", %s"), last);
    if (ending->bare_footer) g_string_append(w->out, pick(w, "，只有版记", ", the 版记 alone"));
    g_string_append_c(w->out, '\n');
}

void gaz_fit_report_text(const struct gaz_fitter *fitters, uint32_t n, enum gaz_language language,
                         GString *out) {
    struct writer w = {.english = language == GAZ_ENGLISH, .out = out};
    for (uint32_t i = 0; i < n; i++) {
        w.fitter = &fitters[i];
        append_head(&w);
        append_remedies(&w);
    }
    if (n == 0)
        g_string_append(out,
                        pick(&w, "各文件的末页都不短，不需凑版\n", "no last page is short: nothing to do\n"));
    if (w.number > 0)
        g_string_append(out,
                        pick(&w, "--choose=N显示第N个办法对文稿的改动，再加--write写入文稿\n",
                             "--choose=N shows what remedy N changes in the source, --write writes it\n"));
}

/* ---- JSON */

static void append_ending(GString *out, const struct gaz_ending *ending) {
    g_string_append_printf(out, "\"pages\": %u, \"last_lines\": ", ending->n_pages);
    if (ending->last_lines == UINT32_MAX)
        g_string_append(out, "null");
    else
        g_string_append_printf(out, "%u", ending->last_lines);
    g_string_append_printf(out, ", \"bare_footer\": %s", ending->bare_footer ? "true" : "false");
}

static bool is_value(const struct gaz_override *o) {
    return o->kind == GAZ_OVERRIDE_VALUE;
}

static void append_values(GString *out, const struct gaz_remedy *remedy) {
    bool first = true;
    g_string_append(out, ", \"values\": {");
    for (uint32_t i = 0; i < remedy->n_overrides; i++) {
        if (!is_value(&remedy->overrides[i])) continue;
        if (!first) g_string_append(out, ", ");
        first = false;
        gaz_json_add_text(out, remedy->overrides[i].key);
        g_string_append(out, ": ");
        gaz_json_add_text(out, remedy->overrides[i].value);
    }
    g_string_append_c(out, '}');
}

static void append_marks_json(const struct writer *w, const struct gaz_remedy *remedy) {
    bool first = true;
    g_string_append(w->out, ", \"marks\": [");
    for (uint32_t i = 0; i < remedy->n_overrides; i++) {
        g_autoptr(GString) mark = g_string_new(NULL);
        if (is_value(&remedy->overrides[i])) continue;
        gaz_override_add(mark, &remedy->overrides[i]);
        g_string_append_printf(w->out, "%s{\"line\": %u, \"mark\": ", first ? "" : ", ",
                               line_of(remedy->places[i]));
        gaz_json_add_text(w->out, mark->str);
        g_string_append_c(w->out, '}');
        first = false;
    }
    g_string_append_c(w->out, ']');
}

static void append_taken_json(GString *out, const struct gaz_remedy *remedy) {
    g_string_append(out, ", \"taken\": [");
    for (uint32_t i = 0; i < remedy->setting.ending.n_taken; i++) {
        const struct gaz_taken *one = &remedy->setting.ending.taken[i];
        g_string_append_printf(out, "%s{\"line\": %u, \"lines\": %u, \"taken\": %u}", i ? ", " : "",
                               line_of(one->span), one->lines, one->taken);
    }
    g_string_append_c(out, ']');
}

static void append_remedies_json(struct writer *w) {
    for (uint32_t i = 0; i < w->fitter->n_remedies; i++) {
        const struct gaz_remedy *remedy = &w->fitter->remedies[i];
        g_string_append_printf(w->out, "%s\n    {\"number\": %u, \"what\": ", i ? "," : "", ++w->number);
        gaz_json_add_text(w->out, remedy->what[0]);
        g_string_append(w->out, ", ");
        append_ending(w->out, &remedy->setting.ending);
        g_string_append_printf(w->out, ", \"lines_per_page\": %d", remedy->setting.lines_per_page);
        append_values(w->out, remedy);
        append_marks_json(w, remedy);
        append_taken_json(w->out, remedy);
        g_string_append_c(w->out, '}');
    }
}

void gaz_fit_report_json(const struct gaz_fitter *fitters, uint32_t n, GString *out) {
    struct writer w = {.out = out};
    g_string_append(out, "{\"documents\": [");
    for (uint32_t i = 0; i < n; i++) {
        w.fitter = &fitters[i];
        g_autofree char *title = title_of(w.fitter),
                        *name = g_utf8_make_valid(doc_of(w.fitter)->source->name, -1);
        g_string_append_printf(out, "%s\n  {\"file\": ", i ? "," : "");
        gaz_json_add_text(out, name);
        g_string_append(out, ", \"title\": ");
        gaz_json_add_text(out, title);
        g_string_append_printf(out, ", \"first_page\": %d, ", first_page(w.fitter));
        append_ending(out, &w.fitter->trial.ending);
        g_string_append_printf(out, ", \"lines_per_page\": %d, \"remedies\": [",
                               w.fitter->trial.gazette->style->lines_per_page);
        append_remedies_json(&w);
        g_string_append(out, "]}");
    }
    g_string_append(out, "\n]}\n");
}
