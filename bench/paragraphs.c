/* paragraphs.c: how fast paragraphs are set: all body paragraphs of the issue folders that are named, by this
 * program's engine (total fit, Chinese punctuation, display items) and by PangoLayout (greedy lines, wrap and
 * justify) in the same run: same text, same face, same size, same measure. Medians; compare the ratio.
 *
 *     bench_paragraphs ISSUE… [-n ROUNDS]
 */
#include "bench/rounds.h"
#include "base/process/arena.h"
#include "base/diag/diag.h"
#include "gazette/gazette.h"
#include "layout/text/paragraph.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <stdlib.h>
#include <string.h>

struct paragraph {
    struct gaz_paragraph_spec spec;
    char *utf8;
};

struct bench {
    struct gaz_gazette gazette;
    struct gaz_diags *diags;
    GArray *paragraphs;
    uint64_t chars, lines, pango_lines;
    PangoLayout *layout;
};

/* ---- the paragraphs */

static void take_block(struct bench *b, const struct gaz_block *block, gaz_len indent) {
    if (block->kind != GAZ_BLOCK_PARAGRAPH || block->text.n == 0) return;
    struct paragraph p = {.spec = {.text = block->text,
                                   .role = GAZ_ROLE_BODY,
                                   .heading_role = GAZ_ROLE_BODY,
                                   .setting = GAZ_SET_JUSTIFIED,
                                   .measure = b->gazette.style->measure,
                                   .first_indent = indent},
                          .utf8 = gaz_text_to_utf8(block->text)};
    b->chars += block->text.n;
    g_array_append_val(b->paragraphs, p);
}

static void take_paragraphs(struct bench *b) {
    const struct gaz_issue *issue = b->gazette.issue;
    b->paragraphs = g_array_new(FALSE, FALSE, sizeof(struct paragraph));
    for (uint32_t d = 0; d < issue->n_docs; d++)
        for (uint32_t k = 0; k < issue->docs[d].n_parts; k++)
            for (uint32_t i = 0; i < issue->docs[d].parts[k].n_blocks; i++)
                take_block(b, &issue->docs[d].parts[k].blocks[i], b->gazette.style->indent);
}

/* ---- the two engines */

static int64_t time_ours(struct bench *b) {
    int64_t began = g_get_monotonic_time();
    struct gaz_typesetter ts = {
        .arena = gaz_arena_new(), .style = b->gazette.style, .fonts = b->gazette.fonts, .diags = b->diags};
    b->lines = 0;
    for (guint i = 0; i < b->paragraphs->len; i++)
        b->lines += gaz_paragraph_set(&ts, &g_array_index(b->paragraphs, struct paragraph, i).spec).n_lines;
    gaz_arena_free(ts.arena);
    return g_get_monotonic_time() - began;
}

static void open_pango(struct bench *b) {
    const struct gaz_style *style = b->gazette.style;
    int family = gaz_fonts_family(b->gazette.fonts, style->roles[GAZ_ROLE_BODY].family);
    const struct gaz_face *face = gaz_fonts_primary(b->gazette.fonts, family);
    FcConfig *config = FcInitLoadConfig();
    FcConfigAppFontAddFile(config, (const FcChar8 *)face->file);
    PangoFontMap *map = pango_ft2_font_map_new();
    pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(map), 72, 72);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    b->layout = pango_layout_new(pango_font_map_create_context(map));
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, face->family);
    pango_font_description_set_size(font, style->cell); /* a grain is a pango unit at 72 dpi */
    pango_layout_set_font_description(b->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(b->layout, style->measure);
    pango_layout_set_indent(b->layout, style->indent);
    pango_layout_set_wrap(b->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_justify(b->layout, TRUE);
}

/* Asking for the lines is what makes pango set them. */
static int64_t time_pango(struct bench *b) {
    int64_t began = g_get_monotonic_time();
    b->pango_lines = 0;
    for (guint i = 0; i < b->paragraphs->len; i++) {
        pango_layout_set_text(b->layout, g_array_index(b->paragraphs, struct paragraph, i).utf8, -1);
        b->pango_lines += (uint64_t)pango_layout_get_line_count(b->layout);
    }
    return g_get_monotonic_time() - began;
}

/* ---- the report */

static int by_value(const void *a, const void *b) {
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

static double median(int64_t *times, int n) {
    qsort(times, (size_t)n, sizeof *times, by_value);
    return (double)times[n / 2] / 1000;
}

static void report(const char *name, double ms, const struct bench *b, uint64_t lines) {
    printf("  %-8s %9.2f ms  %10.0f characters a second  %6llu lines\n", name, ms,
           (double)b->chars / ms * 1000, (unsigned long long)lines);
}

static void compare(struct bench *b, int rounds) {
    int64_t *ours = g_new(int64_t, rounds), *pango = g_new(int64_t, rounds);
    for (int i = 0; i < rounds; i++) {
        ours[i] = time_ours(b);
        pango[i] = time_pango(b);
    }
    double one = median(ours, rounds), other = median(pango, rounds);
    report("gongbao", one, b, b->lines);
    report("pango", other, b, b->pango_lines);
    printf("  ratio    %9.2f\n", other / one);
    g_free(ours);
    g_free(pango);
}

static bool run(const char *folder, int rounds) {
    struct bench b = {.diags = gaz_diags_new()};
    bool good = gaz_gazette_make(&b.gazette, &(struct gaz_gazette_options){.folder = folder}, GAZ_STAGE_FONTS,
                                 b.diags);
    if (good) {
        take_paragraphs(&b);
        open_pango(&b);
        printf("%s: %u paragraphs, %llu characters, %d rounds\n", folder, b.paragraphs->len,
               (unsigned long long)b.chars, rounds);
        compare(&b, rounds);
        for (guint i = 0; i < b.paragraphs->len; i++)
            g_free(g_array_index(b.paragraphs, struct paragraph, i).utf8);
        g_array_free(b.paragraphs, TRUE);
    } else {
        gaz_diags_print(b.diags, stderr, GAZ_ENGLISH, false);
    }
    gaz_gazette_clear(&b.gazette);
    gaz_diags_free(b.diags);
    return good;
}

int main(int argc, char **argv) {
    return bench_issues(argc, argv, 15, run);
}
