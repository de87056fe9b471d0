/* cover.c: a cover: what the style lists (封面, 封二, 封三, 封底), one thing over another (S-02). It carries
 * no page number.
 *
 * A text stands on one line, letterspaced cluster by cluster, Latin too, which no paragraph is; when its
 * frame is narrower, it is turned over if the frame has room for lines, else it is made smaller, and said so
 * when nobody could read it.
 */
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/issue/parts.h"
#include "layout/text/measure.h"
#include "layout/text/spread.h"
#include "layout/text/vertical.h"

#include <glib.h>
#include <string.h>

/* ---- fields */

static struct gaz_text han_digits(const struct gaz_typesetter *ts, int number) {
    g_autofree char *han = gaz_han_digits(number);
    return gaz_text_from_utf8(ts->arena, han);
}

static struct gaz_text han_number(const struct gaz_typesetter *ts, int number) {
    g_autofree char *han = gaz_han_number(number);
    return gaz_text_from_utf8(ts->arena, han);
}

struct gaz_text gaz_date_text(const struct gaz_typesetter *ts, struct gaz_date date, bool english) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    if (date.year == 0) return (struct gaz_text){0};
    if (english) return gaz_text_printf(ts, "%s %d, %d", months[date.month - 1], date.day, date.year);
    return gaz_text_printf(ts, "%d年%d月%d日", date.year, date.month, date.day);
}

static struct gaz_text count_text(const struct gaz_typesetter *ts, int number) {
    return number > 0 ? gaz_text_printf(ts, "%d", number) : (struct gaz_text){0};
}

static struct gaz_text numbers_text(const struct gaz_typesetter *ts, struct gaz_numbers numbers) {
    g_autofree char *text = gaz_numbers_text(numbers, "—");
    return gaz_text_from_utf8(ts->arena, text);
}

/* 十二, 十一至十二 */
static struct gaz_text han_numbers(const struct gaz_typesetter *ts, struct gaz_numbers numbers) {
    if (numbers.last == 0) return (struct gaz_text){0};
    bool is_one = numbers.first == numbers.last;
    struct gaz_text pieces[3] = {han_number(ts, numbers.first), gaz_text_from_utf8(ts->arena, "至"),
                                 han_number(ts, numbers.last)};
    return gaz_text_join(ts->arena, pieces, is_one ? 1 : 3);
}

/* 5, 5—6, 增刊1, in either figures */
static struct gaz_text issue_text(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                                  bool is_han) {
    struct gaz_text pieces[2] = {gaz_text_from_utf8(ts->arena, issue->number.is_extra ? "增刊" : ""),
                                 is_han ? han_numbers(ts, issue->number) : numbers_text(ts, issue->number)};
    return gaz_text_join(ts->arena, pieces, 2);
}

static struct gaz_text english_number(const struct gaz_typesetter *ts, const struct gaz_issue *issue) {
    g_autofree char *text = gaz_issue_english(issue);
    return gaz_text_from_utf8(ts->arena, text);
}

static struct gaz_text field_text(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                                  enum gaz_cover_field field) {
    switch (field) {
    case GAZ_COVER_NAME:
        return issue->name;
    case GAZ_COVER_PINYIN:
        return issue->pinyin;
    case GAZ_COVER_ENGLISH_NAME:
        return issue->english_name;
    case GAZ_COVER_YEAR:
        return count_text(ts, issue->year);
    case GAZ_COVER_NUMBER:
        return issue_text(ts, issue, false);
    case GAZ_COVER_TOTAL:
        return numbers_text(ts, issue->total);
    case GAZ_COVER_HAN_YEAR:
        return han_digits(ts, issue->year);
    case GAZ_COVER_HAN_NUMBER:
        return issue_text(ts, issue, true);
    case GAZ_COVER_ENGLISH_NUMBER:
        return english_number(ts, issue);
    case GAZ_COVER_SPONSOR:
        return issue->sponsor;
    case GAZ_COVER_ENGLISH_SPONSOR:
        return issue->english_sponsor;
    case GAZ_COVER_SUPERVISOR:
        return issue->supervisor;
    case GAZ_COVER_LICENCE:
    case GAZ_COVER_SERIAL:
    case GAZ_COVER_COPIES:
    case GAZ_COVER_READERS:
    case GAZ_COVER_PRINTER:
    case GAZ_COVER_PRICE:
        return issue->imprint[field - GAZ_COVER_LICENCE];
    case GAZ_COVER_DATE:
        return gaz_date_text(ts, issue->published.date, false);
    case GAZ_COVER_ENGLISH_DATE:
        return gaz_date_text(ts, issue->published.date, true);
    case GAZ_COVER_LITERAL:
    case GAZ_N_COVER_FIELDS:
        break;
    }
    return (struct gaz_text){0};
}

/* The fields of one part: true when all of them say something, and one of them is `field`
 * (GAZ_N_COVER_FIELDS: whichever). */
static bool part_is_said(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                         const struct gaz_cover_element *element, uint32_t begin,
                         enum gaz_cover_field field) {
    bool is_whole = true, has_field = field == GAZ_N_COVER_FIELDS;
    for (uint32_t i = begin; i < element->n_pieces && element->pieces[i].part == element->pieces[begin].part;
         i++) {
        const struct gaz_cover_piece *piece = &element->pieces[i];
        is_whole &= piece->literal || field_text(ts, issue, piece->field).n > 0;
        has_field |= piece->field == field;
    }
    return is_whole && has_field;
}

static bool begins_part(const struct gaz_cover_element *element, uint32_t i) {
    return i == 0 || element->pieces[i].part != element->pieces[i - 1].part;
}

static bool page_prints(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                        const struct gaz_cover *cover, enum gaz_cover_field field) {
    for (uint32_t i = 0; i < cover->n; i++)
        for (uint32_t k = 0; k < cover->elements[i].n_pieces; k++)
            if (begins_part(&cover->elements[i], k) && part_is_said(ts, issue, &cover->elements[i], k, field))
                return true;
    return false;
}

bool gaz_cover_prints(const struct gaz_issue *issue, const struct gaz_style *style,
                      enum gaz_cover_field field) {
    struct gaz_typesetter ts = {.arena = gaz_arena_new(), .style = style};
    bool prints = false;
    for (int page = 0; page < GAZ_N_COVER_PAGES; page++)
        prints |= page_prints(&ts, issue, &style->covers[page], field);
    gaz_arena_free(ts.arena);
    return prints;
}

static bool is_number(const struct gaz_cover_element *element, uint32_t i) {
    enum gaz_cover_field field = element->pieces[i].field;
    return field == GAZ_COVER_NUMBER || field == GAZ_COVER_HAN_NUMBER;
}

/* 第 and 期 (号) around the number of a supplement go: 增刊1, not 第增刊1期. */
static struct gaz_text literal_text(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                                    const struct gaz_cover_element *element, uint32_t i) {
    static const char before[] = "第", qi[] = "期", hao[] = "号";
    const char *literal = element->pieces[i].literal;
    bool is_extra = issue->number.is_extra;
    if (is_extra && i > 0 && is_number(element, i - 1) &&
        (g_str_has_prefix(literal, qi) || g_str_has_prefix(literal, hao)))
        literal += strlen(qi);
    size_t n = strlen(literal);
    if (is_extra && i + 1 < element->n_pieces && is_number(element, i + 1) &&
        g_str_has_suffix(literal, before))
        n -= strlen(before);
    g_autofree char *own = g_strndup(literal, n);
    return gaz_text_from_utf8(ts->arena, own);
}

/* The pieces of each part whose fields all say something, behind one another. */
static struct gaz_text element_text(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                                    const struct gaz_cover_element *element) {
    struct gaz_text *texts = GAZ_NEW_ARRAY(ts->arena, struct gaz_text, element->n_pieces);
    uint32_t kept = 0;
    bool is_said = false;
    for (uint32_t i = 0; i < element->n_pieces; i++) {
        const struct gaz_cover_piece *piece = &element->pieces[i];
        if (begins_part(element, i)) is_said = part_is_said(ts, issue, element, i, GAZ_N_COVER_FIELDS);
        if (!is_said) continue;
        texts[kept++] =
            piece->literal ? literal_text(ts, issue, element, i) : field_text(ts, issue, piece->field);
    }
    return gaz_text_unbroken(ts->arena, gaz_text_join(ts->arena, texts, kept));
}

/* ---- a line of text, solid, then letterspaced */

struct setting {
    const struct gaz_typesetter *ts; /* its style has the element's look for the role */
    const struct gaz_cover_element *element;
    struct gaz_text text;
    uint32_t node;
    gaz_len size, tracking, extent; /* extent: from end to end, with the tracking */
    struct gaz_line line;
};

static uint32_t clusters_of(const struct gaz_line *line) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < line->n_items; i++)
        for (uint32_t k = 0; line->items[i].kind == GAZ_ITEM_GLYPHS && k < line->items[i].as.glyphs.n_glyphs;
             k++)
            n += line->items[i].as.glyphs.glyphs[k].n_chars > 0;
    return n;
}

/* Steps between letters: an upright column is letterspaced item by item. */
static uint32_t steps_of(const struct setting *s) {
    uint32_t n = s->element->vertical ? s->line.n_items : clusters_of(&s->line);
    return n > 0 ? n - 1 : 0;
}

static void set_solid(struct setting *s) {
    struct gaz_paragraph_spec spec = gaz_spec_of(s->ts, s->element->role, s->text);
    spec.size = s->size;
    spec.node = s->node;
    if (s->element->vertical) {
        s->line = gaz_text_vertical(s->ts, &spec, &s->extent);
        return;
    }
    spec.measure = 4 * s->ts->style->paper_width; /* no word is too wide */
    spec.measure = MAX(gaz_text_width(s->ts, &spec), 1);
    s->line = gaz_text_spread(s->ts, &spec);
    s->extent = s->line.width;
}

/* What may stand between two characters of 均排: one more of them, between letters half of it. */
static gaz_len widest_step(const struct setting *s) {
    if (s->element->spread_most > 0) return s->element->spread_most;
    return gaz_char_is_latin(gaz_char_at(s->text, 0)) ? s->size / 2 : s->size;
}

/* 均排: as wide as the frame; a text too short for that grows by a third at most, then stands in its middle
 * with the widest tracking that still reads as one word. */
static void spread_out(struct setting *s, gaz_len room, int64_t steps) {
    gaz_len most = widest_step(s);
    int64_t widest = s->extent + most * steps;
    if (widest < room) {
        gaz_len given = s->size;
        s->size = (gaz_len)MIN((int64_t)given * 4 / 3, (int64_t)given * room / widest);
        most = widest_step(s);
        set_solid(s);
    }
    s->tracking = (gaz_len)MIN((room - s->extent) / steps, most);
}

/* The size and the tracking at which the text fits its frame. */
static void fit(struct setting *s, gaz_len room) {
    s->size = s->element->look.size;
    s->tracking = s->element->look.tracking;
    set_solid(s);
    int64_t wanted = s->extent + (int64_t)s->tracking * steps_of(s);
    if (room > 0 && wanted > room) {
        s->size = MAX(gaz_scale(s->size, room, wanted) - 1, GAZ_POINT);
        s->tracking = gaz_scale(s->tracking, room, wanted);
        set_solid(s);
    }
    uint32_t steps = steps_of(s);
    if (s->element->align == GAZ_COVER_SPREAD && room > s->extent && steps > 0) spread_out(s, room, steps);
    s->extent += s->tracking * (gaz_len)steps_of(s);
}

/* Moves each cluster of a level line by the tracking before it. */
static void track_line(const struct setting *s) {
    gaz_len moved = -s->tracking;
    for (uint32_t i = 0; i < s->line.n_items; i++) {
        struct gaz_item *item = &s->line.items[i];
        if (item->kind != GAZ_ITEM_GLYPHS) continue;
        struct gaz_placed_glyph *glyphs = (struct gaz_placed_glyph *)item->as.glyphs.glyphs;
        for (uint32_t k = 0; k < item->as.glyphs.n_glyphs; k++) {
            if (glyphs[k].n_chars > 0) moved += s->tracking;
            glyphs[k].x += moved;
        }
    }
}

static void track_column(const struct setting *s) {
    for (uint32_t i = 0; i < s->line.n_items; i++)
        s->line.items[i].y += (gaz_len)i * s->tracking;
}

/* where what takes `extent` of `room` begins */
static gaz_len begin_of(enum gaz_cover_align align, gaz_len room, gaz_len extent) {
    switch (align) {
    case GAZ_COVER_START:
        return 0;
    case GAZ_COVER_SPREAD:
    case GAZ_COVER_CENTER:
        return (room - extent) / 2;
    case GAZ_COVER_END:
        return room - extent;
    }
    return 0;
}

/* Of a text whose fields all are in one. */
static const char *language_of(const struct gaz_cover_element *element) {
    bool pinyin = false, english = false, chinese = false;
    for (uint32_t i = 0; i < element->n_pieces; i++) {
        enum gaz_cover_field field = element->pieces[i].field;
        bool is_english = field == GAZ_COVER_ENGLISH_NAME || field == GAZ_COVER_ENGLISH_SPONSOR ||
                          field == GAZ_COVER_ENGLISH_DATE || field == GAZ_COVER_ENGLISH_NUMBER;
        pinyin |= field == GAZ_COVER_PINYIN;
        english |= is_english;
        chinese |= !element->pieces[i].literal && !is_english && field != GAZ_COVER_PINYIN;
    }
    if (chinese || pinyin == english) return NULL;
    return pinyin ? "zh-Latn-pinyin" : "en";
}

static struct gaz_node text_node(const struct gaz_cover_element *element, struct gaz_text text) {
    return (struct gaz_node){.kind = GAZ_NODE_PARAGRAPH, .text = text, .language = language_of(element)};
}

/* ---- a text that is turned over in its frame */

static gaz_len line_pitch(gaz_len size) {
    return size * 3 / 2;
}

static enum gaz_setting setting_of(enum gaz_cover_align align) {
    return align == GAZ_COVER_START ? GAZ_SET_LEFT : align == GAZ_COVER_END ? GAZ_SET_RIGHT : GAZ_SET_CENTER;
}

/* At the largest size, from its own downwards, at which the lines stand within the frame. */
static void put_lines(struct gaz_canvas *c, struct setting *s) {
    const struct gaz_cover_element *element = s->element;
    struct gaz_paragraph_spec spec = gaz_spec_of(s->ts, element->role, s->text);
    spec.measure = element->width;
    spec.setting = setting_of(element->align);
    spec.node = s->node;
    struct gaz_paragraph set;
    for (s->size = element->look.size;; s->size = s->size * 19 / 20) {
        spec.size = s->size;
        set = gaz_paragraph_set(s->ts, &spec);
        gaz_len height = (gaz_len)(set.n_lines - 1) * line_pitch(s->size) + s->size;
        if (set.n_lines == 0 || height <= element->height || s->size < 2 * GAZ_POINT) break;
    }
    for (uint32_t i = 0; i < set.n_lines; i++)
        gaz_canvas_items(c, &set.lines[i], element->left,
                         element->top + gaz_scale(s->size, 88, 100) + (gaz_len)i * line_pitch(s->size));
}

/* Whether it is wider than its frame, which has a height for lines. */
static bool is_turned_over(const struct setting *s) {
    const struct gaz_cover_element *element = s->element;
    struct gaz_paragraph_spec spec = gaz_spec_of(s->ts, element->role, s->text);
    spec.size = element->look.size;
    return !element->vertical && element->height > 0 && gaz_text_width(s->ts, &spec) > element->width;
}

enum { LEAST_SIZE = 15 * GAZ_POINT / 2 }; /* 六号 */

static void say_small(const struct setting *s) {
    if (s->size >= LEAST_SIZE || s->size >= s->element->look.size) return;
    g_autofree char *size =
        g_strdup_printf("%d.%d", s->size / GAZ_POINT, s->size % GAZ_POINT * 10 / GAZ_POINT);
    gaz_report(s->ts->diags, GAZ_D_COVER_SMALL, gaz_text_span(s->text), size);
}

static void put_text(struct gaz_canvas *c, const struct gaz_issue *issue,
                     const struct gaz_cover_element *element) {
    struct gaz_style own = *c->typesetter->style;
    struct gaz_typesetter ts = *c->typesetter;
    struct setting s = {.ts = &ts, .element = element, .text = element_text(&ts, issue, element)};
    if (s.text.n == 0) return;
    own.roles[element->role] = element->look;
    own.roles[element->role].tracking = 0;
    own.half_width_latin = false;
    ts.style = &own;
    s.node = gaz_tree_add(ts.tree, text_node(element, s.text));
    bool is_turned = is_turned_over(&s);
    if (!is_turned) fit(&s, element->vertical ? element->height : element->width);
    if (is_turned) {
        put_lines(c, &s);
    } else if (element->vertical) {
        gaz_len top = begin_of(element->align, element->height, s.extent);
        track_column(&s);
        gaz_canvas_items(c, &s.line, element->left + element->width / 2, element->top + top);
    } else {
        track_line(&s);
        gaz_canvas_items(c, &s.line, element->left + begin_of(element->align, element->width, s.extent),
                         element->top + gaz_scale(s.size, 88, 100) - MAX(s.size - element->look.size, 0) / 2);
    }
    say_small(&s);
}

/* ---- the others */

/* Where no text prints the 刊名, a picture of the issue's own shows it (docs/cover.md); other pictures are
 * there for the eye. */
static uint32_t add_figure(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                           const struct gaz_cover_element *element) {
    if (!element->is_own || gaz_cover_prints(issue, ts->style, GAZ_COVER_NAME) || issue->name.n == 0)
        return 0;
    g_autofree char *name = gaz_text_to_utf8(issue->name);
    return gaz_tree_add(ts->tree, (struct gaz_node){.kind = GAZ_NODE_FIGURE,
                                                    .as.alternative = gaz_arena_strdup(ts->arena, name)});
}

static void put_picture(struct gaz_canvas *c, const struct gaz_issue *issue,
                        const struct gaz_cover_element *element) {
    const struct gaz_picture *picture = &element->picture;
    c->node = add_figure(c->typesetter, issue, element);
    struct gaz_image image = {.width = element->width,
                              .height = element->height,
                              .kind = (int)picture->kind,
                              .orientation = picture->orientation,
                              .data = picture->data,
                              .size = picture->size,
                              .name = element->path};
    gaz_canvas_image(c, element->left, element->top, image);
}

/* What is to be read on 封二, 封三 or 封底 is all left out: then the page is none. One that shows only
 * pictures, rules or nothing was meant so. */
bool gaz_cover_is_there(const struct gaz_typesetter *ts, const struct gaz_issue *issue,
                        enum gaz_cover_page page) {
    const struct gaz_cover *cover = &ts->style->covers[page];
    uint32_t n_texts = 0, n_said = 0;
    for (uint32_t i = 0; i < cover->n; i++) {
        if (cover->elements[i].kind != GAZ_COVER_TEXT) continue;
        n_texts++;
        n_said += element_text(ts, issue, &cover->elements[i]).n > 0;
    }
    return cover->is_there && (page == GAZ_COVER_FRONT || n_texts == 0 || n_said > 0);
}

struct gaz_canvas gaz_compose_cover(const struct gaz_typesetter *typesetter, const struct gaz_issue *issue,
                                    enum gaz_cover_page page) {
    const struct gaz_cover *cover = &typesetter->style->covers[page];
    struct gaz_canvas c = {.typesetter = typesetter};
    gaz_tree_open(typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_COVER});
    for (uint32_t i = 0; i < cover->n; i++) {
        const struct gaz_cover_element *element = &cover->elements[i];
        switch (element->kind) {
        case GAZ_COVER_TEXT:
            put_text(&c, issue, element);
            break;
        case GAZ_COVER_RULE:
        case GAZ_COVER_BAND:
            gaz_canvas_rule(
                &c, element->left, element->top,
                (struct gaz_rule){.width = element->width, .height = element->height, .ink = element->ink});
            break;
        case GAZ_COVER_PICTURE:
            put_picture(&c, issue, element);
            break;
        }
    }
    gaz_tree_close(typesetter->tree);
    return c;
}
