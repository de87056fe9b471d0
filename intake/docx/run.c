/* run.c: characters, each into the draft or left out. */
#include "base/text/text.h"
#include "intake/docx/reader.h"
#include "intake/docx/symbols.h"

#include <string.h>

/* ---- where a character goes */

int gaz_docx_gone(const struct gaz_docx_reader *reader) {
    if (reader->away != GAZ_DOCX_KEPT) return reader->away;
    if (reader->at.n_codes > 0) return GAZ_REASON_FIELD_TEXT;
    if (reader->at.n_lost > 0) return GAZ_REASON_PAGE_NUMBER;
    return reader->run.value[GAZ_DOCX_VANISH] ? (int)GAZ_REASON_HIDDEN : GAZ_DOCX_KEPT;
}

/* ---- attributes */

static unsigned attrs_of(const struct gaz_docx_run_props *run) {
    unsigned attrs = (unsigned)run->value[GAZ_DOCX_SCRIPT];
    if (run->value[GAZ_DOCX_BOLD]) attrs |= GAZ_DRAFT_STRONG;
    if (run->value[GAZ_DOCX_RED]) attrs |= GAZ_DRAFT_RED;
    return attrs;
}

static int8_t side_of(int32_t raised) {
    return raised > 0 ? 1 : raised < 0 ? -1 : 0;
}

static bool append(struct gaz_docx_reader *reader, struct gaz_draft_char ch) {
    const struct gaz_docx_run_props *run = &reader->run;
    struct gaz_docx_glyph glyph = {(uint16_t)run->value[GAZ_DOCX_SIZE], (uint8_t)run->value[GAZ_DOCX_FACE],
                                   run->value[GAZ_DOCX_BOLD],           run->value[GAZ_DOCX_RED],
                                   run->value[GAZ_DOCX_UNDERLINED],     side_of(run->value[GAZ_DOCX_RAISED])};
    if (!gaz_account_admit(reader->account, reader->at.paragraph.chars, ch)) return false;
    g_array_append_val(reader->at.paragraph.glyphs, glyph);
    if (reader->change) g_string_append(reader->change, gaz_utf8_of(ch.ch).bytes);
    gaz_docx_remark_char(reader, ch.ch);
    return true;
}

static uint32_t carried(const struct gaz_docx_reader *reader, uint32_t carrier) {
    return g_array_index(reader->draft->carriers, struct gaz_carrier, carrier).ch;
}

static void tell_changed(struct gaz_docx_reader *reader, uint32_t from, uint32_t ch,
                         enum gaz_intake_reason why) {
    char word[16];
    g_snprintf(word, sizeof word, from == '\t' ? "制表符" : "U+%04X", from);
    bool is_shown = from > ' ' && !(from >= 0xE000 && from <= 0xF8FF) && !gaz_char_is_refused(from);
    gaz_docx_tell(reader, why, is_shown ? gaz_utf8_of(from).bytes : word, gaz_utf8_of(ch).bytes, 1);
}

void gaz_docx_put(struct gaz_docx_reader *reader, uint32_t carrier, uint32_t ch, enum gaz_intake_reason why) {
    if (reader->met->data[carrier]) return;
    int gone = gaz_docx_gone(reader);
    uint32_t from = carried(reader, carrier);
    if (gone != GAZ_DOCX_KEPT) {
        if (reader->change && reader->away != GAZ_DOCX_KEPT)
            g_string_append(reader->change, gaz_utf8_of(from).bytes);
        gaz_docx_leave_one(reader, carrier, (enum gaz_intake_reason)gone);
        return;
    }
    reader->met->data[carrier] = 1;
    struct gaz_draft_char put = {ch, carrier, (uint16_t)attrs_of(&reader->run), 0};
    if (append(reader, put) && ch != from) tell_changed(reader, from, ch, why);
}

void gaz_docx_put_note(struct gaz_docx_reader *reader, uint32_t carrier, uint16_t note) {
    reader->met->data[carrier] = 1;
    append(reader, (struct gaz_draft_char){GAZ_DRAFT_OBJECT, carrier, 0, note});
}

void gaz_docx_put_in(struct gaz_docx_reader *reader, const char *text, enum gaz_intake_reason why) {
    if (reader->away != GAZ_DOCX_KEPT || reader->run.value[GAZ_DOCX_VANISH]) return;
    uint32_t n = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        struct gaz_draft_char put = {g_utf8_get_char(at), GAZ_NOWHERE, (uint16_t)attrs_of(&reader->run), 0};
        n += append(reader, put);
    }
    if (n > 0) gaz_docx_tell(reader, why, text, NULL, n);
}

/* ---- text */

/* Of a font of symbols, or a code of one (U+F0xx) that is set in another. */
static bool put_symbol(struct gaz_docx_reader *reader, uint32_t carrier, enum gaz_docx_symbol_font font,
                       uint32_t ch) {
    bool is_code = ch >= 0xF020 && ch <= 0xF0FF;
    if (!is_code && (font == GAZ_DOCX_NO_SYMBOLS || ch <= ' ' || ch > 0xFF)) return false;
    uint32_t shown = gaz_docx_symbol(font ? font : GAZ_DOCX_SYMBOL, ch);
    if (!shown || (is_code && !font)) {
        g_autofree char *code = g_strdup_printf("U+%04X", ch);
        gaz_docx_tell(reader, GAZ_REASON_UNKNOWN_SYMBOL, code, NULL, 1);
        shown = ch;
    }
    gaz_docx_put(reader, carrier, shown, GAZ_REASON_SYMBOL);
    return true;
}

static void put_char(struct gaz_docx_reader *reader, uint32_t carrier, uint32_t ch) {
    enum gaz_docx_symbol_font font = (enum gaz_docx_symbol_font)reader->run.value[GAZ_DOCX_SYMBOLS];
    if (ch == '\n' || ch == '\r' || ch == '\t') /* Word shows the line ends of the XML as blanks */
        gaz_docx_put(reader, carrier, ' ', GAZ_REASON_BLANK);
    else if (!put_symbol(reader, carrier, font, ch))
        gaz_docx_put(reader, carrier, ch, GAZ_REASON_SYMBOL);
}

void gaz_docx_put_text(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    for (uint32_t i = 0; i < node->n_carriers; i++)
        put_char(reader, node->carrier + i, carried(reader, node->carrier + i));
}

/* 着重号, 双行合一, 合并字符, 纵横混排: what no source of ours says. */
static void tell_setting(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const struct gaz_docx_node *props = reader->run_node;
    const char *stress = gaz_docx_val(props, "w:em");
    const struct gaz_docx_node *layout = gaz_docx_child(props, "w:eastAsianLayout");
    const char *combines = gaz_docx_attr(layout, "w:combine"), *turns = gaz_docx_attr(layout, "w:vert");
    bool is_set = (stress && !g_str_equal(stress, "none")) || (combines && gaz_docx_is_on(combines)) ||
                  (turns && gaz_docx_is_on(turns));
    if (is_set && gaz_docx_gone(reader) == GAZ_DOCX_KEPT)
        gaz_docx_tell(reader, GAZ_REASON_SETTING_LOST, node->text, NULL, 1);
}

/* White on white, or smaller than any type: somebody hid it, or forgot it. */
static bool is_out_of_sight(const struct gaz_docx_reader *reader) {
    enum { SMALLEST = 4 }; /* 2 pt */
    const struct gaz_docx_run_props *run = &reader->run;
    const struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    if (run->has & 1u << GAZ_DOCX_SIZE && run->value[GAZ_DOCX_SIZE] <= SMALLEST) return true;
    if (!run->value[GAZ_DOCX_PALE] || run->value[GAZ_DOCX_SHADED] || reader->at.has_ground) return false;
    struct gaz_docx_paragraph_props props = reader->styles.paragraph;
    if (paragraph->style) gaz_docx_paragraph_lay(&props, &paragraph->style->paragraph);
    gaz_docx_paragraph_take(&props, gaz_docx_child(paragraph->node, "w:pPr"));
    return !props.value[GAZ_DOCX_GROUND];
}

static bool has_ink(const struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    for (uint32_t i = 0; i < node->n_carriers; i++)
        if (gaz_char_has_ink(carried(reader, node->carrier + i))) return true;
    return false;
}

/* abc that Word shows as ABC. */
static bool is_capitalized(const struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const int32_t *value = reader->run.value;
    if (!value[GAZ_DOCX_CAPITALS] && !value[GAZ_DOCX_SMALL_CAPITALS]) return false;
    for (uint32_t i = 0; i < node->n_carriers; i++)
        if (g_unichar_islower(carried(reader, node->carrier + i))) return true;
    return false;
}

static void tell_doubts(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (gaz_docx_gone(reader) != GAZ_DOCX_KEPT) return;
    if (reader->run.value[GAZ_DOCX_STRUCK])
        gaz_docx_doubt(reader, GAZ_REASON_STRUCK, node->text, GAZ_DOUBT_STRUCK);
    if (is_capitalized(reader, node))
        gaz_docx_doubt(reader, GAZ_REASON_CAPITALS, node->text, GAZ_DOUBT_CAPITALS);
    if (has_ink(reader, node) && is_out_of_sight(reader))
        gaz_docx_doubt(reader, GAZ_REASON_OUT_OF_SIGHT, node->text, GAZ_DOUBT_OUT_OF_SIGHT);
}

static void read_text(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    gaz_docx_put_text(reader, node);
    tell_setting(reader, node);
    tell_doubts(reader, node);
}

static void read_deleted_text(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    int away = reader->away;
    if (away == GAZ_DOCX_KEPT) reader->away = GAZ_REASON_DELETED;
    gaz_docx_put_text(reader, node);
    reader->away = away;
}

/* ---- elements that are a character */

static void read_tab(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (node->n_carriers) gaz_docx_put(reader, node->carrier, 0x3000, GAZ_REASON_TAB);
}

static void read_line_end(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (node->n_carriers) gaz_docx_put(reader, node->carrier, '\n', GAZ_REASON_TAB);
}

static void put_page_break(struct gaz_docx_reader *reader) {
    if (reader->at.is_in_cell || !reader->at.paragraph.node) return;
    if (reader->at.paragraph.chars->len) gaz_docx_cut_paragraph(reader);
    reader->at.paragraph.has_blocks = true;
    gaz_draft_block_new(reader->draft, reader->at.blocks, GAZ_DRAFT_PAGE_BREAK);
}

static void read_break(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const char *type = gaz_docx_attr(node, "w:type");
    bool is_of_page = g_strcmp0(type, "page") == 0;
    if (!is_of_page && g_strcmp0(type, "column") != 0) {
        read_line_end(reader, node);
        return;
    }
    if (!node->n_carriers) return;
    int gone = gaz_docx_gone(reader);
    gaz_docx_leave_one(reader, node->carrier,
                       gone == GAZ_DOCX_KEPT ? GAZ_REASON_PAGE_BREAK : (enum gaz_intake_reason)gone);
    if (is_of_page && gone == GAZ_DOCX_KEPT) put_page_break(reader);
}

static void read_hyphen(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (node->n_carriers) gaz_docx_put(reader, node->carrier, 0x2011, GAZ_REASON_SYMBOL);
}

static void read_soft_hyphen(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (node->n_carriers) gaz_docx_leave_one(reader, node->carrier, GAZ_REASON_SOFT_HYPHEN);
}

static void read_symbol(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (!node->n_carriers) return;
    uint32_t ch = carried(reader, node->carrier);
    if (!put_symbol(reader, node->carrier, gaz_docx_symbol_font_of(gaz_docx_attr(node, "w:font")), ch))
        gaz_docx_put(reader, node->carrier, ch, GAZ_REASON_SYMBOL);
}

/* ---- runs */

static void read_run(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    struct gaz_docx_run_props outer = reader->run;
    const struct gaz_docx_node *outer_node = reader->run_node;
    reader->run_node = gaz_docx_child(node, "w:rPr");
    reader->run = gaz_docx_run_props(&reader->styles, reader->at.paragraph.style, reader->run_node);
    gaz_docx_read_children(reader, node);
    reader->run = outer;
    reader->run_node = outer_node;
}

void gaz_docx_add_run_handlers(struct gaz_docx_reader *reader) {
    static const struct {
        const char *name;
        gaz_docx_handler *handler;
    } handlers[] = {
        {"w:r", read_run},
        {"w:t", read_text},
        {"w:delText", read_deleted_text},
        {"w:tab", read_tab},
        {"w:ptab", read_tab},
        {"w:br", read_break},
        {"w:cr", read_line_end},
        {"w:noBreakHyphen", read_hyphen},
        {"w:softHyphen", read_soft_hyphen},
        {"w:sym", read_symbol},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(handlers); i++)
        gaz_docx_handle(reader, handlers[i].name, handlers[i].handler);
}
