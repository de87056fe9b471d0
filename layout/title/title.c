/* title.c: words of the style's list, then balance. */
#include "layout/title/title.h"

#include "layout/memory.h"
#include "layout/text/breakers.h"
#include "layout/title/balance.h"
#include "layout/title/words.h"

#include <glib.h>
#include <string.h>

static struct gaz_balance_params params_of(const struct gaz_break_params *params) {
    return (struct gaz_balance_params){
        .cell = params->cell, .first_measure = params->first_measure, .measure = params->measure};
}

/* The style's words by their digest, and the characters. */
static GBytes *question_of(const struct gaz_style *style, struct gaz_text text) {
    GByteArray *question = g_byte_array_new();
    g_byte_array_append(question, (const guint8 *)style->words_digest, (guint)strlen(style->words_digest));
    for (uint32_t i = 0; i < text.n; i++)
        g_byte_array_append(question, (const guint8 *)&text.chars[i].ch, sizeof text.chars[i].ch);
    return g_byte_array_free_to_bytes(question);
}

/* As gaz_title_places; what an earlier setting found is not looked for again. */
static uint32_t *places_of(const struct gaz_typesetter *typesetter, struct gaz_text text) {
    const struct gaz_style *style = typesetter->style;
    struct gaz_lexicon lexicon = {style->words, style->n_words};
    if (!typesetter->memory) return gaz_title_places(lexicon, text);
    g_autoptr(GBytes) question = question_of(style, text);
    size_t size;
    const void *known = gaz_memory_find(typesetter->memory, question, &size);
    if (known) return g_memdup2(known, size);
    uint32_t *places = gaz_title_places(lexicon, text);
    gaz_memory_keep(typesetter->memory, question, places, (text.n + 2) * sizeof *places);
    return places;
}

static struct gaz_broken_line *break_by_sense(const struct gaz_typesetter *typesetter, struct gaz_text text,
                                              const struct gaz_atoms *atoms, struct gaz_balance_params params,
                                              uint32_t *n) {
    uint32_t *places = places_of(typesetter, text);
    struct gaz_broken_line *lines = gaz_balance_lines(atoms, places, &params, n);
    g_free(places);
    return lines;
}

static uint32_t forced_lines(const struct gaz_atoms *atoms) {
    uint32_t n = 1;
    for (uint32_t i = 0; i + 1 < atoms->n; i++)
        n += atoms->atoms[i].first == GAZ_CLASS_BREAK;
    return n;
}

struct gaz_broken_line *gaz_break_title(const struct gaz_typesetter *typesetter,
                                        const struct gaz_paragraph_spec *spec, const struct gaz_atoms *atoms,
                                        const struct gaz_break_params *params, uint32_t *n) {
    struct gaz_balance_params own = params_of(params);
    own.whole = forced_lines(atoms) > 1; /* the editor has made the lines */
    return break_by_sense(typesetter, spec->text, atoms, own, n);
}

struct gaz_broken_line *gaz_break_evenly(const struct gaz_typesetter *typesetter,
                                         const struct gaz_paragraph_spec *spec, const struct gaz_atoms *atoms,
                                         const struct gaz_break_params *params, uint32_t *n) {
    struct gaz_balance_params own = params_of(params);
    own.whole = true;
    return break_by_sense(typesetter, spec->text, atoms, own, n);
}

enum { FEW_LINES = 4 /* that a reader takes in as one figure */ };

struct gaz_broken_line *gaz_break_centred(const struct gaz_typesetter *typesetter,
                                          const struct gaz_paragraph_spec *spec,
                                          const struct gaz_atoms *atoms,
                                          const struct gaz_break_params *params, uint32_t *n) {
    struct gaz_broken_line *lines = gaz_break_taken_in(typesetter, spec, atoms, params, n);
    if (spec->squeeze > 0 || *n > FEW_LINES || *n <= forced_lines(atoms)) return lines;
    g_free(lines);
    return gaz_break_evenly(typesetter, spec, atoms, params, n);
}

struct gaz_broken_line *gaz_break_entry(const struct gaz_typesetter *typesetter,
                                        const struct gaz_paragraph_spec *spec, const struct gaz_atoms *atoms,
                                        const struct gaz_break_params *params, uint32_t *n) {
    struct gaz_balance_params own = params_of(params);
    own.filled = true;
    return break_by_sense(typesetter, spec->text, atoms, own, n);
}

struct gaz_broken_line *gaz_break_english_entry(const struct gaz_typesetter *typesetter,
                                                const struct gaz_paragraph_spec *spec,
                                                const struct gaz_atoms *atoms,
                                                const struct gaz_break_params *params, uint32_t *n) {
    (void)typesetter;
    struct gaz_balance_params own = params_of(params);
    own.filled = true;
    g_autofree uint32_t *places = g_new0(uint32_t, spec->text.n + 1);
    return gaz_balance_lines(atoms, places, &own, n);
}
