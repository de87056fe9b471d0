/* foreign.c: see foreign.h. */
#include "input/inline/foreign.h"

#include "base/text/text.h"

#include <string.h>

enum foreign {
    FOREIGN_LIST,
    FOREIGN_QUOTE,
    FOREIGN_TABLE,
    FOREIGN_DRAWN_TABLE,
    FOREIGN_HEADING,
    FOREIGN_FIGURE,
    FOREIGN_RULE,
    FOREIGN_CODE,
    FOREIGN_LINK,
    FOREIGN_STRUCK,
    FOREIGN_ENTITY,
    FOREIGN_SCRIPT,
    FOREIGN_BREAK,
    FOREIGN_BOLD,
    FOREIGN_ITALIC,
    FOREIGN_TABLE_TAG,
    FOREIGN_FIGURE_TAG,
    FOREIGN_TAG,
    FOREIGN_LEFTOVER,
    N_FOREIGN
};

static const struct {
    const char *chinese, *english;
} advice[N_FOREIGN] = {
    [FOREIGN_LIST] = {"看似列表的记号；公文的层次照写编号，如1．、（1）",
                      "it looks like a list; items are written with their numbers, 1． or （1）"},
    [FOREIGN_QUOTE] = {"看似引文的记号；这里没有这种记号，请删去",
                       "it looks like a quotation; there is no such mark here: delete it"},
    [FOREIGN_TABLE] = {"看似表格，但缺第二行；表头之下要有一行| --- | --- |",
                       "it looks like a table without its second row: below the head stands | --- | --- |"},
    [FOREIGN_DRAWN_TABLE] =
        {"看似用符号画的表格；表格写作| 甲 | 乙 |，表头之下一行| --- | --- |（半角），或写作<table>",
         "it looks like a table drawn with signs; a table is | a | b | with | --- | --- | below its head, or "
         "<table>"},
    [FOREIGN_HEADING] = {"看似标题；#用半角，后面有空格",
                         "it looks like a heading; # is half-width, with a blank after it"},
    [FOREIGN_FIGURE] =
        {"看似图；写作![图题](文件)，都用半角，单独一行",
         "it looks like a figure, which is ![caption](file), half-width, on a line of its own"},
    [FOREIGN_RULE] = {"看似分隔线；这里没有这种记号，另起一页写<!-- 分页 -->",
                      "it looks like a dividing rule; there is none here, a new page is <!-- 分页 -->"},
    [FOREIGN_CODE] = {"看似代码的记号；这里没有这种记号，请删去",
                      "it looks like a mark of code; there is none here: delete it"},
    [FOREIGN_LINK] = {"看似链接；这里只写要印的文字",
                      "it looks like a link; write only what is to be printed"},
    [FOREIGN_STRUCK] = {"看似删除线；删去的文字请不要写",
                        "it looks like struck text; leave out what was deleted"},
    [FOREIGN_SCRIPT] = {"看似上标、下标；写作<sup>2</sup>、<sub>2</sub>",
                        "it looks like a raised or lowered figure, which is <sup>2</sup>, <sub>2</sub>"},
    [FOREIGN_ENTITY] = {"看似网页的字符名；请直接写这个字符",
                        "it looks like a character's name of HTML; type the character itself"},
    [FOREIGN_BREAK] = {"看似换行；段落里换行用行末的反斜杠",
                       "it looks like a line break, which is a backslash at the line's end"},
    [FOREIGN_BOLD] = {"看似黑体；写作**文字**", "it looks like bold, which is **text**"},
    [FOREIGN_ITALIC] = {"看似斜体；楷体写作*文字*", "it looks like italics; 楷体 is *text*"},
    [FOREIGN_TABLE_TAG] = {"看似表格的标签；表格从行首的<table>开始",
                           "it looks like a table's tag; a table begins with <table> at a line's beginning"},
    [FOREIGN_FIGURE_TAG] = {"看似图；写作![图题](文件)，单独一行",
                            "it looks like a figure, which is ![caption](file) on a line of its own"},
    [FOREIGN_TAG] = {"看似网页的标签；这里没有，请删去",
                     "it looks like a tag of HTML; there is none here: delete it"},
    [FOREIGN_LEFTOVER] = {"看似模板里没有填的地方；请填上",
                          "it looks like a place of a template that was not filled in"},
};

static void report(struct gaz_reader *reader, enum foreign kind, struct gaz_span span, const char *shown) {
    if (reader->foreign_told & 1u << kind) return;
    reader->foreign_told |= 1u << kind;
    gaz_report(reader->diags, GAZ_D_FOREIGN_MARKUP, span, shown, advice[kind].chinese, advice[kind].english);
}

/* ---- lines */

/* what is looked for, and what it is */
struct sign {
    const char *text;
    enum foreign kind;
};

static const struct sign beginnings[] = {
    {"- ", FOREIGN_LIST},        {"* ", FOREIGN_LIST},         {"+ ", FOREIGN_LIST},
    {"> ", FOREIGN_QUOTE},       {"+--", FOREIGN_DRAWN_TABLE}, {"+==", FOREIGN_DRAWN_TABLE},
    {"｜", FOREIGN_DRAWN_TABLE}, {"┌", FOREIGN_DRAWN_TABLE},   {"├", FOREIGN_DRAWN_TABLE},
    {"＃", FOREIGN_HEADING},     {"！［", FOREIGN_FIGURE},     {"！[", FOREIGN_FIGURE},
    {"!［", FOREIGN_FIGURE},     {"```", FOREIGN_CODE},        {"~~~", FOREIGN_CODE},
};

/* Three or more of one sign and nothing else. */
static bool is_rule(const char *text, size_t n) {
    return n >= 3 && strchr("-*_=", text[0]) && strspn(text, (const char[]){text[0], '\0'}) >= n;
}

static bool is_row(const char *text, size_t n) {
    return text[0] == '|' && memchr(text + 1, '|', n - 1);
}

void gaz_foreign_line(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    const char *text = reader->source->text + begin;
    while (end > begin && gaz_is_space((unsigned char)reader->source->text[end - 1]))
        end--;
    if (end == begin) return;
    if (is_rule(text, end - begin))
        report(reader, FOREIGN_RULE, gaz_reader_span(reader, begin, begin + 1), "---");
    if (is_row(text, end - begin))
        report(reader, FOREIGN_TABLE, gaz_reader_span(reader, begin, begin + 1), "|");
    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        size_t n = strlen(beginnings[i].text);
        if (end - begin < n || memcmp(text, beginnings[i].text, n) != 0) continue;
        struct gaz_span span = gaz_reader_span(reader, begin, begin + (uint32_t)n);
        report(reader, beginnings[i].kind, span, beginnings[i].text);
        return;
    }
}

/* ---- inside a text */

static const struct sign tags[] = {
    {"br", FOREIGN_BREAK},        {"b", FOREIGN_BOLD},          {"strong", FOREIGN_BOLD},
    {"i", FOREIGN_ITALIC},        {"em", FOREIGN_ITALIC},       {"table", FOREIGN_TABLE_TAG},
    {"thead", FOREIGN_TABLE_TAG}, {"tbody", FOREIGN_TABLE_TAG}, {"tr", FOREIGN_TABLE_TAG},
    {"td", FOREIGN_TABLE_TAG},    {"th", FOREIGN_TABLE_TAG},    {"caption", FOREIGN_TABLE_TAG},
    {"img", FOREIGN_FIGURE_TAG},  {"a", FOREIGN_LINK},          {"p", FOREIGN_TAG},
    {"div", FOREIGN_TAG},         {"span", FOREIGN_TAG},        {"u", FOREIGN_TAG},
    {"s", FOREIGN_STRUCK},        {"del", FOREIGN_STRUCK},      {"font", FOREIGN_TAG},
    {"center", FOREIGN_TAG},      {"h1", FOREIGN_TAG},          {"h2", FOREIGN_TAG},
    {"h3", FOREIGN_TAG},          {"h4", FOREIGN_TAG},          {"h5", FOREIGN_TAG},
    {"h6", FOREIGN_TAG},          {"hr", FOREIGN_RULE},         {"ul", FOREIGN_LIST},
    {"ol", FOREIGN_LIST},         {"li", FOREIGN_LIST},         {"blockquote", FOREIGN_QUOTE},
    {"pre", FOREIGN_CODE},        {"code", FOREIGN_CODE},       {"html", FOREIGN_TAG},
    {"body", FOREIGN_TAG},        {"section", FOREIGN_TAG},     {"article", FOREIGN_TAG},
};

enum { LONGEST_NAME = 12 };

/* The letters and digits from i on, in small letters; how many. */
static guint take_word(const GArray *items, guint i, char word[static LONGEST_NAME + 1]) {
    guint n = 0;
    for (uint32_t ch;
         n < LONGEST_NAME && (ch = gaz_raw_char(items, i + n)) < 0x80 && g_ascii_isalnum((gchar)ch); n++)
        word[n] = g_ascii_tolower((gchar)ch);
    word[n] = '\0';
    return n;
}

static struct gaz_span span_at(const struct gaz_reader *reader, const GArray *items, guint i) {
    return gaz_span_at(reader->source, g_array_index(items, struct gaz_raw, i).offset);
}

static void look_at_tag(struct gaz_reader *reader, const GArray *items, guint i) {
    char word[LONGEST_NAME + 1], shown[LONGEST_NAME + 4];
    bool closes = gaz_raw_char(items, i + 1) == '/';
    guint n = take_word(items, i + 1 + closes, word);
    uint32_t next = gaz_raw_char(items, i + 1 + closes + n);
    if (n == 0 || !(next == '>' || next == '/' || gaz_is_space(next))) return;
    for (size_t k = 0; k < G_N_ELEMENTS(tags); k++) {
        if (strcmp(tags[k].text, word) != 0) continue;
        g_snprintf(shown, sizeof shown, "<%s%s>", closes ? "/" : "", word);
        report(reader, tags[k].kind, span_at(reader, items, i), shown);
        return;
    }
}

/* &nbsp; */
static void look_at_entity(struct gaz_reader *reader, const GArray *items, guint i) {
    char word[LONGEST_NAME + 1], shown[LONGEST_NAME + 3];
    guint n = take_word(items, i + 1, word);
    if (n < 2 || gaz_raw_char(items, i + 1 + n) != ';') return;
    g_snprintf(shown, sizeof shown, "&%s;", word);
    report(reader, FOREIGN_ENTITY, span_at(reader, items, i), shown);
}

/* A [ before i, and no ! before it: ![…](…) is a figure, or was given up as one. */
static bool has_opening(const GArray *items, guint i) {
    enum { MOST = 200 };
    for (guint k = i; k-- > 0 && i - k < MOST;) {
        if (gaz_raw_char(items, k) != '[') continue;
        return k == 0 || g_array_index(items, struct gaz_raw, k - 1).ch != '!';
    }
    return false;
}

/* ](…) with something of an address in it */
static void look_at_link(struct gaz_reader *reader, const GArray *items, guint i) {
    enum { MOST = 200 };
    bool is_address = false;
    if (gaz_raw_char(items, i + 1) != '(') return;
    for (guint k = i + 2; k < i + MOST; k++) {
        uint32_t ch = gaz_raw_char(items, k);
        if (ch == ')' && is_address && has_opening(items, i))
            report(reader, FOREIGN_LINK, span_at(reader, items, i), "[ ]( )");
        if (ch == 0 || ch == ')') return;
        is_address |= ch == '/' || ch == '.' || ch == ':' || ch == '#';
    }
}

/* 10^8^, CO~2~: between marks a few letters and figures, behind a letter or, raised, a figure (3~5~7 is a
 * range). */
static void look_at_script(struct gaz_reader *reader, const GArray *items, guint i) {
    enum { MOST = 4 };
    uint32_t mark = gaz_raw_char(items, i), before = i ? gaz_raw_char(items, i - 1) : 0;
    bool is_raised = mark == '^';
    if (!gaz_char_is_latin(before) || (!is_raised && gaz_char_is_digit(before))) return;
    for (guint k = 1; k <= MOST + 1; k++) {
        uint32_t ch = gaz_raw_char(items, i + k);
        if (ch == mark && k > 1)
            report(reader, FOREIGN_SCRIPT, span_at(reader, items, i), is_raised ? "^ ^" : "~ ~");
        if (!gaz_char_is_latin(ch) && ch != '-' && ch != '+') return;
    }
}

void gaz_foreign_inline(struct gaz_reader *reader, const GArray *items, guint i) {
    uint32_t ch = gaz_raw_char(items, i);
    if (ch == '<') look_at_tag(reader, items, i);
    if (ch == '&') look_at_entity(reader, items, i);
    if (ch == ']') look_at_link(reader, items, i);
    if (ch == '^' || ch == '~') look_at_script(reader, items, i);
    if (ch == '~' && gaz_raw_char(items, i + 1) == '~' && gaz_raw_char(items, i + 2) > 0x7F)
        report(reader, FOREIGN_STRUCK, span_at(reader, items, i), "~~");
}

/* ---- what a template left */

enum { TIMES = 0xD7 };

static bool is_leftover(struct gaz_text text, uint32_t i) {
    if (text.chars[i].ch != TIMES || text.chars[i].offset == GAZ_NOWHERE) return false;
    uint32_t before = gaz_char_at(text, i - 1), after = gaz_char_at(text, i + 1);
    return after == TIMES || gaz_char_is_one_of(before, "第〔") ||
           (!gaz_char_is_digit(before) && gaz_char_is_one_of(after, "年月日号次"));
}

static void look_for_leftover(struct gaz_reader *reader, struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (is_leftover(text, i))
            report(reader, FOREIGN_LEFTOVER, gaz_span_at(text.source, text.chars[i].offset), "×");
}

struct leftovers {
    struct gaz_reader *reader;
    bool in_attachment;
};

/* Attachments may be forms, in which × stands for what others fill in. */
static void look_at_text(void *context, struct gaz_piece piece, struct gaz_text text) {
    struct leftovers *l = context;
    bool is_table = piece.kind == GAZ_PIECE_BLOCK && piece.block->kind == GAZ_BLOCK_TABLE;
    if (piece.kind == GAZ_PIECE_PART) l->in_attachment = piece.part->kind == GAZ_PART_ATTACHMENT;
    if (piece.kind == GAZ_PIECE_FOOTER) l->in_attachment = false;
    if (!l->in_attachment && !is_table) look_for_leftover(l->reader, text);
}

void gaz_foreign_leftovers(struct gaz_reader *reader, const struct gaz_doc *doc) {
    struct leftovers l = {reader, false};
    gaz_doc_texts(doc, look_at_text, &l);
}
