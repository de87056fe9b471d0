/* json.h: as much JSON as manifest.json needs: texts and whole numbers written, one object after another
 * read.
 *
 * A reader that meets anything it does not expect is `bad` from then on and gives nothing more: a damaged
 * manifest costs only time, since what is not known is made again.
 */
#ifndef GAZ_ARCHIVE_JSON_H
#define GAZ_ARCHIVE_JSON_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

void gaz_json_add_text(GString *out, const char *text); /* quoted and escaped; text is UTF-8 */

struct gaz_json {
    const char *at; /* NUL-terminated */
    bool bad;
};

/* Steps over blanks and the character; false (and nothing taken) when another one is there. */
bool gaz_json_take(struct gaz_json *json, char wanted);
/* The same, but anything else is bad. */
void gaz_json_expect(struct gaz_json *json, char wanted);
char *gaz_json_text(struct gaz_json *json);    /* NULL when bad; freed with g_free */
double gaz_json_number(struct gaz_json *json); /* 0 when bad */
void gaz_json_skip(struct gaz_json *json);     /* any value */

#endif
