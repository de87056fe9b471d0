/* report.h: what match found, as a person reads it and as a program does. */
#ifndef GAZ_FACSIMILE_REPORT_H
#define GAZ_FACSIMILE_REPORT_H

#include "base/diag/diag.h"
#include "facsimile/beside.h"
#include "facsimile/contents.h"
#include "facsimile/matcher.h"

struct gaz_matched {
    struct gaz_matcher matcher;
    struct gaz_score before, after;
    GArray *wrong;       /* uint32_t: targets that begin a page and are not right after all */
    GArray *wrong_lines; /* the same of lines */
};

struct gaz_match_report {
    const struct gaz_print *print;
    const struct gaz_whole *whole;
    const struct gaz_alignment *alignment;
    const GArray *contents;            /* struct gaz_contents_difference */
    const GArray *beside;              /* struct gaz_beside_difference */
    const struct gaz_matched *matched; /* one a document */
    uint32_t n;
    enum gaz_language language;
};

/* The record, GAZ_FORMAT_MATCH: the copy's hash (file), what matches, the sources with `changes`, what
 * remains. The lines are those of issue.lock (archive/lock/facts.h). */
GString *gaz_match_record(const struct gaz_match_report *report, struct gaz_bytes file,
                          const GArray *changes);

/* What remains different, a line each: 0001 = …, in Chinese whatever the language. */
void gaz_match_report_rest(const struct gaz_match_report *report, GString *out);

/* For people; for a program, one object: docs/gongbao.1 says what its members are. Both append. */
void gaz_match_report_text(const struct gaz_match_report *report, GString *out);
void gaz_match_report_json(const struct gaz_match_report *report, GString *out);

#endif
