/* front_matter.c: a document's keys, and the printed form of their values.
 *
 * What is added to a value (the ： after 主送, the parentheses of 附注, 年 月 日) is generated; what was
 * typed keeps its place.
 */
#include "input/keys/front_matter.h"

#include "base/text/text.h"
#include "input/inline/inline.h"
#include "input/keys/corrections.h"
#include "input/keys/mark.h"
#include "input/keys/validate.h"
#include "input/lines/figure.h"

#include <glib.h>
#include <string.h>

/* what the table reads; the document takes its printed forms */
struct front {
    struct gaz_texts letterhead, signatures;
    struct gaz_text number, title, contents_title, english_title, english_number, subtitle, addressees, note;
    struct gaz_text attachment_list, copies, printer;
    struct gaz_text attendance[GAZ_N_ATTENDANCES];
    struct gaz_texts subjects;
    struct gaz_dated issued, printed;
    int form, footer_place, addressees_place, run_on;
    const struct gaz_yaml *overrides, *corrections;
};

#define FIELD(member) .offset = offsetof(struct front, member)
#define TEXT GAZ_KEY_TEXT

static const struct gaz_key keys[] = {
    {"格式", GAZ_KEY_CHOICE, FIELD(form), .choices = GAZ_FORM_CHOICES, .also = "文种|公文格式|公文种类",
     .help = "公文的格式（GB/T 9704 10）；不写的，标志以令、公告、纪要结尾的就是，别的是公文",
     .help_en = "the form; by default what the letterhead's end says (令, 公告, 纪要), else 公文"},
    {"发文机关标志", GAZ_KEY_TEXTS, FIELD(letterhead), .also = "标志|版头|红头",
     .help = "版头；几个机关联合行文写成列表，不写“文件”",
     .help_en = "the letterhead; joint issuers as a list, without 文件"},
    {"发文字号", TEXT, FIELD(number), .also = "文号|字号|令号|公文字号|文件编号", .help = "如〔2023〕8号",
     .help_en = "the document's number"},
    {"标题", TEXT, .required = true, FIELD(title), .also = "题目|名称",
     .help = "标题；分行写的照原样断行；令、有版头的公告可以没有",
     .help_en = "the title; its line ends are kept; an order and a notice with a letterhead may have none"},
    {"目录标题", TEXT, FIELD(contents_title), .help = "目录里的标题；不写则用标题",
     .help_en = "the title as the contents print it (default: the title)"},
    {"英文标题", TEXT, FIELD(english_title), .help = "英文目录里的标题",
     .help_en = "the title in the English contents"},
    {"英文字号", TEXT, FIELD(english_number), .help = "英文目录里的字号",
     .help_en = "the number in the English contents"},
    {"主题词", GAZ_KEY_TEXTS, FIELD(subjects), .help = "合订本的主题索引里归在哪些词下；这一篇不印",
     .help_en = "the subjects under which a volume's index has it; not printed here"},
    {"题注", TEXT, FIELD(subtitle), .also = "副标题", .help = "标题之下的一行，如通过的日期",
     .help_en = "a line under the title"},
    {"主送", TEXT, FIELD(addressees), .also = "主送单位|受文单位|受文机关",
     .help = "主送机关；末尾的冒号可写可不写", .help_en = "the addressees; printed with one ： at the end"},
    {"主送位置", GAZ_KEY_CHOICE, FIELD(addressees_place), .choices = "正文前|版记",
     .help = "主送在正文之前（默认），太多时移到版记（GB/T 9704 7.3.2）",
     .help_en = "the addressees before the text (正文前, default) or, when they are many, in the 版记"},
    {"出席", TEXT, FIELD(attendance[GAZ_PRESENT]), .also = "出席人员|参加",
     .help = "纪要的出席人员；“出席：”自动加", .help_en = "who was present (minutes); 出席： is added"},
    {"请假", TEXT, FIELD(attendance[GAZ_EXCUSED]), .also = "请假人员",
     .help = "纪要的请假人员；“请假：”自动加", .help_en = "who was excused (minutes); 请假： is added"},
    {"缺席", TEXT, FIELD(attendance[GAZ_ABSENT]), .also = "缺席人员",
     .help = "纪要的缺席人员；“缺席：”自动加", .help_en = "who was absent (minutes); 缺席： is added"},
    {"列席", TEXT, FIELD(attendance[GAZ_OBSERVING]), .also = "列席人员",
     .help = "纪要的列席人员；“列席：”自动加", .help_en = "who sat in (minutes); 列席： is added"},
    {"署名", GAZ_KEY_TEXTS, FIELD(signatures), .also = "落款|发文机关|发文单位|签发人|签署|签署人|单位",
     .help = "署名；联合署名写成列表；签名章写成图：市长 ![姓名](图)",
     .help_en = "the signature; joint ones as a list; a signer's stamp as a figure: 市长 ![name](picture)"},
    {"成文日期", GAZ_KEY_DATE, FIELD(issued), .also = "日期|发文日期|成文时间|发布日期|签发日期",
     .help = "如2023-06-16，印作2023年6月16日", .help_en = "the date of issue"},
    {"附注", TEXT, FIELD(note), .also = "备注|公开方式|公开属性|公开形式",
     .help = "如此件公开发布；括号可写可不写", .help_en = "a note; printed in （ ）, typed or not"},
    {"附件说明", TEXT, FIELD(attachment_list), .also = "附件|附件名称",
     .help = "自动（默认）、无，或要印的文字",
     .help_en = "自动 (the default: from the attachments), 无 (none), or the text to print"},
    {"抄送", TEXT, FIELD(copies), .also = "抄送单位", .help = "抄送机关，句号自己写",
     .help_en = "who gets copies"},
    {"印发机关", TEXT, FIELD(printer), .also = "印发单位|印发机构", .help = "版记左侧的机关",
     .help_en = "who printed it"},
    {"印发日期", GAZ_KEY_DATE, FIELD(printed), .also = "印发时间|印制日期", .help = "印作2023年6月21日印发",
     .help_en = "the date of printing"},
    {"版面", GAZ_KEY_NODE, FIELD(overrides), .node = "版面", .help = "这一篇自己的样式值，如{页行数: 31}",
     .help_en = "this document's own style values"},
    {"更正", GAZ_KEY_NODE, FIELD(corrections), .node = "更正",
     .help = "更正的各处，列表，每项如{期: 2024-6, 页: 12, 行: 8, 误: 甲, 正: 乙}；不印，合订本里两边相连",
     .help_en = "what is mended: a list of {期, 页, 行, 误, 正}; not printed, linked in a volume"},
    {"接排", GAZ_KEY_CHOICE, FIELD(run_on), .choices = "是|否",
     .help = "短件接在同一栏的上一篇之后，不另起一页；没有版头的才可以",
     .help_en = "a short document follows the one before it in its 栏目 on the same page; only without a "
                "letterhead"},
    {"版记位置", GAZ_KEY_CHOICE, FIELD(footer_place), .choices = "末尾|正文后",
     .help = "版记在末尾（默认）或正文之后",
     .help_en = "the 版记 at the end (末尾, default) or after the text (正文后)"},
};

const struct gaz_schema gaz_front_matter_schema = {"公文的文件头", keys, G_N_ELEMENTS(keys)};

/* ---- printed forms */

static struct gaz_text with_suffix(struct gaz_arena *arena, struct gaz_text text, const char *suffix) {
    struct gaz_text parts[2] = {text, gaz_text_from_utf8(arena, suffix)};
    return gaz_text_join(arena, parts, 2);
}

static struct gaz_text with_prefix(struct gaz_arena *arena, const char *prefix, struct gaz_text text) {
    struct gaz_text parts[2] = {gaz_text_from_utf8(arena, prefix), text};
    return gaz_text_join(arena, parts, 2);
}

static void report_last(struct gaz_reader *reader, enum gaz_code code, struct gaz_text text) {
    char shown[7] = {0};
    g_unichar_to_utf8(text.chars[text.n - 1].ch, shown);
    gaz_report(reader->diags, code, gaz_text_span(gaz_text_slice(text, text.n - 1, 1)), shown);
}

/* One ： at the end, typed or not; a half-width one, or what looks like one, gives way to it, with a warning.
 * Another mark is never followed by one. */
static struct gaz_text print_addressees(struct gaz_reader *reader, struct gaz_text text) {
    if (gaz_text_is_empty(text)) return text;
    uint32_t last = text.chars[text.n - 1].ch, n = text.n;
    if (last != 0xFF1A && gaz_is_colon(last)) report_last(reader, GAZ_D_ADDRESSEES_COLON, text);
    if (gaz_char_is_one_of(last, ";；,，.．。、")) report_last(reader, GAZ_D_ADDRESSEES_END, text);
    while (n > 0 && gaz_is_colon(text.chars[n - 1].ch))
        n--;
    if (n < text.n && text.chars[n].ch == 0xFF1A) return gaz_text_slice(text, 0, n + 1);
    return with_suffix(reader->arena, gaz_text_slice(text, 0, n), "：");
}

/* True when the first character's parenthesis is closed by the last one. */
static bool is_enclosed(struct gaz_text text, uint32_t open, uint32_t close) {
    int depth = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        if (text.chars[i].ch == open) depth++;
        if (text.chars[i].ch == close) depth--;
        if (depth == 0) return i > 0 && i + 1 == text.n;
    }
    return false;
}

static struct gaz_text print_note(struct gaz_reader *reader, struct gaz_text text) {
    if (gaz_text_is_empty(text) || is_enclosed(text, 0xFF08, 0xFF09)) return text;
    if (is_enclosed(text, '(', ')')) {
        gaz_report(reader->diags, GAZ_D_HALF_WIDTH, gaz_text_span(text), "( )", "（ ）");
        text = gaz_text_slice(text, 1, text.n - 2);
    }
    return with_suffix(reader->arena, with_prefix(reader->arena, "（", text), "）");
}

/* 抄送：… or 主送：… of the 版记 */
static struct gaz_text print_labelled(struct gaz_reader *reader, const char *label, struct gaz_text text) {
    if (gaz_text_is_empty(text) || gaz_text_has_prefix(text, label)) return text;
    return with_prefix(reader->arena, label, text);
}

/* In the 版记 they end as 抄送 do (7.4.2): the ： that may end them before the text is no part of them. */
static void take_addressees(struct gaz_reader *reader, const struct front *front, struct gaz_doc *doc) {
    struct gaz_text text = front->addressees;
    if (front->addressees_place == 0) {
        doc->addressees = print_addressees(reader, text);
        return;
    }
    while (text.n > 0 && gaz_is_colon(text.chars[text.n - 1].ch))
        text.n--;
    doc->moved_addressees = print_labelled(reader, "主送：", text);
}

/* ---- 署名 with a signer's stamp */

/* Where ![ begins; the text's length: there is none. */
static uint32_t find_figure(struct gaz_text text) {
    for (uint32_t i = 0; i + 1 < text.n; i++)
        if (text.chars[i].ch == '!' && text.chars[i + 1].ch == '[') return i;
    return text.n;
}

/* What stands before the figure, without the blanks between. */
static struct gaz_text post_of(struct gaz_text text, uint32_t figure) {
    while (figure > 0 && gaz_char_is_blank(text.chars[figure - 1].ch))
        figure--;
    return gaz_text_slice(text, 0, figure);
}

/* The figure's place in the source: a quoted value with escapes has none. */
static void read_stamp(struct gaz_reader *reader, struct gaz_text figure, struct gaz_figure *stamp) {
    struct gaz_span span = gaz_text_span(figure);
    enum gaz_figure_result result = GAZ_FIGURE_NONE;
    if (span.source) result = gaz_figure_read(reader, span.begin, span.end, GAZ_FIGURE_IN_FRONT, stamp);
    bool is_all = result != GAZ_FIGURE_NONE && stamp->span.end == span.end;
    if (!is_all)
        gaz_report(reader->diags, GAZ_D_FIGURE_FORM, span.source ? span : gaz_span_at(reader->source, 0),
                   NULL);
}

static void take_signatures(struct gaz_reader *reader, const struct front *front, struct gaz_doc *doc) {
    uint32_t n = front->signatures.n;
    struct gaz_text *texts = GAZ_NEW_ARRAY(reader->arena, struct gaz_text, n);
    struct gaz_figure *stamps = GAZ_NEW_ARRAY(reader->arena, struct gaz_figure, n);
    for (uint32_t i = 0; i < n; i++) {
        struct gaz_text text = front->signatures.texts[i];
        uint32_t figure = find_figure(text);
        texts[i] = figure < text.n ? post_of(text, figure) : text;
        if (figure < text.n) read_stamp(reader, gaz_text_slice(text, figure, text.n - figure), &stamps[i]);
    }
    doc->signatures = (struct gaz_texts){texts, n};
    doc->stamps = stamps;
}

/* ---- who was there */

/* A name between blanks or marks is not parted: at most four characters. Behind an organ's (市财政局钱若望)
 * it is the last two or three. */
static void join_names(struct gaz_char *chars, uint32_t n) {
    enum { LONGEST_NAME = 4, BEHIND_ORGAN = 3 };
    for (uint32_t begin = 0, end; begin < n; begin = end + 1) {
        for (end = begin; end < n && gaz_char_is_han(chars[end].ch);)
            end++;
        uint32_t name = end - begin > LONGEST_NAME ? end - BEHIND_ORGAN : begin;
        for (uint32_t i = name + 1; i < end; i++)
            chars[i].attrs |= GAZ_CHAR_JOINED;
    }
}

/* 出席：…: the label in 黑体 (GB/T 9704 10.3) */
static struct gaz_text print_attendance(struct gaz_reader *reader, const char *label, struct gaz_text text) {
    if (gaz_text_is_empty(text)) return text;
    struct gaz_text parts[2] = {gaz_text_from_utf8(reader->arena, label), text};
    struct gaz_text printed = gaz_text_join(reader->arena, parts, 2);
    struct gaz_char *chars = (struct gaz_char *)printed.chars; /* a new array */
    for (uint32_t i = 0; i < parts[0].n; i++)
        chars[i].attrs |= GAZ_CHAR_STRONG;
    join_names(chars + parts[0].n, text.n);
    return printed;
}

static void take_attendance(struct gaz_reader *reader, const struct front *front, struct gaz_doc *doc) {
    static const char *const labels[GAZ_N_ATTENDANCES] = {"出席：", "请假：", "缺席：", "列席："};
    for (int i = 0; i < GAZ_N_ATTENDANCES; i++)
        doc->attendance[i] = print_attendance(reader, labels[i], front->attendance[i]);
}

/* ---- the titles */

/* An order prints no title (GB/T 9704 10.2): what is given is for the contents. */
static void take_titles(struct gaz_reader *reader, const struct front *front, struct gaz_doc *doc) {
    struct gaz_text title = gaz_scripts_read(reader, front->title);
    doc->contents_title = gaz_scripts_read(reader, front->contents_title);
    if (doc->form != GAZ_FORM_ORDER)
        doc->title = title;
    else if (doc->contents_title.n == 0)
        doc->contents_title = gaz_text_unbroken(reader->arena, title);
    else if (title.n > 0)
        gaz_report(reader->diags, GAZ_D_TITLE_IDLE, gaz_text_span(title), NULL);
}

/* ---- dates */

/* The digits of a date's source, from *at on, without leading zeros: each with its place. */
static uint32_t add_digits(const struct gaz_source *source, uint32_t end, uint32_t *at,
                           struct gaz_char *chars) {
    uint32_t n = 0;
    while (*at < end && !g_ascii_isdigit(source->text[*at]))
        (*at)++;
    for (; *at < end && g_ascii_isdigit(source->text[*at]); (*at)++)
        if (n > 0 || source->text[*at] != '0')
            chars[n++] = (struct gaz_char){(unsigned char)source->text[*at], *at, 0};
    return n;
}

/* 2023年6月16日 (G-28: no leading zeros), then the suffix. */
static struct gaz_text print_date(struct gaz_reader *reader, struct gaz_dated dated, const char *suffix) {
    static const uint32_t units[3] = {0x5E74, 0x6708, 0x65E5}; /* 年 月 日 */
    if (dated.date.year == 0) return (struct gaz_text){0};
    struct gaz_char *chars = GAZ_NEW_ARRAY(reader->arena, struct gaz_char, 16 + strlen(suffix));
    uint32_t n = 0, at = dated.span.begin;
    for (int i = 0; i < 3; i++) {
        n += add_digits(reader->source, dated.span.end, &at, chars + n);
        chars[n++] = (struct gaz_char){units[i], GAZ_NOWHERE, 0};
    }
    struct gaz_text text = {chars, n, reader->source};
    return *suffix ? with_suffix(reader->arena, text, suffix) : text;
}

/* ---- the document */

static void take_letterhead(struct gaz_reader *reader, const struct front *front, struct gaz_doc *doc) {
    doc->letterhead = front->letterhead;
    if (doc->letterhead.n < 2) return;
    doc->letterhead_suffix = gaz_text_from_utf8(reader->arena, gaz_mark_suffix(front->form));
    for (uint32_t i = 0; i < doc->letterhead.n; i++) {
        struct gaz_text name = doc->letterhead.texts[i];
        uint32_t n = gaz_mark_suffix_length(name);
        if (n == 0) continue;
        struct gaz_text suffix = gaz_text_slice(name, name.n - n, n);
        g_autofree char *typed = gaz_text_to_utf8(suffix);
        gaz_report(reader->diags, GAZ_D_LETTERHEAD_SUFFIX, gaz_text_span(suffix), typed);
    }
}

static bool says(struct gaz_text text, const char *utf8) {
    return gaz_text_has_prefix(text, utf8) && text.n == (uint32_t)g_utf8_strlen(utf8, -1);
}

static void take_attachment_list(const struct front *front, struct gaz_doc *doc) {
    struct gaz_text list = front->attachment_list;
    if (gaz_text_is_empty(list) || says(list, "自动")) {
        doc->attachment_list = GAZ_LIST_AUTOMATIC;
    } else if (says(list, "无")) {
        doc->attachment_list = GAZ_LIST_NONE;
    } else {
        uint32_t label = gaz_text_has_prefix(list, "附件：") ? 3 : 0;
        doc->attachment_list = GAZ_LIST_GIVEN;
        doc->given_attachment_list = gaz_text_slice(list, label, list.n - label);
    }
}

static void take_overrides(struct gaz_reader *reader, const struct front *front, struct gaz_doc *doc) {
    doc->overrides = front->overrides;
    if (!front->overrides || front->overrides->kind == GAZ_YAML_MAP) return;
    gaz_report(reader->diags, GAZ_D_WRONG_TYPE, front->overrides->span, "版面",
               "若干“键: 值”，如{页行数: 31}", "a map of style keys, such as {页行数: 31}");
    doc->overrides = NULL;
}

/* A backslash breaks lines in the body only: here it is printed. */
static void look_for_breaks(struct gaz_reader *reader, const char *key, struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++) {
        bool is_end =
            i + 1 == text.n || text.chars[i + 1].ch == '\n' || gaz_char_is_blank(text.chars[i + 1].ch);
        if (text.chars[i].ch == '\\' && is_end)
            gaz_report(reader->diags, GAZ_D_FRONT_BREAK, gaz_text_span(gaz_text_slice(text, i, 1)), key);
    }
}

static void look_for_breaks_in_each(struct gaz_reader *reader, const char *key, struct gaz_texts texts) {
    for (uint32_t i = 0; i < texts.n; i++)
        look_for_breaks(reader, key, texts.texts[i]);
}

static void look_for_all_breaks(struct gaz_reader *reader, const struct front *front) {
    look_for_breaks_in_each(reader, "发文机关标志", front->letterhead);
    look_for_breaks(reader, "发文字号", front->number);
    look_for_breaks(reader, "标题", front->title);
    look_for_breaks(reader, "目录标题", front->contents_title);
    look_for_breaks(reader, "英文标题", front->english_title);
    look_for_breaks(reader, "题注", front->subtitle);
    look_for_breaks(reader, "主送", front->addressees);
    look_for_breaks_in_each(reader, "署名", front->signatures);
    look_for_breaks(reader, "附注", front->note);
    look_for_breaks(reader, "附件说明", front->attachment_list);
    look_for_breaks(reader, "抄送", front->copies);
    look_for_breaks(reader, "印发机关", front->printer);
}

static void take(struct gaz_reader *reader, const struct front *front, struct gaz_doc *doc) {
    look_for_all_breaks(reader, front);
    doc->form = gaz_mark_chosen_form(front->form);
    take_letterhead(reader, front, doc);
    doc->number = front->number;
    take_titles(reader, front, doc);
    doc->english_title = front->english_title;
    doc->english_number = front->english_number;
    doc->subjects = front->subjects;
    doc->subtitle = gaz_scripts_read(reader, front->subtitle);
    take_addressees(reader, front, doc);
    take_attendance(reader, front, doc);
    take_signatures(reader, front, doc);
    doc->date = print_date(reader, front->issued, "");
    doc->note = print_note(reader, front->note);
    take_attachment_list(front, doc);
    doc->copies = print_labelled(reader, "抄送：", front->copies);
    doc->printer = front->printer;
    doc->print_date = print_date(reader, front->printed, "印发");
    doc->issued = front->issued.date;
    doc->printed = front->printed.date;
    doc->footer_place = front->footer_place == 1 ? GAZ_FOOTER_AFTER_BODY : GAZ_FOOTER_AT_END;
    doc->run_on = (enum gaz_run_on)(GAZ_RUN_ON_YES + front->run_on);
    gaz_corrections_read(reader, front->corrections, doc);
    take_overrides(reader, front, doc);
}

/* ---- where it stands */

static bool is_fence(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    while (end > begin && gaz_is_space((unsigned char)source->text[end - 1]))
        end--;
    return end - begin == 3 && memcmp(source->text + begin, "---", 3) == 0;
}

bool gaz_front_matter_find(const struct gaz_source *source, uint32_t *begin, uint32_t *end, uint32_t *body) {
    uint32_t line_end = gaz_source_line_end(source, 0);
    *begin = *end = *body = 0;
    if (!is_fence(source, 0, line_end)) return false;
    *begin = line_end < source->size ? line_end + 1 : line_end;
    for (uint32_t at = *begin; at < source->size; at = line_end + 1) {
        line_end = gaz_source_line_end(source, at);
        if (is_fence(source, at, line_end)) {
            *end = at;
            *body = line_end < source->size ? line_end + 1 : line_end;
            return true;
        }
        if (line_end == source->size) break;
    }
    return false;
}

static bool is_blank(const struct gaz_source *source) {
    uint32_t at = 0;
    while (at < source->size && (source->text[at] == '\n' || gaz_char_is_blank(gaz_source_char(source, at))))
        at = gaz_source_next(source, at);
    return at == source->size;
}

static void report_no_front(struct gaz_reader *reader, bool begins) {
    enum gaz_code code = begins                     ? GAZ_D_FRONT_UNCLOSED
                         : is_blank(reader->source) ? GAZ_D_DOCUMENT_EMPTY
                                                    : GAZ_D_NO_FRONT_MATTER;
    gaz_report(reader->diags, code, gaz_span_at(reader->source, 0), NULL);
    if (begins) reader->body = reader->source->size; /* keys are no text: nothing more is said of them */
}

/* What the mark says where 格式 says nothing. */
static enum gaz_form form_of_mark(const struct gaz_yaml *yaml) {
    const struct gaz_yaml *mark = gaz_yaml_lookup(yaml, "发文机关标志");
    bool is_one = mark && mark->kind == GAZ_YAML_SCALAR && !mark->empty;
    return is_one ? gaz_mark_form(mark->scalar) : GAZ_FORM_DOCUMENT;
}

static enum gaz_form form_named(const char *name) {
    g_auto(GStrv) choices = g_strsplit(GAZ_FORM_CHOICES, "|", -1);
    for (int i = 0; choices[i]; i++)
        if (strcmp(choices[i], name) == 0) return gaz_mark_chosen_form(i);
    return GAZ_FORM_DOCUMENT;
}

bool gaz_form_needs_title(enum gaz_form form) {
    return form != GAZ_FORM_ORDER && form != GAZ_FORM_NOTICE;
}

/* An order has no title, and a notice may have its mark for one. */
static bool needs_title(const struct gaz_yaml *yaml) {
    const struct gaz_yaml *form = gaz_yaml_lookup(yaml, "格式"),
                          *mark = gaz_yaml_lookup(yaml, "发文机关标志");
    if (!mark || mark->empty || (form && form->kind != GAZ_YAML_SCALAR)) return true;
    return gaz_form_needs_title(form ? form_named(form->scalar) : form_of_mark(yaml));
}

static void read_keys(struct gaz_reader *reader, const struct gaz_yaml *yaml, struct front *front) {
    struct gaz_key own[G_N_ELEMENTS(keys)];
    struct gaz_schema schema = {gaz_front_matter_schema.name, own, G_N_ELEMENTS(keys)};
    memcpy(own, keys, sizeof keys);
    bool may_lack_title = yaml && !needs_title(yaml);
    for (size_t i = 0; i < G_N_ELEMENTS(keys) && may_lack_title; i++)
        if (strcmp(own[i].name, "标题") == 0) own[i].required = false;
    if (yaml) front->form = (int)form_of_mark(yaml);
    gaz_schema_read(reader->arena, &schema, yaml, front, reader->diags);
}

void gaz_front_matter_read(struct gaz_reader *reader, struct gaz_doc *doc) {
    uint32_t begin, end;
    struct front front = {.run_on = -1};
    if (!gaz_front_matter_find(reader->source, &begin, &end, &reader->body)) {
        report_no_front(reader, begin > 0);
        return;
    }
    const struct gaz_yaml *yaml = gaz_yaml_read(reader->arena, reader->source, begin, end, reader->diags);
    read_keys(reader, yaml, &front);
    take(reader, &front, doc);
}

void gaz_front_matter_refuse(struct gaz_reader *reader) {
    uint32_t begin, end;
    if (gaz_front_matter_find(reader->source, &begin, &end, &reader->body))
        gaz_reader_report(reader, GAZ_D_ABOUT_FRONT, 0, 3);
}
