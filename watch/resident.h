/* resident.h: an issue that stays in memory, the last of its settings that was good, and what a browser is
 * told of it. */
#ifndef GAZ_WATCH_RESIDENT_H
#define GAZ_WATCH_RESIDENT_H

#include "gazette/gazette.h"
#include "output/web.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_diags;

struct gaz_resident {
    struct gaz_gazette_options options;
    const char *name;
    const char *before; /* pages of an earlier state, a JSON object; NULL */
    bool has_editor;
    struct gaz_gazette *gazette; /* the last that was good; NULL: none was yet */
    struct gaz_diags *diags;     /* what was said of it */
    struct gaz_gazette *last;    /* the one before, until gaz_resident_forget; NULL */
    struct gaz_web *web;
    uint32_t version;  /* grows by one with each setting that is seen otherwise; 0: nothing was good yet */
    GString *trouble;  /* what is wrong now, a JSON array; "[]": nothing */
    GString *lists;    /* what a desk lists, members of a JSON object */
    uint32_t n_lists;  /* how often they were made */
    GHashTable *paths; /* of the files that pages and troubles name: those alone are opened */
    struct gaz_memory *memory; /* what the settings found out */
    bool is_confined;
    bool is_unseen; /* no browser is told of it, and nothing made for one */
    void (*confine)(void *context, const struct gaz_gazette *gazette);
    void *context;
};

/* what came of setting it anew */
struct gaz_rebuild {
    bool is_good;     /* else the pages of before stand, and `trouble` says why */
    bool is_whole;    /* nothing of before counts: other fonts, or the first */
    bool has_trouble; /* `trouble` is another than before */
    uint32_t n_new;   /* pages */
    GString *message; /* for a browser that shows the version before; NULL: there is none */
};

void gaz_resident_begin(struct gaz_resident *resident);
void gaz_resident_clear(struct gaz_resident *resident);

/* Reads and sets the issue anew. When it is not good `told` is called with the complaints, which are freed
 * then; those of a good one are the resident's. */
typedef void gaz_resident_told(void *context, struct gaz_diags *diags);
struct gaz_rebuild gaz_resident_rebuild(struct gaz_resident *resident, gaz_resident_told *told,
                                        void *context);

/* Frees what was shown before, which can wait until the new pages are on their way. */
void gaz_resident_forget(struct gaz_resident *resident);

/* All that a browser needs, a JSON object. Freed with g_string_free. */
GString *gaz_resident_data(struct gaz_resident *resident);

#endif
