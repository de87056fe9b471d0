/* png.c: reads -p and -r, and writes one picture a page. */
#include "cli/png.h"

#include "gazette.h"
#include "output/output.h"

#include <stdlib.h>

struct range {
    int first, last;
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
    *dpi = 100;
    if (!text) return true;
    return read_number(&text, dpi) && !*text && *dpi >= 20 && *dpi <= 1200;
}

bool gaz_png_wish_read(struct gaz_png_wish *wish, const struct gaz_cli *cli) {
    *wish = (struct gaz_png_wish){.ranges = g_array_new(FALSE, FALSE, sizeof(struct range))};
    wish->prefix = cli->output ? g_strdup(cli->output) : gaz_default_name(cli->argument);
    const char *wrong = NULL;
    if (!read_dpi(&wish->dpi, cli->dpi))
        wrong = cli->dpi;
    else if (cli->pages && !read_ranges(wish->ranges, cli->pages))
        wrong = cli->pages;
    if (!wrong) return true;
    gaz_usage_error(
        cli, gaz_pick(cli, "“%s”不是页码或点数的写法", "\"%s\" is no list of pages or resolution"), wrong);
    gaz_png_wish_clear(wish);
    return false;
}

void gaz_png_wish_clear(struct gaz_png_wish *wish) {
    g_array_free(wish->ranges, TRUE);
    g_free(wish->prefix);
}

static bool is_wished(const struct gaz_png_wish *wish, int number) {
    for (guint i = 0; i < wish->ranges->len; i++) {
        struct range range = g_array_index(wish->ranges, struct range, i);
        if (number >= range.first && number <= range.last) return true;
    }
    return wish->ranges->len == 0;
}

static bool write_page(const struct gaz_run *run, const struct gaz_png_wish *wish, uint32_t page) {
    const struct gaz_pages *pages = run->gazette->pages;
    GBytes *png = gaz_png_make(pages, page, wish->dpi, run->diags);
    if (!png) return false;
    char *path = g_strdup_printf("%s-%03d.png", wish->prefix, pages->pages[page].number);
    bool good = gaz_run_write(run, path, png);
    if (good) gaz_run_say(run, gaz_pick(run->cli, "已写出 %s", "wrote %s"), path);
    g_free(path);
    g_bytes_unref(png);
    return good;
}

bool gaz_png_write(const struct gaz_run *run, const struct gaz_png_wish *wish) {
    const struct gaz_pages *pages = run->gazette->pages;
    bool any = false;
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        if (!is_wished(wish, pages->pages[i].number)) continue;
        any = true;
        if (!write_page(run, wish, i)) break;
    }
    return any;
}
