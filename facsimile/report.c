/* report.c: see report.h. */
#include "facsimile/report.h"

#include "base/data/json.h"
#include "facsimile/surplus.h"

/* ---- what both say */

static const char *pick(const struct gaz_match_report *r, const char *chinese, const char *english) {
    return r->language == GAZ_CHINESE ? chinese : english;
}

static const uint32_t *text_chars(const struct gaz_match_report *r, uint32_t at) {
    return (const uint32_t *)(const void *)r->whole->chars->data + at;
}

static const struct gaz_source *source_of(const struct gaz_matcher *m) {
    return m->trial.gazette->issue->docs[m->trial.doc].source;
}

static uint32_t doc_at(const struct gaz_match_report *r, uint32_t text) {
    uint32_t doc = 0;
    while (doc + 1 < r->n && r->whole->doc_first[doc + 1] <= text)
        doc++;
    return doc;
}

/* The printed line that an override is for; NULL: the whole document. */
static const struct gaz_print_line *line_of(const struct gaz_match_report *r, const struct gaz_matcher *m,
                                            const struct gaz_override *o) {
    if (o->kind == GAZ_OVERRIDE_VALUE || o->target >= m->n_targets) return NULL;
    return &r->print->lines[m->targets[o->target].line];
}

/* On its page, from 1; 0 where lines above it are not known. */
static uint32_t line_number(const struct gaz_match_report *r, const struct gaz_print_line *line) {
    uint32_t n = 1;
    const struct gaz_print_line *at = line;
    while (at > r->print->lines && !at->begins_page && at->follows)
        at--, n++;
    return at->begins_page ? n : 0;
}

enum difference_class { ONLY_PRINT, ONLY_TEXT, ROW_PRINT, ROW_TEXT, ORDER, WIDTH, ONE, OTHER, N_CLASSES };
static const char *const class_names[N_CLASSES][2] = {
    {"稿子没有", "not in the source"},
    {"印本没有", "not in the print"},
    {"稿子没有这一行", "table row not in the source"},
    {"印本没有这一行", "table row not in the print"},
    {"次序不同", "in another order"},
    {"全角半角", "width"},
    {"一字不同", "one character"},
    {"不同", "other"},
};

static const struct gaz_stream_char *stream_at(const struct gaz_match_report *r, uint32_t text) {
    return gaz_stream_at(&r->matched[doc_at(r, text)].matcher.trial.stream, gaz_whole_place(r->whole, text));
}

/* All of a table's row, and nothing else. */
static bool is_text_row(const struct gaz_match_report *r, const struct gaz_difference *d) {
    uint32_t row = stream_at(r, d->text)->row, end = d->text + d->n_text;
    if (row == 0 || (d->text > 0 && stream_at(r, d->text - 1)->row == row)) return false;
    return stream_at(r, end - 1)->row == row &&
           (end == r->whole->chars->len || stream_at(r, end)->row != row);
}

static uint32_t line_of_print(const struct gaz_match_report *r, uint32_t line, uint32_t print) {
    const struct gaz_print_line *lines = r->print->lines;
    while (line + 1 < r->print->n_lines && lines[line + 1].first <= print)
        line++;
    return line;
}

/* More cells than one, each whole. */
static bool is_print_row(const struct gaz_match_report *r, const struct gaz_difference *d) {
    const struct gaz_print_line *first = &r->print->lines[d->line];
    uint32_t end = d->print + d->n_print;
    const struct gaz_print_line *last = &r->print->lines[line_of_print(r, d->line, end - 1)];
    return first->cell && last->cell > first->cell && d->print == first->first &&
           end == last->first + last->n;
}

/* The same words, the last of them first: two lines that were exchanged. */
static bool is_exchanged(const struct gaz_match_report *r, const struct gaz_difference *d) {
    enum { LEAST = 6 };
    const uint32_t *print = r->print->chars + d->print, *text = text_chars(r, d->text);
    if (d->n_print != d->n_text || d->n_print < LEAST) return false;
    for (uint32_t by = 0; by < d->n_print; by++) {
        uint32_t i = 0;
        while (i < d->n_print && print[i] == text[(i + by) % d->n_print])
            i++;
        if (i == d->n_print) return true;
    }
    return false;
}

static enum difference_class class_of(const struct gaz_match_report *r, const struct gaz_difference *d) {
    if (d->n_print == 0) return is_text_row(r, d) ? ROW_TEXT : ONLY_TEXT;
    if (d->n_text == 0) return is_print_row(r, d) ? ROW_PRINT : ONLY_PRINT;
    bool width = d->n_print == d->n_text;
    if (is_exchanged(r, d)) return ORDER;
    for (uint32_t i = 0; i < d->n_print && width; i++) {
        uint32_t print = r->print->chars[d->print + i], text = *text_chars(r, d->text + i);
        width = print == text || gaz_is_same_but_width(print, text);
    }
    return width ? WIDTH : d->n_print == 1 && d->n_text == 1 ? ONE : OTHER;
}

struct sums {
    struct gaz_score before, after;
    uint32_t marks, values, surplus;
};

static void add_score(struct gaz_score *sum, const struct gaz_score *one) {
    sum->n_pages += one->n_pages;
    sum->n_lines += one->n_lines;
    sum->wrong_pages += one->wrong_pages;
    sum->wrong_lines += one->wrong_lines;
}

static struct sums sum_up(const struct gaz_match_report *r) {
    struct sums sums = {0};
    for (uint32_t i = 0; i < r->n; i++) {
        const GArray *overrides = r->matched[i].matcher.overrides;
        add_score(&sums.before, &r->matched[i].before);
        add_score(&sums.after, &r->matched[i].after);
        sums.surplus += r->matched[i].matcher.surplus->len;
        for (guint k = 0; k < overrides->len; k++)
            *(g_array_index(overrides, struct gaz_override, k).kind == GAZ_OVERRIDE_VALUE ? &sums.values
                                                                                          : &sums.marks) += 1;
    }
    return sums;
}

static void add_chars(GString *out, const uint32_t *chars, uint32_t n, uint32_t most) {
    for (uint32_t i = 0; i < MIN(n, most); i++)
        g_string_append_unichar(out, chars[i]);
    if (n > most) g_string_append(out, "…");
}

/* ---- for a person */

enum { SHOWN = 20, SHOWN_DIFFERENCES = 200 };

static void put_place(GString *out, struct gaz_span span) {
    if (!span.source) return;
    struct gaz_place place = gaz_source_place(span.source, span.begin);
    g_string_append_printf(out, "%s:%u:%u", span.source->path, place.line, place.column);
}

static void put_page_and_line(const struct gaz_match_report *r, const struct gaz_print_line *line,
                              GString *out) {
    uint32_t number = line_number(r, line);
    g_string_append_printf(out, pick(r, "第%d页", "page %d"), line->page);
    if (number) g_string_append_printf(out, pick(r, "第%u行", " line %u"), number);
    g_string_append(out, pick(r, "“", " \""));
    add_chars(out, r->print->chars + line->first, line->n, SHOWN);
    g_string_append(out, pick(r, "”", "\""));
}

static void put_override(const struct gaz_match_report *r, const struct gaz_matcher *m,
                         const struct gaz_override *o, GString *out) {
    const struct gaz_print_line *line = line_of(r, m, o);
    g_string_append(out, "  ");
    if (o->kind == GAZ_OVERRIDE_VALUE) {
        g_string_append_printf(out, "%s:%s", source_of(m)->path, pick(r, "版面", "版面"));
    } else {
        put_place(out, gaz_override_span(&m->trial, o));
    }
    g_string_append(out, "  ");
    gaz_override_add(out, o);
    if (line) {
        g_string_append(out, "  ");
        put_page_and_line(r, line, out);
    }
    g_string_append_c(out, '\n');
}

static GString *surplus_word(const struct gaz_matcher *m, const struct gaz_surplus *surplus) {
    GString *word = g_string_new(NULL);
    for (uint32_t i = 0; i < surplus->n; i++)
        g_string_append_unichar(word, gaz_stream_at(&m->trial.stream, surplus->at + i)->ch);
    return word;
}

static void put_surplus(const struct gaz_match_report *r, const struct gaz_matcher *m,
                        const struct gaz_surplus *surplus, GString *out) {
    const struct gaz_print_line *line = &r->print->lines[m->targets[surplus->target].line];
    g_autoptr(GString) word = surplus_word(m, surplus);
    g_string_append(out, "  ");
    put_place(out, gaz_trial_span(&m->trial, surplus->at));
    g_string_append_printf(
        out,
        pick(r, "  “%s%s”多出“%s”，第%d页的页首才合；是否多出，请看印本\n",
             "  \"%s%s\": page %4$d begins as printed only if \"%3$s\" stands once; look at "
             "the print\n"),
        word->str, word->str, word->str, line->page);
}

static void put_wrong(const struct gaz_match_report *r, const struct gaz_matched *matched,
                      const GArray *wrong, const char *what, GString *out) {
    for (guint i = 0; i < wrong->len; i++) {
        const struct gaz_target_place *target = &matched->matcher.targets[g_array_index(wrong, uint32_t, i)];
        g_string_append(out, "  ");
        put_place(out, gaz_trial_span(&matched->matcher.trial, target->at));
        g_string_append_printf(out, "  %s", what);
        put_page_and_line(r, &r->print->lines[target->line], out);
        g_string_append_c(out, '\n');
    }
}

static void put_score(const struct gaz_match_report *r, const struct gaz_score *score, GString *out) {
    g_string_append_printf(out, pick(r, "页首%u/%u，行%u/%u", "%u of %u page starts, %u of %u lines"),
                           score->n_pages - score->wrong_pages, score->n_pages,
                           score->n_lines - score->wrong_lines, score->n_lines);
}

static void put_document(const struct gaz_match_report *r, const struct gaz_matched *matched, GString *out) {
    const struct gaz_matcher *m = &matched->matcher;
    if (m->n_targets == 0) {
        g_string_append_printf(
            out, pick(r, "%s：印本里没有找到它的文字\n", "%s: none of its text is in the print\n"),
            source_of(m)->path);
        return;
    }
    g_string_append_printf(out, pick(r, "%s：", "%s: "), source_of(m)->path);
    put_score(r, &matched->before, out);
    if (m->overrides->len) {
        g_string_append(out, " → ");
        put_score(r, &matched->after, out);
    }
    g_string_append_c(out, '\n');
    for (guint i = 0; i < m->overrides->len; i++)
        put_override(r, m, &g_array_index(m->overrides, struct gaz_override, i), out);
    for (guint i = 0; i < m->surplus->len; i++)
        put_surplus(r, m, &g_array_index(m->surplus, struct gaz_surplus, i), out);
    put_wrong(r, matched, matched->wrong,
              pick(r, "没有办法使这一页在此开始：", "no way was found for this page to begin here: "), out);
    put_wrong(r, matched, matched->wrong_lines,
              pick(r, "没有办法排成这一行：", "no way was found to set this line: "), out);
}

/* Where a difference stands in the source. What the source lacks stands before what the print has behind it
 * where a printed line, or a row of cells, begins with it, else behind what the print has before it. */
static struct gaz_span span_of(const struct gaz_match_report *r, const struct gaz_difference *d) {
    const struct gaz_print_line *line = &r->print->lines[d->line];
    bool begins = d->print == line->first && line->column <= 1, behind = d->n_text == 0 && d->text > 0;
    behind = behind && (!begins || d->text == r->whole->chars->len);
    uint32_t at = d->text - behind, doc = doc_at(r, at), first = r->whole->doc_first[doc];
    const struct gaz_trial *trial = &r->matched[doc].matcher.trial;
    struct gaz_span span = gaz_trial_span(trial, gaz_whole_place(r->whole, at));
    while (!span.source && at > first) { /* generated: behind what stands before it */
        behind = true;
        span = gaz_trial_span(trial, gaz_whole_place(r->whole, --at));
    }
    if (behind && span.source)
        span.begin = (uint32_t)(g_utf8_next_char(span.source->text + span.begin) - span.source->text);
    return span;
}

/* Cells are parted, as far as they are shown. */
static void add_print(const struct gaz_match_report *r, const struct gaz_difference *d, GString *out) {
    uint32_t line = d->line;
    for (uint32_t i = 0; i < MIN(d->n_print, SHOWN); i++) {
        uint32_t here = line_of_print(r, line, d->print + i);
        if (i > 0 && r->print->lines[here].cell != r->print->lines[line].cell) g_string_append(out, "｜");
        line = here;
        g_string_append_unichar(out, r->print->chars[d->print + i]);
    }
    if (d->n_print > SHOWN) g_string_append(out, "…");
}

static void add_text(const struct gaz_match_report *r, const struct gaz_difference *d, GString *out) {
    for (uint32_t i = 0; i < MIN(d->n_text, SHOWN); i++) {
        const struct gaz_stream_char *here = stream_at(r, d->text + i);
        if (i > 0 && here->row && here->node != stream_at(r, d->text + i - 1)->node)
            g_string_append(out, "｜");
        g_string_append_unichar(out, here->ch);
    }
    if (d->n_text > SHOWN) g_string_append(out, "…");
}

static void put_difference(const struct gaz_match_report *r, const struct gaz_difference *d, GString *out) {
    g_string_append(out, "  ");
    put_place(out, span_of(r, d));
    g_string_append_printf(out, pick(r, "  第%d页  %s：印本“", "  page %d  %s: print \""),
                           r->print->lines[d->line].page,
                           class_names[class_of(r, d)][r->language != GAZ_CHINESE]);
    add_print(r, d, out);
    g_string_append(out, pick(r, "”，稿子“", "\", source \""));
    add_text(r, d, out);
    g_string_append(out, pick(r, "”\n", "\"\n"));
}

static void put_differences(const struct gaz_match_report *r, GString *out) {
    const GArray *all = r->alignment->differences;
    if (all->len == 0) return;
    g_string_append_printf(out,
                           pick(r, "印本与稿子文字不同%u处，没有改动：\n",
                                "print and source differ in %u places; nothing was changed:\n"),
                           all->len);
    for (guint i = 0; i < MIN(all->len, SHOWN_DIFFERENCES); i++)
        put_difference(r, &g_array_index(all, struct gaz_difference, i), out);
    if (all->len > SHOWN_DIFFERENCES)
        g_string_append_printf(out, pick(r, "  还有%u处，见--json\n", "  and %u more: --json\n"),
                               all->len - SHOWN_DIFFERENCES);
}

/* ---- the contents */

static const char *const contents_names[][2] = {
    [GAZ_CONTENTS_PAGE] = {"页码", "page number"},
    [GAZ_CONTENTS_TEXT] = {"文字", "text"},
    [GAZ_CONTENTS_MISSING] = {"没有这一篇", "no entry"},
};

static struct gaz_span contents_span(const struct gaz_match_report *r,
                                     const struct gaz_contents_difference *d) {
    const struct gaz_issue *issue = r->matched[d->doc].matcher.trial.gazette->issue;
    return gaz_text_span(gaz_doc_contents_title(&issue->docs[d->doc]));
}

static void put_contents(const struct gaz_match_report *r, GString *out) {
    if (r->contents->len == 0) return;
    g_string_append_printf(out,
                           pick(r, "印本的目录不同%u处：\n", "the printed contents differ in %u places:\n"),
                           r->contents->len);
    for (guint i = 0; i < r->contents->len; i++) {
        const struct gaz_contents_difference *d =
            &g_array_index(r->contents, struct gaz_contents_difference, i);
        g_string_append(out, "  ");
        put_place(out, contents_span(r, d));
        g_string_append_printf(out, "  %s", contents_names[d->kind][r->language != GAZ_CHINESE]);
        if (d->kind == GAZ_CONTENTS_PAGE)
            g_string_append_printf(
                out, pick(r, "：目录印%s，印本从第%s页起", ": the contents say %s, it begins on page %s"),
                d->print, d->text);
        if (d->kind == GAZ_CONTENTS_TEXT)
            g_string_append_printf(out, pick(r, "：印本“%s”，稿子“%s”", ": print \"%s\", source \"%s\""),
                                   d->print, d->text);
        g_string_append_c(out, '\n');
    }
}

static void rest_of_contents(const struct gaz_match_report *r, uint32_t *n, GString *out) {
    for (guint i = 0; i < r->contents->len; i++) {
        const struct gaz_contents_difference *d =
            &g_array_index(r->contents, struct gaz_contents_difference, i);
        g_string_append_printf(out, "%04u = %s：目录%s", ++*n, source_of(&r->matched[d->doc].matcher)->path,
                               contents_names[d->kind][0]);
        if (d->kind != GAZ_CONTENTS_MISSING)
            g_string_append_printf(out, "：印本“%s”，应为“%s”", d->print, d->text);
        g_string_append_c(out, '\n');
    }
}

/* ---- beside the documents */

static const char *const beside_names[][2] = {
    [GAZ_BESIDE_COVER] = {"封面", "cover"},
    [GAZ_BESIDE_PAGE] = {"目录页、简介", "contents' page, about"},
    [GAZ_BESIDE_HEAD] = {"书眉", "running head"},
    [GAZ_BESIDE_NUMBER] = {"页码", "page number"},
};

static void put_beside_page(const struct gaz_match_report *r, const struct gaz_beside_difference *d,
                            GString *out) {
    if (d->page > 0) g_string_append_printf(out, pick(r, "第%d页", "page %d"), d->page);
    if (d->n_pages > 1)
        g_string_append_printf(out, pick(r, "等%u页", " and %u more"),
                               r->language == GAZ_CHINESE ? d->n_pages : d->n_pages - 1);
    if (d->page > 0) g_string_append(out, "  ");
}

static void put_beside(const struct gaz_match_report *r, GString *out) {
    if (r->beside->len == 0) return;
    g_string_append_printf(out,
                           pick(r, "印本的封面、书眉、页码不同%u处：\n",
                                "the printed cover, running heads and page numbers differ in %u places:\n"),
                           r->beside->len);
    for (guint i = 0; i < r->beside->len; i++) {
        const struct gaz_beside_difference *d = &g_array_index(r->beside, struct gaz_beside_difference, i);
        g_string_append(out, "  ");
        put_place(out, d->span);
        if (d->span.source) g_string_append(out, "  ");
        put_beside_page(r, d, out);
        g_string_append_printf(out, pick(r, "%s：印本“%s”，应为“%s”", "%s: print \"%s\", should be \"%s\""),
                               beside_names[d->kind][r->language != GAZ_CHINESE], d->print, d->text);
        if (d->kind != GAZ_BESIDE_NUMBER) g_string_append_printf(out, pick(r, "（%s）", " (%s)"), d->line);
        g_string_append_c(out, '\n');
    }
}

static void rest_of_beside(const struct gaz_match_report *r, uint32_t *n, GString *out) {
    for (guint i = 0; i < r->beside->len; i++) {
        const struct gaz_beside_difference *d = &g_array_index(r->beside, struct gaz_beside_difference, i);
        g_string_append_printf(out, "%04u = ", ++*n);
        if (d->page > 0) g_string_append_printf(out, "第%d页", d->page);
        g_string_append_printf(out, "%s：印本“%s”，应为“%s”\n", beside_names[d->kind][0], d->print, d->text);
    }
}

static void put_sums(const struct gaz_match_report *r, GString *out) {
    struct sums sums = sum_up(r);
    if (sums.before.wrong_pages == 0 && sums.before.wrong_lines == 0) {
        g_string_append(out, pick(r, "与印本相合：", "as printed: "));
        put_score(r, &sums.before, out);
    } else {
        g_string_append(out, pick(r, "全期：", "the issue: "));
        put_score(r, &sums.before, out);
        g_string_append(out, " → ");
        put_score(r, &sums.after, out);
        g_string_append_printf(out, pick(r, "；记号%u处，版面数值%u个", "; %u marks, %u values"), sums.marks,
                               sums.values);
    }
    g_string_append_c(out, '\n');
}

void gaz_match_report_text(const struct gaz_match_report *r, GString *out) {
    for (uint32_t i = 0; i < r->n; i++)
        put_document(r, &r->matched[i], out);
    put_differences(r, out);
    put_contents(r, out);
    put_beside(r, out);
    put_sums(r, out);
}

/* ---- for the record */

/* Of a document, that it is not in the print; of a page, that it begins elsewhere. */
static void rest_of_document(const struct gaz_matched *matched, uint32_t *n, GString *out) {
    const char *path = source_of(&matched->matcher)->path;
    if (matched->matcher.n_targets == 0) g_string_append_printf(out, "%04u = %s：印本里没有\n", ++*n, path);
    for (guint i = 0; i < matched->wrong->len; i++) {
        uint32_t target = g_array_index(matched->wrong, uint32_t, i);
        g_string_append_printf(out, "%04u = %s：第%d页不在这里开始\n", ++*n, path,
                               matched->matcher.targets[target].page);
    }
}

void gaz_match_report_rest(const struct gaz_match_report *r, GString *out) {
    const GArray *all = r->alignment->differences;
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->n; i++)
        rest_of_document(&r->matched[i], &n, out);
    for (guint i = 0; i < all->len; i++) {
        const struct gaz_difference *d = &g_array_index(all, struct gaz_difference, i);
        g_string_append_printf(out, "%04u = 第%d页%s：印本“", ++n, r->print->lines[d->line].page,
                               class_names[class_of(r, d)][0]);
        add_chars(out, r->print->chars + d->print, d->n_print, SHOWN);
        g_string_append(out, "”，稿子“");
        add_chars(out, text_chars(r, d->text), d->n_text, SHOWN);
        g_string_append(out, "”\n");
    }
    rest_of_contents(r, &n, out);
    rest_of_beside(r, &n, out);
}

/* ---- for a program */

static void json_chars(GString *out, const char *key, const uint32_t *chars, uint32_t n) {
    g_autoptr(GString) text = g_string_new(NULL);
    add_chars(text, chars, n, UINT32_MAX);
    gaz_json_add_first(out, key, text->str);
}

static void json_place(GString *out, const struct gaz_matcher *m, struct gaz_span span) {
    gaz_json_add_first(out, "file", source_of(m)->path);
    if (!span.source) return;
    struct gaz_place place = gaz_source_place(span.source, span.begin);
    g_string_append_printf(out, ", \"line\": %u, \"column\": %u", place.line, place.column);
}

static void json_print_line(const struct gaz_match_report *r, const struct gaz_print_line *line,
                            GString *out) {
    g_string_append_printf(out, ", \"page\": %d, \"page_line\": %u, \"print_row\": %u, ", line->page,
                           line_number(r, line), line->row);
    json_chars(out, "printed", r->print->chars + line->first, line->n);
}

static void next(GString *out, bool *first) {
    g_string_append(out, *first ? "\n    {" : ",\n    {");
    *first = false;
}

static void json_overrides(const struct gaz_match_report *r, GString *out) {
    static const char *const kinds[] = {"版面", "标题分行", "缺行",   "页末", "断表",
                                        "表格", "减一行",   "加一行", "行末", "行末"};
    bool first = true;
    g_string_append(out, "  \"overrides\": [");
    for (uint32_t i = 0; i < r->n; i++) {
        const struct gaz_matcher *m = &r->matched[i].matcher;
        for (guint k = 0; k < m->overrides->len; k++) {
            const struct gaz_override *o = &g_array_index(m->overrides, struct gaz_override, k);
            const struct gaz_print_line *line = line_of(r, m, o);
            g_autoptr(GString) mark = g_string_new(NULL);
            gaz_override_add(mark, o);
            next(out, &first);
            json_place(out, m, gaz_override_span(&m->trial, o));
            g_string_append(out, ", ");
            gaz_json_add_first(out, "kind", kinds[o->kind]);
            g_string_append(out, ", ");
            gaz_json_add_first(out, "text", mark->str);
            if (o->kind == GAZ_OVERRIDE_LOST_LINES) g_string_append_printf(out, ", \"lines\": %u", o->n);
            if (line) json_print_line(r, line, out);
            g_string_append_c(out, '}');
        }
    }
    g_string_append(out, first ? "],\n" : "\n  ],\n");
}

static void json_surplus_text(const struct gaz_matcher *m, const struct gaz_surplus *surplus, GString *out) {
    g_autoptr(GString) word = surplus_word(m, surplus);
    gaz_json_add_first(out, "text", word->str);
}

static void json_surplus(const struct gaz_match_report *r, GString *out) {
    bool first = true;
    g_string_append(out, "  \"surplus\": [");
    for (uint32_t i = 0; i < r->n; i++) {
        const struct gaz_matcher *m = &r->matched[i].matcher;
        for (guint k = 0; k < m->surplus->len; k++) {
            const struct gaz_surplus *s = &g_array_index(m->surplus, struct gaz_surplus, k);
            next(out, &first);
            json_place(out, m, gaz_trial_span(&m->trial, s->at));
            g_string_append_printf(out, ", \"length\": %u, ", s->n);
            json_surplus_text(m, s, out);
            g_string_append_printf(out, ", \"page\": %d}", r->print->lines[m->targets[s->target].line].page);
        }
    }
    g_string_append(out, first ? "],\n" : "\n  ],\n");
}

static void json_targets(const struct gaz_match_report *r, const struct gaz_matched *matched,
                         const GArray *wrong, bool *first, GString *out) {
    for (guint k = 0; k < wrong->len; k++) {
        const struct gaz_target_place *target = &matched->matcher.targets[g_array_index(wrong, uint32_t, k)];
        next(out, first);
        json_place(out, &matched->matcher, gaz_trial_span(&matched->matcher.trial, target->at));
        json_print_line(r, &r->print->lines[target->line], out);
        g_string_append_c(out, '}');
    }
}

static void json_wrong(const struct gaz_match_report *r, bool lines, GString *out) {
    bool first = true;
    g_string_append_printf(out, "  \"%s\": [", lines ? "wrong_lines" : "wrong_pages");
    for (uint32_t i = 0; i < r->n; i++) {
        const struct gaz_matched *matched = &r->matched[i];
        json_targets(r, matched, lines ? matched->wrong_lines : matched->wrong, &first, out);
    }
    g_string_append(out, first ? "],\n" : "\n  ],\n");
}

static void json_differences(const struct gaz_match_report *r, GString *out) {
    bool first = true;
    g_string_append(out, "  \"differences\": [");
    for (guint i = 0; i < r->alignment->differences->len; i++) {
        const struct gaz_difference *d = &g_array_index(r->alignment->differences, struct gaz_difference, i);
        const struct gaz_matcher *m = &r->matched[doc_at(r, d->text)].matcher;
        next(out, &first);
        json_place(out, m, span_of(r, d));
        g_string_append_printf(out, ", \"page\": %d, \"print_row\": %u, ", r->print->lines[d->line].page,
                               r->print->lines[d->line].row);
        gaz_json_add_first(out, "class", class_names[class_of(r, d)][0]);
        g_string_append(out, ", ");
        json_chars(out, "print", r->print->chars + d->print, d->n_print);
        g_string_append(out, ", ");
        json_chars(out, "source", text_chars(r, d->text), d->n_text);
        g_string_append_c(out, '}');
    }
    g_string_append(out, first ? "],\n" : "\n  ],\n");
}

static void json_contents(const struct gaz_match_report *r, GString *out) {
    bool first = true;
    g_string_append(out, "  \"contents\": [");
    for (guint i = 0; i < r->contents->len; i++) {
        const struct gaz_contents_difference *d =
            &g_array_index(r->contents, struct gaz_contents_difference, i);
        next(out, &first);
        json_place(out, &r->matched[d->doc].matcher, contents_span(r, d));
        g_string_append(out, ", ");
        gaz_json_add_first(out, "class", contents_names[d->kind][0]);
        g_string_append_printf(out, ", \"print_row\": %u, ", d->row);
        gaz_json_add_first(out, "print", d->print);
        g_string_append(out, ", ");
        gaz_json_add_first(out, d->kind == GAZ_CONTENTS_PAGE ? "page" : "source", d->text);
        g_string_append_c(out, '}');
    }
    g_string_append(out, first ? "],\n" : "\n  ],\n");
}

static void json_beside(const struct gaz_match_report *r, GString *out) {
    bool first = true;
    g_string_append(out, "  \"beside\": [");
    for (guint i = 0; i < r->beside->len; i++) {
        const struct gaz_beside_difference *d = &g_array_index(r->beside, struct gaz_beside_difference, i);
        next(out, &first);
        if (d->span.source) {
            struct gaz_place place = gaz_source_place(d->span.source, d->span.begin);
            gaz_json_add_first(out, "file", d->span.source->path);
            g_string_append_printf(out, ", \"line\": %u, \"column\": %u, ", place.line, place.column);
        }
        gaz_json_add_first(out, "class", beside_names[d->kind][0]);
        if (d->page > 0) g_string_append_printf(out, ", \"page\": %d", d->page);
        g_string_append_printf(out, ", \"pages\": %u, \"print_row\": %u, ", d->n_pages, d->row);
        gaz_json_add_first(out, "printed", d->line);
        g_string_append(out, ", ");
        gaz_json_add_first(out, "print", d->print);
        g_string_append(out, ", ");
        gaz_json_add_first(out, "source", d->text);
        g_string_append_c(out, '}');
    }
    g_string_append(out, first ? "]\n" : "\n  ]\n");
}

static void json_score(GString *out, const char *key, const struct gaz_score *score) {
    g_string_append_printf(
        out, "  \"%s\": {\"pages\": %u, \"pages_known\": %u, \"lines\": %u, \"lines_known\": %u},\n", key,
        score->n_pages - score->wrong_pages, score->n_pages, score->n_lines - score->wrong_lines,
        score->n_lines);
}

void gaz_match_report_json(const struct gaz_match_report *r, GString *out) {
    struct sums sums = sum_up(r);
    g_string_append(out, "{\n");
    json_score(out, "before", &sums.before);
    json_score(out, "after", &sums.after);
    json_overrides(r, out);
    json_surplus(r, out);
    json_wrong(r, false, out);
    json_wrong(r, true, out);
    json_differences(r, out);
    json_contents(r, out);
    json_beside(r, out);
    g_string_append(out, "}\n");
}
