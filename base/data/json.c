/* json.c: see json.h. */
#include "base/data/json.h"

#include "base/text/visible.h"

#include <string.h>

static void add_char(GString *out, gunichar ch) {
    if (ch == '"' || ch == '\\')
        g_string_append_printf(out, "\\%c", (char)ch);
    else if (gaz_is_visible(ch))
        g_string_append_unichar(out, ch);
    else if (ch < 0x10000)
        g_string_append_printf(out, "\\u%04X", ch);
    else
        g_string_append_printf(out, "\\u%04X\\u%04X", 0xD800 + ((ch - 0x10000) >> 10),
                               0xDC00 + ((ch - 0x10000) & 0x3FF));
}

void gaz_json_add_text(GString *out, const char *text) {
    g_string_append_c(out, '"');
    while (*text) {
        gunichar ch = g_utf8_get_char_validated(text, -1);
        bool valid = ch < 0x110000;
        add_char(out, valid ? ch : 0xFFFD); /* JSON is UTF-8, names of files need not be */
        text = valid ? g_utf8_next_char(text) : text + 1;
    }
    g_string_append_c(out, '"');
}

/* ---- writing members */

/* A value that is an object begins a line, so that a difference of two files can be read. */
static void begin_member(GString *out, const char *key, bool on_line) {
    char last = out->len ? out->str[out->len - 1] : '{';
    if (last != '{' && last != '[') g_string_append_c(out, ',');
    if (on_line) g_string_append_c(out, '\n');
    if (!key) return;
    gaz_json_add_text(out, key);
    g_string_append_c(out, ':');
}

void gaz_json_open(GString *out, const char *key, char bracket) {
    begin_member(out, key, bracket == '{' && out->len > 0);
    g_string_append_c(out, bracket);
}

void gaz_json_close(GString *out, char bracket) {
    g_string_append_c(out, bracket);
}

void gaz_json_put_text(GString *out, const char *key, const char *text) {
    begin_member(out, key, false);
    gaz_json_add_text(out, text);
}

void gaz_json_put_int(GString *out, const char *key, int number) {
    begin_member(out, key, false);
    g_string_append_printf(out, "%d", number);
}

void gaz_json_put_false(GString *out, const char *key) {
    begin_member(out, key, false);
    g_string_append(out, "false");
}

void gaz_json_add_text_or_null(GString *out, const char *text) {
    if (text)
        gaz_json_add_text(out, text);
    else
        g_string_append(out, "null");
}

void gaz_json_put_text_or_null(GString *out, const char *key, const char *text) {
    begin_member(out, key, false);
    gaz_json_add_text_or_null(out, text);
}

void gaz_json_add_member(GString *out, const char *key, const char *text) {
    g_string_append_printf(out, ", \"%s\": ", key);
    gaz_json_add_text_or_null(out, text);
}

void gaz_json_add_member_if(GString *out, const char *key, const char *text) {
    if (text) gaz_json_add_member(out, key, text);
}

void gaz_json_add_first(GString *out, const char *key, const char *text) {
    g_string_append_printf(out, "\"%s\": ", key);
    gaz_json_add_text(out, text);
}

/* ---- reading */

char gaz_json_next(struct gaz_json *json) {
    json->at += strspn(json->at, " \t\r\n");
    return *json->at;
}

bool gaz_json_take(struct gaz_json *json, char wanted) {
    if (json->bad) return false;
    if (gaz_json_next(json) != wanted) return false;
    json->at++;
    return true;
}

void gaz_json_expect(struct gaz_json *json, char wanted) {
    if (!gaz_json_take(json, wanted)) json->bad = true;
}

static bool take_code_unit(struct gaz_json *json, gunichar *unit) {
    *unit = 0;
    for (int i = 0; i < 4; i++, json->at++) {
        int digit = g_ascii_xdigit_value(*json->at);
        if (digit < 0) return false;
        *unit = *unit << 4 | (gunichar)digit;
    }
    return true;
}

/* \uXXXX, or two of them for a character beyond the first plane */
static bool take_unicode(struct gaz_json *json, GString *out) {
    gunichar high, low;
    if (!take_code_unit(json, &high) || high == 0) return false;
    if (high >= 0xD800 && high < 0xDC00) {
        if (json->at[0] != '\\' || json->at[1] != 'u') return false;
        json->at += 2;
        if (!take_code_unit(json, &low) || low < 0xDC00 || low > 0xDFFF) return false;
        high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    if (!g_unichar_validate(high)) return false;
    g_string_append_unichar(out, high);
    return true;
}

static bool take_escape(struct gaz_json *json, GString *out) {
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char letter = *json->at;
    json->at += letter != '\0'; /* the end stays in sight */
    if (letter == 'u') return take_unicode(json, out);
    const char *known = letter ? strchr(letters, letter) : NULL;
    if (known) g_string_append_c(out, meant[known - letters]);
    return known != NULL;
}

char *gaz_json_text(struct gaz_json *json) {
    gaz_json_expect(json, '"');
    if (json->bad) return NULL;
    GString *out = g_string_new(NULL);
    while (*json->at && *json->at != '"' && !json->bad) {
        if (*json->at != '\\') {
            g_string_append_c(out, *json->at++);
            continue;
        }
        json->at++;
        json->bad = !take_escape(json, out);
    }
    if (!json->bad) gaz_json_expect(json, '"');
    return g_string_free(out, json->bad);
}

double gaz_json_number(struct gaz_json *json) {
    if (json->bad) return 0;
    gaz_json_next(json);
    char *end = NULL;
    double number = g_ascii_strtod(json->at, &end);
    json->bad = end == json->at;
    json->at = end;
    return json->bad ? 0 : number;
}

/* Brackets are only counted: what is stepped over need not be well formed to be stepped over. */
void gaz_json_skip(struct gaz_json *json) {
    unsigned depth = 0;
    do {
        gaz_json_next(json);
        char c = *json->at;
        if (c == '"') {
            g_free(gaz_json_text(json));
        } else if (c == '\0') {
            json->bad = true;
        } else if (depth == 0 && strchr(",]}", c)) {
            return;
        } else {
            depth += c == '{' || c == '[';
            depth -= c == '}' || c == ']';
            json->at++;
        }
    } while (!json->bad && (depth > 0 || (*json->at && !strchr(",]} \t\r\n", *json->at))));
}

void gaz_json_object(struct gaz_json *json, gaz_json_member *read, void *context) {
    gaz_json_expect(json, '{');
    if (gaz_json_take(json, '}')) return;
    do {
        g_autofree char *key = gaz_json_text(json);
        gaz_json_expect(json, ':');
        if (!json->bad) read(json, key, context);
    } while (gaz_json_take(json, ','));
    gaz_json_expect(json, '}');
}

void gaz_json_array(struct gaz_json *json, gaz_json_element *read, void *context) {
    gaz_json_expect(json, '[');
    if (gaz_json_take(json, ']')) return;
    do {
        read(json, context);
    } while (gaz_json_take(json, ','));
    gaz_json_expect(json, ']');
}
