/* diag.h: every complaint of a run, collected.
 *
 * Stages report and go on; nobody prints. At the end the collector is printed in order of place and its worst
 * entry decides the exit status (architecture.md, "Errors, three kinds"). No globals.
 *
 * A message is a row of diag_codes.def: a stable code, a severity, whose fault it is, and the Chinese and
 * English wording, in which {0} {1} {2} {3} stand for the arguments (UTF-8 strings; control characters are
 * made visible).
 */
#ifndef GAZ_BASE_DIAG_DIAG_H
#define GAZ_BASE_DIAG_DIAG_H

#include "base/process/exit.h"
#include "base/text/source.h"

#include <stdbool.h>
#include <stdio.h>

enum gaz_severity { GAZ_NOTE, GAZ_WARNING, GAZ_ERROR };

/* whose: decides the exit status of an error: 1, 74, 70 */
enum gaz_fault { GAZ_EDITOR, GAZ_WORLD, GAZ_OURS };

enum gaz_code {
#define GAZ_DIAG(code, slug, severity, fault, chinese, english) code,
#include "base/diag/diag_codes.def"
#undef GAZ_DIAG
    GAZ_N_CODES
};

enum gaz_language { GAZ_CHINESE, GAZ_ENGLISH };

struct gaz_arena;
struct gaz_diags;

/* Empty, with an arena of its own; the caller frees it, with all arenas that it keeps. */
struct gaz_diags *gaz_diags_new(void);
void gaz_diags_free(struct gaz_diags *diags);

/* Adds one complaint. args: up to four strings, copied, then NULL (a message without arguments passes NULL
 * alone). The span's source is borrowed until printing. After 200 errors further ones are only counted. */
void gaz_report_args(struct gaz_diags *diags, enum gaz_code code, struct gaz_span span,
                     const char *const *args);

#define gaz_report(diags, code, span, ...)                                                                   \
    gaz_report_args((diags), (code), (span), (const char *const[]){__VA_ARGS__, NULL})

/* a complaint about a file as a whole, before or without a source: the path is its place */
void gaz_report_file_args(struct gaz_diags *diags, enum gaz_code code, const char *path,
                          const char *const *args);
#define gaz_report_file(diags, code, path, ...)                                                              \
    gaz_report_file_args((diags), (code), (path), (const char *const[]){__VA_ARGS__, NULL})

/* How many were reported so far, those that were only counted included. */
bool gaz_diags_have_errors(const struct gaz_diags *diags);
unsigned gaz_diags_count(const struct gaz_diags *diags, enum gaz_severity severity);

/* Adds what was said there of no source. */
void gaz_diags_repeat(const struct gaz_diags *said, struct gaz_diags *diags);

/* Takes over an arena whose sources complaints point into, when the product it was for came to nothing. It is
 * freed with the diagnostics. */
void gaz_diags_keep(struct gaz_diags *diags, struct gaz_arena *arena);

/* A file's text that nothing but complaints point into: they keep it. text must be valid UTF-8. */
const struct gaz_source *gaz_diags_source(struct gaz_diags *diags, const char *name, const char *text,
                                          size_t size);

/* Which warnings an exit status of 3 is for: none; those of the documents; also those that a face of this
 * machine stands in or lends characters, which says nothing against the documents. */
enum gaz_strictness { GAZ_LENIENT, GAZ_STRICT, GAZ_STRICT_WITH_FONTS };

/* Of the warnings those of faces that stand in or lend. */
unsigned gaz_diags_count_of_fonts(const struct gaz_diags *diags);

/* 0, 1, 74, 70: the gravest error's; else 3 when there are warnings that count. */
enum gaz_exit gaz_diags_exit(const struct gaz_diags *diags, enum gaz_strictness strict);
/* The same of numbers. */
bool gaz_is_strict_about(enum gaz_strictness strict, unsigned warnings, unsigned of_fonts);

/* Prints all, ordered by source and place, each as
 *   file:line:column: 错误: message [slug]
 *       the source line
 *       caret
 * Notes are printed only when verbose. Two equal complaints at one place are printed once. */
void gaz_diags_print(const struct gaz_diags *diags, FILE *out, enum gaz_language language, bool verbose);

/* One complaint for whoever is no terminal; all borrowed. */
struct gaz_told {
    const char *slug;
    enum gaz_severity severity;
    const char *name; /* of the file, as printed; NULL: no place */
    struct gaz_span span;
    const char *message;
};

/* Tells all that were stored, in the order of printing. */
typedef void gaz_diag_visitor(void *context, const struct gaz_told *told);
void gaz_diags_visit(const struct gaz_diags *diags, enum gaz_language language, gaz_diag_visitor *visit,
                     void *context);

/* English when LC_ALL, LC_MESSAGES or LANG (the first that is set and not empty) begins with "en", else
 * Chinese. */
enum gaz_language gaz_language_from_environment(void);

/* The stable slug of a code ("unknown-key"), borrowed. */
const char *gaz_code_slug(enum gaz_code code);

#endif
