/* style_values.c: every resolved value of a style as text, in one order: for the dump, for a lock's facts. */
#include "styles/styles.h"

#include "styles/style_layers.h"

/* ---- the keys */

static void append_value(GString *out, const struct gaz_style *style, const struct gaz_style_key *key) {
    const void *field = (const char *)style + key->offset;
    switch (key->kind) {
    case GAZ_STYLE_KIND_LENGTH:
        gaz_style_append_mm(out, *(const gaz_len *)field);
        break;
    case GAZ_STYLE_KIND_COUNT:
        g_string_append_printf(out, "%d", *(const int *)field);
        break;
    case GAZ_STYLE_KIND_SWITCH:
        g_string_append(out, *(const bool *)field ? "是" : "否");
        break;
    case GAZ_STYLE_KIND_CHOICE: {
        g_auto(GStrv) words = g_strsplit(key->choices, "|", -1);
        g_string_append(out, words[*(const int *)field]);
        break;
    }
    case GAZ_STYLE_KIND_INK:
        gaz_style_append_ink(out, style, *(const uint32_t *)field);
        break;
    case GAZ_STYLE_KIND_STRING:
        g_string_append_printf(out, "\"%s\"", *(const char *const *)field);
        break;
    }
}

static const char *ink_of(const struct gaz_style *style, const struct gaz_style_key *key) {
    if (key->kind != GAZ_STYLE_KIND_INK) return NULL;
    const uint32_t *ink = (const void *)((const char *)style + key->offset);
    return gaz_style_ink_name(style, *ink);
}

static void walk_key(const struct gaz_style_walk *walk, int i, const char *prefix) {
    const struct gaz_style_key *key = &gaz_style_keys[i];
    g_autofree char *name = g_strconcat(prefix, key->name, NULL);
    g_autoptr(GString) value = g_string_new(NULL);
    append_value(value, walk->style, key);
    g_autofree char *note = gaz_style_note(ink_of(walk->style, key), walk->style->layers->values[i]);
    gaz_style_tell(walk, name, value->str, note);
}

static void walk_keys(const struct gaz_style_walk *walk) {
    for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
        walk_key(walk, i, "");
}

/* ---- the rest */

static void walk_derived(const struct gaz_style_walk *walk) {
    const struct {
        const char *name;
        gaz_len length;
    } derived[] = {{"字", walk->style->cell}, {"行", walk->style->pitch}, {"行宽", walk->style->measure}};
    for (size_t i = 0; i < G_N_ELEMENTS(derived); i++) {
        g_autoptr(GString) value = g_string_new(NULL);
        gaz_style_append_mm(value, derived[i].length);
        g_string_append_printf(value, " (%d/1024磅)", derived[i].length);
        gaz_style_tell(walk, derived[i].name, value->str, NULL);
    }
}

static void walk_role(const struct gaz_style_walk *walk, int i, const char *prefix) {
    const struct gaz_role *role = &walk->style->roles[i];
    g_autofree char *key = g_strconcat(prefix, "文字.", gaz_role_names[i], NULL);
    g_autoptr(GString) value = g_string_new(NULL);
    g_string_append_printf(value, "%s/%s ", role->family, role->latin ? role->latin : "本体");
    gaz_style_append_mm(value, role->size);
    g_string_append_c(value, ' ');
    gaz_style_append_ink(value, walk->style, role->ink);
    g_string_append_c(value, ' ');
    gaz_style_append_mm(value, role->tracking);
    g_autofree char *note = gaz_style_note(gaz_style_ink_name(walk->style, role->ink),
                                           walk->style->layers->roles[i][GAZ_ATTRIBUTE_SIZE]);
    gaz_style_tell(walk, key, value->str, note);
}

static void walk_family(const struct gaz_style_walk *walk, const struct gaz_family *family) {
    g_autofree char *key = g_strconcat("字体.", family->name, NULL);
    g_autoptr(GString) value = g_string_new(NULL);
    for (uint32_t k = 0; k < family->n_faces; k++)
        g_string_append_printf(value, "%s%s",
                               k == 0                 ? ""
                               : k == family->n_first ? "; 代: "
                                                      : ", ",
                               family->faces[k]);
    if (family->latin) g_string_append_printf(value, "; 西文: %s", family->latin);
    gaz_style_tell(walk, key, value->str, NULL);
}

static bool has_role(const struct gaz_style_layers *layers, int role) {
    bool has = false;
    for (int i = 0; i < GAZ_N_ATTRIBUTES; i++)
        has |= layers->roles[role][i] != NULL;
    return has;
}

/* 格式: of each form what it has of its own. */
static void walk_forms(const struct gaz_style_walk *walk) {
    for (int form = 0; form < GAZ_N_FORMS; form++) {
        const struct gaz_style_walk own = {walk->style->forms[form], walk->visit, walk->context};
        if (!own.style) continue;
        const struct gaz_style_layers *layers = walk->style->layers->forms[form];
        g_autofree char *prefix = g_strdup_printf("格式.%s.", gaz_form_names[form]);
        for (int i = 0; i < GAZ_N_STYLE_KEYS; i++)
            if (layers->values[i]) walk_key(&own, i, prefix);
        for (int i = 0; i < GAZ_N_ROLES; i++)
            if (has_role(layers, i)) walk_role(&own, i, prefix);
    }
}

void gaz_style_walk(const struct gaz_style *style, gaz_style_visitor *visit, void *context) {
    const struct gaz_style_walk walk = {style, visit, context};
    gaz_style_tell(&walk, "样式", style->name, NULL);
    if (style->title) gaz_style_tell(&walk, "名称", style->title, NULL);
    walk_derived(&walk);
    walk_keys(&walk);
    for (int i = 0; i < GAZ_N_ROLES; i++)
        walk_role(&walk, i, "");
    for (uint32_t i = 0; i < style->n_families; i++)
        walk_family(&walk, &style->families[i]);
    gaz_style_walk_inks(&walk);
    gaz_style_walk_covers(&walk);
    walk_forms(&walk);
}
