/* style_resolve.c: the one place where 字, 行, 号, 磅 and mm become grains.
 *
 * Order: the paper and 版心.宽 (absolute units only) give the 字 = 版心.宽 / 每行字数; the rest of 版心 and
 * 行距 (which may use 字) give the 行 (G-05, G-06); everything else may use both. A value that is written in
 * a unit which is derived from it is an error.
 */
#include "styles/style_resolver.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"

#include <string.h>

static const enum gaz_style_key_id paper_keys[] = {GAZ_STYLE_KEY_paper_width, GAZ_STYLE_KEY_paper_height,
                                                   GAZ_STYLE_KEY_area_width, GAZ_STYLE_KEY_chars_per_line};
static const enum gaz_style_key_id grid_keys[] = {GAZ_STYLE_KEY_area_top, GAZ_STYLE_KEY_area_left,
                                                  GAZ_STYLE_KEY_area_height, GAZ_STYLE_KEY_lines_per_page,
                                                  GAZ_STYLE_KEY_line_pitch};

static enum gaz_resolve_stage stage_of(int key) {
    for (size_t i = 0; i < G_N_ELEMENTS(paper_keys); i++)
        if ((int)paper_keys[i] == key) return GAZ_STAGE_PAPER;
    for (size_t i = 0; i < G_N_ELEMENTS(grid_keys); i++)
        if ((int)grid_keys[i] == key) return GAZ_STAGE_GRID;
    return GAZ_STAGE_REST;
}

/* ---- complaints */

static void report_missing(struct gaz_resolver *resolver, const char *name) {
    g_autofree char *who = g_strdup_printf("样式%s", resolver->style->name);
    gaz_report_file(resolver->diags, GAZ_D_MISSING_KEY, resolver->style->name, name, who);
    resolver->failed = true;
}

static void report_grid(struct gaz_resolver *resolver, const char *chinese, const char *english) {
    const struct gaz_yaml *width = resolver->layers->values[GAZ_STYLE_KEY_area_width];
    gaz_report(resolver->diags, GAZ_D_STYLE_GRID, width->span, resolver->style->name, chinese, english);
    resolver->failed = true;
}

/* ---- one reader a kind */

static const char LENGTH_FORM[] = "带单位的长度，如37mm、10.5磅、2字、5/3行、三号";
static const char LENGTH_FORM_EN[] = "a length with its unit: 37mm, 10.5磅, 2字, 5/3行, 三号";

static bool unit_is_known(struct gaz_resolver *resolver, const struct gaz_length_request *request,
                          enum gaz_unit unit) {
    bool known = unit != GAZ_UNIT_LINE || request->stage == GAZ_STAGE_REST;
    if (unit == GAZ_UNIT_CELL) known = request->stage != GAZ_STAGE_PAPER;
    if (known) return true;
    const char *word = unit == GAZ_UNIT_LINE ? "行" : "字";
    gaz_report(resolver->diags, GAZ_D_STYLE_UNIT, request->value->span, request->name, word);
    resolver->failed = true;
    return false;
}

static void report_range(struct gaz_resolver *resolver, const struct gaz_length_request *request) {
    char low[16], high[16];
    g_snprintf(low, sizeof low, "%d", request->low);
    g_snprintf(high, sizeof high, "%d", request->high);
    gaz_report(resolver->diags, GAZ_D_STYLE_RANGE, request->value->span, request->name,
               request->value->scalar, low, high);
    resolver->failed = true;
}

void gaz_resolve_length(struct gaz_resolver *resolver, const struct gaz_length_request *request,
                        gaz_len *length) {
    struct gaz_measure measure;
    if (!gaz_measure_parse(request->value->scalar, &measure)) {
        gaz_resolve_refuse(resolver, request->name, request->value, LENGTH_FORM, LENGTH_FORM_EN);
        return;
    }
    if (!unit_is_known(resolver, request, measure.unit)) return;
    gaz_len grains, one = measure.unit == GAZ_UNIT_LINE ? resolver->style->pitch : resolver->style->cell;
    if (!gaz_measure_resolve(measure, one, &grains) || grains < request->low * GAZ_POINT ||
        grains > request->high * GAZ_POINT)
        report_range(resolver, request);
    else
        *length = grains;
}

static void read_count(struct gaz_resolver *resolver, const struct gaz_style_key *key,
                       const struct gaz_yaml *value, int *count) {
    gint64 wide;
    bool digits = *value->scalar && strspn(value->scalar, "0123456789") == strlen(value->scalar);
    if (digits && g_ascii_string_to_signed(value->scalar, 10, key->low, key->high, &wide, NULL)) {
        *count = (int)wide;
        return;
    }
    char low[16], high[16];
    g_snprintf(low, sizeof low, "%d", key->low);
    g_snprintf(high, sizeof high, "%d", key->high);
    gaz_report(resolver->diags, GAZ_D_NUMBER, value->span, key->name, value->scalar, low, high);
    resolver->failed = true;
}

/* The index of a word among "甲|乙", or -1 after a complaint. */
int gaz_resolve_word(struct gaz_resolver *resolver, const char *name, const struct gaz_yaml *value,
                     const char *choices) {
    g_auto(GStrv) words = g_strsplit(choices, "|", -1);
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], value->scalar) == 0) return i;
    g_autofree char *listed = g_strjoinv("、", words);
    gaz_report(resolver->diags, GAZ_D_CHOICE, value->span, name, value->scalar, listed);
    resolver->failed = true;
    return -1;
}

static void read_choice(struct gaz_resolver *resolver, const struct gaz_style_key *key,
                        const struct gaz_yaml *value, int *choice) {
    int i = gaz_resolve_word(resolver, key->name, value, key->choices);
    if (i >= 0) *choice = i;
}

static void read_switch(struct gaz_resolver *resolver, const struct gaz_style_key *key,
                        const struct gaz_yaml *value, bool *on) {
    int i = gaz_resolve_word(resolver, key->name, value, "是|否");
    if (i >= 0) *on = i == 0;
}

static void read_length_key(struct gaz_resolver *resolver, int id, const struct gaz_yaml *value,
                            gaz_len *length) {
    const struct gaz_style_key *key = &gaz_style_keys[id];
    struct gaz_length_request request = {key->name, value, stage_of(id), key->low, key->high};
    gaz_resolve_length(resolver, &request, length);
}

static void read_value(struct gaz_resolver *resolver, int id) {
    const struct gaz_style_key *key = &gaz_style_keys[id];
    const struct gaz_yaml *value = resolver->layers->values[id];
    void *field = (char *)resolver->style + key->offset;
    if (!value) {
        report_missing(resolver, key->name);
        return;
    }
    switch (key->kind) {
    case GAZ_STYLE_KIND_LENGTH:
        read_length_key(resolver, id, value, field);
        break;
    case GAZ_STYLE_KIND_COUNT:
        read_count(resolver, key, value, field);
        break;
    case GAZ_STYLE_KIND_SWITCH:
        read_switch(resolver, key, value, field);
        break;
    case GAZ_STYLE_KIND_CHOICE:
        read_choice(resolver, key, value, field);
        break;
    case GAZ_STYLE_KIND_INK:
        gaz_resolve_ink(resolver, key->name, value, field);
        break;
    case GAZ_STYLE_KIND_STRING:
        *(const char **)field = value->scalar;
        break;
    }
}

static bool read_stage(struct gaz_resolver *resolver, enum gaz_resolve_stage stage) {
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        if (stage_of(i) == stage) read_value(resolver, i);
    return !resolver->failed;
}

/* ---- what is derived */

static bool derive_cell(struct gaz_resolver *resolver) {
    struct gaz_style *style = resolver->style;
    style->cell = style->area_width / style->chars_per_line;
    style->measure = style->cell * style->chars_per_line;
    if (style->cell < GAZ_POINT) report_grid(resolver, "每行字数太多", "too many characters in a line");
    return !resolver->failed;
}

/* 自动: the first line's characters touch the upper edge of the type area and the last line's the lower
 * (G-06) */
static bool derive_pitch(struct gaz_resolver *resolver) {
    struct gaz_style *style = resolver->style;
    int steps = style->lines_per_page - 1;
    style->pitch = style->line_pitch > 0 ? style->line_pitch : (style->area_height - style->cell) / steps;
    if (style->pitch < GAZ_POINT)
        report_grid(resolver, "页行数太多，或字太大", "too many lines, or too large a type");
    else if ((int64_t)style->pitch * steps + style->cell > style->area_height)
        report_grid(resolver, "页行数与行距之积超过版心高", "the lines are higher than the type area");
    if (style->area_left + style->area_width > style->paper_width)
        report_grid(resolver, "版心超出纸的右边", "the type area goes over the right edge of the paper");
    if (style->area_top + style->area_height > style->paper_height)
        report_grid(resolver, "版心超出纸的下边", "the type area goes over the lower edge of the paper");
    return !resolver->failed;
}

/* ---- roles */

static bool has_family(const struct gaz_style *style, const char *name) {
    for (uint32_t i = 0; i < style->n_families; i++)
        if (strcmp(style->families[i].name, name) == 0) return true;
    return false;
}

static void report_family(struct gaz_resolver *resolver, const char *name, struct gaz_span span) {
    const struct gaz_style *style = resolver->style;
    g_autoptr(GString) listed = g_string_new(NULL);
    for (uint32_t i = 0; i < style->n_families; i++)
        g_string_append_printf(listed, "%s%s", i > 0 ? "、" : "", style->families[i].name);
    gaz_report(resolver->diags, GAZ_D_STYLE_FAMILY, span, name, listed->str);
    resolver->failed = true;
}

void gaz_resolve_family(struct gaz_resolver *resolver, const struct gaz_yaml *value, const char **family) {
    *family = value->scalar;
    if (!has_family(resolver->style, value->scalar)) report_family(resolver, value->scalar, value->span);
}

static void read_role_length(struct gaz_resolver *resolver, int role, enum gaz_role_attribute attribute,
                             gaz_len *length) {
    g_autofree char *name =
        g_strdup_printf("文字.%s.%s", gaz_role_names[role], gaz_role_attribute_names[attribute]);
    const struct gaz_yaml *value = resolver->layers->roles[role][attribute];
    int low = attribute == GAZ_ATTRIBUTE_SIZE ? 1 : 0, high = attribute == GAZ_ATTRIBUTE_SIZE ? 600 : 200;
    struct gaz_length_request request = {name, value, GAZ_STAGE_REST, low, high};
    if (value)
        gaz_resolve_length(resolver, &request, length);
    else if (attribute == GAZ_ATTRIBUTE_SIZE)
        report_missing(resolver, name);
}

/* 西文 of the role's family; NULL: it has none. */
static const char *latin_of_family(const struct gaz_style *style, const char *family) {
    for (uint32_t i = 0; family && i < style->n_families; i++)
        if (strcmp(style->families[i].name, family) == 0) return style->families[i].latin;
    return NULL;
}

/* 西文: a family, or 本体 for the face's own letters. Where no layer gives it, that of the role's family,
 * else the family of the role 西文. */
static void read_latin(struct gaz_resolver *resolver, const struct gaz_yaml *const *values,
                       struct gaz_role *role) {
    const struct gaz_yaml *value = values[GAZ_ATTRIBUTE_LATIN];
    const char *companion = value ? NULL : latin_of_family(resolver->style, role->family);
    if (companion) {
        role->latin = companion;
        return;
    }
    if (!value) value = resolver->layers->roles[GAZ_ROLE_LATIN][GAZ_ATTRIBUTE_FAMILY];
    if (value && strcmp(value->scalar, "本体") != 0) gaz_resolve_family(resolver, value, &role->latin);
}

/* 西文 of a family is one of the families. */
static void check_companions(struct gaz_resolver *resolver) {
    for (uint32_t i = 0; i < resolver->style->n_families; i++) {
        const struct gaz_family *family = &resolver->style->families[i];
        if (family->latin && !has_family(resolver->style, family->latin))
            report_family(resolver, family->latin, family->latin_span);
    }
}

/* 颜色 is 黑 and 字距 nothing where no layer gives them. */
static void read_role(struct gaz_resolver *resolver, int id) {
    struct gaz_role *role = &resolver->style->roles[id];
    const struct gaz_yaml *const *values = resolver->layers->roles[id];
    g_autofree char *name = g_strdup_printf("文字.%s.字体", gaz_role_names[id]);
    if (values[GAZ_ATTRIBUTE_FAMILY])
        gaz_resolve_family(resolver, values[GAZ_ATTRIBUTE_FAMILY], &role->family);
    else
        report_missing(resolver, name);
    read_latin(resolver, values, role);
    if (values[GAZ_ATTRIBUTE_INK]) gaz_resolve_ink(resolver, "颜色", values[GAZ_ATTRIBUTE_INK], &role->ink);
    read_role_length(resolver, id, GAZ_ATTRIBUTE_SIZE, &role->size);
    read_role_length(resolver, id, GAZ_ATTRIBUTE_TRACKING, &role->tracking);
}

bool gaz_style_resolve(struct gaz_style *style, struct gaz_diags *diags) {
    struct gaz_resolver resolver = {style, style->layers, diags, false};
    style->title = style->layers->title;
    style->families = style->layers->families;
    style->n_families = style->layers->n_families;
    style->font_folders = style->layers->font_folders;
    style->n_font_folders = style->layers->n_font_folders;
    style->words = style->layers->words;
    style->n_words = style->layers->n_words;
    style->words_digest = style->layers->words_digest;
    if (!read_stage(&resolver, GAZ_STAGE_PAPER) || !derive_cell(&resolver)) return false;
    if (!read_stage(&resolver, GAZ_STAGE_GRID) || !derive_pitch(&resolver)) return false;
    read_stage(&resolver, GAZ_STAGE_REST);
    check_companions(&resolver);
    for (int i = 0; i < GAZ_N_ROLES; i++)
        read_role(&resolver, i);
    return !resolver.failed;
}
