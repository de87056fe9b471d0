/* numbering.h: automatic numbers (ECMA-376 part 1, 17.9): what Word would show before a paragraph. */
#ifndef GAZ_INTAKE_DOCX_NUMBERING_H
#define GAZ_INTAKE_DOCX_NUMBERING_H

#include "intake/docx/styles.h"
#include "intake/docx/symbols.h"

enum { GAZ_DOCX_LEVELS = 9 };

struct gaz_docx_level {
    bool is_there;
    uint32_t start;
    int restart; /* lvlRestart: -1: it does not say; 0: never; else the level, from 1, that restarts it */
    const char *format;  /* decimal … */
    const char *pattern; /* of a custom one */
    const char *text;    /* 第%1条 */
    bool is_legal;       /* all its numbers in Arabic figures */
    bool is_hidden;
    const char *style; /* the id of the paragraph style bound to it; NULL */
    enum gaz_docx_symbol_font font;
    const struct gaz_docx_node *paragraph; /* its w:pPr: the paragraph's indents */
};

struct gaz_docx_list { /* an abstractNum, with its counters */
    const char *number_style_link;
    struct gaz_docx_level levels[GAZ_DOCX_LEVELS];
    uint32_t count[GAZ_DOCX_LEVELS];
    bool is_counting[GAZ_DOCX_LEVELS];
};

struct gaz_docx_number {        /* a num */
    struct gaz_docx_list *list; /* links followed */
    struct gaz_docx_level overrides[GAZ_DOCX_LEVELS];
    int32_t starts[GAZ_DOCX_LEVELS]; /* startOverride; -1: none */
    bool has_begun[GAZ_DOCX_LEVELS]; /* its start was set */
};

struct gaz_docx_numbering {
    GHashTable *lists;   /* id → gaz_docx_list */
    GHashTable *numbers; /* id → gaz_docx_number */
};

/* `part` may be NULL. */
void gaz_docx_numbering_open(struct gaz_docx_numbering *numbering, struct gaz_arena *arena,
                             const struct gaz_docx_node *part, const struct gaz_docx_styles *styles);
void gaz_docx_numbering_close(struct gaz_docx_numbering *numbering);

/* What a paragraph's properties say of its number. */
struct gaz_docx_numbered {
    const struct gaz_docx_level *level; /* NULL: it has none */
    struct gaz_docx_number *number;
    unsigned ilvl;
};

struct gaz_docx_numbered gaz_docx_numbered(const struct gaz_docx_numbering *numbering,
                                           const struct gaz_docx_style *style,
                                           const struct gaz_docx_node *direct);

/* Counts the paragraph and adds its number as Word shows it, without what follows it. Each paragraph that
 * shows is counted once, in order. *unknown: a format that is not known (NULL: none). */
void gaz_docx_count_number(struct gaz_docx_numbered numbered, GString *out, const char **unknown);

#endif
