/* json.h: as much JSON as our own files need: texts written, one object after another read.
 *
 * A reader that meets anything it does not expect is `bad` from then on and gives nothing more.
 */
#ifndef GAZ_BASE_DATA_JSON_H
#define GAZ_BASE_DATA_JSON_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Quoted and escaped; text is UTF-8, and characters beyond ASCII stay as they are. */
void gaz_json_add_text(GString *out, const char *text);
void gaz_json_add_text_or_null(GString *out, const char *text);

/* Compact: members are put into an object that is open, elements (key NULL) into a list; a comma is put where
 * one is needed. The bracket that opens a value, '{' or '[', and the one that closes it. */
void gaz_json_open(GString *out, const char *key, char bracket);
void gaz_json_close(GString *out, char bracket);
void gaz_json_put_text(GString *out, const char *key, const char *text);
void gaz_json_put_int(GString *out, const char *key, int number);
void gaz_json_put_false(GString *out, const char *key);
void gaz_json_put_text_or_null(GString *out, const char *key, const char *text);

/* For people too: a member behind others, with blanks; NULL: null. */
void gaz_json_add_member(GString *out, const char *key, const char *text);
/* The same, but nothing of NULL. */
void gaz_json_add_member_if(GString *out, const char *key, const char *text);
/* The first member, with nothing before it; never NULL. */
void gaz_json_add_first(GString *out, const char *key, const char *text);

struct gaz_json {
    const char *at; /* NUL-terminated */
    bool bad;
};

/* Steps over blanks; the byte that stands there, 0 at the end. */
char gaz_json_next(struct gaz_json *json);
/* Steps over blanks and the character; false (and nothing taken) when another one is there. */
bool gaz_json_take(struct gaz_json *json, char wanted);
/* The same, but anything else is bad. */
void gaz_json_expect(struct gaz_json *json, char wanted);
char *gaz_json_text(struct gaz_json *json);    /* NULL when bad; freed with g_free */
double gaz_json_number(struct gaz_json *json); /* 0 when bad */
void gaz_json_skip(struct gaz_json *json);     /* any value */

/* Reads the value of a member; the key is the caller's. */
typedef void gaz_json_member(struct gaz_json *json, const char *key, void *context);
/* An object, its members in the order in which they stand. */
void gaz_json_object(struct gaz_json *json, gaz_json_member *read, void *context);

/* Reads an element. */
typedef void gaz_json_element(struct gaz_json *json, void *context);
void gaz_json_array(struct gaz_json *json, gaz_json_element *read, void *context);

#endif
