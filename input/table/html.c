/* html.c: HTML tables, read with expat.
 *
 * <br> and <col …> may stand unclosed: the missing / is put in before expat sees the bytes, and places are
 * mapped back through the list of where that was done. Nothing is guessed: an unknown tag, attribute or class
 * is an error at its place, a DOCTYPE, entities of one's own, CDATA and processing instructions are refused.
 */
#include "input/inline/inline.h"
#include "input/lines/print_marks.h"
#include "input/table/table.h"
#include "input/table/tags.h"

#include <expat.h>
#include <string.h>

struct html {
    struct gaz_reader *reader;
    XML_Parser parser;
    uint32_t begin;   /* of the table in the source */
    GString *bytes;   /* what expat is given */
    GArray *inserted; /* uint32_t offsets in bytes */
    guint cursor;     /* of inserted: events come in order */
    struct gaz_table_draft draft;
    enum gaz_tag open[16]; /* the tags that are open */
    guint depth;
    GArray *raws; /* of the cell or caption at hand; NULL outside */
    struct gaz_cell cell;
    bool has_body, has_caption, stopped, bad;
};

/* ---- <br> and <col …> */

static bool is_void_tag(const char *text, size_t n, size_t at) {
    size_t name = n - at >= 4 && memcmp(text + at, "<col", 4) == 0  ? 4
                  : n - at >= 3 && memcmp(text + at, "<br", 3) == 0 ? 3
                                                                    : 0;
    return name > 0 && at + name < n && strchr(" \t\n/>", text[at + name]) != NULL;
}

/* The place of the > that ends the tag at `at`; n when there is none. Quoted values may hold a >. */
static size_t tag_end(const char *text, size_t n, size_t at) {
    char quote = 0;
    for (; at < n; at++) {
        if (quote)
            quote = text[at] == quote ? 0 : quote;
        else if (text[at] == '"' || text[at] == '\'')
            quote = text[at];
        else if (text[at] == '>')
            return at;
    }
    return n;
}

static bool is_closed(const char *text, size_t n, size_t begin, size_t end) {
    const char *closing = text[begin + 1] == 'c' ? "</col>" : "</br>";
    size_t length = strlen(closing);
    if (text[end - 1] == '/') return true;
    return n - end - 1 >= length && memcmp(text + end + 1, closing, length) == 0;
}

GString *gaz_table_html_close_tags(const char *text, size_t n, GArray *inserted) {
    GString *bytes = g_string_sized_new(n + 64);
    size_t done = 0;
    for (size_t at = 0; at < n;) {
        const char *next = memchr(text + at, '<', n - at);
        if (!next) break;
        at = (size_t)(next - text);
        if (!is_void_tag(text, n, at)) {
            at++;
            continue;
        }
        size_t end = tag_end(text, n, at);
        if (end == n) break; /* expat says what is wrong */
        if (!is_closed(text, n, at, end)) {
            g_string_append_len(bytes, text + done, (gssize)(end - done));
            uint32_t where = (uint32_t)bytes->len;
            g_array_append_val(inserted, where);
            g_string_append_c(bytes, '/');
            done = end;
        }
        at = end;
    }
    g_string_append_len(bytes, text + done, (gssize)(n - done));
    return bytes;
}

/* ---- places */

/* The source place of an offset in the bytes. Offsets asked for rise but for a tag's own, so the cursor moves
 * little. */
static uint32_t source_place(struct html *h, size_t offset) {
    const GArray *list = h->inserted;
    while (h->cursor < list->len && g_array_index(list, uint32_t, h->cursor) < offset)
        h->cursor++;
    while (h->cursor > 0 && g_array_index(list, uint32_t, h->cursor - 1) >= offset)
        h->cursor--;
    return h->begin + (uint32_t)offset - h->cursor;
}

static struct gaz_span event_span(struct html *h) {
    size_t begin = (size_t)XML_GetCurrentByteIndex(h->parser);
    size_t end = begin + (size_t)XML_GetCurrentByteCount(h->parser);
    uint32_t first = source_place(h, begin);
    return gaz_reader_span(h->reader, first, source_place(h, end));
}

static void complain(struct html *h, enum gaz_code code, struct gaz_span span, const char *argument) {
    gaz_report(h->reader->diags, code, span, argument);
    h->bad = true;
}

static void stop(struct html *h) {
    h->bad = h->stopped = true;
    XML_StopParser(h->parser, XML_FALSE);
}

static void refuse(struct html *h, const char *what) {
    complain(h, GAZ_D_TABLE_REFUSED, event_span(h), what);
    stop(h);
}

static void mark_event(struct html *h) {
    struct gaz_span span = event_span(h);
    gaz_reader_syntax(h->reader, span.begin, span.end);
}

/* ---- texts of cells and captions */

static void begin_text(struct html *h) {
    if (!h->raws) h->raws = gaz_raws_new();
}

static void end_raws(struct html *h) {
    if (h->raws) g_array_unref(h->raws);
    h->raws = NULL;
}

static struct gaz_text end_text(struct html *h, enum gaz_first_blanks blanks) {
    if (!h->raws) return (struct gaz_text){0};
    struct gaz_text text = gaz_inline_read(h->reader, h->raws, blanks);
    end_raws(h);
    return text;
}

static void report_odd(struct html *h, uint32_t ch, struct gaz_span span) {
    char code[16], utf8[8] = {0};
    g_unichar_to_utf8(ch, utf8);
    g_snprintf(code, sizeof code, "U+%04X", ch);
    gaz_report(h->reader->diags, GAZ_D_ODD_CHARACTER, span, utf8, code);
}

/* One character that was written as &…;: it stands at its &, and is never markup. */
static void add_reference(struct html *h, uint32_t ch, struct gaz_span span) {
    if (gaz_char_is_refused(ch)) {
        char shown[16];
        g_snprintf(shown, sizeof shown, "U+%04X", ch);
        complain(h, GAZ_D_CONTROL, span, shown);
        return;
    }
    if (gaz_char_is_odd(ch)) report_odd(h, ch, span);
    gaz_reader_syntax(h->reader, span.begin + 1, span.end);
    gaz_raws_add(h->raws, ch == '\n' || ch == '\t' ? ' ' : ch, span.begin, GAZ_RAW_LITERAL);
}

static void on_text(void *context, const XML_Char *text, int n) {
    struct html *h = context;
    struct gaz_span span = event_span(h);
    const char *source = h->reader->source->text;
    bool is_source =
        span.end - span.begin == (uint32_t)n && memcmp(source + span.begin, text, (size_t)n) == 0;
    if (h->raws && is_source) {
        gaz_raws_add_source(h->raws, h->reader->source, span.begin, span.end);
    } else if (h->raws) {
        add_reference(h, g_utf8_get_char(text), span);
    } else if (strspn(text, " \t\n") < (size_t)n) {
        uint32_t blanks = (uint32_t)strspn(text, " \t\n");
        if (h->depth > 0 && !h->bad)
            complain(h, GAZ_D_TABLE_TEXT, gaz_reader_span(h->reader, span.begin + blanks, span.end), NULL);
        h->bad = true;
    } else {
        gaz_reader_syntax(h->reader, span.begin, span.end);
    }
}

/* <sup>, </sub>: whether they are syntax is decided where it is for paragraphs (inline/scripts.c). */
static bool is_script(enum gaz_tag tag) {
    return tag == GAZ_TAG_SUP || tag == GAZ_TAG_SUB;
}

static void add_script_tag(struct html *h, struct gaz_span span) {
    if (h->raws) gaz_raws_add_source(h->raws, h->reader->source, span.begin, span.end);
}

/* ---- tags */

static enum gaz_tag parent(const struct html *h) {
    return h->depth ? h->open[h->depth - 1] : GAZ_TAG_NONE;
}

static void begin_row(struct html *h, struct gaz_span span) {
    bool in_head = parent(h) == GAZ_TAG_THEAD;
    if (!in_head) h->has_body = true;
    gaz_table_draft_add_row(&h->draft, span);
    if (in_head) h->draft.n_header_rows = h->draft.rows->len;
}

static void begin_cell(struct html *h, enum gaz_tag tag, struct gaz_span span,
                       const struct gaz_tag_values *values) {
    h->cell = values->cell;
    h->cell.is_head = tag == GAZ_TAG_TH;
    h->cell.span = span;
    begin_text(h);
}

/* A second caption or thead, or one after the rows that it should stand before. */
static bool is_late(struct html *h, enum gaz_tag tag) {
    if (tag == GAZ_TAG_CAPTION) return h->has_caption || h->draft.rows->len > 0;
    if (tag == GAZ_TAG_THEAD) return h->has_body || h->draft.n_header_rows > 0;
    if (tag == GAZ_TAG_COL) return h->draft.rows->len > 0;
    return false;
}

static void begin_tag(struct html *h, enum gaz_tag tag, struct gaz_span span,
                      const struct gaz_tag_values *values) {
    switch (tag) {
    case GAZ_TAG_TABLE:
        h->draft.classes = values->classes;
        break;
    case GAZ_TAG_CAPTION:
        h->has_caption = true;
        begin_text(h);
        break;
    case GAZ_TAG_COL:
        g_array_append_val(h->draft.widths, values->width);
        break;
    case GAZ_TAG_TR:
        begin_row(h, span);
        break;
    case GAZ_TAG_TD:
    case GAZ_TAG_TH:
        begin_cell(h, tag, span, values);
        break;
    case GAZ_TAG_BR:
        if (h->raws) gaz_raws_add(h->raws, '\n', span.begin, GAZ_RAW_BREAK);
        break;
    case GAZ_TAG_SUP:
    case GAZ_TAG_SUB:
        add_script_tag(h, span);
        break;
    case GAZ_TAG_THEAD:
    case GAZ_TAG_TBODY:
    case GAZ_TAG_NONE:
        break;
    }
}

static void on_begin(void *context, const XML_Char *name, const XML_Char **attributes) {
    struct html *h = context;
    struct gaz_span span = event_span(h);
    struct gaz_tag_values values;
    enum gaz_tag tag = gaz_tag_lookup(name);
    if (!is_script(tag))
        gaz_reader_syntax(h->reader, tag == GAZ_TAG_BR ? span.begin + 1 : span.begin, span.end);
    if (h->depth == G_N_ELEMENTS(h->open)) {
        complain(h, GAZ_D_TABLE_TAG_PLACE, span, name);
        stop(h);
        return;
    }
    if (!gaz_tag_read(h->reader, span, name, attributes, &values)) h->bad = true;
    if (tag != GAZ_TAG_NONE && !gaz_tag_may_stand_in(tag, parent(h))) {
        gaz_report(h->reader->diags, GAZ_D_TABLE_TAG_PLACE, span, name, gaz_tag_name(parent(h)));
        h->bad = true;
    } else if (is_late(h, tag)) {
        complain(h, GAZ_D_TABLE_TAG_ORDER, span, name);
    } else {
        begin_tag(h, tag, span, &values);
    }
    h->open[h->depth++] = tag;
}

static void on_end(void *context, const XML_Char *name) {
    struct html *h = context;
    enum gaz_tag tag = gaz_tag_lookup(name);
    struct gaz_span span = event_span(h);
    if (h->depth > 0) h->depth--;
    const char *text = h->reader->source->text + span.begin;
    bool is_own_tag = span.begin + 1 < span.end && text[1] == '/'; /* else of <br/>: its < is the line end */
    if (!is_script(tag) && (tag != GAZ_TAG_BR || is_own_tag))
        gaz_reader_syntax(h->reader, span.begin, span.end);
    if (h->bad) {
        if (tag == GAZ_TAG_TD || tag == GAZ_TAG_TH || tag == GAZ_TAG_CAPTION)
            end_text(h, GAZ_BLANKS_LEFT_OUT);
    } else if (tag == GAZ_TAG_CAPTION) {
        h->draft.caption = end_text(h, GAZ_BLANKS_LEFT_OUT);
    } else if (is_script(tag) && is_own_tag) {
        add_script_tag(h, span);
    } else if (tag == GAZ_TAG_TD || tag == GAZ_TAG_TH) {
        if (h->raws) gaz_cell_read(h->reader, h->raws, &h->cell);
        end_raws(h);
        gaz_table_draft_add_cell(&h->draft, &h->cell);
    }
}

/* ---- refused, ignored */

static bool is_in_row(const struct html *h) {
    for (guint i = 0; i < h->depth; i++)
        if (h->open[i] == GAZ_TAG_TR || h->open[i] == GAZ_TAG_CAPTION) return true;
    return false;
}

static void on_comment(void *context, const XML_Char *text) {
    struct html *h = context;
    struct gaz_span span = event_span(h);
    struct gaz_print_mark mark = gaz_print_mark_read(h->reader->source, span.begin, span.end);
    (void)text;
    mark_event(h);
    if (mark.kind == GAZ_MARK_CUT_TABLE && !is_in_row(h))
        gaz_table_draft_cut(h->reader, &h->draft, span);
    else
        gaz_print_mark_refuse(h->reader->diags, mark.kind, span);
}

static void on_doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public_id,
                       int internal) {
    (void)name, (void)system, (void)public_id, (void)internal;
    refuse(context, "DOCTYPE");
}

static void on_instruction(void *context, const XML_Char *target, const XML_Char *data) {
    (void)target, (void)data;
    refuse(context, "<?…?>");
}

static void on_cdata(void *context) {
    refuse(context, "CDATA");
}

/* ---- the whole */

/* The commonest of expat's complaints, for the editor; the rest as expat says it. */
/* Of expat's errors those that a table can have; the rest by their number. Freed with g_free. */
static char *chinese_error(enum XML_Error error) {
    static const struct {
        enum XML_Error error;
        const char *chinese;
    } errors[] = {
        {XML_ERROR_TAG_MISMATCH, "标签没有配对"},
        {XML_ERROR_INVALID_TOKEN, "此处的字符不合写法"},
        {XML_ERROR_NO_ELEMENTS, "标签没有写完"},
        {XML_ERROR_UNCLOSED_TOKEN, "标签没有写完"},
        {XML_ERROR_DUPLICATE_ATTRIBUTE, "同一属性写了两次"},
        {XML_ERROR_SYNTAX, "此处不应有这个字符"},
        {XML_ERROR_PARTIAL_CHAR, "末尾的字符不完整"},
        {XML_ERROR_JUNK_AFTER_DOC_ELEMENT, "</table>之后还有内容"},
        {XML_ERROR_BAD_CHAR_REF, "没有这个编号的字符"},
        {XML_ERROR_MISPLACED_XML_PI, "不能有<?xml …?>"},
        {XML_ERROR_XML_DECL, "不能有<?xml …?>"},
        {XML_ERROR_UNCLOSED_CDATA_SECTION, "<![CDATA[没有结束"},
        {XML_ERROR_UNBOUND_PREFIX, "标签或属性的名称里不能有冒号"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(errors); i++)
        if (errors[i].error == error) return g_strdup(errors[i].chinese);
    return g_strdup_printf("XML错误%d（%s）", (int)error, XML_ErrorString(error));
}

/* Where a tag that was not finished begins, when another begins at `place`; else `place`. */
static uint32_t unfinished_tag(const struct html *h, uint32_t place) {
    const char *text = h->reader->source->text;
    if (text[place] != '<') return place;
    for (uint32_t at = place; at > h->begin; at--)
        if (text[at - 1] == '<' || text[at - 1] == '>') return text[at - 1] == '<' ? at - 1 : place;
    return place;
}

static void report_xml_words(const struct html *h, enum XML_Error error, struct gaz_span span) {
    g_autofree char *chinese = chinese_error(error);
    gaz_report(h->reader->diags, GAZ_D_TABLE_XML, span, chinese, XML_ErrorString(error));
}

static void report_xml_error(struct html *h) {
    enum XML_Error error = XML_GetErrorCode(h->parser);
    size_t at = (size_t)XML_GetCurrentByteIndex(h->parser);
    if (at > h->bytes->len) at = h->bytes->len;
    uint32_t place = source_place(h, at);
    if (place >= h->reader->source->size && place > h->begin) place = h->begin;
    uint32_t begin = error == XML_ERROR_INVALID_TOKEN ? unfinished_tag(h, place) : place;
    if (begin != place) error = XML_ERROR_UNCLOSED_TOKEN;
    struct gaz_span span = gaz_span_at(h->reader->source, begin);
    if (error == XML_ERROR_UNDEFINED_ENTITY)
        complain(h, GAZ_D_TABLE_ENTITY, span, NULL);
    else
        report_xml_words(h, error, span);
    h->bad = true;
}

static void parse(struct html *h) {
    h->parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(h->parser, h);
    XML_SetElementHandler(h->parser, on_begin, on_end);
    XML_SetCharacterDataHandler(h->parser, on_text);
    XML_SetCommentHandler(h->parser, on_comment);
    XML_SetStartDoctypeDeclHandler(h->parser, on_doctype);
    XML_SetProcessingInstructionHandler(h->parser, on_instruction);
    XML_SetStartCdataSectionHandler(h->parser, on_cdata);
    if (XML_Parse(h->parser, h->bytes->str, (int)h->bytes->len, XML_TRUE) == XML_STATUS_ERROR && !h->stopped)
        report_xml_error(h);
    XML_ParserFree(h->parser);
}

/* Without a <thead>, leading rows of nothing but th are the head. */
static void infer_head(struct gaz_table_draft *draft) {
    if (draft->n_header_rows > 0) return;
    for (guint r = 0; r < draft->rows->len; r++) {
        const struct gaz_draft_row *row = &g_array_index(draft->rows, struct gaz_draft_row, r);
        for (guint i = 0; i < row->n_cells; i++)
            if (!g_array_index(draft->cells, struct gaz_cell, row->first_cell + i).is_head) return;
        if (row->n_cells == 0 || r + 1 == draft->rows->len) return;
        draft->n_header_rows = r + 1;
    }
}

static const struct gaz_table *finish(struct html *h, uint32_t end) {
    if (h->bad) return NULL;
    if (h->draft.cells->len == 0) {
        complain(h, GAZ_D_TABLE_EMPTY, gaz_reader_span(h->reader, h->begin, end), NULL);
        return NULL;
    }
    infer_head(&h->draft);
    return gaz_table_grid(h->reader, &h->draft);
}

const struct gaz_table *gaz_table_html_read(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    struct html h = {
        .reader = reader, .begin = begin, .inserted = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    gaz_table_draft_open(&h.draft);
    h.bytes = gaz_table_html_close_tags(reader->source->text + begin, end - begin, h.inserted);
    parse(&h);
    const struct gaz_table *table = finish(&h, end);
    if (h.raws) g_array_unref(h.raws);
    g_string_free(h.bytes, TRUE);
    g_array_unref(h.inserted);
    gaz_table_draft_close(&h.draft);
    return table;
}
