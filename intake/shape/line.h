/* line.h: a draft's blocks as they are looked at: what a paragraph says without its blanks, what form it has,
 * and what it was taken for. Inside shape/ only. */
#ifndef GAZ_INTAKE_SHAPE_LINE_H
#define GAZ_INTAKE_SHAPE_LINE_H

#include "intake/account.h"
#include "intake/shaped.h"

/* Forms of whole lines; each is a row of the table in line.c. */
enum gaz_line_form {
    GAZ_LINE_NUMBER,       /* 国发〔2021〕5号 */
    GAZ_LINE_ORDER_NUMBER, /* 第5号; of minutes: 〔2024〕5号, 第5期 */
    GAZ_LINE_MARK,         /* …文件, …令 */
    GAZ_LINE_NOTICE_MARK,  /* …公告, …纪要: a mark where it looks like one */
    GAZ_LINE_MARK_NUMBER,  /* …令第5号 */
    GAZ_LINE_MARK_END, /* 文件, 公告 alone, 常务委员会公告: a mark's end below an organ's name */
    GAZ_LINE_SECRECY,  /* 份号, 密级, 紧急程度: GB/T 9704 7.2.1–7.2.3 */
    GAZ_LINE_SIGNER,   /* 签发人：… */
    GAZ_LINE_HISTORY,  /* （2012年…通过） */
    GAZ_LINE_HISTORY_BEGIN, /* the same, which goes on in the next line */
    GAZ_LINE_NOTE,          /* （此件公开发布） */
    GAZ_LINE_ATTENDANCE,    /* 出席：… */
    GAZ_LINE_RECORDER,      /* 记录：…, for which there is no key */
    GAZ_LINE_COPIES,        /* 抄送：… */
    GAZ_LINE_PRINTED,       /* 某办公室2024年7月3日印发 */
    GAZ_LINE_LABEL,         /* 附件1, alone */
    GAZ_LINE_LABELLED,      /* 附件1：…, with its title */
    GAZ_LINE_LIST,          /* 附件：1．… */
    GAZ_LINE_LIST_GOES_ON,  /* 2．… */
    GAZ_LINE_ADDRESSEES,    /* …： */
    GAZ_LINE_TITLE,         /* ends with the name of a kind of document: …的通知 */
    GAZ_LINE_ISSUES,        /* a title that issues another document: 关于印发… */
    GAZ_LINE_ORGAN,         /* 某市人民政府 */
    GAZ_LINE_DAY,           /* 2019年1月2日 */
    GAZ_LINE_MONTH,         /* 2019年1月, 2019年　月　日: no day */
    GAZ_LINE_DAYS,          /* 2019年1月2日2019年1月5日: two or more */
    GAZ_LINE_SIGNATURE,     /* 省长　某某 */
    GAZ_LINE_SEAL,          /* （盖章）, alone */
    GAZ_LINE_SENTENCE,      /* says a sentence, or a part of one */
    GAZ_LINE_CAPTION,       /* 表1 … */
    GAZ_LINE_NUMBERED,      /* 一、 （一） 1． 第一章 … */
    GAZ_N_LINE_FORMS
};

struct gaz_line {
    const struct gaz_draft_block *block; /* paragraph, table, figure, page break */
    char *bare;                          /* without blanks and line ends; "" where it is no paragraph */
    glong n;                             /* its characters */
    guint names_end; /* a list of names begins here and ends before that line; 0: none does */
    bool has_posts;  /* of that list: 某某　某职, no label */
    bool is_used;    /* stands in the front matter, or was left out */
};

struct gaz_lines {
    const struct gaz_draft *draft;
    struct gaz_account *account;
    struct gaz_shaped *shaped;
    GArray *lines; /* of gaz_line: blocks that say something */
    GRegex *forms[GAZ_N_LINE_FORMS];
    guint body; /* the first line that is no part of the head */
    guint rest; /* the first behind the notice's own signature; the number of lines: it has none */
};

void gaz_lines_open(struct gaz_lines *lines, const struct gaz_draft *draft, struct gaz_account *account,
                    struct gaz_shaped *shaped);
void gaz_lines_close(struct gaz_lines *lines);

/* NULL outside. */
struct gaz_line *gaz_line_at(const struct gaz_lines *lines, guint i);
/* False outside, and of a line that is used or no paragraph. */
bool gaz_line_has(const struct gaz_lines *lines, guint i, enum gaz_line_form form);
bool gaz_line_is_text(const struct gaz_lines *lines, guint i);
bool gaz_line_is_centred(const struct gaz_lines *lines, guint i);
/* Whether it looks as a 发文机关标志 does: red, in a box, in 小标宋. */
bool gaz_line_looks_like_mark(const struct gaz_lines *lines, guint i);
/* Whether the line is 目录 alone, without its blanks: a document's own contents begin below it. */
bool gaz_line_heads_contents(const char *bare);
/* Whether a line may be a title, or a part of one: short, and no sentence. */
bool gaz_line_may_be_title(const struct gaz_lines *lines, guint i, glong longest);
/* How many lines from i on say when a document was adopted: （2012年…通过）; 0: that one does not. */
guint gaz_line_history(const struct gaz_lines *lines, guint i);
/* Whether the mark, which was taken by then, ends with 令, 公告 …, or that word stands beside the names of
 * several organs; whether it is an order's. */
bool gaz_lines_mark_ends(const struct gaz_lines *lines, const char *word);
bool gaz_lines_are_order(const struct gaz_lines *lines);

/* The lines as they are told of: makes a line the value of a key, or of one its characters [begin, begin +
 * n), and says why; gives the value. doubt: NULL, or why the line may be something else. */
GArray *gaz_line_take(struct gaz_lines *lines, guint i, enum gaz_front_key key, const char *doubt);
GArray *gaz_line_take_part(struct gaz_lines *lines, guint i, guint begin, guint n, enum gaz_front_key key);
/* Adds a line to a value that has begun: as it is; behind a line end. */
void gaz_line_append(struct gaz_lines *lines, guint i, GArray *chars);
void gaz_line_join(struct gaz_lines *lines, guint i, GArray *chars);
/* Leaves a line, or characters of it, out for a reason. */
void gaz_line_leave_out(struct gaz_lines *lines, guint i, enum gaz_intake_reason reason);
void gaz_line_leave_out_part(struct gaz_lines *lines, guint i, guint begin, guint n,
                             enum gaz_intake_reason reason);
/* Says what something was taken for: a key or a kind of part. */
void gaz_line_guess(struct gaz_lines *lines, guint i, const char *taken_for, const char *doubt);

/* What the file says of itself; NULL: nothing. */
const char *gaz_lines_fact(const struct gaz_lines *lines, const char *name);
/* Text without blanks; freed with g_free. */
char *gaz_bare(const char *text);

#endif
