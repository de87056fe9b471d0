/* totals.c: sums that tables tell (P-35). Exact decimals in integers; only where every cell is a number. */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

#include <string.h>

enum { MOST_DECIMALS = 6, MOST_DIGITS = 11 };

struct value {
    int64_t micro; /* millionths */
    uint32_t decimals;
    bool is_number, is_percent;
    bool is_none; /* —: nothing, or what is not known */
};

static const int64_t ulps[MOST_DECIMALS + 1] = {1000000, 100000, 10000, 1000, 100, 10, 1};

/* — and the like */
static bool is_none(struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (!gaz_char_is_one_of(text.chars[i].ch, "—－-–")) return false;
    return text.n > 0 && text.n <= 2;
}

/* 1 234 567: a blank before each three digits */
static bool is_group_blank(struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch;
    bool is_blank = ch == ' ' || ch == 0xA0 || ch == 0x2009 || ch == 0x202F || ch == 0x2006;
    return is_blank && gaz_number_digit_length(text, at + 1) == 3;
}

/* 1,234.50 or 12% */
static struct value value_of(struct gaz_text text) {
    struct value value = {0}, none = {0};
    text = gaz_scan_trim(text);
    if (is_none(text)) return (struct value){.is_number = true, .is_none = true};
    bool is_negative = gaz_char_is_one_of(gaz_char_at(text, 0), "-−－"), has_point = false;
    uint32_t n_digits = 0;
    for (uint32_t i = is_negative; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (gaz_char_is_digit(ch)) {
            if (++n_digits > MOST_DIGITS || value.decimals == MOST_DECIMALS) return none;
            value.micro = value.micro * 10 + (ch - '0');
            value.decimals += has_point;
        } else if (ch == '.' && !has_point && n_digits > 0) {
            has_point = true;
        } else if (gaz_char_is_one_of(ch, "%％") && i + 1 == text.n) {
            value.is_percent = true;
        } else if ((ch != ',' && !is_group_blank(text, i)) || has_point || n_digits == 0) {
            return none;
        }
    }
    value.is_number = n_digits > 0;
    value.micro *= ulps[value.decimals] * (is_negative ? -1 : 1);
    return value;
}

static char *shown(int64_t micro, uint32_t decimals) {
    GString *out = g_string_new(micro < 0 ? "-" : "");
    uint64_t rest = (uint64_t)ABS(micro);
    g_string_append_printf(out, "%" G_GUINT64_FORMAT, rest / 1000000);
    if (decimals)
        g_string_append_printf(out, ".%0*" G_GUINT64_FORMAT, (int)decimals,
                               rest % 1000000 / (uint64_t)ulps[decimals]);
    return g_string_free(out, FALSE);
}

/* ---- the grid */

struct grid {
    const struct gaz_table *table;
    const struct gaz_cell **cells; /* by row and column */
};

static const struct gaz_cell *at(const struct grid *grid, uint32_t row, uint32_t column) {
    return grid->cells[(size_t)row * grid->table->n_columns + column];
}

static struct grid grid_of(const struct gaz_table *table) {
    struct grid grid = {table, g_new0(const struct gaz_cell *, (size_t)table->n_rows * table->n_columns)};
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        for (uint32_t r = cell->row; r < MIN(cell->row + cell->row_span, table->n_rows); r++)
            for (uint32_t c = cell->column; c < MIN(cell->column + cell->column_span, table->n_columns); c++)
                grid.cells[(size_t)r * table->n_columns + c] = cell;
    }
    return grid;
}

static bool says(const struct gaz_cell *cell, const char *const *words, size_t n) {
    g_autofree char *text = cell ? gaz_scan_squeeze(cell->text) : NULL;
    for (size_t i = 0; text && i < n; i++)
        if (strcmp(text, words[i]) == 0) return true;
    return false;
}

static bool is_total(const struct gaz_cell *cell) {
    static const char *const words[] = {"合计", "总计", "共计"};
    return says(cell, words, G_N_ELEMENTS(words));
}

static bool is_part_total(const struct gaz_cell *cell) {
    static const char *const words[] = {"小计", "其中", "其中：", "平均", "全市平均"};
    return says(cell, words, G_N_ELEMENTS(words));
}

/* What cannot be summed: shares, rates, numbers that name something. */
static bool has_sum(const struct grid *grid, uint32_t column) {
    static const char *const others[] = {"率",   "比",   "均",   "价",   "增",   "±",    "%",
                                         "序号", "年份", "年限", "年龄", "年代", "指数", "密度",
                                         "得分", "编号", "标准", "代码", "电话"};
    for (uint32_t row = 0; row < grid->table->n_header_rows; row++) {
        struct gaz_text text = at(grid, row, column) ? at(grid, row, column)->text : (struct gaz_text){0};
        for (uint32_t i = 0; i < text.n; i++)
            if (gaz_scan_words(text, i, others, G_N_ELEMENTS(others))) return false;
    }
    return true;
}

/* ---- a sum and what is told */

struct sum {
    int64_t micro;
    uint32_t n, decimals;
    bool is_good;  /* every cell is a number */
    bool has_none; /* one of them is —, which is taken for nothing */
};

static void add(struct sum *sum, const struct gaz_cell *cell, bool is_single) {
    struct value value = cell ? value_of(cell->text) : (struct value){0};
    sum->is_good &= value.is_number && is_single && !value.is_percent;
    sum->has_none |= value.is_none;
    sum->micro += value.micro;
    sum->decimals = MAX(sum->decimals, value.decimals);
    sum->n++;
}

struct claim {
    const struct gaz_cell *cell;
    struct sum sum;
    int64_t difference; /* of what is told from the sum */
};

/* Whether the difference may come of rounding every number. */
static bool is_rounding(const struct claim *claim) {
    int64_t half = ulps[claim->sum.decimals] / 2;
    return claim->sum.decimals > 0 && ABS(claim->difference) <= half * ((int64_t)claim->sum.n + 1);
}

static void tell(struct gaz_checker *checker, const struct claim *claim) {
    g_autofree char *wanted = shown(claim->sum.micro, claim->sum.decimals);
    gaz_find(checker, is_rounding(claim) ? GAZ_CHECK_TOTAL_ROUNDING : GAZ_CHECK_TOTAL,
             gaz_scan_trim(claim->cell->text), NULL, wanted);
}

/* Whether — is nothing in this table: a sum with one is right. Else it may be what is not known. */
static bool is_none_nothing(const GArray *claims) {
    for (guint i = 0; i < claims->len; i++) {
        const struct claim *claim = &g_array_index(claims, struct claim, i);
        if (claim->sum.has_none && claim->difference == 0) return true;
    }
    return false;
}

/* What differs is told when others agree, or when it alone is near to the sum: else the table adds up
 * otherwise. */
static void judge(struct gaz_checker *checker, GArray *claims) {
    guint n_wrong = 0;
    for (guint i = 0; i < claims->len; i++)
        n_wrong += g_array_index(claims, struct claim, i).difference != 0;
    guint n_right = claims->len - n_wrong;
    bool counts_none = is_none_nothing(claims);
    for (guint i = 0; i < claims->len; i++) {
        const struct claim *claim = &g_array_index(claims, struct claim, i);
        bool is_near = ABS(claim->difference) <= ABS(claim->sum.micro) / 4;
        if (claim->sum.has_none && !counts_none) continue;
        if (claim->difference != 0 && (n_right >= n_wrong || (claims->len == 1 && is_near)))
            tell(checker, claim);
    }
}

static void put_claim(GArray *claims, const struct gaz_cell *cell, struct sum sum) {
    struct value told = cell ? value_of(cell->text) : (struct value){0};
    if (!told.is_number || told.is_none || told.is_percent || !sum.is_good || sum.n < 2) return;
    struct claim claim = {cell, sum, told.micro - sum.micro};
    claim.sum.decimals = MAX(sum.decimals, told.decimals);
    g_array_append_val(claims, claim);
}

/* ---- 合计 as a row */

static uint32_t total_row(const struct grid *grid) {
    const struct gaz_table *table = grid->table;
    uint32_t found = UINT32_MAX, n = 0;
    for (uint32_t row = table->n_header_rows; row < table->n_rows; row++)
        for (uint32_t column = 0; column < MIN(2, table->n_columns); column++) {
            const struct gaz_cell *cell = at(grid, row, column);
            if (is_part_total(cell)) return UINT32_MAX;
            if (!is_total(cell) || cell->column != column || cell->row != row) continue;
            found = row;
            n++;
        }
    bool is_at_end = found == table->n_header_rows || found + 1 == table->n_rows;
    return n == 1 && is_at_end ? found : UINT32_MAX;
}

/* 中心城区 over all columns: a head among the rows. */
static bool is_head(const struct grid *grid, uint32_t row) {
    const struct gaz_cell *cell = at(grid, row, 0);
    return cell && cell->column_span >= grid->table->n_columns;
}

static struct sum sum_of_column(const struct grid *grid, uint32_t column, uint32_t total) {
    struct sum sum = {.is_good = true};
    for (uint32_t row = grid->table->n_header_rows; row < grid->table->n_rows; row++) {
        const struct gaz_cell *cell = at(grid, row, column);
        if (row != total && !is_head(grid, row))
            add(&sum, cell, cell && cell->row_span == 1 && cell->column_span == 1);
    }
    return sum;
}

static void check_total_row(struct gaz_checker *checker, const struct grid *grid, uint32_t total) {
    GArray *claims = g_array_new(FALSE, FALSE, sizeof(struct claim));
    for (uint32_t column = 1; column < grid->table->n_columns; column++)
        if (has_sum(grid, column))
            put_claim(claims, at(grid, total, column), sum_of_column(grid, column, total));
    judge(checker, claims);
    g_array_free(claims, TRUE);
}

/* ---- 合计 as a column: the last but for remarks, or the first before its parts */

static uint32_t total_column(const struct grid *grid) {
    const struct gaz_table *table = grid->table;
    for (uint32_t column = 1; table->n_header_rows == 1 && column < table->n_columns; column++)
        if (is_total(at(grid, 0, column))) return column;
    return UINT32_MAX;
}

static bool is_number_column(const struct grid *grid, uint32_t column) {
    if (!has_sum(grid, column)) return false;
    for (uint32_t row = 1; row < grid->table->n_rows; row++)
        if (!at(grid, row, column) || !value_of(at(grid, row, column)->text).is_number) return false;
    return true;
}

static void check_total_column(struct gaz_checker *checker, const struct grid *grid, uint32_t total) {
    uint32_t n_columns = grid->table->n_columns, n_before = 0;
    g_autofree bool *is_summand = g_new0(bool, n_columns);
    for (uint32_t column = 1; column < n_columns; column++) {
        is_summand[column] = column != total && is_number_column(grid, column);
        n_before += is_summand[column] && column < total;
    }
    GArray *claims = g_array_new(FALSE, FALSE, sizeof(struct claim));
    for (uint32_t row = 1; row < grid->table->n_rows; row++) {
        struct sum sum = {.is_good = true};
        for (uint32_t column = 1; column < n_columns; column++)
            if (is_summand[column] && (n_before == 0) == (column > total))
                add(&sum, at(grid, row, column), true);
        put_claim(claims, at(grid, row, total), sum);
    }
    if (claims->len > 1) judge(checker, claims);
    g_array_free(claims, TRUE);
}

/* ---- shares: 100 % together */

static bool is_share_column(const struct grid *grid, uint32_t column) {
    static const char *const words[] = {"占比", "比重", "构成", "权重"};
    for (uint32_t row = 0; row < grid->table->n_header_rows; row++) {
        struct gaz_text text = at(grid, row, column) ? at(grid, row, column)->text : (struct gaz_text){0};
        for (uint32_t i = 0; i < text.n; i++)
            if (gaz_scan_words(text, i, words, G_N_ELEMENTS(words))) return true;
    }
    return false;
}

static void check_shares(struct gaz_checker *checker, const struct grid *grid, uint32_t column,
                         uint32_t total) {
    struct claim claim = {.sum = {.is_good = true}};
    for (uint32_t row = grid->table->n_header_rows; row < grid->table->n_rows; row++) {
        const struct gaz_cell *cell = at(grid, row, column);
        struct value value = cell ? value_of(cell->text) : (struct value){0};
        if (row == total) continue;
        if (!value.is_number || value.micro < 0 || cell->row_span > 1) return;
        claim.sum.micro += value.micro;
        claim.sum.decimals = MAX(claim.sum.decimals, value.decimals);
        claim.sum.n++;
        claim.cell = cell;
    }
    int64_t whole = 100 * ulps[0], half = ulps[claim.sum.decimals] / 2;
    claim.difference = whole - claim.sum.micro;
    bool is_near = ABS(claim.difference) <= 8 * ulps[0] && claim.sum.n >= 3;
    if (!is_near || ABS(claim.difference) <= half * (int64_t)claim.sum.n) return;
    g_autofree char *sum = shown(claim.sum.micro, claim.sum.decimals);
    gaz_find(checker, GAZ_CHECK_SHARES, gaz_scan_trim(claim.cell->text), NULL, sum);
}

/* ---- a table */

static void check_table(struct gaz_checker *checker, const struct gaz_table *table) {
    struct grid grid = grid_of(table);
    uint32_t row = total_row(&grid), column = total_column(&grid);
    if (row != UINT32_MAX) check_total_row(checker, &grid, row);
    if (column != UINT32_MAX) check_total_column(checker, &grid, column);
    for (uint32_t i = 1; i < table->n_columns; i++)
        if (is_share_column(&grid, i)) check_shares(checker, &grid, i, row);
    g_free(grid.cells);
}

void gaz_check_totals(struct gaz_checker *checker) {
    for (uint32_t p = 0; p < checker->doc->n_parts; p++)
        for (uint32_t b = 0; b < checker->doc->parts[p].n_blocks; b++) {
            const struct gaz_table *table = checker->doc->parts[p].blocks[b].table;
            if (table && table->n_header_rows > 0 && table->n_columns > 1) check_table(checker, table);
        }
}
