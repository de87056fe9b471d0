/* server.h: what a browser may ask of the issue, and how it is told what changes, over libmicrohttpd.
 *
 * Whoever does not know the token gets 404 with nothing in it; whoever asks under another name than
 * 127.0.0.1 or localhost, or from another site's page, gets 403 with nothing in it.
 */
#ifndef GAZ_WATCH_SERVER_H
#define GAZ_WATCH_SERVER_H

#include "watch/address.h"

#include <glib.h>

/* One browser that listens. */
struct gaz_listener;

/* what a browser shows that begins to listen */
struct gaz_shown {
    uint32_t version; /* of the pages */
    uint32_t lists;   /* the same of the lists; 0: not known */
};

struct gaz_server_job {
    const struct gaz_address *address; /* outlives the server */
    GString *(*page)(void *context);   /* HTML; the server frees it */
    GString *(*data)(void *context);   /* the same as JSON alone */
    /* Asked to open a place; false: it is none. */
    bool (*open)(void *context, const char *file, uint32_t line, uint32_t column);
    /* A browser begins to listen, or does so again: what it lacks is sent to it. */
    void (*greet)(void *context, struct gaz_listener *listener, struct gaz_shown shown);
    void *context;
};

struct gaz_server;
struct gaz_server *gaz_server_new(const struct gaz_server_job *job); /* NULL: it cannot be begun */
void gaz_server_free(struct gaz_server *server);                     /* NULL is allowed */

/* An address that leads to the page once, for a command line that others may read. Borrowed. */
const char *gaz_server_ticket(struct gaz_server *server);

/* A message (server-sent events, HTML 9.2) as it is sent; freed with g_bytes_unref. version: what a browser
 * shows that has taken it; 0: it changes nothing. */
GBytes *gaz_event_new(const char *name, uint32_t version, const char *json);

/* To one, to all. Who has too much waiting is told to ask for the whole instead. What is sent is on its way
 * when the function comes back. */
void gaz_listener_send(struct gaz_listener *listener, GBytes *event);
void gaz_server_send(struct gaz_server *server, GBytes *event);

#endif
