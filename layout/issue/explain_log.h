/* explain_log.h: for --explain-line: what was set, and the lines that are asked for among it.
 *
 * The log keeps how every paragraph was set (its spec, not its result). A line of the finished pages is
 * found by page and number or by source place; the paragraph whose text its characters stand in is set once
 * more, and that setting is explained.
 */
#ifndef GAZ_LAYOUT_ISSUE_EXPLAIN_LOG_H
#define GAZ_LAYOUT_ISSUE_EXPLAIN_LOG_H

#include "layout/layout.h"
#include "layout/text/explain.h"

struct gaz_explain_log;

struct gaz_explain_log *gaz_explain_log_new(void);
void gaz_explain_log_free(struct gaz_explain_log *log);
const struct gaz_observer *gaz_explain_log_observer(const struct gaz_explain_log *log); /* NULL gives NULL */

void gaz_explain_pages(const struct gaz_explain_request *request, const struct gaz_pages *pages,
                       const struct gaz_explain_log *log);

#endif
