/* rules.c: what the house's lists find in a text: former and misprinted names of organs, names of
 * people, words (P-39). */
#include "check/house/rules.h"
#include "check/scan.h"

/* ---- 用词 */

static bool has_context(struct gaz_text sentence, struct gaz_texts contexts) {
    for (uint32_t i = 0; i < contexts.n; i++) {
        g_autofree char *one = gaz_text_to_utf8(contexts.texts[i]);
        if (gaz_scan_find(sentence, 0, one) < sentence.n) return true;
    }
    return contexts.n == 0;
}

static char *joined(struct gaz_texts texts) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < texts.n; i++) {
        g_autofree char *one = gaz_text_to_utf8(texts.texts[i]);
        g_string_append_printf(out, "%s%s", i ? "、" : "", one);
    }
    return g_string_free(out, FALSE);
}

static void judge_word(struct gaz_checker *checker, struct gaz_text text, struct gaz_house_hit hit) {
    static const enum gaz_check_rule rules[] = {GAZ_CHECK_HOUSE_WORD_E, GAZ_CHECK_HOUSE_WORD,
                                                GAZ_CHECK_HOUSE_WORD_I};
    const struct gaz_word *word = hit.form->word;
    if (!has_context(gaz_scan_sentence(text, hit.begin), word->contexts)) return;
    struct gaz_text where = gaz_text_slice(text, hit.begin, hit.n);
    g_autofree char *is = gaz_text_to_utf8(where), *rights = joined(word->rights);
    g_autofree char *advice = word->rights.n ? g_strdup_printf("，应作“%s”", rights) : g_strdup("");
    g_autofree char *english = word->rights.n ? g_strdup_printf(", but \"%s\"", rights) : g_strdup("");
    const char *reason = word->reason ? word->reason : "";
    gaz_find(checker, rules[word->level], where, word->rights.n == 1 ? rights : NULL, is, advice, reason,
             english);
}

/* ---- 机关 */

static void judge_former(struct gaz_checker *checker, const struct gaz_passage *passage,
                         struct gaz_house_hit hit) {
    const struct gaz_former *former = hit.form->former;
    const struct gaz_organ *organ = hit.form->organ;
    if (!gaz_former_counts(checker, passage, hit)) return;
    bool is_short = hit.form->meaning == GAZ_MEANS_FORMER_SHORT && organ->shorts.n > 0;
    struct gaz_texts one = {is_short ? organ->shorts.texts : &organ->name, 1};
    struct gaz_texts now = former->now.n ? former->now : one;
    struct gaz_date last = former->to.date;
    struct gaz_text where = gaz_text_slice(passage->text, hit.begin, hit.n);
    g_autofree char *is = gaz_text_to_utf8(where), *names = joined(now),
                    *date = g_strdup_printf("%d年%d月%d日", last.year, last.month, last.day);
    gaz_find(checker, GAZ_CHECK_ORGAN_FORMER, where, now.n == 1 ? names : NULL, is, date, names);
}

/* ---- what stands in a passage */

static void judge_hit(struct gaz_checker *checker, const struct gaz_passage *passage,
                      struct gaz_house_hit hit) {
    switch (hit.form->meaning) {
    case GAZ_MEANS_FORMER:
    case GAZ_MEANS_FORMER_SHORT:
        judge_former(checker, passage, hit);
        break;
    case GAZ_MEANS_MISNAMED: {
        struct gaz_text where = gaz_text_slice(passage->text, hit.begin, hit.n);
        g_autofree char *name = gaz_text_to_utf8(hit.form->person->name);
        gaz_find(checker, GAZ_CHECK_PERSON_NAME, where, name, name);
        break;
    }
    case GAZ_MEANS_PERSON:
        gaz_judge_post(checker, passage, hit);
        break;
    case GAZ_MEANS_WRONG:
        judge_word(checker, passage->text, hit);
        break;
    case GAZ_MEANS_RIGHT:
    case GAZ_MEANS_FULL:
    case GAZ_MEANS_SHORT:
    case GAZ_MEANS_CASUAL:
    case GAZ_MEANS_CODE:
        break;
    }
}

/* Something that some file of the same rank calls right is told as a contradiction, not here. */
static bool is_doubted(const struct gaz_listed *form) {
    return gaz_listed_is_good(form) && gaz_listed_is_bad(form);
}

static void look_nearby(struct gaz_checker *checker, struct gaz_text text, const GArray *hits) {
    guint next = 0;
    for (uint32_t i = 0, length = 0; i + 1 < text.n; i++) {
        while (next < hits->len && g_array_index(hits, struct gaz_house_hit, next).begin < i)
            next++;
        bool is_listed = next < hits->len && g_array_index(hits, struct gaz_house_hit, next).begin == i;
        struct gaz_text name = {0};
        if (!is_listed) name = gaz_nearby_at(checker->house->nearby, text, i, &length);
        if (name.n == 0) continue;
        g_autofree char *wanted = gaz_text_to_utf8(name);
        gaz_find(checker, GAZ_CHECK_ORGAN_MISPRINT, gaz_text_slice(text, i, length), wanted, wanted);
        i += length - 1;
    }
}

void gaz_check_house(struct gaz_checker *checker, const struct gaz_passage *passage) {
    if (!checker->house) return;
    g_autoptr(GArray) hits = gaz_house_hits(checker->house, passage->text);
    for (guint i = 0; i < hits->len; i++) {
        const struct gaz_house_hit *hit = &g_array_index(hits, struct gaz_house_hit, i);
        if (!is_doubted(hit->form)) judge_hit(checker, passage, *hit);
    }
    look_nearby(checker, passage->text, hits);
}
