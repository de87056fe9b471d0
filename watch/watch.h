/* watch.h: the door: an issue that stays set while it is written, shown in a browser.
 *
 * The pages, the fonts and the style stay in memory; each save sets the issue anew, and a browser that shows
 * it is told which pages are others. Nothing here decides anything about a gazette. A page is served to
 * whoever knows its address, which has 128 random bits in it, on 127.0.0.1 alone.
 */
#ifndef GAZ_WATCH_WATCH_H
#define GAZ_WATCH_WATCH_H

#include "gazette/gazette.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_diags;
struct gaz_watch;

struct gaz_watch_wish {
    const char *folder; /* of the issue, as typed */
    const char *port;   /* as typed; NULL: a free one */
    const char *editor; /* a command with {file}, {line}, {column}; NULL: none is run */
    bool opens;         /* the browser is asked to show it */
    bool polls;         /* looks for itself, though the file system would tell */
};

/* Takes a port and an address, and begins the process that alone may run the editor: to be called before
 * this one is confined. NULL after a complaint. */
struct gaz_watch *gaz_watch_open(const struct gaz_watch_wish *wish, struct gaz_diags *diags);
void gaz_watch_close(struct gaz_watch *watch); /* NULL is allowed */

/* http://127.0.0.1:PORT/TOKEN/; borrowed */
const char *gaz_watch_address(const struct gaz_watch *watch);

/* what came of a save */
struct gaz_watch_news {
    uint32_t n_pages, n_new; /* of the issue; of them those that look otherwise than before */
    int64_t took;            /* microseconds, from the word of the save to what was sent */
    struct gaz_diags *diags; /* with errors: the pages of before stand; its sources live during the call */
};

struct gaz_watch_job {
    struct gaz_gazette_options options; /* how the issue is read and set */
    const char *name;                   /* of the issue */
    const char *before; /* pages of an earlier state, a JSON object that a desk shows beside these; NULL */
    /* Called once, when the fonts are there: nothing else will be read. */
    void (*confine)(void *context, const struct gaz_gazette *gazette);
    /* Appends what a desk lists (findings, changes, pairs, marks), members of an object, of pages without
     * errors, with what the layout said of them: behind the pages, when the issue has been still for a while.
     */
    void (*add_lists)(void *context, struct gaz_gazette *gazette, struct gaz_diags *diags, GString *out);
    void (*tell)(void *context, const struct gaz_watch_news *news);
    void *context;
};

/* Serves the issue until its folder is gone, of which it complains. A signal ends the process, and nothing is
 * left of it. */
void gaz_watch_run(struct gaz_watch *watch, const struct gaz_watch_job *job, struct gaz_diags *diags);

#endif
