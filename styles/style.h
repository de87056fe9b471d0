/* style.h: a resolved style: what every algorithm after styles/ sees.
 *
 * The product of styles/. Plain numbers: lengths in grains, counts, choices. 字, 行, 号, 磅 and mm were
 * turned into grains by style_resolve.c and nowhere else. A style knows roles (正文, 标题, 版记 …), not
 * documents, fonts or pages. The members are the rows of style_keys.def and style_roles.def; each row says
 * what it is for and its clause.
 */
#ifndef GAZ_STYLES_STYLE_H
#define GAZ_STYLES_STYLE_H

#include "base/picture/picture.h"
#include "base/terms/form.h"
#include "base/terms/ink.h"
#include "base/terms/unit.h"
#include "base/text/source.h"
#include "styles/style_roles.h"

#include <stdbool.h>

struct gaz_arena;

/* how a kind of text looks */
struct gaz_role {
    const char *family; /* a name of 字体: 仿宋 … */
    const char *latin; /* 西文: the family of its Latin letters and digits; NULL (本体): its own face's */
    gaz_len size;      /* the em; never 0 */
    uint32_t ink;      /* 颜色: in gaz_style.inks */
    gaz_len tracking;  /* 字距: added between characters, at least 0 */
};

/* 字体: a family is an ordered list of faces: `用` are right for it, `代` stand in for them (with a warning)
 */
struct gaz_family {
    const char *name;
    const char *const *faces; /* "Family" or "Family:Style", first choices, then stand-ins */
    uint32_t n_faces, n_first;
    const char *latin; /* 西文: the family of the letters and digits beside it, where a role says nothing;
                          NULL: that of the role 西文 */
    struct gaz_span latin_span;
};

/* ---- 封面, 封二, 封三, 封底: what stands on a cover, in this order, each over those before it
 * (docs/cover.md) */

enum gaz_cover_page {
    GAZ_COVER_FRONT,        /* 封面 */
    GAZ_COVER_INSIDE_FRONT, /* 封二 */
    GAZ_COVER_INSIDE_BACK,  /* 封三 */
    GAZ_COVER_BACK,         /* 封底 */
    GAZ_N_COVER_PAGES
};

enum gaz_cover_field {
    GAZ_COVER_LITERAL, /* the piece's own text */
#define GAZ_COVER_FIELD(id, name, help, english) GAZ_COVER_##id,
#include "styles/style_cover_fields.def"
#undef GAZ_COVER_FIELD
    GAZ_N_COVER_FIELDS
};

struct gaz_cover_piece {
    enum gaz_cover_field field;
    const char *literal; /* UTF-8; NULL for a field */
    uint32_t part;       /* pieces of one part of 内容: all are left out when a field of theirs is empty */
};

enum gaz_cover_kind { GAZ_COVER_TEXT, GAZ_COVER_RULE, GAZ_COVER_BAND, GAZ_COVER_PICTURE };
enum gaz_cover_align { GAZ_COVER_START, GAZ_COVER_CENTER, GAZ_COVER_END, GAZ_COVER_SPREAD };

struct gaz_cover_element {
    enum gaz_cover_kind kind;
    gaz_len left, top, width, height; /* on the paper; of TEXT the frame: a height of 0 is a line's */
    uint32_t ink;                     /* 颜色, of RULE and BAND: in gaz_style.inks */
    /* TEXT */
    const struct gaz_cover_piece *pieces;
    uint32_t n_pieces;
    enum gaz_role_id role; /* 角色, with the element's own values in `look` */
    struct gaz_role look;
    enum gaz_cover_align align;
    bool vertical;       /* 竖排: from the top downwards, START being the top */
    gaz_len spread_most; /* 均排至多: between two characters; 0: as wide as they are */
    /* PICTURE */
    struct gaz_picture picture;
    const char *path; /* below the issue folder when is_own, else below the data folder */
    bool is_own;
};

struct gaz_cover {
    const struct gaz_cover_element *elements;
    uint32_t n;
    bool is_there; /* the style has such a page; 封面 is always there, perhaps blank */
};

enum { GAZ_MAX_WORD = 24 }; /* characters of a word of 词表 */

/* ---- house lists: found here, since they are found as styles are; read by check/ */

enum gaz_house_list { GAZ_HOUSE_ORGANS, GAZ_HOUSE_PEOPLE, GAZ_HOUSE_WORDS, GAZ_N_HOUSE_LISTS };

/* 机关.yaml, 人名.yaml, 用词.yaml, by gaz_house_list */
extern const char *const gaz_house_list_names[GAZ_N_HOUSE_LISTS];

struct gaz_house_file {
    enum gaz_house_list list;
    const char *root, *path; /* the folder that it is read below, the path below it */
    uint32_t rank;           /* of its folder, from 0: the issue's, its styles' from within, the program's */
    bool is_program;         /* the program's own: not of an office */
};

struct gaz_style {
    struct gaz_arena *arena;               /* owns everything here */
    const char *name;                      /* file name without .yaml */
    const char *title;                     /* 名称, for people; NULL */
    const struct gaz_style_layers *layers; /* what was written and where; only styles/ looks inside */
    struct gaz_role roles[GAZ_N_ROLES];
    const struct gaz_family *families; /* in the order of the style file */
    uint32_t n_families;
    struct gaz_inks *inks; /* 油墨, and the colours that were written in place. A table that all styles which
                              stand over one share: an index means the same in each */
    const char *const *font_folders; /* 字体文件夹, absolute or below the issue folder as written */
    uint32_t n_font_folders;
    const char *const *words; /* 词表: what a title is not broken inside; sorted by bytes, each once */
    uint32_t n_words;
    const char *words_digest;     /* of all of them, in hexadecimal */
    const char *const *own_files; /* style files, 词表.txt and pictures of the cover that were read in the
                                     issue folder: paths below it */
    uint32_t n_own_files;
    const struct gaz_house_file *house_files; /* those that are there, by rank */
    uint32_t n_house_files;
    struct gaz_cover covers[GAZ_N_COVER_PAGES];
    const struct gaz_style *forms[GAZ_N_FORMS]; /* 格式: with that form's own values; NULL: it has none */
    const char *profile_folder;                 /* where the file stands that gives 印刷.配置文件 */

    /* derived by style_resolve.c */
    gaz_len cell;  /* 字: 版心.宽 / 每行字数, rounded down to a grain */
    gaz_len pitch; /* 行: 行距, or (版心.高 - 字) / (页行数 - 1) when that is 自动 (G-05, G-06) */
    gaz_len measure; /* 每行字数 × 字 */

#define GAZ_STYLE_LENGTH(field, key, low, high, help, clause) gaz_len field;
#define GAZ_STYLE_COUNT(field, key, low, high, help, clause) int field;
#define GAZ_STYLE_SWITCH(field, key, help, clause) bool field;
#define GAZ_STYLE_CHOICE(field, key, choices, help, clause) int field;
#define GAZ_STYLE_INK(field, key, help, clause) uint32_t field;
#define GAZ_STYLE_STRING(field, key, help, clause) const char *field;
#include "styles/style_keys.def"
#undef GAZ_STYLE_LENGTH
#undef GAZ_STYLE_COUNT
#undef GAZ_STYLE_SWITCH
#undef GAZ_STYLE_CHOICE
#undef GAZ_STYLE_INK
#undef GAZ_STYLE_STRING
};

#endif
