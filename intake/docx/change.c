/* change.c: tracked changes: taken as accepted, and listed. */
#include "intake/docx/reader.h"

#include <string.h>

/* Freed with g_free: 李 2024-07-01 */
char *gaz_docx_who(const struct gaz_docx_node *change) {
    const char *author = gaz_docx_attr(change, "w:author"), *date = gaz_docx_attr(change, "w:date");
    if (!date) return g_strdup(author ? author : "");
    return g_strdup_printf("%s %.10s", author ? author : "", g_utf8_validate(date, -1, NULL) ? date : "");
}

/* Reads the children with all left out for a reason, or as an insertion; the change is listed. */
static void read_change(struct gaz_docx_reader *reader, const struct gaz_docx_node *change,
                        const struct gaz_docx_node *node, enum gaz_intake_reason listed, int away) {
    GString *outer = reader->change, *text = g_string_new(NULL);
    int outer_away = reader->away;
    reader->change = text;
    if (outer_away == GAZ_DOCX_KEPT) reader->away = away;
    gaz_docx_read_children(reader, node);
    reader->away = outer_away;
    reader->change = outer;
    g_autofree char *who = gaz_docx_who(change);
    if (text->len) gaz_docx_tell(reader, listed, text->str, who, 1);
    if (outer) g_string_append_len(outer, text->str, (gssize)text->len);
    g_string_free(text, TRUE);
}

static void read_insertion(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    read_change(reader, node, node, GAZ_REASON_INSERTED, GAZ_DOCX_KEPT);
}

static void read_deletion(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    read_change(reader, node, node, GAZ_REASON_DELETED_CHANGE, GAZ_REASON_DELETED);
}

static void read_moved_here(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    read_change(reader, node, node, GAZ_REASON_MOVED, GAZ_DOCX_KEPT);
}

/* It is listed where it was moved to. */
static void read_moved_away(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    int away = reader->away;
    if (away == GAZ_DOCX_KEPT) reader->away = GAZ_REASON_MOVED_AWAY;
    gaz_docx_read_children(reader, node);
    reader->away = away;
}

void gaz_docx_add_change_handlers(struct gaz_docx_reader *reader) {
    gaz_docx_handle(reader, "w:ins", read_insertion);
    gaz_docx_handle(reader, "w:del", read_deletion);
    gaz_docx_handle(reader, "w:moveTo", read_moved_here);
    gaz_docx_handle(reader, "w:moveFrom", read_moved_away);
}

static bool is_property_change(const char *name) {
    static const char *const others[] = {"w:cellIns", "w:cellMerge", "w:numberingChange"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (strcmp(name, others[i]) == 0) return true;
    return g_str_has_suffix(name, "PrChange") || g_str_has_suffix(name, "PrExChange");
}

void gaz_docx_count_property_changes(struct gaz_docx_reader *reader, const struct gaz_docx_node *root) {
    uint32_t n = 0;
    for (const struct gaz_docx_node *at = root->first; at;
         at = gaz_docx_walk(root, (struct gaz_docx_node *)at))
        n += is_property_change(at->name);
    if (n) gaz_docx_tell(reader, GAZ_REASON_FORMAT_CHANGE, NULL, NULL, n);
}
