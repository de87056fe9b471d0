/* json_schema.h: tables of keys told to editors, as JSON Schema (draft 7): what may stand where, in which
 * form, what it is for. Whatever a reader accepts is accepted by what is told of its table; what a schema
 * cannot say is listed in docs/编辑器.md.
 *
 * YAML's own types are an editor's business: a text that looks like a number is one to it, so that every text
 * may be one.
 */
#ifndef GAZ_BASE_DATA_JSON_SCHEMA_H
#define GAZ_BASE_DATA_JSON_SCHEMA_H

#include "base/data/json.h"
#include "base/data/schema.h"

#include <glib.h>

/* The words of "甲|乙"; of one that is a number the number too, since a plain 1 is one to YAML. With `none`,
 * nothing may stand there. */
void gaz_json_put_choices(GString *out, const char *words, bool none);

/* One value: what type it has ("string|number"), which pattern (ECMA-262) a text has, and what is said of one
 * that has not; NULL: any, nothing. */
struct gaz_json_value {
    const char *types, *pattern, *wrong;
};
void gaz_json_put_value(GString *out, struct gaz_json_value value);

/* A reference to a definition of the same file: in the object that is open; as the value of a member. */
void gaz_json_put_definition(GString *out, const char *name);
void gaz_json_put_reference(GString *out, const char *key, const char *name);

/* A map ("object"; "object|array|null": where something else may stand too): its keys, which of them must be
 * there, and that there is no other. A key of the type NODE is what the definition says that its table names.
 */
void gaz_json_put_map(GString *out, const char *types, const struct gaz_schema *schema, bool english);
/* The members of one key's value, without its description. */
void gaz_json_put_key(GString *out, const struct gaz_key *key);

/* Types of a text: what YAML may take it for; with `null`, of one that may be left empty. */
#define GAZ_JSON_TEXT "string|number|boolean"
#define GAZ_JSON_TEXT_OR_NONE GAZ_JSON_TEXT "|null"

#endif
