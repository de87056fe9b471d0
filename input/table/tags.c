/* tags.c: tags and attributes of a table, as tables; the readers of their values. */
#include "input/table/tags.h"

#include "base/text/hint.h"
#include "input/lines/width.h"
#include "input/table/table.h"

#include <glib.h>
#include <string.h>

static const char *const tag_names[] = {"",   "table", "caption", "col", "thead", "tbody",
                                        "tr", "td",    "th",      "br",  "sup",   "sub"};

enum attribute { CLASS, STYLE, ROWSPAN, COLSPAN, ALIGN, VALIGN, N_ATTRIBUTES };

static const char *const attribute_names[N_ATTRIBUTES] = {"class",   "style", "rowspan",
                                                          "colspan", "align", "valign"};

/* the attributes of a tag, as bits */
static unsigned attributes_of(enum gaz_tag tag) {
    if (tag == GAZ_TAG_TABLE) return 1u << CLASS;
    if (tag == GAZ_TAG_COL) return 1u << STYLE;
    if (tag == GAZ_TAG_TD || tag == GAZ_TAG_TH)
        return 1u << CLASS | 1u << ROWSPAN | 1u << COLSPAN | 1u << ALIGN | 1u << VALIGN;
    return 0;
}

struct tag {
    struct gaz_reader *reader;
    struct gaz_span span;
    const char *name;
    enum gaz_tag tag;
    struct gaz_tag_values *values;
    uint32_t cursor; /* attributes are looked for in order, each from where the one before ended */
    bool good;
};

enum gaz_tag gaz_tag_lookup(const char *name) {
    for (size_t i = 1; i < G_N_ELEMENTS(tag_names); i++)
        if (strcmp(name, tag_names[i]) == 0) return (enum gaz_tag)i;
    return GAZ_TAG_NONE;
}

const char *gaz_tag_name(enum gaz_tag tag) {
    return tag_names[tag];
}

bool gaz_tag_may_stand_in(enum gaz_tag tag, enum gaz_tag parent) {
    switch (tag) {
    case GAZ_TAG_TABLE:
        return parent == GAZ_TAG_NONE;
    case GAZ_TAG_CAPTION:
    case GAZ_TAG_COL:
    case GAZ_TAG_THEAD:
    case GAZ_TAG_TBODY:
        return parent == GAZ_TAG_TABLE;
    case GAZ_TAG_TR:
        return parent == GAZ_TAG_TABLE || parent == GAZ_TAG_THEAD || parent == GAZ_TAG_TBODY;
    case GAZ_TAG_TD:
    case GAZ_TAG_TH:
        return parent == GAZ_TAG_TR;
    case GAZ_TAG_BR:
    case GAZ_TAG_SUP:
    case GAZ_TAG_SUB:
        return parent == GAZ_TAG_TD || parent == GAZ_TAG_TH || parent == GAZ_TAG_CAPTION;
    case GAZ_TAG_NONE:
        break;
    }
    return false;
}

/* ---- places and complaints */

/* Where the attribute stands in the tag. Found from the cursor on, which then goes past the quoted value, so
 * a tag of many attributes is read once. */
static struct gaz_span attribute_span(struct tag *t, const char *name) {
    const char *text = t->reader->source->text, *end = text + t->span.end;
    const char *at = memmem(text + t->cursor, (size_t)(end - text) - t->cursor, name, strlen(name));
    if (!at) return t->span;
    uint32_t begin = (uint32_t)(at - text);
    const char *quote = at + strlen(name);
    struct gaz_span span = gaz_reader_span(t->reader, begin, (uint32_t)(quote - text));
    while (quote < end && *quote != '"' && *quote != '\'')
        quote++;
    const char *close = quote < end ? memchr(quote + 1, *quote, (size_t)(end - quote - 1)) : NULL;
    t->cursor = close ? (uint32_t)(close + 1 - text) : t->span.end;
    return span;
}

static void complain_value(struct tag *t, struct gaz_span span, const char *name, const char *value,
                           const char *expected) {
    gaz_report(t->reader->diags, GAZ_D_TABLE_VALUE, span, name, value, expected);
    t->good = false;
}

/* ---- values */

static bool read_span(const char *value, uint32_t most, uint32_t *span) {
    guint64 number = 0;
    if (!g_ascii_string_to_unsigned(value, 10, 1, most, &number, NULL)) return false;
    *span = (uint32_t)number;
    return true;
}

/* The index of the value among the choices, from 1; 0: none. */
static int read_choice(const char *value, const char *const *choices) {
    for (int i = 0; choices[i]; i++)
        if (strcmp(value, choices[i]) == 0) return i + 1;
    return 0;
}

static bool read_class(struct tag *t, const char *value) {
    static const char *const of_table[] = {"横排", "无框", "三线", NULL};
    static const char *const of_cell[] = {"竖排", NULL};
    char **classes = g_strsplit_set(value, " \t\n", -1);
    bool good = true;
    for (char **class = classes; *class && good; class ++) {
        if (!**class) continue;
        int choice = read_choice(*class, t->tag == GAZ_TAG_TABLE ? of_table : of_cell);
        good = choice > 0;
        if (good && t->tag == GAZ_TAG_TABLE) t->values->classes |= 1u << (choice - 1);
        if (good && t->tag != GAZ_TAG_TABLE) t->values->cell.is_vertical = true;
    }
    g_strfreev(classes);
    return good;
}

/* width:12% with or without a ; */
static bool read_style(const char *value, struct gaz_width *width) {
    char *copy = g_strstrip(g_strdup(value));
    size_t n = strlen(copy);
    if (n > 0 && copy[n - 1] == ';') copy[n - 1] = '\0';
    bool good = g_str_has_prefix(copy, "width:");
    if (good) {
        char *number = g_strstrip(copy + strlen("width:"));
        good = gaz_width_parse(number, strlen(number), width);
    }
    g_free(copy);
    return good;
}

static bool read_align(const char *value, struct gaz_cell *cell) {
    static const char *const choices[] = {"left", "center", "right", ".", NULL};
    int choice = read_choice(value, choices);
    cell->align = (enum gaz_cell_align)choice;
    return choice > 0;
}

static bool read_valign(const char *value, struct gaz_cell *cell) {
    static const char *const choices[] = {"top", "middle", "bottom", NULL};
    int choice = read_choice(value, choices);
    cell->valign = (enum gaz_cell_valign)choice;
    return choice > 0;
}

static bool read_value(struct tag *t, enum attribute attribute, const char *value) {
    switch (attribute) {
    case CLASS:
        return read_class(t, value);
    case STYLE:
        return read_style(value, &t->values->width);
    case ROWSPAN:
        return read_span(value, GAZ_MOST_ROWS, &t->values->cell.row_span);
    case COLSPAN:
        return read_span(value, GAZ_MOST_COLUMNS, &t->values->cell.column_span);
    case ALIGN:
        return read_align(value, &t->values->cell);
    case VALIGN:
        return read_valign(value, &t->values->cell);
    case N_ATTRIBUTES:
        break;
    }
    return false;
}

/* What the attribute may say; the caller frees it. */
static char *expected(enum gaz_tag tag, enum attribute attribute) {
    switch (attribute) {
    case CLASS:
        return g_strdup(tag == GAZ_TAG_TABLE ? "横排 无框 三线" : "竖排");
    case STYLE:
        return g_strdup("width:30mm, width:12%, width:8字");
    case ROWSPAN:
        return g_strdup_printf("1–%d", GAZ_MOST_ROWS);
    case COLSPAN:
        return g_strdup_printf("1–%d", GAZ_MOST_COLUMNS);
    case ALIGN:
        return g_strdup("left center right .");
    case VALIGN:
        return g_strdup("top middle bottom");
    case N_ATTRIBUTES:
        break;
    }
    return g_strdup("");
}

static void read_attribute(struct tag *t, const char *name, const char *value) {
    unsigned allowed = attributes_of(t->tag);
    const char *names[N_ATTRIBUTES];
    uint32_t n = 0;
    struct gaz_span span = attribute_span(t, name);
    for (int i = 0; i < N_ATTRIBUTES; i++) {
        if (!(allowed >> i & 1)) continue;
        names[n++] = attribute_names[i];
        if (strcmp(name, attribute_names[i]) != 0) continue;
        if (read_value(t, (enum attribute)i, value)) return;
        g_autofree char *may = expected(t->tag, (enum attribute)i);
        complain_value(t, span, name, value, may);
        return;
    }
    struct gaz_hint hint = gaz_hint_for(name, names, n);
    gaz_report(t->reader->diags, GAZ_D_TABLE_ATTRIBUTE, span, t->name, name, hint.chinese, hint.english);
    gaz_hint_clear(&hint);
    t->good = false;
}

bool gaz_tag_read(struct gaz_reader *reader, struct gaz_span span, const char *name, const char **attributes,
                  struct gaz_tag_values *values) {
    struct tag t = {reader, span, name, gaz_tag_lookup(name), values, span.begin + 1, true};
    memset(values, 0, sizeof *values);
    values->cell.row_span = values->cell.column_span = 1;
    if (t.tag == GAZ_TAG_NONE) {
        struct gaz_hint hint = gaz_hint_for(name, tag_names + 1, G_N_ELEMENTS(tag_names) - 1);
        gaz_report(reader->diags, GAZ_D_TABLE_TAG, span, name, hint.chinese, hint.english);
        gaz_hint_clear(&hint);
        return false;
    }
    for (size_t i = 0; attributes[i]; i += 2)
        read_attribute(&t, attributes[i], attributes[i + 1]);
    return t.good;
}
