/* memory.h: for --explain-line: what was set, and the lines that are asked for among it.
 *
 * The memory keeps how every paragraph was set (its spec, not its result). A line of the finished pages is
 * found by page and number or by source place; the paragraph whose text its characters stand in is set once
 * more, and that setting is explained.
 */
#ifndef GAZ_LAYOUT_ISSUE_MEMORY_H
#define GAZ_LAYOUT_ISSUE_MEMORY_H

#include "layout/layout.h"
#include "layout/text/explain.h"

struct gaz_memory;

struct gaz_memory *gaz_memory_new(void);
void gaz_memory_free(struct gaz_memory *memory);
const struct gaz_observer *gaz_memory_observer(const struct gaz_memory *memory); /* NULL gives NULL */

void gaz_explain_pages(const struct gaz_explain_request *request, const struct gaz_pages *pages,
                       const struct gaz_memory *memory);

#endif
