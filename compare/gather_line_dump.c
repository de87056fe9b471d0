/* gather_line_dump.c: a build from what --dump=lines printed (output/lines.c wrote it): an object a line. */
#include "compare/gather.h"

#include "base/data/json.h"

#include <string.h>

struct record {
    int page;
    uint32_t line;
    char *text;
    bool has_page, furniture;
};

/* A whole number of the range of an int. */
static int read_number(struct gaz_json *json) {
    double number = gaz_json_number(json);
    bool good = number > INT32_MIN && number < INT32_MAX && (double)(int)number == number;
    json->bad = json->bad || !good;
    return good ? (int)number : 0;
}

static void read_text(struct gaz_json *json, struct record *record) {
    g_free(record->text);
    record->text = gaz_json_text(json);
}

static void read_member(struct gaz_json *json, const char *key, void *context) {
    struct record *record = context;
    if (strcmp(key, "page") == 0) {
        record->page = read_number(json);
        record->has_page = true;
    } else if (strcmp(key, "line") == 0) {
        int line = read_number(json);
        record->line = (uint32_t)line;
        json->bad = json->bad || line < 0;
    } else if (strcmp(key, "text") == 0) {
        read_text(json, record);
    } else {
        bool is_true = g_str_has_prefix(json->at + strspn(json->at, " "), "true");
        record->furniture = record->furniture || (strcmp(key, "furniture") == 0 && is_true);
        gaz_json_skip(json);
    }
}

static void add_record(struct gaz_gathering *gathering, const struct record *record) {
    const GArray *pages = gathering->pages;
    bool same =
        pages->len && g_array_index(pages, struct gaz_build_page, pages->len - 1).number == record->page;
    if (!same) gaz_gather_page(gathering, (struct gaz_page_head){.number = record->page});
    if (!record->furniture) gaz_gather_line(gathering, record->line, record->text);
}

static bool take_line(struct gaz_gathering *gathering, const char *line) {
    struct record record = {0};
    struct gaz_json json = {line, false};
    gaz_json_object(&json, read_member, &record);
    bool good = !json.bad && *json.at == '\0' && record.has_page && record.text;
    if (good) add_record(gathering, &record);
    g_free(record.text);
    return good;
}

uint32_t gaz_gather_from_line_dump(struct gaz_gathering *gathering, const char *text) {
    for (const char *at = text, *end; *at; at = end + 1) {
        end = strchr(at, '\n');
        g_autofree char *line = g_strndup(at, (gsize)(end - at));
        if (!take_line(gathering, line)) return (uint32_t)(at - text);
    }
    return GAZ_NOWHERE;
}
