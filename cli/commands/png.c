/* png.c: reads -p and -r, and writes one picture a page. */
#include "cli/commands.h"
#include "cli/paths.h"
#include "cli/run.h"
#include "cli/say.h"

#include "output/output.h"

#include <stdlib.h>

struct range {
    int first, last;
};

/* which pictures are to be written */
struct request {
    int dpi;
    char *prefix;
    GArray *ranges; /* struct range, page numbers as printed, both ends included; empty: all */
};

/* Digits only, at most 99999; false when there are none. */
static bool read_number(const char **text, int *number) {
    const char *p = *text;
    for (*number = 0; g_ascii_isdigit(*p) && *number < 10000; p++)
        *number = *number * 10 + (*p - '0');
    bool good = p != *text && !g_ascii_isdigit(*p);
    *text = p;
    return good;
}

/* "3", "5-8" or "5-" (to the end) */
static bool read_range(const char **text, struct range *range) {
    if (!read_number(text, &range->first)) return false;
    range->last = range->first;
    if (**text != '-') return true;
    (*text)++;
    range->last = G_MAXINT;
    if (!g_ascii_isdigit(**text)) return true;
    return read_number(text, &range->last) && range->last >= range->first;
}

static bool read_ranges(GArray *ranges, const char *text) {
    while (*text) {
        struct range range;
        if (!read_range(&text, &range)) return false;
        g_array_append_val(ranges, range);
        if (*text == ',' && text[1])
            text++;
        else if (*text)
            return false;
    }
    return ranges->len > 0;
}

static bool read_dpi(int *dpi, const char *text) {
    *dpi = GAZ_USUAL_DPI;
    if (!text) return true;
    return read_number(&text, dpi) && !*text && *dpi >= GAZ_LEAST_DPI && *dpi <= GAZ_MOST_DPI;
}

static void clear_request(struct request *request) {
    g_array_free(request->ranges, TRUE);
    g_free(request->prefix);
}

/* From -p, -r, -o. False after saying what is wrong. */
static bool read_request(struct request *request, const struct gaz_cli *cli) {
    *request = (struct request){.ranges = g_array_new(FALSE, FALSE, sizeof(struct range))};
    request->prefix = cli->output ? g_strdup(cli->output) : gaz_default_name(cli->argument);
    const char *wrong = NULL;
    if (!read_dpi(&request->dpi, cli->dpi))
        wrong = cli->dpi;
    else if (cli->pages && !read_ranges(request->ranges, cli->pages))
        wrong = cli->pages;
    if (!wrong) return true;
    gaz_usage_error(
        cli, gaz_pick(cli, "“%s”不是页码或点数的写法", "\"%s\" is no list of pages or resolution"), wrong);
    clear_request(request);
    return false;
}

static bool is_requested(const struct request *request, int number) {
    for (guint i = 0; i < request->ranges->len; i++) {
        struct range range = g_array_index(request->ranges, struct range, i);
        if (number >= range.first && number <= range.last) return true;
    }
    return request->ranges->len == 0;
}

static bool write_page(const struct gaz_run *run, const struct request *request, struct gaz_png *drawn,
                       uint32_t page) {
    const struct gaz_pages *pages = run->gazette->pages;
    GBytes *png = gaz_png_draw(drawn, page);
    if (!png) return false;
    char *path = g_strdup_printf("%s-%03d.png", request->prefix, pages->pages[page].number);
    bool good = gaz_run_write(run, path, png);
    if (good) gaz_run_say(run, gaz_pick(run->cli, "已写出 %s", "wrote %s"), path);
    g_free(path);
    g_bytes_unref(png);
    return good;
}

/* Writes PREFIX-003.png …; false when the issue has none of the pages (nothing is written). */
static bool write_pages(const struct gaz_run *run, const struct request *request) {
    const struct gaz_pages *pages = run->gazette->pages;
    struct gaz_png *drawn = gaz_png_begin(pages, request->dpi, run->diags);
    bool any = false;
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        if (!is_requested(request, pages->pages[i].number)) continue;
        any = true;
        if (!write_page(run, request, drawn, i)) break;
    }
    gaz_png_end(drawn);
    return any;
}

int gaz_png_run(struct gaz_cli *cli) {
    struct request request;
    if (!read_request(&request, cli)) return GAZ_EXIT_USAGE;
    struct gaz_run run;
    bool there = true;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run))
        there = write_pages(&run, &request);
    clear_request(&request);
    int status = gaz_run_end(&run);
    if (there) return status;
    return gaz_usage_error(cli, gaz_pick(cli, "本期没有第%s页", "the issue has no page %s"), cli->pages);
}
