/* kinds.c: see kinds.h. */
#include "cli/kinds.h"
#include "cli/say.h"

#include "base/text/hint.h"

#include <string.h>

/* ---- --for */

static int find_kind(const char *name) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (strcmp(name, gaz_pdf_kind_names[i]) == 0) return i;
    return -1;
}

/* screen、print、archive; freed with g_free. */
static char *listed(const struct gaz_cli *cli, const char *const *names, uint32_t n) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, "%s%s", i ? gaz_pick(cli, "、", ", ") : "", names[i]);
    return g_strdup(text->str);
}

static bool refuse_kind(const struct gaz_cli *cli, const char *name) {
    struct gaz_hint hint = gaz_hint_for(name, gaz_pdf_kind_names, GAZ_N_PDF_KINDS);
    g_autofree char *all = listed(cli, gaz_pdf_kind_names, GAZ_N_PDF_KINDS);
    gaz_usage_error(
        cli, gaz_pick(cli, "--for没有“%s”这种文件%s（有%s）", "--for has no kind \"%s\"%s (there are %s)"),
        name, gaz_pick(cli, hint.chinese, hint.english), all);
    gaz_hint_clear(&hint);
    return false;
}

static bool read_kind(struct gaz_cli *cli, const char *name) {
    int kind = find_kind(name);
    if (kind < 0) return refuse_kind(cli, name);
    if (gaz_has_kind(cli->kinds, (enum gaz_pdf_kind)kind)) {
        gaz_usage_error(cli, gaz_pick(cli, "--for里“%s”写了两次", "--for says \"%s\" twice"), name);
        return false;
    }
    cli->kinds |= 1u << kind;
    return true;
}

static bool read_kinds(struct gaz_cli *cli) {
    g_auto(GStrv) names = cli->kinds_text ? g_strsplit(cli->kinds_text, ",", -1) : NULL;
    if (names && !*names) return refuse_kind(cli, "");
    for (char **name = names; name && *name; name++)
        if (!read_kind(cli, *name)) return false;
    return true;
}

/* ---- what is said of the file for a press */

static bool read_pdfx(struct gaz_cli *cli) {
    static const char *const names[] = {[GAZ_PDFX_1A] = "1a", [GAZ_PDFX_4] = "4"};
    if (!cli->pdfx) return true;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(cli->pdfx, names[i]) != 0) continue;
        cli->press.has_pdfx = true;
        cli->press.pdfx = (enum gaz_pdfx)i;
        return true;
    }
    g_autofree char *all = listed(cli, names, G_N_ELEMENTS(names));
    gaz_usage_error(cli, gaz_pick(cli, "--pdfx只能是%s之一，不是“%s”", "--pdfx is one of %s, not \"%s\""),
                    all, cli->pdfx);
    return false;
}

static bool read_imposition(struct gaz_cli *cli) {
    cli->press.is_booklet = cli->impose && strcmp(cli->impose, "booklet") == 0;
    if (!cli->impose || cli->press.is_booklet) return true;
    gaz_usage_error(
        cli, gaz_pick(cli, "--impose只能是booklet（小册子），不是“%s”", "--impose is booklet, not \"%s\""),
        cli->impose);
    return false;
}

/* The first option that is of the file for a press alone; NULL: none was given. */
static const char *press_option(const struct gaz_cli *cli) {
    return cli->profile        ? "--profile"
           : cli->pdfx         ? "--pdfx"
           : cli->marks        ? "--marks"
           : cli->impose       ? "--impose"
           : cli->press_report ? "--press-report"
                               : NULL;
}

/* Turned for a screen, pages would lie across on a press; and what concerns a press alone needs one. */
static bool check_company(const struct gaz_cli *cli) {
    bool has_print = gaz_has_kind(cli->kinds, GAZ_PDF_PRINT);
    const char *lonely = has_print ? NULL : press_option(cli);
    if (lonely)
        gaz_usage_error(cli,
                        gaz_pick(cli, "%s只用于付印文件，要同时写--for print",
                                 "%s is for the press only: it needs --for print"),
                        lonely);
    else if (has_print && cli->screen_rotate)
        gaz_usage_error(
            cli, "%s",
            gaz_pick(cli, "--screen-rotate不能和--for print一起用：付印文件的页不转",
                     "--screen-rotate and --for print exclude each other: no page turns on a press"));
    else
        return true;
    return false;
}

/* What is kept of one document is an archive's file and no other. */
static bool check_split(const struct gaz_cli *cli) {
    if (!cli->split || cli->kinds == 1u << GAZ_PDF_ARCHIVE) return true;
    gaz_usage_error(cli, "%s",
                    gaz_pick(cli, "--split只用于存档文件，要写--for archive，不能同时要别的文件",
                             "--split is of files to be kept: it needs --for archive, and no other kind"));
    return false;
}

bool gaz_kinds_read(struct gaz_cli *cli) {
    cli->press.profile = cli->profile;
    cli->press.has_marks = cli->marks;
    return read_kinds(cli) && read_pdfx(cli) && read_imposition(cli) && check_company(cli) &&
           check_split(cli);
}
