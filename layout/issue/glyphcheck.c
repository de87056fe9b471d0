/* glyphcheck.c: what stands on the pages is looked at once more, glyph by glyph: each character that stands
 * alone in its cluster has the glyph that its face gives it, and ink where it has any. What a library forgot
 * for want of memory, or a cache mixed up, does not go out.
 */
#include "base/diag/diag.h"
#include "fonts/face.h"
#include "layout/issue/parts.h"

#include <glib.h>

enum { N_RECENT = 8192 };

/* what was found good lately: a text uses few characters many times */
struct good {
    const struct gaz_face *face;
    uint32_t glyph, ch;
};

static bool report(const struct gaz_page *page, const struct gaz_glyph_run *run, const struct gaz_char *ch,
                   struct gaz_diags *diags) {
    char number[16], utf8[8] = "";
    g_snprintf(number, sizeof number, "%d", page->number);
    utf8[g_unichar_to_utf8(ch->ch, utf8)] = '\0';
    bool is_placed = run->source && ch->offset != GAZ_NOWHERE;
    gaz_report(diags, GAZ_D_WRONG_GLYPH,
               is_placed ? gaz_span_at(run->source, ch->offset) : (struct gaz_span){0}, number, utf8,
               run->face->file_name);
    return false;
}

/* Whether glyph i of the run is the whole cluster of one character. */
static bool stands_alone(const struct gaz_glyph_run *run, uint32_t i) {
    bool ends = i + 1 == run->n_glyphs || run->glyphs[i + 1].n_chars > 0;
    return run->glyphs[i].n_chars == 1 && ends;
}

static bool check_run(const struct gaz_page *page, const struct gaz_glyph_run *run, struct good *recent,
                      struct gaz_diags *diags) {
    for (uint32_t i = 0; i < run->n_glyphs; i++) {
        if (!stands_alone(run, i)) continue;
        const struct gaz_char *ch = &run->chars[run->glyphs[i].first_char];
        struct good now = {run->face, run->glyphs[i].id, ch->ch},
                    *slot = &recent[(now.ch ^ now.ch >> 13 ^ run->face->id << 9) % N_RECENT];
        if (slot->face == now.face && slot->glyph == now.glyph && slot->ch == now.ch) continue;
        if (!gaz_face_has_glyph(now.face, now.ch, now.glyph)) return report(page, run, ch, diags);
        *slot = now;
    }
    return true;
}

static bool check_page(const struct gaz_page *page, struct good *recent, struct gaz_diags *diags) {
    for (uint32_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == GAZ_ITEM_GLYPHS &&
            !check_run(page, &page->items[i].as.glyphs, recent, diags))
            return false;
    return true;
}

bool gaz_check_glyphs(const struct gaz_pages *pages, struct gaz_diags *diags) {
    g_autofree struct good *recent = g_new0(struct good, N_RECENT);
    bool good = true;
    for (uint32_t i = 0; i < pages->n_pages; i++)
        good &= check_page(&pages->pages[i], recent, diags);
    return good;
}
