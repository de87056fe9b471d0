/* line.c: the forms of lines, in one table, and what is done with a line. */
#include "intake/shape/line.h"

#include "base/text/text.h"
#include "intake/words.h"

#include <string.h>

#define HAN "\\p{Han}"
#define OPEN "[〔\\[【（(［]"
#define CLOSE "[〕\\]】）)］]"
#define DAY                                                                                                  \
    "(?:\\d{4}年\\d{1,2}月\\d{1,2}日|[一二三四五六七八九〇○零]{4}年["                       \
    "一二三四五六七八九十]{1,3}月["                                                               \
    "一二三四五六七八九十]{1,3}日)"
#define N "(?:\\d{1,3}(?:-\\d{1,3})?|[一二三四五六七八九十]{1,3}|[A-Z])"
#define NO_TITLE "(?!.*关于)" /* what says what it is about */
#define MARK_WORDS "文件|令|公告|通告|纪要"
/* what is a part of an organ's name that stands before it */
#define DEPENDENT "(?:办公|常务委员会|常委会|人民|委员会|党组|机关)"
#define POSTS                                                                                                \
    "省长|市长|县长|区长|州长|旗长|盟长|主席|总理|部长|局长|主任|行长|署长|"     \
    "院长|检察长"

/* In bare text: no blanks, no line ends. */
static const char *const forms[GAZ_N_LINE_FORMS] = {
    [GAZ_LINE_NUMBER] = "^" HAN "[" HAN "、]{0,24}" OPEN "[12]\\d{3}" CLOSE "第?\\d{1,5}号(?:签发人[：:].*)?$"
                        "|^" HAN "[" HAN "、]{1,40}(?:令|公告|通告)(?:[12]\\d{3}年)?第\\d{1,5}号$",
    [GAZ_LINE_ORDER_NUMBER] =
        "^（?(?:" OPEN HAN "{2,8}" CLOSE ")?第(?:\\d{1,5}|[一二三四五六七八九十百〇零]{1,7})号）?$"
        "|^（?(?:" OPEN "[12]\\d{3}" CLOSE "第?|[12]\\d{3}年第|第)\\d{1,5}[号期]）?$",
    [GAZ_LINE_MARK] = "^" NO_TITLE "[" HAN "（）()、]{2,60}(?:文件|令)$",
    [GAZ_LINE_NOTICE_MARK] =
        "^" NO_TITLE "[" HAN "（）()、]{1,60}(?:(?:" GAZ_ORGAN_ENDS "|会议)(?:公告|通告)|纪要)$",
    [GAZ_LINE_MARK_NUMBER] =
        "^([" HAN "（）()、]{2,60}(?:令|公告|通告))"
        "(?:" OPEN HAN "{2,8}" CLOSE "|[12]\\d{3}年)?第(?:\\d{1,5}|[一二三四五六七八九十百〇零]{1,7})号$",
    [GAZ_LINE_MARK_END] = "^(?:" DEPENDENT "[" HAN "]{0,12})?(?:" MARK_WORDS ")$",
    [GAZ_LINE_SECRECY] = "^(?:\\d{6}|(?:绝密|机密|秘密)(?:★.*)?|特急|加急|特提|平急|急件)$",
    [GAZ_LINE_SIGNER] = "^签发人[：:].{2,20}$",
    [GAZ_LINE_HISTORY] = "^（[^（）]*(?:（[^（）]*）[^（）]*)*年[^（）]*(?:（[^"
                         "（）]*）[^（）]*)*）$",
    [GAZ_LINE_HISTORY_BEGIN] = "^（[^）]*(?:年|会议|代表大会)[^）]*$",
    [GAZ_LINE_NOTE] = "^（[^（）]{2,60}）$",
    [GAZ_LINE_ATTENDANCE] = "^(?:出席|请假|缺席|列席)[：:][^。；：]+$",
    [GAZ_LINE_RECORDER] = "^(?:会议)?记录人?员?[：:][^。；：]+$",
    [GAZ_LINE_COPIES] = "^抄送[：:].+$",
    [GAZ_LINE_PRINTED] = "^.{2,40}?" DAY "印发$",
    [GAZ_LINE_LABEL] = "^附(?:件|表|录|图)" N "?[：:]?$",
    [GAZ_LINE_LABELLED] = "^附(?:件|表|录|图)(?:" N "?[：:]|" N ")[^：:。；，]{2,60}$",
    [GAZ_LINE_LIST] = "^附件[：:].+$",
    [GAZ_LINE_LIST_GOES_ON] = "^\\d{1,2}[．.、][^。；]{1,100}$",
    [GAZ_LINE_ADDRESSEES] = "^[^。；？！]{2,600}[：:]$",
    [GAZ_LINE_TITLE] = "(?:" GAZ_TITLE_KINDS ")(?:（[^（）]{2,30}）)?$",
    [GAZ_LINE_ISSUES] = "印发|转发|批转|发布|公布|颁布",
    [GAZ_LINE_ORGAN] = "^[" HAN "（）()、·]{2,60}(?:" GAZ_ORGAN_ENDS ")$",
    [GAZ_LINE_DAY] = "^" DAY "$",
    [GAZ_LINE_MONTH] =
        "^(?:\\d{4}|[一二三四五六七八九〇○零]{4})年(?:\\d{1,2}|[一二三四五六七八九十]{1,2})?月日?$",
    [GAZ_LINE_DAYS] = "^" DAY DAY "+$",
    [GAZ_LINE_SEAL] = "^(?:[（(](?:加?盖?[公印]?章|签章)(?:处)?[）)])+$",
    [GAZ_LINE_SIGNATURE] = "^(?:代理?)?(?:" POSTS ")[：:]?" HAN "{2,4}$"
                           "|^[" HAN "（）()、·]{2,60}(?:" GAZ_ORGAN_ENDS ")[（(](?:盖|公|印)?章[）)]$",
    [GAZ_LINE_SENTENCE] = "[。；？！]|[，、：:,;]$",
    [GAZ_LINE_CAPTION] = "^附?[表图]" N,
    [GAZ_LINE_NUMBERED] = "^(?:[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十]{1,4}）|\\d{"
                          "1,3}[．.、]|"
                          "（\\d{1,3}）|第[一二三四五六七八九十百零〇]{1,6}[编章节条])",
};

/* ---- the lines */

char *gaz_bare(const char *text) {
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        if (!gaz_draft_is_blank(ch) && ch != '\n' && ch != GAZ_DRAFT_OBJECT) g_string_append_unichar(out, ch);
    }
    return g_string_free(out, FALSE);
}

static void add_line(struct gaz_lines *lines, const struct gaz_draft_block *block) {
    struct gaz_line line = {.block = block};
    if (block->kind == GAZ_DRAFT_PARAGRAPH && block->chars->len == 0) return;
    g_autofree char *text = block->chars ? gaz_draft_utf8(block, 0, block->chars->len) : g_strdup("");
    line.bare = gaz_bare(text);
    line.n = g_utf8_strlen(line.bare, -1);
    g_array_append_val(lines->lines, line);
}

void gaz_lines_open(struct gaz_lines *lines, const struct gaz_draft *draft, struct gaz_account *account,
                    struct gaz_shaped *shaped) {
    *lines = (struct gaz_lines){draft, account, shaped, g_array_new(FALSE, FALSE, sizeof(struct gaz_line)),
                                {0},   0,       0};
    for (unsigned i = 0; i < GAZ_N_LINE_FORMS; i++)
        lines->forms[i] = g_regex_new(forms[i], G_REGEX_OPTIMIZE, 0, NULL);
    for (guint i = 0; i < draft->blocks->len; i++)
        add_line(lines, gaz_draft_block_at(draft->blocks, i));
    lines->rest = lines->lines->len;
}

void gaz_lines_close(struct gaz_lines *lines) {
    for (guint i = 0; i < lines->lines->len; i++)
        g_free(gaz_line_at(lines, i)->bare);
    g_array_unref(lines->lines);
    for (unsigned i = 0; i < GAZ_N_LINE_FORMS; i++)
        g_regex_unref(lines->forms[i]);
}

struct gaz_line *gaz_line_at(const struct gaz_lines *lines, guint i) {
    return i < lines->lines->len ? &g_array_index(lines->lines, struct gaz_line, i) : NULL;
}

bool gaz_line_is_text(const struct gaz_lines *lines, guint i) {
    const struct gaz_line *line = gaz_line_at(lines, i);
    return line && !line->is_used && line->n > 0;
}

/* A form is one of short lines: nobody looks for one in a paragraph of a thousand characters. */
bool gaz_line_has(const struct gaz_lines *lines, guint i, enum gaz_line_form form) {
    enum { LONGEST = 700 };
    const struct gaz_line *line = gaz_line_at(lines, i);
    if (!gaz_line_is_text(lines, i)) return false;
    if (line->n > LONGEST) return form == GAZ_LINE_SENTENCE;
    return g_regex_match(lines->forms[form], line->bare, 0, NULL);
}

bool gaz_line_is_centred(const struct gaz_lines *lines, guint i) {
    return gaz_line_is_text(lines, i) && gaz_line_at(lines, i)->block->look.align == GAZ_DRAFT_CENTRED;
}

bool gaz_line_looks_like_mark(const struct gaz_lines *lines, guint i) {
    if (!gaz_line_is_text(lines, i)) return false;
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    return block->look.is_red || block->classes & GAZ_DRAFT_BOXED ||
           block->look.face == GAZ_DRAFT_FACE_XIAOBIAOSONG;
}

bool gaz_line_heads_contents(const char *bare) {
    return strcmp(bare, "目录") == 0 || strcmp(bare, "目次") == 0;
}

bool gaz_line_may_be_title(const struct gaz_lines *lines, guint i, glong longest) {
    return gaz_line_is_text(lines, i) && gaz_line_at(lines, i)->n <= longest &&
           !gaz_line_has(lines, i, GAZ_LINE_SENTENCE) && !gaz_line_has(lines, i, GAZ_LINE_NUMBERED) &&
           !gaz_line_has(lines, i, GAZ_LINE_HISTORY) && !gaz_line_heads_contents(gaz_line_at(lines, i)->bare);
}

guint gaz_line_history(const struct gaz_lines *lines, guint i) {
    if (gaz_line_has(lines, i, GAZ_LINE_HISTORY)) return 1;
    bool goes_on = gaz_line_has(lines, i, GAZ_LINE_HISTORY_BEGIN) && gaz_line_is_text(lines, i + 1) &&
                   g_str_has_suffix(gaz_line_at(lines, i + 1)->bare, "）");
    return goes_on ? 2 : 0;
}

bool gaz_lines_mark_ends(const struct gaz_lines *lines, const char *word) {
    g_autofree char *mark = gaz_shaped_value(lines->shaped, GAZ_FRONT_MARK);
    const char *whole = lines->shaped->form ? lines->shaped->form : mark;
    return whole && g_str_has_suffix(whole, word);
}

bool gaz_lines_are_order(const struct gaz_lines *lines) {
    return gaz_lines_mark_ends(lines, "令");
}

/* ---- what becomes of one */

static char *where_of(const struct gaz_lines *lines, guint i) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    return gaz_draft_where(lines->draft, block->part, block->paragraph);
}

void gaz_line_guess(struct gaz_lines *lines, guint i, const char *taken_for, const char *doubt) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    g_autofree char *text = gaz_draft_utf8(block, 0, block->chars->len);
    g_autofree char *where = where_of(lines, i);
    struct gaz_account_entry entry = {
        .text = text, .becomes = taken_for, .where = where, .doubt = doubt, .count = 1};
    gaz_account_add(lines->account, GAZ_REASON_FRONT, entry);
}

/* `doubt`: NULL, or why it may be something else. */
static void use_line(struct gaz_lines *lines, guint i, enum gaz_front_key key, const char *doubt) {
    gaz_line_guess(lines, i, gaz_front_name(key), doubt);
    gaz_line_at(lines, i)->is_used = true;
}

GArray *gaz_line_take_part(struct gaz_lines *lines, guint i, guint begin, guint n, enum gaz_front_key key) {
    use_line(lines, i, key, NULL);
    return gaz_shaped_add_value(lines->shaped, key, gaz_line_at(lines, i)->block, begin, n);
}

GArray *gaz_line_take(struct gaz_lines *lines, guint i, enum gaz_front_key key, const char *doubt) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    use_line(lines, i, key, doubt);
    return gaz_shaped_add_value(lines->shaped, key, block, 0, block->chars->len);
}

void gaz_line_append(struct gaz_lines *lines, guint i, GArray *chars) {
    struct gaz_line *line = gaz_line_at(lines, i);
    g_array_append_vals(chars, line->block->chars->data, line->block->chars->len);
    line->is_used = true;
}

void gaz_line_join(struct gaz_lines *lines, guint i, GArray *chars) {
    struct gaz_draft_char end = {'\n', GAZ_NOWHERE, 0, 0};
    if (chars->len > 0) g_array_append_val(chars, end);
    gaz_line_append(lines, i, chars);
}

void gaz_line_leave_out_part(struct gaz_lines *lines, guint i, guint begin, guint n,
                             enum gaz_intake_reason reason) {
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    for (guint k = begin; k < begin + n && k < block->chars->len; k++)
        gaz_account_take_out(lines->account, reason, &gaz_draft_chars(block)[k]);
}

void gaz_line_leave_out(struct gaz_lines *lines, guint i, enum gaz_intake_reason reason) {
    struct gaz_line *line = gaz_line_at(lines, i);
    gaz_line_leave_out_part(lines, i, 0, line->block->chars->len, reason);
    line->is_used = true;
}

const char *gaz_lines_fact(const struct gaz_lines *lines, const char *name) {
    for (guint i = 0; i < lines->draft->facts->len; i++) {
        const struct gaz_draft_fact *fact = &g_array_index(lines->draft->facts, struct gaz_draft_fact, i);
        if (strcmp(fact->name, name) == 0 && *fact->value) return fact->value;
    }
    return NULL;
}
