/* rule_world.h: what an example of the rulebook is run in: its style with the example's own values, fonts,
 * settings. */
#ifndef GAZ_TESTS_UNIT_LAYOUT_RULE_WORLD_H
#define GAZ_TESTS_UNIT_LAYOUT_RULE_WORLD_H

#include "base/data/yaml.h"
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/text.h"
#include "fonts/fonts.h"
#include "styles/style_layers.h"
#include "styles/styles.h"
#include "tests/unit/check.h"

struct rule_world {
    const char *file; /* of the rulebook, and the example's line: for messages */
    unsigned line;
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    const struct gaz_style *style;
    struct gaz_fonts *fonts;
    const struct gaz_yaml *settings[2]; /* the example's own, those of the file */
    bool tell_advances, tell_places;
    struct gaz_issue *issue; /* of an example of pages: complaints point into it */
};

/* the settings that are the example's; every other key is one of the style */
static inline bool rule_is_own_key(const char *key) {
    static const char *const own[] = {"样式", "每行", "首行", "回行", "对齐", "匀行", "角色", "段首标题"};
    for (unsigned i = 0; i < G_N_ELEMENTS(own); i++)
        if (strcmp(own[i], key) == 0) return true;
    return false;
}

static inline const char *rule_setting(const struct rule_world *world, const char *key,
                                       const char *otherwise) {
    for (int i = 0; i < 2; i++) {
        const struct gaz_yaml *value = world->settings[i] ? gaz_yaml_lookup(world->settings[i], key) : NULL;
        if (value) return value->scalar;
    }
    return otherwise;
}

static inline gaz_len rule_length(const struct rule_world *world, const char *key, const char *otherwise) {
    struct gaz_measure measure;
    gaz_len grains = 0;
    const char *given = rule_setting(world, key, otherwise);
    if (!gaz_measure_parse(given, &measure) || !gaz_measure_resolve(measure, world->style->cell, &grains))
        fail_msg("%s:%u: %s: %s", world->file, world->line, key, given);
    return grains;
}

/* "key: value" lines as YAML */
static inline const struct gaz_yaml *rule_settings_read(struct rule_world *world, const char *lines) {
    struct gaz_source *source = gaz_source_new(world->arena, world->file, world->file, lines, strlen(lines));
    const struct gaz_yaml *map = gaz_yaml_read(world->arena, source, 0, source->size, world->diags);
    if (!map) fail_msg("%s:%u: its settings cannot be read", world->file, world->line);
    return map;
}

static inline const struct gaz_yaml *rule_style_keys(struct rule_world *world, const struct gaz_yaml *map) {
    struct gaz_yaml *keys = GAZ_NEW(world->arena, struct gaz_yaml);
    struct gaz_yaml_pair *pairs = GAZ_NEW_ARRAY(world->arena, struct gaz_yaml_pair, map->n + 1);
    *keys = *map;
    keys->pairs = pairs;
    keys->n = 0;
    for (uint32_t i = 0; i < map->n; i++)
        if (!rule_is_own_key(map->pairs[i].key->scalar)) pairs[keys->n++] = map->pairs[i];
    return keys;
}

#endif
