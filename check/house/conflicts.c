/* conflicts.c: what lists say twice, or against themselves.
 *
 * Of two files the one nearer to the issue counts, so only what files of one rank say is compared. A chain
 * (甲→乙, 乙→丙) and a cycle are seen at 乙, which is right here and wrong there.
 */
#include "check/house/house.h"

#include "base/diag/diag.h"
#include "base/diag/diag_text.h"

static bool is_bad(const struct gaz_listed *form) {
    return form->meaning == GAZ_MEANS_WRONG || form->meaning == GAZ_MEANS_MISNAMED;
}

static bool is_former(const struct gaz_listed *form) {
    return form->meaning == GAZ_MEANS_FORMER || form->meaning == GAZ_MEANS_FORMER_SHORT;
}

static int number_of(struct gaz_date date) {
    return date.year * 512 + date.month * 32 + date.day;
}

static bool overlap(const struct gaz_former *a, const struct gaz_former *b) {
    return number_of(a->from.date) <= number_of(b->to.date) &&
           number_of(b->from.date) <= number_of(a->to.date);
}

static void tell(enum gaz_code code, const struct gaz_listed *old, const struct gaz_listed *added,
                 struct gaz_diags *diags) {
    g_autofree char *text = gaz_text_to_utf8(added->text);
    struct gaz_span first = gaz_text_span(old->text);
    g_autoptr(GString) place = g_string_new(NULL);
    if (first.source) {
        struct gaz_place at = gaz_source_place(first.source, first.begin);
        g_string_append_printf(place, "%s:%u:%u", first.source->path, at.line, at.column);
    }
    gaz_report(diags, code, gaz_text_span(added->text), text, place->str);
}

/* Two organs may have had one name, one after the other. */
static void compare_formers(const struct gaz_listed *old, const struct gaz_listed *added,
                            struct gaz_diags *diags) {
    if (!overlap(old->former, added->former)) return;
    tell(old->organ == added->organ ? GAZ_D_HOUSE_TWICE : GAZ_D_HOUSE_FORMER_TWICE, old, added, diags);
}

void gaz_house_compare(const struct gaz_listed *old, const struct gaz_listed *added,
                       struct gaz_diags *diags) {
    if (is_bad(old) != is_bad(added))
        tell(GAZ_D_HOUSE_BOTH, old, added, diags);
    else if (is_former(old) && is_former(added))
        compare_formers(old, added, diags);
    else if (old->meaning == GAZ_MEANS_RIGHT || added->meaning == GAZ_MEANS_RIGHT)
        return; /* many wrong words may have one right one, an organ's name may be one */
    else if (is_former(old) != is_former(added))
        tell(GAZ_D_HOUSE_FORMER_NOW, old, added, diags);
    else
        tell(GAZ_D_HOUSE_TWICE, old, added, diags);
}
