/* names.c: a list of names as it is typed: names one after another, or lines of label, name and post.
 *
 * Blanks part names: half-width ones, tabs, line ends, two and more full-width ones. A single full-width one
 * does too, but between two single characters: 丁　一 is one name, typed open. What parts is syntax; all else
 * is text, so 、 and ， part nothing and are told of.
 *
 * A line that begins with a few characters and ： has a label; then the name, then, behind the next blank,
 * the post with all its blanks. Where all behind the label are persons' names (成　员：万　青　叶　舟), they
 * are persons without posts. 职务 in the mark says that lines without labels are such lines too:
 * 万　青　　市长.
 */
#include "input/lines/names.h"

#include "input/inline/inline.h"

#include <string.h>

enum {
    IDEOGRAPHIC_SPACE = 0x3000,
    LONGEST_LABEL = 12, /* characters, the colon not among them */
    LONGEST_NAME = 4,   /* of a person's name that is told from a post by its looks */
    FEWEST_PERSONS = 3, /* on a line without posts; the second of two words is a post */
    MOST_COLUMNS = 30,
};

struct names {
    struct gaz_reader *reader;
    GArray *cells; /* struct gaz_cell */
    uint32_t n_rows;
    bool has_labels, has_posts; /* either makes lines of persons */
    bool told_mark;             /* of 、 */
    struct gaz_text label;      /* that stands alone on its line: the next line's */
};

/* ---- lines */

static bool keeps_end(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    uint32_t n = 0;
    while (end > begin && gaz_is_space((unsigned char)source->text[end - 1]))
        end--;
    for (; end > begin && source->text[end - 1] == '\\'; end--)
        n++;
    return n % 2 == 1;
}

/* The end of the line at `at`, with the lines that a backslash joins to it. */
static uint32_t whole_line_end(const struct gaz_source *source, uint32_t at, uint32_t end) {
    uint32_t line = gaz_source_line_end(source, at);
    while (line < end && keeps_end(source, at, line)) {
        at = line + 1;
        line = gaz_source_line_end(source, at);
    }
    return MIN(line, end);
}

/* A tab parts as blanks do: nobody is to be warned of it here. */
static struct gaz_text read_line(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    GArray *raws = gaz_raws_new();
    gaz_raws_add_source(raws, reader->source, begin, end);
    for (guint i = 0; i < raws->len; i++)
        if (gaz_raw_char(raws, i) == '\t') g_array_index(raws, struct gaz_raw, i).ch = ' ';
    struct gaz_text text = gaz_inline_read(reader, raws, GAZ_BLANKS_LEFT_OUT);
    g_array_unref(raws);
    return text;
}

/* ---- where names are parted */

static bool parts_at(struct gaz_text text, uint32_t i) {
    return gaz_char_is_blank(gaz_char_at(text, i)) || gaz_char_at(text, i) == '\n';
}

static bool is_edge(struct gaz_text text, uint32_t i) {
    return i >= text.n || parts_at(text, i);
}

static bool opens_bracket(uint32_t ch) {
    return ch == '(' || ch == 0xFF08 || ch == '[' || ch == 0x3014;
}

/* 丁　一 with its only blank at i, and nothing but a bracket (女), a note's mark or a blank behind it */
static bool is_open_name(struct gaz_text text, uint32_t begin, uint32_t i) {
    bool alone = i == begin + 1 && gaz_char_at(text, i) == IDEOGRAPHIC_SPACE;
    if (!alone || !gaz_char_is_han(text.chars[begin].ch) || !gaz_char_is_han(gaz_char_at(text, i + 1)))
        return false;
    return is_edge(text, i + 2) || opens_bracket(text.chars[i + 2].ch) || gaz_char_note(&text.chars[i + 2]);
}

static void leave_out(struct gaz_reader *reader, struct gaz_text text, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        gaz_reader_syntax(reader, text.chars[i].offset,
                          gaz_source_next(reader->source, text.chars[i].offset));
}

static uint32_t past_blanks(struct gaz_text text, uint32_t at) {
    while (at < text.n && parts_at(text, at))
        at++;
    return at;
}

/* The end of the name at `begin`. */
static uint32_t name_end(struct gaz_text text, uint32_t begin) {
    uint32_t end = begin;
    while (!is_edge(text, end))
        end++;
    if (end < text.n && is_open_name(text, begin, end))
        for (end += 2; !is_edge(text, end);)
            end++;
    return end;
}

/* The next name from *at on, which goes past it and the blanks behind it; empty: there is none. */
static struct gaz_text next_name(struct gaz_text text, uint32_t *at) {
    uint32_t begin = past_blanks(text, *at), end = name_end(text, begin);
    *at = past_blanks(text, end);
    return gaz_text_slice(text, begin, end - begin);
}

/* ---- what is told */

/* A 、 that is not within brackets would have parted names. */
static void look_for_marks(struct names *n, struct gaz_text name) {
    int depth = 0;
    for (uint32_t i = 0; i < name.n && !n->told_mark; i++) {
        uint32_t ch = name.chars[i].ch;
        depth += opens_bracket(ch) - (depth > 0 && gaz_char_is_one_of(ch, "）)]〕"));
        if (depth > 0 || !gaz_char_is_one_of(ch, "、，；,;")) continue;
        char utf8[8] = "";
        utf8[g_unichar_to_utf8(ch, utf8)] = '\0';
        gaz_report(
            n->reader->diags, GAZ_D_NAMES_MARK,
            gaz_reader_span(n->reader, name.chars[i].offset, name.chars[i].offset + (uint32_t)strlen(utf8)),
            utf8);
        n->told_mark = true;
    }
}

static void look_at_name(struct names *n, struct gaz_text name) {
    look_for_marks(n, name);
    if (name.n == 1 && gaz_char_is_han(name.chars[0].ch))
        gaz_report(n->reader->diags, GAZ_D_NAMES_ALONE, gaz_text_span(name), NULL);
}

/* ---- cells */

static void add_cell(struct names *n, struct gaz_cell cell) {
    cell.row = n->n_rows;
    cell.row_span = 1;
    cell.column_span = MAX(cell.column_span, 1);
    if (cell.text.n) cell.span = gaz_text_span(cell.text);
    g_array_append_val(n->cells, cell);
}

/* A row of persons begins with it; a list without labels has no column for them. */
static void add_label(struct names *n, struct gaz_text label, struct gaz_span span) {
    if (!n->has_labels) return;
    add_cell(n, (struct gaz_cell){.text = label, .part = GAZ_CELL_LABEL, .span = span});
}

/* A person without post; `runs_on`: typed behind another on one line. */
static void add_person(struct names *n, struct gaz_text name, bool runs_on) {
    look_at_name(n, name);
    add_cell(n, (struct gaz_cell){.text = name,
                                  .part = GAZ_CELL_NAME,
                                  .runs_on = runs_on,
                                  .column = n->has_labels,
                                  .column_span = n->has_labels ? 2 : 1});
    n->n_rows++;
}

static void add_plain_names(struct names *n, struct gaz_text text) {
    uint32_t at = 0;
    for (struct gaz_text name = next_name(text, &at); name.n; name = next_name(text, &at))
        add_person(n, name, n->cells->len > 0);
}

/* ---- lines with labels */

/* The characters of a label with its colon: 组　长：; 0: the line has none. */
static uint32_t label_length(struct gaz_text text) {
    uint32_t i = 0;
    bool has_han = false;
    while (i < text.n && i <= LONGEST_LABEL && text.chars[i].ch != 0xFF1A && text.chars[i].ch != ':') {
        uint32_t ch = text.chars[i++].ch;
        has_han |= gaz_char_is_han(ch);
        if (!gaz_char_is_han(ch) && !gaz_char_is_blank(ch) && !gaz_char_is_digit(ch) &&
            !gaz_char_is_one_of(ch, "（）()、"))
            return 0;
    }
    return has_han && i < text.n && i <= LONGEST_LABEL ? i + 1 : 0;
}

/* 2 to 4 Han that do not end as posts and offices do, or Han with · between them */
static bool looks_like_person(struct gaz_text name) {
    static const char ends[] =
        "长任记员席官师授理人管监事副代政书士计级局委办部处科院厅校会司站所队组室团企行社区县市"
        "镇乡村";
    uint32_t n = 0, dots = 0;
    for (uint32_t i = 0; i < name.n; i++) {
        uint32_t ch = name.chars[i].ch;
        if (!gaz_char_is_han(ch) && ch != IDEOGRAPHIC_SPACE && ch != 0xB7) return false;
        n += gaz_char_is_han(ch);
        dots += ch == 0xB7;
    }
    return n >= 2 && (dots > 0 || n <= LONGEST_NAME) && !gaz_char_is_in(name.chars[name.n - 1].ch, ends);
}

/* How many names or words there are. *all: that each looks like a person's name. */
static uint32_t count_words(struct gaz_text text, bool *all) {
    uint32_t n = 0, at = 0;
    *all = true;
    for (struct gaz_text name = next_name(text, &at); name.n; name = next_name(text, &at), n++)
        *all &= looks_like_person(name);
    return n;
}

static void add_persons(struct names *n, struct gaz_text label, struct gaz_text text, struct gaz_span span) {
    uint32_t at = 0;
    bool runs_on = false;
    for (struct gaz_text name = next_name(text, &at); name.n; name = next_name(text, &at), runs_on = true) {
        add_label(n, runs_on ? (struct gaz_text){0} : label, span);
        add_person(n, name, runs_on);
    }
}

static void add_posted(struct names *n, struct gaz_text label, struct gaz_text text, struct gaz_span span) {
    uint32_t at = 0;
    struct gaz_text name = next_name(text, &at);
    look_at_name(n, name);
    add_label(n, label, span);
    add_cell(n,
             (struct gaz_cell){.text = name, .part = GAZ_CELL_NAME, .column = n->has_labels, .span = span});
    add_cell(n, (struct gaz_cell){.text = gaz_text_slice(text, at, text.n - at),
                                  .part = GAZ_CELL_POST,
                                  .column = n->has_labels + 1u,
                                  .span = span});
    n->n_rows++;
}

/* One text that may be no name: 市公安局、市财政局. Of a list of persons three characters are one (陆知行).
 */
static void add_text(struct names *n, struct gaz_text label, struct gaz_text text, struct gaz_span span) {
    bool is_name = looks_like_person(text) || (!n->has_labels && text.n < LONGEST_NAME);
    add_label(n, label, span);
    add_cell(n, (struct gaz_cell){.text = text,
                                  .part = is_name ? GAZ_CELL_NAME : GAZ_CELL_POST,
                                  .column = n->has_labels,
                                  .column_span = 2,
                                  .span = span});
    n->n_rows++;
}

/* A label with nothing behind it, of which no line follows or the next has its own. */
static void give_up_label(struct names *n) {
    if (n->label.n) add_text(n, n->label, (struct gaz_text){0}, gaz_text_span(n->label));
    n->label = (struct gaz_text){0};
}

static void add_line(struct names *n, struct gaz_text line, struct gaz_span span) {
    uint32_t length = label_length(line);
    struct gaz_text label = gaz_text_slice(line, 0, length),
                    rest = gaz_text_slice(line, length, line.n - length);
    if (label.n) give_up_label(n);
    if (!label.n) label = n->label;
    n->label = (struct gaz_text){0};
    bool all;
    uint32_t words = count_words(rest, &all), begin = past_blanks(rest, 0);
    if (words == 0)
        n->label = label;
    else if (words == 1)
        add_text(n, label, gaz_text_slice(rest, begin, rest.n - begin), span);
    else if (all && words >= FEWEST_PERSONS && !n->has_posts)
        add_persons(n, label, rest, span);
    else
        add_posted(n, label, rest, span);
}

/* ---- the whole */

static bool is_inside(struct gaz_text line, struct gaz_text text) {
    return text.n && text.chars >= line.chars && text.chars < line.chars + line.n;
}

/* The blanks of a line that are in no cell and no label that waits are syntax. */
static void leave_out_rest(struct names *n, struct gaz_text line, guint first_cell) {
    uint32_t at = 0;
    for (guint i = first_cell; i <= n->cells->len; i++) {
        struct gaz_text text =
            i < n->cells->len ? g_array_index(n->cells, struct gaz_cell, i).text : n->label;
        if (!is_inside(line, text)) continue;
        leave_out(n->reader, line, at, (uint32_t)(text.chars - line.chars));
        at = (uint32_t)(text.chars - line.chars) + text.n;
    }
    leave_out(n->reader, line, at, line.n);
}

static GArray *read_lines(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_text));
    for (uint32_t at = begin; at < end;) {
        uint32_t line_end = whole_line_end(reader->source, at, end);
        struct gaz_text line = read_line(reader, at, line_end);
        if (line.n) g_array_append_val(lines, line);
        gaz_reader_syntax(reader, line_end, MIN(line_end + 1, end));
        at = line_end + 1;
    }
    return lines;
}

static const struct gaz_table *table_of(const struct names *n, struct gaz_names how) {
    struct gaz_arena *arena = n->reader->arena;
    struct gaz_table *table = GAZ_NEW(arena, struct gaz_table);
    struct gaz_cell *cells = GAZ_NEW_ARRAY(arena, struct gaz_cell, n->cells->len + 1);
    memcpy(cells, n->cells->data, n->cells->len * sizeof *cells);
    table->classes = GAZ_TABLE_BORDERLESS | GAZ_TABLE_NAMES;
    table->names = how;
    table->n_rows = n->n_rows;
    table->n_columns = n->has_labels ? 3 : n->has_posts ? 2 : 1;
    table->widths = GAZ_NEW_ARRAY(arena, struct gaz_width, table->n_columns);
    table->cells = cells;
    table->n_cells = n->cells->len;
    return table;
}

const struct gaz_table *gaz_names_read(struct gaz_reader *reader, uint32_t begin, uint32_t end,
                                       struct gaz_names how) {
    struct names n = {.reader = reader,
                      .cells = g_array_new(FALSE, FALSE, sizeof(struct gaz_cell)),
                      .has_posts = how.has_posts};
    GArray *lines = read_lines(reader, begin, end);
    for (guint i = 0; i < lines->len; i++)
        n.has_labels |= label_length(g_array_index(lines, struct gaz_text, i)) > 0;
    for (guint i = 0; i < lines->len; i++) {
        struct gaz_text line = g_array_index(lines, struct gaz_text, i);
        guint first = n.cells->len;
        if (n.has_labels || n.has_posts)
            add_line(&n, line, gaz_text_span(line));
        else
            add_plain_names(&n, line);
        leave_out_rest(&n, line, first);
    }
    give_up_label(&n);
    const struct gaz_table *table = table_of(&n, how);
    g_array_unref(lines);
    g_array_unref(n.cells);
    return table;
}

/* ---- the mark */

bool gaz_names_mark(const char *comment, struct gaz_names *how) {
    static const char head[] = "<!-- 名单", tail[] = " -->", columns[] = "列";
    *how = (struct gaz_names){0};
    if (!g_str_has_prefix(comment, head)) return false;
    const char *at = comment + strlen(head);
    how->has_posts = strcmp(at, " 职务 -->") == 0;
    if (how->has_posts) return true;
    size_t n = *at == ' ' ? strspn(at + 1, "0123456789") : 0;
    if (n > 0 && n < 3 && g_str_has_prefix(at + 1 + n, columns)) {
        how->n_columns = (uint32_t)g_ascii_strtoull(at + 1, NULL, 10);
        if (how->n_columns < 1 || how->n_columns > MOST_COLUMNS) return false;
        at += 1 + n + strlen(columns);
    }
    how->order = g_str_has_prefix(at, " 按行")   ? GAZ_NAMES_BY_ROW
                 : g_str_has_prefix(at, " 按列") ? GAZ_NAMES_BY_COLUMN
                                                 : GAZ_NAMES_BY_STYLE;
    if (how->order != GAZ_NAMES_BY_STYLE) at += strlen(" 按行");
    return strcmp(at, tail) == 0;
}
