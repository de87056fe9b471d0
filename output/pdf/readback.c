/* readback.c: the proof that the PDF holds what the pages say.
 *
 * cairo loses errors at its end and can drop a font in silence, so every PDF is read again before it may have
 * its name: libqpdf must find nothing wrong, the pages must be as many, each page's text read through the
 * fonts' own tables must be the display list's characters in the same order, the glyphs as many, and each
 * font must be in the file. White space is left out on both sides (a space may be a move), and blanks (＿ as
 * a rule) are not text in the PDF.
 */
#include "output/pdf/steps.h"
#include "output/objects/font.h"
#include "output/objects/keys.h"
#include "output/tags/tag_check.h"
#include "output/objects/text.h"
#include "output/reasons.h"

#include "base/diag/diag.h"

#include <string.h>

static bool is_compared(uint32_t ch) {
    return !g_unichar_isspace(ch);
}

/* the characters that a page must hold, one after another */
struct expecting {
    const struct gaz_page *page;
    uint32_t item, i; /* where it has come to: a run, and behind which of its characters */
};

/* The next; NULL: there is none. */
static const struct gaz_char *expect(struct expecting *e) {
    for (; e->item < e->page->n_items; e->item++, e->i = 0) {
        const struct gaz_item *item = &e->page->items[e->item];
        if (item->kind != GAZ_ITEM_GLYPHS) continue;
        while (e->i < item->as.glyphs.n_chars) {
            const struct gaz_char *one = &item->as.glyphs.chars[e->i++];
            if (is_compared(one->ch)) return one;
        }
    }
    return NULL;
}

/* Where the last was written. */
static struct gaz_span span_of(const struct expecting *e, const struct gaz_char *one) {
    const struct gaz_source *source = one ? e->page->items[e->item].as.glyphs.source : NULL;
    return source && one->offset != GAZ_NOWHERE ? gaz_span_at(source, one->offset) : (struct gaz_span){0};
}

/* glyphs of clusters that are not blank (text.c: blanks are not counted) */
static uint32_t count_inked(const struct gaz_glyph_run *run) {
    uint32_t n = 0;
    bool inked = false;
    for (uint32_t g = 0; g < run->n_glyphs; g++) {
        const struct gaz_placed_glyph *glyph = &run->glyphs[g];
        if (glyph->n_chars > 0) inked = false;
        for (uint32_t i = 0; i < glyph->n_chars; i++)
            inked |= gaz_pdf_has_ink(run->chars[glyph->first_char + i].ch);
        n += inked;
    }
    return n;
}

static uint32_t count_glyphs(const struct gaz_page *page) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == GAZ_ITEM_GLYPHS) n += count_inked(&page->items[i].as.glyphs);
    return n;
}

static char *name_char(uint32_t ch) {
    if (ch == 0) return g_strdup("—");
    char utf8[7] = {0};
    g_unichar_to_utf8(ch, utf8);
    return g_strdup_printf("“%s”（U+%04X）", utf8, ch);
}

/* The n-th character (from 0) of a page differs; 0 or NULL stands for none. */
static bool report_char(const struct expecting *e, guint n, const struct gaz_char *wanted, uint32_t found,
                        struct gaz_diags *diags) {
    g_autofree char *number = g_strdup_printf("%d", e->page->number), *index = g_strdup_printf("%u", n + 1);
    g_autofree char *should = name_char(wanted ? wanted->ch : 0), *is = name_char(found);
    gaz_report(diags, GAZ_D_READBACK, span_of(e, wanted), number, index, should, is);
    return false;
}

static bool compare_chars(const struct gaz_page *page, const char *utf8, struct gaz_diags *diags) {
    struct expecting e = {.page = page};
    guint n = 0;
    for (const char *c = utf8; *c; c = g_utf8_next_char(c)) {
        uint32_t ch = g_utf8_get_char(c);
        if (!is_compared(ch)) continue;
        const struct gaz_char *wanted = expect(&e);
        if (!wanted || wanted->ch != ch) return report_char(&e, n, wanted, ch, diags);
        n++;
    }
    const struct gaz_char *left = expect(&e);
    return !left || report_char(&e, n, left, 0, diags);
}

static bool report_file(struct gaz_reason what, const struct gaz_page *page, struct gaz_diags *diags) {
    g_autofree char *chinese = g_strdup_printf("第%d页%s", page->number, what.chinese);
    g_autofree char *english = g_strdup_printf("page %d: %s", page->number, what.english);
    gaz_report(diags, GAZ_D_READBACK_FILE, (struct gaz_span){0}, chinese, english);
    return false;
}

static bool compare_page(const struct gaz_page *page, const struct gaz_pdf_page_text *text,
                         struct gaz_diags *diags) {
    if (!compare_chars(page, text->utf8->str, diags)) return false;
    if (text->bare_font)
        return report_file((struct gaz_reason){"有没有嵌入的字体", "font not embedded"}, page, diags);
    if (text->n_lost > 0)
        return report_file((struct gaz_reason){"有不知是什么字的编码", "codes without characters"}, page,
                           diags);
    if (text->n_glyphs != count_glyphs(page))
        return report_file((struct gaz_reason){"字形的个数不对", "number of glyphs"}, page, diags);
    return true;
}

static bool read_page(struct gaz_pdf_reader *reader, const struct gaz_pages *pages, uint32_t i,
                      struct gaz_pdf_page_text *text, struct gaz_diags *diags) {
    if (gaz_pdf_page_text(reader, i, text)) return compare_page(&pages->pages[i], text, diags);
    return report_file((struct gaz_reason){"的内容读不出来", "its content cannot be read"}, &pages->pages[i],
                       diags);
}

static bool compare_all(qpdf_data pdf, const struct gaz_pages *pages, bool is_tagged,
                        struct gaz_diags *diags) {
    struct gaz_pdf_reader reader;
    struct gaz_pdf_page_text *texts = g_new(struct gaz_pdf_page_text, pages->n_pages);
    gaz_pdf_reader_begin(&reader, pdf);
    bool same = true;
    for (uint32_t i = 0; i < pages->n_pages; i++)
        same &= read_page(&reader, pages, i, &texts[i], diags);
    const struct gaz_pdf_font *blank = same ? gaz_pdf_blank_font(&reader) : NULL;
    if (blank) gaz_report(diags, GAZ_D_BLANK_GLYPH, (struct gaz_span){0}, blank->name);
    same &= !blank;
    if (same && is_tagged) same = gaz_pdf_check_tags(pdf, pages, texts, diags);
    for (uint32_t i = 0; i < pages->n_pages; i++)
        gaz_pdf_page_text_clear(&texts[i]);
    g_free(texts);
    gaz_pdf_reader_end(&reader);
    return same;
}

static bool complain(qpdf_data pdf, struct gaz_diags *diags) {
    gaz_report_qpdf(pdf, GAZ_D_READBACK_FILE, (struct gaz_reason){"页数不对", "number of pages"}, diags);
    return false;
}

static bool check(qpdf_data pdf, GBytes *bytes, const struct gaz_pages *pages, bool is_tagged,
                  struct gaz_diags *diags) {
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (qpdf_read_memory(pdf, "PDF", data, size, NULL) != QPDF_SUCCESS) return complain(pdf, diags);
    int n = qpdf_get_num_pages(pdf);
    if (n < 0 || (uint32_t)n != pages->n_pages) return complain(pdf, diags);
    if (!compare_all(pdf, pages, is_tagged, diags)) return false;
    if (qpdf_has_error(pdf) || qpdf_more_warnings(pdf)) return complain(pdf, diags);
    return true;
}

bool gaz_pdf_verify(GBytes *bytes, const struct gaz_pages *pages, bool is_tagged, struct gaz_diags *diags) {
    qpdf_data pdf = gaz_pdf_open();
    bool good = check(pdf, bytes, pages, is_tagged, diags);
    gaz_pdf_close(pdf);
    return good;
}
