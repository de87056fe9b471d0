/* figure.c: figures: the line's form, and the file below the issue folder. */
#include "input/figure.h"

#include "base/file.h"
#include "input/inline.h"
#include "input/width.h"

#include <string.h>

/* the parts of a figure's line, as places in the source */
struct parts {
    uint32_t caption_begin, caption_end;
    uint32_t path_begin, path_end;
    uint32_t width_begin, width_end; /* equal: none */
    bool is_turned;                  /* 横排 stands in the braces */
};

/* one word of the braces: 宽=… or 横排, each once */
static bool take_word(const struct gaz_source *source, uint32_t begin, uint32_t end, struct parts *parts) {
    static const char width[] = "宽=", turned[] = "横排";
    const char *text = source->text + begin;
    uint32_t n = end - begin, key = (uint32_t)strlen(width);
    if (n == strlen(turned) && memcmp(text, turned, n) == 0 && !parts->is_turned)
        return parts->is_turned = true;
    if (n <= key || memcmp(text, width, key) != 0 || parts->width_begin != parts->width_end) return false;
    parts->width_begin = begin + key;
    parts->width_end = end;
    return true;
}

/* {…}: words with blanks between */
static bool split_braces(const struct gaz_source *source, uint32_t begin, uint32_t end, struct parts *parts) {
    if (end - begin < 3 || source->text[begin] != '{' || source->text[end - 1] != '}') return false;
    for (uint32_t at = begin + 1; at < end - 1;) {
        uint32_t stop = at;
        while (stop < end - 1 && !gaz_is_space((unsigned char)source->text[stop]))
            stop++;
        if (stop > at && !take_word(source, at, stop, parts)) return false;
        at = stop + 1;
    }
    return parts->is_turned || parts->width_begin != parts->width_end;
}

static bool split(const struct gaz_source *source, uint32_t begin, uint32_t end, struct parts *parts) {
    uint32_t middle, close;
    while (end > begin && gaz_is_space((unsigned char)source->text[end - 1]))
        end--;
    middle = gaz_source_find(source, begin + 2, end, "](");
    if (middle == end) return false;
    close = gaz_source_find(source, middle + 2, end, ")");
    if (close == end || close == middle + 2) return false;
    *parts = (struct parts){begin + 2, middle, middle + 2, close, end, end, false};
    return close + 1 == end || split_braces(source, close + 1, end, parts);
}

static bool read_width(struct gaz_reader *reader, const struct parts *parts, struct gaz_figure *figure) {
    const char *text = reader->source->text + parts->width_begin;
    size_t n = parts->width_end - parts->width_begin;
    if (n == 0 || gaz_width_parse(text, n, &figure->width)) return true;
    char *shown = g_strndup(text, n);
    gaz_report(reader->diags, GAZ_D_WIDTH_FORM, gaz_reader_span(reader, parts->width_begin, parts->width_end),
               shown);
    g_free(shown);
    return false;
}

/* A picture without size has none on the page either. */
static bool has_size(const struct gaz_reader *reader, const struct gaz_picture *picture, const char *path,
                     struct gaz_span span) {
    if (picture->natural_width > 0 && picture->natural_height > 0) return true;
    gaz_report(reader->diags, GAZ_D_FIGURE_SIZE, span, path);
    return false;
}

/* A picture that many figures show is read, kept and looked at once. */
struct kept_picture {
    struct gaz_picture picture;
    bool is_good, is_bad;
    struct gaz_span told; /* of a bad one: where it was said why */
};

static struct kept_picture *keep_picture(struct gaz_reader *reader, const char *path, struct gaz_span span) {
    struct kept_picture *kept = reader->pictures ? g_hash_table_lookup(reader->pictures, path) : NULL;
    if (kept) return kept;
    struct gaz_bytes file = gaz_file_read_below(reader->arena, reader->folder, path, span, reader->diags);
    if (!file.data) return NULL;
    kept = GAZ_NEW(reader->arena, struct kept_picture);
    kept->picture = (struct gaz_picture){.data = file.data, .size = file.size};
    if (reader->pictures) g_hash_table_insert(reader->pictures, (gpointer)path, kept);
    return kept;
}

static void report_again(const struct gaz_reader *reader, const char *path, struct gaz_span span,
                         struct gaz_span told) {
    g_autofree char *place =
        g_strdup_printf("%s:%u", told.source->name, gaz_source_place(told.source, told.begin).line);
    gaz_report(reader->diags, GAZ_D_FIGURE_AGAIN, span, path, place);
}

/* NULL after an error. */
static const struct gaz_picture *read_picture(struct gaz_reader *reader, const char *path,
                                              struct gaz_span span) {
    struct kept_picture *kept = keep_picture(reader, path, span);
    if (kept && kept->is_bad) report_again(reader, path, span, kept->told);
    if (!kept || kept->is_bad) return NULL;
    if (kept->is_good) return &kept->picture;
    kept->is_good = gaz_picture_check(&kept->picture, path, span, reader->diags) &&
                    has_size(reader, &kept->picture, path, span);
    kept->is_bad = !kept->is_good;
    kept->told = span;
    return kept->is_good ? &kept->picture : NULL;
}

static bool read_file(struct gaz_reader *reader, const struct parts *parts, struct gaz_figure *figure) {
    struct gaz_span span = gaz_reader_span(reader, parts->path_begin, parts->path_end);
    char *path = gaz_arena_strndup(reader->arena, reader->source->text + span.begin, span.end - span.begin);
    const struct gaz_picture *picture = read_picture(reader, path, span);
    if (!picture) return false;
    figure->path = path;
    figure->data = picture->data;
    figure->size = picture->size;
    figure->kind = picture->kind;
    figure->orientation = picture->orientation;
    figure->pixels_wide =
        gaz_picture_lies(picture->orientation) ? picture->pixels_high : picture->pixels_wide;
    figure->is_guessed = picture->is_guessed;
    figure->natural_width = picture->natural_width;
    figure->natural_height = picture->natural_height;
    return true;
}

bool gaz_figure_read(struct gaz_reader *reader, uint32_t begin, uint32_t end, struct gaz_block *block) {
    struct parts parts;
    struct gaz_figure *figure = GAZ_NEW(reader->arena, struct gaz_figure);
    if (!split(reader->source, begin, end, &parts)) {
        gaz_reader_report(reader, GAZ_D_FIGURE_FORM, begin, begin + 2);
        return false;
    }
    bool has_width = read_width(reader, &parts, figure);
    if (!read_file(reader, &parts, figure) || !has_width) return false;
    gaz_reader_syntax(reader, begin, parts.caption_begin);
    gaz_reader_syntax(reader, parts.caption_end, end);
    figure->may_turn = parts.is_turned;
    block->kind = GAZ_BLOCK_FIGURE;
    block->text = gaz_inline_read_source(reader, parts.caption_begin, parts.caption_end);
    block->figure = figure;
    return true;
}
