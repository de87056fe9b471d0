/* html.c: the 核红表 as one file that a browser shows and prints on A4: nothing in it is loaded from
 * elsewhere, and of the texts nothing but their characters gets into it.
 */
#include "proof/table/table.h"

#include "proof/sheets/board.h"

static const char style[] =
    "@page{size:A4 landscape;margin:15mm}\n"
    "body{font:11pt/1.5 \"FandolSong\",\"Noto Serif CJK SC\",\"SimSun\",serif;margin:1em;color:#000}\n"
    "h1{font-size:16pt;text-align:center;margin:0 0 .5em}\n"
    "table{border-collapse:collapse;width:100%;margin:.5em 0 1em}\n"
    "th,td{border:1px solid #000;padding:.2em .4em;vertical-align:top;text-align:left}\n"
    "td.text{width:28%;overflow-wrap:anywhere;white-space:pre-wrap}\n"
    "td.check{width:3em}\n"
    "tbody th{width:1%;white-space:nowrap}\n"
    "thead{display:table-header-group}\n"
    "tr{break-inside:avoid}\n"
    ".context{color:#555}\n"
    "ins,del{color:var(--round);font-weight:bold}\n"
    "ins{text-decoration:underline}\n"
    "del{text-decoration:line-through}\n"
    ".sign{margin-top:2em}\n"
    "@media print{body{margin:0;font-size:9pt}}\n";

static void append(GString *out, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

static void append_cell(GString *out, const char *text) {
    g_string_append(out, "<td>");
    append(out, text);
    g_string_append(out, "</td>");
}

/* ---- the head */

static void append_head(GString *out, const struct gaz_proof_table *table) {
    g_autofree char *summary = gaz_table_summary(table);
    g_string_append(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>核红表　");
    append(out, table->changes->new->title);
    g_string_append_printf(
        out, "</title>\n<style>\n:root{--round:#%06X}\n%s</style>\n</head>\n<body>\n<h1>核红表</h1>\n<p>",
        gaz_round_colours[table->round], style);
    append(out, table->changes->new->title);
    g_string_append(out, "<br>\n");
    append(out, summary);
    g_string_append(out, "</p>\n");
}

static void append_rounds(GString *out, const struct gaz_proof_state *state) {
    g_string_append(
        out, "<table>\n<thead><tr><th>校次</th><th>文稿日期</th><th>版面标识</th></tr></thead>\n<tbody>\n");
    for (uint32_t i = 0; i < state->n_rounds; i++) {
        g_string_append(out, "<tr>");
        append_cell(out, state->rounds[i].name);
        append_cell(out, state->rounds[i].date);
        append_cell(out, state->rounds[i].identity);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody>\n</table>\n");
}

static void append_reflow(GString *out, const struct gaz_text_changes *changes) {
    g_string_append(out, "<table>\n<tbody>\n");
    for (int i = GAZ_N_REFLOWS; i >= 0; i--) {
        g_autofree char *pages = gaz_reflow_pages(changes, (enum gaz_reflow)i, G_MAXSIZE);
        g_string_append_printf(out, "<tr><th>%s</th>", gaz_reflow_names[i]);
        append_cell(out, pages);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody>\n</table>\n");
}

/* ---- rows */

static void append_place(GString *out, const struct gaz_table_place *place) {
    g_autofree char *page = gaz_table_place_text(place);
    append_cell(out, place->line);
    append_cell(out, page);
}

static void append_context(GString *out, const char *text) {
    if (!*text) return;
    g_string_append(out, "<span class=\"context\">");
    append(out, text);
    g_string_append(out, "</span>");
}

static void append_words(GString *out, const struct gaz_table_row *row, const struct gaz_table_text *text,
                         const char *element) {
    g_autofree char *shown = gaz_table_shown(row, text->text);
    g_string_append(out, "<td class=\"text\">");
    append_context(out, text->before);
    if (*shown) {
        g_string_append_printf(out, "<%s>", element);
        append(out, shown);
        g_string_append_printf(out, "</%s>", element);
    }
    append_context(out, text->behind);
    g_string_append(out, "</td>");
}

static void append_row(GString *out, const struct gaz_table_row *row) {
    g_autofree char *number = gaz_table_number(row);
    g_string_append(out, "<tr>");
    append_cell(out, number);
    append_cell(out, row->kind);
    append_place(out, &row->old_place);
    append_place(out, &row->new_place);
    append_words(out, row, &row->old, "del");
    append_words(out, row, &row->new, "ins");
    append_cell(out, row->reason ? row->reason : "");
    g_string_append(out, "<td class=\"check\"></td></tr>\n");
}

void gaz_proof_table_html(const struct gaz_proof_table *table, GString *out) {
    append_head(out, table);
    append_rounds(out, table->changes->new);
    append_reflow(out, table->changes);
    g_string_append(
        out, "<table>\n<thead><tr><th>序号</th><th>类别</th><th>原行号</th><th>原页、行</th><th>现行号</th>"
             "<th>现页、行</th><th>原文</th><th>现文</th><th>理由</th><th>核对</th></tr></thead>\n<tbody>\n");
    for (guint i = 0; i < table->rows->len; i++)
        append_row(out, gaz_table_row_at(table, i));
    g_string_append(
        out,
        "</tbody>\n</table>\n<p class=\"sign\">核红人：　　　　　　　　　　日期：</p>\n</body>\n</html>\n");
}
