/* order.h: what the parent of a regenerate run and its workers pass to one another, by small files. Both are
 * the same program in the same run: nothing here outlives it. */
#ifndef GAZ_ARCHIVE_REGENERATE_ORDER_H
#define GAZ_ARCHIVE_REGENERATE_ORDER_H

#include "output/output.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_diags;

/* What an earlier run made; texts are never NULL after reading. */
struct gaz_order {
    const char *program;                /* hash of the file of both, "" when it is not known */
    const char *input;                  /* hash, "" when there is none */
    const char *pdfs[GAZ_N_PDF_KINDS];  /* hashes, "" when there is none */
    const char *paths[GAZ_N_PDF_KINDS]; /* where the PDFs are; "" of a kind that is not asked for */
    bool locked;                        /* the issue is made only as issue.lock says */
    bool split; /* a file a document: the path is their folder, the hash their manifest's */
};

/* PREFIX.order: written by the parent, read by the worker. What was read is cleared. */
void gaz_order_write(const struct gaz_order *order, const char *prefix);
void gaz_order_read(struct gaz_order *order, const char *prefix);
void gaz_order_clear(struct gaz_order *order);

struct gaz_receipt {
    bool is_kept; /* nothing was made: what is there is of the same inputs */
    unsigned pages, warnings, font_warnings, errors, matched; /* matched: gaz_matched_state */
    char *input, *pdfs[GAZ_N_PDF_KINDS];                      /* hashes, "" where there is none */
};

/* PREFIX.receipt: written by the worker, read by the parent. What was read is cleared. */
void gaz_receipt_write(const struct gaz_receipt *receipt, const char *prefix, struct gaz_diags *diags);
bool gaz_receipt_read(struct gaz_receipt *receipt, const char *prefix); /* false: there is none */
void gaz_receipt_clear(struct gaz_receipt *receipt);

#endif
