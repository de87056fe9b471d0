/* hunks.c: see hunks.h. */
#include "facsimile/hunks.h"

#include "base/diff/script.h"
#include "facsimile/align.h"

static bool is_width(const GArray *text, const GArray *print, const struct gaz_hunk *h) {
    bool same = h->text_end - h->text == h->print_end - h->print;
    for (guint i = 0; same && i < h->text_end - h->text; i++)
        same = gaz_is_same_but_width(gaz_hunk_char(text, h->text + i), gaz_hunk_char(print, h->print + i));
    return same;
}

/* One that lies near the last is told with it: two characters that were exchanged. */
static void add_hunk(GArray *hunks, struct gaz_hunk h) {
    enum { NEAR = 2 };
    struct gaz_hunk *last = hunks->len ? &g_array_index(hunks, struct gaz_hunk, hunks->len - 1) : NULL;
    if (!last || h.text > last->text_end + NEAR) {
        g_array_append_val(hunks, h);
        return;
    }
    last->text_end = h.text_end;
    last->print_end = h.print_end;
}

GArray *gaz_hunks_make(const GArray *text, const GArray *print, uint64_t *allowance) {
    GArray *hunks = g_array_new(FALSE, FALSE, sizeof(struct gaz_hunk));
    g_autofree uint8_t *gone = g_new0(uint8_t, text->len + 1), *come = g_new0(uint8_t, print->len + 1);
    gaz_script_make((struct gaz_sequence){(const uint32_t *)(const void *)text->data, text->len},
                    (struct gaz_sequence){(const uint32_t *)(const void *)print->data, print->len},
                    (struct gaz_script){gone, come}, allowance);
    for (guint i = 0, k = 0; i < text->len || k < print->len; i++, k++) {
        struct gaz_hunk h = {i, i, k, k};
        while (h.text_end < text->len && gone[h.text_end])
            h.text_end++;
        while (h.print_end < print->len && come[h.print_end])
            h.print_end++;
        i = h.text_end;
        k = h.print_end;
        if ((h.text < h.text_end || h.print < h.print_end) && !is_width(text, print, &h)) add_hunk(hunks, h);
    }
    return hunks;
}

guint gaz_hunks_size(const GArray *hunks) {
    guint n = 0;
    for (guint i = 0; i < hunks->len; i++) {
        const struct gaz_hunk *h = &g_array_index(hunks, struct gaz_hunk, i);
        n += MAX(h->text_end - h->text, h->print_end - h->print);
    }
    return n;
}

char *gaz_hunk_string(const GArray *chars, guint first, guint end) {
    GString *out = g_string_new(NULL);
    for (guint i = first; i < end; i++)
        g_string_append_unichar(out, gaz_hunk_char(chars, i));
    return g_string_free(out, FALSE);
}
