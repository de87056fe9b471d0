/* explain.c: the choices of a line's end in words. Nothing is weighed here: the figures are the search's. */
#include "layout/text/explain.h"

enum { BEFORE_BREAK = 8, AFTER_BREAK = 4, SHOWN_CELLS = 4, SHOWN_TOO_LONG = 4, POINT = 10000 };

struct teller {
    const struct gaz_observed *p;
    const struct gaz_broken_line *line;
    uint32_t number, begin; /* of the line, from 0; its first atom, spaces included */
    struct gaz_line_choice *choices;
    uint32_t n;
    const struct gaz_line_choice *chosen;
    bool english;
    GString *out;
};

static const char *say(const struct teller *t, const char *chinese, const char *english)
    __attribute__((format_arg(2), format_arg(3)));
static const char *say(const struct teller *t, const char *chinese, const char *english) {
    return t->english ? english : chinese;
}

/* ---- figures and pieces of text */

/* hundredths of a unit, with two decimals where they are not 0 */
static void tell_hundredths(GString *out, int64_t value) {
    int64_t size = ABS(value);
    g_string_append_printf(out, "%s%" G_GINT64_FORMAT, value < 0 ? "-" : "", size / 100);
    if (size % 100) g_string_append_printf(out, ".%02d", (int)(size % 100));
}

static int64_t hundredths(int64_t value, int64_t unit) {
    return (value * 100 + (value < 0 ? -unit / 2 : unit / 2)) / unit;
}

/* A hundred points are a line that is loose by a cell. */
static void tell_score(const struct teller *t, int64_t cost) {
    tell_hundredths(t->out, hundredths(cost, POINT));
}

static int64_t cell_hundredths(const struct teller *t, int64_t length) {
    return hundredths(length, t->p->params->cell);
}

static void tell_cells(const struct teller *t, int64_t length) {
    tell_hundredths(t->out, cell_hundredths(t, length));
    g_string_append(t->out, say(t, "字", " em"));
}

static uint32_t char_before(const struct teller *t, uint32_t atom) {
    return atom < t->p->atoms->n ? t->p->atoms->atoms[atom].first_char : t->p->spec->text.n;
}

static void tell_chars(const struct teller *t, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++) {
        uint32_t ch = t->p->spec->text.chars[i].ch;
        g_string_append_unichar(t->out, ch == '\n' ? 0x21B5 : ch);
    }
}

static void tell_break(const struct teller *t, uint32_t place) {
    uint32_t n = t->p->spec->text.n, from = char_before(t, t->begin);
    uint32_t begin = place > from + BEFORE_BREAK ? place - BEFORE_BREAK : from;
    g_string_append(t->out, begin > from ? "…" : "");
    tell_chars(t, begin, place);
    g_string_append(t->out, "｜");
    tell_chars(t, place, MIN(n, place + AFTER_BREAK));
    g_string_append(t->out, place + AFTER_BREAK < n ? "…" : "");
}

static void tell_quoted(const struct teller *t, uint32_t begin, uint32_t end) {
    g_string_append(t->out, say(t, "“", "\""));
    tell_chars(t, begin, end);
    g_string_append(t->out, say(t, "”", "\""));
}

/* ---- a choice */

static bool is_way(const struct gaz_line_choice *c) {
    return c->allowed && c->cost.fits && c->rest != GAZ_COST_NONE;
}

static int64_t total_of(const struct gaz_line_choice *c) {
    return gaz_cost_sum(&c->cost) + c->rest;
}

static void tell_part(const struct teller *t, const char *name, int64_t part, bool *any) {
    if (hundredths(part, POINT) == 0) return;
    g_string_append(t->out, *any ? say(t, "，", ", ") : say(t, "（", " ("));
    g_string_append_printf(t->out, "%s", name);
    tell_score(t, part);
    *any = true;
}

static void tell_parts(const struct teller *t, const struct gaz_line_cost *cost) {
    bool any = false;
#define GAZ_COST(member, chinese, english) tell_part(t, say(t, chinese, english " "), cost->member, &any);
    GAZ_COST_CAUSES(GAZ_COST)
#undef GAZ_COST
    if (any) g_string_append(t->out, say(t, "）", ")"));
}

/* why no line may end here */
static void tell_prohibition(const struct teller *t, uint32_t end) {
    const struct gaz_atom *left = &t->p->atoms->atoms[end - 1], *right = &t->p->atoms->atoms[end];
    enum gaz_prohibition level = (enum gaz_prohibition)t->p->typesetter->style->prohibition;
    uint32_t place = right->first_char;
    if (right->before == GAZ_BREAK_NEVER && gaz_atom_is_space(right)) {
        g_string_append(t->out, say(t, "空格留在上一行", "a space stays with the line before it"));
    } else if (right->before == GAZ_BREAK_FORBIDDEN && !gaz_class_may_start_line(right->first, level)) {
        g_string_append(t->out, say(t, "行首禁则：不可居行首的是", "may not begin a line: "));
        tell_quoted(t, place, place + 1);
    } else if (right->before == GAZ_BREAK_FORBIDDEN && !gaz_class_may_end_line(left->last, level)) {
        g_string_append(t->out, say(t, "行末禁则：不可居行末的是", "may not end a line: "));
        tell_quoted(t, place - 1, place);
    } else {
        g_string_append(t->out, say(t, "不可拆开：", "not to be parted: "));
        tell_quoted(t, left->first_char, place + right->n_chars);
    }
}

static void tell_excess(const struct teller *t, const struct gaz_line_choice *c) {
    g_string_append(t->out, say(t, "太长：超出", "too long by "));
    tell_cells(t, -c->looseness);
    g_string_append(t->out, say(t, "，只可压缩", ", can give "));
    tell_cells(t, MIN((int64_t)t->p->params->squeeze, c->shrink));
}

static void tell_width(const struct teller *t, const struct gaz_line_choice *c) {
    g_string_append(t->out, say(t, "自然宽", "natural width "));
    tell_cells(t, c->natural);
    if (cell_hundredths(t, c->looseness) == 0) return;
    g_string_append(t->out, c->looseness > 0 ? say(t, "，松", ", loose by ") : say(t, "，紧", ", tight by "));
    tell_cells(t, ABS(c->looseness));
    if (c->looseness > 0)
        g_string_append_printf(t->out, say(t, "，%d处可伸", ", %d gaps open"), (int)c->gaps);
}

static void tell_way(const struct teller *t, const struct gaz_line_choice *c) {
    tell_width(t, c);
    g_string_append(t->out, say(t, "；本行", "; this line "));
    tell_score(t, gaz_cost_sum(&c->cost));
    tell_parts(t, &c->cost);
    g_string_append(t->out, say(t, "，其后", ", the rest "));
    tell_score(t, c->rest);
    g_string_append(t->out, say(t, "，合计", ", together "));
    tell_score(t, total_of(c));
}

static void tell_choice(const struct teller *t, const struct gaz_line_choice *c) {
    g_string_append(t->out, c == t->chosen ? "* " : is_way(c) ? "  " : "x ");
    tell_break(t, char_before(t, c->end));
    g_string_append(t->out, say(t, "　", "  "));
    if (!c->allowed)
        tell_prohibition(t, c->end);
    else if (!c->cost.fits)
        tell_excess(t, c);
    else if (c->rest == GAZ_COST_NONE)
        g_string_append(t->out, say(t, "由此断开，其后无法排完", "from here the rest cannot be set"));
    else
        tell_way(t, c);
    g_string_append_c(t->out, '\n');
}

/* A word or a number that the margin falls into is a place that is no choice. */
static void tell_word(const struct teller *t, const struct gaz_line_choice *c) {
    const struct gaz_atom *atom = &t->p->atoms->atoms[c->end - 1];
    if (atom->n_chars < 2 || atom->first == GAZ_CLASS_BLANK) return;
    g_string_append(t->out, "x ");
    tell_break(t, atom->first_char + 1);
    g_string_append(t->out, say(t, "　数字和西文词不拆：", "  numbers and words are not parted: "));
    tell_quoted(t, atom->first_char, atom->first_char + atom->n_chars);
    g_string_append_c(t->out, '\n');
}

static void tell_choices(const struct teller *t) {
    uint32_t too_long = 0;
    for (uint32_t i = 0; i < t->n && too_long < SHOWN_TOO_LONG; i++) {
        const struct gaz_line_choice *c = &t->choices[i];
        if (c != t->chosen && c->looseness > (int64_t)SHOWN_CELLS * t->p->params->cell) continue;
        tell_word(t, c);
        tell_choice(t, c);
        too_long += c->looseness < 0 && !is_way(c);
    }
}

/* ---- why the chosen one won */

static const struct gaz_line_choice *second_best(const struct teller *t) {
    const struct gaz_line_choice *second = NULL;
    for (uint32_t i = 0; i < t->n; i++) {
        const struct gaz_line_choice *c = &t->choices[i];
        if (c != t->chosen && is_way(c) && (!second || total_of(c) < total_of(second))) second = c;
    }
    return second;
}

static void tell_difference(const struct teller *t, const char *more, const char *less, int64_t difference) {
    g_string_append(t->out, difference < 0 ? less : more);
    tell_score(t, ABS(difference));
}

static void tell_verdict(const struct teller *t) {
    const struct gaz_line_choice *won = t->chosen, *second = second_best(t);
    if (!is_way(won) || (second && total_of(second) < total_of(won))) {
        g_string_append(t->out, say(t, "*处不是分最少的：本段为凑版收紧，少排了一行。\n",
                                    "* is not the cheapest: the paragraph was tightened to save a line.\n"));
        return;
    }
    if (won->rest == 0 && gaz_cost_sum(&won->cost) == 0 && t->line->is_last) {
        g_string_append(t->out, say(t, "这是末行，放得下。\n", "The last line, and it has room.\n"));
        return;
    }
    if (!second) {
        g_string_append(t->out, say(t, "只有此处可断。\n", "There is no other way.\n"));
        return;
    }
    g_string_append(t->out, say(t, "取*处：合计最小。次小的是", "* has the least sum. The next is "));
    tell_break(t, char_before(t, second->end));
    g_string_append(t->out, say(t, "，合计多", ", dearer by "));
    tell_score(t, total_of(second) - total_of(won));
    tell_difference(t, say(t, "：本行多", ": this line more by "), say(t, "：本行少", ": this line less by "),
                    gaz_cost_sum(&second->cost) - gaz_cost_sum(&won->cost));
    tell_difference(t, say(t, "，其后多", ", the rest more by "), say(t, "，其后少", ", the rest less by "),
                    second->rest - won->rest);
    g_string_append(t->out, say(t, "。\n", ".\n"));
    if (won->cost.forbidden || won->cost.overfull)
        g_string_append(t->out, say(t, "本段没有合乎禁则的分行，只得放宽。\n",
                                    "No way keeps the prohibitions, so they were relaxed.\n"));
}

/* ---- the line */

static void tell_head(const struct teller *t) {
    gaz_len measure = t->number == 0 ? t->p->params->first_measure : t->p->params->measure;
    g_string_append_printf(t->out,
                           say(t, "本段第%u行，共%u行；行长", "line %u of %u of the paragraph; measure "),
                           t->number + 1, t->p->n_lines);
    tell_cells(t, measure);
    g_string_append(t->out, say(t, "，起于", ", beginning with "));
    uint32_t first = char_before(t, t->line->begin);
    tell_quoted(t, first, MIN(t->p->spec->text.n, first + AFTER_BREAK));
    g_string_append(t->out, say(t, "。松一字的行为100分；“其后”是此后各行最少的分。\n",
                                ". A line that is loose by an em is 100; \"the rest\" is the least of all "
                                "lines behind.\n"));
}

static void find_chosen(struct teller *t) {
    for (uint32_t i = 0; i < t->n; i++)
        if (t->choices[i].end == t->line->next) t->chosen = &t->choices[i];
}

static void find_line(struct teller *t, uint32_t i) {
    t->number = t->begin = 0;
    while (t->number + 1 < t->p->n_lines && char_before(t, t->p->lines[t->number].next) <= i)
        t->begin = t->p->lines[t->number++].next;
    t->line = &t->p->lines[t->number];
}

void gaz_explain_line(const struct gaz_observed *paragraph, uint32_t i, bool english, GString *out) {
    struct teller t = {.p = paragraph, .english = english, .out = out};
    if (!paragraph->params || paragraph->n_lines == 0) {
        g_string_append(out,
                        say(&t, "这是标题或目录的条目，按词意分行，不比较分值。\n",
                            "A title or an entry of the contents: its lines end by sense, not by cost.\n"));
        return;
    }
    find_line(&t, i);
    t.choices = gaz_line_choices(paragraph->atoms, paragraph->params, t.begin, &t.n);
    find_chosen(&t);
    tell_head(&t);
    tell_choices(&t);
    if (t.chosen) tell_verdict(&t);
    g_free(t.choices);
}
