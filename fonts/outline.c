/* outline.c: glyphs' outlines as path data of SVG (SVG 1.1, 8.3), by FreeType. */
#include "fonts/face.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

struct gaz_outlines {
    FT_Library library;
    FT_Face face; /* NULL: it cannot be opened */
};

struct gaz_outlines *gaz_outlines_new(const struct gaz_face *face) {
    struct gaz_outlines *outlines = g_new0(struct gaz_outlines, 1);
    if (FT_Init_FreeType(&outlines->library) == 0 &&
        FT_New_Memory_Face(outlines->library, face->data, (FT_Long)face->size, face->index,
                           &outlines->face) != 0)
        outlines->face = NULL;
    return outlines;
}

void gaz_outlines_free(struct gaz_outlines *outlines) {
    if (outlines->face) FT_Done_Face(outlines->face);
    FT_Done_FreeType(outlines->library);
    g_free(outlines);
}

/* a path while it is drawn */
struct drawing {
    GString *path;
    bool is_open;
};

static void add_point(GString *path, const FT_Vector *point, char before) {
    if (before) g_string_append_c(path, before);
    g_string_append_printf(path, "%ld%s%ld", point->x, point->y < 0 ? "" : " ", point->y);
}

static int move_to(const FT_Vector *to, void *user) {
    struct drawing *drawing = user;
    if (drawing->is_open) g_string_append_c(drawing->path, 'Z');
    drawing->is_open = true;
    add_point(drawing->path, to, 'M');
    return 0;
}

static int line_to(const FT_Vector *to, void *user) {
    add_point(((struct drawing *)user)->path, to, 'L');
    return 0;
}

static int bow_to(const FT_Vector *control, const FT_Vector *to, void *user) {
    GString *path = ((struct drawing *)user)->path;
    add_point(path, control, 'Q');
    add_point(path, to, ' ');
    return 0;
}

static int curve_to(const FT_Vector *first, const FT_Vector *second, const FT_Vector *to, void *user) {
    GString *path = ((struct drawing *)user)->path;
    add_point(path, first, 'C');
    add_point(path, second, ' ');
    add_point(path, to, ' ');
    return 0;
}

void gaz_outlines_add(struct gaz_outlines *outlines, uint32_t glyph, GString *path) {
    static const FT_Outline_Funcs funcs = {move_to, line_to, bow_to, curve_to, 0, 0};
    struct drawing drawing = {path, false};
    if (!outlines->face || FT_Load_Glyph(outlines->face, glyph, FT_LOAD_NO_SCALE) != 0) return;
    if (FT_Outline_Decompose(&outlines->face->glyph->outline, &funcs, &drawing) == 0 && drawing.is_open)
        g_string_append_c(path, 'Z');
}
