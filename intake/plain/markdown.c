/* markdown.c: the lines of a text in Markdown: headings, lists, tables, notes, what a file says of itself. */
#include "intake/plain/markdown.h"

#include "base/text/text.h"

#include <string.h>

/* ---- lines */

enum kind {
    TEXT,
    EMPTY,
    HEADING,
    UNDERLINE,
    DASHES,
    RULE,
    FENCE,
    ITEM,
    NOTE,
    ADDRESS,
    SEPARATOR,
    INLINE,
    N_KINDS
};

static const char *const forms[N_KINDS] = {
    [HEADING] = "^ {0,3}(#{1,6})[ \\t\\x{3000}]+(?=\\S)", /* its marks; what closes it */
    [UNDERLINE] = "^ {0,3}=+\\s*$",
    [DASHES] = "^ {0,3}-+\\s*$",
    [RULE] = "^ {0,3}(?:(?:-\\s*){3,}|(?:\\*\\s*){3,}|(?:_\\s*){3,})$",
    [FENCE] = "^ {0,3}(?:```|~~~)",
    [ITEM] = "^\\s*(?:[-*+]|\\d{1,9}[.)])[ \\t]+(?=\\S)",
    [NOTE] = "^\\[\\^([^\\]\\s]+)\\]:[ \\t]*(?=\\S)",
    [ADDRESS] = "^ {0,3}\\[([^\\]^][^\\]]*)\\]:\\s*\\S+(?:\\s+[\"'(].*)?\\s*$",
    [SEPARATOR] = "^\\s*\\|?(?:\\s*:?-+:?\\s*\\|)+(?:\\s*:?-+:?\\s*)?$",
    [INLINE] = "\\*\\*[^*\\s][^*]*\\*\\*|\\[[^\\]]+\\]\\([^)]+\\)", /* within a line */
};

/* Compiled once: a text may have many lines. */
struct forms {
    GRegex *of[N_KINDS];
};

static void open_forms(struct forms *compiled) {
    for (size_t i = 0; i < N_KINDS; i++)
        compiled->of[i] = forms[i] ? g_regex_new(forms[i], G_REGEX_OPTIMIZE, 0, NULL) : NULL;
}

static void close_forms(const struct forms *compiled) {
    for (size_t i = 0; i < N_KINDS; i++)
        if (compiled->of[i]) g_regex_unref(compiled->of[i]);
}

struct markdown {
    struct gaz_plain_reading *r;
    struct forms forms;
    struct gaz_markdown_names names;
    GPtrArray *texts;              /* blocks whose marks are still to be read */
    struct gaz_draft_block *block; /* the paragraph that is open; NULL */
    struct gaz_plain_line before;
    uint32_t paragraph;      /* where it begins */
    uint32_t first, n_items; /* of the list that is open: its first number, how many items it has */
    bool is_code;            /* between fences */
};

static char *text_of(const struct gaz_source *source, uint32_t i) {
    struct gaz_plain_line line = gaz_plain_line_at(source, i);
    return g_strndup(source->text + line.begin, line.end - line.begin);
}

static bool has(const struct forms *compiled, const char *text, enum kind kind) {
    return g_regex_match(compiled->of[kind], text, 0, NULL);
}

/* The bytes that a form takes of a line's beginning, and what its first group says (freed with g_free). */
static guint taken_by(const struct markdown *m, const char *text, enum kind kind, char **group) {
    g_autoptr(GMatchInfo) match = NULL;
    gint begin = 0, end = 0;
    if (!g_regex_match(m->forms.of[kind], text, 0, &match)) return 0;
    g_match_info_fetch_pos(match, 0, &begin, &end);
    if (group) *group = g_match_info_fetch(match, 1);
    return (guint)end;
}

static enum kind kind_of(const struct markdown *m, const char *text) {
    static const enum kind order[] = {HEADING, RULE, FENCE, NOTE, ADDRESS, ITEM};
    if (!text[strspn(text, " \t\r")]) return EMPTY;
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
        if (has(&m->forms, text, order[i])) return order[i];
    return TEXT;
}

/* ---- whether it is Markdown */

static bool is_called_so(const char *file) {
    g_autofree char *low = g_ascii_strdown(file, -1);
    return g_str_has_suffix(low, ".md") || g_str_has_suffix(low, ".markdown");
}

bool gaz_markdown_is(const struct gaz_source *source) {
    bool has_heading = false, has_other = false;
    struct forms compiled;
    if (is_called_so(source->path)) return true;
    open_forms(&compiled);
    for (uint32_t i = 0; i < source->n_lines && !(has_heading && has_other); i++) {
        g_autofree char *text = text_of(source, i);
        has_heading |= has(&compiled, text, HEADING);
        has_other |= has(&compiled, text, SEPARATOR) || has(&compiled, text, NOTE) ||
                     has(&compiled, text, FENCE) || has(&compiled, text, INLINE);
    }
    close_forms(&compiled);
    return has_heading && has_other;
}

/* ---- characters */

static void leave_out(struct markdown *m, const char *begin, const char *end, uint32_t number,
                      enum gaz_intake_reason reason) {
    for (const char *at = begin; at < end; at = g_utf8_next_char(at)) {
        struct gaz_carrier carrier = {g_utf8_get_char(at), number + 1, m->r->part};
        gaz_account_leave_out(m->r->account, reason, gaz_draft_carry(m->r->draft, carrier), 1);
    }
}

static struct gaz_draft_block *new_block(struct markdown *m, GPtrArray *blocks, uint32_t number) {
    struct gaz_draft_block *block = gaz_draft_block_new(m->r->draft, blocks, GAZ_DRAFT_PARAGRAPH);
    block->part = m->r->part;
    block->paragraph = number + 1;
    g_ptr_array_add(m->texts, block);
    return block;
}

/* The rest of a line, from `skipped` bytes on, which are a mark. */
static void add_rest(struct markdown *m, struct gaz_draft_block *block, uint32_t number, guint skipped) {
    struct gaz_plain_line line = gaz_plain_line_at(m->r->source, number);
    const char *text = m->r->source->text;
    leave_out(m, text + line.begin, text + line.begin + skipped, number, GAZ_REASON_MARKUP);
    line.begin += skipped;
    gaz_plain_add_line(m->r, block, &line, number);
}

static void leave_out_line(struct markdown *m, uint32_t number, enum gaz_intake_reason reason) {
    struct gaz_plain_line line = gaz_plain_line_at(m->r->source, number);
    const char *text = m->r->source->text;
    leave_out(m, text + line.begin, text + line.end, number, reason);
}

static void close_paragraph(struct markdown *m) {
    m->block = NULL;
    m->before = (struct gaz_plain_line){.is_empty = true};
}

static void put_in(struct markdown *m, struct gaz_draft_block *block, const char *text,
                   enum gaz_intake_reason reason) {
    guint n = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at), n++) {
        struct gaz_draft_char ch = {g_utf8_get_char(at), GAZ_NOWHERE, GAZ_DRAFT_NUMBER, 0};
        g_array_append_val(block->chars, ch);
    }
    g_autofree char *where = gaz_draft_where(m->r->draft, block->part, block->paragraph);
    gaz_account_add(m->r->account, reason,
                    (struct gaz_account_entry){.text = text, .where = where, .count = n});
}

/* ---- paragraphs */

/* Two blanks or a backslash at the end of the line before: it ends there. */
static bool is_forced(const struct markdown *m) {
    const char *text = m->r->source->text;
    uint32_t end = m->before.end;
    return end >= m->before.begin + 2 &&
           ((text[end - 1] == ' ' && text[end - 2] == ' ') || text[end - 1] == '\\');
}

static void drop_backslash(struct markdown *m) {
    GArray *chars = m->block->chars;
    if (chars->len == 0 || gaz_ch_at(chars, chars->len - 1) != '\\') return;
    gaz_account_take_out(m->r->account, GAZ_REASON_MARKUP,
                         &g_array_index(chars, struct gaz_draft_char, chars->len - 1));
    g_array_set_size(chars, chars->len - 1);
}

/* A line of text, of which `skipped` bytes are a mark of quotations. */
static void read_text(struct markdown *m, uint32_t i, guint skipped) {
    struct gaz_plain_line line = gaz_plain_line_at(m->r->source, i);
    const struct gaz_draft_char end = {'\n', GAZ_NOWHERE, 0, 0};
    line.begin += skipped;
    if (m->block && is_forced(m)) {
        drop_backslash(m);
        g_array_append_val(m->block->chars, end);
    } else if (!m->block || gaz_plain_begins(m->r, m->paragraph, &m->before, &line)) {
        m->block = new_block(m, m->r->draft->blocks, i);
        m->paragraph = line.begin;
    } else {
        gaz_plain_join(m->r, m->block, g_utf8_get_char(m->r->source->text + line.begin), i + 1);
    }
    add_rest(m, m->block, i, skipped);
    m->before = line;
}

/* ## 一、总则 ##: the marks behind it close it. */
static void read_heading(struct markdown *m, uint32_t i, const char *text) {
    g_autofree char *marks = NULL;
    guint skipped = taken_by(m, text, HEADING, &marks);
    struct gaz_draft_block *block = new_block(m, m->r->draft->blocks, i);
    close_paragraph(m);
    add_rest(m, block, i, skipped);
    block->look.level = (uint8_t)strlen(marks);
    guint end = block->chars->len, n = 0;
    for (; end > 0 && gaz_draft_is_blank(gaz_ch_at(block->chars, end - 1)); end--) {
    }
    while (n < end && gaz_ch_at(block->chars, end - n - 1) == '#')
        n++;
    if (n == 0 || !gaz_draft_is_blank(gaz_ch_at(block->chars, end - n - 1))) return;
    for (guint k = end - n; k < end; k++)
        gaz_account_take_out(m->r->account, GAZ_REASON_MARKUP,
                             &g_array_index(block->chars, struct gaz_draft_char, k));
    g_array_remove_range(block->chars, end - n, n);
}

/* Heading above a line of === or ---; false: the line is none. */
static bool read_underline(struct markdown *m, uint32_t i, const char *text) {
    bool is_first = has(&m->forms, text, UNDERLINE), is_second = has(&m->forms, text, DASHES);
    if (!m->block || !(is_first || is_second)) return false;
    m->block->look.level = is_first ? 1 : 2;
    leave_out_line(m, i, GAZ_REASON_MARKUP);
    close_paragraph(m);
    return true;
}

/* ---- lists */

/* - [ ] and - [x]: a box that is ticked or not. Gives the bytes that it has. */
static guint read_box(struct markdown *m, struct gaz_draft_block *block, const char *at) {
    bool is_box = at[0] == '[' && strchr(" xX", at[1]) && at[1] && at[2] == ']' && at[3] == ' ';
    if (is_box) put_in(m, block, at[1] == ' ' ? "□" : "☑", GAZ_REASON_FORM_FIELD);
    return is_box ? 4 : 0;
}

static bool has_own_mark(const char *text) {
    static const char mark[] = "^(?:[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十\\d]{1,4}[）)]|"
                               "\\d{1,3}[.．、]|[①-⑳●○■□◆◇★☆]|第.{"
                               "1,4}[章条])";
    return g_regex_match_simple(mark, text + strspn(text, "*_"), 0, 0);
}

/* An item has the number that a reader sees: of a list whose items all say the first one, the next. */
static void read_item(struct markdown *m, uint32_t i, const char *text) {
    guint skipped = taken_by(m, text, ITEM, NULL), indent = (guint)strspn(text, " \t");
    bool is_numbered = g_ascii_isdigit(text[indent]);
    guint64 number = is_numbered ? g_ascii_strtoull(text + indent, NULL, 10) : 0;
    struct gaz_draft_block *block = new_block(m, m->r->draft->blocks, i);
    if (m->n_items == 0) m->first = (uint32_t)MIN(number, 1000000);
    bool is_lazy = is_numbered && m->n_items > 0 && number == m->first;
    if (!is_numbered && !has_own_mark(text + skipped)) put_in(m, block, "●", GAZ_REASON_AUTOMATIC_NUMBER);
    if (is_lazy) {
        g_autofree char *shown = g_strdup_printf("%u.", m->first + m->n_items);
        put_in(m, block, shown, GAZ_REASON_AUTOMATIC_NUMBER);
    }
    guint mark = is_numbered && !is_lazy ? indent : skipped;
    if (!is_numbered) mark += read_box(m, block, text + skipped);
    m->n_items += is_numbered && indent < 2;
    close_paragraph(m);
    add_rest(m, block, i, mark);
    m->block = block;
    m->before = gaz_plain_line_at(m->r->source, i);
    m->paragraph = m->before.begin;
}

/* ---- tables */

static enum gaz_draft_align align_of(const char *cell) {
    g_autofree char *bare = g_strstrip(g_strdup(cell));
    bool is_left = g_str_has_prefix(bare, ":"), is_right = g_str_has_suffix(bare, ":");
    return is_left && is_right ? GAZ_DRAFT_CENTRED
           : is_right          ? GAZ_DRAFT_RIGHT
           : is_left           ? GAZ_DRAFT_LEFT
                               : GAZ_DRAFT_JUSTIFIED;
}

/* Where the next cell ends: at a stroke that no backslash takes its meaning from. */
static const char *cell_end(const char *at, const char *end) {
    while (at < end && *at != '|')
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    return MIN(at, end);
}

static void add_cell(struct markdown *m, struct gaz_draft_table *table, struct gaz_plain_line text,
                     uint32_t number) {
    struct gaz_draft_cell *cell = gaz_draft_cell_new(m->r->draft, table);
    const struct gaz_draft_cell *last =
        table->cells->len > 1 ? g_ptr_array_index(table->cells, table->cells->len - 2) : NULL;
    cell->row = table->n_rows;
    cell->column = last && last->row == cell->row ? last->column + 1 : 0;
    cell->is_head = cell->row == 0;
    table->n_columns = MAX(table->n_columns, cell->column + 1);
    gaz_plain_add_line(m->r, new_block(m, cell->blocks, number), &text, number);
}

static void add_row(struct markdown *m, struct gaz_draft_table *table, uint32_t number) {
    struct gaz_plain_line line = gaz_plain_line_at(m->r->source, number), cell = line;
    const char *text = m->r->source->text, *end = text + line.end, *at = text + line.begin;
    while (end > at && g_ascii_isspace(end[-1]))
        end--;
    at += strspn(at, " \t");
    leave_out(m, text + line.begin, at, number, GAZ_REASON_MARKUP);
    bool is_closed = end > at + 1 && end[-1] == '|' && end[-2] != '\\';
    if (*at == '|') {
        leave_out(m, at, at + 1, number, GAZ_REASON_MARKUP);
        at++;
    }
    for (const char *last = is_closed ? end - 1 : end;; at++) {
        cell.begin = (uint32_t)(at - text);
        at = cell_end(at, last);
        cell.end = (uint32_t)(at - text);
        add_cell(m, table, cell, number);
        if (at == last) break;
        leave_out(m, at, at + 1, number, GAZ_REASON_MARKUP);
    }
    leave_out(m, is_closed ? end - 1 : end, text + line.end, number, GAZ_REASON_MARKUP);
    table->n_rows++;
}

static void align_cells(struct gaz_draft_table *table, const char *separator) {
    g_autofree char *bare = g_strstrip(g_strdup(separator));
    g_auto(GStrv) cells = g_strsplit(bare + (*bare == '|'), "|", -1);
    guint n = g_strv_length(cells);
    for (guint i = 0; i < table->cells->len; i++) {
        struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        if (cell->column < n) cell->align = align_of(cells[cell->column]);
    }
}

/* The rows from i on; gives the line behind them. */
static uint32_t read_table(struct markdown *m, uint32_t i) {
    g_autofree char *separator = text_of(m->r->source, i + 1);
    struct gaz_draft_block *block = gaz_draft_block_new(m->r->draft, m->r->draft->blocks, GAZ_DRAFT_TABLE);
    block->part = m->r->part;
    block->paragraph = i + 1;
    block->table->has_rules = true;
    block->table->n_header_rows = 1;
    close_paragraph(m);
    add_row(m, block->table, i);
    leave_out_line(m, i + 1, GAZ_REASON_MARKUP);
    for (i += 2; i < m->r->source->n_lines; i++) {
        g_autofree char *text = text_of(m->r->source, i);
        if (!strchr(text, '|') || kind_of(m, text) == EMPTY) break;
        add_row(m, block->table, i);
    }
    align_cells(block->table, separator);
    gaz_draft_fill_table(m->r->draft, block->table);
    return i;
}

static bool begins_table(const struct markdown *m, uint32_t i, const char *text) {
    if (!strchr(text, '|') || i + 1 >= m->r->source->n_lines) return false;
    g_autofree char *next = text_of(m->r->source, i + 1);
    return has(&m->forms, next, SEPARATOR);
}

/* ---- notes, addresses */

/* Of each note that has a text whether it is called elsewhere: then it gets its number when it is read. */
static void find_names(struct markdown *m) {
    g_autoptr(GHashTable) defined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < m->r->source->n_lines; i++) {
        g_autofree char *text = text_of(m->r->source, i);
        char *name = NULL;
        if (taken_by(m, text, NOTE, &name) > 0)
            g_hash_table_add(defined, name);
        else if (taken_by(m, text, ADDRESS, &name) > 0)
            g_hash_table_add(m->names.links, name);
    }
    /* raw, or the whole text is proved to be UTF-8 at each match */
    g_autoptr(GRegex) call =
        g_regex_new("\\[\\^([^\\]\\s]+)\\](?!:)|(?<=.)\\[\\^([^\\]\\s]+)\\]", G_REGEX_RAW, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(call, m->r->source->text, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *one = g_match_info_fetch(match, 1), *other = g_match_info_fetch(match, 2);
        const char *name = one && *one ? one : other;
        bool is_new =
            name && g_hash_table_contains(defined, name) && !g_hash_table_contains(m->names.notes, name);
        if (!is_new || m->r->draft->notes->len >= G_MAXUINT16) continue;
        gaz_draft_note_new(m->r->draft);
        g_hash_table_insert(m->names.notes, g_strdup(name), GUINT_TO_POINTER(m->r->draft->notes->len));
    }
}

/* The text of a note; false: nobody calls it. */
static bool read_note(struct markdown *m, uint32_t i, const char *text) {
    g_autofree char *name = NULL;
    guint skipped = taken_by(m, text, NOTE, &name);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(m->names.notes, name));
    if (!number) return false;
    struct gaz_draft_note *note = g_ptr_array_index(m->r->draft->notes, number - 1);
    close_paragraph(m);
    m->block = new_block(m, note->blocks, i);
    add_rest(m, m->block, i, skipped);
    m->before = gaz_plain_line_at(m->r->source, i);
    m->paragraph = m->before.begin;
    return true;
}

/* ---- what a file says of itself: --- title: … --- */

static void take_fact(struct markdown *m, const char *text) {
    static const struct {
        const char *key, *fact;
    } rows[] = {{"title:", "标题"}, {"标题:", "标题"}, {"文号:", "发文字号"}, {"发文字号:", "发文字号"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!g_str_has_prefix(text, rows[i].key)) continue;
        g_autofree char *value = g_strdup(text + strlen(rows[i].key));
        g_strdelimit(value, "\"'", ' ');
        gaz_draft_add_fact(m->r->draft, rows[i].fact, g_strstrip(value));
    }
}

/* Gives the line behind it. */
static uint32_t read_front(struct markdown *m) {
    enum { MOST_LINES = 60 };
    uint32_t end = 1, n = m->r->source->n_lines;
    g_autofree char *first = n > 1 ? text_of(m->r->source, 0) : g_strdup("");
    if (!g_regex_match_simple("^---\\s*$", first, 0, 0)) return 0;
    for (; end < n && end < MOST_LINES; end++) {
        g_autofree char *text = text_of(m->r->source, end);
        if (g_regex_match_simple("^(?:---|\\.\\.\\.)\\s*$", text, 0, 0)) break;
        if (!g_regex_match_simple("^(?:[\\w\\p{Han}. -]+:(?:\\s|$)|\\s+\\S|-\\s|#)", text, 0, 0)) return 0;
    }
    if (end == n || end == MOST_LINES) return 0;
    for (uint32_t i = 0; i <= end; i++) {
        g_autofree char *text = text_of(m->r->source, i);
        take_fact(m, text);
        leave_out_line(m, i, GAZ_REASON_PAGE_TABLE);
    }
    return end + 1;
}

/* ---- all of it */

/* The bytes of > > that a line begins with. */
static guint quote_marks(const char *text) {
    guint n = 0;
    for (guint i = 0; text[i] == '>' || (text[i] == ' ' && i < n + 4); i++)
        if (text[i] == '>') n = i + 1 + (text[i + 1] == ' ');
    return n;
}

/* A line that is a mark, or begins with one; false: it is text. */
static bool read_marked(struct markdown *m, uint32_t i, const char *text, enum kind kind) {
    if (kind == HEADING)
        read_heading(m, i, text);
    else if (kind == ITEM)
        read_item(m, i, text);
    else if (kind == NOTE)
        return read_note(m, i, text);
    else if (kind == RULE || kind == ADDRESS) {
        leave_out_line(m, i, GAZ_REASON_MARKUP);
        close_paragraph(m);
    } else
        return false;
    return true;
}

/* Gives the line behind what was read. */
static uint32_t read_line(struct markdown *m, uint32_t i) {
    g_autofree char *text = text_of(m->r->source, i);
    enum kind kind = kind_of(m, text);
    bool is_of_list = kind == ITEM || kind == EMPTY || g_ascii_isspace(*text);
    if (!is_of_list) m->n_items = 0;
    if (kind == FENCE) {
        m->is_code = !m->is_code;
        leave_out_line(m, i, GAZ_REASON_MARKUP);
        close_paragraph(m);
    } else if (kind == EMPTY) {
        leave_out_line(m, i, GAZ_REASON_EMPTY);
        close_paragraph(m);
    } else if (m->is_code) {
        struct gaz_draft_block *block = new_block(m, m->r->draft->blocks, i);
        g_ptr_array_set_size(m->texts, (gint)m->texts->len - 1); /* its marks are none */
        add_rest(m, block, i, 0);
    } else if (begins_table(m, i, text)) {
        return read_table(m, i);
    } else if (!read_underline(m, i, text) && !read_marked(m, i, text, kind)) {
        read_text(m, i, quote_marks(text));
    }
    return i + 1;
}

void gaz_markdown_read(struct gaz_plain_reading *r) {
    struct markdown m = {.r = r, .texts = g_ptr_array_new(), .before = {.is_empty = true}};
    m.names.notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    m.names.links = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    open_forms(&m.forms);
    find_names(&m);
    for (uint32_t i = read_front(&m); i < r->source->n_lines;)
        i = read_line(&m, i);
    for (guint i = 0; i < m.texts->len; i++)
        gaz_markdown_inline(r, g_ptr_array_index(m.texts, i), &m.names);
    gaz_plain_tell_joined(r);
    close_forms(&m.forms);
    g_hash_table_unref(m.names.notes);
    g_hash_table_unref(m.names.links);
    g_ptr_array_unref(m.texts);
}
