/* style_dump.c: a style for people: every resolved value and where it was set; and the manual's list of keys.
 */
#include "styles/styles.h"

#include "styles/style_layers.h"

#include <inttypes.h>

/* Grains in millimetres to three decimals, by whole numbers. */
static void print_mm(FILE *out, gaz_len length) {
    int64_t um = ((int64_t)length * 25400 + 36 * GAZ_POINT) / (72 * GAZ_POINT);
    fprintf(out, "%" PRId64 ".%03" PRId64 "mm", um / 1000, um % 1000);
}

void gaz_style_print_place(const char *ink, const struct gaz_yaml *value, FILE *out) {
    fprintf(out, "  # %s%s", ink ? ink : "", ink ? " " : "");
    if (!value) {
        fputs("-\n", out);
        return;
    }
    const struct gaz_source *source = value->span.source;
    fprintf(out, "%s:%u\n", source->path, gaz_source_place(source, value->span.begin).line);
}

static void print_word(FILE *out, const char *choices, int n) {
    g_auto(GStrv) words = g_strsplit(choices, "|", -1);
    fputs(words[n], out);
}

static void print_value(FILE *out, const struct gaz_style *style, const struct gaz_style_key *key) {
    const void *field = (const char *)style + key->offset;
    switch (key->kind) {
    case GAZ_STYLE_KIND_LENGTH:
        print_mm(out, *(const gaz_len *)field);
        break;
    case GAZ_STYLE_KIND_COUNT:
        fprintf(out, "%d", *(const int *)field);
        break;
    case GAZ_STYLE_KIND_SWITCH:
        fputs(*(const bool *)field ? "是" : "否", out);
        break;
    case GAZ_STYLE_KIND_CHOICE:
        print_word(out, key->choices, *(const int *)field);
        break;
    case GAZ_STYLE_KIND_INK:
        gaz_style_print_ink(style, *(const uint32_t *)field, out);
        break;
    case GAZ_STYLE_KIND_STRING:
        fprintf(out, "\"%s\"", *(const char *const *)field);
        break;
    }
}

static const char *ink_of(const struct gaz_style *style, const struct gaz_style_key *key) {
    if (key->kind != GAZ_STYLE_KIND_INK) return NULL;
    const uint32_t *ink = (const void *)((const char *)style + key->offset);
    return gaz_style_ink_name(style, *ink);
}

static void dump_values(const struct gaz_style *style, FILE *out) {
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++) {
        const struct gaz_style_key *key = &gaz_style_keys[i];
        fprintf(out, "%s = ", key->name);
        print_value(out, style, key);
        gaz_style_print_place(ink_of(style, key), style->layers->values[i], out);
    }
}

static void dump_derived(const struct gaz_style *style, FILE *out) {
    const struct {
        const char *name;
        gaz_len length;
    } derived[] = {{"字", style->cell}, {"行", style->pitch}, {"行宽", style->measure}};
    for (size_t i = 0; i < G_N_ELEMENTS(derived); i++) {
        fprintf(out, "%s = ", derived[i].name);
        print_mm(out, derived[i].length);
        fprintf(out, " (%d/1024磅)\n", derived[i].length);
    }
}

static void dump_roles(const struct gaz_style *style, FILE *out) {
    for (int i = 0; i < GAZ_N_ROLES; i++) {
        const struct gaz_role *role = &style->roles[i];
        fprintf(out, "文字.%s = %s/%s ", gaz_role_names[i], role->family, role->latin ? role->latin : "本体");
        print_mm(out, role->size);
        fputc(' ', out);
        gaz_style_print_ink(style, role->ink, out);
        fputc(' ', out);
        print_mm(out, role->tracking);
        gaz_style_print_place(gaz_style_ink_name(style, role->ink),
                              style->layers->roles[i][GAZ_ATTRIBUTE_SIZE], out);
    }
}

static void dump_families(const struct gaz_style *style, FILE *out) {
    for (uint32_t i = 0; i < style->n_families; i++) {
        const struct gaz_family *family = &style->families[i];
        fprintf(out, "字体.%s =", family->name);
        for (uint32_t k = 0; k < family->n_faces; k++)
            fprintf(out, "%s %s", k == 0 ? "" : k == family->n_first ? "; 代:" : ",", family->faces[k]);
        fputc('\n', out);
    }
}

void gaz_style_dump(const struct gaz_style *style, FILE *out) {
    fprintf(out, "样式 = %s\n", style->name);
    if (style->title) fprintf(out, "名称 = %s\n", style->title);
    dump_derived(style, out);
    dump_values(style, out);
    dump_roles(style, out);
    dump_families(style, out);
    gaz_style_dump_inks(style, out);
    gaz_style_dump_cover(style, out);
}

/* ---- the manual */

static void print_form(FILE *out, const struct gaz_style_key *key, bool english) {
    switch (key->kind) {
    case GAZ_STYLE_KIND_LENGTH:
        fprintf(out, english ? "length, %d to %d points" : "长度，%d至%d磅", key->low, key->high);
        break;
    case GAZ_STYLE_KIND_COUNT:
        fprintf(out, english ? "number, %d to %d" : "整数，%d至%d", key->low, key->high);
        break;
    case GAZ_STYLE_KIND_SWITCH:
        fputs("是|否", out);
        break;
    case GAZ_STYLE_KIND_CHOICE:
        fputs(key->choices, out);
        break;
    case GAZ_STYLE_KIND_INK:
        fputs(english ? "an ink (油墨) or \"#RRGGBB\"" : "油墨的名称或\"#RRGGBB\"", out);
        break;
    case GAZ_STYLE_KIND_STRING:
        fputs(english ? "text" : "文字", out);
        break;
    }
}

void gaz_style_print_keys(FILE *out, bool english) {
    fputs(english ? "Keys of a style (styles/*.yaml), and of 版面 in a document:\n"
                  : "样式（styles/*.yaml）和公文的“版面”中的键：\n",
          out);
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++) {
        const struct gaz_style_key *key = &gaz_style_keys[i];
        fprintf(out, "  %s: ", key->name);
        print_form(out, key, english);
        fprintf(out, english ? " - %s%s%s%s\n" : "；%s%s%s%s\n", key->help, *key->clause ? " [" : "",
                key->clause, *key->clause ? "]" : "");
    }
    fputs(english ? "Kinds of text (文字), each {字体, 西文, 字号, 颜色, 字距}:\n"
                  : "文字的种类，写在“文字”之下，各有 字体、西文（族名，或“本体”）、字号、颜色、字距：\n",
          out);
    for (int i = 0; i < GAZ_N_ROLES; i++)
        fprintf(out, english ? "  %s - %s\n" : "  %s：%s\n", gaz_role_names[i], gaz_role_helps[i]);
    gaz_style_print_ink_keys(out, english);
    gaz_style_print_cover_keys(out, english);
}
