/* explain.h: why a line ends where it does, in words for a person (--explain-line).
 *
 * An observer in the typesetter is told of every paragraph that was set. Without one nothing is remembered
 * and nothing is written. The words follow gaz_line_choices, the figures that the search itself weighed.
 */
#ifndef GAZ_LAYOUT_TEXT_EXPLAIN_H
#define GAZ_LAYOUT_TEXT_EXPLAIN_H

#include "layout/text/linebreak.h"

/* a paragraph that was set; borrowed for the call */
struct gaz_observed {
    const struct gaz_typesetter *typesetter;
    const struct gaz_paragraph_spec *spec;
    const struct gaz_atoms *atoms;
    const struct gaz_break_params *params; /* NULL: the spec has a breaker of its own */
    const struct gaz_broken_line *lines;
    uint32_t n_lines;
};

struct gaz_observer {
    void (*observe)(void *context, const struct gaz_observed *paragraph);
    void *context;
};

/* The line that holds character i of the paragraph's text: its choices, what each costs and why, and why the
 * chosen one won. */
void gaz_explain_line(const struct gaz_observed *paragraph, uint32_t i, bool english, GString *out);

#endif
