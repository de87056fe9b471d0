/* dump.c: what the readers of the two dumps share, and the line dump. */
#include "compare/dump.h"

#include "base/arena.h"

#include <string.h>

/* ---- the build */

struct gaz_build_page *gaz_dump_add_page(struct gaz_dump_reading *reading, int number) {
    struct gaz_build_page page = {
        .number = number, .look = "", .furniture = "", .first_line = reading->lines->len};
    g_array_append_val(reading->pages, page);
    return &g_array_index(reading->pages, struct gaz_build_page, reading->pages->len - 1);
}

void gaz_dump_add_line(struct gaz_dump_reading *reading, uint32_t line, const char *text) {
    struct gaz_build_line added = {.page = reading->pages->len - 1,
                                   .line = line,
                                   .text = gaz_arena_strdup(reading->arena, text),
                                   .first_char = reading->chars->len};
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        uint32_t ch = g_utf8_get_char(c);
        g_array_append_val(reading->chars, ch);
    }
    added.n_chars = reading->chars->len - added.first_char;
    g_array_append_val(reading->lines, added);
    g_array_index(reading->pages, struct gaz_build_page, added.page).n_lines++;
}

/* ---- words */

bool gaz_dump_take(const char **at, const char *word) {
    size_t n = strlen(word);
    if (strncmp(*at, word, n) != 0) return false;
    *at += n;
    return true;
}

bool gaz_dump_number(const char **at, int64_t *number) {
    char *end;
    if (!g_ascii_isdigit(**at) && !(**at == '-' && g_ascii_isdigit((*at)[1]))) return false;
    *number = g_ascii_strtoll(*at, &end, 10);
    *at = end;
    return *number > INT32_MIN && *number < INT32_MAX;
}

/* The four digits behind \u. */
static bool take_hex(const char **at, uint32_t *unit) {
    *unit = 0;
    for (int i = 0; i < 4; i++, (*at)++) {
        int digit = g_ascii_xdigit_value(**at);
        if (digit < 0) return false;
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return true;
}

static bool take_unicode(const char **at, GString *text) {
    uint32_t ch, low;
    if (!take_hex(at, &ch) || ch == 0) return false;
    if (ch >= 0xD800 && ch < 0xDC00) {
        if (!gaz_dump_take(at, "\\u") || !take_hex(at, &low) || low < 0xDC00 || low > 0xDFFF) return false;
        ch = 0x10000 + ((ch - 0xD800) << 10) + (low - 0xDC00);
    }
    if (ch >= 0xD800 && ch < 0xE000) return false;
    g_string_append_unichar(text, ch);
    return true;
}

static bool take_escape(const char **at, GString *text) {
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char name = *(*at)++;
    if (name == 'u') return take_unicode(at, text);
    const char *found = name ? strchr(names, name) : NULL;
    if (!found) return false;
    g_string_append_c(text, values[found - names]);
    return true;
}

char *gaz_dump_string(const char **at) {
    if (!gaz_dump_take(at, "\"")) return NULL;
    GString *text = g_string_new(NULL);
    bool good = true;
    while (good && **at && **at != '"' && **at != '\n') {
        size_t plain = strcspn(*at, "\"\\\n");
        g_string_append_len(text, *at, (gssize)plain);
        *at += plain;
        if (gaz_dump_take(at, "\\")) good = take_escape(at, text);
    }
    if (good && gaz_dump_take(at, "\"")) return g_string_free(text, FALSE);
    g_string_free(text, TRUE);
    return NULL;
}

/* ---- the line dump */

struct record {
    int64_t page, line;
    char *text;
    bool has_page, furniture;
};

/* A value that does not matter here: a string, a number or a word. */
static bool skip_value(const char **at) {
    if (**at == '"') {
        char *string = gaz_dump_string(at);
        g_free(string);
        return string != NULL;
    }
    size_t n = strcspn(*at, ",}\n");
    *at += n;
    return n > 0;
}

static bool take_value(const char **at, const char *key, struct record *record) {
    if (strcmp(key, "page") == 0) return record->has_page = gaz_dump_number(at, &record->page);
    if (strcmp(key, "line") == 0) return gaz_dump_number(at, &record->line) && record->line >= 0;
    if (strcmp(key, "text") == 0 && !record->text) return (record->text = gaz_dump_string(at)) != NULL;
    if (strcmp(key, "furniture") == 0) record->furniture = strncmp(*at, "true", 4) == 0;
    return skip_value(at);
}

static bool take_member(const char **at, struct record *record) {
    char *key = gaz_dump_string(at);
    bool good = key && gaz_dump_take(at, ":");
    while (good && gaz_dump_take(at, " ")) {
    }
    good = good && take_value(at, key, record);
    g_free(key);
    return good;
}

static bool take_record(const char **at, struct record *record) {
    if (!gaz_dump_take(at, "{")) return false;
    do {
        while (gaz_dump_take(at, " ")) {
        }
        if (!take_member(at, record)) return false;
    } while (gaz_dump_take(at, ","));
    return gaz_dump_take(at, "}") && gaz_dump_take(at, "\n") && record->has_page && record->text;
}

static void add_record(struct gaz_dump_reading *reading, const struct record *record) {
    const GArray *pages = reading->pages;
    bool same =
        pages->len && g_array_index(pages, struct gaz_build_page, pages->len - 1).number == (int)record->page;
    if (!same) gaz_dump_add_page(reading, (int)record->page);
    if (!record->furniture) gaz_dump_add_line(reading, (uint32_t)record->line, record->text);
}

uint32_t gaz_dump_read_lines(struct gaz_dump_reading *reading, const char *text) {
    const char *at = text;
    for (uint32_t number = 1; *at; number++) {
        struct record record = {0};
        bool good = take_record(&at, &record);
        if (good) add_record(reading, &record);
        g_free(record.text);
        if (!good) return number;
    }
    return 0;
}
