/* style_table.c: the rows of style_keys.def and style_roles.def as tables. */
#include "styles/style_layers.h"

#include <stddef.h>

const struct gaz_style_key gaz_style_keys[GAZ_N_STYLE_KEYS] = {
#define AT(field) offsetof(struct gaz_style, field)
#define GAZ_STYLE_LENGTH(field, key, low, high, help, clause)                                                \
    {GAZ_STYLE_KIND_LENGTH, AT(field), key, low, high, NULL, help, clause},
#define GAZ_STYLE_COUNT(field, key, low, high, help, clause)                                                 \
    {GAZ_STYLE_KIND_COUNT, AT(field), key, low, high, NULL, help, clause},
#define GAZ_STYLE_SWITCH(field, key, help, clause)                                                           \
    {GAZ_STYLE_KIND_SWITCH, AT(field), key, 0, 0, NULL, help, clause},
#define GAZ_STYLE_CHOICE(field, key, choices, help, clause)                                                  \
    {GAZ_STYLE_KIND_CHOICE, AT(field), key, 0, 0, choices, help, clause},
#define GAZ_STYLE_INK(field, key, help, clause)                                                              \
    {GAZ_STYLE_KIND_INK, AT(field), key, 0, 0, NULL, help, clause},
#define GAZ_STYLE_STRING(field, key, help, clause)                                                           \
    {GAZ_STYLE_KIND_STRING, AT(field), key, 0, 0, NULL, help, clause},
#include "styles/style_keys.def"
};

const char *const gaz_style_special_names[GAZ_N_STYLE_SPECIALS] = {
    "继承", "字体", "名称", "字体文件夹", "文字", "词表", "油墨", "格式", "封面", "封二", "封三", "封底"};

const char *const gaz_role_names[GAZ_N_ROLES] = {
#define GAZ_ROLE(id, name, help) name,
#include "styles/style_roles.def"
#undef GAZ_ROLE
};

const char *const gaz_role_helps[GAZ_N_ROLES] = {
#define GAZ_ROLE(id, name, help) help,
#include "styles/style_roles.def"
#undef GAZ_ROLE
};

const char *const gaz_role_attribute_names[GAZ_N_ATTRIBUTES] = {"字体", "西文", "字号", "颜色", "字距"};

const char *const gaz_ink_attribute_names[GAZ_N_INK_ATTRIBUTES] = {"屏幕", "四色", "专色"};

const char *const gaz_cover_field_names[GAZ_N_COVER_FIELDS] = {
    NULL,
#define GAZ_COVER_FIELD(id, name, help, english) name,
#include "styles/style_cover_fields.def"
#undef GAZ_COVER_FIELD
};
