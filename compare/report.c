/* report.c: the summary line and the report in words.
 *
 *     第7—9页重排，第12页有改动，其余32页相同
 *     第12页第3行（原第12页第3行）：……由〔-县级-〕〔+区级+〕主管部门……
 */
#include "compare/report.h"

#include "base/text/visible.h"
#include "compare/changes.h"

#include <glib.h>

struct writer {
    const struct gaz_comparison *c;
    bool english;
    GString *out;
};

static const char *pick(const struct writer *w, const char *chinese, const char *english) {
    return w->english ? english : chinese;
}

/* ---- pages */

static const struct gaz_build_page *page_of(const struct gaz_comparison *c,
                                            const struct gaz_page_pair *pair) {
    return pair->new == GAZ_NO_PAGE ? &c->old->pages[pair->old] : &c->new->pages[pair->new];
}

/* How many pages on a page moved; only pages that moved equally far are told together. */
static int moved_by(const struct gaz_comparison *c, const struct gaz_page_pair *pair) {
    if (pair->state != GAZ_PAGE_MOVED) return 0;
    return c->new->pages[pair->new].number - c->old->pages[pair->old].number;
}

/* The pairs [from, to) of one state that stand behind one another. */
static uint32_t run_end(const struct gaz_comparison *c, uint32_t from) {
    uint32_t to = from + 1;
    while (to < c->n_pairs && c->pairs[to].state == c->pairs[from].state &&
           page_of(c, &c->pairs[to])->number == page_of(c, &c->pairs[to - 1])->number + 1 &&
           moved_by(c, &c->pairs[to]) == moved_by(c, &c->pairs[from]))
        to++;
    return to;
}

static void append_range(const struct writer *w, GString *line, int first, int last) {
    if (line->len) g_string_append(line, pick(w, "、", ", "));
    g_string_append_printf(line, "%d", first);
    if (last == first) return;
    const char *to = w->english ? "-" : last == first + 1 ? "、" : "—";
    g_string_append_printf(line, "%s%d", to, last);
}

enum { MAX_RANGES = 12 }; /* a line is to be read at a glance; all pages are told in JSON */

/* All pages of a state as 7—9、12; `moved` picks those that moved so far, `back` tells where they were. */
static char *list_pages(const struct writer *w, enum gaz_page_state state, int moved, int back) {
    GString *line = g_string_new(NULL);
    uint32_t n_ranges = 0, n_pages = 0;
    for (uint32_t from = 0, to; from < w->c->n_pairs; from = to) {
        to = run_end(w->c, from);
        const struct gaz_page_pair *first = &w->c->pairs[from], *last = &w->c->pairs[to - 1];
        if (first->state != state || moved_by(w->c, first) != moved) continue;
        n_pages += to - from;
        if (n_ranges++ < MAX_RANGES)
            append_range(w, line, page_of(w->c, first)->number - back, page_of(w->c, last)->number - back);
    }
    if (n_ranges > MAX_RANGES) g_string_append_printf(line, pick(w, "……共%u", " … (%u in all)"), n_pages);
    return g_string_free(line, FALSE);
}

static void append_clause(const struct writer *w, GString *line, enum gaz_page_state state,
                          const char *format) {
    if (w->c->counts[state] == 0) return;
    char *pages = list_pages(w, state, 0, 0);
    if (line->len) g_string_append(line, pick(w, "，", "; "));
    g_string_append_printf(line, format, pages);
    g_free(pages);
}

/* One clause for each distance, in the order in which they are met. */
static void append_moved(const struct writer *w, GString *line) {
    GHashTable *told = g_hash_table_new(NULL, NULL);
    for (uint32_t i = 0; i < w->c->n_pairs; i++) {
        int by = moved_by(w->c, &w->c->pairs[i]);
        if (by == 0 || !g_hash_table_add(told, GINT_TO_POINTER(by))) continue;
        char *now = list_pages(w, GAZ_PAGE_MOVED, by, 0), *before = list_pages(w, GAZ_PAGE_MOVED, by, by);
        if (line->len) g_string_append(line, pick(w, "，", "; "));
        g_string_append_printf(
            line, pick(w, "原第%s页原样移为第%s页", "former pages %s are now %s, as they were"), before, now);
        g_free(now);
        g_free(before);
    }
    g_hash_table_destroy(told);
}

static void append_rest(const struct writer *w, GString *line) {
    uint32_t n = w->c->counts[GAZ_PAGE_IDENTICAL];
    if (n == 0) return;
    if (!line->len)
        g_string_append_printf(line, pick(w, "各页相同（%u页）", "all pages identical (%u)"), n);
    else
        g_string_append_printf(line, pick(w, "，其余%u页相同", "; the other %u identical"), n);
}

static char *summarize(const struct writer *w) {
    GString *line = g_string_new(NULL);
    append_clause(w, line, GAZ_PAGE_CHANGED, pick(w, "第%s页有改动", "pages %s changed"));
    append_clause(w, line, GAZ_PAGE_REFLOWED, pick(w, "第%s页重排", "pages %s reflowed"));
    append_clause(w, line, GAZ_PAGE_SHIFTED,
                  pick(w, "第%s页同文而位置或字形不同", "pages %s set differently, line by line the same"));
    append_clause(w, line, GAZ_PAGE_ADDED, pick(w, "第%s页新增", "pages %s added"));
    append_clause(w, line, GAZ_PAGE_GONE, pick(w, "原第%s页没有了", "former pages %s gone"));
    append_moved(w, line);
    append_rest(w, line);
    if (w->c->bookmarks_differ) g_string_append(line, pick(w, "；书签不同", "; bookmarks differ"));
    return g_string_free(line, FALSE);
}

char *gaz_report_summary(const struct gaz_comparison *comparison, enum gaz_language language) {
    struct writer writer = {comparison, language == GAZ_ENGLISH, NULL};
    return summarize(&writer);
}

/* ---- changes */

enum { KEPT_SHOWN = 12 }; /* characters of what is kept that are shown beside an edit */

static void print_chars(const struct writer *w, const uint32_t *chars, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        g_string_append_unichar(w->out, gaz_is_visible(chars[i]) ? chars[i] : 0xFFFD);
}

/* What is kept between two edits is shown whole when it is short; else so much as to find the place. */
static void print_kept(const struct writer *w, const struct gaz_change *change, uint32_t i) {
    const struct gaz_piece *piece = &change->pieces[i];
    const uint32_t *chars = w->c->new->chars + piece->first;
    uint32_t head = i > 0 ? KEPT_SHOWN : 0, tail = i + 1 < change->n ? KEPT_SHOWN : 0;
    if (piece->n <= head + tail + 2) {
        print_chars(w, chars, piece->n);
        return;
    }
    print_chars(w, chars, head);
    g_string_append(w->out, "……");
    print_chars(w, chars + piece->n - tail, tail);
}

static void print_piece(const struct writer *w, const struct gaz_change *change, uint32_t i) {
    const struct gaz_piece *piece = &change->pieces[i];
    switch (piece->kind) {
    case GAZ_PIECE_KEPT:
        print_kept(w, change, i);
        break;
    case GAZ_PIECE_GONE:
        g_string_append(w->out, "〔-");
        print_chars(w, w->c->old->chars + piece->first, piece->n);
        g_string_append(w->out, "-〕");
        break;
    case GAZ_PIECE_COME:
        g_string_append(w->out, "〔+");
        print_chars(w, w->c->new->chars + piece->first, piece->n);
        g_string_append(w->out, "+〕");
        break;
    }
}

static void print_place(const struct writer *w, const struct gaz_build *build, uint32_t index) {
    const struct gaz_build_line *line = &build->lines[index];
    g_string_append_printf(w->out, pick(w, "第%d页第%u行", "page %d line %u"),
                           build->pages[line->page].number, line->line);
}

static void print_change(void *context, const struct gaz_change *change) {
    const struct writer *w = context;
    if (change->old != GAZ_NO_LINE) print_place(w, w->c->old, change->old);
    if (change->old == GAZ_NO_LINE) g_string_append(w->out, pick(w, "（新增）", "(new)"));
    g_string_append(w->out, " → ");
    if (change->new != GAZ_NO_LINE) print_place(w, w->c->new, change->new);
    if (change->new == GAZ_NO_LINE) g_string_append(w->out, pick(w, "（删去）", "(gone)"));
    g_string_append(w->out, pick(w, "：", ": "));
    for (uint32_t i = 0; i < change->n; i++)
        print_piece(w, change, i);
    g_string_append_c(w->out, '\n');
}

static void print_depth(const struct writer *w) {
    static const char *const words[][2] = {
        {"按各行文字比较（--dump=lines不记位置、字体和图）",
         "compared by the text of lines (--dump=lines tells no places, faces or pictures)"},
        {"按各段文字的位置和字体比较（--dump=pages不记字间和图的内容）",
         "compared by the place and face of each run (--dump=pages tells no spacing and no picture's "
         "content)"},
        {"", ""},
    };
    const char *word = pick(w, words[w->c->new->depth][0], words[w->c->new->depth][1]);
    if (*word) g_string_append_printf(w->out, "%s\n", word);
}

void gaz_report_text(const struct gaz_comparison *comparison, enum gaz_language language, bool terse,
                     GString *out) {
    struct writer w = {comparison, language == GAZ_ENGLISH, out};
    char *summary = summarize(&w);
    g_string_append_printf(out, "%s\n", summary);
    g_free(summary);
    if (terse) return;
    g_autofree char *old = gaz_visible(comparison->old->name), *new = gaz_visible(comparison->new->name);
    g_string_append_printf(out, pick(&w, "%s（%u页）→ %s（%u页）\n", "%s (%u pages) → %s (%u pages)\n"), old,
                           comparison->old->n_pages, new, comparison->new->n_pages);
    print_depth(&w);
    if (!comparison->shortest)
        g_string_append(out, pick(&w, "两者相差太多，下列改动不是最少的\n",
                                  "too much differs: the changes below are not the fewest\n"));
    gaz_changes_walk(comparison, print_change, &w);
}
