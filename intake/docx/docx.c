/* docx.c: the file from its package to the draft: which parts there are, and in which order they are read. */
#include "intake/docx/docx.h"

#include "base/process/arena.h"
#include "intake/blanks.h"
#include "intake/docx/reader.h"
#include "intake/furniture.h"

#include <string.h>

/* ---- the parts */

/* What else of text belongs to the main part, and to those that do, by the type of the relationship. */
static const struct {
    const char *type, *word;
    enum gaz_intake_reason rest; /* of what no reading asks for */
} text_parts[] = {
    {"footnotes", "脚注", GAZ_REASON_NOTE_LOST},
    {"endnotes", "尾注", GAZ_REASON_NOTE_LOST},
    {"comments", "批注", GAZ_REASON_COMMENT},
    {"header", "页眉", GAZ_REASON_HEADER},
    {"footer", "页脚", GAZ_REASON_FOOTER},
    {"chart", "图表", GAZ_REASON_CHART},
    {"chartEx", "图表", GAZ_REASON_CHART},
    {"chartUserShapes", "图表", GAZ_REASON_CHART},
    {"diagramData", "SmartArt图", GAZ_REASON_DIAGRAM},
};

static const char *main_part(struct gaz_docx_reader *reader) {
    const struct gaz_docx_relation *relation =
        gaz_docx_relation_of_type(&reader->package, "", "officeDocument");
    if (relation && !relation->is_outside && gaz_docx_has_part(&reader->package, relation->target))
        return relation->target;
    gaz_report_file(reader->diags, GAZ_D_DOCX_PART, reader->draft->file,
                    relation ? relation->target : "officeDocument");
    return NULL;
}

/* Another program's file is a package too. */
static bool is_document(struct gaz_docx_reader *reader, const struct gaz_docx_node *root) {
    if (gaz_docx_named(root, "w:document") && gaz_docx_child(root, "w:body")) return true;
    gaz_report_file(reader->diags, GAZ_D_DOCX_KIND, reader->draft->file, root->name);
    return false;
}

static bool carry_related(struct gaz_docx_reader *reader, const char *part) {
    const GArray *relations = gaz_docx_relations(&reader->package, part);
    for (size_t i = 0; i < G_N_ELEMENTS(text_parts); i++)
        for (guint k = 0; k < relations->len; k++) {
            const struct gaz_docx_relation *relation = &g_array_index(relations, struct gaz_docx_relation, k);
            bool is_of_type = g_str_equal(relation->type, text_parts[i].type) && !relation->is_outside;
            if (!is_of_type || gaz_docx_text_part(reader, relation->target)) continue;
            if (!gaz_docx_has_part(&reader->package, relation->target)) continue;
            if (!gaz_docx_carry(reader, relation->target, text_parts[i].word, text_parts[i].rest))
                return false;
        }
    return true;
}

/* A chart may stand in a header, and have shapes of its own. */
static bool carry_all(struct gaz_docx_reader *reader, const char *main) {
    if (!gaz_docx_carry(reader, main, "正文", GAZ_REASON_UNREAD)) return false;
    for (guint i = 0; i < reader->parts->len; i++)
        if (!carry_related(reader, g_array_index(reader->parts, struct gaz_docx_text_part, i).name))
            return false;
    return true;
}

static struct gaz_docx_node *tree_of_type(struct gaz_docx_reader *reader, const char *main,
                                          const char *type) {
    const struct gaz_docx_relation *relation = gaz_docx_relation_of_type(&reader->package, main, type);
    bool is_there =
        relation && !relation->is_outside && gaz_docx_has_part(&reader->package, relation->target);
    return is_there ? gaz_docx_part_tree(&reader->package, relation->target) : NULL;
}

/* ---- sections */

static void find_sections(struct gaz_docx_reader *reader, const struct gaz_docx_node *root) {
    for (struct gaz_docx_node *at = root->first; at; at = gaz_docx_walk(root, at)) {
        if (!gaz_docx_named(at, "w:sectPr") || gaz_docx_named(at->parent, "w:sectPrChange")) continue;
        const struct gaz_docx_node *size = gaz_docx_child(at, "w:pgSz");
        const char *type = gaz_docx_val(at, "w:type");
        struct gaz_docx_section section = {.is_turned = gaz_docx_int(gaz_docx_attr(size, "w:w"), 0) >
                                                        gaz_docx_int(gaz_docx_attr(size, "w:h"), 1 << 20),
                                           .is_on_new_page = g_strcmp0(type, "continuous") != 0 &&
                                                             g_strcmp0(type, "nextColumn") != 0};
        g_array_append_val(reader->sections, section);
    }
    if (reader->sections->len && g_array_index(reader->sections, struct gaz_docx_section, 0).is_turned)
        reader->at.classes |= GAZ_DRAFT_TURNED;
}

/* ---- what is told of the file as a whole */

static void tell_parts(struct gaz_docx_reader *reader, const char *main) {
    static const struct {
        const char *type;
        enum gaz_intake_reason reason;
    } told[] = {{"vbaProject", GAZ_REASON_MACRO},
                {"attachedToolbars", GAZ_REASON_MACRO},
                {"frame", GAZ_REASON_OUTSIDE}};
    const GArray *relations = gaz_docx_relations(&reader->package, main);
    for (guint i = 0; i < relations->len; i++) {
        const struct gaz_docx_relation *relation = &g_array_index(relations, struct gaz_docx_relation, i);
        for (size_t k = 0; k < G_N_ELEMENTS(told); k++)
            if (g_str_equal(relation->type, told[k].type))
                gaz_docx_tell(reader, told[k].reason, relation->target, NULL, 1);
        if (!g_str_equal(relation->type, "fontTable") || relation->is_outside) continue;
        const GArray *fonts = gaz_docx_relations(&reader->package, relation->target);
        if (fonts->len) gaz_docx_tell(reader, GAZ_REASON_EMBEDDED_FONT, relation->target, NULL, fonts->len);
    }
}

/* ---- the proof */

/* The number of carriers is what a pass that knows nothing of the reader counts. */
static void prove_count(struct gaz_docx_reader *reader) {
    uint32_t n = 0;
    for (guint i = 0; i < reader->parts->len; i++)
        n += gaz_docx_count(
            gaz_docx_part(&reader->package, g_array_index(reader->parts, struct gaz_docx_text_part, i).name));
    gaz_docx_agree(n, reader->draft->carriers->len, reader->draft->file, reader->diags);
}

/* ---- all of it */

static void add_handlers(struct gaz_docx_reader *reader) {
    gaz_docx_add_story_handlers(reader);
    gaz_docx_add_run_handlers(reader);
    gaz_docx_add_field_handlers(reader);
    gaz_docx_add_change_handlers(reader);
    gaz_docx_add_table_handlers(reader);
    gaz_docx_add_drawing_handlers(reader);
    gaz_docx_add_equation_handlers(reader);
    gaz_docx_add_note_handlers(reader);
}

static void read_story(struct gaz_docx_reader *reader) {
    const struct gaz_docx_text_part *main = &g_array_index(reader->parts, struct gaz_docx_text_part, 0);
    reader->at = (struct gaz_docx_place){.part_name = main->name, .part = main->part};
    struct gaz_docx_place outer = gaz_docx_enter(reader, reader->draft->blocks);
    find_sections(reader, main->root);
    gaz_docx_read_children(reader, gaz_docx_child(main->root, "w:body"));
    gaz_docx_return(reader, outer);
    gaz_draft_make_blanks_common(reader->draft, reader->account);
    gaz_draft_unfold_furniture(reader->draft, reader->account);
    gaz_docx_part_lines(reader, reader->draft->blocks);
    if (gaz_docx_child(main->root, "w:background"))
        gaz_docx_tell(reader, GAZ_REASON_BACKGROUND, NULL, NULL, 1);
    tell_parts(reader, main->name);
    gaz_docx_count_property_changes(reader, main->root);
    gaz_docx_doubt_running(reader);
    gaz_docx_list_remarks(reader);
    gaz_docx_sweep(reader);
}

static bool read_package(struct gaz_docx_reader *reader) {
    const char *main = main_part(reader);
    if (!main || !carry_all(reader, main)) return false;
    if (!is_document(reader, g_array_index(reader->parts, struct gaz_docx_text_part, 0).root)) return false;
    gaz_docx_styles_open(&reader->styles, reader->arena, tree_of_type(reader, main, "styles"),
                         tree_of_type(reader, main, "theme"));
    gaz_docx_numbering_open(&reader->numbering, reader->arena, tree_of_type(reader, main, "numbering"),
                            &reader->styles);
    gaz_docx_open_notes(reader);
    gaz_docx_open_remarks(reader);
    read_story(reader);
    prove_count(reader);
    return true;
}

static void close_reader(struct gaz_docx_reader *reader) {
    gaz_docx_numbering_close(&reader->numbering);
    gaz_docx_styles_close(&reader->styles);
    gaz_docx_package_close(&reader->package);
    g_clear_pointer(&reader->remarks, g_hash_table_unref);
    g_clear_pointer(&reader->open_remarks, g_ptr_array_unref);
    g_hash_table_unref(reader->handlers);
    g_hash_table_unref(reader->notes);
    g_hash_table_unref(reader->images);
    g_array_unref(reader->parts);
    g_array_unref(reader->sections);
    g_byte_array_unref(reader->met);
    gaz_arena_free(reader->arena);
}

bool gaz_docx_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                   struct gaz_diags *diags) {
    struct gaz_docx_reader reader = {
        .draft = draft, .account = account, .diags = diags, .away = GAZ_DOCX_KEPT};
    reader.arena = gaz_arena_new();
    reader.package = (struct gaz_docx_package){.arena = reader.arena, .diags = diags, .file = draft->file};
    reader.handlers = g_hash_table_new(g_str_hash, g_str_equal);
    reader.notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader.parts = g_array_new(FALSE, FALSE, sizeof(struct gaz_docx_text_part));
    reader.sections = g_array_new(FALSE, TRUE, sizeof(struct gaz_docx_section));
    reader.met = g_byte_array_new();
    add_handlers(&reader);
    unsigned n_before = gaz_diags_count(diags, GAZ_ERROR);
    bool is_read = gaz_docx_package_open(&reader.package, file) && read_package(&reader);
    close_reader(&reader);
    return is_read && gaz_diags_count(diags, GAZ_ERROR) == n_before;
}
