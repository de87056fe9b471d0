/* write.c: proof.state, one JSON object, a page or a block a line.
 *
 *     "offsets": [[0,12],[3],[4,40]]
 *
 * says where the characters stand in their file: from the first on from byte 12, behind one another; the
 * fourth in none; from the fifth on from byte 40. "lines": [[0,2,5],[21,2,6]]: from the first character on on
 * the page of index 2 the fifth line, and so on.
 */
#include "proof/state/state.h"

#include "base/data/format.h"
#include "base/data/json.h"

/* Begins a list of objects; each begins with next(). */
static void begin(GString *out, const char *name) {
    g_string_append_printf(out, ",\n\"%s\": [", name);
}

static void next(GString *out, uint32_t i) {
    g_string_append(out, i ? ",\n {" : "\n {");
}

static void add_rounds(GString *out, const struct gaz_proof_state *state) {
    begin(out, "rounds");
    for (uint32_t i = 0; i < state->n_rounds; i++) {
        next(out, i);
        gaz_json_add_first(out, "name", state->rounds[i].name);
        gaz_json_add_first(g_string_append(out, ", "), "date", state->rounds[i].date);
        gaz_json_add_first(g_string_append(out, ", "), "identity", state->rounds[i].identity);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void add_files(GString *out, const struct gaz_proof_state *state) {
    begin(out, "files");
    for (uint32_t i = 0; i < state->n_files; i++) {
        next(out, i);
        gaz_json_add_first(out, "path", state->files[i].path);
        gaz_json_add_first(g_string_append(out, ", "), "text", state->files[i].text);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void add_pages(GString *out, const struct gaz_proof_state *state) {
    begin(out, "pages");
    for (uint32_t i = 0; i < state->n_pages; i++) {
        const struct gaz_state_page *page = &state->pages[i];
        next(out, i);
        gaz_json_add_first(out, "label", page->label);
        gaz_json_add_first(g_string_append(out, ", "), "identity", page->identity);
        gaz_json_add_first(g_string_append(out, ", "), "look", page->look);
        gaz_json_add_first(g_string_append(out, ", "), "text", page->text);
        gaz_json_add_first(g_string_append(out, ", "), "copies", page->copies);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

/* ---- blocks */

static void add_offsets(GString *out, const struct gaz_state_block *block) {
    uint32_t next = GAZ_NOWHERE, n = 0;
    g_string_append(out, ", \"offsets\": [");
    for (uint32_t i = 0; i < block->n; i++) {
        uint32_t offset = block->offsets[i];
        if (i == 0 || offset != next) {
            g_string_append_printf(out, "%s[%u", n++ ? "," : "", i);
            if (offset != GAZ_NOWHERE) g_string_append_printf(out, ",%u", offset);
            g_string_append_c(out, ']');
        }
        next = offset == GAZ_NOWHERE ? offset : offset + (uint32_t)g_unichar_to_utf8(block->text[i], NULL);
    }
    g_string_append_c(out, ']');
}

static void add_lines(GString *out, const struct gaz_state_block *block) {
    g_string_append(out, ", \"lines\": [");
    for (uint32_t i = 0; i < block->n_lines; i++)
        g_string_append_printf(out, "%s[%u,%u,%u]", i ? "," : "", block->lines[i].first, block->lines[i].page,
                               block->lines[i].line);
    g_string_append_c(out, ']');
}

static void add_block(GString *out, const struct gaz_state_block *block) {
    g_autofree char *text = g_ucs4_to_utf8(block->text, block->n, NULL, NULL, NULL);
    gaz_json_add_first(out, "id", block->id);
    gaz_json_add_first(g_string_append(out, ", "), "kind", block->kind);
    if (block->row) g_string_append_printf(out, ", \"row\": %u", block->row);
    gaz_json_add_first(g_string_append(out, ", "), "text", text ? text : "");
    if (block->file != GAZ_NO_BLOCK) g_string_append_printf(out, ", \"file\": %u", block->file);
    if (block->file != GAZ_NO_BLOCK) add_offsets(out, block);
    add_lines(out, block);
    g_string_append_c(out, '}');
}

static void add_blocks(GString *out, const struct gaz_proof_state *state) {
    begin(out, "blocks");
    for (uint32_t i = 0; i < state->n_blocks; i++) {
        next(out, i);
        add_block(out, &state->blocks[i]);
    }
    g_string_append_c(out, ']');
}

static void add_retired(GString *out, const struct gaz_proof_state *state) {
    begin(out, "retired");
    for (uint32_t i = 0; i < state->n_retired; i++) {
        g_string_append(out, i ? ", " : "");
        gaz_json_add_text(out, state->retired[i]);
    }
    g_string_append_c(out, ']');
}

void gaz_proof_state_write(const struct gaz_proof_state *state, GString *out) {
    g_string_append_c(out, '{');
    gaz_format_add_members(out, GAZ_FORMAT_PROOF_STATE);
    gaz_json_add_first(g_string_append(out, ",\n"), "title", state->title);
    add_rounds(out, state);
    add_files(out, state);
    add_pages(out, state);
    add_blocks(out, state);
    add_retired(out, state);
    g_string_append(out, "\n}\n");
}
