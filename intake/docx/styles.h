/* styles.h: properties of paragraphs and runs, and where they come from (ECMA-376 part 1, 17.7): the
 * document's defaults, the styles with what they are based on, and the paragraph or run itself.
 */
#ifndef GAZ_INTAKE_DOCX_STYLES_H
#define GAZ_INTAKE_DOCX_STYLES_H

#include "intake/docx/xml.h"
#include "intake/draft.h"

/* What is asked of a run. */
enum gaz_docx_run_prop {
    GAZ_DOCX_BOLD,
    GAZ_DOCX_VANISH,
    GAZ_DOCX_CAPITALS, /* small letters are shown as capitals */
    GAZ_DOCX_SMALL_CAPITALS,
    GAZ_DOCX_STRUCK,
    GAZ_DOCX_UNDERLINED,
    GAZ_DOCX_RED,
    GAZ_DOCX_PALE,    /* white, or as good as white */
    GAZ_DOCX_SHADED,  /* on a ground of its own: by a shading or the marker */
    GAZ_DOCX_SIZE,    /* half points */
    GAZ_DOCX_FACE,    /* enum gaz_draft_face, of Chinese characters */
    GAZ_DOCX_SCRIPT,  /* GAZ_DRAFT_SUP, GAZ_DRAFT_SUB or 0 */
    GAZ_DOCX_RAISED,  /* half points above the line; below it less than 0 */
    GAZ_DOCX_SYMBOLS, /* enum gaz_docx_symbol_font of its Latin characters; 0: no font of symbols */
    GAZ_DOCX_N_RUN_PROPS,
};

/* And of a paragraph. Lengths in twentieths of a point; …_CHARS in hundredths of a character. */
enum gaz_docx_paragraph_prop {
    GAZ_DOCX_ALIGN, /* enum gaz_draft_align */
    GAZ_DOCX_LEFT,
    GAZ_DOCX_LEFT_CHARS,
    GAZ_DOCX_RIGHT,
    GAZ_DOCX_RIGHT_CHARS,
    GAZ_DOCX_FIRST, /* less than 0: it hangs */
    GAZ_DOCX_FIRST_CHARS,
    GAZ_DOCX_OUTLINE, /* 0 to 8; 9: none */
    GAZ_DOCX_NUMBER_ID,
    GAZ_DOCX_NUMBER_LEVEL,
    GAZ_DOCX_PAGE_BEFORE,
    GAZ_DOCX_GROUND, /* on a shading */
    GAZ_DOCX_N_PARAGRAPH_PROPS,
};

struct gaz_docx_run_props {
    int32_t value[GAZ_DOCX_N_RUN_PROPS];
    uint32_t has; /* a bit a value */
};

struct gaz_docx_paragraph_props {
    int32_t value[GAZ_DOCX_N_PARAGRAPH_PROPS];
    uint32_t has;
};

struct gaz_docx_style {
    const char *id, *name; /* in our arena */
    const char *based_on;
    const struct gaz_docx_node *node;
    bool is_done, is_open; /* resolved; being resolved: a loop of styles ends there */
    bool is_default;
    struct gaz_docx_run_props run; /* with what it is based on */
    struct gaz_docx_paragraph_props paragraph;
    const char *number_style; /* the id of the style that said the number's id: levels are bound to it */
};

struct gaz_docx_styles {
    GHashTable *by_id; /* of gaz_docx_style */
    struct gaz_docx_run_props run;
    struct gaz_docx_paragraph_props paragraph; /* the document's defaults */
    const char *major, *minor;                 /* the theme's faces for Chinese; NULL */
    const struct gaz_docx_style *normal;       /* of paragraphs that name none; NULL */
};

/* Both parts may be NULL. */
void gaz_docx_styles_open(struct gaz_docx_styles *styles, struct gaz_arena *arena,
                          const struct gaz_docx_node *part, const struct gaz_docx_node *theme);
void gaz_docx_styles_close(struct gaz_docx_styles *styles);

/* NULL: there is none of the id. */
const struct gaz_docx_style *gaz_docx_style(const struct gaz_docx_styles *styles, const char *id);

/* Direct formatting over what is there: w:rPr, w:pPr; NULL is allowed. */
void gaz_docx_run_take(const struct gaz_docx_styles *styles, struct gaz_docx_run_props *props,
                       const struct gaz_docx_node *node);
void gaz_docx_paragraph_take(struct gaz_docx_paragraph_props *props, const struct gaz_docx_node *node);

/* Whether a w:shd paints anything; NULL is allowed. */
bool gaz_docx_is_shading(const struct gaz_docx_node *shading);

/* All that holds of a run: defaults, the paragraph's style, the character style, itself. */
struct gaz_docx_run_props gaz_docx_run_props(const struct gaz_docx_styles *styles,
                                             const struct gaz_docx_style *of_paragraph,
                                             const struct gaz_docx_node *run_node);
/* One layer over another. */
void gaz_docx_paragraph_lay(struct gaz_docx_paragraph_props *under,
                            const struct gaz_docx_paragraph_props *over);

#endif
