/* csv.c: the 核红表 for a spreadsheet: UTF-8 with a byte order mark, as RFC 4180 quotes.
 *
 * A spreadsheet runs a cell that begins with = + - @ as a formula, and takes 2-15 for a day. Texts, line
 * identifiers and reasons therefore stand between 「 and 」, all of them and always, so that whoever reads
 * the file knows which two characters to take off; no character is left out or changed.
 */
#include "proof/table/table.h"

static void append_text(GString *out, const char *text) {
    g_string_append(out, ",");
    if (!*text) return;
    g_string_append(out, "\"「");
    for (; *text; text++) {
        if (*text == '"') g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append(out, "」\"");
}

static void append_place(GString *out, const struct gaz_table_place *place) {
    append_text(out, place->line);
    append_text(out, place->page);
    g_string_append_c(out, ',');
    if (place->page_line) g_string_append_printf(out, "%u", place->page_line);
}

static void append_words(GString *out, const struct gaz_table_text *text) {
    append_text(out, text->before);
    append_text(out, text->text);
    append_text(out, text->behind);
}

void gaz_proof_table_csv(const struct gaz_proof_table *table, GString *out) {
    g_string_append(out, "\xEF\xBB\xBF"
                         "序号,至,类别,原行号,原页,原页第几行,现行号,现页,现页第几行,"
                         "原上文,原文,原下文,现上文,现文,现下文,理由\r\n");
    for (guint i = 0; i < table->rows->len; i++) {
        const struct gaz_table_row *row = gaz_table_row_at(table, i);
        g_string_append_printf(out, "%u,%u,%s", row->first + 1, row->first + row->n, row->kind);
        append_place(out, &row->old_place);
        append_place(out, &row->new_place);
        append_words(out, &row->old);
        append_words(out, &row->new);
        append_text(out, row->reason ? row->reason : "");
        g_string_append(out, "\r\n");
    }
}
