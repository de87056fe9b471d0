/* figure.c: figures: how one is written, and the file below the issue folder. */
#include "input/lines/figure.h"

#include "base/file/file.h"
#include "base/text/text.h"
#include "input/inline/inline.h"
#include "input/input.h"
#include "input/lines/width.h"

#include <string.h>

/* the parts of a figure, as places in the source; of begin and end alike: none */
struct range {
    uint32_t begin, end;
};

struct parts {
    uint32_t begin, end; /* from ! to behind ) or } */
    struct range caption, path, width, number, alternative;
    bool is_turned;  /* 横排 stands in the braces */
    bool is_formula; /* 公式 */
};

/* ---- the braces: 宽=… 横排 公式 （1） 替代=…, each once, in any order */

static bool is_empty(struct range range) {
    return range.begin == range.end;
}

static bool is_word(const char *text, uint32_t n, const char *word) {
    return n == strlen(word) && memcmp(text, word, n) == 0;
}

static bool take_flag(bool *flag) {
    bool is_first = !*flag;
    *flag = true;
    return is_first;
}

static bool take_range(struct range *range, uint32_t begin, uint32_t end) {
    if (!is_empty(*range) || begin >= end) return false;
    *range = (struct range){begin, end};
    return true;
}

static bool begins(const char *text, uint32_t n, const char *what) {
    return n >= strlen(what) && memcmp(text, what, strlen(what)) == 0;
}

/* （1） or (1): a formula's number, with its brackets */
static bool is_number(const char *text, uint32_t n) {
    static const char *const brackets[][2] = {{"（", "）"}, {"(", ")"}};
    for (size_t i = 0; i < G_N_ELEMENTS(brackets); i++) {
        size_t open = strlen(brackets[i][0]);
        if (n > 2 * open && begins(text, n, brackets[i][0]) &&
            begins(text + n - open, (uint32_t)open, brackets[i][1]))
            return true;
    }
    return false;
}

/* A value may stand in straight quotes, for its blanks. */
static bool take_alternative(const struct gaz_source *source, uint32_t begin, uint32_t end,
                             struct parts *parts) {
    bool is_quoted = end - begin >= 2 && source->text[begin] == '"' && source->text[end - 1] == '"';
    return take_range(&parts->alternative, begin + is_quoted, end - is_quoted);
}

static bool take_word(const struct gaz_source *source, uint32_t begin, uint32_t end, struct parts *parts) {
    static const char width[] = "宽=", alternative[] = "替代=";
    const char *text = source->text + begin;
    uint32_t n = end - begin;
    if (is_word(text, n, "横排")) return take_flag(&parts->is_turned);
    if (is_word(text, n, "公式")) return take_flag(&parts->is_formula);
    if (is_number(text, n)) return take_range(&parts->number, begin, end);
    if (begins(text, n, width)) return take_range(&parts->width, begin + (uint32_t)strlen(width), end);
    return begins(text, n, alternative) &&
           take_alternative(source, begin + (uint32_t)strlen(alternative), end, parts);
}

/* The place of the first blank or } from `at` on that stands in no quotes, or `end`. */
static uint32_t word_end(const struct gaz_source *source, uint32_t at, uint32_t end) {
    for (bool quoted = false; at < end; at++) {
        char ch = source->text[at];
        quoted ^= ch == '"';
        if (!quoted && (ch == '}' || gaz_is_space((unsigned char)ch))) break;
    }
    return at;
}

/* The braces that begin at parts->end, if any do; that is moved behind them. */
static bool split_braces(const struct gaz_source *source, uint32_t end, struct parts *parts) {
    uint32_t at = parts->end + 1;
    bool has_word = false;
    if (parts->end == end || source->text[parts->end] != '{') return true;
    while (at < end && source->text[at] != '}') {
        uint32_t stop = word_end(source, at, end);
        if (stop > at && !take_word(source, at, stop, parts)) return false;
        has_word |= stop > at;
        at = stop + (stop < end && source->text[stop] != '}');
    }
    parts->end = at + 1;
    return at < end && has_word && (parts->is_formula || is_empty(parts->number)) &&
           !(parts->is_formula && parts->is_turned);
}

/* Where the figure at `begin` ends is said in parts->end. */
static bool split(const struct gaz_source *source, uint32_t begin, uint32_t end, struct parts *parts) {
    if (!begins(source->text + begin, end - begin, "![")) return false;
    uint32_t middle = gaz_source_find(source, begin + 2, end, "](");
    uint32_t close = middle == end ? end : gaz_source_find(source, middle + 2, end, ")");
    if (close == end || close == middle + 2) return false;
    *parts = (struct parts){
        .begin = begin, .end = close + 1, .caption = {begin + 2, middle}, .path = {middle + 2, close}};
    return split_braces(source, end, parts);
}

/* ---- the width, the file */

static bool read_width(struct gaz_reader *reader, const struct parts *parts, struct gaz_figure *figure) {
    const char *text = reader->source->text + parts->width.begin;
    size_t n = parts->width.end - parts->width.begin;
    if (n == 0 || gaz_width_parse(text, n, &figure->width)) return true;
    char *shown = g_strndup(text, n);
    gaz_report(reader->diags, GAZ_D_WIDTH_FORM, gaz_reader_span(reader, parts->width.begin, parts->width.end),
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

/* Of a file of the folder, or of what is to stand there. */
static struct gaz_bytes read_bytes(struct gaz_reader *reader, const char *path, struct gaz_span span) {
    const struct gaz_unwritten *file = gaz_unwritten_find(reader->instead, reader->n_instead, path);
    if (file) return file->bytes;
    return gaz_file_read_below(reader->arena, reader->folder, path, span, reader->diags);
}

static struct kept_picture *keep_picture(struct gaz_reader *reader, const char *path, struct gaz_span span) {
    struct kept_picture *kept = reader->pictures ? g_hash_table_lookup(reader->pictures, path) : NULL;
    if (kept) return kept;
    struct gaz_bytes file = read_bytes(reader, path, span);
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
    struct gaz_span span = gaz_reader_span(reader, parts->path.begin, parts->path.end);
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

/* ---- what is said of it */

/* A text that is not printed, as it would be: its bytes are syntax. */
static const char *spoken(struct gaz_reader *reader, struct range range) {
    guint marks = reader->note_marks->len;
    struct gaz_text text = gaz_inline_read_source(reader, range.begin, range.end);
    gaz_notes_refuse(reader, marks);
    gaz_reader_syntax(reader, range.begin, range.end);
    g_autofree char *utf8 = gaz_text_to_utf8(gaz_text_unbroken(reader->arena, text));
    return *utf8 ? gaz_arena_strdup(reader->arena, utf8) : NULL;
}

/* 图1, 附图2, 图 三 */
static bool begins_numbered(const struct gaz_source *source, struct range range) {
    static const char *const words[] = {"图", "附图"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        uint32_t at = range.begin;
        if (!begins(source->text + at, range.end - at, words[i])) continue;
        at += (uint32_t)strlen(words[i]);
        while (at < range.end && gaz_char_is_blank(gaz_source_char(source, at)))
            at = gaz_source_next(source, at);
        uint32_t ch = at < range.end ? gaz_source_char(source, at) : 0;
        return gaz_char_is_digit(ch) || gaz_char_is_one_of(ch, "一二三四五六七八九十");
    }
    return false;
}

static bool has_caption(const struct gaz_source *source, const struct parts *parts,
                        enum gaz_figure_place place) {
    if (parts->is_formula || place == GAZ_FIGURE_IN_FRONT) return false;
    return place == GAZ_FIGURE_IN_BODY || begins_numbered(source, parts->caption);
}

/* The caption is printed, or says what the picture shows; 替代 says it better. */
static void read_words(struct gaz_reader *reader, const struct parts *parts, enum gaz_figure_place place,
                       struct gaz_figure *figure) {
    struct range number = is_empty(parts->number) ? (struct range){parts->end, parts->end} : parts->number;
    gaz_reader_syntax(reader, parts->begin, parts->caption.begin);
    gaz_reader_syntax(reader, parts->caption.end, number.begin);
    gaz_reader_syntax(reader, number.end, parts->end);
    figure->number = gaz_inline_read_source(reader, number.begin, number.end);
    if (has_caption(reader->source, parts, place))
        figure->caption = gaz_inline_read_source(reader, parts->caption.begin, parts->caption.end);
    else
        figure->alternative = spoken(reader, parts->caption);
    if (!is_empty(parts->alternative)) figure->alternative = spoken(reader, parts->alternative);
}

static bool may_stand(const struct parts *parts, enum gaz_figure_place place) {
    return place == GAZ_FIGURE_IN_BODY || (!parts->is_turned && !parts->is_formula);
}

enum gaz_figure_result gaz_figure_read(struct gaz_reader *reader, uint32_t begin, uint32_t end,
                                       enum gaz_figure_place place, struct gaz_figure *figure) {
    struct parts parts;
    *figure = (struct gaz_figure){0};
    if (!split(reader->source, begin, end, &parts) || !may_stand(&parts, place)) return GAZ_FIGURE_NONE;
    figure->span = gaz_reader_span(reader, begin, parts.end);
    bool has_width = read_width(reader, &parts, figure);
    if (!read_file(reader, &parts, figure) || !has_width) return GAZ_FIGURE_WRONG;
    figure->may_turn = parts.is_turned;
    figure->is_formula = parts.is_formula;
    read_words(reader, &parts, place, figure);
    return GAZ_FIGURE_READ;
}

/* ---- those of a block */

static uint32_t skip_blanks(const struct gaz_source *source, uint32_t at, uint32_t end) {
    while (at < end && gaz_char_is_blank(gaz_source_char(source, at)))
        at = gaz_source_next(source, at);
    return at;
}

bool gaz_figures_read_line(struct gaz_reader *reader, uint32_t begin, uint32_t end, GArray *figures) {
    bool good = true;
    for (uint32_t at = begin; at < end;) {
        struct gaz_figure figure;
        enum gaz_figure_result result = gaz_figure_read(reader, at, end, GAZ_FIGURE_IN_BODY, &figure);
        if (result == GAZ_FIGURE_NONE) {
            bool is_mark = begins(reader->source->text + at, end - at, "![");
            gaz_reader_report(reader, GAZ_D_FIGURE_FORM, at,
                              is_mark ? at + 2 : gaz_source_next(reader->source, at));
            return false;
        }
        good &= result == GAZ_FIGURE_READ;
        g_array_append_val(figures, figure);
        at = skip_blanks(reader->source, figure.span.end, end);
        gaz_reader_syntax(reader, figure.span.end, at);
    }
    return good;
}
