/* furniture.c: see furniture.h. A 版头, 版记 (GB/T 9704 7.2, 7.4) or signature that a table holds together:
 * its rows are lines of the text.
 *
 * The mark of several organs is a table with 文件 in a cell of its own; others keep number and signer apart
 * by one. Word's users draw the lines above and below 抄送 and 印发机关 as a table of one or two cells a row.
 * Such a table is the last thing of a file, and each of its rows is a line that a 版记 has: then it is no
 * table of the document.
 */
#include "intake/furniture.h"

#include "base/text/text.h"
#include "intake/words.h"

#include <string.h>

enum { MOST_ROWS = 8 };

struct furniture {
    struct gaz_draft *draft;
    struct gaz_account *account;
};

static bool has_ink(const GArray *chars) {
    for (guint i = 0; i < chars->len; i++)
        if (gaz_char_has_ink(g_array_index(chars, struct gaz_draft_char, i).ch)) return true;
    return false;
}

/* The text of a row without its blanks; freed with g_free. NULL: it has something that is no line. */
static char *text_of_row(const struct gaz_draft_table *table, uint32_t row) {
    GString *text = g_string_new(NULL);
    bool is_line = true;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        if (cell->row != row) continue;
        is_line &= cell->row_span == 1;
        for (guint k = 0; k < cell->blocks->len && is_line; k++) {
            const struct gaz_draft_block *block = gaz_draft_block_at(cell->blocks, k);
            is_line = block->kind == GAZ_DRAFT_PARAGRAPH;
            g_autofree char *ink = is_line ? gaz_draft_ink(block->chars) : NULL;
            if (ink) g_string_append(text, ink);
        }
    }
    return g_string_free(text, !is_line);
}

/* 抄送：…, …2024年7月3日印发, 共印50份 */
static bool is_imprint_line(const char *text) {
    static const char *const labels[] = {"抄送", "主送", "抄报", "抄发", "分送", "主题词"};
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        const char *behind = g_str_has_prefix(text, labels[i]) ? text + strlen(labels[i]) : NULL;
        if (behind && (g_str_has_prefix(behind, "：") || *behind == ':')) return true;
    }
    bool is_printed = g_str_has_suffix(text, "印发") && strstr(text, "年") && strstr(text, "日");
    return is_printed || !*text || strstr(text, "共印");
}

static bool is_imprint(const struct gaz_draft_table *table) {
    bool is_it = table->n_rows <= MOST_ROWS, says_so = false;
    for (uint32_t row = 0; row < table->n_rows && is_it; row++) {
        g_autofree char *text = text_of_row(table, row);
        is_it = text && is_imprint_line(text);
        says_so |= is_it && (strstr(text, "抄送") || strstr(text, "印发"));
    }
    return is_it && says_so;
}

struct row {
    uint32_t number;
    bool by_cell; /* each cell begins a line */
};

/* The row's cells behind one another: 抄送：｜市委各部门。 and 某办公室｜2024年7月3日印发 are a line each.
 * What stands in lines within a cell stays in lines. */
static void add_row(struct furniture *f, const struct gaz_draft_table *table, struct row row, GPtrArray *to) {
    struct gaz_draft_block *line = NULL;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        for (guint k = 0; cell->row == row.number && k < cell->blocks->len; k++) {
            const struct gaz_draft_block *block = gaz_draft_block_at(cell->blocks, k);
            bool is_new = !line || ((k > 0 || row.by_cell) && has_ink(line->chars));
            if (is_new) line = gaz_draft_block_new(f->draft, to, GAZ_DRAFT_PARAGRAPH);
            if (is_new || !has_ink(line->chars)) {
                line->look = block->look;
                line->classes = block->classes;
                line->part = block->part;
                line->paragraph = block->paragraph;
            }
            g_array_append_vals(line->chars, block->chars->data, block->chars->len);
        }
    }
}

/* ---- lines within a paragraph */

/* What stands behind the first forced line end of a line, as a line of its own; false: it has none. */
static bool part_line(struct furniture *f, GPtrArray *lines, guint at) {
    struct gaz_draft_block *line = g_ptr_array_index(lines, at);
    guint end = 0;
    while (end < line->chars->len && gaz_ch_at(line->chars, end) != '\n')
        end++;
    if (end == line->chars->len) return false;
    struct gaz_draft_block *rest = gaz_draft_block_new(f->draft, lines, GAZ_DRAFT_PARAGRAPH);
    g_ptr_array_steal_index(lines, lines->len - 1);
    g_array_append_vals(rest->chars, gaz_draft_chars(line) + end + 1, line->chars->len - end - 1);
    rest->look = line->look;
    rest->classes = line->classes;
    rest->part = line->part;
    rest->paragraph = line->paragraph;
    g_array_set_size(line->chars, end);
    g_ptr_array_insert(lines, (gint)at + 1, rest);
    return true;
}

/* The line ends that part_line took, once it is known that the lines stay so. */
static void leave_out_line_ends(struct furniture *f, const struct gaz_draft_table *table) {
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        for (guint k = 0; k < cell->blocks->len; k++) {
            const struct gaz_draft_block *block = gaz_draft_block_at(cell->blocks, k);
            for (guint n = 0; n < block->chars->len; n++)
                if (gaz_ch_at(block->chars, n) == '\n')
                    gaz_account_take_out(f->account, GAZ_REASON_LINE_END, &gaz_draft_chars(block)[n]);
        }
    }
}

/* ---- 版头 */

/* 份号, 密级, 紧急程度, 标志, 文号, 签发人: GB/T 9704 7.2, without blanks. */
static bool is_letterhead_line(const char *text) {
    static const char form[] = "^(?:\\d{6}|(?:绝密|机密|秘密)(?:★.*)?|特急|加急|特提|平急|急件|"
                               "[\\p{Han}（）()、]{2,60}(?:文件|令)?|签发人[：:].{2,20}|"
                               "\\p{Han}[\\p{Han}、]{0,24}[〔\\[【（(［][12]\\d{3}[〕\\]】）)］]第?\\d{1,5}号"
                               "(?:签发人[：:].{2,20})?)?$";
    return g_regex_match_simple(form, text, 0, 0);
}

/* Whether the lines are a 版头: one has the mark's word or the number, and each is a line of one. */
static bool are_letterhead(const GPtrArray *lines) {
    static const char number[] = "[〔\\[【（(［][12]\\d{3}[〕\\]】）)］]第?\\d{1,5}号";
    bool are_it = lines->len <= MOST_ROWS, says_so = false;
    for (guint i = 0; i < lines->len && are_it; i++) {
        const struct gaz_draft_block *line = gaz_draft_block_at(lines, i);
        g_autofree char *text = gaz_draft_ink(line->chars);
        are_it = line->kind == GAZ_DRAFT_PARAGRAPH && is_letterhead_line(text);
        says_so |= g_str_has_suffix(text, "文件") || g_regex_match_simple(number, text, 0, 0);
    }
    return are_it && says_so;
}

/* ---- the tables of a text */

/* Freed with g_ptr_array_unref. */
static GPtrArray *lines_of(struct furniture *f, const struct gaz_draft_table *table, bool by_cell) {
    GPtrArray *lines = gaz_draft_blocks_new();
    for (uint32_t row = 0; row < table->n_rows; row++)
        add_row(f, table, (struct row){row, by_cell}, lines);
    return lines;
}

static void tell(struct furniture *f, const struct gaz_draft_block *block, const char *becomes) {
    g_autofree char *text = text_of_row(block->table, 0);
    g_autofree char *where = gaz_draft_where(f->draft, block->part, block->paragraph);
    struct gaz_account_entry entry = {.text = text, .becomes = becomes, .where = where, .count = 1};
    gaz_account_add(f->account, GAZ_REASON_IMPRINT_TABLE, entry);
}

/* Puts lines where the table is; they are the blocks' then. */
static void replace(GPtrArray *blocks, guint at, GPtrArray *lines) {
    g_ptr_array_remove_index(blocks, at);
    for (guint i = 0; i < lines->len; i++)
        g_ptr_array_insert(blocks, (gint)(at + i), g_ptr_array_index(lines, i));
    g_ptr_array_set_free_func(lines, NULL);
}

static bool is_empty(const struct gaz_draft_block *block) {
    return block->kind == GAZ_DRAFT_PAGE_BREAK ||
           (block->kind == GAZ_DRAFT_PARAGRAPH && !has_ink(block->chars));
}

static bool is_plain_table(const struct gaz_draft_block *block) {
    bool is_plain = block->kind == GAZ_DRAFT_TABLE && block->table->n_rows <= MOST_ROWS;
    for (guint i = 0; is_plain && i < block->table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(block->table->cells, i);
        for (guint k = 0; k < cell->blocks->len; k++)
            is_plain &= gaz_draft_block_at(cell->blocks, k)->kind == GAZ_DRAFT_PARAGRAPH;
    }
    return is_plain;
}

static void unfold_letterhead(struct furniture *f, GPtrArray *blocks) {
    guint at = 0;
    while (at < blocks->len && is_empty(gaz_draft_block_at(blocks, at)))
        at++;
    const struct gaz_draft_block *first = at < blocks->len ? gaz_draft_block_at(blocks, at) : NULL;
    if (!first || !is_plain_table(first)) return;
    GPtrArray *lines = lines_of(f, first->table, false);
    if (are_letterhead(lines)) {
        tell(f, first, "版头");
        replace(blocks, at, lines);
    }
    g_ptr_array_unref(lines);
}

static void unfold_imprint(struct furniture *f, GPtrArray *blocks) {
    guint at = blocks->len;
    while (at > 0 && is_empty(gaz_draft_block_at(blocks, at - 1)))
        at--;
    const struct gaz_draft_block *last = at > 0 ? gaz_draft_block_at(blocks, at - 1) : NULL;
    if (!last || last->kind != GAZ_DRAFT_TABLE || !is_imprint(last->table)) return;
    tell(f, last, "版记");
    GPtrArray *lines = lines_of(f, last->table, false);
    replace(blocks, at - 1, lines);
    g_ptr_array_unref(lines);
}

/* ---- who signs */

static bool is_day(const char *text) {
    static const char day[] = "^(?:\\d{4}|[一二三四五六七八九〇○零]{4})年[\\d一二三四五六七八九十]{1,3}月"
                              "[\\d一二三四五六七八九十]{1,3}日$";
    return g_regex_match_simple(day, text, 0, 0);
}

/* Where a file does not say that the table has no rules, only what ends as organs do is one. */
static bool is_name(const char *text, bool must_be_organ) {
    static const char name[] = "^[\\p{Han}（）()、]{3,40}$";
    static const char organ[] =
        "^[\\p{Han}（）()、·]{2,40}(?:" GAZ_ORGAN_ENDS ")(?:[（(](?:盖|公|印)?章[）)])?$";
    return g_regex_match_simple(must_be_organ ? organ : name, text, 0, 0);
}

/* （盖章） in a line of its own: where the seal was, or was to be. */
static bool is_seal(const char *text) {
    return g_regex_match_simple("^[（(](?:加?盖?[公印]?章|签章)(?:处)?[）)]$", text, 0, 0);
}

/* What cells say that may be a signature. */
struct signers {
    guint n_names, n_days, n_seals, n_behind; /* behind: names that stand below a day */
    bool are_all;                             /* nothing else is there */
    bool days_differ;
};

static struct signers signers_of(const GPtrArray *lines, bool must_be_organs) {
    g_autofree char *day = NULL;
    struct signers they = {.are_all = lines->len <= (guint)MOST_ROWS * 3};
    for (guint i = 0; i < lines->len && they.are_all; i++) {
        g_autofree char *text = gaz_draft_ink(gaz_draft_block_at(lines, i)->chars);
        if (!*text) continue;
        bool is_of_day = is_day(text), is_of_seal = !is_of_day && is_seal(text);
        they.n_days += is_of_day;
        they.n_seals += is_of_seal;
        if (!is_of_day && !is_of_seal) {
            they.are_all = is_name(text, must_be_organs);
            they.n_names++;
            they.n_behind += they.n_days > 0;
        }
        they.are_all &= they.n_names > 0;
        if (is_of_day && day) they.days_differ |= strcmp(day, text) != 0;
        if (is_of_day && !day) day = g_steal_pointer(&text);
    }
    return they;
}

/* Cells with organs and, last, a day, or the same day below or behind each: they were put there to stand at
 * the right, or beside one another. A seal is each one's. */
static bool are_signature(const struct signers *they) {
    bool are_seals = they->n_seals == 0 || they->n_seals == they->n_names;
    bool are_days =
        they->n_days == 1 ? they->n_behind == 0 : they->n_days > 0 && they->n_days == they->n_names;
    return they->are_all && !they->days_differ && are_seals && are_days;
}

/* Days of which nobody but an editor can say which one counts. */
static bool are_signed_apart(const struct signers *they) {
    return they->are_all && they->days_differ && they->n_days == they->n_names;
}

/* The seals stand behind the names, as where they are typed in one line; the k-th is the k-th one's. */
static void join_seals(GPtrArray *lines) {
    GPtrArray *names = g_ptr_array_new(), *seals = g_ptr_array_new();
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *text = gaz_draft_ink(gaz_draft_block_at(lines, i)->chars);
        if (is_seal(text))
            g_ptr_array_add(seals, g_ptr_array_index(lines, i));
        else if (*text && !is_day(text))
            g_ptr_array_add(names, g_ptr_array_index(lines, i));
    }
    for (guint i = 0; i < seals->len; i++) {
        const struct gaz_draft_block *name = g_ptr_array_index(names, i), *seal = g_ptr_array_index(seals, i);
        g_array_append_vals(name->chars, seal->chars->data, seal->chars->len);
        g_ptr_array_remove(lines, (gpointer)seal);
    }
    g_ptr_array_unref(names);
    g_ptr_array_unref(seals);
}

/* One day is everybody's: it stands below all names, once. */
static void put_day_last(const struct furniture *f, GPtrArray *lines) {
    gpointer day = NULL;
    for (guint i = 0; i < lines->len;) {
        g_autofree char *text = gaz_draft_ink(gaz_draft_block_at(lines, i)->chars);
        if (!is_day(text)) {
            i++;
        } else if (!day) {
            day = g_ptr_array_steal_index(lines, i);
        } else {
            gaz_account_take_out_all(f->account, GAZ_REASON_SAME_DAY, gaz_draft_block_at(lines, i)->chars);
            g_ptr_array_remove_index(lines, i);
        }
    }
    g_ptr_array_add(lines, day);
}

/* A table that stays one, though it may be a signature. */
static void doubt_days(struct furniture *f, const struct gaz_draft_block *block, const GPtrArray *lines) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *said = gaz_draft_ink(gaz_draft_block_at(lines, i)->chars);
        if (*said) g_string_append_printf(text, "%s%s", text->len ? " " : "", said);
    }
    g_autofree char *where = gaz_draft_where(f->draft, block->part, block->paragraph);
    struct gaz_account_entry entry = {
        .text = text->str, .becomes = "署名", .where = where, .doubt = GAZ_DOUBT_DAYS, .count = 1};
    gaz_account_add(f->account, GAZ_REASON_FRONT, entry);
}

static void unfold_signature(struct furniture *f, GPtrArray *blocks, guint at) {
    const struct gaz_draft_block *block = gaz_draft_block_at(blocks, at);
    const struct gaz_draft_table *table = block->table;
    GPtrArray *lines = lines_of(f, table, true);
    for (guint i = 0; i < lines->len; i++)
        part_line(f, lines, i);
    struct signers they = signers_of(lines, table->has_rules);
    if (are_signature(&they)) {
        leave_out_line_ends(f, table);
        tell(f, block, "署名、成文日期");
        if (they.n_seals > 0) join_seals(lines);
        put_day_last(f, lines);
        replace(blocks, at, lines);
    } else if (are_signed_apart(&they)) {
        doubt_days(f, block, lines);
    }
    g_ptr_array_unref(lines);
}

static void unfold_signatures(struct furniture *f, GPtrArray *blocks) {
    for (guint at = 1; at < blocks->len; at++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, at);
        bool has_own_rules = block->table && block->table->has_rules && !block->table->rules_are_guessed;
        if (is_plain_table(block) && !has_own_rules) unfold_signature(f, blocks, at);
    }
}

void gaz_draft_unfold_furniture(struct gaz_draft *draft, struct gaz_account *account) {
    struct furniture f = {draft, account};
    unfold_letterhead(&f, draft->blocks);
    unfold_imprint(&f, draft->blocks);
    unfold_signatures(&f, draft->blocks);
}
