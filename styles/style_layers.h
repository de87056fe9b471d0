/* style_layers.h: a style as it was written: for each value the innermost file that gives it. Only styles/
 * sees this.
 *
 * A layer is one style file, or the 版面 of one document. Layers are merged key by key while they are read,
 * the outer ones first, so what is here at the end is what counts; where it was set is in the value's own
 * span.
 */
#ifndef GAZ_STYLES_STYLE_LAYERS_H
#define GAZ_STYLES_STYLE_LAYERS_H

#include "base/data/schema.h"
#include "base/data/yaml.h"
#include "base/file/hash.h"
#include "base/terms/form.h"
#include "base/terms/measure.h"
#include "styles/styles.h"

#include <glib.h>
#include <stdio.h>

struct gaz_diags;

/* ---- the table of keys, from style_keys.def */

enum gaz_style_kind {
    GAZ_STYLE_KIND_LENGTH,
    GAZ_STYLE_KIND_COUNT,
    GAZ_STYLE_KIND_SWITCH,
    GAZ_STYLE_KIND_CHOICE,
    GAZ_STYLE_KIND_INK,
    GAZ_STYLE_KIND_STRING,
};

struct gaz_style_key {
    enum gaz_style_kind kind;
    size_t offset; /* in struct gaz_style */
    const char *name;
    int low, high;       /* LENGTH in points, COUNT */
    const char *choices; /* CHOICE */
    const char *help, *clause;
};

enum gaz_style_key_id {
#define GAZ_STYLE_LENGTH(field, key, low, high, help, clause) GAZ_STYLE_KEY_##field,
#define GAZ_STYLE_COUNT(field, key, low, high, help, clause) GAZ_STYLE_KEY_##field,
#define GAZ_STYLE_SWITCH(field, key, help, clause) GAZ_STYLE_KEY_##field,
#define GAZ_STYLE_CHOICE(field, key, choices, help, clause) GAZ_STYLE_KEY_##field,
#define GAZ_STYLE_INK(field, key, help, clause) GAZ_STYLE_KEY_##field,
#define GAZ_STYLE_STRING(field, key, help, clause) GAZ_STYLE_KEY_##field,
#include "styles/style_keys.def"
#undef GAZ_STYLE_LENGTH
#undef GAZ_STYLE_COUNT
#undef GAZ_STYLE_SWITCH
#undef GAZ_STYLE_CHOICE
#undef GAZ_STYLE_INK
#undef GAZ_STYLE_STRING
    GAZ_N_STYLE_KEYS
};

extern const struct gaz_style_key gaz_style_keys[GAZ_N_STYLE_KEYS];

/* ---- the keys that are no values: each has a reader of its own */

enum gaz_style_special {
    GAZ_STYLE_PARENT,
    GAZ_STYLE_FAMILIES,
    GAZ_STYLE_TITLE,
    GAZ_STYLE_FONT_FOLDERS,
    GAZ_STYLE_ROLES,
    GAZ_STYLE_WORDS,
    GAZ_STYLE_INKS,
    GAZ_STYLE_FORMS,
    GAZ_STYLE_FIRST_COVER, /* 封面, 封二, 封三, 封底 */
    GAZ_N_STYLE_SPECIALS = GAZ_STYLE_FIRST_COVER + GAZ_N_COVER_PAGES
};

extern const char *const gaz_style_special_names[GAZ_N_STYLE_SPECIALS];
extern const struct gaz_schema gaz_style_face_schema; /* one of 字体 */
#define GAZ_STYLE_PRESS "印刷" /* the group of the whole file: a document has none of its own */

/* ---- roles */

enum gaz_role_attribute {
    GAZ_ATTRIBUTE_FAMILY,
    GAZ_ATTRIBUTE_LATIN,
    GAZ_ATTRIBUTE_SIZE,
    GAZ_ATTRIBUTE_INK,
    GAZ_ATTRIBUTE_TRACKING,
    GAZ_N_ATTRIBUTES
};

extern const char *const gaz_cover_field_names[GAZ_N_COVER_FIELDS]; /* [0]: NULL */
extern const char *const gaz_role_names[GAZ_N_ROLES];
extern const char *const gaz_role_helps[GAZ_N_ROLES];
extern const char *const gaz_role_attribute_names[GAZ_N_ATTRIBUTES];

/* ---- 油墨 */

enum gaz_ink_attribute { GAZ_INK_SCREEN, GAZ_INK_PROCESS, GAZ_INK_SPOT, GAZ_N_INK_ATTRIBUTES };

extern const char *const gaz_ink_attribute_names[GAZ_N_INK_ATTRIBUTES];

struct gaz_written_ink {
    const struct gaz_yaml *name; /* as the innermost layer has it */
    const struct gaz_yaml *values[GAZ_N_INK_ATTRIBUTES];
};

/* ---- what was written */

/* where a style file stands, and the pictures that it names */
struct gaz_style_folder {
    const char *root, *inner; /* the data folder or the issue's; the folder below it, "." for itself */
};

struct gaz_style_layers {
    const struct gaz_yaml *values[GAZ_N_STYLE_KEYS]; /* scalars; NULL: in no layer */
    const struct gaz_yaml *roles[GAZ_N_ROLES][GAZ_N_ATTRIBUTES];
    struct gaz_family *families;
    uint32_t n_families;
    size_t family_capacity;
    struct gaz_written_ink *inks;
    uint32_t n_inks;
    size_t ink_capacity;
    const char **font_folders;
    uint32_t n_font_folders;
    const char *title;
    const struct gaz_yaml *covers[GAZ_N_COVER_PAGES]; /* 封面 …: the innermost one counts as a whole; NULL */
    struct gaz_style_folder cover_folders[GAZ_N_COVER_PAGES];
    struct gaz_style_folder profile_folder; /* of the file that gives 印刷.配置文件 */
    const char **words;                     /* 词表: of all files, unsorted until gaz_style_sort_words */
    uint32_t n_words;
    char words_digest[GAZ_HASH_DIGITS + 1];
    size_t word_capacity;
    struct gaz_style_layers *forms[GAZ_N_FORMS]; /* 格式: values and roles of a form alone; NULL: none */
};

/* Merges one map over the layers. `is_document`: the 版面 of a document, which may not have everything. */
struct gaz_style_reader {
    struct gaz_arena *arena;
    struct gaz_style_layers *layers;
    struct gaz_diags *diags;
    bool is_document;
    struct gaz_style_folder folder; /* of the file that is being read */
};

/* The values of a form over all others. */
void gaz_style_merge_form(struct gaz_style_layers *layers, enum gaz_form form);

void gaz_style_read_map(const struct gaz_style_reader *reader, const struct gaz_yaml *map);

/* ---- 词表 (style_words.c) */

/* Adds the words of a file below a folder; nothing when there is no such file. */
#define GAZ_WORD_FILE "词表.txt"
void gaz_style_read_word_file(const struct gaz_style_reader *reader, const char *folder, const char *path);
void gaz_style_read_word_key(const struct gaz_style_reader *reader, const struct gaz_yaml *value);
void gaz_style_sort_words(struct gaz_style_layers *layers);

/* ---- house lists (style_lists.c) */

#define GAZ_PROGRAM_LISTS "styles/lists" /* below the data folder */
/* The lists that lie in the folders, the innermost first; a folder that comes again counts once. */
void gaz_style_find_lists(struct gaz_style *style, const struct gaz_style_folder *folders, uint32_t n);

/* ---- what is told to editors (style_json.c, style_cover_keys.c) */

void gaz_style_put_cover_definitions(GString *out, bool english);

/* ---- 油墨 (style_inks.c) */

/* Fills the table of inks of a style that was loaded; false after any complaint. */
bool gaz_style_resolve_inks(struct gaz_style *style, struct gaz_diags *diags);
void gaz_style_append_ink(GString *out, const struct gaz_style *style, uint32_t ink); /* "#RRGGBB" */
const char *gaz_style_ink_name(const struct gaz_style *style,
                               uint32_t ink); /* NULL of 黑 and of nameless ones */
void gaz_style_print_ink_keys(FILE *out, bool english);

/* ---- every value as text (style_values.c; what its parts share: style_tell.c) */

struct gaz_style_walk {
    const struct gaz_style *style;
    gaz_style_visitor *visit;
    void *context;
};

void gaz_style_tell(const struct gaz_style_walk *walk, const char *key, const char *value, const char *note);
void gaz_style_walk_inks(const struct gaz_style_walk *walk);
void gaz_style_walk_covers(const struct gaz_style_walk *walk);
/* "红 own.yaml:3": the ink's name (NULL: none) and where the value was set (NULL: in no file). Freed with
 * g_free. */
char *gaz_style_note(const char *ink, const struct gaz_yaml *set);
void gaz_style_append_mm(GString *out, gaz_len length); /* "12.345mm" */

/* Fills everything but inks and cover from the style's layers; false after any complaint. */
bool gaz_style_resolve(struct gaz_style *style, struct gaz_diags *diags);

/* ---- 封面 … (style_cover.c) */

extern const char *const gaz_cover_page_names[GAZ_N_COVER_PAGES];

/* Fills the covers of a style whose other values are resolved; pictures are looked for beside the style file,
 * then in the issue folder. False after any complaint. */
bool gaz_style_resolve_covers(struct gaz_style *style, const char *issue_folder, struct gaz_diags *diags);
void gaz_style_print_cover_keys(FILE *out, bool english);

#endif
