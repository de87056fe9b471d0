/* numbering.c: lists are read, links followed, paragraphs counted. */
#include "intake/docx/numbering.h"

#include "base/process/arena.h"
#include "base/text/text.h"
#include "intake/docx/number_format.h"
#include "intake/docx/symbols.h"

#include <string.h>

/* ---- reading */

/* numFmt may stand in two forms of which Word takes the first that it knows. */
static const struct gaz_docx_node *format_node(const struct gaz_docx_node *level) {
    const struct gaz_docx_node *plain = gaz_docx_child(level, "w:numFmt");
    const struct gaz_docx_node *both = gaz_docx_child(level, "mc:AlternateContent");
    return plain ? plain : gaz_docx_child(gaz_docx_child(both, "mc:Choice"), "w:numFmt");
}

static void read_face(struct gaz_docx_level *level, const struct gaz_docx_node *node) {
    static const struct gaz_docx_styles none = {.by_id = NULL};
    struct gaz_docx_run_props props = {.has = 0};
    gaz_docx_run_take(&none, &props, gaz_docx_child(node, "w:rPr"));
    if (g_str_equal(level->format, "bullet"))
        level->font = (enum gaz_docx_symbol_font)props.value[GAZ_DOCX_SYMBOLS];
    level->is_hidden = props.value[GAZ_DOCX_VANISH];
}

static struct gaz_docx_level read_level(const struct gaz_docx_node *node) {
    const struct gaz_docx_node *format = format_node(node), *legal = gaz_docx_child(node, "w:isLgl");
    const char *text = gaz_docx_val(node, "w:lvlText"), *name = gaz_docx_attr(format, "w:val");
    struct gaz_docx_level level = {
        .is_there = true,
        .start = (uint32_t)MAX(gaz_docx_int(gaz_docx_val(node, "w:start"), 0), 0),
        .restart = gaz_docx_int(gaz_docx_val(node, "w:lvlRestart"), -1),
        .format = name ? name : "decimal",
        .pattern = gaz_docx_attr(format, "w:format"),
        .text = text ? text : "",
        .is_legal = legal && gaz_docx_is_on(gaz_docx_attr(legal, "w:val")),
        .style = gaz_docx_val(node, "w:pStyle"),
        .paragraph = gaz_docx_child(node, "w:pPr"),
    };
    read_face(&level, node);
    return level;
}

/* -1: no level */
static int level_of(const struct gaz_docx_node *node) {
    int ilvl = gaz_docx_int(gaz_docx_attr(node, "w:ilvl"), -1);
    return ilvl < GAZ_DOCX_LEVELS ? ilvl : -1;
}

static void read_list(struct gaz_docx_numbering *numbering, struct gaz_arena *arena,
                      const struct gaz_docx_node *node) {
    const char *id = gaz_docx_attr(node, "w:abstractNumId");
    if (!id) return;
    struct gaz_docx_list *list = GAZ_NEW(arena, struct gaz_docx_list);
    list->number_style_link = gaz_docx_val(node, "w:numStyleLink");
    for (const struct gaz_docx_node *at = node->first; at; at = at->next)
        if (gaz_docx_named(at, "w:lvl") && level_of(at) >= 0) list->levels[level_of(at)] = read_level(at);
    g_hash_table_insert(numbering->lists, (gpointer)id, list);
}

static void read_override(struct gaz_docx_number *number, const struct gaz_docx_node *node) {
    int ilvl = level_of(node);
    if (ilvl < 0) return;
    const struct gaz_docx_node *level = gaz_docx_child(node, "w:lvl");
    if (level) number->overrides[ilvl] = read_level(level);
    number->starts[ilvl] = gaz_docx_int(gaz_docx_val(node, "w:startOverride"), -1);
}

static void read_number(struct gaz_docx_numbering *numbering, struct gaz_arena *arena,
                        const struct gaz_docx_node *node) {
    const char *id = gaz_docx_attr(node, "w:numId"), *list = gaz_docx_val(node, "w:abstractNumId");
    if (!id || !list) return;
    struct gaz_docx_number *number = GAZ_NEW(arena, struct gaz_docx_number);
    number->list = g_hash_table_lookup(numbering->lists, list);
    for (unsigned i = 0; i < GAZ_DOCX_LEVELS; i++)
        number->starts[i] = -1;
    for (const struct gaz_docx_node *at = node->first; at; at = at->next)
        if (gaz_docx_named(at, "w:lvlOverride")) read_override(number, at);
    g_hash_table_insert(numbering->numbers, (gpointer)id, number);
}

/* 17.9.21: the list of a numbering style stands where the style's own number leads. */
static struct gaz_docx_list *linked(const struct gaz_docx_numbering *numbering,
                                    const struct gaz_docx_styles *styles, struct gaz_docx_list *list) {
    for (unsigned i = 0; i < GAZ_DOCX_LEVELS && list && list->number_style_link; i++) {
        const struct gaz_docx_style *style = gaz_docx_style(styles, list->number_style_link);
        const struct gaz_docx_node *props = style ? gaz_docx_child(style->node, "w:pPr") : NULL;
        const char *id = gaz_docx_val(gaz_docx_child(props, "w:numPr"), "w:numId");
        const struct gaz_docx_number *number = id ? g_hash_table_lookup(numbering->numbers, id) : NULL;
        if (!number || !number->list || number->list == list) return list;
        list = number->list;
    }
    return list;
}

void gaz_docx_numbering_open(struct gaz_docx_numbering *numbering, struct gaz_arena *arena,
                             const struct gaz_docx_node *part, const struct gaz_docx_styles *styles) {
    numbering->lists = g_hash_table_new(g_str_hash, g_str_equal);
    numbering->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    const struct gaz_docx_node *first = part ? part->first : NULL;
    for (const struct gaz_docx_node *at = first; at; at = at->next)
        if (gaz_docx_named(at, "w:abstractNum")) read_list(numbering, arena, at);
    for (const struct gaz_docx_node *at = first; at; at = at->next)
        if (gaz_docx_named(at, "w:num")) read_number(numbering, arena, at);
    GHashTableIter iter;
    gpointer number;
    g_hash_table_iter_init(&iter, numbering->numbers);
    while (g_hash_table_iter_next(&iter, NULL, &number))
        ((struct gaz_docx_number *)number)->list =
            linked(numbering, styles, ((struct gaz_docx_number *)number)->list);
}

void gaz_docx_numbering_close(struct gaz_docx_numbering *numbering) {
    if (numbering->lists) g_hash_table_unref(numbering->lists);
    if (numbering->numbers) g_hash_table_unref(numbering->numbers);
}

/* ---- which number a paragraph has */

static const struct gaz_docx_level *level_at(const struct gaz_docx_number *number, unsigned ilvl) {
    if (number->overrides[ilvl].is_there) return &number->overrides[ilvl];
    return &number->list->levels[ilvl];
}

/* 17.9.23: of a style the level is the one that is bound to it. */
static int bound_level(const struct gaz_docx_number *number, const char *style) {
    for (unsigned i = 0; style && i < GAZ_DOCX_LEVELS; i++)
        if (g_strcmp0(level_at(number, i)->style, style) == 0) return (int)i;
    return -1;
}

static int level_by_style(const struct gaz_docx_number *number, const struct gaz_docx_style *style) {
    int bound = style ? bound_level(number, style->id) : -1;
    if (bound < 0 && style) bound = bound_level(number, style->number_style);
    return bound;
}

static bool has(const struct gaz_docx_paragraph_props *props, enum gaz_docx_paragraph_prop prop) {
    return props->has & 1u << prop;
}

struct gaz_docx_numbered gaz_docx_numbered(const struct gaz_docx_numbering *numbering,
                                           const struct gaz_docx_style *style,
                                           const struct gaz_docx_node *direct) {
    struct gaz_docx_paragraph_props own = {.has = 0};
    struct gaz_docx_numbered none = {.level = NULL};
    gaz_docx_paragraph_take(&own, direct);
    const struct gaz_docx_paragraph_props *of = &own;
    if (!has(of, GAZ_DOCX_NUMBER_ID) && style) of = &style->paragraph;
    if (!has(of, GAZ_DOCX_NUMBER_ID)) return none;
    char id[16];
    g_snprintf(id, sizeof id, "%d", of->value[GAZ_DOCX_NUMBER_ID]);
    struct gaz_docx_number *number = g_hash_table_lookup(numbering->numbers, id);
    if (!number || !number->list || g_str_equal(id, "0")) return none;
    int ilvl = has(&own, GAZ_DOCX_NUMBER_LEVEL) ? own.value[GAZ_DOCX_NUMBER_LEVEL] : -1;
    if (ilvl < 0 && of != &own) ilvl = level_by_style(number, style);
    if (ilvl < 0 && has(of, GAZ_DOCX_NUMBER_LEVEL)) ilvl = of->value[GAZ_DOCX_NUMBER_LEVEL];
    unsigned at = (unsigned)CLAMP(ilvl, 0, GAZ_DOCX_LEVELS - 1);
    const struct gaz_docx_level *level = level_at(number, at);
    return level->is_there ? (struct gaz_docx_numbered){level, number, at} : none;
}

/* ---- counting */

static uint32_t start_of(const struct gaz_docx_number *number, unsigned ilvl) {
    return number->starts[ilvl] >= 0 ? (uint32_t)number->starts[ilvl] : level_at(number, ilvl)->start;
}

/* 17.9.10: whether a level begins anew behind a paragraph of a higher one. */
static bool restarts(const struct gaz_docx_level *level, unsigned behind) {
    return level->restart < 0 || (level->restart > 0 && behind + 1 <= (unsigned)level->restart);
}

static void count(struct gaz_docx_number *number, unsigned ilvl) {
    struct gaz_docx_list *list = number->list;
    bool is_begun_here = number->starts[ilvl] >= 0 && !number->has_begun[ilvl];
    if (list->is_counting[ilvl] && !is_begun_here)
        list->count[ilvl]++;
    else
        list->count[ilvl] = start_of(number, ilvl);
    list->is_counting[ilvl] = number->has_begun[ilvl] = true;
    for (unsigned i = ilvl + 1; i < GAZ_DOCX_LEVELS; i++)
        if (restarts(level_at(number, i), ilvl)) list->is_counting[i] = false;
}

/* A level above that has not been counted shows where it would begin. */
static uint32_t count_of(const struct gaz_docx_number *number, unsigned ilvl) {
    return number->list->is_counting[ilvl] ? number->list->count[ilvl] : start_of(number, ilvl);
}

static void add_symbol(GString *out, const struct gaz_docx_level *level, uint32_t ch) {
    uint32_t shown = level->font ? gaz_docx_symbol(level->font, ch) : ch;
    bool is_private = ch >= 0xE000 && ch <= 0xF8FF;
    if (!shown || (!level->font && is_private)) shown = 0x25CF; /* ●: a mark of some form */
    g_string_append(out, gaz_utf8_of(shown).bytes);
}

static void add_count(struct gaz_docx_numbered numbered, unsigned ilvl, GString *out, const char **unknown) {
    const struct gaz_docx_level *level = level_at(numbered.number, ilvl);
    const char *format = level->is_there ? level->format : "decimal";
    bool is_silent = g_str_equal(format, "none") || g_str_equal(format, "bullet");
    if (numbered.level->is_legal && !is_silent) format = "decimal";
    if (!gaz_docx_add_number(out, count_of(numbered.number, ilvl), format, level->pattern)) *unknown = format;
}

static void add_text(struct gaz_docx_numbered numbered, GString *out, const char **unknown) {
    bool is_bullet = g_str_equal(numbered.level->format, "bullet");
    for (const char *at = numbered.level->text; *at; at = g_utf8_next_char(at)) {
        if (!is_bullet && at[0] == '%' && at[1] >= '1' && at[1] <= '9')
            add_count(numbered, (unsigned)(*++at - '1'), out, unknown);
        else
            add_symbol(out, numbered.level, g_utf8_get_char(at));
    }
}

void gaz_docx_count_number(struct gaz_docx_numbered numbered, GString *out, const char **unknown) {
    *unknown = NULL;
    count(numbered.number, numbered.ilvl);
    if (!numbered.level->is_hidden) add_text(numbered, out, unknown);
}
