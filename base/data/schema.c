/* schema.c: a map read into a record by a table of keys. */
#include "base/data/schema.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/hint.h"

#include <glib.h>
#include <string.h>

struct reading {
    struct gaz_arena *arena;
    const struct gaz_schema *schema;
    char *record;
    struct gaz_diags *diags;
};

/* One key with what was written for it. */
struct entry {
    const struct gaz_key *key;
    const struct gaz_yaml *value;
    void *field;
};

/* ---- complaints */

static void report_type(struct reading *reading, const struct entry *entry, const char *chinese,
                        const char *english) {
    gaz_report(reading->diags, GAZ_D_WRONG_TYPE, entry->value->span, entry->key->name, chinese, english);
}

static bool expect_scalar(struct reading *reading, const struct entry *entry) {
    if (entry->value->kind == GAZ_YAML_SCALAR) return true;
    report_type(reading, entry, "一段文字", "a text");
    return false;
}

static void report_empty(struct reading *reading, const struct gaz_yaml *value, const char *name) {
    if (!value->refused) gaz_report(reading->diags, GAZ_D_EMPTY_KEY, value->span, name);
}

/* ---- one reader a type */

/* A text is set at once, as a paragraph is: one of a million characters takes time that nobody has for it. */
static struct gaz_text text_of(struct reading *reading, const struct gaz_yaml *scalar, const char *key) {
    struct gaz_text text = gaz_yaml_text(reading->arena, scalar);
    char most[16];
    g_snprintf(most, sizeof most, "%d", GAZ_LONGEST_TEXT);
    if (text.n > GAZ_LONGEST_TEXT) gaz_report(reading->diags, GAZ_D_LONG_TEXT, scalar->span, key, most);
    return text;
}

static void read_text(struct reading *reading, const struct entry *entry) {
    if (expect_scalar(reading, entry))
        *(struct gaz_text *)entry->field = text_of(reading, entry->value, entry->key->name);
}

static void read_string(struct reading *reading, const struct entry *entry) {
    if (expect_scalar(reading, entry)) *(const char **)entry->field = entry->value->scalar;
}

static bool all_scalars(const struct gaz_yaml *list) {
    for (uint32_t i = 0; i < list->n; i++)
        if (list->items[i]->kind != GAZ_YAML_SCALAR) return false;
    return true;
}

static void read_texts(struct reading *reading, const struct entry *entry) {
    const struct gaz_yaml *value = entry->value;
    bool is_list = value->kind == GAZ_YAML_LIST;
    if (value->kind == GAZ_YAML_MAP || (is_list && !all_scalars(value))) {
        report_type(reading, entry, "一段文字，或几段文字的列表", "a text or a list of texts");
        return;
    }
    uint32_t n = is_list ? value->n : 1, kept = 0;
    struct gaz_text *texts = GAZ_NEW_ARRAY(reading->arena, struct gaz_text, n);
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_yaml *item = is_list ? value->items[i] : value;
        if (gaz_yaml_is_blank(item))
            report_empty(reading, item, entry->key->name);
        else
            texts[kept++] = text_of(reading, item, entry->key->name);
    }
    *(struct gaz_texts *)entry->field = (struct gaz_texts){texts, kept};
}

static void read_date(struct reading *reading, const struct entry *entry) {
    struct gaz_dated dated = {.span = entry->value->span};
    if (!expect_scalar(reading, entry)) return;
    if (gaz_date_parse(entry->value->scalar, &dated.date))
        *(struct gaz_dated *)entry->field = dated;
    else
        gaz_report(reading->diags, GAZ_D_DATE, entry->value->span, entry->key->name, entry->value->scalar);
}

/* Decimal digits with an optional sign, nothing else. */
static bool parse_int(const char *text, int low, int high, int *number) {
    gint64 wide;
    bool signs = *text == '-';
    if (text[signs] == '\0' || strspn(text + signs, "0123456789") != strlen(text + signs)) return false;
    if (!g_ascii_string_to_signed(text, 10, low, high, &wide, NULL)) return false;
    *number = (int)wide;
    return true;
}

static void read_int(struct reading *reading, const struct entry *entry) {
    const struct gaz_key *key = entry->key;
    if (!expect_scalar(reading, entry)) return;
    if (parse_int(entry->value->scalar, key->min, key->max, entry->field)) return;
    char low[16], high[16];
    g_snprintf(low, sizeof low, "%d", key->min);
    g_snprintf(high, sizeof high, "%d", key->max);
    gaz_report(reading->diags, GAZ_D_NUMBER, entry->value->span, key->name, entry->value->scalar, low, high);
}

/* One of the words, perhaps with a number behind it. */
static bool parse_word(const struct gaz_key *key, const char *text, struct gaz_numbers *numbers) {
    g_auto(GStrv) words = g_strsplit(key->choices, "|", -1);
    bool known = false;
    int number = 0;
    for (int i = 0; words[i] && !known; i++) {
        size_t n = strlen(words[i]) - (g_str_has_suffix(words[i], "N") ? 1 : 0);
        bool has_number = words[i][n] != '\0';
        known = has_number ? strncmp(words[i], text, n) == 0 && parse_int(text + n, 1, key->max, &number)
                           : strcmp(words[i], text) == 0;
    }
    if (known) *numbers = (struct gaz_numbers){number, number, true};
    return known;
}

enum { MOST_JOINT = 12 /* numbers from the first to the last */ };

bool gaz_numbers_parse(const struct gaz_key *key, const char *text, struct gaz_numbers *numbers) {
    static const char *const dashes[] = {"-", "–", "—", "～"};
    int first, last;
    if (parse_word(key, text, numbers)) return true;
    const char *dash = NULL;
    size_t width = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(dashes) && !dash; i++) {
        dash = strstr(text, dashes[i]);
        width = strlen(dashes[i]);
    }
    g_autofree char *begin = dash ? g_strndup(text, (gsize)(dash - text)) : g_strdup(text);
    if (!parse_int(begin, key->min, key->max, &first)) return false;
    if (!parse_int(dash ? dash + width : begin, key->min, key->max, &last)) return false;
    if (dash && (last <= first || last - first >= MOST_JOINT)) return false;
    *numbers = (struct gaz_numbers){first, last, false};
    return true;
}

static void read_numbers(struct reading *reading, const struct entry *entry) {
    const struct gaz_key *key = entry->key;
    char low[16], high[16];
    if (!expect_scalar(reading, entry)) return;
    if (gaz_numbers_parse(key, entry->value->scalar, entry->field)) return;
    g_snprintf(low, sizeof low, "%d", key->min);
    g_snprintf(high, sizeof high, "%d", key->max);
    gaz_report(reading->diags, GAZ_D_NUMBERS, entry->value->span, key->name, entry->value->scalar, low, high);
}

static void read_choice(struct reading *reading, const struct entry *entry) {
    if (!expect_scalar(reading, entry)) return;
    g_auto(GStrv) choices = g_strsplit(entry->key->choices, "|", -1);
    for (int i = 0; choices[i]; i++) {
        if (strcmp(choices[i], entry->value->scalar) != 0) continue;
        *(int *)entry->field = i;
        return;
    }
    g_autofree char *listed = g_strjoinv("、", choices);
    gaz_report(reading->diags, GAZ_D_CHOICE, entry->value->span, entry->key->name, entry->value->scalar,
               listed);
}

static bool is_pair_list(const struct gaz_yaml *list) {
    for (uint32_t i = 0; i < list->n; i++) {
        const struct gaz_yaml *item = list->items[i];
        if (item->kind != GAZ_YAML_MAP || item->n != 1 || item->pairs[0].value->kind != GAZ_YAML_SCALAR)
            return false;
    }
    return true;
}

static bool is_pair_map(const struct gaz_yaml *map) {
    for (uint32_t i = 0; i < map->n; i++)
        if (map->pairs[i].value->kind != GAZ_YAML_SCALAR) return false;
    return true;
}

static void read_pairs(struct reading *reading, const struct entry *entry) {
    const struct gaz_yaml *value = entry->value;
    bool is_list = value->kind == GAZ_YAML_LIST;
    if (!(is_list ? is_pair_list(value) : value->kind == GAZ_YAML_MAP && is_pair_map(value))) {
        report_type(reading, entry, "列表，每项一个“名称: 文字”",
                    "a list with one \"label: text\" in each item");
        return;
    }
    struct gaz_pair *pairs = GAZ_NEW_ARRAY(reading->arena, struct gaz_pair, value->n);
    for (uint32_t i = 0; i < value->n; i++) {
        const struct gaz_yaml_pair *from = is_list ? &value->items[i]->pairs[0] : &value->pairs[i];
        pairs[i].label = text_of(reading, from->key, entry->key->name);
        pairs[i].value = text_of(reading, from->value, entry->key->name);
        if (gaz_yaml_is_blank(from->value)) report_empty(reading, from->value, from->key->scalar);
    }
    *(struct gaz_pairs *)entry->field = (struct gaz_pairs){pairs, value->n};
}

static void read_entry(struct reading *reading, const struct entry *entry) {
    switch (entry->key->type) {
    case GAZ_KEY_TEXT:
        read_text(reading, entry);
        break;
    case GAZ_KEY_TEXTS:
        read_texts(reading, entry);
        break;
    case GAZ_KEY_STRING:
        read_string(reading, entry);
        break;
    case GAZ_KEY_DATE:
        read_date(reading, entry);
        break;
    case GAZ_KEY_INT:
        read_int(reading, entry);
        break;
    case GAZ_KEY_NUMBERS:
        read_numbers(reading, entry);
        break;
    case GAZ_KEY_CHOICE:
        read_choice(reading, entry);
        break;
    case GAZ_KEY_PAIRS:
        read_pairs(reading, entry);
        break;
    case GAZ_KEY_NODE:
        *(const struct gaz_yaml **)entry->field = entry->value;
        break;
    }
}

/* ---- the map */

static const struct gaz_key *find_key(const struct gaz_schema *schema, const char *name) {
    for (uint32_t i = 0; i < schema->n; i++)
        if (strcmp(schema->keys[i].name, name) == 0) return &schema->keys[i];
    return NULL;
}

/* `meant`: the key that it may be; NULL. */
static void report_unknown(const struct gaz_yaml *key, const char *meant, struct gaz_diags *diags) {
    struct gaz_hint hint = gaz_hint_of(meant);
    gaz_report(diags, GAZ_D_UNKNOWN_KEY, key->span, key->scalar, hint.chinese, hint.english);
    gaz_hint_clear(&hint);
}

void gaz_report_unknown_key(const struct gaz_yaml *key, const char *const *names, uint32_t n,
                            struct gaz_diags *diags) {
    report_unknown(key, gaz_nearest_name(key->scalar, names, n), diags);
}

static bool is_also(const struct gaz_key *key, const char *typed) {
    g_auto(GStrv) words = key->also ? g_strsplit(key->also, "|", -1) : NULL;
    return words && g_strv_contains((const char *const *)words, typed);
}

/* The key that is called so besides, else the nearest name; NULL. */
static const char *meant_by(const struct gaz_schema *schema, const char *typed) {
    g_autofree const char **names = g_new(const char *, schema->n);
    for (uint32_t i = 0; i < schema->n; i++) {
        names[i] = schema->keys[i].name;
        if (is_also(&schema->keys[i], typed)) return names[i];
    }
    return gaz_nearest_name(typed, names, schema->n);
}

/* A key that is missing because it is misspelled was told with the misspelling. */
static bool is_meant_by_another(const struct reading *reading, const struct gaz_yaml *map, const char *name) {
    for (uint32_t i = 0; i < map->n; i++) {
        const char *typed = map->pairs[i].key->scalar;
        if (find_key(reading->schema, typed)) continue;
        const char *meant = meant_by(reading->schema, typed);
        if (meant && strcmp(meant, name) == 0) return true;
    }
    return false;
}

/* A key that is there but says nothing (`标题:`, `标题: ""`, `署名: []`) is as good as absent. What is read
 * by its own rule is judged by it. */
static bool is_empty(const struct gaz_key *key, const struct gaz_yaml *value) {
    if (value->kind == GAZ_YAML_SCALAR)
        return key->type == GAZ_KEY_NODE ? value->empty : gaz_yaml_is_blank(value);
    bool all = key->type != GAZ_KEY_NODE;
    for (uint32_t i = 0; all && i < value->n; i++)
        all = value->kind == GAZ_YAML_LIST && gaz_yaml_is_blank(value->items[i]);
    return all;
}

static void check_required(struct reading *reading, const struct gaz_yaml *map) {
    for (uint32_t i = 0; i < reading->schema->n; i++) {
        const struct gaz_key *key = &reading->schema->keys[i];
        const struct gaz_yaml *value = key->required ? gaz_yaml_lookup(map, key->name) : NULL;
        if (!key->required || (value && !is_empty(key, value))) continue;
        if (!value && is_meant_by_another(reading, map, key->name)) continue;
        struct gaz_span at = value ? value->span : gaz_span_at(map->span.source, map->span.begin);
        gaz_report(reading->diags, GAZ_D_MISSING_KEY, at, key->name, reading->schema->name);
    }
}

void gaz_schema_read(struct gaz_arena *arena, const struct gaz_schema *schema, const struct gaz_yaml *map,
                     void *record, struct gaz_diags *diags) {
    struct reading reading = {arena, schema, record, diags};
    if (!map) return; /* it was no YAML, which was said */
    if (map->kind != GAZ_YAML_MAP) {
        gaz_report(diags, GAZ_D_WRONG_TYPE, map->span, schema->name, "若干“键: 值”",
                   "a map of \"key: value\"");
        return;
    }
    for (uint32_t i = 0; i < map->n; i++) {
        const struct gaz_key *key = find_key(schema, map->pairs[i].key->scalar);
        struct entry entry = {key, map->pairs[i].value, key ? reading.record + key->offset : NULL};
        if (!key)
            report_unknown(map->pairs[i].key, meant_by(schema, map->pairs[i].key->scalar), diags);
        else if (!is_empty(key, entry.value))
            read_entry(&reading, &entry);
        else if (!key->required)
            report_empty(&reading, entry.value, key->name);
    }
    check_required(&reading, map);
}
