/* edit.c: the text and the bytes are walked side by side: they differ by the byte order mark and line ends
 * only.
 */
#include "base/file/edit.h"

#include <string.h>

#define MARK "\xEF\xBB\xBF"

struct walk {
    const char *at, *end; /* in the file */
    uint32_t place;       /* in the text */
};

static struct walk begin_walk(const char *bytes, size_t size) {
    bool has_mark = size >= strlen(MARK) && memcmp(bytes, MARK, strlen(MARK)) == 0;
    return (struct walk){bytes + (has_mark ? strlen(MARK) : 0), bytes + size, 0};
}

/* The next byte of the text. */
static char step(struct walk *walk) {
    char byte = *walk->at++;
    walk->place++;
    if (byte != '\r') return byte;
    if (walk->at < walk->end && *walk->at == '\n') walk->at++;
    return '\n';
}

bool gaz_source_is_of(const struct gaz_source *source, struct gaz_bytes bytes) {
    struct walk walk = begin_walk((const char *)bytes.data, bytes.size);
    while (walk.at < walk.end) {
        uint32_t place = walk.place;
        if (place >= source->size || step(&walk) != source->text[place]) return false;
    }
    return walk.place == source->size;
}

static const char *line_end_of(const GString *file) {
    const char *end = file->str + strcspn(file->str, "\r\n");
    return g_str_has_prefix(end, "\r\n") ? "\r\n" : *end == '\r' ? "\r" : "\n";
}

static void walk_to(struct walk *walk, uint32_t place) {
    while (walk->place < place && walk->at < walk->end)
        step(walk);
}

void gaz_edits_apply(GString *file, const struct gaz_edit *edits, size_t n) {
    g_autoptr(GString) out = g_string_sized_new(file->len);
    const char *line_end = line_end_of(file), *kept = file->str;
    struct walk walk = begin_walk(file->str, file->len);
    for (size_t i = 0; i < n; i++) {
        walk_to(&walk, edits[i].begin);
        g_string_append_len(out, kept, walk.at - kept);
        g_auto(GStrv) lines = g_strsplit(edits[i].text, "\n", -1);
        g_autofree char *text = g_strjoinv(line_end, lines);
        g_string_append(out, text);
        walk_to(&walk, edits[i].end);
        kept = walk.at;
    }
    g_string_append_len(out, kept, file->str + file->len - kept);
    g_string_truncate(file, 0);
    g_string_append_len(file, out->str, (gssize)out->len);
}
