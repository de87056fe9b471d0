/* markdown_inline.c: marks within a paragraph, in the order in which they hide one another: code, a
 * backslash, tags, links, emphasis, names of characters. */
#include "base/text/text.h"
#include "intake/plain/markdown.h"

#include <string.h>

enum state { PLAIN, LITERAL, GONE, LINE_END }; /* GONE: a mark; LINE_END: one that stands for it */

struct text {
    struct gaz_plain_reading *r;
    const struct gaz_markdown_names *names;
    struct gaz_draft_block *block;
    GArray *chars;
    guint8 *state;  /* enum state, one a character */
    uint16_t *note; /* of the mark of one that stands before the character; 0: none */
};

/* What stands at i and is no mark of something else; 0: nothing. */
static uint32_t open_at(const struct text *t, guint i) {
    return i < t->chars->len && t->state[i] == PLAIN ? gaz_ch_at(t->chars, i) : 0;
}

static void go(struct text *t, guint begin, guint end) {
    for (guint i = begin; i < end && i < t->chars->len; i++)
        t->state[i] = GONE;
}

static void give(struct text *t, guint begin, guint end, uint16_t attr) {
    for (guint i = begin; i < end; i++)
        g_array_index(t->chars, struct gaz_draft_char, i).attrs |= attr;
}

static void tell(struct text *t, enum gaz_intake_reason reason, struct gaz_account_entry entry) {
    g_autofree char *where = gaz_draft_where(t->r->draft, t->block->part, t->block->paragraph);
    entry.where = where;
    entry.count = MAX(entry.count, 1);
    gaz_account_add(t->r->account, reason, entry);
}

/* How many of the same mark stand from i on. */
static guint run_at(const struct text *t, guint i, uint32_t mark) {
    guint n = 0;
    while (open_at(t, i + n) == mark)
        n++;
    return n;
}

/* ---- code, backslashes */

static void find_code(struct text *t) {
    for (guint i = 0, n; i < t->chars->len; i += MAX(n, 1)) {
        n = run_at(t, i, '`');
        guint end = i + n;
        while (n > 0 && end < t->chars->len && run_at(t, end, '`') != n)
            end += MAX(run_at(t, end, '`'), 1);
        if (n == 0 || end >= t->chars->len) continue;
        go(t, i, i + n);
        memset(t->state + i + n, LITERAL, end - i - n);
        go(t, end, end + n);
        n += end - i;
    }
}

static void find_backslashes(struct text *t) {
    for (guint i = 0; i + 1 < t->chars->len; i++) {
        uint32_t next = open_at(t, i + 1);
        if (open_at(t, i) != '\\' || next > 0x7E || !g_ascii_ispunct((char)next)) continue;
        t->state[i] = GONE;
        t->state[++i] = LITERAL;
    }
}

/* ---- tags */

/* Behind the > of a tag that begins at i; i: none does. *name: freed with g_free. */
static guint tag_end(const struct text *t, guint i, char **name) {
    enum { LONGEST = 400 };
    g_autoptr(GString) text = g_string_new(NULL);
    guint end = i;
    while (end < t->chars->len && end - i < LONGEST && open_at(t, end) && open_at(t, end) != '>')
        g_string_append_unichar(text, open_at(t, end++));
    if (open_at(t, end) != '>') return i;
    g_autoptr(GRegex) form = g_regex_new("^<(!--|/?[a-z][a-z0-9]*)(?:[ /!-].*)?$", G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(form, text->str, 0, &match)) return i;
    g_autofree char *said = g_match_info_fetch(match, 1);
    *name = g_ascii_strdown(said, -1);
    return end + 1;
}

static const struct {
    const char *name;
    uint16_t attr;
} tags[] = {{"b", GAZ_DRAFT_STRONG},
            {"strong", GAZ_DRAFT_STRONG},
            {"i", GAZ_DRAFT_EM},
            {"em", GAZ_DRAFT_EM},
            {"sup", GAZ_DRAFT_SUP},
            {"sub", GAZ_DRAFT_SUB},
            {"u", GAZ_DRAFT_UNDERLINED},
            {"ins", GAZ_DRAFT_UNDERLINED},
            {"span", 0},
            {"font", 0},
            {"center", 0},
            {"div", 0},
            {"p", 0},
            {"a", 0},
            {"mark", 0},
            {"!--", 0}};

/* The row of a tag's name, whether it begins or ends something; the number of rows: it is none of ours. */
static size_t row_of(const char *name) {
    size_t i = 0;
    while (i < G_N_ELEMENTS(tags) && strcmp(tags[i].name, name + (*name == '/')) != 0)
        i++;
    return i;
}

/* The attribute of a tag holds up to the one that ends it. */
static void find_tags(struct text *t) {
    guint begun[G_N_ELEMENTS(tags)] = {0};
    for (guint i = 0, end; i < t->chars->len; i = MAX(end, i + 1)) {
        g_autofree char *name = NULL;
        end = open_at(t, i) == '<' ? tag_end(t, i, &name) : i;
        if (end == i) continue;
        size_t row = row_of(name);
        if (row < G_N_ELEMENTS(tags)) {
            go(t, i, end);
            if (*name == '/' && begun[row]) give(t, begun[row], i, tags[row].attr);
            begun[row] = *name == '/' ? 0 : end;
        } else if (strcmp(name, "br") == 0) {
            go(t, i, end);
            t->state[i] = LINE_END;
        }
    }
}

/* <http://…>: the brackets are no part of it. */
static void find_addresses(struct text *t) {
    for (guint i = 0; i < t->chars->len; i++) {
        if (open_at(t, i) != '<') continue;
        guint end = i + 1;
        bool is_address = false;
        for (; open_at(t, end) && open_at(t, end) != '>' && open_at(t, end) > ' '; end++)
            is_address |= open_at(t, end) == '@' || (open_at(t, end) == '/' && open_at(t, end - 1) == '/');
        if (!is_address || open_at(t, end) != '>') continue;
        t->state[i] = t->state[end] = GONE;
        memset(t->state + i + 1, LITERAL, end - i - 1);
    }
}

/* ---- links, pictures, notes */

/* Where the bracket ends that begins at i; i: it does not. */
static guint bracket_end(const struct text *t, guint i, uint32_t open, uint32_t close) {
    guint depth = 0;
    for (guint k = i; k < t->chars->len; k++) {
        depth += open_at(t, k) == open;
        if (open_at(t, k) == close && --depth == 0) return k;
    }
    return i;
}

static char *slice(const struct text *t, guint begin, guint end) {
    return gaz_draft_slice_utf8(t->chars, begin, end - begin);
}

/* [^1], of a note that is there. */
static bool take_note(struct text *t, guint i, guint end) {
    if (open_at(t, i + 1) != '^' || end < i + 3) return false;
    g_autofree char *name = slice(t, i + 2, end);
    uint16_t note = (uint16_t)GPOINTER_TO_UINT(g_hash_table_lookup(t->names->notes, name));
    if (!note) return false;
    for (guint k = i; k <= end; k++) {
        t->state[k] = GONE;
        gaz_account_take_out(t->r->account, GAZ_REASON_NOTE_MARK,
                             &g_array_index(t->chars, struct gaz_draft_char, k));
    }
    t->note[i] = note;
    return true;
}

/* Behind what says where a link leads, (…) or [name]; `end`: nothing does. */
static guint target_end(const struct text *t, guint end) {
    if (open_at(t, end) == '(') {
        guint close = bracket_end(t, end, '(', ')');
        return close > end ? close + 1 : end;
    }
    guint close = open_at(t, end) == '[' ? bracket_end(t, end, '[', ']') : end;
    g_autofree char *name = close > end + 1 ? slice(t, end + 1, close) : NULL;
    return name && g_hash_table_contains(t->names->links, name) ? close + 1 : end;
}

static bool names_file(const char *target) {
    static const char form[] = "\\.(?:docx?|wps|xlsx?|et|pdf|ofd|rtf|odt|zip|rar)[)\\s\"']*$";
    return g_regex_match_simple(form, target, G_REGEX_CASELESS, 0);
}

static void take_link(struct text *t, guint i, guint end, guint behind) {
    g_autofree char *words = slice(t, i + 1, end), *target = slice(t, end + 2, behind - 1);
    bool is_picture = i > 0 && open_at(t, i - 1) == '!';
    g_autofree char *both = g_strdup_printf("%s（%s）", words, target);
    if (is_picture) tell(t, GAZ_REASON_FAR_PICTURE, (struct gaz_account_entry){.text = both});
    if (!is_picture && names_file(target))
        tell(t, GAZ_REASON_LINK, (struct gaz_account_entry){.text = words, .becomes = target});
    if (is_picture)
        go(t, i - 1, end);
    else
        t->state[i] = GONE;
    go(t, end, behind);
}

static void find_links(struct text *t) {
    for (guint i = 0; i < t->chars->len; i++) {
        guint end = open_at(t, i) == '[' ? bracket_end(t, i, '[', ']') : i;
        if (end == i || take_note(t, i, end)) continue;
        guint behind = target_end(t, end + 1);
        if (behind > end + 1) take_link(t, i, end, behind);
    }
}

/* ---- emphasis */

struct delimiter {
    guint at, n; /* the first of the marks that are left, how many */
    uint32_t mark;
    bool opens, closes;
};

static uint32_t beside(const struct text *t, guint i) {
    return i < t->chars->len ? gaz_ch_at(t->chars, i) : 0;
}

static bool is_space(uint32_t ch) {
    return !ch || ch == '\n' || gaz_draft_is_blank(ch);
}

/* Beside Chinese marks an editor means what he wrote: only blanks say that nothing begins or ends there. A
 * star between letters or digits is one; a low line within a word too. */
static struct delimiter look_at(const struct text *t, guint i, guint n, uint32_t mark) {
    uint32_t before = i > 0 ? beside(t, i - 1) : 0, after = beside(t, i + n);
    struct delimiter one = {i, n, mark, !is_space(after), !is_space(before)};
    bool is_between = gaz_char_is_latin(before) && gaz_char_is_latin(after);
    bool is_within = g_unichar_isalnum(before) && g_unichar_isalnum(after);
    if ((mark == '*' && n == 1 && is_between) || (mark == '_' && is_within)) one.opens = one.closes = false;
    return one;
}

/* The pairs of what opens and what closes (CommonMark 6.2): two marks are strong, one is stressed. */
static void match(struct text *t, GArray *open, struct delimiter *close) {
    for (guint k = open->len; k-- > 0 && close->n > 0;) {
        struct delimiter *one = &g_array_index(open, struct delimiter, k);
        if (one->mark != close->mark) continue;
        while (one->n > 0 && close->n > 0) {
            guint n = one->n >= 2 && close->n >= 2 ? 2 : 1;
            guint begin = one->at + one->n - n;
            go(t, begin, begin + n);
            go(t, close->at, close->at + n);
            give(t, begin + n, close->at, n == 2 ? GAZ_DRAFT_STRONG : GAZ_DRAFT_EM);
            one->n -= n;
            close->at += n;
            close->n -= n;
        }
        g_array_set_size(open, one->n > 0 ? k + 1 : k);
    }
}

static void find_emphasis(struct text *t) {
    enum { MOST_OPEN = 100 };
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(struct delimiter));
    for (guint i = 0, n; i < t->chars->len; i += MAX(n, 1)) {
        uint32_t mark = open_at(t, i);
        n = mark == '*' || mark == '_' ? run_at(t, i, mark) : 0;
        if (n == 0) continue;
        struct delimiter one = look_at(t, i, n, mark);
        if (one.closes) match(t, open, &one);
        if (one.opens && one.n > 0 && open->len < MOST_OPEN) g_array_append_val(open, one);
    }
}

/* ~~struck~~, H~2~O, m^2^ */
static void find_strokes(struct text *t) {
    enum { LONGEST = 10 };
    for (guint i = 0, n; i < t->chars->len; i += MAX(n, 1)) {
        uint32_t mark = open_at(t, i);
        n = mark == '~' || mark == '^' ? run_at(t, i, mark) : 0;
        bool is_struck = n == 2 && mark == '~';
        if (n == 0 || (n > 1 && !is_struck) || is_space(beside(t, i + n))) continue;
        guint end = i + n;
        while (open_at(t, end) && open_at(t, end) != mark && (is_struck || !is_space(open_at(t, end))))
            end++;
        if (run_at(t, end, mark) != n || (!is_struck && end - i > LONGEST) || end == i + n) continue;
        g_autofree char *struck = is_struck ? slice(t, i + n, end) : NULL;
        if (struck)
            tell(t, GAZ_REASON_STRUCK, (struct gaz_account_entry){.text = struck, .doubt = GAZ_DOUBT_STRUCK});
        if (!is_struck) give(t, i + n, end, mark == '^' ? GAZ_DRAFT_SUP : GAZ_DRAFT_SUB);
        go(t, i, i + n);
        go(t, end, end + n);
        n = end + n - i;
    }
}

/* ---- &nbsp; */

static uint32_t named_char(const char *name) {
    static const struct {
        const char *name;
        uint32_t ch;
    } rows[] = {{"nbsp", 0xA0},    {"emsp", 0x2003},  {"ensp", 0x2002},   {"lt", '<'},
                {"gt", '>'},       {"amp", '&'},      {"quot", '"'},      {"middot", 0xB7},
                {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"lsquo", 0x2018},  {"rsquo", 0x2019},
                {"mdash", 0x2014}, {"ndash", 0x2013}, {"hellip", 0x2026}, {"times", 0xD7},
                {"deg", 0xB0},     {"plusmn", 0xB1},  {"le", 0x2264},     {"ge", 0x2265}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].name, name) == 0) return rows[i].ch;
    if (name[0] != '#') return 0;
    bool is_hex = g_ascii_tolower(name[1]) == 'x';
    guint64 ch = g_ascii_strtoull(name + 1 + is_hex, NULL, is_hex ? 16 : 10);
    return ch > ' ' && ch < 0x110000 && gaz_draft_may_hold((uint32_t)ch) ? (uint32_t)ch : 0;
}

static void find_names(struct text *t) {
    enum { LONGEST = 10 };
    for (guint i = 0; i < t->chars->len; i++) {
        guint end = i;
        if (open_at(t, i) != '&') continue;
        while (end < i + LONGEST && open_at(t, end) && open_at(t, end) != ';')
            end++;
        g_autofree char *name = slice(t, i + 1, end);
        uint32_t ch = open_at(t, end) == ';' ? named_char(name) : 0;
        if (!ch) continue;
        struct gaz_account_entry entry = {.text = "&", .becomes = gaz_utf8_of(ch).bytes};
        if (ch != '&') tell(t, GAZ_REASON_NAMED_CHAR, entry);
        g_array_index(t->chars, struct gaz_draft_char, i).ch = ch;
        t->state[i] = LITERAL;
        go(t, i + 1, end + 1);
    }
}

/* ---- the whole */

/* Whether all that a paragraph says is strong: then it is its look. */
static bool is_all_strong(const struct text *t) {
    bool says = false;
    for (guint i = 0; i < t->chars->len; i++) {
        bool counts = t->state[i] != GONE && gaz_char_has_ink(gaz_ch_at(t->chars, i));
        says |= counts;
        if (counts && !(gaz_char_of(t->chars, i)->attrs & GAZ_DRAFT_STRONG)) return false;
    }
    return says;
}

static void put(GArray *to, struct gaz_draft_char ch) {
    g_array_append_val(to, ch);
}

static void rewrite(struct text *t) {
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    bool is_strong = is_all_strong(t);
    for (guint i = 0; i < t->chars->len; i++) {
        struct gaz_draft_char ch = *gaz_char_of(t->chars, i);
        bool is_told = t->note[i] > 0 || gaz_account_is_left_out(t->r->account, ch.carrier);
        if (t->note[i]) put(kept, (struct gaz_draft_char){GAZ_DRAFT_OBJECT, GAZ_NOWHERE, 0, t->note[i]});
        if (t->state[i] == LINE_END) put(kept, (struct gaz_draft_char){'\n', GAZ_NOWHERE, 0, 0});
        bool goes = t->state[i] == GONE || t->state[i] == LINE_END;
        if (goes && !is_told) gaz_account_take_out(t->r->account, GAZ_REASON_MARKUP, &ch);
        if (is_strong) ch.attrs &= (uint16_t)~GAZ_DRAFT_STRONG;
        if (!goes) put(kept, ch);
    }
    t->block->look.is_strong |= is_strong;
    g_array_set_size(t->chars, 0);
    g_array_append_vals(t->chars, kept->data, kept->len);
}

void gaz_markdown_inline(struct gaz_plain_reading *r, struct gaz_draft_block *block,
                         const struct gaz_markdown_names *names) {
    guint n = block->chars->len;
    struct text t = {r, names, block, block->chars, g_malloc0(n + 1), g_new0(uint16_t, n + 1)};
    find_code(&t);
    find_backslashes(&t);
    find_tags(&t);
    find_addresses(&t);
    find_links(&t);
    find_emphasis(&t);
    find_strokes(&t);
    find_names(&t);
    rewrite(&t);
    g_free(t.state);
    g_free(t.note);
}
