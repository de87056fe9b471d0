/* style_inks.c: 油墨: what the style prints with, and what a colour that it writes means.
 *
 * A colour is the name of an ink, so that a style which inherits changes all that is red by one line; or it
 * is written in place, "#B11E23": an ink without a name, good for a screen, of which nobody has said how it
 * is printed. 黑 is the first of the table and there without being written: K100 (G-08).
 */
#include "styles/style_resolver.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/hint.h"

#include <stdlib.h>
#include <string.h>

#define BLACK_NAME "黑"

/* ---- values */

static const char SCREEN_FORM[] = "带引号的\"#RRGGBB\"", SCREEN_FORM_EN[] = "\"#RRGGBB\", in quotes";
static const char PROCESS_FORM[] = "C、M、Y、K各自的百分数，如M80 Y80；不写的为0",
                  PROCESS_FORM_EN[] = "percentages of C, M, Y, K such as M80 Y80; 0 when absent";

static bool parse_screen(const char *text, uint32_t *screen) {
    if (*text != '#' || strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6) return false;
    *screen = (uint32_t)strtoul(text + 1, NULL, 16);
    return true;
}

/* M80 */
static bool parse_part(const char *word, uint8_t cmyk[4], bool given[4]) {
    static const char letters[] = "CMYK";
    const char *letter = strchr(letters, *word);
    guint64 percent;
    if (!letter || given[letter - letters]) return false;
    if (!g_ascii_string_to_unsigned(word + 1, 10, 0, 100, &percent, NULL)) return false;
    given[letter - letters] = true;
    cmyk[letter - letters] = (uint8_t)percent;
    return true;
}

/* M80 Y80, in any order, each letter at most once, at least one of them */
static bool parse_process(const char *text, uint8_t cmyk[4]) {
    bool given[4] = {false}, any = false;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++) {
        if (**word && !parse_part(*word, cmyk, given)) return false;
        any |= **word != '\0';
    }
    return any;
}

/* ---- an ink with a name */

static void read_screen(struct gaz_resolver *resolver, const struct gaz_yaml *value, struct gaz_ink *ink) {
    if (value && !parse_screen(value->scalar, &ink->screen))
        gaz_resolve_refuse(resolver, "油墨.屏幕", value, SCREEN_FORM, SCREEN_FORM_EN);
}

static void read_process(struct gaz_resolver *resolver, const struct gaz_yaml *value, struct gaz_ink *ink) {
    if (!value) return;
    memset(ink->cmyk, 0, sizeof ink->cmyk);
    if (!parse_process(value->scalar, ink->cmyk))
        gaz_resolve_refuse(resolver, "油墨.四色", value, PROCESS_FORM, PROCESS_FORM_EN);
}

static void report_spot(struct gaz_resolver *resolver, const struct gaz_yaml *value, const char *chinese,
                        const char *english) {
    gaz_report(resolver->diags, GAZ_D_INK_SPOT, value->span, value->scalar, chinese, english);
    resolver->failed = true;
}

/* What a PDF means something else by: ISO 32000-1 8.6.6.4, 8.6.6.5. */
static bool is_reserved(const char *name) {
    static const char *const reserved[] = {"All", "None", "Cyan", "Magenta", "Yellow", "Black"};
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++)
        if (g_ascii_strcasecmp(reserved[i], name) == 0) return true;
    return false;
}

/* An empty one takes away what was inherited. */
static void read_spot(struct gaz_resolver *resolver, const struct gaz_yaml *value, struct gaz_ink *ink) {
    if (!value || *value->scalar == '\0') return;
    ink->spot = value->scalar;
    if (is_reserved(ink->spot))
        report_spot(resolver, value, "已另有所指（All、None和四色各色）", "it already means something else");
}

/* A plate has one name and is replaced by the same four colours wherever it is missing. */
static void check_plate(struct gaz_resolver *resolver, const struct gaz_yaml *value,
                        const struct gaz_ink *ink) {
    const struct gaz_inks *inks = resolver->style->inks;
    for (uint32_t i = 0; ink->spot && i < inks->n; i++) {
        const struct gaz_ink *other = &inks->inks[i];
        if (g_strcmp0(other->spot, ink->spot) != 0 || memcmp(other->cmyk, ink->cmyk, sizeof ink->cmyk) == 0)
            continue;
        g_autofree char *chinese = g_strdup_printf("与油墨“%s”同版而四色不同", other->name);
        g_autofree char *english =
            g_strdup_printf("the ink %s of this plate has other percentages", other->name);
        report_spot(resolver, value, chinese, english);
    }
}

static void require(struct gaz_resolver *resolver, const struct gaz_written_ink *written,
                    enum gaz_ink_attribute attribute) {
    if (written->values[attribute]) return;
    g_autofree char *who = g_strdup_printf("油墨“%s”", written->name->scalar);
    gaz_report(resolver->diags, GAZ_D_MISSING_KEY, written->name->span, gaz_ink_attribute_names[attribute],
               who);
    resolver->failed = true;
}

static void read_values(struct gaz_resolver *resolver, const struct gaz_written_ink *written,
                        struct gaz_ink *ink) {
    read_screen(resolver, written->values[GAZ_INK_SCREEN], ink);
    read_process(resolver, written->values[GAZ_INK_PROCESS], ink);
    read_spot(resolver, written->values[GAZ_INK_SPOT], ink);
    check_plate(resolver, written->values[GAZ_INK_SPOT], ink);
}

static void read_ink(struct gaz_resolver *resolver, const struct gaz_written_ink *written) {
    struct gaz_ink ink = {.name = written->name->scalar, .has_cmyk = true};
    if (*ink.name == '#' || *ink.name == '\0')
        gaz_resolve_refuse(resolver, "油墨", written->name, "一个名称，不以#开头",
                           "a name that does not begin with #");
    require(resolver, written, GAZ_INK_SCREEN);
    require(resolver, written, GAZ_INK_PROCESS);
    read_values(resolver, written, &ink);
    gaz_inks_add(resolver->style->inks, &ink);
}

static const struct gaz_written_ink *find_written(const struct gaz_style_layers *layers, const char *name) {
    for (uint32_t i = 0; i < layers->n_inks; i++)
        if (strcmp(layers->inks[i].name->scalar, name) == 0) return &layers->inks[i];
    return NULL;
}

/* of a style that does not write it, or not all of it */
static void read_black(struct gaz_resolver *resolver, const struct gaz_written_ink *written) {
    struct gaz_ink black = {.name = BLACK_NAME, .has_cmyk = true, .cmyk = {0, 0, 0, 100}};
    if (written) read_values(resolver, written, &black);
    gaz_inks_add(resolver->style->inks, &black);
}

bool gaz_style_resolve_inks(struct gaz_style *style, struct gaz_diags *diags) {
    const struct gaz_style_layers *layers = style->layers;
    struct gaz_resolver resolver = {style, layers, diags, false};
    const struct gaz_written_ink *black = find_written(layers, BLACK_NAME);
    style->inks = gaz_inks_new(style->arena, NULL);
    read_black(&resolver, black);
    for (uint32_t i = 0; i < layers->n_inks; i++)
        if (&layers->inks[i] != black) read_ink(&resolver, &layers->inks[i]);
    return !resolver.failed;
}

/* ---- 颜色 */

static void report_unknown(struct gaz_resolver *resolver, const struct gaz_yaml *value) {
    const struct gaz_inks *inks = resolver->style->inks;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (uint32_t i = 0; i < inks->n; i++)
        if (inks->inks[i].name) g_ptr_array_add(names, (gpointer)inks->inks[i].name);
    struct gaz_hint hint = gaz_hint_for(value->scalar, (const char *const *)names->pdata, names->len);
    g_ptr_array_add(names, NULL);
    g_autofree char *listed = g_strjoinv("、", (char **)names->pdata);
    gaz_report(resolver->diags, GAZ_D_INK_UNKNOWN, value->span, value->scalar, listed, hint.chinese,
               hint.english);
    gaz_hint_clear(&hint);
    resolver->failed = true;
}

static void read_name(struct gaz_resolver *resolver, const struct gaz_yaml *value, uint32_t *ink) {
    const struct gaz_inks *inks = resolver->style->inks;
    for (uint32_t i = 0; i < inks->n; i++) {
        if (g_strcmp0(inks->inks[i].name, value->scalar) != 0) continue;
        *ink = i;
        return;
    }
    report_unknown(resolver, value);
}

/* The colour of 黑 written in place is 黑: nobody means a second black. */
static void read_in_place(struct gaz_resolver *resolver, uint32_t screen, uint32_t *ink) {
    struct gaz_inks *inks = resolver->style->inks;
    *ink = screen == inks->inks[GAZ_INK_BLACK].screen
               ? GAZ_INK_BLACK
               : gaz_inks_add(inks, &(struct gaz_ink){.screen = screen});
}

void gaz_resolve_ink(struct gaz_resolver *resolver, const char *name, const struct gaz_yaml *value,
                     uint32_t *ink) {
    uint32_t screen;
    if (*value->scalar != '#' && *value->scalar != '\0')
        read_name(resolver, value, ink);
    else if (parse_screen(value->scalar, &screen))
        read_in_place(resolver, screen, ink);
    else
        gaz_resolve_refuse(resolver, name, value, "油墨的名称，或带引号的\"#RRGGBB\"",
                           "the name of an ink, or \"#RRGGBB\" in quotes");
}

/* ---- where a colour is written in place */

static bool is_colour(const struct gaz_yaml *value, uint32_t screen) {
    uint32_t written;
    return value && value->kind == GAZ_YAML_SCALAR && parse_screen(value->scalar, &written) &&
           written == screen;
}

/* In a list of maps, as the cover is one; NULL: not there. */
static const struct gaz_yaml *find_on_cover(const struct gaz_yaml *cover, uint32_t screen) {
    for (uint32_t i = 0; cover && cover->kind == GAZ_YAML_LIST && i < cover->n; i++) {
        const struct gaz_yaml *colour = gaz_yaml_lookup(cover->items[i], "颜色");
        if (is_colour(colour, screen)) return colour;
    }
    return NULL;
}

struct gaz_span gaz_style_span_of_colour(const struct gaz_style *style, uint32_t screen) {
    const struct gaz_style_layers *layers = style->layers;
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        if (gaz_style_keys[i].kind == GAZ_STYLE_KIND_INK && is_colour(layers->values[i], screen))
            return layers->values[i]->span;
    for (int i = 0; i < GAZ_N_ROLES; i++)
        if (is_colour(layers->roles[i][GAZ_ATTRIBUTE_INK], screen))
            return layers->roles[i][GAZ_ATTRIBUTE_INK]->span;
    for (int page = 0; page < GAZ_N_COVER_PAGES; page++) {
        const struct gaz_yaml *on_cover = find_on_cover(layers->covers[page], screen);
        if (on_cover) return on_cover->span;
    }
    return (struct gaz_span){0};
}

/* ---- for people */

void gaz_style_append_ink(GString *out, const struct gaz_style *style, uint32_t ink) {
    g_string_append_printf(out, "\"#%06X\"", style->inks->inks[ink].screen);
}

const char *gaz_style_ink_name(const struct gaz_style *style, uint32_t ink) {
    return ink == GAZ_INK_BLACK ? NULL : style->inks->inks[ink].name;
}

static void append_process(GString *out, const struct gaz_ink *ink) {
    bool is_paper = true;
    for (int i = 0; i < 4; i++) {
        if (ink->cmyk[i] == 0) continue;
        g_string_append_printf(out, " %c%u", "CMYK"[i], (unsigned)ink -> cmyk[i]);
        is_paper = false;
    }
    if (is_paper) g_string_append(out, " K0");
}

static void walk_ink(const struct gaz_style_walk *walk, const struct gaz_ink *ink) {
    const struct gaz_written_ink *written = ink->name ? find_written(walk->style->layers, ink->name) : NULL;
    g_autoptr(GString) key = g_string_new("油墨."), value = g_string_new(NULL);
    if (ink->name) {
        g_string_append(key, ink->name);
        g_string_append_printf(value, "\"#%06X\"", ink->screen);
    } else {
        g_string_append_printf(key, "#%06X", ink->screen);
        g_string_append(value, "四色不明");
    }
    if (ink->has_cmyk) append_process(value, ink);
    if (ink->spot) g_string_append_printf(value, " 专色“%s”", ink->spot);
    g_autofree char *note = gaz_style_note(NULL, written ? written->name : NULL);
    gaz_style_tell(walk, key->str, value->str, note);
}

void gaz_style_walk_inks(const struct gaz_style_walk *walk) {
    for (uint32_t i = 0; i < walk->style->inks->n; i++)
        walk_ink(walk, &walk->style->inks->inks[i]);
}

void gaz_style_print_ink_keys(FILE *out, bool english) {
    static const char *const helps[GAZ_N_INK_ATTRIBUTES][2] = {
        {"带引号的\"#RRGGBB\"（必有）", "\"#RRGGBB\", in quotes (required)"},
        {"印刷的百分数，如M80 Y80；全为0的是纸白（必有）",
         "percentages of the four process colours, M80 Y80; all 0: the paper (required)"},
        {"专色版的名称；没有这块版时用四色", "the name of a spot plate; 四色 stands in for it"},
    };
    fputs(
        english
            ? "Inks (油墨), each under a name that 颜色 may say ({红: {屏幕: \"#D7282F\", 四色: M80 Y80}}):\n"
            : "油墨，各有一个名称，写“颜色”时用（{红: {屏幕: \"#D7282F\", 四色: M80 Y80}}）：\n",
        out);
    for (int i = 0; i < GAZ_N_INK_ATTRIBUTES; i++)
        fprintf(out, english ? "  %s - %s [G-08]\n" : "  %s：%s [G-08]\n", gaz_ink_attribute_names[i],
                helps[i][english ? 1 : 0]);
}
