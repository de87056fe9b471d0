/* style_dump.c: a style for people: every resolved value and where it was set; and the manual's list of keys.
 */
#include "styles/styles.h"

#include "styles/style_layers.h"

static void print_value(void *out, const struct gaz_style_value *value) {
    const char *mark = value->note ? "  # " : "";
    fprintf(out, "%s = %s%s%s\n", value->key, value->value, mark, value->note ? value->note : "");
}

void gaz_style_dump(const struct gaz_style *style, FILE *out) {
    gaz_style_walk(style, print_value, out);
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
    fputs(english ? "Families of faces (字体), each {用: right for it, 代: stand-ins, 西文: the family of "
                    "letters and digits "
                    "beside it}\n"
                  : "字体的种类，写在“字体”之下，各有 用（合用的字体，依次查找）、代（没有时代替的）、"
                    "西文（与它并排的字母和数字用哪一种）\n",
          out);
    gaz_style_print_ink_keys(out, english);
    gaz_style_print_cover_keys(out, english);
}
