/* lines.c: plain text whose lines are paragraphs. */
#include "intake/lines.h"

#include <string.h>

bool gaz_lines_is(struct gaz_bytes file) {
    return g_utf8_validate((const char *)file.data, (gssize)file.size, NULL);
}

bool gaz_lines_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                    struct gaz_diags *diags) {
    (void)account, (void)diags;
    const char *at = (const char *)file.data, *end = at + file.size;
    struct gaz_draft_block *block = NULL;
    uint16_t part = gaz_draft_part(draft, "正文");
    uint32_t line = 1;
    for (; at < end; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        line += ch == '\n';
        if (ch == '\n' || ch == '\r') block = NULL;
        if (ch == '\n' || ch == '\r' || ch == 0xFEFF) continue;
        if (!block) block = gaz_draft_block_new(draft, draft->blocks, GAZ_DRAFT_PARAGRAPH);
        block->paragraph = line;
        struct gaz_draft_char made = {ch, gaz_draft_carry(draft, (struct gaz_carrier){ch, line, part}), 0, 0};
        g_array_append_val(block->chars, made);
    }
    return true;
}
