/* phrases.c: fixed wordings of which one character was changed or lost (P-39). */
#include "check/checker.h"
#include "check/house/house.h"

#include "base/process/arena.h"

static const char *const phrases[] = {
#define GAZ_PHRASE(words) words,
#include "check/rules/phrases.def"
#undef GAZ_PHRASE
};

/* 国民经济与社会发展 is as right as 国民经济和社会发展. */
static bool is_other_and(struct gaz_text is, struct gaz_text right) {
    uint32_t i = 0;
    while (i < is.n && is.chars[i].ch == right.chars[i].ch)
        i++;
    return gaz_char_is_one_of(gaz_char_at(right, i), "和与及") &&
           gaz_char_is_one_of(gaz_char_at(is, i), "和与及、");
}

static void check_phrases(struct gaz_checker *checker, struct gaz_text text,
                          const struct gaz_nearby *nearby) {
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t length = 0;
        struct gaz_text right = gaz_nearby_at(nearby, text, i, &length);
        if (right.n == 0 || is_other_and(gaz_text_slice(text, i, length), right)) continue;
        g_autofree char *wanted = gaz_text_to_utf8(right);
        gaz_find(checker, GAZ_CHECK_PHRASE, gaz_text_slice(text, i, length), wanted, wanted);
        i += length - 1;
    }
}

void gaz_check_phrases(struct gaz_checker *checker) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_nearby *nearby = gaz_nearby_new();
    for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
        gaz_nearby_add(nearby, gaz_text_from_utf8(arena, phrases[i]));
    gaz_nearby_seal(nearby);
    for (uint32_t i = 0; i < checker->n_passages; i++)
        check_phrases(checker, checker->passages[i].text, nearby);
    gaz_nearby_free(nearby);
    gaz_arena_free(arena);
}
