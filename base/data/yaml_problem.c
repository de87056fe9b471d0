/* yaml_problem.c: what is wrong with a YAML text, said as an editor can use it.
 *
 * libyaml notices a mistake one token late and says so in a parser's words. The two commonest slips in
 * Chinese text, a full-width colon after the key and no blank after the colon, are looked for first, near the
 * place; then its words are translated by a table.
 */
#include "base/data/yaml_problem.h"

#include "base/diag/diag.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

struct wording {
    const char *words; /* libyaml's problem begins so */
    bool at_context;   /* the place to show is where the construct began */
    const char *chinese, *english;
};

static const struct wording wordings[] = {
    {"could not find expected ':'", true, "此行应是“键: 值”，没有找到键后的冒号",
     "this line should be \"key: value\"; no colon was found after the key"},
    {"mapping values are not allowed", false, "此处不应再有冒号；值里有“: ”时请给值加引号",
     "a colon is not allowed here; quote a value that contains \": \""},
    {"did not find expected key", false, "此处应是一个键；请看缩进是否与上面的键对齐，引号是否多余",
     "a key is expected here; check the indentation and stray quotes"},
    {"did not find expected '-' indicator", false, "此处应是“- ”开头的一项；请看缩进是否对齐",
     "an item beginning with \"- \" is expected here; check the indentation"},
    {"block sequence entries are not allowed", false, "“- ”开头的列表项不能写在这里，请另起一行",
     "a list item cannot stand here; begin a new line"},
    {"did not find expected ',' or ']'", true, "方括号没有闭合，或少了逗号（,）",
     "the bracket [ is not closed, or a comma is missing"},
    {"did not find expected ',' or '}'", true, "花括号没有闭合，或少了逗号（,）",
     "the brace { is not closed, or a comma is missing"},
    {"found unexpected end of stream", true, "引号没有闭合", "the quotation mark is not closed"},
    {"found unexpected document indicator", true, "引号没有闭合", "the quotation mark is not closed"},
    {"found character that cannot start any token", false,
     "值不能以这个字符（制表符、@、`、%）开头，请加引号",
     "a value cannot begin with this character (tab, @, `, %); quote it"},
    {"found a tab character", false, "缩进不能用制表符，请用空格", "indentation cannot use tabs; use blanks"},
    {"found unknown escape character", false, "双引号内的反斜杠写法不对；照原样印请改用单引号",
     "unknown backslash escape in double quotes; use single quotes for plain text"},
    {"did not find expected hexdecimal number", false, "反斜杠写法应跟十六进制数字",
     "hexadecimal digits should follow the escape"},
    {"found incompatible YAML document", false, "只接受YAML 1.1和1.2，请删去%YAML一行",
     "only YAML 1.1 and 1.2 are accepted; leave the %YAML line out"},
    {"found invalid Unicode character escape code", false, "没有这个字符", "there is no such character"},
    {"did not find expected comment or line break", false, "“|”或“>”之后只能换行",
     "only a line end may follow | or >"},
    {"did not find expected node content", false, "此处缺少值", "a value is missing here"},
    {"did not find expected <document start>", false, "此处之前文档已经结束；请看缩进",
     "the document has ended before this; check the indentation"},
    {"did not find expected alphabetic or numeric character", false,
     "不接受YAML的锚（&）和引用（*）；文字以这两个字符开头时请加引号",
     "anchors (&) and aliases (*) are not accepted; quote a text that begins so"},
    {"mapping keys are not allowed", false, "“? ”开头的键不能写在这里；文字以“?”开头时请加引号",
     "a key beginning with \"? \" cannot stand here; quote a text that begins so"},
    {"found unexpected ':'", false, "此处不应有冒号；值里有冒号时请给值加引号",
     "a colon is not expected here; quote a value that contains one"},
    {"found an indentation indicator equal to 0", false, "“|”或“>”之后的缩进数应是1至9",
     "the indentation behind | or > is 1 to 9"},
    {"found unknown directive name", false, "“%”开头的一行是YAML的指令，不接受；文字以“%”开头时请加引号",
     "a line that begins with % is a directive, which is not accepted; quote a text that begins so"},
    {"could not find expected directive name", false, "“%”之后不能空着；文字以“%”开头时请加引号",
     "nothing follows the %; quote a text that begins so"},
    {"found unexpected non-alphabetical character", false,
     "“%”开头的一行是YAML的指令，不接受；文字以“%”开头时请加引号",
     "a line that begins with % is a directive, which is not accepted; quote a text that begins so"},
    {"found extremely long version number", false, "%YAML之后的版本号太长；请删去%YAML一行",
     "the version behind %YAML is too long; leave the line out"},
    {"did not find expected version number", false, "%YAML之后没有版本号；请删去%YAML一行",
     "there is no version behind %YAML; leave the line out"},
    {"did not find expected digit or '.' character", false, "%YAML之后的版本号写法不对；请删去%YAML一行",
     "the version behind %YAML is wrong; leave the line out"},
    {"found duplicate %", false, "YAML的指令写了两次；请删去“%”开头的各行",
     "a directive is there twice; leave the lines out that begin with %"},
    {"did not find expected whitespace", false,
     "“%”开头的一行或“!”标记的写法不对；文字以这两个字符开头时请加引号",
     "a directive (%) or tag (!) is not as it should be; quote a text that begins so"},
    {"did not find expected '!'", false, "不接受YAML的类型标记（!）；文字以!开头时请加引号",
     "YAML tags (!) are not accepted; quote a text that begins so"},
    {"did not find expected tag URI", false, "不接受YAML的类型标记（!）；文字以!开头时请加引号",
     "YAML tags (!) are not accepted; quote a text that begins so"},
    {"did not find the expected '>'", false, "不接受YAML的类型标记（!）；文字以!开头时请加引号",
     "YAML tags (!) are not accepted; quote a text that begins so"},
    {"did not find URI escaped octet", false, "不接受YAML的类型标记（!）；文字以!开头时请加引号",
     "YAML tags (!) are not accepted; quote a text that begins so"},
    {"found an incorrect", false, "不接受YAML的类型标记（!）；文字以!开头时请加引号",
     "YAML tags (!) are not accepted; quote a text that begins so"},
    {"found undefined tag handle", false, "不接受YAML的类型标记（!）；文字以!开头时请加引号",
     "YAML tags (!) are not accepted; quote a text that begins so"},
    {"found duplicate anchor", false, "不接受YAML的锚（&）和引用（*）；文字以这两个字符开头时请加引号",
     "anchors (&) and aliases (*) are not accepted; quote a text that begins so"},
    {"found undefined alias", false, "不接受YAML的锚（&）和引用（*）；文字以这两个字符开头时请加引号",
     "anchors (&) and aliases (*) are not accepted; quote a text that begins so"},
    {"did not find expected <stream-start>", false, "此处不是YAML", "this is no YAML"},
    {"control characters are not allowed", false, "此处有控制字符，请删去",
     "there is a control character here"},
    {"invalid ", false, "此处的字符编码不对", "the encoding is wrong here"},
    {"unexpected low surrogate area", false, "此处的字符编码不对", "the encoding is wrong here"},
    {"the root is no map", false, "此处应是“键: 值”", "\"key: value\" is expected here"},
};

static const struct wording *find_wording(const char *problem) {
    for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++)
        if (g_str_has_prefix(problem, wordings[i].words)) return &wordings[i];
    return NULL;
}

/* ---- slips of the colon */

enum slip { NO_SLIP, WIDE_COLON, TIGHT_COLON };

static const char WIDE[] = "：";

static const char *line_begin(const struct gaz_yaml_problem *problem, uint32_t at) {
    const char *low = problem->source->text + problem->begin;
    const char *begin = problem->source->text + MIN(at, problem->end);
    while (begin > low && begin[-1] != '\n')
        begin--;
    return begin;
}

static const char *line_end(const struct gaz_yaml_problem *problem, const char *begin) {
    const char *high = problem->source->text + problem->end;
    const char *end = memchr(begin, '\n', (size_t)(high - begin));
    return end ? end : high;
}

/* Looks at the first colon of a line; *where is its address. Quoted text, lists and comments are left alone.
 */
static enum slip find_slip(const char *begin, const char *end, const char **where) {
    while (begin < end && (*begin == ' ' || *begin == '-'))
        begin++;
    if (begin < end && strchr("\"'[{#|>", *begin)) return NO_SLIP;
    for (const char *at = begin; at < end; at = g_utf8_next_char(at)) {
        *where = at;
        if (strncmp(at, WIDE, strlen(WIDE)) == 0) return WIDE_COLON;
        if (*at == ':') return at + 1 == end || at[1] == ' ' || at[1] == '\t' ? NO_SLIP : TIGHT_COLON;
    }
    return NO_SLIP;
}

/* The line on which the slip would be: where the construct began, or, when a colon came as a surprise because
 * the line before it was taken for its beginning, that line. NULL: this problem is never a slip of the colon.
 */
static const char *slip_line(const struct gaz_yaml_problem *problem) {
    if (g_str_has_prefix(problem->problem, "could not find expected ':'") ||
        g_str_has_prefix(problem->problem, "the root is no map"))
        return line_begin(problem, problem->context);
    const char *noticed = line_begin(problem, problem->at);
    if (g_str_has_prefix(problem->problem, "mapping values are not allowed") &&
        noticed > problem->source->text + problem->begin)
        return line_begin(problem, (uint32_t)(noticed - 1 - problem->source->text));
    return NULL;
}

static bool report_slip(const struct gaz_yaml_problem *problem, struct gaz_diags *diags) {
    const char *where = NULL, *line = slip_line(problem);
    enum slip slip = line ? find_slip(line, line_end(problem, line), &where) : NO_SLIP;
    if (slip == NO_SLIP) return false;
    struct gaz_span span = gaz_span_at(problem->source, (uint32_t)(where - problem->source->text));
    if (slip == WIDE_COLON)
        gaz_report(diags, GAZ_D_YAML_SYNTAX, span, "键后的冒号应是半角的“: ”，这里是全角的“：”",
                   "the colon after a key should be \": \", not the full-width one");
    else
        gaz_report(diags, GAZ_D_YAML_SYNTAX, span, "冒号之后应有一个空格", "a blank should follow the colon");
    return true;
}

/* `主送: 各区人民政府:`: a text that is closed by a half-width colon, of which YAML makes a key. */
static bool report_closing_colon(const struct gaz_yaml_problem *problem, struct gaz_diags *diags) {
    if (!g_str_has_prefix(problem->problem, "mapping values are not allowed")) return false;
    const char *begin = line_begin(problem, problem->at), *end = line_end(problem, begin);
    const char *colon = problem->source->text + MIN(problem->at, problem->end);
    const char *key_end = memmem(begin, (size_t)(end - begin), ": ", 2);
    if (colon >= end || *colon != ':' || !key_end || key_end >= colon) return false;
    if (strspn(colon + 1, " \t") < (size_t)(end - colon - 1)) return false;
    while (begin < key_end && (*begin == ' ' || *begin == '-'))
        begin++;
    g_autofree char *key = g_strndup(begin, (gsize)(key_end - begin));
    g_autofree char *chinese = g_strdup_printf("“%s”一行末尾的冒号应是全角的“：”，这里是半角的“:”", key);
    g_autofree char *english =
        g_strdup_printf("the colon at the end of the line %s should be ：, not \":\"", key);
    gaz_report(diags, GAZ_D_YAML_SYNTAX,
               gaz_span_at(problem->source, (uint32_t)(colon - problem->source->text)), chinese, english);
    return true;
}

void gaz_yaml_report_problem(const struct gaz_yaml_problem *problem, struct gaz_diags *diags) {
    if (report_closing_colon(problem, diags) || report_slip(problem, diags)) return;
    const struct wording *wording = find_wording(problem->problem);
    uint32_t at = wording && wording->at_context ? problem->context : problem->at;
    g_autofree char *unknown = g_strdup_printf("此处不合YAML的写法（%s）", problem->problem);
    const char *chinese = wording ? wording->chinese : unknown;
    const char *english = wording ? wording->english : problem->problem;
    gaz_report(diags, GAZ_D_YAML_SYNTAX, gaz_span_at(problem->source, MIN(at, problem->end)), chinese,
               english);
}
