/* carry.c: the carriers of a part, and those that nobody asked for. */
#include "base/process/arena.h"
#include "base/text/text.h"
#include "intake/docx/reader.h"

#include <string.h>

enum { MOST_CARRIERS = 20 * 1000 * 1000 };

/* Elements of a run that are one character. */
static const struct {
    const char *name;
    uint32_t ch;
} singles[] = {
    {"w:tab", '\t'},
    {"w:ptab", '\t'},
    {"w:br", '\n'},
    {"w:cr", '\n'},
    {"w:noBreakHyphen", 0x2011},
    {"w:softHyphen", 0xAD},
    {"w:footnoteReference", GAZ_DRAFT_OBJECT},
    {"w:endnoteReference", GAZ_DRAFT_OBJECT},
};

static uint32_t symbol_code(const struct gaz_docx_node *node) {
    const char *code = gaz_docx_attr(node, "w:char");
    guint64 ch = code ? g_ascii_strtoull(code, NULL, 16) : 0;
    bool is_scalar = ch >= 0x20 && ch <= 0x10FFFF && !(ch >= 0xD800 && ch <= 0xDFFF);
    return is_scalar ? (uint32_t)ch : 0xFFFD;
}

/* The one character that an element is; 0: it is none. */
static uint32_t single(const struct gaz_docx_node *node) {
    if (!node->parent || !gaz_docx_named(node->parent, "w:r")) return 0;
    if (gaz_docx_named(node, "w:sym")) return symbol_code(node);
    for (size_t i = 0; i < G_N_ELEMENTS(singles); i++)
        if (gaz_docx_named(node, singles[i].name)) return singles[i].ch;
    return 0;
}

static const char *text_of(const struct gaz_docx_node *node) {
    return gaz_docx_named(node, "v:textpath") ? gaz_docx_attr(node, "string") : node->text;
}

static void carry_node(struct gaz_draft *draft, struct gaz_docx_node *node, uint16_t part,
                       uint32_t paragraph) {
    const char *text = text_of(node);
    uint32_t one = text ? 0 : single(node);
    node->carrier = draft->carriers->len;
    for (const char *at = text; at && *at; at = g_utf8_next_char(at))
        gaz_draft_carry(draft, (struct gaz_carrier){g_utf8_get_char(at), paragraph, part});
    if (one) gaz_draft_carry(draft, (struct gaz_carrier){one, paragraph, part});
    node->n_carriers = draft->carriers->len - node->carrier;
}

/* A paragraph that stands in another's text box has the number behind it; its end gives the outer one back.
 */
static uint32_t paragraph_of(const struct gaz_docx_node *node) {
    while (node && node->paragraph == 0)
        node = node->parent;
    return node ? node->paragraph : 0;
}

bool gaz_docx_carry(struct gaz_docx_reader *reader, const char *name, const char *part_word,
                    enum gaz_intake_reason rest) {
    struct gaz_docx_node *root = gaz_docx_part_tree(&reader->package, name);
    if (!root) return false;
    uint32_t n_paragraphs = 0;
    struct gaz_docx_text_part part = {gaz_arena_strdup(reader->arena, name),
                                      gaz_draft_part(reader->draft, part_word), root, rest};
    for (struct gaz_docx_node *at = root; at; at = gaz_docx_walk(root, at)) {
        if (gaz_docx_named(at, "w:p") && !paragraph_of(at)) at->paragraph = ++n_paragraphs;
        carry_node(reader->draft, at, part.part, paragraph_of(at));
    }
    g_array_append_val(reader->parts, part);
    guint n_before = reader->met->len;
    g_byte_array_set_size(reader->met, reader->draft->carriers->len);
    if (reader->met->len > n_before) memset(reader->met->data + n_before, 0, reader->met->len - n_before);
    if (reader->draft->carriers->len <= MOST_CARRIERS) return true;
    gaz_report_file(reader->diags, GAZ_D_DOCX_LIMIT, reader->draft->file, name, "2000万个字符");
    return false;
}

const struct gaz_docx_text_part *gaz_docx_text_part(const struct gaz_docx_reader *reader, const char *name) {
    for (guint i = 0; i < reader->parts->len; i++) {
        const struct gaz_docx_text_part *part = &g_array_index(reader->parts, struct gaz_docx_text_part, i);
        if (g_str_equal(part->name, name)) return part;
    }
    return NULL;
}

void gaz_docx_leave_one(struct gaz_docx_reader *reader, uint32_t carrier, enum gaz_intake_reason reason) {
    if (reader->met->data[carrier]) return;
    reader->met->data[carrier] = 1;
    gaz_account_leave_out(reader->account, reason, carrier, 1);
}

static void leave_node(struct gaz_docx_reader *reader, const struct gaz_docx_node *node,
                       enum gaz_intake_reason reason) {
    for (uint32_t i = 0; i < node->n_carriers; i++)
        gaz_docx_leave_one(reader, node->carrier + i, reason);
}

void gaz_docx_leave(struct gaz_docx_reader *reader, const struct gaz_docx_node *node,
                    enum gaz_intake_reason reason) {
    leave_node(reader, node, reason);
    for (struct gaz_docx_node *at = node->first; at; at = gaz_docx_walk(node, at))
        leave_node(reader, at, reason);
}

/* Words across the page, which stand in a header. */
static void leave_watermarks(struct gaz_docx_reader *reader, const struct gaz_docx_node *root) {
    for (struct gaz_docx_node *at = root->first; at; at = gaz_docx_walk(root, at))
        if (gaz_docx_named(at, "v:textpath")) leave_node(reader, at, GAZ_REASON_WATERMARK);
}

void gaz_docx_sweep(struct gaz_docx_reader *reader) {
    for (guint i = 0; i < reader->parts->len; i++) {
        const struct gaz_docx_text_part *part = &g_array_index(reader->parts, struct gaz_docx_text_part, i);
        if (part->rest == GAZ_REASON_HEADER) leave_watermarks(reader, part->root);
        gaz_docx_leave(reader, part->root, part->rest);
    }
}

char *gaz_docx_text_below(const struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    GString *out = g_string_new(NULL);
    for (const struct gaz_docx_node *at = node; at;
         at = at == node ? node->first : gaz_docx_walk(node, (struct gaz_docx_node *)at)) {
        g_autofree char *text = gaz_draft_carried(reader->draft, at->carrier, at->n_carriers);
        g_string_append(out, text);
    }
    return g_string_free(out, FALSE);
}
