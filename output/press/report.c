/* report.c: the report as one JSON object, which docs/印刷.md explains, and as lines for people. */
#include "output/press/report.h"

#include "base/data/json.h"
#include "base/file/hash.h"
#include "fonts/face.h"
#include "output/press/pages.h"

#include <math.h>
#include <string.h>

struct writer {
    const struct gaz_press_report *report;
    GString *out;
    bool more; /* an element stands before */
};

/* ---- values */

static void add_decimal(GString *out, double value, int decimals) {
    char number[G_ASCII_DTOSTR_BUF_SIZE], format[8];
    g_snprintf(format, sizeof format, "%%.%df", decimals);
    g_string_append(out, g_ascii_formatd(number, sizeof number, format, value));
}

static double millimetres(gaz_len length) {
    return gaz_points(length) * 25.4 / 72;
}

static void begin_list(struct writer *w, const char *key) {
    g_string_append_printf(w->out, ",\n  \"%s\": [", key);
    w->more = false;
}

static void begin_element(struct writer *w) {
    g_string_append(w->out, w->more ? ",\n    " : "\n    ");
    w->more = true;
}

static void end_list(struct writer *w) {
    g_string_append(w->out, w->more ? "\n  ]" : "]");
}

/* A member of millimetres behind another. */
static void add_length(GString *out, const char *key, gaz_len length) {
    g_string_append_printf(out, ", \"%s\": ", key);
    add_decimal(out, millimetres(length), 2);
}

static void add_box(struct writer *w, const char *key, gaz_len more) {
    g_string_append_printf(w->out, ", \"%s\": [", key);
    bool two = w->report->press->is_booklet;
    add_decimal(w->out, millimetres(w->report->width * (two ? 2 : 1) + 2 * more), 2);
    g_string_append(w->out, ", ");
    add_decimal(w->out, millimetres(w->report->height + 2 * more), 2);
    g_string_append_c(w->out, ']');
}

/* ---- the file */

static const char *kind_of(const struct gaz_press *press) {
    return press->pdfx == GAZ_PDFX_1A ? "PDF/X-1a:2003" : "PDF/X-4";
}

static uint32_t n_filled(const struct gaz_press_report *report) {
    return gaz_press_filled(report->pages->n_pages, report->press);
}

static void add_condition(struct writer *w) {
    const struct gaz_press *press = w->report->press;
    g_string_append(w->out, ",\n  \"condition\": {\"name\": ");
    gaz_json_add_text(w->out, press->condition);
    g_string_append_printf(w->out,
                           ", \"registered\": %s, \"profile\": ", press->is_registered ? "true" : "false");
    g_autofree char *digest = press->profile ? gaz_hash_bytes(press->profile) : NULL;
    if (digest)
        g_string_append_printf(w->out, "\"%s\"}", digest);
    else
        g_string_append(w->out, "null}");
}

static void add_file(struct writer *w) {
    const struct gaz_press_report *report = w->report;
    struct gaz_press_frame frame = gaz_press_frame_of(report->press);
    uint32_t n = report->pages->n_pages, filled = n_filled(report);
    g_string_append_printf(w->out,
                           "{\n  \"format\": 1,\n  \"kind\": \"%s\",\n  \"pages\": %u,\n  \"blank\": %u,\n  "
                           "\"sheets\": %u",
                           kind_of(report->press), n, filled - n, (filled + 3) / 4);
    add_condition(w);
    g_string_append(w->out, ",\n  \"boxes\": {\"unit\": \"mm\"");
    add_box(w, "trim", 0);
    add_box(w, "bleed", frame.bleed);
    add_box(w, "media", frame.margin);
    g_string_append_printf(w->out, ", \"marks\": %s}", report->press->has_marks ? "true" : "false");
}

/* ---- plates */

static const double *parts_of(const struct gaz_press_report *report, uint32_t page) {
    return report->coverage.parts + (size_t)page * report->coverage.plates->len;
}

static void add_plates(struct writer *w, uint32_t page) {
    const GPtrArray *plates = w->report->coverage.plates;
    const double *parts = parts_of(w->report, page);
    bool more = false;
    g_string_append(w->out, "\"coverage\": {");
    for (guint i = 0; i < plates->len; i++) {
        if (parts[i] <= 0) continue;
        if (more) g_string_append(w->out, ", ");
        gaz_json_add_text(w->out, plates->pdata[i]);
        g_string_append(w->out, ": ");
        add_decimal(w->out, parts[i] * 100, 3);
        more = true;
    }
    g_string_append_c(w->out, '}');
}

static void add_page_number(struct writer *w, uint32_t page) {
    g_string_append_printf(w->out, "\"page\": %d", w->report->pages->pages[page].number);
}

static void add_coverage(struct writer *w) {
    begin_list(w, "plates");
    for (guint i = 0; i < w->report->coverage.plates->len; i++) {
        begin_element(w);
        gaz_json_add_text(w->out, w->report->coverage.plates->pdata[i]);
    }
    end_list(w);
    begin_list(w, "inks");
    for (uint32_t i = 0; i < w->report->pages->n_pages; i++) {
        begin_element(w);
        g_string_append_printf(w->out, "{\"sheet_page\": %u, ", i + 1);
        add_page_number(w, i);
        g_string_append(w->out, ", ");
        add_plates(w, i);
        g_string_append_printf(w->out, ", \"colour\": %s}",
                               gaz_coverage_has_colour(&w->report->coverage, i) ? "true" : "false");
    }
    end_list(w);
}

static bool page_has_colour(const struct gaz_press_report *report, uint32_t page) {
    return page < report->pages->n_pages && gaz_coverage_has_colour(&report->coverage, page);
}

static bool side_has_colour(const struct gaz_press_report *report, uint32_t side) {
    struct gaz_press_side pages = gaz_press_side_of(side, n_filled(report));
    return page_has_colour(report, pages.left) || page_has_colour(report, pages.right);
}

static void add_side(struct writer *w, const char *key, uint32_t side) {
    struct gaz_press_side pages = gaz_press_side_of(side, n_filled(w->report));
    g_string_append_printf(w->out, "\"%s\": {\"pages\": [%u, %u], \"colour\": %s}", key, pages.left + 1,
                           pages.right + 1, side_has_colour(w->report, side) ? "true" : "false");
}

/* Only of a file that is filled: no other can be folded. */
static void add_sheets(struct writer *w) {
    uint32_t filled = n_filled(w->report);
    begin_list(w, "sheet_sides");
    for (uint32_t sheet = 0; filled % 4 == 0 && sheet < filled / 4; sheet++) {
        begin_element(w);
        g_string_append_printf(w->out, "{\"sheet\": %u, ", sheet + 1);
        add_side(w, "front", 2 * sheet);
        g_string_append(w->out, ", ");
        add_side(w, "back", 2 * sheet + 1);
        g_string_append_c(w->out, '}');
    }
    end_list(w);
}

/* ---- what is on the pages */

static void add_pictures(struct writer *w) {
    begin_list(w, "pictures");
    for (guint i = 0; i < w->report->pictures->len; i++) {
        const struct gaz_press_picture *one =
            &g_array_index(w->report->pictures, struct gaz_press_picture, i);
        begin_element(w);
        g_string_append_c(w->out, '{');
        add_page_number(w, one->page);
        g_string_append(w->out, ", \"name\": ");
        gaz_json_add_text(w->out, one->image->name ? one->image->name : "");
        add_length(w->out, "width", one->image->width);
        add_length(w->out, "height", one->image->height);
        if (one->dpi > 0)
            g_string_append_printf(w->out, ", \"pixels\": [%u, %u], \"dpi\": %d}", one->pixels_wide,
                                   one->pixels_high, one->dpi);
        else
            g_string_append(w->out, ", \"pixels\": null, \"dpi\": null}");
    }
    end_list(w);
}

static void add_converted(struct writer *w) {
    begin_list(w, "converted");
    for (guint i = 0; i < w->report->converted->len; i++) {
        begin_element(w);
        gaz_json_add_text(w->out, w->report->converted->pdata[i]);
    }
    end_list(w);
}

static void add_faces(struct writer *w) {
    begin_list(w, "fonts");
    for (guint i = 0; i < w->report->faces->len; i++) {
        const struct gaz_face *face = w->report->faces->pdata[i];
        begin_element(w);
        g_autofree char *name = g_strdup_printf("%s %s", face->family, face->style);
        g_string_append(w->out, "{\"name\": ");
        gaz_json_add_text(w->out, name);
        g_string_append(w->out, ", \"file\": ");
        gaz_json_add_text(w->out, face->file_name);
        g_string_append(w->out, ", \"embedded\": \"subset\"}");
    }
    end_list(w);
}

static void add_near_text(struct writer *w) {
    begin_list(w, "near_trim");
    for (guint i = 0; i < w->report->near_text->len; i++) {
        const struct gaz_press_near *one = &g_array_index(w->report->near_text, struct gaz_press_near, i);
        begin_element(w);
        g_string_append_c(w->out, '{');
        add_page_number(w, one->page);
        add_length(w->out, "distance", one->from);
        g_string_append(w->out, ", \"text\": ");
        gaz_json_add_text(w->out, one->text);
        g_string_append_c(w->out, '}');
    }
    end_list(w);
}

static void add_hairlines(struct writer *w) {
    begin_list(w, "hairlines");
    for (guint i = 0; i < w->report->hairlines->len; i++) {
        const struct gaz_press_hairline *one =
            &g_array_index(w->report->hairlines, struct gaz_press_hairline, i);
        begin_element(w);
        g_string_append_c(w->out, '{');
        add_page_number(w, one->page);
        add_length(w->out, "width", one->width);
        add_length(w->out, "x", one->x);
        add_length(w->out, "y", one->y);
        g_string_append_c(w->out, '}');
    }
    end_list(w);
}

char *gaz_press_report_json(const struct gaz_press_report *report) {
    struct writer w = {report, g_string_new(NULL), false};
    add_file(&w);
    add_coverage(&w);
    add_sheets(&w);
    add_pictures(&w);
    add_converted(&w);
    add_faces(&w);
    add_near_text(&w);
    add_hairlines(&w);
    g_string_append(w.out, "\n}\n");
    return g_string_free(w.out, FALSE);
}

/* ---- for people */

static void say(GString *out, bool english, const char *chinese_text, const char *english_text) {
    g_string_append(out, english ? english_text : chinese_text);
}

static void say_colour_pages(const struct gaz_press_report *report, GString *out, bool english) {
    uint32_t n = 0;
    say(out, english, "  黑以外另有颜色的页：", "  pages with more than black:");
    for (uint32_t i = 0; i < report->pages->n_pages; i++) {
        if (!gaz_coverage_has_colour(&report->coverage, i)) continue;
        g_string_append_printf(out, "%s%d", n > 0 ? (english ? ", " : "、") : (english ? " " : ""),
                               report->pages->pages[i].number);
        n++;
    }
    if (n == 0) say(out, english, "没有", " none");
    g_string_append_c(out, '\n');
}

static void say_colour_sides(const struct gaz_press_report *report, GString *out, bool english) {
    uint32_t filled = n_filled(report), n = 0;
    if (filled % 4 != 0) return;
    say(out, english, "  骑马订各张要套色的面：", "  sides of the sheets that need them:");
    for (uint32_t side = 0; side < filled / 2; side++) {
        if (!side_has_colour(report, side)) continue;
        const char *which = side % 2 == 0 ? (english ? " front" : "正") : (english ? " back" : "背");
        g_string_append_printf(out, "%s%u%s", n++ > 0 ? (english ? ", " : "、") : (english ? " " : ""),
                               side / 2 + 1, which);
    }
    if (n == 0) say(out, english, "没有", " none");
    g_string_append_c(out, '\n');
}

static void say_counts(const struct gaz_press_report *report, GString *out, bool english) {
    g_string_append_printf(
        out,
        english ? "  pictures %u, text within 5 mm of the cut %u, hairlines %u, colours converted %u\n"
                : "  图片%u幅，距切口不足5毫米的文字%u处，过细的线%u条，换算的颜色%u种\n",
        report->pictures->len, report->near_text->len, report->hairlines->len, report->converted->len);
}

char *gaz_press_report_text(const struct gaz_press_report *report, bool english) {
    GString *out = g_string_new(NULL);
    uint32_t n = report->pages->n_pages, filled = n_filled(report);
    g_string_append_printf(
        out, english ? "%s, %s: %u pages, %u blank, %u sheets\n" : "%s，%s：%u页，补白%u页，%u张\n",
        kind_of(report->press), report->press->condition, n, filled - n, (filled + 3) / 4);
    say_colour_pages(report, out, english);
    say_colour_sides(report, out, english);
    say_counts(report, out, english);
    return g_string_free(out, FALSE);
}
