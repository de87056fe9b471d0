/* address.h: where an issue is served, who may see it, and that it is served once. */
#ifndef GAZ_WATCH_ADDRESS_H
#define GAZ_WATCH_ADDRESS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_diags;

enum { GAZ_TOKEN_DIGITS = 32 }; /* 128 bits */

struct gaz_address {
    int listener; /* bound to 127.0.0.1; -1: not yet */
    int twin;     /* tells a second watch of the folder the address of this one; -1: nobody can ask */
    uint16_t port;
    char token[GAZ_TOKEN_DIGITS + 1];
    char *text; /* http://127.0.0.1:PORT/TOKEN/ */
};

/* False after a complaint: the port is no port or in use, the folder is none or is watched already. To be
 * cleared in any case. */
bool gaz_address_take(struct gaz_address *address, const char *folder, const char *port,
                      struct gaz_diags *diags);
void gaz_address_clear(struct gaz_address *address);

/* A name that nobody guesses: 128 bits of the kernel's. */
bool gaz_token_make(char token[GAZ_TOKEN_DIGITS + 1]);

/* Whether n characters are the token; takes as long whatever they are. */
bool gaz_token_is(const char *token, const char *text, gsize n);

/* Answers those that ask on `twin`. */
void gaz_address_tell(const struct gaz_address *address);

#endif
