/* own.c: <!-- 表格 行距=1.2字 字号=五号 -->, the values that one table has of its own.
 *
 * The mark stands above the table, or above its title and unit; two above one table count together. What it
 * says waits in the body until the table is read, and is complained of when none is.
 */
#include "input/lines/blocks.h"

#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

static const char form[] = "<!-- 表格 行距=1.2字 字号=五号 上下空=0.1字 -->";
static const char *const names[] = {[GAZ_TABLE_LINE] = "行距",
                                    [GAZ_TABLE_SIZE] = "字号",
                                    [GAZ_TABLE_PAD_Y] = "上下空",
                                    [GAZ_TABLE_PAD_X] = "左右空"};
enum { LONGEST = 24 /* bytes of a value */ };

const char *gaz_table_value_name(enum gaz_table_value value) {
    return names[value];
}

const char *gaz_table_own_form(void) {
    return form;
}

bool gaz_table_own_is_mark(const char *comment) {
    static const char opening[] = "<!-- 表格 ";
    return g_str_has_prefix(comment, opening) && strchr(comment + strlen(opening), '=');
}

/* KEY=VALUE in [begin, end); false: it is none. */
static bool take_value(struct gaz_body *body, uint32_t begin, uint32_t end) {
    const char *text = body->reader->source->text + begin, *equals = memchr(text, '=', end - begin);
    if (!equals || text + (end - begin) - equals - 1 > LONGEST) return false;
    g_autofree char *value = g_strndup(equals + 1, (gsize)(text + (end - begin) - equals - 1));
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct gaz_own_measure *own = &body->table_own.values[i];
        if (strlen(names[i]) != (size_t)(equals - text) || memcmp(names[i], text, strlen(names[i])) != 0)
            continue;
        struct gaz_own_measure read = {.span = gaz_reader_span(body->reader, begin, end)};
        if (!gaz_measure_parse(value, &read.measure) || strcmp(value, "自动") == 0) return false;
        *own = read;
        return true;
    }
    return false;
}

static uint32_t skip(const struct gaz_source *source, uint32_t at, uint32_t end, bool blanks) {
    while (at < end && (source->text[at] == ' ' || source->text[at] == '\n') == blanks)
        at++;
    return at;
}

void gaz_table_own_read(struct gaz_body *body, uint32_t begin, uint32_t end) {
    const struct gaz_source *source = body->reader->source;
    uint32_t at = begin + (uint32_t)strlen("<!-- 表格 "), last = end - (uint32_t)strlen("-->");
    struct gaz_table_own *own = &body->table_own;
    if (!own->span.source) {
        own->span = gaz_reader_span(body->reader, begin, end);
        own->at = body->n_blocks;
    }
    while ((at = skip(source, at, last, true)) < last) {
        uint32_t behind = skip(source, at, last, false);
        if (!take_value(body, at, behind))
            gaz_report(body->reader->diags, GAZ_D_TABLE_OWN, gaz_reader_span(body->reader, at, behind), form);
        at = behind;
    }
}

void gaz_table_own_finish(struct gaz_body *body) {
    if (body->table_own.span.source)
        gaz_report(body->reader->diags, GAZ_D_TABLE_OWN_PLACE, body->table_own.span, form);
    body->table_own = (struct gaz_table_own){0};
}

const struct gaz_table *gaz_table_own_give(struct gaz_body *body, const struct gaz_table *table) {
    struct gaz_table_own *own = &body->table_own;
    if (!own->span.source || table->classes & GAZ_TABLE_BORDERLESS) return table;
    struct gaz_table *given = GAZ_NEW(body->reader->arena, struct gaz_table);
    *given = *table;
    memcpy(given->own, own->values, sizeof given->own);
    given->n_below_own = body->n_blocks - own->at;
    given->own_span = own->span;
    *own = (struct gaz_table_own){0};
    return given;
}

void gaz_table_own_look(struct gaz_body *body, const struct gaz_table *table, uint32_t n_taken) {
    if (table->n_below_own > n_taken)
        gaz_report(body->reader->diags, GAZ_D_TABLE_OWN_PLACE, table->own_span, form);
}
