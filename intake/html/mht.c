/* mht.c: see mht.h. A head, then parts with heads of their own, parted by a line that the head names. */
#include "intake/html/mht.h"

#include <string.h>

struct range {
    const char *at, *end;
};

static bool is_line_end(char ch) {
    return ch == '\n' || ch == '\r';
}

/* ---- heads */

/* A head ends before the first empty line; *body: behind it. */
static struct range head_of(struct range all, const char **body) {
    for (const char *at = all.at; at < all.end;) {
        const char *line = at;
        while (at < all.end && *at != '\n')
            at++;
        at += at < all.end;
        if (line < all.end && is_line_end(*line)) {
            *body = at;
            return (struct range){all.at, line};
        }
    }
    *body = all.end;
    return all;
}

/* The value of a field with the lines that it goes on in; NULL: the head has none. Freed with g_free. */
static char *field_of(struct range head, const char *name) {
    size_t n = strlen(name);
    for (const char *at = head.at; at < head.end; at++) {
        bool is_it = (size_t)(head.end - at) > n && g_ascii_strncasecmp(at, name, n) == 0 && at[n] == ':';
        const char *line = at, *end;
        while (at < head.end && *at != '\n')
            at++;
        if (!is_it) continue;
        for (end = at; end + 1 < head.end && (end[1] == ' ' || end[1] == '\t');)
            for (end++; end < head.end && *end != '\n';)
                end++;
        char *value = g_strndup(line + n + 1, (gsize)(end - line) - n - 1);
        return g_strstrip(g_strdelimit(value, "\r\n\t", ' '));
    }
    return NULL;
}

static bool has_type(const char *field, const char *type) {
    return field && g_ascii_strncasecmp(field, type, strlen(type)) == 0;
}

/* boundary="…"; NULL: none. Freed with g_free. */
static char *boundary_of(const char *type) {
    g_autofree char *low = type ? g_ascii_strdown(type, -1) : NULL;
    const char *found = low ? strstr(low, "boundary=") : NULL;
    if (!found) return NULL;
    const char *at = type + (found - low) + strlen("boundary=");
    bool is_quoted = *at == '"';
    at += is_quoted;
    int n = (int)strcspn(at, is_quoted ? "\"" : "; ");
    return n > 0 ? g_strdup_printf("--%.*s", n, at) : NULL;
}

bool gaz_mht_is(struct gaz_bytes file) {
    enum { LOOKED_AT = 4096 };
    const char *body;
    struct range start = {(const char *)file.data,
                          (const char *)file.data + MIN(file.size, (size_t)LOOKED_AT)};
    struct range head = head_of(start, &body);
    g_autofree char *version = field_of(head, "MIME-Version"), *type = field_of(head, "Content-Type");
    return version && (has_type(type, "multipart/related") || has_type(type, "text/html"));
}

/* ---- what a part holds */

static int hex(char ch) {
    return g_ascii_xdigit_value(ch);
}

static GBytes *from_quoted(struct range body) {
    GByteArray *out = g_byte_array_sized_new((guint)(body.end - body.at));
    for (const char *at = body.at; at < body.end; at++) {
        guint8 byte = (guint8)*at;
        bool is_code = *at == '=' && at + 2 < body.end && hex(at[1]) >= 0 && hex(at[2]) >= 0;
        bool is_soft = *at == '=' && at + 1 < body.end && is_line_end(at[1]);
        if (is_code) byte = (guint8)(hex(at[1]) << 4 | hex(at[2]));
        if (is_code) at += 2;
        if (is_soft) at += at[1] == '\r' && at + 2 < body.end && at[2] == '\n' ? 2 : 1;
        if (!is_soft) g_byte_array_append(out, &byte, 1);
    }
    return g_byte_array_free_to_bytes(out);
}

static GBytes *from_base64(struct range body) {
    g_autofree char *text = g_strndup(body.at, (gsize)(body.end - body.at));
    gsize n;
    guchar *bytes = g_base64_decode(text, &n);
    return g_bytes_new_take(bytes, n);
}

static GBytes *decoded(struct range head, struct range body) {
    g_autofree char *encoding = field_of(head, "Content-Transfer-Encoding");
    if (has_type(encoding, "quoted-printable")) return from_quoted(body);
    if (has_type(encoding, "base64")) return from_base64(body);
    return g_bytes_new(body.at, (gsize)(body.end - body.at));
}

static void add_part(struct gaz_mht *mht, struct range part) {
    struct range body = {NULL, part.end};
    struct range head = head_of(part, &body.at);
    g_autofree char *type = field_of(head, "Content-Type"), *id = field_of(head, "Content-ID");
    char *address = field_of(head, "Content-Location");
    GBytes *bytes = decoded(head, body);
    if (!mht->page && has_type(type, "text/html")) {
        mht->page = bytes;
        mht->address = address;
        return;
    }
    mht->n_frames += has_type(type, "text/html");
    if (id && id[0] == '<' && id[strlen(id) - 1] == '>') {
        char *name = g_strdup_printf("cid:%.*s", (int)strlen(id) - 2, id + 1);
        g_hash_table_insert(mht->parts, name, g_bytes_ref(bytes));
    }
    if (address) g_hash_table_insert(mht->parts, address, g_bytes_ref(bytes));
    g_bytes_unref(bytes);
}

/* ---- the whole */

/* The next line that begins with the boundary; all.end: none does. */
static const char *next_boundary(struct range all, const char *boundary) {
    size_t n = strlen(boundary);
    for (const char *at = all.at; (at = memmem(at, (size_t)(all.end - at), boundary, n)); at += n)
        if (at == all.at || at[-1] == '\n') return at;
    return all.end;
}

static void add_parts(struct gaz_mht *mht, struct range all, const char *boundary) {
    const char *at = next_boundary(all, boundary);
    while (at < all.end) {
        const char *line = memchr(at, '\n', (size_t)(all.end - at));
        if (!line) return;
        size_t n = strlen(boundary);
        bool is_last = (size_t)(line - at) >= n + 2 && at[n] == '-' && at[n + 1] == '-';
        if (is_last) return;
        struct range rest = {line + 1, all.end};
        at = next_boundary(rest, boundary); /* a file that was cut off has no last one */
        add_part(mht, (struct range){rest.at, at});
    }
}

void gaz_mht_open(struct gaz_mht *mht, struct gaz_bytes file) {
    struct range all = {(const char *)file.data, (const char *)file.data + file.size};
    *mht = (struct gaz_mht){
        .parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref)};
    struct range body = {NULL, all.end};
    g_autofree char *type = field_of(head_of(all, &body.at), "Content-Type");
    g_autofree char *boundary = boundary_of(type);
    if (boundary)
        add_parts(mht, body, boundary);
    else
        add_part(mht, all);
}

void gaz_mht_close(struct gaz_mht *mht) {
    if (mht->page) g_bytes_unref(mht->page);
    if (mht->parts) g_hash_table_unref(mht->parts);
    g_free(mht->address);
}

GBytes *gaz_mht_part(const struct gaz_mht *mht, const char *src) {
    if (!mht->parts) return NULL;
    GBytes *bytes = g_hash_table_lookup(mht->parts, src);
    g_autofree char *whole =
        !bytes && mht->address ? g_uri_resolve_relative(mht->address, src, G_URI_FLAGS_NONE, NULL) : NULL;
    if (whole) bytes = g_hash_table_lookup(mht->parts, whole);
    return bytes ? g_bytes_ref(bytes) : NULL;
}
