/* shown.c: see shown.h. */
#include "output/tags/shown.h"

#include <math.h>
#include <string.h>

enum { LEAST_GAP = 70 }; /* thousandths of an em: a reader's least is 100 */

void gaz_pdf_showing_begin(struct gaz_pdf_showing *s, gsize size) {
    s->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    s->line = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_shown));
    s->out = g_string_sized_new(size);
}

void gaz_pdf_showing_end(struct gaz_pdf_showing *s) {
    g_hash_table_destroy(s->names);
    g_array_free(s->line, TRUE);
    g_string_free(s->out, TRUE);
}

const char *gaz_pdf_keep_name(struct gaz_pdf_showing *s, char *name) {
    const char *kept = g_hash_table_lookup(s->names, name);
    if (!kept) g_hash_table_add(s->names, name);
    if (kept) g_free(name);
    return kept ? kept : name;
}

/* The name of the font, so much wider, on this page. */
static const char *name_of(struct gaz_pdf_showing *s, const struct gaz_pdf_shown *shown) {
    if (shown->steps == 0) return shown->name;
    const char *name = gaz_pdf_keep_name(s, g_strdup_printf("%s-%d", shown->name, shown->steps));
    g_autofree char *key = g_strconcat("/", name, NULL);
    qpdf_oh wider = gaz_pdf_wider_font(s->wide, shown->font, shown->steps);
    if (!qpdf_oh_has_key(s->pdf, s->fonts, key)) qpdf_oh_replace_key(s->pdf, s->fonts, key, wider);
    return name;
}

static void write_font(struct gaz_pdf_showing *s, const char *name) {
    if (!name || (s->written && strcmp(s->written, name) == 0)) return;
    g_string_append_c(s->out, '/');
    g_string_append(s->out, name);
    g_string_append(s->out, " 1 Tf\n");
    s->written = name;
}

/* Never with an exponent, which PDF does not know; and not by printf, for lines that are set out have one at
 * each character. */
static void append_kern(GString *out, double kern) {
    enum { PLACES = 2, MOST_DIGITS = 20 };
    long hundredths = lround(kern * 100);
    unsigned long left = hundredths < 0 ? -(unsigned long)hundredths : (unsigned long)hundredths;
    char digits[MOST_DIGITS + 3], *const end = digits + sizeof digits, *at = end;
    bool is_whole = left % 100 == 0;
    if (is_whole) left /= 100;
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
        if (!is_whole && end - at == PLACES) *--at = '.';
    } while (left > 0 || (!is_whole && end - at <= PLACES + 1));
    if (hundredths < 0) *--at = '-';
    g_string_append_len(out, at, end - at);
}

/* It is done for every character. */
static void append_code(GString *out, guint code, bool wide) {
    static const char digits[] = "0123456789abcdef";
    const char hex[] = {digits[code >> 12 & 15], digits[code >> 8 & 15], digits[code >> 4 & 15],
                        digits[code & 15]};
    g_string_append_len(out, wide ? hex : hex + 2, wide ? 4 : 2);
}

/* Characters of one font from i on, in one operator; gives where it ends. */
static guint write_part(struct gaz_pdf_showing *s, guint i) {
    const struct gaz_pdf_shown *list = (const struct gaz_pdf_shown *)(const void *)s->line->data;
    const char *name = name_of(s, &list[i]);
    write_font(s, name);
    g_string_append_c(s->out, '[');
    bool open = false;
    for (guint from = i;
         i < s->line->len && list[i].name == list[from].name && list[i].steps == list[from].steps; i++) {
        if (list[i].kern != 0) {
            if (open)
                g_string_append_c(s->out, '>');
            else if (i == from)
                g_string_append(s->out, "<>");
            append_kern(s->out, list[i].kern);
            open = false;
        }
        if (!open) g_string_append_c(s->out, '<');
        open = true;
        append_code(s->out, list[i].code, list[i].font->codes->wide);
        gaz_pdf_use_wider(list[i].font, list[i].steps, list[i].code);
    }
    g_string_append(s->out, open ? ">]TJ\n" : "]TJ\n");
    return i;
}

void gaz_pdf_showing_write(struct gaz_pdf_showing *s) {
    for (guint i = 0; i < s->line->len;)
        i = write_part(s, i);
    g_array_set_size(s->line, 0);
    s->kern = 0;
    write_font(s, s->name);
}

/* The gap before the last character goes into the one before it. */
static void fill_last(struct gaz_pdf_showing *s) {
    if (s->line->len < 2 || !s->fills) return;
    struct gaz_pdf_shown *last = &g_array_index(s->line, struct gaz_pdf_shown, s->line->len - 1),
                         *before = last - 1;
    if (!last->may_join || -last->kern < LEAST_GAP || !gaz_pdf_may_widen(s->wide, before->font)) return;
    int steps = (int)lround(-last->kern / GAZ_WIDER_STEP);
    if (steps > GAZ_WIDER_MOST) return;
    before->steps = steps;
    last->kern += steps * GAZ_WIDER_STEP;
}

void gaz_pdf_show(struct gaz_pdf_showing *s, struct gaz_pdf_shown one) {
    g_array_append_val(s->line, one);
    s->kern = 0;
    fill_last(s);
}
