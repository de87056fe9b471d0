/* test_paragraph_property.c: what must hold of every paragraph, over seeded random ones in all styles and all
 * systems of 标点, with the faces that are there (skipped without any). */
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "fonts/fonts.h"
#include "layout/text/linebreak.h"
#include "styles/styles.h"
#include "tests/unit/own_faces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

enum { ROUNDS = 60, SYSTEMS = 4, ROOM = 400 };

struct bench {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    struct gaz_style *loaded, style; /* the second is a copy with other values */
    struct gaz_fonts *fonts;
    struct gaz_typesetter ts;
    GRand *random;
    struct gaz_char chars[ROOM];
    struct gaz_paragraph_spec spec;
    guint32 seed;
    uint32_t *judged; /* how many paragraphs a property could be judged on */
};

/* ---- paragraphs */

static const char *const pieces[] = {
    "为贯彻落实国家和省关于推进政务公开工作的部署",
    "各区、县（市）人民政府",
    "，",
    "。",
    "；",
    "：",
    "、",
    "！",
    "？",
    "……",
    "——",
    "·",
    "～",
    "／",
    "“关于‘十四五’规划的通知”",
    "《关于印发〈办法〉的通知》",
    "（一）",
    "（",
    "）",
    "【附】",
    "〔2019〕5号",
    "2024年12月31日",
    "增长8.5%",
    "1,234.56万元",
    "－5℃",
    "±3°",
    "¥100",
    "第12条",
    "3公里",
    "20×20米",
    "https://www.example.gov.cn/zwgk/a-b?x=1&y=2",
    "someone@example.org",
    "PM2.5",
    "don’t stop",
    "GB/T 9704",
    "supercalifragilistic",
    "well-known",
    "m²",
    "x³",
    "H₂O",
    "①",
    "注⁴",
    "👍",
    "👩🏽",
    "é",
    "e\u0301",
    "\u00a0",
    "שלום עולם",
    "مرحبا بكم",
    "שנת 2024",
    "\u3000",
    " ",
    "  ",
    "\n",
    "ア",
    "한글",
    "〇",
    "龘",
    "ก็",
};

/* What no face on this machine has is an error of its own (missing-glyph), and is not set. */
static bool has_faces(const struct bench *b, const char *piece) {
    int family = gaz_fonts_family(b->fonts, b->style.roles[GAZ_ROLE_BODY].family);
    struct gaz_glyph glyph;
    for (; *piece; piece = g_utf8_next_char(piece)) {
        gunichar ch = g_utf8_get_char(piece);
        assert_false(gaz_char_is_refused(ch)); /* the reader lets it through */
        if (ch == '\n') continue;
        if (!gaz_font_char(&(struct gaz_font){b->fonts, family, b->style.cell}, ch, false, &glyph))
            return false;
    }
    return true;
}

static uint32_t append(struct bench *b, uint32_t n, const char *piece, uint16_t attrs) {
    for (; *piece && n < ROOM; piece = g_utf8_next_char(piece))
        b->chars[n++] = (struct gaz_char){g_utf8_get_char(piece), GAZ_NOWHERE, attrs};
    return n;
}

static uint32_t append_blank(struct bench *b, uint32_t n) {
    uint16_t margin = g_rand_boolean(b->random) ? GAZ_CHAR_BLANK_MARGIN : 0;
    return append(b, n, "＿＿＿", GAZ_CHAR_BLANK | margin);
}

static void make_paragraph(struct bench *b, int n_pieces) {
    uint32_t n = 0;
    for (int i = 0; i < n_pieces; i++) {
        uint32_t k = (uint32_t)g_rand_int_range(b->random, -2, (gint)G_N_ELEMENTS(pieces) * 3 / 2);
        if (k == UINT32_MAX)
            n = append_blank(b, n);
        else
            n = append(b, n, pieces[k < G_N_ELEMENTS(pieces) && has_faces(b, pieces[k]) ? k : 0], 0);
    }
    gaz_len cell = b->style.cell;
    b->spec = (struct gaz_paragraph_spec){.text = {b->chars, n, NULL},
                                          .role = GAZ_ROLE_BODY,
                                          .heading_role = GAZ_ROLE_BODY,
                                          .setting = GAZ_SET_JUSTIFIED,
                                          .measure = g_rand_int_range(b->random, 6, 40) * cell};
    b->spec.first_indent = g_rand_int_range(b->random, 0, 3) * cell;
}

/* Marks attributes at random places, whatever stands there. */
static void scatter_attrs(struct bench *b) {
    static const uint16_t attrs[] = {GAZ_CHAR_STRONG, GAZ_CHAR_EM, GAZ_CHAR_HEADING};
    uint16_t now = 0;
    for (uint32_t i = 0; i < b->spec.text.n; i++) {
        if (g_rand_int_range(b->random, 0, 4) == 0) now ^= attrs[g_rand_int_range(b->random, 0, 3)];
        b->chars[i].attrs |= now;
    }
}

/* ---- the bench */

static void close_bench(struct bench *b) {
    if (b->fonts) gaz_fonts_close(b->fonts);
    if (b->loaded) gaz_style_free(b->loaded);
    if (b->random) g_rand_free(b->random);
    gaz_diags_free(b->diags);
    gaz_arena_free(b->arena);
    g_free(b);
}

static struct bench *open_bench(const char *style) {
    struct bench *b = g_new0(struct bench, 1);
    b->arena = gaz_arena_new();
    b->diags = gaz_diags_new();
    b->loaded = gaz_style_load(style, GAZ_SOURCE_DIR, GAZ_SOURCE_DIR, (struct gaz_span){0}, b->diags);
    assert_non_null(b->loaded);
    b->style = *b->loaded;
    b->fonts = own_faces_open(b->loaded, b->diags);
    assert_non_null(b->fonts);
    b->ts =
        (struct gaz_typesetter){.arena = b->arena, .style = &b->style, .fonts = b->fonts, .diags = b->diags};
    return b;
}

static void expect(const struct bench *b, bool good, const char *what) {
    if (good) return;
    char *text = gaz_text_to_utf8(b->spec.text);
    print_message("%s, 标点 %d, seed %u, measure %d cells, indent %d: %s\n", b->style.name,
                  b->style.punctuation, b->seed, (int)(b->spec.measure / b->style.cell),
                  (int)(b->spec.first_indent / b->style.cell), text);
    g_free(text);
    fail_msg("%s", what);
}

typedef void property(struct bench *b, const struct gaz_atoms *atoms);

static void run_round(struct bench *b, guint32 seed, int n_pieces, property *holds) {
    b->seed = seed;
    b->random = g_rand_new_with_seed(seed);
    make_paragraph(b, g_rand_int_range(b->random, 1, n_pieces + 1));
    struct gaz_atoms atoms = gaz_collect(&b->ts, &b->spec);
    if (b->spec.text.n) holds(b, &atoms);
    gaz_atoms_clear(&atoms);
    g_clear_pointer(&b->random, g_rand_free);
}

static void over_all(int n_pieces, property *holds) {
    uint32_t judged = 0;
    static const char *const styles[] = {"gbt9704", "gongbao-2026", "shenyang-2019", "shenyang-2020",
                                         "shenyang-2023"};
    for (size_t s = 0; s < G_N_ELEMENTS(styles); s++) {
        struct bench *b = open_bench(styles[s]);
        b->judged = &judged;
        for (int system = 0; system < SYSTEMS; system++) {
            b->style.punctuation = system;
            for (guint32 i = 0; i < ROUNDS; i++)
                run_round(b, i, n_pieces, holds);
        }
        close_bench(b);
    }
    if (judged < 5 * SYSTEMS * ROUNDS / 4) fail_msg("only %u paragraphs were judged", judged);
}

/* ---- every character in one run, in order */

static bool may_be_dropped(uint32_t ch) {
    enum gaz_class class = gaz_class_of(ch);
    return class == GAZ_CLASS_SPACE || class == GAZ_CLASS_WIDE_SPACE || class == GAZ_CLASS_BREAK;
}

/* The characters of an item; what stands between the last item's and these was dropped at a line's end. */
static const struct gaz_char *take_item(const struct bench *b, const struct gaz_item *item,
                                        const struct gaz_char *next) {
    bool glyphs = item->kind == GAZ_ITEM_GLYPHS;
    const struct gaz_char *chars = glyphs ? item->as.glyphs.chars : item->as.rule.chars;
    expect(b, chars >= next, "characters in order");
    for (; next < chars; next++)
        expect(b, may_be_dropped(next->ch), "a character is set");
    uint32_t n = glyphs ? item->as.glyphs.n_chars : item->as.rule.n_chars, clusters = 0;
    for (uint32_t g = 0; glyphs && g < item->as.glyphs.n_glyphs; g++)
        clusters += item->as.glyphs.glyphs[g].n_chars;
    expect(b, !glyphs || clusters == n, "each character in one cluster");
    return chars + n;
}

static void all_set(struct bench *b, const struct gaz_atoms *atoms) {
    (void)atoms;
    ++*b->judged;
    scatter_attrs(b);
    struct gaz_paragraph p = gaz_paragraph_set(&b->ts, &b->spec);
    const struct gaz_char *next = b->chars;
    uint32_t first = 0;
    for (uint32_t i = 0; i < p.n_lines; i++) {
        expect(b, p.lines[i].first_char == first, "lines follow one another");
        first += p.lines[i].n_chars;
        for (uint32_t k = 0; k < p.lines[i].n_items; k++)
            next = take_item(b, &p.lines[i].items[k], next);
    }
    expect(b, first == b->spec.text.n, "the lines hold the text");
    for (; next < b->chars + b->spec.text.n; next++)
        expect(b, may_be_dropped(next->ch), "the last characters are set");
}

static void test_all_set(void **state) {
    (void)state;
    over_all(24, all_set);
}

/* ---- widths */

/* The left edge of an atom's box, seen in the items. */
static bool pen_of(const struct bench *b, const struct gaz_atoms *atoms, const struct gaz_line *line,
                   uint32_t atom, gaz_len *pen) {
    const struct gaz_atom *a = &atoms->atoms[atom];
    const struct gaz_char *ch = b->chars + a->first_char;
    if (a->n_glyphs == 0 || a->first == GAZ_CLASS_COMPLEX) return false;
    const struct gaz_glyph *glyph = &atoms->glyphs[a->first_glyph];
    for (uint32_t i = 0; i < line->n_items; i++) {
        const struct gaz_glyph_run *run = &line->items[i].as.glyphs;
        if (line->items[i].kind != GAZ_ITEM_GLYPHS || ch < run->chars || ch >= run->chars + run->n_chars)
            continue;
        for (uint32_t g = 0; g < run->n_glyphs; g++) {
            if (run->chars + run->glyphs[g].first_char != ch || run->glyphs[g].n_chars == 0) continue;
            *pen = line->items[i].x + run->glyphs[g].x - a->x - glyph->x_offset;
            return glyph->n_chars > 0 && glyph->first_char == 0;
        }
    }
    return false;
}

static uint32_t atom_at(const struct gaz_atoms *atoms, uint32_t ch) {
    uint32_t i = 0;
    while (i < atoms->n && atoms->atoms[i].first_char < ch)
        i++;
    return i;
}

/* the line's own atoms: without the spaces at its ends, but with a typed indent */
static void own_atoms(const struct bench *b, const struct gaz_atoms *atoms, const struct gaz_line *line,
                      uint32_t *begin, uint32_t *end) {
    *begin = atom_at(atoms, line->first_char);
    *end = atom_at(atoms, line->first_char + line->n_chars);
    bool stretch_begins = line->first_char == 0 || b->chars[line->first_char - 1].ch == '\n';
    while (!stretch_begins && *begin < *end && gaz_atom_is_space(&atoms->atoms[*begin]))
        ++*begin;
    while (*end > *begin && gaz_atom_is_space(&atoms->atoms[*end - 1]))
        --*end;
}

/* The full-width blanks that a stretch begins with: its other lines stand under what follows them, but for
 * blanks as wide as the paragraph's own indent, and for more than half of the measure. */
static gaz_len hang_of(const struct bench *b, const struct gaz_line *line) {
    uint32_t begin = line->first_char, blanks = 0;
    while (begin > 0 && b->chars[begin - 1].ch != '\n')
        begin--;
    while (begin + blanks < b->spec.text.n && b->chars[begin + blanks].ch == 0x3000)
        blanks++;
    uint32_t after = begin + blanks < b->spec.text.n ? b->chars[begin + blanks].ch : '\n';
    gaz_len hang = (gaz_len)blanks * b->style.cell;
    bool none = begin == line->first_char || after == ' ' || after == '\n' ||
                hang == b->spec.first_indent - b->spec.indent ||
                hang > (b->spec.measure - b->spec.indent) / 2;
    return none ? 0 : hang;
}

static void line_fills(struct bench *b, const struct gaz_atoms *atoms, const struct gaz_line *line) {
    uint32_t begin, end, last = line->first_char + line->n_chars;
    own_atoms(b, atoms, line, &begin, &end);
    bool opens = false;
    for (uint32_t i = begin + 1; i < end; i++)
        opens |= atoms->atoms[i].takes[GAZ_STRETCH_REST] > 0;
    bool ends = last == b->spec.text.n || b->chars[last - 1].ch == '\n';
    if (!opens || ends) return;
    ++*b->judged;
    gaz_len indent = line->first_char == 0 ? b->spec.first_indent : b->spec.indent + hang_of(b, line);
    expect(b, line->width == b->spec.measure - indent, "a justified line is as wide as its measure");
    gaz_len left, right;
    if (atoms->atoms[begin].level || atoms->atoms[end - 1].level) return; /* seen elsewhere: test_reorder.c */
    if (!pen_of(b, atoms, line, begin, &left) || !pen_of(b, atoms, line, end - 1, &right)) return;
    left += atoms->atoms[begin].trim_start;
    right += atoms->atoms[end - 1].width - atoms->atoms[end - 1].trim_end;
    expect(b, left == indent && right == b->spec.measure, "its items reach from edge to edge");
}

static void lines_fill(struct bench *b, const struct gaz_atoms *atoms) {
    b->style.loose_limit = 0;
    struct gaz_paragraph p = gaz_paragraph_set(&b->ts, &b->spec);
    for (uint32_t i = 0; i < p.n_lines; i++)
        line_fills(b, atoms, &p.lines[i]);
}

/* 疏松上限: the same lines, each full as before, or short by more than its gaps may open. */
static void lines_fill_or_are_ragged(struct bench *b, const struct gaz_atoms *atoms) {
    b->style.loose_limit = 0;
    struct gaz_paragraph full = gaz_paragraph_set(&b->ts, &b->spec);
    b->style.loose_limit = b->style.cell / 8;
    struct gaz_paragraph p = gaz_paragraph_set(&b->ts, &b->spec);
    expect(b, p.n_lines == full.n_lines, "ragged lines end where full ones do");
    for (uint32_t i = 0; i < p.n_lines; i++) {
        uint32_t begin, end, gaps = 0;
        if (p.lines[i].width == full.lines[i].width) continue;
        own_atoms(b, atoms, &p.lines[i], &begin, &end);
        for (uint32_t k = begin + 1; k < end; k++)
            gaps += atoms->atoms[k].stretches;
        ++*b->judged;
        expect(b, full.lines[i].width - p.lines[i].width > (int64_t)b->style.loose_limit * gaps,
               "a line that is left ragged would be too loose");
    }
}

static void test_ragged(void **state) {
    (void)state;
    over_all(40, lines_fill_or_are_ragged);
}

static void test_widths(void **state) {
    (void)state;
    over_all(24, lines_fill);
}

/* ---- prohibitions */

/* Can the atoms [0, n) be cut into lines that fit at allowed places only? A search of its own, that knows no
 * cost. */
static bool way_exists(const struct bench *b, const struct gaz_atoms *atoms, gaz_len squeeze) {
    bool *reached = g_new0(bool, atoms->n + 1);
    reached[0] = true;
    for (uint32_t a = 0; a < atoms->n; a++) {
        if (!reached[a]) continue;
        gaz_len measure = b->spec.measure - (a == 0 ? b->spec.first_indent : b->spec.indent);
        bool begins = a == 0 || atoms->atoms[a - 1].first == GAZ_CLASS_BREAK, open = true;
        uint32_t first = a;
        while (!begins && first < atoms->n && gaz_atom_is_space(&atoms->atoms[first]))
            first++;
        int64_t width = first < atoms->n ? -(int64_t)atoms->atoms[first].trim_start : 0, shrink = 0;
        for (uint32_t i = a; i < atoms->n && open; i++) {
            const struct gaz_atom *atom = &atoms->atoms[i];
            if (i > first) width += atom->kern, shrink += atom->shrink;
            if (i >= first) width += atom->width;
            bool is_break = atom->first == GAZ_CLASS_BREAK, space = gaz_atom_is_space(atom);
            bool place = is_break || i + 1 == atoms->n || atom[1].before == GAZ_BREAK_ALLOWED;
            uint32_t end = i + 1;
            int64_t over = width - atom->trim_end - measure;
            if (!space && place && over <= MIN((int64_t)squeeze, shrink)) reached[end] = true;
            if (space && place && i > a && reached[i]) reached[end] = true;
            open = !is_break;
        }
    }
    bool good = reached[atoms->n];
    g_free(reached);
    return good;
}

static void keeps_prohibitions(struct bench *b, const struct gaz_atoms *atoms) {
    gaz_len squeeze = b->style.squeeze;
    for (uint32_t i = 0; i < atoms->n; i++)
        if (gaz_atom_is_space(&atoms->atoms[i]))
            return; /* judged on texts without spaces: simpler and enough */
    if (!way_exists(b, atoms, squeeze)) return;
    ++*b->judged;
    struct gaz_paragraph p = gaz_paragraph_set(&b->ts, &b->spec);
    for (uint32_t i = 1; i < p.n_lines; i++) {
        uint32_t atom = atom_at(atoms, p.lines[i].first_char);
        expect(b, atoms->atoms[atom].before == GAZ_BREAK_ALLOWED, "no line ends at a forbidden place");
    }
}

static void test_prohibitions(void **state) {
    (void)state;
    over_all(16, keeps_prohibitions);
}

/* ---- markup */

/* Where attributes begin and end changes nothing when the roles look alike. */
static void ignores_markup(struct bench *b, const struct gaz_atoms *atoms) {
    (void)atoms;
    ++*b->judged;
    b->style.roles[GAZ_ROLE_STRONG] = b->style.roles[GAZ_ROLE_EM] = b->style.roles[GAZ_ROLE_BODY];
    struct gaz_paragraph plain = gaz_paragraph_set(&b->ts, &b->spec);
    scatter_attrs(b);
    struct gaz_paragraph marked = gaz_paragraph_set(&b->ts, &b->spec);
    expect(b, plain.n_lines == marked.n_lines, "as many lines with markup as without");
    for (uint32_t i = 0; i < plain.n_lines; i++) {
        const struct gaz_line *one = &plain.lines[i], *other = &marked.lines[i];
        expect(b, one->n_chars == other->n_chars && one->width == other->width, "the same lines with markup");
        expect(b, one->n_items == other->n_items, "a run is not split by markup that looks alike");
    }
}

static void test_markup(void **state) {
    (void)state;
    over_all(24, ignores_markup);
}

/* ---- the optimum, by trying all ways */

struct trial {
    const struct gaz_atoms *atoms;
    const struct gaz_break_params *params;
    uint32_t ways; /* left to try */
};

static int64_t least_from(struct trial *t, uint32_t begin) {
    if (begin == t->atoms->n) return 0;
    if (t->ways == 0 || --t->ways == 0) return GAZ_COST_NONE;
    uint32_t n;
    int64_t least = GAZ_COST_NONE;
    struct gaz_line_choice *choices = gaz_line_choices(t->atoms, t->params, begin, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (!choices[i].allowed || !choices[i].cost.fits) continue;
        int64_t rest = least_from(t, choices[i].end);
        if (rest != GAZ_COST_NONE) least = MIN(least, gaz_cost_sum(&choices[i].cost) + rest);
    }
    g_free(choices);
    return least;
}

static int64_t cost_of(const struct trial *t, const struct gaz_broken_line *lines, uint32_t n_lines) {
    int64_t sum = 0;
    for (uint32_t i = 0, begin = 0; i < n_lines; begin = lines[i++].next) {
        uint32_t n;
        struct gaz_line_choice *choices = gaz_line_choices(t->atoms, t->params, begin, &n);
        for (uint32_t k = 0; k < n; k++)
            if (choices[k].end == lines[i].next) sum += gaz_cost_sum(&choices[k].cost);
        g_free(choices);
    }
    return sum;
}

static void is_optimum(struct bench *b, const struct gaz_atoms *atoms) {
    struct gaz_break_params params = {.cell = b->style.cell,
                                      .first_measure = 4 * b->style.cell,
                                      .measure = 6 * b->style.cell,
                                      .squeeze = b->style.squeeze,
                                      .squeeze_weight = b->style.squeeze_weight,
                                      .first_line_weight = b->style.first_line_weight,
                                      .first_line_squeeze_weight = b->style.first_line_squeeze_weight,
                                      .lone_character = b->style.lone_character,
                                      .lone_squeeze = b->style.lone_character_squeeze};
    struct trial t = {atoms, &params, 2000};
    if (atoms->n > 15) return;
    int64_t least = least_from(&t, 0);
    if (t.ways == 0) return; /* too many to try */
    ++*b->judged;
    uint32_t n;
    struct gaz_broken_line *lines = gaz_break_lines(atoms, &params, &n);
    expect(b, cost_of(&t, lines, n) == least, "no way is cheaper");
    g_free(lines);
}

static void test_optimum(void **state) {
    (void)state;
    over_all(5, is_optimum);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_set),      cmocka_unit_test(test_widths), cmocka_unit_test(test_ragged),
        cmocka_unit_test(test_prohibitions), cmocka_unit_test(test_markup), cmocka_unit_test(test_optimum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
