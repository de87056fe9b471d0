/* page.c: characters of a page become lines of the draft, or lines of what is left out. */
#include "intake/html/page.h"

#include "base/text/text.h"
#include "intake/docx/symbols.h"
#include "intake/html/parse.h"

#include <string.h>

/* ---- a paragraph's look: what the most of its characters have */

static enum gaz_draft_face commonest_face(const GArray *looks) {
    unsigned n[GAZ_DRAFT_FACE_OTHER + 1] = {0};
    enum gaz_draft_face best = GAZ_DRAFT_FACE_UNKNOWN;
    for (guint i = 0; i < looks->len; i++)
        n[g_array_index(looks, struct gaz_html_style, i).face]++;
    for (unsigned i = 0; i <= GAZ_DRAFT_FACE_OTHER; i++)
        if (n[i] > n[best]) best = i;
    return best;
}

static uint16_t size_at(const GArray *looks, guint i) {
    return g_array_index(looks, struct gaz_html_style, i).size;
}

static uint16_t commonest_size(const GArray *looks, guint *n_of_size) {
    uint16_t best = 0;
    for (guint i = 0; i < looks->len; i++)
        n_of_size[size_at(looks, i)]++;
    for (guint i = 0; i < looks->len; i++)
        if (n_of_size[size_at(looks, i)] > n_of_size[best]) best = size_at(looks, i);
    for (guint i = 0; i < looks->len; i++)
        n_of_size[size_at(looks, i)] = 0;
    return best;
}

static bool most_have(const GArray *looks, uint16_t attr) {
    guint n = 0;
    for (guint i = 0; i < looks->len; i++)
        n += (g_array_index(looks, struct gaz_html_style, i).attrs & attr) != 0;
    return n * 2 > looks->len;
}

static struct gaz_draft_look look_of(const GArray *looks, guint *n_of_size) {
    const struct gaz_html_style *first = &g_array_index(looks, struct gaz_html_style, 0);
    return (struct gaz_draft_look){.align = first->align,
                                   .face = commonest_face(looks),
                                   .size = commonest_size(looks, n_of_size),
                                   .level = first->level,
                                   .is_red = most_have(looks, GAZ_DRAFT_RED),
                                   .is_strong = most_have(looks, GAZ_DRAFT_STRONG),
                                   .is_hanging = first->first < 0,
                                   .first = first->first,
                                   .left = first->left,
                                   .right = first->right};
}

/* STRONG and EM are what stands out of its paragraph. */
static uint16_t attrs_in(const struct gaz_html_style *style, const struct gaz_draft_look *look) {
    uint16_t attrs = style->attrs;
    bool is_hei = style->face == GAZ_DRAFT_FACE_HEI && look->face != GAZ_DRAFT_FACE_HEI;
    bool is_kai = style->face == GAZ_DRAFT_FACE_KAI && look->face != GAZ_DRAFT_FACE_KAI;
    if (is_hei) attrs |= GAZ_DRAFT_STRONG;
    if (is_kai) attrs |= GAZ_DRAFT_EM;
    if (look->is_strong) attrs &= (uint16_t)~GAZ_DRAFT_STRONG;
    return attrs;
}

static void finish(struct gaz_html_page *page) {
    struct gaz_draft_block *block = page->open;
    g_array_append_vals(block->chars, page->chars->data, page->chars->len);
    struct gaz_draft_char *chars = (struct gaz_draft_char *)(void *)block->chars->data;
    block->look = look_of(page->looks, page->n_of_size);
    for (guint i = 0; i < block->chars->len; i++)
        chars[i].attrs |= attrs_in(&g_array_index(page->looks, struct gaz_html_style, i), &block->look);
    if (page->n_linked == block->chars->len) g_hash_table_add(page->site_blocks, block);
    g_array_set_size(page->chars, 0);
    g_array_set_size(page->looks, 0);
    page->n_linked = 0;
    page->open = NULL;
}

void gaz_html_end_line(struct gaz_html_page *page) {
    if (page->open) finish(page);
    page->line_is_used = false;
    page->is_white = page->is_white_line = false;
    page->last = 0;
}

/* ---- characters */

static uint16_t part_of(struct gaz_html_page *page, const struct gaz_html_where *where) {
    return gaz_draft_part(page->draft, where->is_inside ? "正文" : "网页");
}

static uint32_t carry(struct gaz_html_page *page, uint32_t ch, const struct gaz_html_where *where) {
    uint32_t *paragraph = &page->paragraph[where->is_inside];
    if (!page->line_is_used) ++*paragraph;
    page->line_is_used = true;
    return gaz_draft_carry(page->draft, (struct gaz_carrier){ch, *paragraph, part_of(page, where)});
}

static void open_paragraph(struct gaz_html_page *page, const struct gaz_html_where *where) {
    page->open = gaz_draft_block_new(page->draft, page->to, GAZ_DRAFT_PARAGRAPH);
    page->open->part = part_of(page, where);
    page->open->paragraph = page->paragraph[where->is_inside] + !page->line_is_used;
}

static void add_char(struct gaz_html_page *page, struct gaz_draft_char ch,
                     const struct gaz_html_where *where) {
    if (!gaz_account_admit(page->account, page->chars, ch)) return;
    if (!page->open) open_paragraph(page, where);
    g_array_append_val(page->looks, where->style);
    page->n_linked += where->is_link;
}

void gaz_html_put_in(struct gaz_html_page *page, const char *text, enum gaz_intake_reason why,
                     const struct gaz_html_where *where) {
    uint16_t attrs = why == GAZ_REASON_AUTOMATIC_NUMBER ? GAZ_DRAFT_NUMBER : 0;
    if (!page->open) open_paragraph(page, where);
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        add_char(page, (struct gaz_draft_char){g_utf8_get_char(at), GAZ_NOWHERE, attrs, 0}, where);
    g_autofree char *place = gaz_draft_where(page->draft, page->open->part, page->open->paragraph);
    struct gaz_account_entry entry = {
        .text = text, .where = place, .count = (uint32_t)g_utf8_strlen(text, -1)};
    gaz_account_add(page->account, why, entry);
}

/* The number of a list's item, which a browser makes. */
static void put_number_in(struct gaz_html_page *page, const struct gaz_html_where *where) {
    gaz_html_put_in(page, page->number->str, GAZ_REASON_AUTOMATIC_NUMBER, where);
    g_string_truncate(page->number, 0);
}

/* What the symbol is that a font shows for a letter; told. */
static uint32_t symbol_of(struct gaz_html_page *page, uint32_t ch, const struct gaz_html_where *where) {
    enum gaz_docx_symbol_font font = (enum gaz_docx_symbol_font)where->style.symbols;
    bool is_code = ch >= 0xF020 && ch <= 0xF0FF;
    if (!font || ch <= ' ' || ch == 0xA0 || (ch > 0xFF && !is_code)) return ch;
    uint32_t shown = gaz_docx_symbol(font, ch);
    g_autofree char *place = gaz_html_place(page), *code = g_strdup_printf("U+%04X", ch);
    struct gaz_account_entry entry = {.text = code, .where = place, .count = 1};
    if (shown == ch) return ch;
    if (shown) entry.becomes = gaz_utf8_of(shown).bytes;
    if (shown && !is_code) entry.text = gaz_utf8_of(ch).bytes;
    if (!shown) entry.doubt = "网页用符号字体显示成别的样子；请对照网页改";
    gaz_account_add(page->account, shown ? GAZ_REASON_SYMBOL : GAZ_REASON_UNKNOWN_SYMBOL, entry);
    return shown ? shown : ch;
}

static void keep(struct gaz_html_page *page, uint32_t ch, const struct gaz_html_where *where) {
    if (page->number->len > 0 && !page->open) put_number_in(page, where);
    uint32_t shown = symbol_of(page, ch, where), carrier = carry(page, ch, where);
    add_char(page, (struct gaz_draft_char){shown, carrier, 0, 0}, where);
}

static void leave_out(struct gaz_html_page *page, uint32_t ch, const struct gaz_html_where *where) {
    bool is_new = !page->line_is_used;
    uint32_t carrier = carry(page, ch, where);
    gaz_account_leave_out(page->account, where->reason, carrier, 1);
    if (is_new) {
        struct gaz_html_leaf leaf = {g_string_new(NULL), carrier, 0, false};
        g_array_append_val(page->leaves, leaf);
    }
    if (page->leaves->len == 0) return;
    struct gaz_html_leaf *leaf = &g_array_index(page->leaves, struct gaz_html_leaf, page->leaves->len - 1);
    if (leaf->first + leaf->n != carrier) return; /* hidden within a line that is kept */
    if (gaz_char_has_ink(ch)) g_string_append_unichar(leaf->text, ch);
    leaf->n++;
}

static void write_char(struct gaz_html_page *page, uint32_t ch, const struct gaz_html_where *where) {
    if (where->reason == GAZ_HTML_KEPT)
        keep(page, ch, where);
    else
        leave_out(page, ch, where);
}

/* A browser shows white space as a blank between two characters of a line; between two Han characters a line
 * end of the file, which whoever saved the page put there, as nothing. */
static void write_white(struct gaz_html_page *page, uint32_t next, const struct gaz_html_where *where) {
    bool is_shown = page->is_white && page->last != 0;
    if (page->is_white_line && g_unichar_iswide(page->last) && g_unichar_iswide(next)) is_shown = false;
    page->is_white = page->is_white_line = false;
    if (is_shown) write_char(page, ' ', where);
}

static void add_kept_white(struct gaz_html_page *page, uint32_t ch, const struct gaz_html_where *where) {
    if (ch == '\n')
        gaz_html_end_line(page);
    else if (ch != '\r')
        write_char(page, ' ', where);
}

void gaz_html_add_text(struct gaz_html_page *page, const char *utf8, const struct gaz_html_where *where) {
    for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
        uint32_t ch = g_utf8_get_char(at);
        bool is_white = gaz_html_is_white(ch);
        if (is_white && where->style.keeps_white) {
            add_kept_white(page, ch, where);
        } else if (is_white) {
            page->is_white = true;
            page->is_white_line |= ch == '\n' || ch == '\r';
        } else {
            write_white(page, ch, where);
            write_char(page, ch, where);
            page->last = ch;
        }
    }
}

void gaz_html_add_note_mark(struct gaz_html_page *page, uint16_t note, const struct gaz_html_where *where) {
    write_white(page, GAZ_DRAFT_OBJECT, where);
    if (page->number->len > 0 && !page->open) put_number_in(page, where);
    add_char(page, (struct gaz_draft_char){GAZ_DRAFT_OBJECT, GAZ_NOWHERE, 0, note}, where);
    page->last = GAZ_DRAFT_OBJECT;
}

char *gaz_html_place(const struct gaz_html_page *page) {
    return gaz_draft_where(page->draft, gaz_draft_part(page->draft, "正文"),
                           page->paragraph[true] + !page->line_is_used);
}
