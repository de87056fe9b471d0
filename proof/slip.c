/* slip.c: 校样单, the sheet in front: which proof it is, the rounds and who read them, what there is to read,
 * and what the signs mean.
 */
#include "proof/sheets.h"

#include "base/arena.h"
#include "proof/listing.h"

#include <string.h>

#define PAPER_WIDTH gaz_len_from_um(210000)
#define PAPER_HEIGHT gaz_len_from_um(297000)

enum { SIZE = 9 * GAZ_POINT, MOST_ROUNDS = 10 /* as the sheet has room for: the last ones */ };

/* ---- the rounds */

static void append_cell(const struct gaz_sheets *s, GArray *cells, const char *text) {
    struct gaz_small small = gaz_small_of(&s->board, SIZE, text);
    g_array_append_val(cells, small);
}

static void append_round(const struct gaz_sheets *s, GArray *cells, const struct gaz_state_round *round) {
    append_cell(s, cells, round->name);
    append_cell(s, cells, round->date ? round->date : "");
    append_cell(s, cells, round->identity ? round->identity : "");
    for (int i = 0; i < 3; i++)
        append_cell(s, cells, "");
}

static bool is_past(const struct gaz_proof_state *state, const char *name) {
    for (uint32_t i = 0; i < state->n_rounds; i++)
        if (strcmp(state->rounds[i].name, name) == 0) return true;
    return false;
}

/* Those that were, this one last, then those to come. */
static uint32_t append_rounds(const struct gaz_sheets *s, GArray *cells) {
    const struct gaz_proof_state *state = s->job->state;
    uint32_t first = state->n_rounds > MOST_ROUNDS ? state->n_rounds - MOST_ROUNDS : 0,
             n = state->n_rounds - first;
    for (uint32_t i = first; i < state->n_rounds; i++)
        append_round(s, cells, &state->rounds[i]);
    for (int i = (int)s->job->round + 1; i < GAZ_N_PROOF_ROUNDS; i++) {
        if (is_past(state, gaz_round_names[i])) continue;
        append_round(s, cells, &(struct gaz_state_round){.name = gaz_round_names[i]});
        n++;
    }
    return n;
}

/* ---- what there is to read */

enum { LONGEST = 400 /* bytes of a list: the sheet is one */ };

/* "3、5—8" of the pages that are so; freed with g_free; "无": none is. */
static char *pages_that(const struct gaz_sheets *s, enum gaz_reflow reflow) {
    const struct gaz_text_changes *since = s->job->since;
    const struct gaz_proof_state *state = s->job->state;
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < state->n_pages; i++) {
        uint32_t last = i;
        if (since->pages[i].reflow != reflow) continue;
        while (last + 1 < state->n_pages && since->pages[last + 1].reflow == reflow)
            last++;
        if (out->len > LONGEST) {
            g_string_append(out, "……");
            break;
        }
        if (out->len) g_string_append(out, "、");
        g_string_append(out, state->pages[i].label);
        if (last > i)
            g_string_append_printf(out, "%s%s", last > i + 1 ? "—" : "、", state->pages[last].label);
        i = last;
    }
    if (!out->len) g_string_append(out, "无");
    return g_string_free(out, FALSE);
}

static void append_line(GPtrArray *lines, char *line) {
    g_ptr_array_add(lines, line);
}

static void append_reflow(const struct gaz_sheets *s, GPtrArray *lines) {
    static const struct {
        enum gaz_reflow reflow;
        const char *name;
    } rows[] = {{GAZ_REFLOW_CHANGED, "文字有改动的页"},
                {GAZ_REFLOW_ADDED, "新增的页"},
                {GAZ_REFLOW_SET, "文字相同、重排的页"},
                {GAZ_REFLOW_MOVED, "只改了页码的页"},
                {GAZ_REFLOW_SAME, "完全相同的页"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *pages = pages_that(s, rows[i].reflow);
        append_line(lines, g_strdup_printf("%s：%s", rows[i].name, pages));
    }
    if (s->job->since->pages_gone->len)
        append_line(lines, g_strdup_printf("撤去%u页", s->job->since->pages_gone->len));
}

static GPtrArray *lines_of(const struct gaz_sheets *s) {
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    append_line(lines, g_strdup(s->job->state->title));
    append_line(lines, g_strdup_printf("校次：%s　　文稿日期：%s　　页数：%u", gaz_round_names[s->job->round],
                                       s->job->date, s->pages->n_pages));
    append_line(lines, g_strdup_printf("版面标识：%s", s->digest));
    append_line(lines, g_strdup_printf("程序查出的问题：%u条（校1、校2……，清单在末尾）", s->job->n_remarks));
    if (s->job->since) {
        append_line(lines, g_strdup_printf("同上一份校样比，改动：%u处（改1、改2……，见核红表）",
                                           s->job->since->list->len));
        append_reflow(s, lines);
    }
    g_ptr_array_add(lines, NULL);
    return lines;
}

/* ---- what the signs mean */

static const char *const keys[] = {
    "版心左侧的灰色小字是行号：篇-段.行，例如2-15.3是第2篇第15段的第3行。文字不变，行号不变，同页码无关。",
    "右侧的竖线：这一行有改动。有颜色和下划线的是新的字，字间的竖线是删去之处，有颜色没有下划线的是移来的字"
    "。",
    "批改用有颜色的笔，引线不交叉（GB/T 14706）：一校红色，二校蓝色，三校绿色。",
    "在PDF里批注也可以：收回后用gongbao marks读回文稿。", NULL};

void gaz_sheets_put_slip(struct gaz_sheets *s) {
    const struct gaz_listing_column columns[] = {
        {"校次", gaz_len_from_um(16000)},     {"文稿日期", gaz_len_from_um(24000)},
        {"版面标识", gaz_len_from_um(62000)}, {"校对人", gaz_len_from_um(26000)},
        {"签名", gaz_len_from_um(26000)},     {"日期", gaz_len_from_um(26000)}};
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct gaz_small));
    g_autoptr(GPtrArray) lines = lines_of(s);
    uint32_t n = append_rounds(s, cells);
    gaz_board_listing(&s->board, &(struct gaz_listing){.paper_width = PAPER_WIDTH,
                                                       .paper_height = PAPER_HEIGHT,
                                                       .title = "校样单",
                                                       .lines = (const char *const *)lines->pdata,
                                                       .columns = columns,
                                                       .n_columns = G_N_ELEMENTS(columns),
                                                       .cells = (const struct gaz_small *)cells->data,
                                                       .n_rows = n,
                                                       .row_least = gaz_len_from_um(12000),
                                                       .notes = keys,
                                                       .label = "校样单"});
}
