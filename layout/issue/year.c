/* year.c: 年度总目录: what a year's issues hold, once by 栏目 and once by 发文字号 (by subject:
 * year_subjects.c).
 *
 * Both parts are made of the contents' own pieces (contents.h). The issues are laid out already, so every
 * number is known: an entry ends with its issue and the page as printed there, 第12期（15）.
 */
#include "base/process/arena.h"
#include "layout/issue/contents.h"
#include "layout/issue/parts.h"
#include "layout/issue/year.h"

#include <glib.h>
#include <string.h>

bool gaz_volume_has_years(const struct gaz_volume_job *job) {
    return job->issues[0].issue->year != job->issues[job->n_issues - 1].issue->year;
}

/* ---- an entry */

/* 第12期（15）, with its year where nothing else tells it; a style without brackets has a space before the
 * number. */
static struct gaz_text label_text(const struct gaz_year *y, const struct gaz_issue *issue, int page,
                                  bool has_year) {
    struct gaz_text number = gaz_contents_number(y->ts, false, page);
    g_autofree char *ordinal = gaz_issue_ordinal(issue);
    bool bare = gaz_char_is_digit(number.chars[0].ch);
    struct gaz_text pieces[3] = {has_year ? gaz_text_printf(y->ts, "%d年", issue->year)
                                          : (struct gaz_text){0},
                                 gaz_text_printf(y->ts, bare ? "%s " : "%s", ordinal), number};
    return gaz_text_join(y->ts->arena, pieces, 3);
}

/* as printed in the issue */
static int page_of(const struct gaz_bound_issue *bound, uint32_t doc) {
    return bound->pages->pages[bound->pages->targets[doc].page].number;
}

struct gaz_contents_entry gaz_year_entry(const struct gaz_year *y, struct gaz_year_place at, bool has_year) {
    const struct gaz_bound_issue *bound = &y->job->issues[at.issue];
    return (struct gaz_contents_entry){.label = label_text(y, bound->issue, page_of(bound, at.doc), has_year),
                                       .target = y->first_targets[at.issue] + at.doc};
}

void gaz_year_widen(const struct gaz_year *y, struct gaz_year_widest *widest, struct gaz_text label) {
    gaz_len own = gaz_role_width(y->ts, GAZ_ROLE_CONTENTS_ENTRY, label);
    if (own <= widest->width) return;
    *widest = (struct gaz_year_widest){label, own};
}

/* ---- part one: by 栏目, in the order in which the headings first appear */

/* The documents under a heading, those of one issue behind those of the one before it. */
static GArray *places_under(const struct gaz_year *y, struct gaz_text name) {
    GArray *places = g_array_new(FALSE, FALSE, sizeof(struct gaz_year_place));
    for (uint32_t i = 0; i < y->job->n_issues; i++) {
        const struct gaz_issue *issue = y->job->issues[i].issue;
        for (uint32_t k = 0; k < issue->n_columns; k++) {
            const struct gaz_column *column = &issue->columns[k];
            if (!gaz_text_equals(column->name, name)) continue;
            for (uint32_t d = column->first_doc; d < column->first_doc + column->n_docs; d++)
                g_array_append_val(places, ((struct gaz_year_place){i, d}));
        }
    }
    return places;
}

static int year_of(const struct gaz_year *y, const GArray *places, guint i) {
    return y->job->issues[g_array_index(places, struct gaz_year_place, i).issue].issue->year;
}

/* how many of the places from i on are of one year */
static guint count_year(const struct gaz_year *y, const GArray *places, guint i) {
    guint n = 1;
    while (i + n < places->len && year_of(y, places, i + n) == year_of(y, places, i))
        n++;
    return n;
}

/* Over several years each year's entries stand below it. */
static void push_merged_column(const struct gaz_year *y, const struct gaz_contents *c, struct gaz_text name) {
    g_autoptr(GArray) places = places_under(y, name);
    gaz_contents_column(c, name);
    for (guint i = 0, n; i < places->len; i += n) {
        n = count_year(y, places, i);
        if (gaz_volume_has_years(y->job))
            gaz_contents_subhead(c, gaz_text_printf(y->ts, "%d年", year_of(y, places, i)));
        for (guint k = 0; k < n; k++) {
            struct gaz_year_place at = g_array_index(places, struct gaz_year_place, i + k);
            struct gaz_contents_entry entry = gaz_year_entry(y, at, false);
            entry.text = gaz_contents_text(y->ts, &y->job->issues[at.issue].issue->docs[at.doc], false);
            entry.kept = gaz_contents_keeps(k, n);
            gaz_contents_entry(c, &entry);
        }
    }
}

/* Every heading that has documents, once. */
static GArray *merged_columns(const struct gaz_year *y) {
    GArray *names = g_array_new(FALSE, FALSE, sizeof(struct gaz_text));
    for (uint32_t i = 0; i < y->job->n_issues; i++) {
        const struct gaz_issue *issue = y->job->issues[i].issue;
        for (uint32_t k = 0; k < issue->n_columns; k++) {
            bool is_new = issue->columns[k].n_docs > 0;
            for (guint n = 0; is_new && n < names->len; n++)
                is_new = !gaz_text_equals(g_array_index(names, struct gaz_text, n), issue->columns[k].name);
            if (is_new) g_array_append_val(names, issue->columns[k].name);
        }
    }
    return names;
}

/* The last issue that is no supplement; of supplements alone the last one. */
static const struct gaz_issue *last_regular(const struct gaz_volume_job *job) {
    uint32_t i = job->n_issues;
    while (i-- > 0)
        if (!job->issues[i].issue->number.is_extra) return job->issues[i].issue;
    return job->issues[job->n_issues - 1].issue;
}

static bool has_supplements(const struct gaz_volume_job *job) {
    for (uint32_t i = 0; i < job->n_issues; i++)
        if (job->issues[i].issue->number.is_extra) return true;
    return false;
}

/* 第1期: a joint issue at either end gives its outer number. */
static char *end_of_range(const struct gaz_issue *issue, int number) {
    struct gaz_issue end = *issue;
    if (!issue->number.is_extra) end.number.first = end.number.last = number;
    return gaz_issue_ordinal(&end);
}

/* （总第101期至总第112期）, of all issues that have one: their lowest and highest. */
static char *range_of_totals(const struct gaz_volume_job *job) {
    int low = 0, high = 0;
    for (uint32_t i = 0; i < job->n_issues; i++) {
        struct gaz_numbers total = job->issues[i].issue->total;
        if (total.last == 0) continue;
        low = low == 0 ? total.first : MIN(low, total.first);
        high = MAX(high, total.last);
    }
    if (high == 0) return g_strdup("");
    if (job->issues[job->n_issues - 1].issue->word == GAZ_CALLED_HAO)
        return low == high ? g_strdup_printf("（总号：%d）", low)
                           : g_strdup_printf("（总号：%d—%d）", low, high);
    return low == high ? g_strdup_printf("（总第%d期）", low)
                       : g_strdup_printf("（总第%d期至总第%d期）", low, high);
}

struct gaz_text gaz_volume_range(const struct gaz_typesetter *ts, const struct gaz_volume_job *job) {
    const struct gaz_issue *first = job->issues[0].issue, *last = last_regular(job);
    if (job->n_issues == 1) {
        g_autofree char *called = gaz_issue_called(first);
        return gaz_text_from_utf8(ts->arena, called);
    }
    g_autofree char *from = end_of_range(first, first->number.first);
    g_autofree char *to = end_of_range(last, last->number.last), *totals = range_of_totals(job);
    bool is_one = strcmp(from, to) == 0 && first->year == last->year;
    struct gaz_text none = {0};
    struct gaz_text pieces[4] = {
        gaz_text_printf(ts, "%d年%s", first->year, from),
        is_one                      ? none
        : gaz_volume_has_years(job) ? gaz_text_printf(ts, "至%d年%s", last->year, to)
                                    : gaz_text_printf(ts, "至%s", to),
        gaz_text_from_utf8(ts->arena, has_supplements(job) && !last->number.is_extra ? "、增刊" : ""),
        gaz_text_from_utf8(ts->arena, totals),
    };
    return gaz_text_join(ts->arena, pieces, G_N_ELEMENTS(pieces));
}

struct gaz_text gaz_volume_years(const struct gaz_typesetter *ts, const struct gaz_volume_job *job) {
    int first = job->issues[0].issue->year, last = job->issues[job->n_issues - 1].issue->year;
    return first == last ? gaz_text_printf(ts, "%d年", first) : gaz_text_printf(ts, "%d—%d年", first, last);
}

/* 年度总目录; over several years 2022—2024年总目录 */
static struct gaz_text word_of(const struct gaz_year *y) {
    if (!gaz_volume_has_years(y->job)) return gaz_text_from_utf8(y->ts->arena, "年度总目录");
    struct gaz_text pieces[2] = {gaz_volume_years(y->ts, y->job), gaz_text_from_utf8(y->ts->arena, "总目录")};
    return gaz_text_join(y->ts->arena, pieces, 2);
}

/* The last documents have the widest numbers. */
static struct gaz_text widest_by_column(const struct gaz_year *y) {
    struct gaz_year_widest widest = {0};
    for (uint32_t i = 0; i < y->job->n_issues; i++)
        gaz_year_widen(
            y, &widest,
            gaz_year_entry(y, (struct gaz_year_place){i, y->job->issues[i].issue->n_docs - 1}, false).label);
    return widest.label;
}

static struct gaz_flow *compose_by_column(const struct gaz_year *y) {
    struct gaz_contents c = gaz_contents_new(y->ts, false, widest_by_column(y));
    c.continues = true;
    c.flow->target_next = 1;
    gaz_tree_open(y->ts->tree, (struct gaz_node){.kind = GAZ_NODE_CONTENTS});
    gaz_contents_opening(
        &c, &(struct gaz_contents_opening){.name = y->job->issues[y->job->n_issues - 1].issue->name,
                                           .number = gaz_volume_range(y->ts, y->job),
                                           .word = word_of(y)});
    GArray *names = merged_columns(y);
    for (guint n = 0; n < names->len; n++)
        push_merged_column(y, &c, g_array_index(names, struct gaz_text, n));
    gaz_tree_close(y->ts->tree);
    g_array_free(names, TRUE);
    return c.flow;
}

/* ---- part two: by 发文字号 */

/* 澄政发〔2023〕12号 taken apart. A number of one figure (第5号) has no year. */
struct numbered {
    struct gaz_year_place at;
    struct gaz_text agency; /* 机关代字 */
    guint agency_rank;      /* in the order in which they first appear */
    uint64_t year, number;
};

static uint64_t read_digits(struct gaz_text text, uint32_t *at) {
    uint64_t value = 0;
    for (; *at < text.n && gaz_char_is_digit(text.chars[*at].ch); (*at)++)
        value = MIN(value * 10 + (text.chars[*at].ch - '0'), UINT32_MAX);
    return value;
}

static bool goes_to_digits(struct gaz_text text, uint32_t *at) {
    while (*at < text.n && !gaz_char_is_digit(text.chars[*at].ch))
        (*at)++;
    return *at < text.n;
}

/* Without 〔 or 第 at its end: what stands before the first figure. */
static struct gaz_text agency_of(struct gaz_text text, uint32_t n) {
    enum { ORDINAL = 0x7B2C }; /* 第 */
    while (n > 0 && (text.chars[n - 1].ch == ORDINAL || !gaz_char_is_han(text.chars[n - 1].ch)))
        n--;
    return gaz_text_slice(text, 0, n);
}

/* An order (令) is numbered 第5号 below its letterhead, which names the series then. */
static struct gaz_text series_of(const struct gaz_doc *doc) {
    return doc->letterhead.n ? doc->letterhead.texts[0] : (struct gaz_text){0};
}

static struct numbered take_apart(const struct gaz_doc *doc) {
    uint32_t at = 0;
    goes_to_digits(doc->number, &at);
    struct numbered one = {.agency = agency_of(doc->number, at)};
    if (one.agency.n == 0) one.agency = series_of(doc);
    one.number = read_digits(doc->number, &at);
    if (goes_to_digits(doc->number, &at)) {
        one.year = one.number;
        one.number = read_digits(doc->number, &at);
    }
    return one;
}

static void rank_agency(GArray *all, struct numbered *one) {
    guint next = 0;
    for (guint i = 0; i < all->len; i++) {
        const struct numbered *before = &g_array_index(all, struct numbered, i);
        next = MAX(next, before->agency_rank + 1);
        if (!gaz_text_equals(before->agency, one->agency)) continue;
        one->agency_rank = before->agency_rank;
        return;
    }
    one->agency_rank = next;
}

static int compare_values(uint64_t a, uint64_t b) {
    return a < b ? -1 : a > b;
}

static int by_number(const void *left, const void *right) {
    const struct numbered *a = left, *b = right;
    int order = compare_values(a->agency_rank, b->agency_rank);
    if (!order) order = compare_values(a->year, b->year);
    if (!order) order = compare_values(a->number, b->number);
    if (!order) order = compare_values(a->at.issue, b->at.issue);
    return order ? order : compare_values(a->at.doc, b->at.doc);
}

static GArray *sorted_numbers(const struct gaz_year *y) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct numbered));
    for (uint32_t i = 0; i < y->job->n_issues; i++) {
        const struct gaz_issue *issue = y->job->issues[i].issue;
        for (uint32_t d = 0; d < issue->n_docs; d++) {
            if (issue->docs[d].number.n == 0) continue;
            struct numbered one = take_apart(&issue->docs[d]);
            one.at = (struct gaz_year_place){i, d};
            rank_agency(all, &one);
            g_array_append_val(all, one);
        }
    }
    g_array_sort(all, by_number);
    return all;
}

/* Over several years an issue has its year where the number has another or none. */
static struct gaz_contents_entry numbered_entry(const struct gaz_year *y, const struct numbered *one) {
    int year = y->job->issues[one->at.issue].issue->year;
    return gaz_year_entry(y, one->at, gaz_volume_has_years(y->job) && one->year != (uint64_t)year);
}

static struct gaz_text widest_by_number(const struct gaz_year *y, const GArray *all) {
    struct gaz_year_widest widest = {0};
    for (guint i = 0; i < all->len; i++)
        gaz_year_widen(y, &widest, numbered_entry(y, &g_array_index(all, struct numbered, i)).label);
    return widest.label;
}

/* What an order issues, without the mark and number that the contents call it by: the head says them. */
static struct gaz_text issued_title(struct gaz_text title, const struct gaz_doc *doc) {
    enum { BRACKETS = 2, BLANK = 1 };
    uint32_t past = gaz_contents_past_number(title, doc->number);
    bool is_by_mark = doc->letterhead.n && past == doc->letterhead.texts[0].n + doc->number.n + BRACKETS;
    if (!is_by_mark || past + BLANK >= title.n) return title;
    return gaz_text_slice(title, past + BLANK, title.n - past - BLANK);
}

/* 澄政发〔2023〕12号　title */
static void push_numbered(const struct gaz_year *y, const struct gaz_contents *c, const struct numbered *one,
                          bool kept) {
    const struct gaz_doc *doc = &y->job->issues[one->at.issue].issue->docs[one->at.doc];
    struct gaz_text title = issued_title(gaz_contents_title(y->ts->arena, doc), doc);
    struct gaz_text pieces[3] = {doc->number, gaz_text_from_utf8(y->ts->arena, "　"), title};
    struct gaz_contents_entry entry = numbered_entry(y, one);
    entry.text = gaz_text_join(y->ts->arena, pieces, 3);
    entry.kept = kept;
    gaz_contents_entry(c, &entry);
}

/* how many of the numbers from i on are of one agency */
static guint count_agency(const GArray *all, guint i) {
    guint n = 1, rank = g_array_index(all, struct numbered, i).agency_rank;
    while (i + n < all->len && g_array_index(all, struct numbered, i + n).agency_rank == rank)
        n++;
    return n;
}

static struct gaz_flow *compose_by_number(const struct gaz_year *y) {
    GArray *all = sorted_numbers(y);
    if (all->len == 0) {
        g_array_free(all, TRUE);
        return NULL;
    }
    struct gaz_contents c = gaz_contents_new(y->ts, false, widest_by_number(y, all));
    c.continues = true;
    struct gaz_text others = gaz_text_from_utf8(y->ts->arena, "其他");
    c.flow->target_next = 2;
    gaz_tree_open(y->ts->tree, (struct gaz_node){.kind = GAZ_NODE_CONTENTS});
    gaz_contents_head(&c, gaz_text_from_utf8(y->ts->arena, "发文字号索引"), c.title,
                      2 * y->ts->style->contents_line, GAZ_SET_CENTER);
    for (guint i = 0, n; i < all->len; i += n) {
        const struct numbered *one = &g_array_index(all, struct numbered, i);
        n = count_agency(all, i);
        gaz_contents_column(&c, one->agency.n ? one->agency : others);
        for (guint k = 0; k < n; k++)
            push_numbered(y, &c, &one[k], gaz_contents_keeps(k, n));
    }
    gaz_tree_close(y->ts->tree);
    g_array_free(all, TRUE);
    return c.flow;
}

struct gaz_year_contents gaz_compose_year(const struct gaz_typesetter *typesetter,
                                          const struct gaz_volume_job *job, const uint32_t *first_targets) {
    struct gaz_year y = {job, typesetter, first_targets};
    return (struct gaz_year_contents){compose_by_column(&y), compose_by_number(&y), gaz_year_subjects(&y)};
}
