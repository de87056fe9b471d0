/* tags.c: what the tags of a screen's file cost: marks in its pages, the tree of elements, its objects
 * written, and the proof that both say what the pages say. The issue is read and set; its pages are made a
 * file with their tree and, by turns, with nothing below its root, which is a file without tags. Medians of
 * processor time; compare the share.
 *
 *     bench_tags ISSUE… [-n ROUNDS]
 */
#include "bench/rounds.h"
#include "base/diag/diag.h"
#include "gazette/gazette.h"
#include "output/output.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* of one round, in milliseconds of the processor */
enum cost { SET, TAGGED, BARE, N_COSTS };

static double now(void) {
    return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

/* Whether it was made; its bytes are added up in *bytes. */
static bool make(const struct gaz_pages *pages, struct gaz_diags *diags, double *took, size_t *bytes) {
    double began = now();
    GBytes *pdf = gaz_pdf_make(pages, &(struct gaz_pdf_request){.kind = GAZ_PDF_SCREEN}, diags);
    *took = now() - began;
    *bytes = pdf ? g_bytes_get_size(pdf) : 0;
    g_bytes_unref(pdf);
    return pdf != NULL;
}

static bool go_round(const char *folder, double costs[N_COSTS], size_t bytes[N_COSTS]) {
    struct gaz_gazette gazette = {0};
    struct gaz_diags *diags = gaz_diags_new();
    double began = now();
    bool good =
        gaz_gazette_make(&gazette, &(struct gaz_gazette_options){.folder = folder}, GAZ_STAGE_PAGES, diags);
    costs[SET] = now() - began;
    if (good) {
        struct gaz_pages bare = *gazette.pages;
        bare.n_nodes = 1;
        good = make(gazette.pages, diags, &costs[TAGGED], &bytes[TAGGED]) &&
               make(&bare, diags, &costs[BARE], &bytes[BARE]);
    }
    if (!good) gaz_diags_print(diags, stderr, GAZ_ENGLISH, false);
    gaz_gazette_clear(&gazette);
    gaz_diags_free(diags);
    return good;
}

static int by_value(const void *a, const void *b) {
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

static double median(double *values, int n) {
    qsort(values, (size_t)n, sizeof *values, by_value);
    return values[n / 2];
}

static bool run(const char *folder, int rounds) {
    double *costs[N_COSTS], *tags = g_new(double, rounds), one[N_COSTS];
    size_t bytes[N_COSTS] = {0};
    bool good = true;
    for (int k = 0; k < N_COSTS; k++)
        costs[k] = g_new0(double, rounds);
    for (int i = 0; i < rounds && good; i++) {
        good = go_round(folder, one, bytes);
        for (int k = 0; good && k < N_COSTS; k++)
            costs[k][i] = one[k];
        tags[i] = good ? one[TAGGED] - one[BARE] : 0;
    }
    if (good) {
        double cost = median(tags, rounds),
               build = median(costs[SET], rounds) + median(costs[TAGGED], rounds);
        printf("%s: a build %.1f ms, its tags %.1f ms, %.1f %% of it; of its bytes %.1f %%\n", folder, build,
               cost, 100 * cost / build, 100 - 100.0 * (double)bytes[BARE] / (double)bytes[TAGGED]);
    }
    for (int k = 0; k < N_COSTS; k++)
        g_free(costs[k]);
    g_free(tags);
    return good;
}

int main(int argc, char **argv) {
    return bench_issues(argc, argv, 9, run);
}
