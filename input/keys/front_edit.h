/* front_edit.h: a style value of one document's own (版面), set in its source and nothing else touched.
 *
 * What the editor wrote stays byte for byte: byte order mark, line ends, remarks, the order of the keys. A
 * key that is there gets the new value; a new one becomes the first of its map, in flow or block form as that
 * map is; a document without 版面 gets one behind its last key.
 */
#ifndef GAZ_INPUT_KEYS_FRONT_EDIT_H
#define GAZ_INPUT_KEYS_FRONT_EDIT_H

#include "base/data/yaml.h"

#include <glib.h>
#include <stdbool.h>

/* a style key with its groups (凑版.末页至多), and its value as YAML takes it plain */
struct gaz_own_value {
    const char *key, *value;
};

/* Sets one value in the file's bytes. False, and nothing is changed, where 版面 is written in a way that this
 * does not master; *place is then where, in a text that is in the arena. */
bool gaz_front_set(struct gaz_arena *arena, GString *file, struct gaz_own_value value, uint32_t *place);

/* The map 版面 of the file's bytes, in the arena; NULL when there is none. */
const struct gaz_yaml *gaz_front_own_values(struct gaz_arena *arena, const GString *file);

#endif
