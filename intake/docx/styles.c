/* styles.c: what holds of a run and a paragraph. */
#include "intake/docx/styles.h"

#include "base/process/arena.h"
#include "intake/docx/symbols.h"

#include <string.h>

static void set_run(struct gaz_docx_run_props *props, enum gaz_docx_run_prop prop, int32_t value) {
    props->value[prop] = value;
    props->has |= 1u << prop;
}

static void set_paragraph(struct gaz_docx_paragraph_props *props, enum gaz_docx_paragraph_prop prop,
                          int32_t value) {
    props->value[prop] = value;
    props->has |= 1u << prop;
}

/* ---- faces */

/* Words in a face's name; the first that is found tells. */
static const struct {
    const char *word;
    enum gaz_draft_face face;
} faces[] = {
    {"小标宋", GAZ_DRAFT_FACE_XIAOBIAOSONG},
    {"大标宋", GAZ_DRAFT_FACE_XIAOBIAOSONG},
    {"xbs", GAZ_DRAFT_FACE_XIAOBIAOSONG},
    {"xiaobiaosong", GAZ_DRAFT_FACE_XIAOBIAOSONG},
    {"仿宋", GAZ_DRAFT_FACE_FANG},
    {"fangsong", GAZ_DRAFT_FACE_FANG},
    {"楷", GAZ_DRAFT_FACE_KAI},
    {"kai", GAZ_DRAFT_FACE_KAI},
    {"雅黑", GAZ_DRAFT_FACE_HEI},
    {"黑", GAZ_DRAFT_FACE_HEI},
    {"hei", GAZ_DRAFT_FACE_HEI},
    {"宋", GAZ_DRAFT_FACE_SONG},
    {"song", GAZ_DRAFT_FACE_SONG},
    {"simsun", GAZ_DRAFT_FACE_SONG},
};

static enum gaz_draft_face face_named(const char *name) {
    if (!name || !name[0]) return GAZ_DRAFT_FACE_UNKNOWN;
    g_autofree char *low = g_utf8_strdown(name, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(faces); i++)
        if (strstr(low, faces[i].word)) return faces[i].face;
    return GAZ_DRAFT_FACE_OTHER;
}

static void take_fonts(const struct gaz_docx_styles *styles, struct gaz_docx_run_props *props,
                       const struct gaz_docx_node *fonts) {
    const char *theme = gaz_docx_attr(fonts, "w:eastAsiaTheme");
    const char *name = gaz_docx_attr(fonts, "w:eastAsia");
    if (theme) name = g_str_has_prefix(theme, "major") ? styles->major : styles->minor;
    if (name) set_run(props, GAZ_DOCX_FACE, (int32_t)face_named(name));
    const char *latin = gaz_docx_attr(fonts, "w:ascii");
    if (!latin) latin = gaz_docx_attr(fonts, "w:hAnsi");
    if (latin) set_run(props, GAZ_DOCX_SYMBOLS, (int32_t)gaz_docx_symbol_font_of(latin));
}

/* ---- runs */

static const struct {
    const char *element;
    enum gaz_docx_run_prop prop;
} switches[] = {
    {"w:b", GAZ_DOCX_BOLD},
    {"w:vanish", GAZ_DOCX_VANISH},
    {"w:specVanish", GAZ_DOCX_VANISH},
    {"w:caps", GAZ_DOCX_CAPITALS},
    {"w:smallCaps", GAZ_DOCX_SMALL_CAPITALS},
    {"w:strike", GAZ_DOCX_STRUCK},
    {"w:dstrike", GAZ_DOCX_STRUCK},
};

static bool take_switch(struct gaz_docx_run_props *props, const struct gaz_docx_node *node) {
    for (size_t i = 0; i < G_N_ELEMENTS(switches); i++)
        if (gaz_docx_named(node, switches[i].element)) {
            set_run(props, switches[i].prop, gaz_docx_is_on(gaz_docx_attr(node, "w:val")));
            return true;
        }
    return false;
}

/* RRGGBB: much red and little else. */
static bool is_red(const char *color) {
    if (!color || strlen(color) != 6) return false;
    guint64 rgb = g_ascii_strtoull(color, NULL, 16);
    unsigned red = rgb >> 16 & 0xFF, green = rgb >> 8 & 0xFF, blue = rgb & 0xFF;
    return red >= 0xB0 && green < 0x60 && blue < 0x60;
}

/* RRGGBB that paper does not show. */
static bool is_pale(const char *color) {
    if (!color || strlen(color) != 6) return false;
    guint64 rgb = g_ascii_strtoull(color, NULL, 16);
    return (rgb >> 16 & 0xFF) >= 0xF0 && (rgb >> 8 & 0xFF) >= 0xF0 && (rgb & 0xFF) >= 0xF0;
}

/* 17.3.5: a fill, under a pattern. */
bool gaz_docx_is_shading(const struct gaz_docx_node *shading) {
    const char *pattern = gaz_docx_attr(shading, "w:val"), *fill = gaz_docx_attr(shading, "w:fill");
    if (!shading || g_strcmp0(pattern, "nil") == 0) return false;
    bool is_plain = !pattern || g_str_equal(pattern, "clear");
    return !is_plain || gaz_docx_attr(shading, "w:themeFill") ||
           (fill && !g_str_equal(fill, "auto") && !is_pale(fill));
}

static int32_t script_of(const char *value) {
    if (g_strcmp0(value, "superscript") == 0) return GAZ_DRAFT_SUP;
    return g_strcmp0(value, "subscript") == 0 ? GAZ_DRAFT_SUB : 0;
}

static void take_run_prop(const struct gaz_docx_styles *styles, struct gaz_docx_run_props *props,
                          const struct gaz_docx_node *node) {
    const char *value = gaz_docx_attr(node, "w:val");
    if (take_switch(props, node)) return;
    if (gaz_docx_named(node, "w:u"))
        set_run(props, GAZ_DOCX_UNDERLINED, value && !g_str_equal(value, "none"));
    else if (gaz_docx_named(node, "w:bdr")) { /* a blank in a frame is one to fill in, as on a line */
        if (value && !g_str_equal(value, "none") && !g_str_equal(value, "nil"))
            set_run(props, GAZ_DOCX_UNDERLINED, true);
    } else if (gaz_docx_named(node, "w:color"))
        set_run(props, GAZ_DOCX_RED, is_red(value)), set_run(props, GAZ_DOCX_PALE, is_pale(value));
    else if (gaz_docx_named(node, "w:shd"))
        set_run(props, GAZ_DOCX_SHADED, gaz_docx_is_shading(node));
    else if (gaz_docx_named(node, "w:highlight"))
        set_run(props, GAZ_DOCX_SHADED, g_strcmp0(value, "none") != 0 && g_strcmp0(value, "white") != 0);
    else if (gaz_docx_named(node, "w:sz"))
        set_run(props, GAZ_DOCX_SIZE, CLAMP(gaz_docx_int(value, 0), 0, 4000));
    else if (gaz_docx_named(node, "w:rFonts"))
        take_fonts(styles, props, node);
    else if (gaz_docx_named(node, "w:vertAlign"))
        set_run(props, GAZ_DOCX_SCRIPT, script_of(value));
    else if (gaz_docx_named(node, "w:position"))
        set_run(props, GAZ_DOCX_RAISED, CLAMP(gaz_docx_int(value, 0), -4000, 4000));
}

void gaz_docx_run_take(const struct gaz_docx_styles *styles, struct gaz_docx_run_props *props,
                       const struct gaz_docx_node *node) {
    for (const struct gaz_docx_node *at = node ? node->first : NULL; at; at = at->next)
        take_run_prop(styles, props, at);
}

/* ---- paragraphs */

static const struct {
    const char *element, *attr;
    enum gaz_docx_paragraph_prop prop;
    int sign;
} lengths[] = {
    /* the later of two that say the same wins: start is the newer word for left, hanging overrules firstLine
     */
    {"w:ind", "w:left", GAZ_DOCX_LEFT, 1},
    {"w:ind", "w:start", GAZ_DOCX_LEFT, 1},
    {"w:ind", "w:leftChars", GAZ_DOCX_LEFT_CHARS, 1},
    {"w:ind", "w:startChars", GAZ_DOCX_LEFT_CHARS, 1},
    {"w:ind", "w:right", GAZ_DOCX_RIGHT, 1},
    {"w:ind", "w:end", GAZ_DOCX_RIGHT, 1},
    {"w:ind", "w:rightChars", GAZ_DOCX_RIGHT_CHARS, 1},
    {"w:ind", "w:endChars", GAZ_DOCX_RIGHT_CHARS, 1},
    {"w:ind", "w:firstLine", GAZ_DOCX_FIRST, 1},
    {"w:ind", "w:hanging", GAZ_DOCX_FIRST, -1},
    {"w:ind", "w:firstLineChars", GAZ_DOCX_FIRST_CHARS, 1},
    {"w:ind", "w:hangingChars", GAZ_DOCX_FIRST_CHARS, -1},
    {"w:outlineLvl", "w:val", GAZ_DOCX_OUTLINE, 1},
    {"w:numId", "w:val", GAZ_DOCX_NUMBER_ID, 1},
    {"w:ilvl", "w:val", GAZ_DOCX_NUMBER_LEVEL, 1},
};

static void take_lengths(struct gaz_docx_paragraph_props *props, const struct gaz_docx_node *node) {
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
        if (!gaz_docx_named(node, lengths[i].element)) continue;
        const char *value = gaz_docx_attr(node, lengths[i].attr);
        if (value) set_paragraph(props, lengths[i].prop, lengths[i].sign * gaz_docx_int(value, 0));
    }
}

static enum gaz_draft_align align_of(const char *value) {
    static const struct {
        const char *word;
        enum gaz_draft_align align;
    } words[] = {{"left", GAZ_DRAFT_LEFT},
                 {"start", GAZ_DRAFT_LEFT},
                 {"center", GAZ_DRAFT_CENTRED},
                 {"right", GAZ_DRAFT_RIGHT},
                 {"end", GAZ_DRAFT_RIGHT}};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_strcmp0(value, words[i].word) == 0) return words[i].align;
    return GAZ_DRAFT_JUSTIFIED;
}

void gaz_docx_paragraph_take(struct gaz_docx_paragraph_props *props, const struct gaz_docx_node *node) {
    for (const struct gaz_docx_node *at = node ? node->first : NULL; at; at = at->next) {
        take_lengths(props, at);
        if (gaz_docx_named(at, "w:jc"))
            set_paragraph(props, GAZ_DOCX_ALIGN, (int32_t)align_of(gaz_docx_attr(at, "w:val")));
        else if (gaz_docx_named(at, "w:pageBreakBefore"))
            set_paragraph(props, GAZ_DOCX_PAGE_BEFORE, gaz_docx_is_on(gaz_docx_attr(at, "w:val")));
        else if (gaz_docx_named(at, "w:shd"))
            set_paragraph(props, GAZ_DOCX_GROUND, gaz_docx_is_shading(at));
        else if (gaz_docx_named(at, "w:numPr"))
            for (const struct gaz_docx_node *part = at->first; part; part = part->next)
                take_lengths(props, part);
    }
}

/* ---- layers */

static void lay_run(struct gaz_docx_run_props *under, const struct gaz_docx_run_props *over) {
    for (unsigned i = 0; i < GAZ_DOCX_N_RUN_PROPS; i++)
        if (over->has & 1u << i) set_run(under, (enum gaz_docx_run_prop)i, over->value[i]);
}

void gaz_docx_paragraph_lay(struct gaz_docx_paragraph_props *under,
                            const struct gaz_docx_paragraph_props *over) {
    for (unsigned i = 0; i < GAZ_DOCX_N_PARAGRAPH_PROPS; i++)
        if (over->has & 1u << i) set_paragraph(under, (enum gaz_docx_paragraph_prop)i, over->value[i]);
}

/* 17.7.3: a switch that both styles turn on is off. */
static void lay_character_style(struct gaz_docx_run_props *under, const struct gaz_docx_run_props *over) {
    struct gaz_docx_run_props both = *over;
    for (unsigned i = GAZ_DOCX_BOLD; i <= GAZ_DOCX_STRUCK; i++)
        if (both.has & 1u << i) both.value[i] ^= under->has & 1u << i ? under->value[i] : 0;
    lay_run(under, &both);
}

/* ---- the part */

static struct gaz_docx_style *style_of(const struct gaz_docx_styles *styles, const char *id) {
    return id ? g_hash_table_lookup(styles->by_id, id) : NULL;
}

enum { MOST_BASES = 200 }; /* a chain of styles that is longer ends there */

static void resolve(const struct gaz_docx_styles *styles, struct gaz_docx_style *style, unsigned depth) {
    if (style->is_done || style->is_open) return;
    style->is_open = true;
    struct gaz_docx_style *base = depth < MOST_BASES ? style_of(styles, style->based_on) : NULL;
    if (base) {
        resolve(styles, base, depth + 1);
        style->run = base->run;
        style->paragraph = base->paragraph;
        style->number_style = base->number_style;
    }
    struct gaz_docx_paragraph_props own = {.has = 0};
    gaz_docx_paragraph_take(&own, gaz_docx_child(style->node, "w:pPr"));
    if (own.has & 1u << GAZ_DOCX_NUMBER_ID) style->number_style = style->id;
    gaz_docx_paragraph_lay(&style->paragraph, &own);
    gaz_docx_run_take(styles, &style->run, gaz_docx_child(style->node, "w:rPr"));
    style->is_open = false;
    style->is_done = true;
}

static void add_style(struct gaz_docx_styles *styles, struct gaz_arena *arena,
                      const struct gaz_docx_node *node) {
    const char *id = gaz_docx_attr(node, "w:styleId"), *is_default = gaz_docx_attr(node, "w:default");
    if (!gaz_docx_named(node, "w:style") || !id) return;
    struct gaz_docx_style *style = GAZ_NEW(arena, struct gaz_docx_style);
    style->id = id;
    style->name = gaz_docx_val(node, "w:name");
    style->based_on = gaz_docx_val(node, "w:basedOn");
    style->node = node;
    style->is_default = (is_default && gaz_docx_is_on(is_default)) || g_strcmp0(style->name, "Normal") == 0;
    if (!g_hash_table_contains(styles->by_id, id)) g_hash_table_insert(styles->by_id, (gpointer)id, style);
    bool is_of_paragraphs = g_strcmp0(gaz_docx_attr(node, "w:type"), "paragraph") == 0;
    if (style->is_default && is_of_paragraphs) styles->normal = style;
}

/* The face that a theme has for Chinese: its own, else the one for Hans. */
static const char *theme_face(const struct gaz_docx_node *theme, const char *which) {
    const struct gaz_docx_node *fonts = gaz_docx_below(theme, which);
    const char *own = gaz_docx_attr(gaz_docx_child(fonts, "a:ea"), "typeface");
    if (own && own[0]) return own;
    for (const struct gaz_docx_node *at = fonts ? fonts->first : NULL; at; at = at->next)
        if (g_strcmp0(gaz_docx_attr(at, "script"), "Hans") == 0) return gaz_docx_attr(at, "typeface");
    return NULL;
}

void gaz_docx_styles_open(struct gaz_docx_styles *styles, struct gaz_arena *arena,
                          const struct gaz_docx_node *part, const struct gaz_docx_node *theme) {
    styles->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    styles->major = theme_face(theme, "a:majorFont");
    styles->minor = theme_face(theme, "a:minorFont");
    const struct gaz_docx_node *defaults = gaz_docx_child(part, "w:docDefaults");
    const struct gaz_docx_node *run = gaz_docx_child(defaults, "w:rPrDefault");
    const struct gaz_docx_node *paragraph = gaz_docx_child(defaults, "w:pPrDefault");
    gaz_docx_run_take(styles, &styles->run, gaz_docx_child(run, "w:rPr"));
    gaz_docx_paragraph_take(&styles->paragraph, gaz_docx_child(paragraph, "w:pPr"));
    for (const struct gaz_docx_node *at = part ? part->first : NULL; at; at = at->next)
        add_style(styles, arena, at);
    GHashTableIter iter;
    gpointer style;
    g_hash_table_iter_init(&iter, styles->by_id);
    while (g_hash_table_iter_next(&iter, NULL, &style))
        resolve(styles, style, 0);
}

void gaz_docx_styles_close(struct gaz_docx_styles *styles) {
    if (styles->by_id) g_hash_table_unref(styles->by_id);
}

const struct gaz_docx_style *gaz_docx_style(const struct gaz_docx_styles *styles, const char *id) {
    return style_of(styles, id);
}

struct gaz_docx_run_props gaz_docx_run_props(const struct gaz_docx_styles *styles,
                                             const struct gaz_docx_style *of_paragraph,
                                             const struct gaz_docx_node *run_node) {
    struct gaz_docx_run_props props = styles->run;
    if (of_paragraph) lay_run(&props, &of_paragraph->run);
    const struct gaz_docx_style *of_run = gaz_docx_style(styles, gaz_docx_val(run_node, "w:rStyle"));
    if (of_run) lay_character_style(&props, &of_run->run);
    gaz_docx_run_take(styles, &props, run_node);
    return props;
}
