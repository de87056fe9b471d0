/* earlier.c: what was told of earlier pages, without what is told of the present ones already: both are set
 * in mostly the same glyphs, whose outlines are most of the data. Outlines are the same when they are so to
 * the byte: nothing is asked of the faces.
 */
#include "output/web.h"

#include "base/data/json.h"

#include <string.h>

/* A value as it stands in its text. */
struct slice {
    const char *at;
    gsize n;
};

struct told_face {
    struct slice em;
    GHashTable *glyphs; /* by number: struct slice */
};

struct told {
    GArray *faces;  /* struct told_face */
    GArray *images; /* struct slice */
    struct slice pages, inks, files;
};

/* ---- reading */

static struct slice take_slice(struct gaz_json *json) {
    json->at += strspn(json->at, " \t\r\n");
    struct slice slice = {json->at, 0};
    gaz_json_skip(json);
    slice.n = (gsize)(json->at - slice.at);
    return slice;
}

static bool is_same(const struct slice *one, const struct slice *other) {
    return one->n == other->n && memcmp(one->at, other->at, one->n) == 0;
}

static void read_glyph(struct gaz_json *json, const char *key, void *context) {
    struct slice *outline = g_new(struct slice, 1);
    *outline = take_slice(json);
    g_hash_table_insert(context, g_strdup(key), outline);
}

static void read_face_member(struct gaz_json *json, const char *key, void *context) {
    struct told_face *face = context;
    if (strcmp(key, "glyphs") == 0)
        gaz_json_object(json, read_glyph, face->glyphs);
    else if (strcmp(key, "em") == 0)
        face->em = take_slice(json);
    else
        gaz_json_skip(json);
}

static void read_face(struct gaz_json *json, void *context) {
    struct told_face face = {.glyphs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    gaz_json_object(json, read_face_member, &face);
    g_array_append_val((GArray *)context, face);
}

static void read_image(struct gaz_json *json, void *context) {
    struct slice image = take_slice(json);
    g_array_append_val((GArray *)context, image);
}

static void read_member(struct gaz_json *json, const char *key, void *context) {
    struct told *told = context;
    if (strcmp(key, "faces") == 0)
        gaz_json_array(json, read_face, told->faces);
    else if (strcmp(key, "images") == 0)
        gaz_json_array(json, read_image, told->images);
    else if (strcmp(key, "pages") == 0)
        told->pages = take_slice(json);
    else if (strcmp(key, "inks") == 0)
        told->inks = take_slice(json);
    else if (strcmp(key, "files") == 0)
        told->files = take_slice(json);
    else
        gaz_json_skip(json);
}

static void clear_face(gpointer data) {
    g_hash_table_unref(((struct told_face *)data)->glyphs);
}

/* False: it is not in the form that this room writes. Cleared with clear_told in any case. */
static bool read_told(const char *text, struct told *told) {
    struct gaz_json json = {text, false};
    *told = (struct told){.faces = g_array_new(FALSE, FALSE, sizeof(struct told_face)),
                          .images = g_array_new(FALSE, FALSE, sizeof(struct slice))};
    g_array_set_clear_func(told->faces, clear_face);
    gaz_json_object(&json, read_member, told);
    return !json.bad;
}

static void clear_told(struct told *told) {
    g_array_unref(told->faces);
    g_array_unref(told->images);
}

/* ---- writing */

static bool has_same(const struct told_face *face, gpointer key, const struct slice *outline) {
    const struct slice *own = face ? g_hash_table_lookup(face->glyphs, key) : NULL;
    return own && is_same(own, outline);
}

static guint count_same(const struct told_face *face, const struct told_face *other) {
    guint n = 0;
    GHashTableIter iter;
    gpointer key, outline;
    g_hash_table_iter_init(&iter, face->glyphs);
    while (g_hash_table_iter_next(&iter, &key, &outline))
        n += has_same(other, key, outline);
    return is_same(&face->em, &other->em) ? n : 0;
}

/* The present face that shares most with it; present's number: none. */
static guint find_like(const struct told_face *face, const struct told *present) {
    guint best = present->faces->len, most = 0;
    for (guint i = 0; i < present->faces->len; i++) {
        guint n = count_same(face, &g_array_index(present->faces, struct told_face, i));
        if (n > most) {
            best = i;
            most = n;
        }
    }
    return best;
}

static gint compare_keys(gconstpointer a, gconstpointer b) {
    guint64 one = g_ascii_strtoull(a, NULL, 10), two = g_ascii_strtoull(b, NULL, 10);
    return (one > two) - (one < two);
}

static void add_face(GString *out, const struct told_face *face, const struct told *present) {
    guint like = find_like(face, present);
    const struct told_face *other =
        like < present->faces->len ? &g_array_index(present->faces, struct told_face, like) : NULL;
    g_string_append_printf(out, "{\"em\":%.*s,", (int)face->em.n, face->em.at);
    if (other) g_string_append_printf(out, "\"as\":%u,", like);
    g_string_append(out, "\"glyphs\":{");
    GList *keys = g_list_sort(g_hash_table_get_keys(face->glyphs), compare_keys);
    for (GList *at = keys; at; at = at->next) {
        const struct slice *outline = g_hash_table_lookup(face->glyphs, at->data);
        if (has_same(other, at->data, outline)) continue;
        if (out->str[out->len - 1] != '{') g_string_append_c(out, ',');
        g_string_append_printf(out, "\n\"%s\":", (const char *)at->data);
        g_string_append_len(out, outline->at, (gssize)outline->n);
    }
    g_list_free(keys);
    g_string_append(out, "}}");
}

/* The number of the same present picture, or the picture. */
static void add_image(GString *out, const struct slice *image, const struct told *present) {
    for (guint i = 0; i < present->images->len; i++) {
        if (!is_same(image, &g_array_index(present->images, struct slice, i))) continue;
        g_string_append_printf(out, "%u", i);
        return;
    }
    g_string_append_len(out, image->at, (gssize)image->n);
}

static void add_raw(GString *out, const char *key, const struct slice *value) {
    g_string_append_printf(out, "\"%s\":", key);
    g_string_append_len(out, value->at, (gssize)value->n);
}

static void add_told(GString *out, const struct told *earlier, const struct told *present) {
    g_string_append_c(out, '{');
    add_raw(out, "pages", &earlier->pages);
    g_string_append(out, ",\n\"faces\":[");
    for (guint i = 0; i < earlier->faces->len; i++) {
        if (i) g_string_append_c(out, ',');
        add_face(out, &g_array_index(earlier->faces, struct told_face, i), present);
    }
    g_string_append(out, "],\n\"images\":[");
    for (guint i = 0; i < earlier->images->len; i++) {
        if (i) g_string_append_c(out, ',');
        add_image(out, &g_array_index(earlier->images, struct slice, i), present);
    }
    g_string_append(out, "],\n");
    add_raw(out, "inks", &earlier->inks);
    g_string_append(out, ",\n");
    add_raw(out, "files", &earlier->files);
    g_string_append_c(out, '}');
}

void gaz_web_add_earlier(const char *earlier, const char *shared, GString *out) {
    struct told before, present;
    g_autofree char *whole = g_strconcat("{", shared, "}", NULL);
    bool good = read_told(earlier, &before) && before.pages.n && before.inks.n && before.files.n;
    good = read_told(whole, &present) && good;
    if (good)
        add_told(out, &before, &present);
    else
        g_string_append(out, earlier);
    clear_told(&before);
    clear_told(&present);
}
