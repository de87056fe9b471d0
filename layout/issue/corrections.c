/* corrections.c: in a volume a 更正 and the line that it mends lead to one another.
 *
 * The issue, the page as printed and 误 say where: the rows of the page are read from above, furniture left
 * out, what stands on one baseline being one row, as a reader counts them, with what is raised or lowered in
 * it. 误 may go on from one row to the next. Where it is not found, or stands on another row than 行 says,
 * the editor is told; the link leads to where it stands, or else to the row that was named, or to the page's
 * head.
 */
#include "layout/issue/corrections.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

/* ---- the rows of a page */

struct row {
    gaz_len baseline, left, right, size;
    size_t begin; /* of its text in rows.text */
};

struct rows {
    GArray *rows;  /* struct row, from above */
    GString *text; /* without blanks */
};

/* a line as it was set: a cell's, a column's; or an item that is of none */
struct set_line {
    uint32_t number; /* 0: of none */
    struct row row;  /* baseline and size are those of its largest text */
    GString *text;
};

static gaz_len right_of(const struct gaz_item *item) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    return item->x + (run->n_glyphs ? run->glyphs[run->n_glyphs - 1].x : 0) + run->size;
}

static bool is_read(const struct gaz_pages *pages, const struct gaz_item *item) {
    return item->kind == GAZ_ITEM_GLYPHS && item->as.glyphs.n_chars > 0 && (item->turn & 3) == 0 &&
           !gaz_item_is_furniture(pages, item);
}

static void end_line(gpointer data) {
    g_string_free(((struct set_line *)data)->text, TRUE);
}

static int by_baseline(const void *left, const void *right) {
    const struct row *a = &((const struct set_line *)left)->row, *b = &((const struct set_line *)right)->row;
    return a->baseline < b->baseline ? -1 : a->baseline > b->baseline;
}

static int by_left(const void *left, const void *right) {
    const struct row *a = &((const struct set_line *)left)->row, *b = &((const struct set_line *)right)->row;
    return a->left < b->left ? -1 : a->left > b->left;
}

static struct set_line *line_of(GArray *lines, const struct gaz_item *item) {
    for (guint i = lines->len; item->line && i-- > 0;)
        if (g_array_index(lines, struct set_line, i).number == item->line)
            return &g_array_index(lines, struct set_line, i);
    struct set_line line = {item->line, {item->y, item->x, right_of(item), 0, 0}, g_string_new(NULL)};
    g_array_append_val(lines, line);
    return &g_array_index(lines, struct set_line, lines->len - 1);
}

static void widen(struct row *row, gaz_len left, gaz_len right) {
    row->left = MIN(row->left, left);
    row->right = MAX(row->right, right);
}

static void take_item(GArray *lines, const struct gaz_item *item) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    struct set_line *line = line_of(lines, item);
    if (run->size > line->row.size) {
        line->row.size = run->size;
        line->row.baseline = item->y;
    }
    widen(&line->row, item->x, right_of(item));
    for (uint32_t i = 0; i < run->n_chars; i++)
        if (!g_unichar_isspace(run->chars[i].ch)) g_string_append_unichar(line->text, run->chars[i].ch);
}

/* A row of the lines that stand on one baseline with the first of them; their number. */
static guint add_row(struct rows *rows, struct set_line *lines, guint most) {
    struct row row = lines[0].row;
    guint n = 1;
    for (; n < most && lines[n].row.baseline - row.baseline <= MIN(row.size, lines[n].row.size) / 2; n++) {
        widen(&row, lines[n].row.left, lines[n].row.right);
        row.size = MAX(row.size, lines[n].row.size);
    }
    row.begin = rows->text->len;
    g_array_append_val(rows->rows, row);
    qsort(lines, n, sizeof *lines, by_left);
    for (guint i = 0; i < n; i++)
        g_string_append(rows->text, lines[i].text->str);
    return n;
}

static struct rows rows_of(const struct gaz_pages *pages, uint32_t page) {
    struct rows rows = {g_array_new(FALSE, FALSE, sizeof(struct row)), g_string_new(NULL)};
    const struct gaz_page *it = &pages->pages[page];
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct set_line));
    g_array_set_clear_func(lines, end_line);
    for (uint32_t i = 0; i < it->n_items; i++)
        if (is_read(pages, &it->items[i])) take_item(lines, &it->items[i]);
    g_array_sort(lines, by_baseline);
    for (guint i = 0; i < lines->len;)
        i += add_row(&rows, &g_array_index(lines, struct set_line, i), lines->len - i);
    g_array_unref(lines);
    return rows;
}

static void rows_clear(struct rows *rows) {
    g_array_unref(rows->rows);
    g_string_free(rows->text, TRUE);
}

/* The row, from 1, on which byte `at` of the text stands. */
static guint row_at(const struct rows *rows, size_t at) {
    guint i = rows->rows->len;
    while (i > 1 && g_array_index(rows->rows, struct row, i - 1).begin > at)
        i--;
    return i;
}

/* The row on which the text begins that is on row `wanted` (0: any) with a part of it, or else the first one;
 * 0: it does not stand there. */
static guint find_row(const struct rows *rows, const char *text, guint wanted) {
    guint first = 0;
    for (const char *at = rows->text->str; *text && (at = strstr(at, text)); at++) {
        size_t begin = (size_t)(at - rows->text->str);
        guint row = row_at(rows, begin), end = row_at(rows, begin + strlen(text) - 1);
        if (wanted >= row && wanted <= end) return wanted;
        if (first == 0) first = row;
    }
    return first;
}

/* ---- places */

static char *plain_of(struct gaz_text text) {
    GString *plain = g_string_new(NULL);
    for (uint32_t i = 0; i < text.n; i++)
        if (!g_unichar_isspace(text.chars[i].ch)) g_string_append_unichar(plain, text.chars[i].ch);
    return g_string_free(plain, FALSE);
}

/* The row's frame; without a row an empty one at the page's head. */
static struct gaz_mended place_of(uint32_t page, const struct rows *rows, guint row) {
    struct gaz_mended place = {.page = page};
    if (row == 0 || row > rows->rows->len) return place;
    const struct row *it = &g_array_index(rows->rows, struct row, row - 1);
    place.frame = (struct gaz_frame){it->left, it->baseline - gaz_scale(it->size, 88, 100),
                                     it->right - it->left, it->size};
    return place;
}

static guint named_row(const struct rows *rows, int line) {
    int n = (int)rows->rows->len, row = line < 0 ? n + 1 + line : line;
    return row > 0 && row <= n ? (guint)row : 0;
}

static void report_line(const struct gaz_correction *one, guint row, struct gaz_diags *diags) {
    g_autofree char *text = gaz_text_to_utf8(one->wrong), *stands = g_strdup_printf("%u", row);
    g_autofree char *said = g_strdup_printf("%d", one->line);
    gaz_report(diags, GAZ_D_CORRECTION_LINE, gaz_text_span(one->wrong), text, stands, said);
}

static void report_wrong(const struct gaz_bound_issue *bound, const struct gaz_correction *one,
                         struct gaz_diags *diags) {
    g_autofree char *text = gaz_text_to_utf8(one->wrong), *called = gaz_issue_called(bound->issue);
    g_autofree char *page = g_strdup_printf("%d", one->page);
    gaz_report(diags, GAZ_D_CORRECTION_WRONG, gaz_text_span(one->wrong), called, page, text);
}

bool gaz_find_mended(const struct gaz_bound_issue *bound, const struct gaz_correction *one,
                     struct gaz_mended *place, struct gaz_diags *diags) {
    uint32_t page = 0;
    while (page < bound->pages->n_pages && bound->pages->pages[page].number != one->page)
        page++;
    if (page == bound->pages->n_pages) {
        report_wrong(bound, one, diags);
        return false;
    }
    g_autofree char *wrong = plain_of(one->wrong);
    struct rows rows = rows_of(bound->pages, page);
    guint named = named_row(&rows, one->line), row = find_row(&rows, wrong, named);
    if (row == 0)
        report_wrong(bound, one, diags);
    else if (one->line != 0 && row != named)
        report_line(one, row, diags);
    *place = place_of(page, &rows, row ? row : named);
    rows_clear(&rows);
    return true;
}

struct gaz_mended gaz_find_correction(const struct gaz_bound_issue *bound, uint32_t doc,
                                      const struct gaz_correction *one) {
    const struct gaz_target *target = &bound->pages->targets[doc];
    g_autofree char *wrong = plain_of(one->wrong);
    struct gaz_mended place = {target->page, {target->x, target->y, 0, 0}};
    struct rows rows = rows_of(bound->pages, target->page);
    for (guint i = 0; i < rows.rows->len; i++) {
        const struct row *row = &g_array_index(rows.rows, struct row, i);
        if (row->baseline < target->y) continue; /* of the document above */
        const char *found = strstr(rows.text->str + row->begin, wrong);
        guint at = found ? row_at(&rows, (size_t)(found - rows.text->str)) : i + 1;
        place = place_of(target->page, &rows, at);
        break;
    }
    rows_clear(&rows);
    return place;
}

const struct gaz_bound_issue *gaz_find_issue(const struct gaz_volume_job *job, const struct gaz_issue *own,
                                             const struct gaz_correction *one) {
    int year = one->year ? one->year : own->year;
    for (uint32_t i = 0; i < job->n_issues; i++) {
        const struct gaz_issue *issue = job->issues[i].issue;
        if (issue->year == year && issue->number.is_extra == one->number.is_extra &&
            issue->number.first <= one->number.first && issue->number.last >= one->number.last)
            return &job->issues[i];
    }
    return NULL;
}
