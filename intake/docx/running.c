/* running.c: headers and footers are the old pages' own and are left out; some hold what a document says
 * nowhere else: its mark, who printed it, whom to ask. That is asked about. */
#include "intake/docx/reader.h"

#include <string.h>

/* The characters below a node but for blanks; freed with g_free. */
static char *ink_below(const struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    g_autofree char *text = gaz_docx_text_below(reader, node);
    GString *ink = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (!g_unichar_isspace(g_utf8_get_char(at))) g_string_append_unichar(ink, g_utf8_get_char(at));
    return g_string_free(ink, FALSE);
}

static bool is_of_document(const char *ink) {
    return g_regex_match_simple(
        "^\\p{Han}{4,}(?:文件|令|公告|通告|纪要)$|^抄送[：:]|日印发$|联系(?:人|电话)[：:]|"
        "\\p{Han}[〔\\[（(［]\\d{4}[〕\\]）)］]第?\\d+号$",
        ink, 0, 0);
}

static void look_at_part(struct gaz_docx_reader *reader, const struct gaz_docx_text_part *part,
                         const char *main) {
    for (struct gaz_docx_node *at = part->root->first; at; at = gaz_docx_walk(part->root, at)) {
        if (!gaz_docx_named(at, "w:p")) continue;
        g_autofree char *ink = ink_below(reader, at);
        if (!is_of_document(ink) || strstr(main, ink)) continue;
        g_autofree char *where = gaz_draft_where(reader->draft, part->part, at->paragraph);
        struct gaz_account_entry entry = {.text = ink,
                                          .where = where,
                                          .doubt = "页眉页脚不收；是版头、版记、附注的请填进文件头",
                                          .count = 1};
        gaz_account_add(reader->account, GAZ_REASON_RUNNING_TEXT, entry);
    }
}

void gaz_docx_doubt_running(struct gaz_docx_reader *reader) {
    const struct gaz_docx_text_part *main = &g_array_index(reader->parts, struct gaz_docx_text_part, 0);
    g_autofree char *text = ink_below(reader, main->root);
    for (guint i = 1; i < reader->parts->len; i++) {
        const struct gaz_docx_text_part *part = &g_array_index(reader->parts, struct gaz_docx_text_part, i);
        bool is_running = part->rest == GAZ_REASON_HEADER || part->rest == GAZ_REASON_FOOTER;
        if (is_running) look_at_part(reader, part, text);
    }
}
