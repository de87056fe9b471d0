/* package.c: libzip's entries as parts, with what a file from outside may cost. */
#include "intake/docx/package.h"

#include "base/process/arena.h"
#include "intake/docx/docx.h"
#include "intake/docx/flat.h"
#include "intake/docx/xml.h"

#include <string.h>
#include <zip.h>

/* The limits. A document of a thousand pages with a hundred photographs is far below each of them. */
enum {
    MOST_PARTS = 20 * 1000,
    MOST_UNPACKED = 512 << 20, /* bytes of all parts that are read */
    MOST_RATIO = 300,          /* of a part's size to its packed one … */
    RATIO_COUNTS = 8 << 20,    /* … where it has so many bytes */
};

static void complain(struct gaz_docx_package *package, enum gaz_code code, const char *a, const char *b) {
    gaz_report_file(package->diags, code, package->file, a ? a : "", b ? b : "");
}

/* ---- opening */

/* Whether an entry of a compound file's folder (MS-CFB 2.6.1) is a stream of the name: UTF-16 in 64 bytes,
 * its length with the 0 behind it, and the kind. */
static bool is_stream(const unsigned char *entry, const char *name) {
    enum { NAME = 64, STREAM = 2 };
    size_t n = strlen(name);
    unsigned char wide[NAME] = {0};
    for (size_t i = 0; i < n; i++)
        wide[2 * i] = (unsigned char)name[i];
    bool is_length = entry[NAME] == 2 * (n + 1) && entry[NAME + 1] == 0;
    return is_length && entry[NAME + 2] == STREAM && memcmp(entry, wide, 2 * (n + 1)) == 0;
}

/* Whether it is a compound file ("\xD0\xCF…": mostly a .doc or .wps) that holds an encrypted .docx
 * (MS-OFFCRYPTO 2.3.4.4). Entries of the folder lie at every 128th byte; words of a text are no entry. */
static bool is_encrypted(struct gaz_bytes file) {
    enum { ENTRY = 128 };
    if (file.size < 8 || memcmp(file.data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) != 0) return false;
    for (size_t at = 0; at + ENTRY <= file.size; at += ENTRY)
        if (is_stream(file.data + at, "EncryptedPackage")) return true;
    return false;
}

static bool open_zip(struct gaz_docx_package *package, struct gaz_bytes file) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(file.data, file.size, 0, &error);
    package->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !package->zip) zip_source_free(source);
    zip_error_fini(&error);
    return package->zip != NULL;
}

/* A part's name: no first slash, Windows' strokes turned; parts differ in more than case (part 2, 6.2.2.3).
 */
static char *part_key(const char *name) {
    while (*name == '/' || *name == '\\')
        name++;
    char *key = g_utf8_validate(name, -1, NULL) ? g_utf8_strdown(name, -1) : g_strdup(name);
    g_strdelimit(key, "\\", '/');
    return key;
}

static bool add_entry(struct gaz_docx_package *package, zip_uint64_t i) {
    zip_stat_t stat;
    if (zip_stat_index(package->zip, i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)) return true;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
        complain(package, GAZ_D_DOCX_PASSWORD, NULL, NULL);
        return false;
    }
    char *key = part_key(stat.name);
    bool is_folder = key[0] == '\0' || g_str_has_suffix(key, "/");
    if (!is_folder && g_hash_table_contains(package->entries, key)) {
        complain(package, GAZ_D_DOCX_TWICE, stat.name, NULL);
        g_free(key);
        return false;
    }
    if (is_folder)
        g_free(key);
    else
        g_hash_table_insert(package->entries, key, GUINT_TO_POINTER((guint)i + 1));
    return true;
}

static bool list_entries(struct gaz_docx_package *package) {
    zip_int64_t n = zip_get_num_entries(package->zip, 0);
    if (n > MOST_PARTS) {
        complain(package, GAZ_D_DOCX_LIMIT, "部件", "20000");
        return false;
    }
    for (zip_int64_t i = 0; i < n; i++)
        if (!add_entry(package, (zip_uint64_t)i)) return false;
    return true;
}

bool gaz_docx_is(struct gaz_bytes file) {
    static const char open_document[] = "mimetype"; /* the name of its first entry, behind 30 bytes */
    if (is_encrypted(file) || gaz_docx_flat_is(file)) return true;
    if (file.size < 4 || memcmp(file.data, "PK\3\4", 4) != 0) return false;
    return file.size < 38 || memcmp(file.data + 30, open_document, 8) != 0;
}

static bool is_no_zip(struct gaz_docx_package *package, struct gaz_bytes file) {
    if (is_encrypted(file))
        complain(package, GAZ_D_DOCX_PASSWORD, NULL, NULL);
    else if (file.size < 4 || memcmp(file.data, "PK", 2) != 0 || !open_zip(package, file))
        complain(package, GAZ_D_DOCX_ZIP, NULL, NULL);
    return !package->zip;
}

/* Parts that stand in one file of XML are there without a zip. */
static bool open_flat(struct gaz_docx_package *package, struct gaz_bytes file) {
    g_autoptr(GArray) parts = gaz_docx_flat_parts(package->arena, file);
    if (!parts) complain(package, GAZ_D_DOCX_XML, package->file, "?");
    for (guint i = 0; parts && i < parts->len; i++) {
        const struct gaz_docx_flat_part *part = &g_array_index(parts, struct gaz_docx_flat_part, i);
        struct gaz_bytes *bytes = GAZ_NEW(package->arena, struct gaz_bytes);
        *bytes = part->bytes;
        char *key = part_key(part->name);
        if (g_hash_table_contains(package->entries, key)) {
            complain(package, GAZ_D_DOCX_TWICE, part->name, NULL);
            g_free(key);
            return false;
        }
        g_hash_table_insert(package->entries, key, GUINT_TO_POINTER(i + 1));
        g_hash_table_insert(package->parts, GUINT_TO_POINTER(i + 1), bytes);
    }
    return parts != NULL;
}

bool gaz_docx_archive_open(struct gaz_docx_package *package, struct gaz_bytes file) {
    package->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    package->relations =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    package->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    package->parts = g_hash_table_new(NULL, NULL);
    if (gaz_docx_flat_is(file)) return open_flat(package, file);
    return !is_no_zip(package, file) && list_entries(package);
}

bool gaz_docx_package_open(struct gaz_docx_package *package, struct gaz_bytes file) {
    if (!gaz_docx_archive_open(package, file)) return false;
    if (!package->zip) return true; /* its parts say themselves what they are */
    if (gaz_docx_has_part(package, "[Content_Types].xml")) return true;
    complain(package, GAZ_D_DOCX_PART, "[Content_Types].xml", NULL);
    return false;
}

void gaz_docx_package_close(struct gaz_docx_package *package) {
    if (package->zip) zip_discard(package->zip);
    g_hash_table_unref(package->entries);
    g_hash_table_unref(package->relations);
    g_hash_table_unref(package->by_id);
    g_hash_table_unref(package->parts);
}

/* ---- parts */

static guint entry_of(struct gaz_docx_package *package, const char *name) {
    g_autofree char *key = part_key(name);
    return GPOINTER_TO_UINT(g_hash_table_lookup(package->entries, key));
}

bool gaz_docx_has_part(struct gaz_docx_package *package, const char *name) {
    return entry_of(package, name) != 0;
}

static bool is_too_much(const struct gaz_docx_package *package, const zip_stat_t *stat) {
    if (stat->size > MOST_UNPACKED - package->unpacked) return true;
    return stat->size > RATIO_COUNTS && stat->size / MOST_RATIO > stat->comp_size;
}

static struct gaz_bytes unpack(struct gaz_docx_package *package, guint entry, const zip_stat_t *stat) {
    unsigned char *data = gaz_arena_alloc(package->arena, stat->size + 1);
    zip_file_t *file = zip_fopen_index(package->zip, entry - 1, 0);
    zip_int64_t n = file ? zip_fread(file, data, stat->size) : -1;
    bool is_whole = n == (zip_int64_t)stat->size && zip_fread(file, &(char){0}, 1) == 0; /* and its sum */
    if (file) zip_fclose(file);
    package->unpacked += stat->size;
    return is_whole ? (struct gaz_bytes){data, stat->size} : (struct gaz_bytes){NULL, 0};
}

static struct gaz_bytes read_part(struct gaz_docx_package *package, guint entry, const char *name) {
    zip_stat_t stat;
    struct gaz_bytes bytes = {NULL, 0};
    if (zip_stat_index(package->zip, entry - 1, 0, &stat) != 0) {
        complain(package, GAZ_D_DOCX_ZIP, NULL, NULL);
        return bytes;
    }
    if (is_too_much(package, &stat)) {
        complain(package, GAZ_D_DOCX_LIMIT, name, "512 MiB，压缩比300");
        return bytes;
    }
    bytes = unpack(package, entry, &stat);
    if (!bytes.data) complain(package, GAZ_D_DOCX_DAMAGED, name, NULL);
    return bytes;
}

struct gaz_bytes gaz_docx_part(struct gaz_docx_package *package, const char *name) {
    guint entry = entry_of(package, name);
    if (!entry) return (struct gaz_bytes){NULL, 0};
    struct gaz_bytes *part = g_hash_table_lookup(package->parts, GUINT_TO_POINTER(entry));
    if (part) return *part;
    part = GAZ_NEW(package->arena, struct gaz_bytes);
    *part = read_part(package, entry, name);
    g_hash_table_insert(package->parts, GUINT_TO_POINTER(entry), part);
    return *part;
}

static void complain_of_xml(struct gaz_docx_package *package, const char *name,
                            enum gaz_docx_xml_problem problem, uint32_t line) {
    g_autofree char *at = g_strdup_printf("%u", line);
    switch (problem) {
    case GAZ_DOCX_XML_FINE:
        break;
    case GAZ_DOCX_XML_BROKEN:
        complain(package, GAZ_D_DOCX_XML, name, at);
        break;
    case GAZ_DOCX_XML_DEEP:
        complain(package, GAZ_D_DOCX_LIMIT, name, "400层");
        break;
    case GAZ_DOCX_XML_ATTRS:
        complain(package, GAZ_D_DOCX_LIMIT, name, "500个属性");
        break;
    case GAZ_DOCX_XML_MANY:
        complain(package, GAZ_D_DOCX_LIMIT, name, "600万个元素");
        break;
    }
}

struct gaz_docx_node *gaz_docx_part_tree(struct gaz_docx_package *package, const char *name) {
    enum gaz_docx_xml_problem problem;
    uint32_t line;
    struct gaz_bytes bytes = gaz_docx_part(package, name);
    if (!bytes.data) return NULL;
    struct gaz_docx_node *root = gaz_docx_xml_read(package->arena, bytes, &problem, &line);
    complain_of_xml(package, name, problem, line);
    return root;
}

/* ---- relationships */

/* A target, which counts from the folder of its part, as a name; NULL: it leaves the package. */
static const char *resolve(struct gaz_arena *arena, const char *part, const char *target) {
    GPtrArray *steps = g_ptr_array_new();
    const char *slash = strrchr(part, '/');
    g_autofree char *folder =
        slash && target[0] != '/' ? g_strndup(part, (gsize)(slash - part)) : g_strdup("");
    g_autofree char *whole = g_strconcat(folder, "/", target, NULL);
    g_auto(GStrv) pieces = g_strsplit_set(whole, "/\\", -1);
    bool leaves = false;
    for (char **piece = pieces; *piece; piece++) {
        if (g_str_equal(*piece, "..")) {
            leaves |= steps->len == 0;
            if (steps->len) g_ptr_array_set_size(steps, (gint)steps->len - 1);
        } else if ((*piece)[0] && !g_str_equal(*piece, "."))
            g_ptr_array_add(steps, *piece);
    }
    g_ptr_array_add(steps, NULL);
    g_autofree char *name = g_strjoinv("/", (char **)steps->pdata);
    g_ptr_array_unref(steps);
    return leaves ? NULL : gaz_arena_strdup(arena, name);
}

static char *relations_part(const char *part) {
    const char *slash = strrchr(part, '/');
    if (!slash) return g_strdup_printf("_rels/%s.rels", part);
    return g_strdup_printf("%.*s/_rels/%s.rels", (int)(slash - part), part, slash + 1);
}

static char *key_of(const char *part, const char *id) {
    return g_strconcat(part, "\n", id, NULL);
}

static void add_relation(struct gaz_docx_package *package, GArray *list, const char *part,
                         const struct gaz_docx_node *node) {
    const char *id = gaz_docx_attr(node, "Id"), *type = gaz_docx_attr(node, "Type"),
               *target = gaz_docx_attr(node, "Target"), *mode = gaz_docx_attr(node, "TargetMode");
    if (!id || !type || !target) return;
    const char *slash = strrchr(type, '/');
    struct gaz_docx_relation relation = {.type = slash ? slash + 1 : type, .target = target};
    relation.is_outside = mode && g_ascii_strcasecmp(mode, "External") == 0;
    if (!relation.is_outside) {
        relation.target = resolve(package->arena, part, target);
        if (!relation.target) relation = (struct gaz_docx_relation){relation.type, target, true};
    }
    char *key = key_of(part, id);
    if (g_hash_table_contains(package->by_id, key))
        g_free(key);
    else
        g_hash_table_insert(package->by_id, key, GUINT_TO_POINTER(list->len));
    g_array_append_val(list, relation);
}

const GArray *gaz_docx_relations(struct gaz_docx_package *package, const char *part) {
    GArray *list = g_hash_table_lookup(package->relations, part);
    if (list) return list;
    list = g_array_new(FALSE, FALSE, sizeof(struct gaz_docx_relation));
    g_autofree char *name = relations_part(part);
    const struct gaz_docx_node *root = gaz_docx_part_tree(package, name);
    for (const struct gaz_docx_node *at = root ? root->first : NULL; at; at = at->next)
        add_relation(package, list, part, at);
    g_hash_table_insert(package->relations, g_strdup(part), list);
    return list;
}

const struct gaz_docx_relation *gaz_docx_relation(struct gaz_docx_package *package, const char *part,
                                                  const char *id) {
    const GArray *list = gaz_docx_relations(package, part);
    g_autofree char *key = id ? key_of(part, id) : NULL;
    gpointer place;
    bool is_there = key && g_hash_table_lookup_extended(package->by_id, key, NULL, &place);
    return is_there ? &g_array_index(list, struct gaz_docx_relation, GPOINTER_TO_UINT(place)) : NULL;
}

const struct gaz_docx_relation *gaz_docx_relation_of_type(struct gaz_docx_package *package, const char *part,
                                                          const char *type) {
    const GArray *list = gaz_docx_relations(package, part);
    for (guint i = 0; i < list->len; i++) {
        const struct gaz_docx_relation *relation = &g_array_index(list, struct gaz_docx_relation, i);
        if (g_str_equal(relation->type, type)) return relation;
    }
    return NULL;
}
