/* names.c: lists of names: 组长：某某　某职 in lines of their own, or names alone, parted by blanks.
 *
 * Only lines that begin with one of the labels such lists have begin one, or 某某（某职） below a line that
 * says 名单; what is not sure stays a paragraph each. 某某　某职 without a label stays so: blanks part names
 * there. */
#include "intake/shape/parts.h"

enum { FEWEST_LINES = 2, LONGEST_LINE = 120 };

#define LABELS                                                                                               \
    "(?:组\\s*长|副组长|第一组长|常务副组长|成\\s*员|主\\s*任|副主任|委\\s*员|"       \
    "秘书长|副秘书长|总指挥|"                                                                      \
    "副总指挥|指挥长|副指挥长|联络员|召集人|副召集人|顾\\s*问|主\\s*席|副主席|"  \
    "会\\s*长|副会长|执行主任)"
#define WHO "(?:\\p{Han}{2,4}|\\p{Han}\\s\\p{Han}|\\p{Han}{1,8}(?:·\\p{Han}{1,8})+)"
#define NAME WHO "(?:（[^（）]{1,8}）)?"
#define POST "（[^（）]{2,40}）"

/* \s is the full-width blank too; in the text as it was typed */
static const char *const forms[] = {
    "^" LABELS "[：:]\\s*"
    "(?:" NAME "(?:\\s+[^。；：]{2,80})?|" WHO POST ")$", /* 组长：某某　某职 */
    "^" NAME "\\s+[^。；：\\s][^。；：]{1,80}$",          /* 某某　某职 */
    "^" NAME "(?:\\s+" NAME "){3,}$",                     /* 某某　某某　某某　某某 */
    "^" WHO POST "$",                                     /* 某某（某职） */
};
enum name_form { LABELLED, PERSON, NAMES, POSTED, N_FORMS };

/* What stands above a list whose lines have no labels, and what may stand between: （按姓氏笔画为序） */
static const char above[] = "(?:名单|组成人员)(?:（[^（）]*）)?(?:如下)?[：:]?$";
static const char between[] = "^（[^（）]*）$";

struct search {
    struct gaz_lines *lines;
    GRegex *forms[N_FORMS];
};

static bool has_form(const struct search *s, guint i, enum name_form form) {
    if (!gaz_line_is_text(s->lines, i) || gaz_line_at(s->lines, i)->n > LONGEST_LINE) return false;
    const struct gaz_draft_block *block = gaz_line_at(s->lines, i)->block;
    g_autofree char *text = gaz_draft_utf8(block, 0, block->chars->len);
    return g_regex_match(s->forms[form], text, 0, NULL);
}

static bool is_bare(const struct search *s, guint i, const char *form) {
    const struct gaz_line *line = gaz_line_at(s->lines, i);
    return line && line->bare && g_regex_match_simple(form, line->bare, 0, 0);
}

/* Titles are taken by now, and say it too. */
static bool is_announced(const struct search *s, guint i) {
    if (i > 1 && is_bare(s, i - 1, between)) i--;
    return i > 0 && is_bare(s, i - 1, above);
}

/* Behind the lines from i on that are one list; i: none begins there. */
static guint list_end(const struct search *s, guint i) {
    guint end = i;
    bool is_labelled = has_form(s, i, LABELLED);
    while (is_labelled &&
           (has_form(s, end, LABELLED) || has_form(s, end, PERSON) || has_form(s, end, POSTED)))
        end++;
    while (!is_labelled && has_form(s, end, NAMES))
        end++;
    bool are_posted = end == i && has_form(s, i, POSTED) && is_announced(s, i);
    while (are_posted && has_form(s, end, POSTED))
        end++;
    return end - i >= FEWEST_LINES ? end : i;
}

static void take_list(const struct search *s, guint i, guint end) {
    struct gaz_line *first = gaz_line_at(s->lines, i);
    gaz_line_guess(s->lines, i, "名单", NULL);
    first->names_end = end;
}

void gaz_shape_names(struct gaz_lines *lines) {
    struct search s = {.lines = lines};
    for (unsigned i = 0; i < N_FORMS; i++)
        s.forms[i] = g_regex_new(forms[i], G_REGEX_OPTIMIZE, 0, NULL);
    for (guint i = lines->body; i < lines->lines->len; i++) {
        guint end = list_end(&s, i);
        if (end == i) continue;
        take_list(&s, i, end);
        i = end - 1;
    }
    for (unsigned i = 0; i < N_FORMS; i++)
        g_regex_unref(s.forms[i]);
}
