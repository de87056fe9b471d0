/* explain.c: the choices of a line's end in words. Nothing is weighed here: the figures are the search's. */
#include "layout/text/explain.h"

enum { BEFORE_BREAK = 8, AFTER_BREAK = 4, SHOWN_CELLS = 4, SHOWN_TOO_LONG = 4, POINT = 10000 };

struct explanation {
    const struct gaz_observed *p;
    const struct gaz_broken_line *line;
    uint32_t number, begin; /* of the line, from 0; its first atom, spaces included */
    struct gaz_line_choice *choices;
    uint32_t n;
    const struct gaz_line_choice *chosen;
    bool english;
    GString *out;
};

static const char *say(const struct explanation *t, const char *chinese, const char *english)
    __attribute__((format_arg(2), format_arg(3)));
static const char *say(const struct explanation *t, const char *chinese, const char *english) {
    return t->english ? english : chinese;
}

/* ---- figures and pieces of text */

/* hundredths of a unit, with two decimals where they are not 0 */
static void write_hundredths(GString *out, int64_t value) {
    int64_t size = ABS(value);
    g_string_append_printf(out, "%s%" G_GINT64_FORMAT, value < 0 ? "-" : "", size / 100);
    if (size % 100) g_string_append_printf(out, ".%02d", (int)(size % 100));
}

static int64_t hundredths(int64_t value, int64_t unit) {
    return (value * 100 + (value < 0 ? -unit / 2 : unit / 2)) / unit;
}

/* A hundred points are a line that is loose by a cell. */
static void write_score(const struct explanation *t, int64_t cost) {
    write_hundredths(t->out, hundredths(cost, POINT));
}

static int64_t cell_hundredths(const struct explanation *t, int64_t length) {
    return hundredths(length, t->p->params->cell);
}

static void write_cells(const struct explanation *t, int64_t length) {
    write_hundredths(t->out, cell_hundredths(t, length));
    g_string_append(t->out, say(t, "字", " em"));
}

static uint32_t char_before(const struct explanation *t, uint32_t atom) {
    return atom < t->p->atoms->n ? t->p->atoms->atoms[atom].first_char : t->p->spec->text.n;
}

static void write_chars(const struct explanation *t, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++) {
        uint32_t ch = t->p->spec->text.chars[i].ch;
        g_string_append_unichar(t->out, ch == '\n' ? 0x21B5 : ch);
    }
}

static void write_break(const struct explanation *t, uint32_t place) {
    uint32_t n = t->p->spec->text.n, from = char_before(t, t->begin);
    uint32_t begin = place > from + BEFORE_BREAK ? place - BEFORE_BREAK : from;
    g_string_append(t->out, begin > from ? "…" : "");
    write_chars(t, begin, place);
    g_string_append(t->out, "｜");
    write_chars(t, place, MIN(n, place + AFTER_BREAK));
    g_string_append(t->out, place + AFTER_BREAK < n ? "…" : "");
}

static void write_quoted(const struct explanation *t, uint32_t begin, uint32_t end) {
    g_string_append(t->out, say(t, "“", "\""));
    write_chars(t, begin, end);
    g_string_append(t->out, say(t, "”", "\""));
}

/* ---- a choice */

static bool is_way(const struct gaz_line_choice *c) {
    return c->allowed && c->cost.fits && c->rest != GAZ_COST_NONE;
}

static int64_t total_of(const struct gaz_line_choice *c) {
    return gaz_cost_sum(&c->cost) + c->rest;
}

static void write_part(const struct explanation *t, const char *name, int64_t part, bool *any) {
    if (hundredths(part, POINT) == 0) return;
    g_string_append(t->out, *any ? say(t, "，", ", ") : say(t, "（", " ("));
    g_string_append_printf(t->out, "%s", name);
    write_score(t, part);
    *any = true;
}

static void write_parts(const struct explanation *t, const struct gaz_line_cost *cost) {
    bool any = false;
#define GAZ_COST(member, chinese, english) write_part(t, say(t, chinese, english " "), cost->member, &any);
    GAZ_COST_CAUSES(GAZ_COST)
#undef GAZ_COST
    if (any) g_string_append(t->out, say(t, "）", ")"));
}

/* why no line may end here */
static void write_prohibition(const struct explanation *t, uint32_t end) {
    const struct gaz_atom *left = &t->p->atoms->atoms[end - 1], *right = &t->p->atoms->atoms[end];
    enum gaz_prohibition level = (enum gaz_prohibition)t->p->typesetter->style->prohibition;
    uint32_t place = right->first_char;
    if (right->before == GAZ_BREAK_NEVER && gaz_atom_is_space(right)) {
        g_string_append(t->out, say(t, "空格留在上一行", "a space stays with the line before it"));
    } else if (right->before == GAZ_BREAK_FORBIDDEN && !gaz_class_may_start_line(right->first, level)) {
        g_string_append(t->out, say(t, "行首禁则：不可居行首的是", "may not begin a line: "));
        write_quoted(t, place, place + 1);
    } else if (right->before == GAZ_BREAK_FORBIDDEN && !gaz_class_may_end_line(left->last, level)) {
        g_string_append(t->out, say(t, "行末禁则：不可居行末的是", "may not end a line: "));
        write_quoted(t, place - 1, place);
    } else {
        g_string_append(t->out, say(t, "不可拆开：", "not to be parted: "));
        write_quoted(t, left->first_char, place + right->n_chars);
    }
}

static void write_excess(const struct explanation *t, const struct gaz_line_choice *c) {
    g_string_append(t->out, say(t, "太长：超出", "too long by "));
    write_cells(t, -c->looseness);
    g_string_append(t->out, say(t, "，只可压缩", ", can give "));
    write_cells(t, MIN((int64_t)t->p->params->squeeze, c->shrink));
}

static void write_width(const struct explanation *t, const struct gaz_line_choice *c) {
    g_string_append(t->out, say(t, "自然宽", "natural width "));
    write_cells(t, c->natural);
    if (cell_hundredths(t, c->looseness) == 0) return;
    g_string_append(t->out, c->looseness > 0 ? say(t, "，松", ", loose by ") : say(t, "，紧", ", tight by "));
    write_cells(t, ABS(c->looseness));
    if (c->looseness > 0)
        g_string_append_printf(t->out, say(t, "，%d处可伸", ", %d gaps open"), (int)c->gaps);
}

static void write_way(const struct explanation *t, const struct gaz_line_choice *c) {
    write_width(t, c);
    g_string_append(t->out, say(t, "；本行", "; this line "));
    write_score(t, gaz_cost_sum(&c->cost));
    write_parts(t, &c->cost);
    g_string_append(t->out, say(t, "，其后", ", the rest "));
    write_score(t, c->rest);
    g_string_append(t->out, say(t, "，合计", ", together "));
    write_score(t, total_of(c));
}

static void write_choice(const struct explanation *t, const struct gaz_line_choice *c) {
    g_string_append(t->out, c == t->chosen ? "* " : is_way(c) ? "  " : "x ");
    write_break(t, char_before(t, c->end));
    g_string_append(t->out, say(t, "　", "  "));
    if (!c->allowed)
        write_prohibition(t, c->end);
    else if (!c->cost.fits)
        write_excess(t, c);
    else if (c->rest == GAZ_COST_NONE)
        g_string_append(t->out, say(t, "由此断开，其后无法排完", "from here the rest cannot be set"));
    else
        write_way(t, c);
    g_string_append_c(t->out, '\n');
}

/* A word or a number that the margin falls into is a place that is no choice. */
static void write_word(const struct explanation *t, const struct gaz_line_choice *c) {
    const struct gaz_atom *atom = &t->p->atoms->atoms[c->end - 1];
    if (atom->n_chars < 2 || atom->first == GAZ_CLASS_BLANK) return;
    g_string_append(t->out, "x ");
    write_break(t, atom->first_char + 1);
    g_string_append(t->out, say(t, "　数字和西文词不拆：", "  numbers and words are not parted: "));
    write_quoted(t, atom->first_char, atom->first_char + atom->n_chars);
    g_string_append_c(t->out, '\n');
}

static void write_choices(const struct explanation *t) {
    uint32_t too_long = 0;
    for (uint32_t i = 0; i < t->n && too_long < SHOWN_TOO_LONG; i++) {
        const struct gaz_line_choice *c = &t->choices[i];
        if (c != t->chosen && c->looseness > (int64_t)SHOWN_CELLS * t->p->params->cell) continue;
        write_word(t, c);
        write_choice(t, c);
        too_long += c->looseness < 0 && !is_way(c);
    }
}

/* ---- why the chosen one won */

static const struct gaz_line_choice *second_best(const struct explanation *t) {
    const struct gaz_line_choice *second = NULL;
    for (uint32_t i = 0; i < t->n; i++) {
        const struct gaz_line_choice *c = &t->choices[i];
        if (c != t->chosen && is_way(c) && (!second || total_of(c) < total_of(second))) second = c;
    }
    return second;
}

static void write_difference(const struct explanation *t, const char *more, const char *less,
                             int64_t difference) {
    g_string_append(t->out, difference < 0 ? less : more);
    write_score(t, ABS(difference));
}

static void write_verdict(const struct explanation *t) {
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
    write_break(t, char_before(t, second->end));
    g_string_append(t->out, say(t, "，合计多", ", dearer by "));
    write_score(t, total_of(second) - total_of(won));
    write_difference(t, say(t, "：本行多", ": this line more by "),
                     say(t, "：本行少", ": this line less by "),
                     gaz_cost_sum(&second->cost) - gaz_cost_sum(&won->cost));
    write_difference(t, say(t, "，其后多", ", the rest more by "), say(t, "，其后少", ", the rest less by "),
                     second->rest - won->rest);
    g_string_append(t->out, say(t, "。\n", ".\n"));
    if (won->cost.forbidden || won->cost.overfull)
        g_string_append(t->out, say(t, "本段没有合乎禁则的分行，只得放宽。\n",
                                    "No way keeps the prohibitions, so they were relaxed.\n"));
}

/* ---- the line */

static void write_head(const struct explanation *t) {
    gaz_len measure = t->number == 0 ? t->p->params->first_measure : t->p->params->measure - t->line->hang;
    g_string_append_printf(t->out,
                           say(t, "本段第%u行，共%u行；行长", "line %u of %u of the paragraph; measure "),
                           t->number + 1, t->p->n_lines);
    write_cells(t, measure);
    g_string_append(t->out, say(t, "，起于", ", beginning with "));
    uint32_t first = char_before(t, t->line->begin);
    write_quoted(t, first, MIN(t->p->spec->text.n, first + AFTER_BREAK));
    g_string_append(t->out, say(t, "。松一字的行为100分；“其后”是此后各行最少的分。\n",
                                ". A line that is loose by an em is 100; \"the rest\" is the least of all "
                                "lines behind.\n"));
}

static void find_chosen(struct explanation *t) {
    for (uint32_t i = 0; i < t->n; i++)
        if (t->choices[i].end == t->line->next) t->chosen = &t->choices[i];
}

static void find_line(struct explanation *t, uint32_t i) {
    t->number = t->begin = 0;
    while (t->number + 1 < t->p->n_lines && char_before(t, t->p->lines[t->number].next) <= i)
        t->begin = t->p->lines[t->number++].next;
    t->line = &t->p->lines[t->number];
}

void gaz_explain_line(const struct gaz_observed *paragraph, uint32_t i, bool english, GString *out) {
    struct explanation t = {.p = paragraph, .english = english, .out = out};
    if (!paragraph->params || paragraph->n_lines == 0) {
        g_string_append(out,
                        say(&t, "这是标题或目录的条目，按词意分行，不比较分值。\n",
                            "A title or an entry of the contents: its lines end by sense, not by cost.\n"));
        return;
    }
    find_line(&t, i);
    t.choices = gaz_line_choices(paragraph->atoms, paragraph->params, t.begin, &t.n);
    find_chosen(&t);
    write_head(&t);
    write_choices(&t);
    if (t.chosen) write_verdict(&t);
    g_free(t.choices);
}
