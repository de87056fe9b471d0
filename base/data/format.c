/* format.c: the table of formats, and the two ways in which a text names its own. */
#include "base/data/format.h"

#include "base/data/json.h"
#include "base/diag/diag.h"

#include <string.h>

#define PROGRAM "gongbao "

static const struct {
    const char *name;
    unsigned version; /* as written now */
} formats[GAZ_N_FORMATS] = {
    [GAZ_FORMAT_PAGES] = {"pages", 1},         [GAZ_FORMAT_LINES] = {"lines", 1},
    [GAZ_FORMAT_LOCK] = {"lock", 2},           [GAZ_FORMAT_MANIFEST] = {"manifest", 1},
    [GAZ_FORMAT_JOURNAL] = {"journal", 1},     [GAZ_FORMAT_STRUCTURE] = {"structure", 1},
    [GAZ_FORMAT_MATCH] = {"match", 1},         [GAZ_FORMAT_PROOF_STATE] = {"proof-state", 1},
    [GAZ_FORMAT_MARKS] = {"marks", 1},         [GAZ_FORMAT_STATUS] = {"status", 1},
    [GAZ_FORMAT_DOCUMENTS] = {"documents", 1},
};

/* ---- writing */

unsigned gaz_format_version(enum gaz_format format) {
    return formats[format].version;
}

void gaz_format_add_line(GString *out, enum gaz_format format) {
    g_string_append_printf(out, PROGRAM "%s %u\n", formats[format].name, formats[format].version);
}

void gaz_format_add_members(GString *out, enum gaz_format format) {
    g_string_append_printf(out, "\"format\": \"" PROGRAM "%s\", \"version\": %u", formats[format].name,
                           formats[format].version);
}

/* ---- reading */

/* a head as it is written: nothing of it is known yet */
struct written {
    char *name; /* "gongbao pages"; freed with g_free */
    double version;
};

/* The end of the line that begins at `text`: behind its line end, or the end of the text. */
static const char *behind_line(const char *text) {
    const char *end = strchr(text, '\n');
    return end ? end + 1 : text + strlen(text);
}

/* "gongbao NAME VERSION"; a line that goes on otherwise is a name that nobody knows. */
static void read_line(const char *text, struct written *written) {
    g_autofree char *line = g_strndup(text, strcspn(text, "\r\n"));
    char *number = strrchr(line, ' ');
    guint64 version = 0;
    if (number > line + strlen(PROGRAM) &&
        g_ascii_string_to_unsigned(number + 1, 10, 0, G_MAXUINT, &version, NULL))
        *number = '\0';
    *written = (struct written){g_strdup(line), (double)version};
}

/* The first two members of a JSON object; false when its first is another one. */
static bool read_members(struct gaz_json *json, struct written *written) {
    gaz_json_expect(json, '{');
    g_autofree char *first = gaz_json_text(json);
    gaz_json_expect(json, ':');
    if (json->bad || strcmp(first, "format") != 0) return false;
    written->name = gaz_json_text(json);
    gaz_json_expect(json, ',');
    g_autofree char *second = gaz_json_text(json);
    gaz_json_expect(json, ':');
    bool has_version = !json->bad && strcmp(second, "version") == 0;
    written->version = has_version ? gaz_json_number(json) : 0;
    if (!written->name) written->name = g_strdup("");
    return true;
}

/* False when the text says nothing. *size: gaz_format_head. */
static bool read_written(const char *text, struct written *written, uint32_t *size) {
    struct gaz_json json = {text, false};
    *size = 0;
    if (*text == '{') {
        if (!read_members(&json, written)) return false;
        if (gaz_json_take(&json, '}')) *size = (uint32_t)(behind_line(json.at) - text);
        return true;
    }
    if (!g_str_has_prefix(text, PROGRAM)) return false;
    read_line(text, written);
    *size = (uint32_t)(behind_line(text) - text);
    return true;
}

static int format_of(const char *name, unsigned allowed) {
    if (!g_str_has_prefix(name, PROGRAM)) return -1;
    for (int i = 0; i < GAZ_N_FORMATS; i++)
        if (allowed & 1u << i && strcmp(name + strlen(PROGRAM), formats[i].name) == 0) return i;
    return -1;
}

/* "“gongbao pages”、“gongbao lines”" */
static char *names_of(unsigned allowed) {
    GString *names = g_string_new(NULL);
    for (int i = 0; i < GAZ_N_FORMATS; i++)
        if (allowed & 1u << i)
            g_string_append_printf(names, "%s" PROGRAM "%s", names->len ? ", " : "", formats[i].name);
    return g_string_free(names, FALSE);
}

static bool refuse_name(const char *name, struct gaz_span span, unsigned allowed, struct gaz_diags *diags) {
    g_autofree char *wanted = names_of(allowed);
    gaz_report(diags, GAZ_D_FORMAT_UNKNOWN, span, name, wanted);
    return false;
}

static bool refuse_version(const struct written *written, int format, struct gaz_span span,
                           struct gaz_diags *diags) {
    g_autofree char *is = g_strdup_printf("%.0f", written->version);
    g_autofree char *known = g_strdup_printf("%u", formats[format].version);
    gaz_report(diags, GAZ_D_FORMAT_NEWER, span, written->name, is, known);
    return false;
}

bool gaz_format_read(struct gaz_format_head *head, const struct gaz_source *source, unsigned allowed,
                     struct gaz_diags *diags) {
    struct written written = {0};
    *head = (struct gaz_format_head){0};
    if (!read_written(source->text, &written, &head->size)) return true;
    g_autofree char *name = written.name;
    struct gaz_span span = gaz_span_at(source, 0);
    int format = format_of(name, allowed);
    if (format < 0 || written.version < 1) return refuse_name(name, span, allowed, diags);
    if (written.version > formats[format].version) return refuse_version(&written, format, span, diags);
    head->format = (enum gaz_format)format;
    head->version = (unsigned)written.version;
    return true;
}
