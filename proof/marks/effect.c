/* effect.c: what a mark wants done to the text, and whether marks agree.
 *
 * A StrikeOut that says nothing deletes; with a Caret it replaces, and a Caret inserts, by what they say.
 * Everything else is for a person, but for words that are an order of their own: 改为“…”, 删去. What is put
 * in is never guessed out of a sentence.
 */
#include "proof/marks/marks.h"

#include "base/process/arena.h"
#include "base/text/text.h"

#include <string.h>

static const char *const replace_verbs[] = {"应改为", "改为", "改成", "应为", "换成", "换为", "改作"};
static const char *const delete_verbs[] = {"删", "删除", "删去", "删掉", "去掉", "应删"};
static const char *const insert_verbs[] = {"插入", "增加", "加上", "补上", "补", "加", "增", "添"};
/* Words that no text to be put in has, or that are no text. */
static const char *const doubtful[] = {"？",   "?",    "下同", "上同", "同上", "全文", "是否", "核实",
                                       "核对", "查对", "存疑", "疑有", "疑为", "另起", "接排", "空一",
                                       "空两", "缩进", "居中", "顶格", "字体", "字号", "加粗", "此处",
                                       "这里", "见下", "见上", "见附", "建议", "似应", "请改", "请查",
                                       "请核", "统一", "改为", "改成", "应为", "删去", "删除", "对调"};

/* What is enclosed in quotes, whole; NULL: it is not. Freed with g_free. */
static char *unquoted(const char *text) {
    static const char *const quotes[][2] = {{"“", "”"}, {"「", "」"}, {"\"", "\""}, {"‘", "’"}};
    for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++) {
        size_t n = strlen(text), open = strlen(quotes[i][0]), close = strlen(quotes[i][1]);
        if (n <= open + close || !g_str_has_prefix(text, quotes[i][0]) ||
            !g_str_has_suffix(text, quotes[i][1]))
            continue;
        char *inner = g_strndup(text + open, n - open - close);
        if (!strstr(inner, quotes[i][0]) && !strstr(inner, quotes[i][1])) return inner;
        g_free(inner);
    }
    return NULL;
}

/* Behind one of the verbs, and a colon; NULL: it begins with none. */
static const char *behind_verb(const char *words, const char *const *verbs, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (!g_str_has_prefix(words, verbs[i])) continue;
        const char *at = words + strlen(verbs[i]);
        if (g_str_has_prefix(at, "：")) at += strlen("：");
        return *at == ':' ? at + 1 : at;
    }
    return NULL;
}

static bool is_bare_verb(const char *words, const char *const *verbs, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(words, verbs[i]) == 0) return true;
    return false;
}

static bool is_doubtful(const char *text) {
    for (size_t i = 0; i < G_N_ELEMENTS(doubtful); i++)
        if (strstr(text, doubtful[i])) return true;
    return false;
}

/* Whether a source may hold it, on one line. */
static bool may_stand(const char *text) {
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (*at == '\n' || *at == '\t' || gaz_char_is_refused(g_utf8_get_char(at))) return false;
    return *text != '\0';
}

static void set_effect(struct gaz_proof_marks *marks, struct gaz_proof_mark *mark, enum gaz_effect effect,
                       const char *text) {
    if (effect != GAZ_EFFECT_DELETE && !may_stand(text)) return;
    mark->effect = effect;
    mark->text = gaz_arena_strdup(marks->arena, text);
}

/* Words that are the text itself. */
static void take_text(struct gaz_proof_marks *marks, struct gaz_proof_mark *mark, const char *words,
                      enum gaz_effect effect) {
    g_autofree char *inner = unquoted(words);
    if (!is_doubtful(words)) set_effect(marks, mark, effect, inner ? inner : words);
}

/* Words that order something: what follows the verb stands in quotes, or is a word without a stop. */
static bool take_order(struct gaz_proof_marks *marks, struct gaz_proof_mark *mark, const char *words) {
    bool is_caret = mark->kind == GAZ_ANNOTATION_CARET;
    if (!is_caret && is_bare_verb(words, delete_verbs, G_N_ELEMENTS(delete_verbs))) {
        set_effect(marks, mark, GAZ_EFFECT_DELETE, "");
        return true;
    }
    const char *rest = is_caret ? behind_verb(words, insert_verbs, G_N_ELEMENTS(insert_verbs))
                                : behind_verb(words, replace_verbs, G_N_ELEMENTS(replace_verbs));
    g_autofree char *inner = rest ? unquoted(rest) : NULL;
    if (is_caret && !inner) return false; /* 加 may begin the text itself */
    if (!rest) return false;
    bool is_word = !strpbrk(rest, "\n ,;.?()") && !strstr(rest, "，") && !strstr(rest, "。") &&
                   !strstr(rest, "；") && !strstr(rest, "、") && !strstr(rest, "（") && !is_doubtful(rest);
    if (inner || is_word)
        set_effect(marks, mark, is_caret ? GAZ_EFFECT_INSERT : GAZ_EFFECT_REPLACE, inner ? inner : rest);
    return true;
}

/* The day and the second that an answer tells, comparable when both are of one zone, as those of one office
 * are; a file lists answers as its program likes. */
static bool is_before(const struct gaz_answer *a, const struct gaz_answer *b) {
    enum { UP_TO_SECONDS = 16 }; /* D:20240705093000 */
    bool are_dated = a->date && b->date && strlen(a->date) >= UP_TO_SECONDS &&
                     strlen(b->date) >= UP_TO_SECONDS &&
                     strcmp(a->date + UP_TO_SECONDS, b->date + UP_TO_SECONDS) == 0;
    return are_dated && strncmp(a->date, b->date, UP_TO_SECONDS) < 0;
}

/* The last answer that is a verdict. */
static bool is_turned_down(const struct gaz_proof_mark *mark) {
    const struct gaz_answer *last = NULL;
    for (uint32_t i = 0; i < mark->n_answers; i++) {
        const char *state = mark->answers[i].state;
        if (!state || strcmp(state, "Marked") == 0 || strcmp(state, "Unmarked") == 0) continue;
        if (!last || !is_before(&mark->answers[i], last)) last = &mark->answers[i];
    }
    return last && (strcmp(last->state, "Rejected") == 0 || strcmp(last->state, "Cancelled") == 0);
}

/* Programs put what a mark lies on into its words when told to: that says nothing. */
static bool is_copied(const struct gaz_proof_mark *mark, const char *words) {
    g_autoptr(GString) under = g_string_new(NULL), said = g_string_new(NULL);
    for (uint32_t i = 0; i < mark->n_covered; i++)
        g_string_append(under, mark->covered[i].text);
    for (const char *at = words; *at; at = g_utf8_next_char(at))
        if (!g_unichar_isspace(g_utf8_get_char(at))) g_string_append_unichar(said, g_utf8_get_char(at));
    return under->len > 0 && strcmp(under->str, said->str) == 0;
}

static void take_effect(struct gaz_proof_marks *marks, struct gaz_proof_mark *mark, const char *words) {
    bool strikes = mark->kind == GAZ_ANNOTATION_STRIKE_OUT;
    if (!*words || (strikes && is_copied(mark, words))) {
        if (strikes) set_effect(marks, mark, GAZ_EFFECT_DELETE, "");
    } else if (!take_order(marks, mark, words)) {
        if (mark->kind == GAZ_PROOF_REPLACE) take_text(marks, mark, words, GAZ_EFFECT_REPLACE);
        if (mark->kind == GAZ_ANNOTATION_CARET) take_text(marks, mark, words, GAZ_EFFECT_INSERT);
    }
}

void gaz_proof_mark_take_effect(struct gaz_proof_marks *marks, struct gaz_proof_mark *mark) {
    bool is_text = mark->kind <= GAZ_ANNOTATION_CARET || mark->kind == GAZ_PROOF_REPLACE || mark->finding;
    bool is_exact = !mark->unplaced && !mark->is_near && mark->n_covered > 0;
    bool is_gone = mark->unplaced == GAZ_UNPLACED_GONE;
    if (!is_text || !(is_exact || is_gone) || is_turned_down(mark)) return;
    g_autofree char *words = g_strdup(mark->words ? mark->words : "");
    take_effect(marks, mark, g_strstrip(words));
    if (mark->n_covered > 1 && mark->effect != GAZ_EFFECT_DELETE)
        mark->effect = GAZ_EFFECT_NONE; /* which of the stretches is to read so, nobody says */
}

/* ---- marks beside one another */

static bool has_same_place(const struct gaz_proof_mark *a, const struct gaz_proof_mark *b) {
    const struct gaz_span *x = &a->covered[0].span, *y = &b->covered[0].span;
    return a->n_covered == b->n_covered && x->source == y->source && x->begin == y->begin && x->end == y->end;
}

static bool says_same(const struct gaz_proof_mark *a, const struct gaz_proof_mark *b) {
    if (a->effect || b->effect) return a->effect == b->effect && strcmp(a->text, b->text) == 0;
    return a->kind == b->kind && g_strcmp0(a->words, b->words) == 0;
}

/* Two insertions at one place; stretches that have a character in common; a place within a stretch. */
static bool do_touch(const struct gaz_proof_mark *a, const struct gaz_proof_mark *b) {
    const struct gaz_span *x = &a->covered[0].span, *y = &b->covered[0].span;
    if (x->source != y->source) return false;
    if (x->begin == x->end && y->begin == y->end) return x->begin == y->begin;
    return x->begin < y->end && y->begin < x->end;
}

static void add_contrary(struct gaz_proof_marks *marks, struct gaz_proof_mark *mark, uint32_t number) {
    uint32_t *numbers = GAZ_NEW_ARRAY(marks->arena, uint32_t, mark->n_contrary + 1);
    if (mark->n_contrary) memcpy(numbers, mark->contrary, mark->n_contrary * sizeof *numbers);
    numbers[mark->n_contrary++] = number;
    mark->contrary = numbers;
}

static void compare(struct gaz_proof_marks *marks, guint i, guint k) {
    struct gaz_proof_mark *a = gaz_proof_mark_at(marks, i), *b = gaz_proof_mark_at(marks, k);
    if (has_same_place(a, b) && says_same(a, b)) {
        if (!b->same) b->same = i + 1;
    } else if (a->effect && b->effect && !a->same && !b->same && do_touch(a, b)) {
        add_contrary(marks, a, k + 1);
        add_contrary(marks, b, i + 1);
    }
}

enum { MOST_BESIDE = 200 }; /* marks from the same place on that one is compared with */

static gint by_source(gconstpointer a, gconstpointer b, gpointer data) {
    const struct gaz_proof_marks *marks = data;
    guint i = *(const guint *)a, k = *(const guint *)b;
    const struct gaz_span *x = &gaz_proof_mark_at(marks, i)->covered[0].span,
                          *y = &gaz_proof_mark_at(marks, k)->covered[0].span;
    int order = strcmp(x->source->path, y->source->path);
    if (order == 0) order = (x->begin > y->begin) - (x->begin < y->begin);
    return order ? order : (i > k) - (i < k);
}

/* What stands twice on the pages has its marks on both: by their places in the sources they lie together. */
void gaz_proof_marks_compare(struct gaz_proof_marks *marks) {
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < marks->list->len; i++)
        if (!gaz_proof_mark_at(marks, i)->unplaced && gaz_proof_mark_at(marks, i)->n_covered)
            g_array_append_val(order, i);
    g_array_sort_with_data(order, by_source, marks);
    for (guint i = 0; i < order->len; i++)
        for (guint k = i + 1; k < order->len && k <= i + MOST_BESIDE; k++) {
            guint one = g_array_index(order, guint, i), two = g_array_index(order, guint, k);
            const struct gaz_span *x = &gaz_proof_mark_at(marks, one)->covered[0].span,
                                  *y = &gaz_proof_mark_at(marks, two)->covered[0].span;
            if (x->source != y->source || y->begin > x->end) break;
            compare(marks, MIN(one, two), MAX(one, two));
        }
}
