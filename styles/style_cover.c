/* style_cover.c: 封面, 封二, 封三, 封底: the list of what stands on a cover, from what was written to plain
 * lengths and looks.
 *
 * It is read when all else of the style is known: 字, 行, the roles and the paper. Each kind of element has a
 * table of its keys, so that a key which does nothing for its kind is refused.
 */
#include "styles/style_cover.h"
#include "styles/style_resolver.h"

#include "base/process/arena.h"
#include "base/diag/diag.h"
#include "base/text/hint.h"
#include "base/file/file.h"

#include <string.h>

enum { HIGHEST = 3000 /* points, of a position */ };

struct cover {
    struct gaz_resolver resolver;
    const char *issue_folder;
    enum gaz_cover_page page;
    const struct gaz_yaml *map; /* the element that is being read */
};

/* ---- values */

static bool expect_scalar(struct cover *c, const struct gaz_yaml *value, const char *name) {
    if (value->kind == GAZ_YAML_SCALAR) return true;
    gaz_report(c->resolver.diags, GAZ_D_WRONG_TYPE, value->span, name, "一个值", "one value");
    c->resolver.failed = true;
    return false;
}

/* A length of at most `high` points, where it was written. True when it was. */
static bool read_length(struct cover *c, const char *name, const struct gaz_yaml *value, gaz_len *length) {
    if (!value || !expect_scalar(c, value, name)) return false;
    struct gaz_length_request request = {name, value, GAZ_STAGE_REST, 0, HIGHEST};
    gaz_resolve_length(&c->resolver, &request, length);
    return true;
}

static void read_size(struct cover *c, const struct gaz_yaml *value, gaz_len *size) {
    if (!value || !expect_scalar(c, value, "封面.字号")) return;
    struct gaz_length_request request = {"封面.字号", value, GAZ_STAGE_REST, 1, 600};
    gaz_resolve_length(&c->resolver, &request, size);
}

static void read_ink(struct cover *c, const struct gaz_yaml *value, uint32_t *ink) {
    if (value && expect_scalar(c, value, "封面.颜色")) gaz_resolve_ink(&c->resolver, "封面.颜色", value, ink);
}

static int read_word(struct cover *c, const char *name, const struct gaz_yaml *value, const char *choices) {
    return value && expect_scalar(c, value, name) ? gaz_resolve_word(&c->resolver, name, value, choices) : -1;
}

/* ---- 内容 */

static struct gaz_span span_within(const struct gaz_yaml *value, const char *name) {
    struct gaz_span span = value->span;
    const char *at = memmem(span.source->text + span.begin, span.end - span.begin, name, strlen(name));
    if (at) span.begin = (uint32_t)(at - span.source->text);
    if (at) span.end = span.begin + (uint32_t)strlen(name);
    return span;
}

static enum gaz_cover_field read_field(struct cover *c, const struct gaz_yaml *value, const char *name) {
    for (int i = 1; i < GAZ_N_COVER_FIELDS; i++)
        if (strcmp(gaz_cover_field_names[i], name) == 0) return (enum gaz_cover_field)i;
    struct gaz_hint hint = gaz_hint_for(name, gaz_cover_field_names + 1, GAZ_N_COVER_FIELDS - 1);
    gaz_report(c->resolver.diags, GAZ_D_COVER_FIELD, span_within(value, name), name, hint.chinese,
               hint.english);
    gaz_hint_clear(&hint);
    c->resolver.failed = true;
    return GAZ_COVER_LITERAL;
}

/* pieces as they are found */
struct pieces {
    struct gaz_cover_piece *pieces;
    uint32_t n;
    size_t capacity;
};

static void push_piece(struct cover *c, struct pieces *pieces, struct gaz_cover_piece piece) {
    size_t n = pieces->n;
    *GAZ_PUSH(c->resolver.style->arena, pieces->pieces, n, pieces->capacity) = piece;
    pieces->n = (uint32_t)n;
}

/* One part of 内容: text and {fields}. */
static void read_part(struct cover *c, const struct gaz_yaml *value, uint32_t part, struct pieces *pieces) {
    struct gaz_arena *arena = c->resolver.style->arena;
    for (const char *at = value->scalar; *at;) {
        size_t n = strcspn(at, "{}");
        if (n > 0)
            push_piece(c, pieces,
                       (struct gaz_cover_piece){GAZ_COVER_LITERAL, gaz_arena_strndup(arena, at, n), part});
        at += n;
        if (*at == '\0') return;
        size_t inside = strcspn(at + 1, "{}");
        if (*at == '}' || at[1 + inside] != '}') {
            gaz_report(c->resolver.diags, GAZ_D_COVER_BRACE, value->span, "{刊名}");
            c->resolver.failed = true;
            return;
        }
        g_autofree char *name = g_strndup(at + 1, inside);
        push_piece(c, pieces, (struct gaz_cover_piece){read_field(c, value, name), NULL, part});
        at += inside + 2;
    }
}

static void read_content(struct cover *c, const struct gaz_yaml *value, struct gaz_cover_element *element) {
    struct pieces pieces = {0};
    bool is_list = value->kind == GAZ_YAML_LIST;
    for (uint32_t i = 0; i < (is_list ? value->n : 1); i++) {
        const struct gaz_yaml *part = is_list ? value->items[i] : value;
        if (expect_scalar(c, part, "封面.内容")) read_part(c, part, i, &pieces);
    }
    element->pieces = pieces.pieces;
    element->n_pieces = pieces.n;
}

/* ---- 文字 */

static enum gaz_role_id read_role(struct cover *c, const struct gaz_yaml *value) {
    if (!value || !expect_scalar(c, value, "封面.角色")) return GAZ_ROLE_COVER_TEXT;
    for (int i = 0; i < GAZ_N_ROLES; i++)
        if (strcmp(gaz_role_names[i], value->scalar) == 0) return (enum gaz_role_id)i;
    struct gaz_hint hint = gaz_hint_for(value->scalar, gaz_role_names, GAZ_N_ROLES);
    gaz_report(c->resolver.diags, GAZ_D_COVER_ROLE, value->span, value->scalar, hint.chinese, hint.english);
    gaz_hint_clear(&hint);
    c->resolver.failed = true;
    return GAZ_ROLE_COVER_TEXT;
}

static void read_look(struct cover *c, const struct gaz_cover_written *written,
                      struct gaz_cover_element *element) {
    struct gaz_role *look = &element->look;
    element->role = read_role(c, written->role);
    *look = c->resolver.style->roles[element->role];
    if (written->family && expect_scalar(c, written->family, "封面.字体"))
        gaz_resolve_family(&c->resolver, written->family, &look->family);
    if (written->latin && expect_scalar(c, written->latin, "封面.西文")) {
        look->latin = NULL;
        if (strcmp(written->latin->scalar, "本体") != 0)
            gaz_resolve_family(&c->resolver, written->latin, &look->latin);
    }
    read_size(c, written->size, &look->size);
    read_ink(c, written->ink, &look->ink);
    read_length(c, "封面.字距", written->tracking, &look->tracking);
}

/* The frame that an element has when it does not say: between the inner margins, or from 左 to the right one.
 */
static void place_text(struct cover *c, const struct gaz_cover_written *written,
                       struct gaz_cover_element *element) {
    const struct gaz_style *style = c->resolver.style;
    gaz_len margin = style->area_left;
    bool has_width = read_length(c, "封面.宽", written->width, &element->width);
    bool has_left = read_length(c, "封面.左", written->left, &element->left);
    gaz_len room = style->paper_width - (has_left ? element->left : margin) - margin;
    if (!has_width && element->vertical) element->width = element->look.size;
    if (!has_width && !element->vertical) element->width = MAX(room, GAZ_POINT);
    if (!has_left) element->left = (style->paper_width - element->width) / 2;
}

static void read_text(struct cover *c, const struct gaz_cover_written *written,
                      struct gaz_cover_element *element) {
    if (!written->content) return; /* it was said */
    read_content(c, written->content, element);
    read_look(c, written, element);
    element->vertical = read_word(c, "封面.竖排", written->vertical, "是|否") == 0;
    const char *choices = element->vertical ? "上|中|下|均排" : "左|中|右|均排";
    int align = read_word(c, "封面.对齐", written->align, choices);
    element->align = align < 0 ? GAZ_COVER_CENTER : (enum gaz_cover_align)align;
    if (align < 0 && element->vertical) element->align = GAZ_COVER_START;
    read_length(c, "封面.均排至多", written->spread_most, &element->spread_most);
    bool has_height = read_length(c, "封面.高", written->height, &element->height);
    if (!has_height && element->vertical) /* as far as the paper goes */
        element->height = MAX(c->resolver.style->paper_height - element->top, element->look.size);
    place_text(c, written, element);
}

/* ---- 线, 色带 */

static void report_size(struct cover *c, const char *chinese, const char *english) {
    gaz_report(c->resolver.diags, GAZ_D_COVER_SIZE, c->map->span, chinese, english);
    c->resolver.failed = true;
}

static void centre(struct cover *c, const struct gaz_cover_written *written,
                   struct gaz_cover_element *element) {
    if (!read_length(c, "封面.左", written->left, &element->left))
        element->left = (c->resolver.style->paper_width - element->width) / 2;
}

static void read_rule(struct cover *c, const struct gaz_cover_written *written,
                      struct gaz_cover_element *element) {
    bool is_level = read_length(c, "封面.宽", written->width, &element->width);
    bool is_upright = read_length(c, "封面.高", written->height, &element->height);
    if (is_level == is_upright)
        report_size(c, "线要写宽（横线）或高（竖线），只写一个",
                    "a rule has 宽 (level) or 高 (upright), one of them");
    read_length(c, "封面.粗", written->thickness, is_level ? &element->height : &element->width);
    centre(c, written, element);
}

static void read_band(struct cover *c, const struct gaz_cover_written *written,
                      struct gaz_cover_element *element) {
    read_length(c, "封面.左", written->left, &element->left);
    if (!read_length(c, "封面.宽", written->width, &element->width))
        element->width = c->resolver.style->paper_width - element->left;
    else
        centre(c, written, element);
    read_length(c, "封面.高", written->height, &element->height);
}

/* ---- 图 */

/* the folder of the style file when the picture is there, else the issue's */
static struct gaz_bytes read_file(struct cover *c, const struct gaz_yaml *file,
                                  struct gaz_cover_element *element) {
    const struct gaz_style_folder *folder = &c->resolver.layers->cover_folders[c->page];
    struct gaz_arena *arena = c->resolver.style->arena;
    g_autofree char *beside = strcmp(folder->inner, ".") == 0
                                  ? g_strdup(file->scalar)
                                  : g_strdup_printf("%s/%s", folder->inner, file->scalar);
    g_autofree char *whole = g_build_filename(folder->root, beside, NULL);
    bool is_beside = gaz_file_may_exist(whole);
    const char *root = is_beside ? folder->root : c->issue_folder;
    element->path = is_beside ? gaz_arena_strdup(arena, beside) : file->scalar;
    element->is_own = strcmp(root, c->issue_folder) == 0;
    return gaz_file_read_below(arena, root, element->path, file->span, c->resolver.diags);
}

static bool look_at(struct cover *c, const struct gaz_yaml *file, struct gaz_cover_element *element) {
    struct gaz_picture *picture = &element->picture;
    if (!file || !expect_scalar(c, file, "封面.文件")) return false;
    struct gaz_bytes bytes = read_file(c, file, element);
    *picture = (struct gaz_picture){.data = bytes.data, .size = bytes.size};
    c->resolver.failed |= !bytes.data;
    if (!bytes.data) return false;
    if (gaz_picture_check(picture, file->scalar, file->span, c->resolver.diags)) return true;
    c->resolver.failed = true;
    return false;
}

static void read_picture(struct cover *c, const struct gaz_cover_written *written,
                         struct gaz_cover_element *element) {
    const struct gaz_picture *picture = &element->picture;
    bool has_width = read_length(c, "封面.宽", written->width, &element->width);
    bool has_height = read_length(c, "封面.高", written->height, &element->height);
    if (!look_at(c, written->file, element)) return;
    bool has_ratio = picture->natural_width > 0 && picture->natural_height > 0;
    if (!has_ratio && (!has_width || !has_height)) {
        report_size(c, "图的比例不明，宽和高都要写",
                    "the picture's proportions are not known: both 宽 and 高 are needed");
    } else if (has_ratio && has_width == has_height) {
        report_size(c, "图要写宽或高，只写一个，另一个按图的比例",
                    "a picture has 宽 or 高, one of them; the other one follows");
    } else if (has_ratio && has_width) {
        element->height = gaz_scale(element->width, picture->natural_height, picture->natural_width);
    } else if (has_ratio) {
        element->width = gaz_scale(element->height, picture->natural_width, picture->natural_height);
    }
    centre(c, written, element);
}

/* ---- an element, the list */

/* Nothing may stand over the edges of the paper; a picture that fills it may by half a millimetre, for its
 * proportions are seldom the paper's to the last pixel. */
static void check_place(struct cover *c, const struct gaz_cover_element *element) {
    const struct gaz_style *style = c->resolver.style;
    gaz_len over = element->kind == GAZ_COVER_PICTURE ? gaz_len_from_um(500) : 0;
    gaz_len height =
        element->kind == GAZ_COVER_TEXT ? MAX(element->height, element->look.size) : element->height;
    bool right = (int64_t)element->left + element->width > (int64_t)style->paper_width + over;
    bool below = (int64_t)element->top + height > (int64_t)style->paper_height + over;
    if (element->left < 0) right = true;
    if (!right && !below) return;
    gaz_report(c->resolver.diags, GAZ_D_COVER_OUTSIDE, c->map->span, right ? "左右" : "下",
               right ? "side" : "lower");
    c->resolver.failed = true;
}

/* The kind first, since it decides which keys there may be. */
static bool read_kind(struct cover *c, struct gaz_cover_written *written) {
    const struct gaz_schema schema = {"封面的一项", gaz_cover_schemas[0].keys, 1};
    const struct gaz_yaml *value = gaz_yaml_lookup(c->map, "种类");
    struct gaz_yaml key_node = {.kind = GAZ_YAML_SCALAR, .span = c->map->span, .scalar = "种类"};
    struct gaz_yaml_pair own = {&key_node, value};
    struct gaz_yaml map = {.kind = GAZ_YAML_MAP, .span = c->map->span, .pairs = &own, .n = value ? 1 : 0};
    written->kind = -1;
    gaz_schema_read(c->resolver.style->arena, &schema, &map, written, c->resolver.diags);
    c->resolver.failed |= written->kind < 0;
    return written->kind >= 0;
}

static void read_element(struct cover *c, struct gaz_cover_element *element) {
    struct gaz_cover_written written = {0};
    unsigned errors = gaz_diags_count(c->resolver.diags, GAZ_ERROR);
    if (!read_kind(c, &written)) return;
    gaz_schema_read(c->resolver.style->arena, &gaz_cover_schemas[written.kind], c->map, &written,
                    c->resolver.diags);
    element->kind = (enum gaz_cover_kind)written.kind;
    element->ink = c->resolver.style->red;
    read_length(c, "封面.上", written.top, &element->top);
    switch (element->kind) {
    case GAZ_COVER_TEXT:
        read_text(c, &written, element);
        break;
    case GAZ_COVER_RULE:
        read_rule(c, &written, element);
        break;
    case GAZ_COVER_BAND:
        read_band(c, &written, element);
        break;
    case GAZ_COVER_PICTURE:
        read_picture(c, &written, element);
        break;
    }
    if (element->kind != GAZ_COVER_TEXT) read_ink(c, written.ink, &element->ink);
    if (gaz_diags_count(c->resolver.diags, GAZ_ERROR) == errors)
        check_place(c, element);
    else
        c->resolver.failed = true;
}

static void read_list(struct cover *c, const struct gaz_yaml *list, struct gaz_cover *cover) {
    struct gaz_cover_element *elements =
        GAZ_NEW_ARRAY(c->resolver.style->arena, struct gaz_cover_element, list->n);
    for (uint32_t i = 0; i < list->n; i++) {
        c->map = list->items[i];
        if (c->map->kind == GAZ_YAML_MAP)
            read_element(c, &elements[i]);
        else
            gaz_report(c->resolver.diags, GAZ_D_WRONG_TYPE, c->map->span, gaz_cover_page_names[c->page],
                       "若干“键: 值”", "a map of \"key: value\"");
        c->resolver.failed |= c->map->kind != GAZ_YAML_MAP;
    }
    *cover = (struct gaz_cover){elements, list->n, true};
}

/* 封面: nothing is a blank page; 封二: 无, none. */
static void read_page(struct cover *c, const struct gaz_yaml *list) {
    struct gaz_cover *cover = &c->resolver.style->covers[c->page];
    bool is_scalar = list && list->kind == GAZ_YAML_SCALAR;
    cover->is_there = c->page == GAZ_COVER_FRONT || (is_scalar && list->empty);
    if (!list || (is_scalar && list->empty)) return;
    if (is_scalar && c->page != GAZ_COVER_FRONT && strcmp(list->scalar, "无") == 0) return;
    if (list->kind == GAZ_YAML_LIST) {
        read_list(c, list, cover);
        return;
    }
    gaz_report(c->resolver.diags, GAZ_D_WRONG_TYPE, list->span, gaz_cover_page_names[c->page],
               "一个列表，每项以“- 种类: ”开头", "a list whose items begin with \"- 种类: \"");
    c->resolver.failed = true;
}

bool gaz_style_resolve_covers(struct gaz_style *style, const char *issue_folder, struct gaz_diags *diags) {
    struct cover c = {{style, style->layers, diags, false}, issue_folder, GAZ_COVER_FRONT, NULL};
    for (int page = 0; page < GAZ_N_COVER_PAGES; page++) {
        c.page = (enum gaz_cover_page)page;
        read_page(&c, style->layers->covers[page]);
    }
    return !c.resolver.failed;
}
