/* marks.c: see marks.h. */
#include "intake/plain/marks.h"

#include "input/lines/numbering.h"

uint32_t gaz_ink_before(struct gaz_text text, uint32_t at) {
    while (at-- > 0)
        if (!gaz_draft_is_blank(gaz_char_at(text, at))) return at;
    return UINT32_MAX;
}

uint32_t gaz_ink_from(struct gaz_text text, uint32_t at) {
    while (at < text.n && gaz_draft_is_blank(gaz_char_at(text, at)))
        at++;
    return at;
}

/* ---- a number */

static bool is_one_of_word(struct gaz_text text, uint32_t at) {
    return gaz_char_is_one_of(gaz_char_at(text, at), "项款目规至到之的所和或及与、，,。；;：:");
}

/* 第三条, 第一章; not 第三条规定, 第三条第二款. */
static bool read_ordinal(struct gaz_text text, uint32_t at, struct gaz_mark *mark) {
    struct gaz_numeral number = gaz_numeral_either(gaz_near(text, at), at + 1);
    uint32_t unit = at + 1 + number.length, ch = gaz_char_at(text, unit);
    static const struct {
        char32_t unit;
        enum gaz_mark_kind kind;
    } units[] = {{U'编', GAZ_MARK_BOOK},
                 {U'章', GAZ_MARK_CHAPTER},
                 {U'节', GAZ_MARK_SECTION},
                 {U'条', GAZ_MARK_ARTICLE}};
    if (number.length == 0) return false;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (ch != units[i].unit) continue;
        *mark = (struct gaz_mark){.at = at, .end = unit + 1, .kind = units[i].kind, .value = number.value};
        bool goes_on = gaz_char_at(text, unit + 1) == U'第' && ch == U'条';
        return !goes_on && !is_one_of_word(text, unit + 1);
    }
    return false;
}

/* （一） (1); not （一）项. */
static bool read_bracketed(struct gaz_text text, uint32_t at, struct gaz_mark *mark) {
    struct gaz_numeral number = gaz_numeral_either(gaz_near(text, at), at + 1);
    uint32_t close = at + 1 + number.length;
    if (number.length == 0 || !gaz_char_is_one_of(gaz_char_at(text, close), "）)")) return false;
    bool is_han = gaz_number_han_length(gaz_near(text, at), at + 1) > 0;
    *mark = (struct gaz_mark){.at = at,
                              .end = close + 1,
                              .kind = is_han ? GAZ_MARK_LEVEL_2 : GAZ_MARK_LEVEL_4,
                              .value = number.value};
    return !is_one_of_word(text, close + 1);
}

/* 一、 1． 1. 1、; not 一、二级, 1.5, A1. */
static bool read_plain(struct gaz_text text, uint32_t at, struct gaz_mark *mark) {
    uint32_t han = gaz_number_han_length(gaz_near(text, at), at);
    struct gaz_numeral number = gaz_numeral_either(gaz_near(text, at), at);
    uint32_t point = at + number.length, ch = gaz_char_at(text, point);
    if (number.length == 0 || (!han && number.length > 3)) return false;
    bool is_it = han ? gaz_char_is_one_of(ch, "、．.") : gaz_char_is_one_of(ch, "．.、");
    uint32_t before = gaz_char_at(text, at - 1), next = gaz_char_at(text, point + 1);
    if (!is_it || gaz_char_is_latin(before) || gaz_char_is_one_of(before, ".．第")) return false;
    *mark = (struct gaz_mark){
        .at = at, .end = point + 1, .kind = han ? GAZ_MARK_LEVEL_1 : GAZ_MARK_LEVEL_3, .value = number.value};
    return !gaz_char_is_digit(next) && gaz_number_han_length(gaz_near(text, point), point + 1) == 0;
}

static bool read_mark(struct gaz_text text, uint32_t at, struct gaz_mark *mark) {
    uint32_t ch = gaz_char_at(text, at);
    if (ch >= 0x2460 && ch <= 0x2473) { /* ① to ⑳ */
        *mark = (struct gaz_mark){.at = at, .end = at + 1, .kind = GAZ_MARK_CIRCLE, .value = ch - 0x245F};
        return true;
    }
    if (ch == U'第') return read_ordinal(text, at, mark);
    if (ch == U'（' || ch == '(') return read_bracketed(text, at, mark);
    return read_plain(text, at, mark);
}

/* ---- where a paragraph may begin */

struct reading {
    struct gaz_text text;
    GArray *marks;
    uint32_t last[GAZ_N_MARK_KINDS];  /* the value that was taken last */
    uint32_t chain[GAZ_N_MARK_KINDS]; /* and its chain */
    bool is_open[GAZ_N_MARK_KINDS];   /* nothing higher has come since */
    uint32_t n_chains;
};

/* Behind a heading that is so short that it has no mark: 五、项目实施（一）… */
static bool is_below_heading(const struct reading *r, const struct gaz_mark *mark) {
    enum { LONGEST = 30 };
    if (r->marks->len == 0) return false;
    const struct gaz_mark *last = &g_array_index(r->marks, struct gaz_mark, r->marks->len - 1);
    if (mark->kind <= last->kind || mark->at - last->end > LONGEST || mark->at <= last->end + 1) return false;
    for (uint32_t i = last->end; i < mark->at; i++)
        if (gaz_char_is_one_of(gaz_char_at(r->text, i), "。，；：,;:！？")) return false;
    return true;
}

/* Of the bracket that closes at `at`, whether a sentence has ended before it: …。（商务部负责） */
static bool is_remark(const struct reading *r, uint32_t at) {
    enum { LONGEST = 60 };
    for (uint32_t i = at; i > 0 && at - i < LONGEST; i--)
        if (gaz_char_is_one_of(gaz_char_at(r->text, i), "（("))
            return gaz_is_stop(gaz_char_at(r->text, gaz_ink_before(r->text, i)));
    return false;
}

static bool may_begin(const struct reading *r, const struct gaz_mark *mark) {
    uint32_t before = gaz_ink_before(r->text, mark->at);
    if (before == UINT32_MAX) return true;
    uint32_t ch = gaz_char_at(r->text, before);
    if (gaz_is_stop(ch) || gaz_char_is_one_of(ch, "：:")) return true;
    /* glued to a title: 管理办法第一条, （…通过）第一章; a mention has no sibling */
    if (mark->value == 1 && mark->kind <= GAZ_MARK_ARTICLE && !gaz_char_is_one_of(ch, "，、,")) return true;
    if (gaz_char_is_one_of(ch, "）)") && is_remark(r, before)) return true;
    if (gaz_char_is_one_of(ch, "”’》）)】"))
        return mark->has_blank || gaz_is_stop(gaz_char_at(r->text, before - 1));
    if (mark->has_blank && !gaz_char_is_one_of(ch, "，、,.．")) return true;
    return is_below_heading(r, mark);
}

/* The next of its siblings, or a first one where there may be one. Numbers of a low level may go on through
 * all of a document: 一、1．2．二、3． */
static bool follows(const struct reading *r, const struct gaz_mark *mark) {
    uint32_t last = r->last[mark->kind];
    if (mark->value == last + 1) return true;
    return mark->value == 1 && (!r->is_open[mark->kind] || last > 1);
}

static void take(struct reading *r, struct gaz_mark *mark) {
    bool is_first = mark->value == 1;
    if (is_first) r->chain[mark->kind] = ++r->n_chains;
    mark->chain = r->chain[mark->kind];
    r->last[mark->kind] = mark->value;
    r->is_open[mark->kind] = true;
    for (unsigned kind = mark->kind + 1; kind < GAZ_N_MARK_KINDS; kind++)
        r->is_open[kind] = false;
    g_array_append_val(r->marks, *mark);
}

static void drop_lonely(GArray *marks, uint32_t n_chains) {
    g_autofree uint32_t *members = g_new0(uint32_t, n_chains + 1);
    for (guint i = 0; i < marks->len; i++)
        members[g_array_index(marks, struct gaz_mark, i).chain]++;
    guint kept = 0;
    for (guint i = 0; i < marks->len; i++) {
        struct gaz_mark mark = g_array_index(marks, struct gaz_mark, i);
        if (members[mark.chain] > 1) g_array_index(marks, struct gaz_mark, kept++) = mark;
    }
    g_array_set_size(marks, kept);
}

GArray *gaz_find_marks(struct gaz_text text) {
    struct reading r = {.text = text, .marks = g_array_new(FALSE, FALSE, sizeof(struct gaz_mark))};
    for (uint32_t at = 0; at < text.n;) {
        struct gaz_mark mark;
        bool is_mark = read_mark(text, at, &mark);
        if (is_mark) mark.has_blank = at > 0 && gaz_draft_is_blank(gaz_char_at(text, at - 1));
        is_mark = is_mark && follows(&r, &mark) && may_begin(&r, &mark);
        if (is_mark) take(&r, &mark);
        at = is_mark ? mark.end : at + 1;
    }
    drop_lonely(r.marks, r.n_chains);
    return r.marks;
}
