/* style_roles.h: the kinds of text (文字), numbered and named. */
#ifndef GAZ_STYLES_STYLE_ROLES_H
#define GAZ_STYLES_STYLE_ROLES_H

enum gaz_role_id {
#define GAZ_ROLE(id, name, help) GAZ_ROLE_##id,
#include "styles/style_roles.def"
#undef GAZ_ROLE
    GAZ_N_ROLES
};

/* The name that a style and the dumps have for it: 正文, 版记 … */
static inline const char *gaz_role_name(enum gaz_role_id role) {
    static const char *const names[GAZ_N_ROLES] = {
#define GAZ_ROLE(id, name, help) name,
#include "styles/style_roles.def"
#undef GAZ_ROLE
    };
    return names[role];
}

#endif
