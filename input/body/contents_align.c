/* contents_align.c: lines of contents and heads laid side by side, in order, so that as much as can be
 * agrees: the best sums of the first i lines and k heads, a band about the diagonal.
 */
#include "input/body/contents_lines.h"

#include <string.h>

enum { WIDTH = 2 * GAZ_CONTENTS_BAND + 1 };
enum step { STEP_LINE, STEP_HEAD, STEP_BOTH }; /* the last: a line that no head has, a head, both */

enum gaz_contents_agreement gaz_contents_agreement(const struct gaz_contents_line *line,
                                                   const struct gaz_contents_line *head) {
    bool same_title = *line->title && strcmp(line->title, head->title) == 0;
    bool same_number = line->rank == head->rank && strcmp(line->number, head->number) == 0;
    if (same_title && same_number) return GAZ_CONTENTS_WHOLLY;
    if (same_title) return GAZ_CONTENTS_BY_TITLE;
    return same_number && line->rank ? GAZ_CONTENTS_BY_NUMBER : GAZ_CONTENTS_APART;
}

/* Head k stands in the band of line i. */
static bool in_band(guint i, guint k) {
    return k + GAZ_CONTENTS_BAND >= i && k <= i + GAZ_CONTENTS_BAND;
}

static uint32_t *cell(uint32_t *row, guint i, guint k) {
    return &row[k + GAZ_CONTENTS_BAND - i];
}

/* One row of the best sums: of the first i lines and k heads. */
static void sum_row(const GArray *lines, const GArray *heads, guint i, uint32_t *rows[2], guint8 *steps) {
    for (guint k = i > GAZ_CONTENTS_BAND ? i - GAZ_CONTENTS_BAND : 0;
         k <= MIN(heads->len, i + GAZ_CONTENTS_BAND); k++) {
        uint32_t best = 0, sum;
        enum step step = k > 0 ? STEP_HEAD : STEP_LINE;
        if (i > 0 && in_band(i - 1, k) && (sum = *cell(rows[0], i - 1, k)) >= best) {
            best = sum;
            step = STEP_LINE;
        }
        if (k > 0 && in_band(i, k - 1) && (sum = *cell(rows[1], i, k - 1)) >= best) {
            best = sum;
            step = STEP_HEAD;
        }
        if (i > 0 && k > 0) {
            enum gaz_contents_agreement agreement =
                gaz_contents_agreement(&GAZ_CONTENTS_LINE(lines, i - 1), &GAZ_CONTENTS_LINE(heads, k - 1));
            sum = *cell(rows[0], i - 1, k - 1) + agreement;
            if (agreement != GAZ_CONTENTS_APART && sum >= best) {
                best = sum;
                step = STEP_BOTH;
            }
        }
        *cell(rows[1], i, k) = best;
        steps[i * WIDTH + k + GAZ_CONTENTS_BAND - i] = step;
    }
}

guint *gaz_contents_align(const GArray *lines, const GArray *heads) {
    uint32_t sums[2][WIDTH] = {{0}}, *rows[2] = {sums[0], sums[1]};
    g_autofree guint8 *steps = g_malloc0(((gsize)lines->len + 1) * WIDTH);
    guint *found = g_new0(guint, lines->len + 1);
    for (guint i = 0; i <= lines->len; i++) {
        sum_row(lines, heads, i, rows, steps);
        uint32_t *done = rows[1];
        rows[1] = rows[0];
        rows[0] = done;
    }
    guint i = lines->len, k = MIN(heads->len, i + GAZ_CONTENTS_BAND);
    if (k + GAZ_CONTENTS_BAND < i) return found; /* too few heads for so many lines */
    while (i > 0 || k > 0) {
        enum step step = steps[i * WIDTH + k + GAZ_CONTENTS_BAND - i];
        if (step == STEP_BOTH) found[i - 1] = k;
        i -= step != STEP_HEAD;
        k -= step != STEP_LINE;
    }
    return found;
}
