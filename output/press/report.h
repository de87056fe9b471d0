/* report.h: what a press wants to know before it takes a file. */
#ifndef GAZ_OUTPUT_PRESS_REPORT_H
#define GAZ_OUTPUT_PRESS_REPORT_H

#include "output/output.h"
#include "output/press/coverage.h"

struct gaz_pictures;
struct gaz_press_colours;

struct gaz_press_picture {
    const struct gaz_image *image;
    uint32_t page;                     /* index */
    uint32_t pixels_wide, pixels_high; /* 0: drawn by lines */
    int dpi;                           /* at its size in print, the lower of both ways; 0: drawn by lines */
};

struct gaz_press_near {
    uint32_t page; /* index */
    gaz_len from;  /* ink so far from the cut, negative beyond it */
    char *text;
};

struct gaz_press_hairline {
    uint32_t page; /* index */
    gaz_len x, y, width;
};

struct gaz_press_report {
    const struct gaz_pages *pages; /* as set */
    const struct gaz_press *press;
    gaz_len width, height; /* of a page as cut: the first one's */
    struct gaz_coverage coverage;
    GArray *pictures;     /* struct gaz_press_picture */
    GArray *near_text;    /* struct gaz_press_near */
    GArray *hairlines;    /* struct gaz_press_hairline */
    GPtrArray *faces;     /* const struct gaz_face *, each once */
    GPtrArray *converted; /* char *: a picture's colours and what became of them */
};

/* Looks at pages as they were set. Everything is borrowed and must outlive the report. NULL after reporting;
 * else freed with gaz_press_report_free. */
struct gaz_press_report *gaz_press_report_new(const struct gaz_pages *pages, const struct gaz_press *press,
                                              const struct gaz_press_colours *colours,
                                              struct gaz_diags *diags);
/* What was made of the pictures' colours; after gaz_pictures_end. */
void gaz_press_report_add_colours(struct gaz_press_report *report, const struct gaz_pictures *pictures);

#endif
