/* comparison.c: lines against lines, then the characters of lines that differ, then pages against pages. */
#include "compare/comparison.h"

#include "base/diff/pairs.h"
#include "base/text/text.h"

#include <glib.h>
#include <string.h>

/* ---- texts as numbers */

/* Equal texts get equal numbers, on both sides. */
static uint32_t number_of(GHashTable *numbers, const char *text) {
    gpointer found = g_hash_table_lookup(numbers, text);
    if (found) return GPOINTER_TO_UINT(found);
    uint32_t number = g_hash_table_size(numbers) + 1;
    g_hash_table_insert(numbers, (gpointer)text, GUINT_TO_POINTER(number));
    return number;
}

static uint32_t *number_lines(GHashTable *numbers, const struct gaz_build *build) {
    uint32_t *items = g_new(uint32_t, build->n_lines + 1);
    for (uint32_t i = 0; i < build->n_lines; i++)
        items[i] = number_of(numbers, build->lines[i].text);
    return items;
}

static uint32_t *number_pages(GHashTable *numbers, const struct gaz_build *build) {
    uint32_t *items = g_new(uint32_t, build->n_pages + 1);
    for (uint32_t i = 0; i < build->n_pages; i++)
        items[i] = number_of(numbers, build->pages[i].look);
    return items;
}

/* ---- lines and characters */

static struct gaz_script new_script(uint32_t n_old, uint32_t n_new) {
    return (struct gaz_script){g_malloc0(n_old + 1), g_malloc0(n_new + 1)};
}

static void free_script(struct gaz_script script) {
    g_free(script.gone);
    g_free(script.come);
}

static uint32_t past_marks(const uint8_t *marks, uint32_t at, uint32_t n) {
    while (at < n && marks[at])
        at++;
    return at;
}

static void compare_lines(struct gaz_comparison *c, uint64_t *allowance) {
    GHashTable *numbers = g_hash_table_new(g_str_hash, g_str_equal);
    uint32_t *old = number_lines(numbers, c->old), *new = number_lines(numbers, c->new);
    c->lines = new_script(c->old->n_lines, c->new->n_lines);
    c->shortest &= gaz_script_make((struct gaz_sequence){old, c->old->n_lines},
                                   (struct gaz_sequence){new, c->new->n_lines}, c->lines, allowance);
    g_free(old);
    g_free(new);
    g_hash_table_destroy(numbers);
}

enum { WEAK_CHARS = 48 }; /* so few equal characters between two hunks may be a coincidence */

/* Short lines that are equal by chance (cells of a table, 附件) hold apart what belongs together: then one
 * text goes in one hunk and comes in another. They are left to the characters. */
static void dissolve_weak_lines(struct gaz_comparison *c) {
    uint32_t x = 0, y = 0;
    bool behind_hunk = false;
    while (x < c->old->n_lines && y < c->new->n_lines) {
        if (c->lines.gone[x] || c->lines.come[y]) {
            x = past_marks(c->lines.gone, x, c->old->n_lines);
            y = past_marks(c->lines.come, y, c->new->n_lines);
            behind_hunk = true;
            continue;
        }
        uint32_t n = 0, n_chars = 0;
        while (x + n < c->old->n_lines && y + n < c->new->n_lines && !c->lines.gone[x + n] &&
               !c->lines.come[y + n])
            n_chars += c->old->lines[x + n++].n_chars;
        bool before_hunk = x + n < c->old->n_lines || y + n < c->new->n_lines;
        bool weak = behind_hunk && before_hunk && n_chars < WEAK_CHARS;
        memset(c->lines.gone + x, weak, n);
        memset(c->lines.come + y, weak, n);
        x += n;
        y += n;
    }
}

/* Sentences and clauses end here. */
static bool is_stop(uint32_t ch) {
    return gaz_char_is_one_of(ch, "。；：，、！？）》”");
}

static uint32_t chars_before(const struct gaz_build *build, uint32_t line) {
    return line < build->n_lines ? build->lines[line].first_char : build->n_chars;
}

/* The lines [x0, x1) and [y0, y1), all marked, as two runs of characters. */
static void compare_hunk(struct gaz_comparison *c, const uint32_t *old, const uint32_t *new,
                         uint64_t *allowance) {
    uint32_t from = chars_before(c->old, old[0]), to = chars_before(c->new, new[0]);
    struct gaz_sequence before = {c->old->chars + from, chars_before(c->old, old[1]) - from};
    struct gaz_sequence after = {c->new->chars + to, chars_before(c->new, new[1]) - to};
    struct gaz_script part = {c->chars.gone + from, c->chars.come + to};
    c->shortest &= gaz_script_make(before, after, part, allowance);
    gaz_script_shift(before, after, part, is_stop);
}

static void compare_chars(struct gaz_comparison *c, uint64_t *allowance) {
    uint32_t x = 0, y = 0;
    c->chars = new_script(c->old->n_chars, c->new->n_chars);
    while (x < c->old->n_lines || y < c->new->n_lines) {
        uint32_t old[2] = {x, past_marks(c->lines.gone, x, c->old->n_lines)};
        uint32_t new[2] = {y, past_marks(c->lines.come, y, c->new->n_lines)};
        bool hunk = old[0] < old[1] || new[0] < new[1];
        if (hunk) compare_hunk(c, old, new, allowance);
        x = hunk ? old[1] : x + 1;
        y = hunk ? new[1] : y + 1;
    }
}

static bool is_blank(uint32_t ch) {
    return ch == 0x20 || ch == 0x3000;
}

/* Where `at` stands between two lines of the build; *line follows it from the beginning. */
static bool is_line_end(const struct gaz_build *build, uint32_t *line, uint32_t at) {
    while (*line < build->n_lines && build->lines[*line].first_char < at)
        ++*line;
    return at == build->n_chars || (*line < build->n_lines && build->lines[*line].first_char == at);
}

static void pass_line_ends(struct gaz_comparison *c) {
    uint32_t x = 0, y = 0, old_line = 0, new_line = 0;
    while (x < c->old->n_chars || y < c->new->n_chars) {
        bool gone = x < c->old->n_chars && c->chars.gone[x], come = y < c->new->n_chars && c->chars.come[y];
        if (gone && is_blank(c->old->chars[x]) && is_line_end(c->new, &new_line, y))
            c->chars.gone[x] = GAZ_MARK_LINE_END;
        if (come && !gone && is_blank(c->new->chars[y]) && is_line_end(c->old, &old_line, x))
            c->chars.come[y] = GAZ_MARK_LINE_END;
        x += gone || !come;
        y += !gone;
    }
}

/* ---- pages that are shared: by how many characters */

static uint64_t pair_key(uint32_t old, uint32_t new) {
    return (uint64_t)old << 32 | new;
}

static uint32_t page_of_char(const struct gaz_build *build, uint32_t *line, uint32_t at) {
    while (at >= build->lines[*line].first_char + build->lines[*line].n_chars)
        ++*line;
    return build->lines[*line].page;
}

/* For each pair of pages that share characters: how many. Keys are owned by the table. */
static GHashTable *count_shared(const struct gaz_comparison *c) {
    GHashTable *shared = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    uint32_t x = 0, y = 0, old_line = 0, new_line = 0, count = 0;
    uint64_t current = 0;
    for (bool more = true; more;) {
        x = past_marks(c->chars.gone, x, c->old->n_chars);
        y = past_marks(c->chars.come, y, c->new->n_chars);
        more = x < c->old->n_chars && y < c->new->n_chars;
        uint64_t key =
            more ? pair_key(page_of_char(c->old, &old_line, x++), page_of_char(c->new, &new_line, y++))
                 : current;
        if (count && (key != current || !more)) {
            uint32_t before = GPOINTER_TO_UINT(g_hash_table_lookup(shared, &current));
            g_hash_table_replace(shared, g_memdup2(&current, sizeof current),
                                 GUINT_TO_POINTER(before + count));
            count = 0;
        }
        current = key;
        count++;
    }
    return shared;
}

/* ---- pages against pages */

static void add_pair(GArray *pairs, uint32_t old, uint32_t new) {
    struct gaz_page_pair pair = {old, new, GAZ_PAGE_CHANGED};
    g_array_append_val(pairs, pair);
}

struct gap {
    uint32_t x, n_x, y, n_y; /* first page and number of pages of both */
    GHashTable *shared;
};

/* Pages that share nothing are a pair sooner than none. */
static uint32_t worth(void *context, uint32_t i, uint32_t k) {
    const struct gap *gap = context;
    uint64_t key = pair_key(gap->x + i, gap->y + k);
    return 1 + GPOINTER_TO_UINT(g_hash_table_lookup(gap->shared, &key));
}

static void add_pairs(GArray *pairs, const struct gap *gap, const uint32_t *old_of) {
    uint32_t i = 0;
    for (uint32_t k = 0; k < gap->n_y; k++) {
        for (; old_of[k] != GAZ_NO_PAIR && i < old_of[k]; i++)
            add_pair(pairs, gap->x + i, GAZ_NO_PAGE);
        add_pair(pairs, old_of[k] == GAZ_NO_PAIR ? GAZ_NO_PAGE : gap->x + i++, gap->y + k);
    }
    for (; i < gap->n_x; i++)
        add_pair(pairs, gap->x + i, GAZ_NO_PAGE);
}

static void pair_in_order(GArray *pairs, const struct gap *gap) {
    for (uint32_t i = 0; i < MAX(gap->n_x, gap->n_y); i++)
        add_pair(pairs, i < gap->n_x ? gap->x + i : GAZ_NO_PAGE, i < gap->n_y ? gap->y + i : GAZ_NO_PAGE);
}

static void pair_gap(GArray *pairs, struct gap gap) {
    g_autofree uint32_t *old_of = g_new(uint32_t, gap.n_y + 1);
    if (gap.n_x != gap.n_y && gaz_pairs_make(old_of, gap.n_x, gap.n_y, worth, &gap))
        add_pairs(pairs, &gap, old_of);
    else
        pair_in_order(pairs, &gap);
}

/* Pages that look the same are pairs; between them as many as can be. */
static GArray *pair_pages(const struct gaz_comparison *c, struct gaz_script looks, GHashTable *shared) {
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(struct gaz_page_pair));
    uint32_t x = 0, y = 0;
    while (x < c->old->n_pages || y < c->new->n_pages) {
        uint32_t x1 = past_marks(looks.gone, x, c->old->n_pages),
                 y1 = past_marks(looks.come, y, c->new->n_pages);
        bool gap = x < x1 || y < y1;
        if (gap)
            pair_gap(pairs, (struct gap){x, x1 - x, y, y1 - y, shared});
        else
            add_pair(pairs, x, y);
        x = gap ? x1 : x + 1;
        y = gap ? y1 : y + 1;
    }
    return pairs;
}

/* ---- what became of a page */

static bool any_mark(const struct gaz_build *build, const uint8_t *marks, uint32_t page) {
    const struct gaz_build_page *p = &build->pages[page];
    uint32_t from = chars_before(build, p->first_line), to = chars_before(build, p->first_line + p->n_lines);
    return memchr(marks + from, GAZ_MARK_EDIT, to - from) != NULL;
}

static bool has_same_lines(const struct gaz_comparison *c, const struct gaz_build_page *old,
                           const struct gaz_build_page *new) {
    if (old->n_lines != new->n_lines) return false;
    for (uint32_t i = 0; i < old->n_lines; i++)
        if (strcmp(c->old->lines[old->first_line + i].text, c->new->lines[new->first_line + i].text) != 0)
            return false;
    return true;
}

enum across { SAME_PLACES, MARGIN_DIFFERS, PLACES_DIFFER };

/* A page that comes to stand on the other side of the sheet has the other margin. */
static enum across compare_across(const struct gaz_build_page *old, const struct gaz_build_page *new,
                                  int32_t tolerance) {
    if (old->n_across != new->n_across) return PLACES_DIFFER;
    if (old->n_across == 0 || memcmp(old->across, new->across, old->n_across * sizeof *old->across) == 0)
        return SAME_PLACES;
    int64_t margin = (int64_t) new->across[0] - old->across[0];
    for (uint32_t i = 1; i < old->n_across; i++)
        if (ABS((int64_t) new->across[i] - old->across[i] - margin) > tolerance) return PLACES_DIFFER;
    return MARGIN_DIFFERS;
}

static enum gaz_page_state judge_look(const struct gaz_comparison *c, const struct gaz_build_page *old,
                                      const struct gaz_build_page *new) {
    enum across across = compare_across(old, new, c->new->tolerance);
    if (across == PLACES_DIFFER) return GAZ_PAGE_SHIFTED;
    if (old->number != new->number) return GAZ_PAGE_MOVED;
    bool same = across == SAME_PLACES && strcmp(old->furniture, new->furniture) == 0;
    return same ? GAZ_PAGE_IDENTICAL : GAZ_PAGE_SHIFTED;
}

static enum gaz_page_state judge(const struct gaz_comparison *c, const struct gaz_page_pair *pair) {
    if (pair->old == GAZ_NO_PAGE) return GAZ_PAGE_ADDED;
    if (pair->new == GAZ_NO_PAGE) return GAZ_PAGE_GONE;
    const struct gaz_build_page *old = &c->old->pages[pair->old], *new = &c->new->pages[pair->new];
    if (strcmp(old->look, new->look) == 0) return judge_look(c, old, new);
    if (has_same_lines(c, old, new)) return GAZ_PAGE_SHIFTED;
    bool changed = any_mark(c->old, c->chars.gone, pair->old) || any_mark(c->new, c->chars.come, pair->new);
    return changed ? GAZ_PAGE_CHANGED : GAZ_PAGE_REFLOWED;
}

static void compare_pages(struct gaz_comparison *c, uint64_t *allowance) {
    GHashTable *numbers = g_hash_table_new(g_str_hash, g_str_equal), *shared = count_shared(c);
    uint32_t *old = number_pages(numbers, c->old), *new = number_pages(numbers, c->new);
    struct gaz_script looks = new_script(c->old->n_pages, c->new->n_pages);
    c->shortest &= gaz_script_make((struct gaz_sequence){old, c->old->n_pages},
                                   (struct gaz_sequence){new, c->new->n_pages}, looks, allowance);
    GArray *pairs = pair_pages(c, looks, shared);
    c->n_pairs = pairs->len;
    c->pairs = (struct gaz_page_pair *)(void *)g_array_free(pairs, FALSE);
    for (uint32_t i = 0; i < c->n_pairs; i++)
        c->counts[c->pairs[i].state = judge(c, &c->pairs[i])]++;
    free_script(looks);
    g_free(old);
    g_free(new);
    g_hash_table_destroy(numbers);
    g_hash_table_destroy(shared);
}

/* ---- the door */

struct gaz_comparison *gaz_compare(const struct gaz_build *old, const struct gaz_build *new) {
    struct gaz_comparison *c = g_new0(struct gaz_comparison, 1);
    uint64_t for_lines = GAZ_SCRIPT_ALLOWANCE, for_chars = GAZ_SCRIPT_ALLOWANCE,
             for_pages = GAZ_SCRIPT_ALLOWANCE;
    *c = (struct gaz_comparison){.old = old, .new = new, .shortest = true};
    compare_lines(c, &for_lines);
    dissolve_weak_lines(c);
    compare_chars(c, &for_chars);
    pass_line_ends(c);
    compare_pages(c, &for_pages);
    c->bookmarks_differ = old->bookmarks && new->bookmarks &&strcmp(old->bookmarks, new->bookmarks) != 0;
    return c;
}

void gaz_comparison_free(struct gaz_comparison *c) {
    if (!c) return;
    free_script(c->lines);
    free_script(c->chars);
    g_free(c->pairs);
    g_free(c);
}

bool gaz_comparison_is_same(const struct gaz_comparison *c) {
    return c->counts[GAZ_PAGE_IDENTICAL] == c->n_pairs && !c->bookmarks_differ;
}
