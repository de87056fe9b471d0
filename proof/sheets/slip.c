/* slip.c: 校样单, the sheet in front: which proof it is, the rounds and who read them, what there is to read,
 * and what the signs mean.
 */
#include "proof/sheets/sheets.h"

#include "base/process/arena.h"
#include "proof/sheets/listing.h"

#include <string.h>

enum { SIZE = 9 * GAZ_POINT, MOST_ROUNDS = 10 /* as the sheet has room for: the last ones */ };

/* ---- the rounds */

static void append_round(const struct gaz_sheets *s, GArray *cells, const struct gaz_state_round *round) {
    gaz_listing_add_cell(&s->board, cells, SIZE, round->name);
    gaz_listing_add_cell(&s->board, cells, SIZE, round->date);
    gaz_listing_add_cell(&s->board, cells, SIZE, round->identity);
    for (int i = 0; i < 3; i++)
        gaz_listing_add_cell(&s->board, cells, SIZE, "");
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

static void append_line(GPtrArray *lines, char *line) {
    g_ptr_array_add(lines, line);
}

static void append_reflow(const struct gaz_sheets *s, GPtrArray *lines) {
    for (int i = GAZ_N_REFLOWS; i >= 0; i--) {
        g_autofree char *pages = gaz_reflow_pages(s->job->since, (enum gaz_reflow)i, LONGEST);
        append_line(lines, g_strdup_printf("%s的页：%s", gaz_reflow_names[i], pages));
    }
}

static GPtrArray *lines_of(const struct gaz_sheets *s) {
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    append_line(lines, g_strdup(s->job->state->title));
    append_line(lines, g_strdup_printf("校次：%s　　文稿日期：%s　　页数：%u", gaz_round_names[s->job->round],
                                       s->job->date, s->pages->n_pages));
    append_line(lines, g_strdup_printf("版面标识：%s", s->digest));
    append_line(lines, g_strdup_printf("程序查出的问题：%u条（校1、校2……，清单在末尾）", s->job->n_remarks));
    char *marks = gaz_sheets_count_marks(s);
    if (marks) append_line(lines, marks);
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
    ("右侧的竖线：这一行有改动。有颜色和下划线的是新的字，字间的竖线是删去之处，"
     "有颜色没有下划线的是移来的字。"),
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
    gaz_board_listing(&s->board, &(struct gaz_listing){.paper_width = GAZ_A4_WIDTH,
                                                       .paper_height = GAZ_A4_HEIGHT,
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
