/* attached.c: 附件：1．… 2．…: what is attached by its names, as a site or a mail lists its files.
 *
 * The ending of a file is no part of a document's name, and is left out. Of a list of files whose first has
 * the number 1 and whose others have none (a site makes them itself) the numbers are put in. */
#include "intake/shape/parts.h"

#include "base/text/text.h"

#include <string.h>

enum { MOST_IN_LIST = 40, LONGEST_NAME = 100 };

static const char *const endings[] = {".docx", ".doc", ".wps", ".xlsx", ".xls", ".et",  ".pdf", ".ofd",
                                      ".rtf",  ".odt", ".txt", ".zip",  ".rar", ".jpg", ".png"};

/* The characters of the ending that the text has; 0: none. */
static guint ending_of(const char *text) {
    g_autofree char *lower = g_ascii_strdown(text, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(lower, endings[i])) return (guint)strlen(endings[i]);
    return 0;
}

static bool is_file(const struct gaz_lines *lines, guint i) {
    const struct gaz_line *line = gaz_line_is_text(lines, i) ? gaz_line_at(lines, i) : NULL;
    return line && line->n <= LONGEST_NAME && !strstr(line->bare, "。") && ending_of(line->bare);
}

/* Takes the ending off the last line that a list has got; not where a blank stands in it. */
static void drop_ending(struct gaz_lines *lines, guint i, GArray *chars) {
    const struct gaz_line *line = gaz_line_at(lines, i);
    guint n = ending_of(line->bare), begin = line->block->chars->len - n;
    g_autofree char *ending = gaz_draft_utf8(line->block, begin, n);
    if (!g_str_has_suffix(line->bare, ending)) return;
    gaz_line_leave_out_part(lines, i, begin, n, GAZ_REASON_FILE_ENDING);
    g_array_set_size(chars, chars->len - n);
}

static void put_in_number(struct gaz_lines *lines, guint i, unsigned number, GArray *chars) {
    g_autofree char *text = g_strdup_printf("%u．", number);
    struct gaz_draft_char end = {'\n', GAZ_NOWHERE, 0, 0};
    g_array_append_val(chars, end);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        struct gaz_draft_char ch = {g_utf8_get_char(at), GAZ_NOWHERE, 0, 0};
        g_array_append_val(chars, ch);
    }
    const struct gaz_draft_block *block = gaz_line_at(lines, i)->block;
    g_autofree char *where = gaz_draft_where(lines->draft, block->part, block->paragraph);
    gaz_account_add(
        lines->account, GAZ_REASON_ATTACHMENT_NUMBER,
        (struct gaz_account_entry){.text = text, .where = where, .count = (uint32_t)g_utf8_strlen(text, -1)});
    gaz_line_append(lines, i, chars);
}

void gaz_shape_attached(struct gaz_lines *lines, guint i, struct gaz_shaped_block *list) {
    const char *first = strpbrk(gaz_line_at(lines, i)->bare, "123456789");
    bool are_files = ending_of(gaz_line_at(lines, i)->bare) > 0;
    bool is_numbered = first && g_str_has_prefix(first, "1") && gaz_draft_chars(list->block)[3].ch == '1';
    drop_ending(lines, i, list->chars);
    unsigned number = 2;
    for (guint k = i + 1; k < i + MOST_IN_LIST; k++, number++) {
        bool has_number = gaz_line_has(lines, k, GAZ_LINE_LIST_GOES_ON);
        bool says_number = has_number && first;
        if (!says_number && !(are_files && is_file(lines, k))) break;
        if (says_number || !is_numbered)
            gaz_line_join(lines, k, list->chars);
        else
            put_in_number(lines, k, number, list->chars);
        drop_ending(lines, k, list->chars);
    }
}
