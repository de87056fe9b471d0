/* names.c: lists of names: 组长：某某　某职 in lines of their own, or names alone, parted by blanks.
 *
 * Only lines that begin with one of the labels such lists have begin one, or 某某（某职） and bare names
 * below a line that says 名单, or three and more of 某某　某职 whose posts end as posts do; what is not sure
 * stays a paragraph each.
 */
#include "intake/shape/parts.h"

#include "base/text/text.h"

#include <string.h>

enum { FEWEST_LINES = 2, FEWEST_PERSONS = 3, LONGEST_LINE = 120 };

#define LABELS                                                                                                                      \
    "(?:第一|常务|执行|名誉)?副?(?:组\\s*长|主\\s*任(?:委员)?|委\\s*员|成\\s*员|组\\s*员|秘书长|总指挥|" \
    "指挥长|指\\s*挥|联络员|"                                                                                               \
    "召集人|顾\\s*问|主\\s*席|会\\s*长|院\\s*长|理\\s*事|理事长|监\\s*事|政\\s*委|牵头人|负责人)"
#define WHO "(?:\\p{Han}{2,4}|\\p{Han}\\s\\p{Han}|\\p{Han}{1,8}(?:·\\p{Han}{1,8})+)"
#define NAME WHO "(?:（[^（）]{1,8}）)?"
#define POST "（[^（）]{2,40}）"

/* How posts end, and what may stand behind: （兼）, （正处级） */
#define POST_ENDS                                                                                                                                      \
    "(?:长|主任|书记|主席|委员|常委|总理|参事|馆员|秘书|教授|研究员|工程师|会计师|经济师|农艺师|医师|药师|"    \
    "护师|统计师|"                                                                                                                                \
    "科员|主任科员|调研员|巡视员|专员|代表|顾问|总监|经理|董事|监事|检察官|法官|院士|专家|政委|司令员|参谋|" \
    "干事|助理|"                                                                                                                                   \
    "讲师|教师|理事|负责人|联络员|发言人|站长|技师|工人|职工|村民|民警|干部|编辑|记者|律师)(?:（[^（）]{1,"      \
    "12}）)?"
#define POST_LINE "[^。；：\\s][^。；：]{1,80}"

/* \s is the full-width blank too; in the text as it was typed */
static const char *const forms[] = {
    "^" LABELS "[：:]\\s*"
    "(?:" NAME "(?:\\s+[^。；：]{2,80})?|" WHO POST ")$", /* 组长：某某　某职 */
    "^" NAME "\\s+" POST_LINE "$",                        /* 某某　某职 */
    "^" NAME "(?:\\s+" NAME "){3,}$",                     /* 某某　某某　某某　某某 */
    "^" WHO POST "$",                                     /* 某某（某职） */
    "^" NAME "\\s+(?=\\S)[^。；：]{0,80}?" POST_ENDS "$", /* 某某　某局局长 */
    "^" NAME "(?:\\s+" NAME ")*$",                        /* 某某; 某某　某某 */
    NAME "(?=\\s|$)",
};
enum name_form { LABELLED, PERSON, NAMES, POSTED, SURE_PERSON, BARE_NAMES, ONE_NAME, N_FORMS };

/* What stands above a list whose lines have no labels, and what may stand between: （按姓氏笔画为序） */
static const char above[] = "(?:名单|组成人员)(?:（[^（）]*）)?(?:如下)?[：:]?$";
static const char between[] = "^（[^（）]*）$";

struct search {
    struct gaz_lines *lines;
    GRegex *forms[N_FORMS];
    guint run, run_end,
        n_sure; /* the lines one behind another that may be persons', and how many surely are */
};

static bool has_form(const struct search *s, guint i, enum name_form form) {
    if (!gaz_line_is_text(s->lines, i) || gaz_line_at(s->lines, i)->n > LONGEST_LINE) return false;
    const struct gaz_draft_block *block = gaz_line_at(s->lines, i)->block;
    g_autofree char *text = gaz_draft_utf8(block, 0, block->chars->len);
    return g_regex_match(s->forms[form], text, 0, NULL);
}

static bool is_bare(const struct search *s, guint i, const char *form) {
    const struct gaz_line *line = gaz_line_at(s->lines, i);
    return line && g_regex_match_simple(form, line->bare, 0, 0);
}

/* Titles are taken by now, and say it too. */
static bool is_announced(const struct search *s, guint i) {
    if (i > 1 && is_bare(s, i - 1, between)) i--;
    return i > 0 && is_bare(s, i - 1, above);
}

/* The run of lines that are 某某　某职 from i on; one that is known is not gone through again. */
static void find_run(struct search *s, guint i) {
    if (i < s->run || i >= s->run_end) {
        s->run = s->run_end = i;
        s->n_sure = 0;
        for (; has_form(s, s->run_end, PERSON) && !has_form(s, s->run_end, NAMES); s->run_end++)
            s->n_sure += has_form(s, s->run_end, SURE_PERSON);
    }
    for (; s->run < i; s->run++)
        s->n_sure -= has_form(s, s->run, SURE_PERSON);
}

/* Behind the lines from i on that are 某某　某职, if they are persons: a line above says so, or all of three
 * and more have posts that end as posts do. */
static guint persons_end(struct search *s, guint i) {
    find_run(s, i);
    guint n = s->run_end - i;
    bool are_persons =
        is_announced(s, i) ? 2 * s->n_sure >= n && n >= FEWEST_LINES : s->n_sure == n && n >= FEWEST_PERSONS;
    return are_persons ? s->run_end : i;
}

/* How many names a line is, where it is nothing else and each has a surname, or is a foreign one; else 0. */
static guint count_names(const struct search *s, guint i) {
    if (!has_form(s, i, BARE_NAMES)) return 0;
    const struct gaz_draft_block *block = gaz_line_at(s->lines, i)->block;
    g_autofree char *text = gaz_draft_utf8(block, 0, block->chars->len);
    g_autoptr(GMatchInfo) match = NULL;
    guint n = 0;
    bool are_names = g_regex_match(s->forms[ONE_NAME], text, 0, &match);
    for (; are_names && g_match_info_matches(match); g_match_info_next(match, NULL), n++) {
        g_autofree char *name = g_match_info_fetch(match, 0);
        are_names = gaz_char_is_surname(g_utf8_get_char(name)) || strstr(name, "·");
    }
    return are_names ? n : 0;
}

/* Behind the lines from i on that are bare names, below a line that says so: several in each, of which the
 * last may lack some, or one in each. */
static guint bare_names_end(const struct search *s, guint i) {
    guint first = is_announced(s, i) ? count_names(s, i) : 0, end = i, n = first;
    if (first == 0) return i;
    while (n > 0 && (n > 1) == (first > 1))
        n = count_names(s, ++end);
    if (n > 0 && first > 1 && count_names(s, end + 1) == 0) end++;
    bool is_whole = first > 1 || n == 0;
    return is_whole && end - i >= (first > 1 ? FEWEST_LINES : FEWEST_PERSONS) ? end : i;
}

/* Behind the lines from i on that are one list; i: none begins there. *has_posts: 某某　某职. */
static guint list_end(struct search *s, guint i, bool *has_posts) {
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
    if (end - i >= FEWEST_LINES) return end;
    end = is_labelled ? i : persons_end(s, i);
    *has_posts = end > i;
    return is_labelled || *has_posts ? end : bare_names_end(s, i);
}

static void take_list(const struct search *s, guint i, guint end, bool has_posts) {
    struct gaz_line *first = gaz_line_at(s->lines, i);
    gaz_line_guess(s->lines, i, has_posts ? "名单（姓名、职务）" : "名单", NULL);
    first->names_end = end;
    first->has_posts = has_posts;
}

void gaz_shape_names(struct gaz_lines *lines) {
    struct search s = {.lines = lines};
    for (unsigned i = 0; i < N_FORMS; i++)
        s.forms[i] = g_regex_new(forms[i], G_REGEX_OPTIMIZE, 0, NULL);
    for (guint i = lines->body; i < lines->lines->len; i++) {
        bool has_posts = false;
        guint end = list_end(&s, i, &has_posts);
        if (end == i) continue;
        take_list(&s, i, end, has_posts);
        i = end - 1;
    }
    for (unsigned i = 0; i < N_FORMS; i++)
        g_regex_unref(s.forms[i]);
}
