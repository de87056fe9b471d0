/* shape.c: the head, the tail, and all between and behind them. */
#include "intake/shape/shape.h"

#include "intake/shape/parts.h"

struct gaz_shaped *gaz_draft_shape(const struct gaz_draft *draft, struct gaz_account *account) {
    struct gaz_shaped *shaped = gaz_shaped_new(draft);
    struct gaz_lines lines;
    gaz_lines_open(&lines, draft, account, shaped);
    gaz_shape_head(&lines);
    gaz_shape_tail(&lines);
    gaz_shape_names(&lines);
    gaz_shape_body(&lines);
    gaz_lines_close(&lines);
    return shaped;
}
