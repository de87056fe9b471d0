/* explain.c: build --explain-line: PAGE:LINE, FILE:LINE or FILE:LINE:COLUMN. */
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/say.h"

#include <string.h>

/* A number at the end of `text`, behind a colon, which is cut off; 0: there is none. */
static uint32_t take_number(char *text) {
    char *colon = strrchr(text, ':');
    guint64 value;
    if (!colon || !g_ascii_string_to_unsigned(colon + 1, 10, 1, INT32_MAX, &value, NULL)) return 0;
    *colon = '\0';
    return (uint32_t)value;
}

/* PAGE:LINE when the rest is a number and nothing else; `place` becomes the file's name. */
static bool read_place(char *place, struct gaz_explain_request *request) {
    uint32_t last = take_number(place), middle = last ? take_number(place) : 0;
    guint64 page;
    if (!last || !*place) return false;
    request->line = middle ? middle : last;
    request->column = middle ? last : 0;
    if (!middle && g_ascii_string_to_unsigned(place, 10, 0, INT32_MAX, &page, NULL))
        request->page = (int)page;
    else
        request->file = place;
    return true;
}

static int explain(struct gaz_cli *cli, const struct gaz_explain_request *request) {
    struct gaz_run run;
    gaz_run_open(&run, cli);
    run.explain = request;
    bool made = gaz_run_make(&run, GAZ_STAGE_PAGES);
    fputs(request->out->str, stdout);
    int status = gaz_run_end(&run);
    if (!made || request->out->len) return status;
    return gaz_usage_error(cli, gaz_pick(cli, "没有排出“%s”这一行", "no line was set for \"%s\""),
                           cli->explain_line);
}

int gaz_explain_run(struct gaz_cli *cli) {
    struct gaz_explain_request request = {.english = cli->language == GAZ_ENGLISH};
    char *place = g_strdup(cli->explain_line);
    int status;
    if (read_place(place, &request)) {
        request.out = g_string_new(NULL);
        status = explain(cli, &request);
        g_string_free(request.out, TRUE);
    } else {
        status = gaz_usage_error(cli,
                                 gaz_pick(cli, "--explain-line应写作页:行或文件:行，不是“%s”",
                                          "--explain-line is PAGE:LINE or FILE:LINE, not \"%s\""),
                                 cli->explain_line);
    }
    g_free(place);
    return status;
}
