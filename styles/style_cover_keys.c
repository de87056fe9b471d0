/* style_cover_keys.c: 封面: the keys of each thing on a cover, and what is printed of them for people. */
#include "styles/style_cover.h"
#include "styles/style_layers.h"

#include "base/data/json_schema.h"

#define NODE(key, member, is_required, of, chinese, english)                                                 \
    {                                                                                                        \
        .name = (key), .type = GAZ_KEY_NODE, .required = (is_required),                                      \
        .offset = offsetof(struct gaz_cover_written, member), .help = (chinese), .help_en = (english),       \
        .node = (of)                                                                                         \
    }
#define KIND                                                                                                 \
    {                                                                                                        \
        .name = "种类", .type = GAZ_KEY_CHOICE, .required = true,                                            \
        .offset = offsetof(struct gaz_cover_written, kind), .choices = GAZ_COVER_KINDS, .help = "是什么",    \
        .help_en = "what it is"                                                                              \
    }
#define TOP NODE("上", top, true, "长度", "上边至纸的上边", "from the top of the paper")
#define LEFT                                                                                                 \
    NODE("左", left, false, "长度", "左边至纸的左边；不写则居中", "from its left edge; centred when absent")

static const struct gaz_key text_keys[] = {
    KIND,
    NODE("内容", content, true, "内容", "文字，花括号内是字段；或几段的列表，有字段为空的段略去",
         "text with fields in braces, or a list of parts; a part with an empty field is left out"),
    NODE("角色", role, false, "角色", "“文字”中的一种；不写则为封面文字",
         "a kind of 文字; 封面文字 when absent"),
    NODE("字体", family, false, "文字值", "代替角色的字体", "in place of the role's"),
    NODE("西文", latin, false, "文字值", "代替角色的西文", "in place of the role's"),
    NODE("字号", size, false, "长度", "代替角色的字号", "in place of the role's"),
    NODE("颜色", ink, false, "颜色", "油墨的名称或\"#RRGGBB\"，代替角色的颜色",
         "an ink or \"#RRGGBB\", in place of the role's"),
    NODE("字距", tracking, false, "长度", "代替角色的字距；每个字母、每个汉字之后都加",
         "in place of the role's; after each letter"),
    TOP,
    LEFT,
    NODE("宽", width, false, "长度", "过宽的文字缩小到此宽；不写则两边留出订口",
         "a wider text is made smaller"),
    NODE("高", height, false, "长度", "过宽的文字在此高之内转行，不写则一行；竖排：过高的文字缩小到此高",
         "a wider text is turned over within it, one line when absent; 竖排: a higher text is made smaller"),
    NODE("对齐", align, false, "对齐", "左|中|右|均排；竖排为上|中|下|均排；不写则居中",
         "in its frame; centred when absent"),
    NODE("均排至多", spread_most, false, "长度",
         "均排的字间至多空多少，不写则空一个字，拼音空半个；再不够就把字放大，至多放大三分之一",
         "between characters of 均排 at most, one character when absent, of letters half; then larger type, "
         "by a third at "
         "most"),
    NODE("竖排", vertical, false, "竖排", "是|否", "from the top downwards"),
};

static const struct gaz_key rule_keys[] = {
    KIND,
    TOP,
    LEFT,
    NODE("宽", width, false, "长度", "横线的长", "the length of a level rule"),
    NODE("高", height, false, "长度", "竖线的长", "the length of an upright rule"),
    NODE("粗", thickness, true, "长度", "线的粗", "its thickness"),
    NODE("颜色", ink, false, "颜色", "不写则同版头.颜色", "版头.颜色 when absent"),
};

static const struct gaz_key band_keys[] = {
    KIND,
    TOP,
    LEFT,
    NODE("宽", width, false, "长度", "不写则到纸的右边", "to the right edge of the paper when absent"),
    NODE("高", height, true, "长度", "色带的高", "its height"),
    NODE("颜色", ink, false, "颜色", "不写则同版头.颜色", "版头.颜色 when absent"),
};

static const struct gaz_key picture_keys[] = {
    KIND,
    NODE("文件", file, true, "文字值", "PNG、JPEG或SVG图：在样式文件所在的文件夹，或本期的文件夹",
         "a PNG, JPEG or SVG beside the style file or in the issue folder"),
    TOP,
    LEFT,
    NODE("宽", width, false, "长度", "宽、高只写一个，另一个按图的比例", "the other one follows the picture"),
    NODE("高", height, false, "长度", "宽、高只写一个，另一个按图的比例",
         "the other one follows the picture"),
};

const struct gaz_schema gaz_cover_schemas[] = {
    {"封面的文字", text_keys, G_N_ELEMENTS(text_keys)},
    {"封面的线", rule_keys, G_N_ELEMENTS(rule_keys)},
    {"封面的色带", band_keys, G_N_ELEMENTS(band_keys)},
    {"封面的图", picture_keys, G_N_ELEMENTS(picture_keys)},
};

const char *const gaz_cover_page_names[GAZ_N_COVER_PAGES] = {"封面", "封二", "封三", "封底"};

/* ---- for people */

static void append_length(GString *out, const char *name, gaz_len length) {
    g_string_append_printf(out, " %s", name);
    gaz_style_append_mm(out, length);
}

static void append_text(GString *out, const struct gaz_cover_element *element) {
    static const char *const aligned[2][4] = {{"左", "中", "右", "均排"}, {"上", "中", "下", "均排"}};
    const struct gaz_role *look = &element->look;
    g_string_append(out, " \"");
    for (uint32_t i = 0; i < element->n_pieces; i++) {
        const struct gaz_cover_piece *piece = &element->pieces[i];
        if (i > 0 && piece->part != piece[-1].part) g_string_append_c(out, '|');
        if (piece->literal)
            g_string_append(out, piece->literal);
        else
            g_string_append_printf(out, "{%s}", gaz_cover_field_names[piece->field]);
    }
    g_string_append_printf(out, "\" %s %s/%s", gaz_role_names[element->role], look->family,
                           look->latin ? look->latin : "本体");
    append_length(out, "字号", look->size);
    append_length(out, "字距", look->tracking);
    g_string_append_printf(out, " %s%s", aligned[element->vertical][element->align],
                           element->vertical ? " 竖排" : "");
}

static void append_frame(GString *out, const struct gaz_cover_element *element) {
    append_length(out, "左", element->left);
    append_length(out, "上", element->top);
    append_length(out, "宽", element->width);
    append_length(out, "高", element->height);
}

static void walk_element(const struct gaz_style_walk *walk, int page, uint32_t i) {
    const struct gaz_cover_element *element = &walk->style->covers[page].elements[i];
    bool is_text = element->kind == GAZ_COVER_TEXT, has_ink = element->kind != GAZ_COVER_PICTURE;
    uint32_t ink = is_text ? element->look.ink : element->ink;
    g_auto(GStrv) kinds = g_strsplit(GAZ_COVER_KINDS, "|", -1);
    g_autofree char *key = g_strdup_printf("%s.%u", gaz_cover_page_names[page], i + 1);
    g_autoptr(GString) value = g_string_new(kinds[element->kind]);
    append_frame(value, element);
    if (is_text) append_text(value, element);
    if (element->path) g_string_append_printf(value, " %s", element->path);
    if (has_ink) g_string_append_c(value, ' ');
    if (has_ink) gaz_style_append_ink(value, walk->style, ink);
    g_autofree char *note = gaz_style_note(has_ink ? gaz_style_ink_name(walk->style, ink) : NULL,
                                           walk->style->layers->covers[page]->items[i]);
    gaz_style_tell(walk, key, value->str, note);
}

void gaz_style_walk_covers(const struct gaz_style_walk *walk) {
    for (int page = 0; page < GAZ_N_COVER_PAGES; page++)
        for (uint32_t i = 0; i < walk->style->covers[page].n; i++)
            walk_element(walk, page, i);
}

static void print_schema(FILE *out, const struct gaz_schema *schema, const char *kind, bool english) {
    fprintf(out, english ? "  种类: %s\n" : "  种类：%s\n", kind);
    for (uint32_t i = 1; i < schema->n; i++) {
        const struct gaz_key *key = &schema->keys[i];
        const char *must = !key->required ? "" : english ? " (required)" : "（必有）";
        fprintf(out, english ? "    %s%s - %s\n" : "    %s%s：%s\n", key->name, must,
                english ? key->help_en : key->help);
    }
}

void gaz_style_print_cover_keys(FILE *out, bool english) {
    static const char *const fields[][2] = {
#define GAZ_COVER_FIELD(id, name, help, english) {help, english},
#include "styles/style_cover_fields.def"
#undef GAZ_COVER_FIELD
    };
    g_auto(GStrv) kinds = g_strsplit(GAZ_COVER_KINDS, "|", -1);
    fputs(english ? "What stands on the cover (封面) and, where a style has them, on 封二, 封三, 封底 (无: "
                    "none), a list of "
                    "maps:\n"
                  : "封面上的各项，“封面”是它们的列表；“封二”“封三”“封底”也是，不写或写“无”就没有这一页：\n",
          out);
    for (size_t i = 0; i < G_N_ELEMENTS(gaz_cover_schemas); i++)
        print_schema(out, &gaz_cover_schemas[i], kinds[i], english);
    fputs(english ? "Fields of 内容:\n" : "内容中的字段：\n", out);
    for (int i = 1; i < GAZ_N_COVER_FIELDS; i++)
        fprintf(out, english ? "  {%s} - %s\n" : "  {%s}：%s\n", gaz_cover_field_names[i],
                fields[i - 1][english ? 1 : 0]);
}

/* ---- for editors */

/* Text with {fields}. */
static void put_content(GString *out) {
    g_autoptr(GString) pattern = g_string_new("^([^{}]|\\{(");
    for (int i = 1; i < GAZ_N_COVER_FIELDS; i++)
        g_string_append_printf(pattern, "%s%s", i > 1 ? "|" : "", gaz_cover_field_names[i]);
    g_string_append(pattern, ")\\})*$");
    static const char wrong[] = "花括号内应是gongbao keys列出的字段，如{刊名}";
    gaz_json_open(out, "内容", '{');
    gaz_json_put_value(out, (struct gaz_json_value){GAZ_JSON_TEXT_OR_NONE "|array", pattern->str, wrong});
    gaz_json_open(out, "items", '{');
    gaz_json_put_value(out, (struct gaz_json_value){GAZ_JSON_TEXT_OR_NONE, pattern->str, wrong});
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

static void put_word_definition(GString *out, const char *name, const char *words) {
    gaz_json_open(out, name, '{');
    gaz_json_put_choices(out, words, true);
    gaz_json_close(out, '}');
}

/* The kind decides which keys there may be. */
static void put_kind(GString *out, const char *kind, const char *definition) {
    gaz_json_open(out, NULL, '{');
    gaz_json_open(out, "if", '{');
    gaz_json_open(out, "properties", '{');
    gaz_json_open(out, "种类", '{');
    gaz_json_put_text(out, "const", kind);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    gaz_json_open(out, "then", '{');
    gaz_json_put_definition(out, definition);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

static void put_element(GString *out) {
    g_auto(GStrv) kinds = g_strsplit(GAZ_COVER_KINDS, "|", -1);
    gaz_json_open(out, "封面的一项", '{');
    gaz_json_put_value(out, (struct gaz_json_value){"object", NULL, NULL});
    gaz_json_open(out, "required", '[');
    gaz_json_put_text(out, NULL, "种类");
    gaz_json_close(out, ']');
    gaz_json_open(out, "properties", '{');
    gaz_json_open(out, "种类", '{');
    gaz_json_put_choices(out, GAZ_COVER_KINDS, false);
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
    gaz_json_open(out, "allOf", '[');
    for (size_t i = 0; i < G_N_ELEMENTS(gaz_cover_schemas); i++)
        put_kind(out, kinds[i], gaz_cover_schemas[i].name);
    gaz_json_close(out, ']');
    gaz_json_close(out, '}');
}

/* 封面: nothing is a blank page; 封二: 无, none. */
static void put_page(GString *out, int page) {
    bool is_front = page == GAZ_COVER_FRONT;
    g_autofree char *name = g_strconcat("样式的", gaz_cover_page_names[page], NULL);
    gaz_json_open(out, name, '{');
    gaz_json_put_text(out, "description",
                      is_front ? "封面上的各项，列表" : "列表，同封面；空着是白页，无或不写就没有这一页");
    gaz_json_put_value(out, (struct gaz_json_value){is_front ? "array|null" : "array|null|string", "^无$",
                                                    "应为列表，每项以“- 种类: ”开头"});
    gaz_json_open(out, "items", '{');
    gaz_json_put_definition(out, "封面的一项");
    gaz_json_close(out, '}');
    gaz_json_close(out, '}');
}

void gaz_style_put_cover_definitions(GString *out, bool english) {
    put_content(out);
    put_word_definition(out, "对齐", "左|上|中|右|下|均排");
    put_word_definition(out, "竖排", "是|否");
    put_element(out);
    for (size_t i = 0; i < G_N_ELEMENTS(gaz_cover_schemas); i++) {
        gaz_json_open(out, gaz_cover_schemas[i].name, '{');
        gaz_json_put_map(out, "object", &gaz_cover_schemas[i], english);
        gaz_json_close(out, '}');
    }
    for (int page = 0; page < GAZ_N_COVER_PAGES; page++)
        put_page(out, page);
}
