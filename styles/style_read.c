/* style_read.c: a style's map merged over what the styles it inherits from gave.
 *
 * Nothing is resolved here: values stay as they were typed, each with its place. What is checked is that
 * every key is known and that each value has the shape (a scalar, a map, a list) that its key asks for.
 */
#include "styles/style_layers.h"

#include "base/data/schema.h"
#include "base/diag/diag.h"
#include "base/process/arena.h"

#include <string.h>

static void report_shape(const struct gaz_style_reader *reader, const struct gaz_yaml *value,
                         const char *name, bool map) {
    gaz_report(reader->diags, GAZ_D_WRONG_TYPE, value->span, name, map ? "若干“键: 值”" : "一个值",
               map ? "a map of \"key: value\"" : "one value");
}

static bool expect(const struct gaz_style_reader *reader, const struct gaz_yaml *value,
                   enum gaz_yaml_kind kind, const char *name) {
    if (value->kind == kind) return true;
    report_shape(reader, value, name, kind == GAZ_YAML_MAP);
    return false;
}

/* ---- values */

/* Sets one value; one that this very file has given already (once as 版心: {上: …}, once as 版心.上: …) is
 * refused. */
static void set_value(const struct gaz_style_reader *reader, const struct gaz_yaml **slot,
                      const struct gaz_yaml_pair *pair, const char *name) {
    if (!expect(reader, pair->value, GAZ_YAML_SCALAR, name)) return;
    if (*slot && (*slot)->span.source == pair->value->span.source) {
        char line[16];
        g_snprintf(line, sizeof line, "%u", gaz_source_place((*slot)->span.source, (*slot)->span.begin).line);
        gaz_report(reader->diags, GAZ_D_YAML_DUPLICATE_KEY, pair->key->span, name, line);
        return;
    }
    *slot = pair->value;
}

static int find_value_key(const char *name) {
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        if (strcmp(gaz_style_keys[i].name, name) == 0) return i;
    return -1;
}

/* 接排: 是 says no more than 接排: {有: 是}. -1: it is another value, or the group has no switch. */
static int find_switch(const char *group, const struct gaz_yaml *value) {
    g_autofree char *name = g_strconcat(group, ".有", NULL);
    return value->kind == GAZ_YAML_SCALAR ? find_value_key(name) : -1;
}

static bool is_group(const char *name) {
    size_t n = strlen(name);
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        if (strncmp(gaz_style_keys[i].name, name, n) == 0 && gaz_style_keys[i].name[n] == '.') return true;
    return false;
}

/* What may stand in a map whose keys begin with `prefix` ("" or "版心."). */
static GPtrArray *names_under(const struct gaz_style_reader *reader, const char *prefix) {
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; *prefix == '\0' && i < GAZ_N_STYLE_SPECIALS; i++)
        if (i == GAZ_STYLE_ROLES || !reader->is_document)
            g_ptr_array_add(names, g_strdup(gaz_style_special_names[i]));
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++) {
        if (!g_str_has_prefix(gaz_style_keys[i].name, prefix)) continue;
        const char *rest = gaz_style_keys[i].name + strlen(prefix);
        g_ptr_array_add(names, g_strndup(rest, strcspn(rest, ".")));
        if (strchr(rest, '.')) g_ptr_array_add(names, g_strdup(rest));
    }
    return names;
}

static void report_unknown(const struct gaz_style_reader *reader, const struct gaz_yaml *key,
                           const char *prefix) {
    g_autoptr(GPtrArray) names = names_under(reader, prefix);
    gaz_report_unknown_key(key, (const char *const *)names->pdata, names->len, reader->diags);
}

static void read_group(const struct gaz_style_reader *reader, const struct gaz_yaml *map, const char *prefix);

static void read_pair(const struct gaz_style_reader *reader, const struct gaz_yaml_pair *pair,
                      const char *prefix) {
    g_autofree char *name = g_strconcat(prefix, pair->key->scalar, NULL);
    int key = find_value_key(name);
    if (key >= 0) {
        set_value(reader, &reader->layers->values[key], pair, name);
        if (key == GAZ_STYLE_KEY_press_profile) reader->layers->profile_folder = reader->folder;
    } else if (find_switch(name, pair->value) >= 0) {
        set_value(reader, &reader->layers->values[find_switch(name, pair->value)], pair, name);
    } else if (!is_group(name)) {
        report_unknown(reader, pair->key, prefix);
    } else if (expect(reader, pair->value, GAZ_YAML_MAP, name)) {
        g_autofree char *inner = g_strconcat(name, ".", NULL);
        read_group(reader, pair->value, inner);
    }
}

static void read_group(const struct gaz_style_reader *reader, const struct gaz_yaml *map,
                       const char *prefix) {
    for (uint32_t i = 0; i < map->n; i++)
        read_pair(reader, &map->pairs[i], prefix);
}

/* ---- 文字: roles */

static int find_name(const char *const *names, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0) return i;
    return -1;
}

static void read_role(const struct gaz_style_reader *reader, int role, const struct gaz_yaml *map) {
    if (!expect(reader, map, GAZ_YAML_MAP, gaz_role_names[role])) return;
    for (uint32_t i = 0; i < map->n; i++) {
        const struct gaz_yaml_pair *pair = &map->pairs[i];
        int attribute = find_name(gaz_role_attribute_names, GAZ_N_ATTRIBUTES, pair->key->scalar);
        if (attribute >= 0)
            set_value(reader, &reader->layers->roles[role][attribute], pair, pair->key->scalar);
        else
            gaz_report_unknown_key(pair->key, gaz_role_attribute_names, GAZ_N_ATTRIBUTES, reader->diags);
    }
}

static void read_roles(const struct gaz_style_reader *reader, const struct gaz_yaml *map) {
    if (!expect(reader, map, GAZ_YAML_MAP, "文字")) return;
    for (uint32_t i = 0; i < map->n; i++) {
        int role = find_name(gaz_role_names, GAZ_N_ROLES, map->pairs[i].key->scalar);
        if (role >= 0)
            read_role(reader, role, map->pairs[i].value);
        else
            gaz_report_unknown_key(map->pairs[i].key, gaz_role_names, GAZ_N_ROLES, reader->diags);
    }
}

/* ---- 格式: the values of a form */

static void read_form(const struct gaz_style_reader *reader, int form, const struct gaz_yaml_pair *pair) {
    const struct gaz_yaml *map = pair->value;
    if (!expect(reader, map, GAZ_YAML_MAP, pair->key->scalar)) return;
    struct gaz_style_layers **own = &reader->layers->forms[form];
    if (!*own) *own = GAZ_NEW(reader->arena, struct gaz_style_layers);
    struct gaz_style_reader inner = *reader;
    inner.layers = *own;
    inner.is_document = true; /* it may have what a document may */
    gaz_style_read_map(&inner, map);
}

static void read_forms(const struct gaz_style_reader *reader, const struct gaz_yaml *map) {
    if (!expect(reader, map, GAZ_YAML_MAP, "格式")) return;
    for (uint32_t i = 0; i < map->n; i++) {
        int form = find_name(gaz_form_names, GAZ_N_FORMS, map->pairs[i].key->scalar);
        if (form >= 0)
            read_form(reader, form, &map->pairs[i]);
        else
            gaz_report_unknown_key(map->pairs[i].key, gaz_form_names, GAZ_N_FORMS, reader->diags);
    }
}

void gaz_style_merge_form(struct gaz_style_layers *layers, enum gaz_form form) {
    const struct gaz_style_layers *own = layers->forms[form];
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        if (own->values[i]) layers->values[i] = own->values[i];
    for (int role = 0; role < GAZ_N_ROLES; role++)
        for (int i = 0; i < GAZ_N_ATTRIBUTES; i++)
            if (own->roles[role][i]) layers->roles[role][i] = own->roles[role][i];
}

/* ---- 油墨: inks */

/* places: of each name of an ink its place in the layers, from 1 */
static struct gaz_written_ink *ink_slot(const struct gaz_style_reader *reader, const struct gaz_yaml *name,
                                        GHashTable *places) {
    struct gaz_style_layers *layers = reader->layers;
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, name->scalar));
    if (place > 0) return &layers->inks[place - 1];
    struct gaz_written_ink *ink = GAZ_PUSH(reader->arena, layers->inks, layers->n_inks, layers->ink_capacity);
    g_hash_table_insert(places, (gpointer)name->scalar, GUINT_TO_POINTER(layers->n_inks));
    return ink;
}

/* An ink given again keeps its place and what is not given. */
static void read_ink(const struct gaz_style_reader *reader, const struct gaz_yaml_pair *pair,
                     GHashTable *places) {
    if (!expect(reader, pair->value, GAZ_YAML_MAP, pair->key->scalar)) return;
    struct gaz_written_ink *ink = ink_slot(reader, pair->key, places);
    ink->name = pair->key;
    for (uint32_t i = 0; i < pair->value->n; i++) {
        const struct gaz_yaml_pair *own = &pair->value->pairs[i];
        int attribute = find_name(gaz_ink_attribute_names, GAZ_N_INK_ATTRIBUTES, own->key->scalar);
        if (attribute >= 0)
            set_value(reader, &ink->values[attribute], own, own->key->scalar);
        else
            gaz_report_unknown_key(own->key, gaz_ink_attribute_names, GAZ_N_INK_ATTRIBUTES, reader->diags);
    }
}

static void read_inks(const struct gaz_style_reader *reader, const struct gaz_yaml *map) {
    if (!expect(reader, map, GAZ_YAML_MAP, "油墨")) return;
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    const struct gaz_style_layers *layers = reader->layers;
    for (uint32_t i = 0; i < layers->n_inks; i++)
        g_hash_table_insert(places, (gpointer)layers->inks[i].name->scalar, GUINT_TO_POINTER(i + 1));
    for (uint32_t i = 0; i < map->n; i++)
        read_ink(reader, &map->pairs[i], places);
}

/* ---- 字体: families */

struct faces {
    struct gaz_texts first, stand_in; /* 用, 代 */
    const struct gaz_yaml *latin;     /* 西文 */
};

#define FACES(field) .offset = offsetof(struct faces, field)
static const struct gaz_key face_keys[] = {
    {"用", GAZ_KEY_TEXTS, .required = true, FACES(first), .help = "合用的字体，依次查找",
     .help_en = "right for it, in order"},
    {"代", GAZ_KEY_TEXTS, FACES(stand_in), .help = "没有时代替的字体", .help_en = "stand-ins, in order"},
    {"西文", GAZ_KEY_NODE, FACES(latin), .node = "文字值",
     .help = "与它并排的字母和数字用哪种字体（同样粗细）；不写时同“西文”一项",
     .help_en = "the family of letters and digits beside it"},
};

const struct gaz_schema gaz_style_face_schema = {"字体", face_keys, G_N_ELEMENTS(face_keys)};

static uint32_t copy_names(struct gaz_arena *arena, const struct gaz_texts *texts, const char **names) {
    for (uint32_t i = 0; i < texts->n; i++) {
        g_autofree char *name = gaz_text_to_utf8(texts->texts[i]);
        names[i] = gaz_arena_strdup(arena, name);
    }
    return texts->n;
}

/* A family given again replaces the one that was inherited, in its place. */
static struct gaz_family *family_slot(const struct gaz_style_reader *reader, const char *name) {
    struct gaz_style_layers *layers = reader->layers;
    for (uint32_t i = 0; i < layers->n_families; i++)
        if (strcmp(layers->families[i].name, name) == 0) return &layers->families[i];
    return GAZ_PUSH(reader->arena, layers->families, layers->n_families, layers->family_capacity);
}

static void read_family(const struct gaz_style_reader *reader, const struct gaz_yaml_pair *pair) {
    struct faces faces = {0};
    if (!expect(reader, pair->value, GAZ_YAML_MAP, pair->key->scalar)) return;
    gaz_schema_read(reader->arena, &gaz_style_face_schema, pair->value, &faces, reader->diags);
    const char **names = GAZ_NEW_ARRAY(reader->arena, const char *, faces.first.n + faces.stand_in.n);
    uint32_t n_first = copy_names(reader->arena, &faces.first, names);
    uint32_t n_faces = n_first + copy_names(reader->arena, &faces.stand_in, names + n_first);
    struct gaz_family *family = family_slot(reader, pair->key->scalar);
    *family = (struct gaz_family){pair->key->scalar, names, n_faces, n_first, NULL, {0}};
    if (faces.latin && expect(reader, faces.latin, GAZ_YAML_SCALAR, "西文")) {
        family->latin = faces.latin->scalar;
        family->latin_span = faces.latin->span;
    }
}

static void read_families(const struct gaz_style_reader *reader, const struct gaz_yaml *map) {
    if (!expect(reader, map, GAZ_YAML_MAP, "字体")) return;
    for (uint32_t i = 0; i < map->n; i++)
        read_family(reader, &map->pairs[i]);
}

/* ---- the other keys that are no values */

struct head {
    const char *parent, *title;
    struct gaz_texts folders;
};

static const struct gaz_key head_keys[] = {
    {"名称", GAZ_KEY_STRING, .offset = offsetof(struct head, title)},
    {"字体文件夹", GAZ_KEY_TEXTS, .offset = offsetof(struct head, folders)},
};

static void read_head(const struct gaz_style_reader *reader, const struct gaz_yaml_pair *pair,
                      const struct gaz_key *key) {
    struct head head = {0};
    const struct gaz_yaml map = {.kind = GAZ_YAML_MAP, .span = pair->value->span, .pairs = pair, .n = 1};
    const struct gaz_schema one = {"样式", key, 1};
    gaz_schema_read(reader->arena, &one, &map, &head, reader->diags);
    if (head.title) reader->layers->title = head.title;
    if (head.folders.n == 0) return;
    const char **names = GAZ_NEW_ARRAY(reader->arena, const char *, head.folders.n);
    reader->layers->n_font_folders = copy_names(reader->arena, &head.folders, names);
    reader->layers->font_folders = names;
}

/* A list; its elements are read when all else is known. */
static void take_cover(const struct gaz_style_reader *reader, int page, const struct gaz_yaml *list) {
    reader->layers->covers[page] = list;
    reader->layers->cover_folders[page] = reader->folder;
}

/* True when the key was one that has its own reader. */
static bool read_special(const struct gaz_style_reader *reader, const struct gaz_yaml_pair *pair) {
    int name = find_name(gaz_style_special_names, GAZ_N_STYLE_SPECIALS, pair->key->scalar);
    if (name < 0) return false;
    if (reader->is_document && name != GAZ_STYLE_ROLES) {
        gaz_report(reader->diags, GAZ_D_STYLE_NOT_HERE, pair->key->span, pair->key->scalar);
        return true;
    }
    if (name == GAZ_STYLE_FAMILIES) read_families(reader, pair->value);
    if (name == GAZ_STYLE_TITLE) read_head(reader, pair, &head_keys[0]);
    if (name == GAZ_STYLE_FONT_FOLDERS) read_head(reader, pair, &head_keys[1]);
    if (name == GAZ_STYLE_ROLES) read_roles(reader, pair->value);
    if (name == GAZ_STYLE_WORDS) gaz_style_read_word_key(reader, pair->value);
    if (name == GAZ_STYLE_INKS) read_inks(reader, pair->value);
    if (name == GAZ_STYLE_FORMS) read_forms(reader, pair->value);
    if (name >= GAZ_STYLE_FIRST_COVER) take_cover(reader, name - GAZ_STYLE_FIRST_COVER, pair->value);
    return true; /* 继承 was followed before */
}

/* 印刷 is of the whole file: a document has none of its own. */
static bool is_refused(const struct gaz_style_reader *reader, const struct gaz_yaml *key) {
    static const char press[] = GAZ_STYLE_PRESS;
    const char *rest = key->scalar + strlen(press);
    if (!reader->is_document || !g_str_has_prefix(key->scalar, press) || (*rest && *rest != '.'))
        return false;
    gaz_report(reader->diags, GAZ_D_STYLE_NOT_HERE, key->span, key->scalar);
    return true;
}

void gaz_style_read_map(const struct gaz_style_reader *reader, const struct gaz_yaml *map) {
    if (!expect(reader, map, GAZ_YAML_MAP, "版面")) return;
    for (uint32_t i = 0; i < map->n; i++) {
        const struct gaz_yaml_pair *pair = &map->pairs[i];
        if (!is_refused(reader, pair->key) && !read_special(reader, pair)) read_pair(reader, pair, "");
    }
}
