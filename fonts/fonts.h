/* fonts.h: the door: names of faces become open faces. */
#ifndef GAZ_FONTS_FONTS_H
#define GAZ_FONTS_FONTS_H

#include "base/text/source.h"
#include "fonts/face.h"

#include <glib.h>
#include <stdio.h>

struct gaz_diags;

struct gaz_font_family {
    const char *name;         /* 仿宋 … */
    const char *const *faces; /* "Family" or "Family:Style" or a file name, ordered */
    uint32_t n_faces;
    uint32_t n_first; /* the first n_first are right for the family; the others stand in, with a warning */
};

struct gaz_font_request {
    const struct gaz_font_family *families;
    uint32_t n_families;
    const char *const
        *folders; /* searched before the machine's own folders: --fonts, the style's, the program's */
    uint32_t n_folders;
};

/* Opens the first face found of every family through a fontconfig configuration of our own (no system
 * aliases). A family without any face is an error; a stand-in is a warning. The face that was got is compared
 * with the face that was asked for. NULL after an error. The caller closes it. */
struct gaz_fonts *gaz_fonts_open(const struct gaz_font_request *request, struct gaz_diags *diags);
void gaz_fonts_close(struct gaz_fonts *fonts);

/* One more who closes them; what was said when they were opened is said to him too. */
struct gaz_fonts *gaz_fonts_ref(struct gaz_fonts *fonts, struct gaz_diags *diags);

/* Whether they were opened for a request like this one. */
bool gaz_fonts_serve(const struct gaz_fonts *fonts, const struct gaz_font_request *request);

/* False after reporting a face that is not to be trusted: it was found and then could not be read, so that
 * another has served in its place, or a table of it that draws is damaged. Each face is told of once an
 * issue (gaz_fonts_begin); one whose names alone were tampered with, or that is no font at all, is a warning.
 * Faces are read when they are first needed: to be asked after the layout. */
bool gaz_fonts_check(const struct gaz_fonts *fonts, struct gaz_diags *diags);

/* The folder in which what was read out of the fonts is kept; made when it is not there. NULL: none can be
 * written. Freed with g_free. */
char *gaz_fonts_cache_folder(void);

/* Folders and files that may still be read once the fonts are open: the folders of fonts, what links in them
 * lead to, and the caches. Freed with g_ptr_array_unref. */
GPtrArray *gaz_fonts_places(const struct gaz_fonts *fonts);

/* Which face serves which family, and what was looked for before it. */
void gaz_fonts_report(const struct gaz_fonts *fonts, FILE *out);

#endif
