/* mark.c: an order is known by its mark, 澄浦市人民政府令, and prints no title. Gazettes list it by mark and
 * number, and what it issues behind them: 澄浦市人民政府令（第52号）　澄浦市物业管理办法. */
#include "input/mark.h"

#include "base/text.h"

#include <glib.h>
#include <string.h>

enum gaz_form gaz_mark_form(const char *mark) {
    static const struct {
        const char *end;
        enum gaz_form form;
    } forms[] = {{"令", GAZ_FORM_ORDER},
                 {"公告", GAZ_FORM_NOTICE},
                 {"通告", GAZ_FORM_NOTICE},
                 {"纪要", GAZ_FORM_MINUTES}};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_str_has_suffix(mark, forms[i].end)) return forms[i].form;
    return GAZ_FORM_DOCUMENT;
}

static bool contains(struct gaz_text text, struct gaz_text part) {
    g_autofree char *whole = gaz_text_to_utf8(text), *sought = gaz_text_to_utf8(part);
    return strstr(whole, sought) != NULL;
}

/* The title of the one instrument; empty: there is none, or more of them. */
static struct gaz_text issued_title(struct gaz_arena *arena, const struct gaz_doc *doc) {
    struct gaz_text title = {0};
    uint32_t n = 0;
    for (uint32_t i = 1; i < doc->n_parts; i++) {
        if (doc->parts[i].kind != GAZ_PART_INSTRUMENT) continue;
        title = gaz_text_unbroken(arena, doc->parts[i].title);
        n++;
    }
    return n == 1 ? title : (struct gaz_text){0};
}

/* mark（number）　title, without what is empty */
static struct gaz_text listed(struct gaz_arena *arena, struct gaz_text mark, struct gaz_text number,
                              struct gaz_text title) {
    struct gaz_text pieces[6] = {mark};
    uint32_t n = 1;
    if (number.n > 0) {
        pieces[n++] = gaz_text_from_utf8(arena, "（");
        pieces[n++] = number;
        pieces[n++] = gaz_text_from_utf8(arena, "）");
    }
    if (title.n > 0) {
        pieces[n++] = gaz_text_from_utf8(arena, "　");
        pieces[n++] = title;
    }
    return gaz_text_join(arena, pieces, n);
}

void gaz_mark_names(struct gaz_reader *reader, struct gaz_doc *doc) {
    bool by_mark = doc->form == GAZ_FORM_ORDER || doc->title.n == 0;
    if (!by_mark || doc->letterhead.n == 0) return;
    struct gaz_arena *arena = reader->arena;
    struct gaz_text mark = gaz_text_unbroken(arena, doc->letterhead.texts[0]), title = doc->contents_title;
    bool has_mark = contains(title, mark);
    if (has_mark && title.n > mark.n) return;
    if (title.n == 0 || has_mark) title = issued_title(arena, doc);
    doc->contents_title = listed(arena, mark, doc->number, title);
}
