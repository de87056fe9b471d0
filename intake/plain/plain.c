/* plain.c: lines of a text file become paragraphs. */
#include "intake/plain/plain.h"

#include "base/diag/diag.h"
#include "base/text/text.h"
#include "intake/blanks.h"
#include "intake/decode.h"
#include "intake/plain/lines.h"
#include "intake/plain/markdown.h"
#include "intake/plain/paragraphs.h"

#include <string.h>

enum { MOST_BYTES = 16 << 20 };

static void read_lines(struct gaz_plain_reading *r) {
    struct gaz_draft_block *block = NULL;
    struct gaz_plain_line before = {.is_empty = true};
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < r->source->n_lines; i++) {
        struct gaz_plain_line line = gaz_plain_line_at(r->source, i);
        bool is_new = !block || gaz_plain_begins(r, paragraph, &before, &line);
        if (is_new && line.begin < line.end) {
            block = gaz_draft_block_new(r->draft, r->draft->blocks, GAZ_DRAFT_PARAGRAPH);
            block->part = r->part;
            block->paragraph = i + 1;
            paragraph = line.begin;
        } else if (!is_new) {
            gaz_plain_join(r, block, g_utf8_get_char(r->source->text + line.begin), i + 1);
        }
        if (line.begin < line.end) gaz_plain_add_line(r, block, &line, i);
        before = line;
    }
    gaz_plain_tell_joined(r);
}

/* ---- what a mail puts before each line of another one: > > */

/* How many bytes of a line are such marks. */
static size_t quote_marks(const char *at, const char *end) {
    const char *from = at;
    while (at < end && *at == '>')
        at += at + 1 < end && at[1] == ' ' ? 2 : 1;
    return (size_t)(at - from);
}

static const char *line_end_of(const char *at, const char *end) {
    const char *found = memchr(at, '\n', (size_t)(end - at));
    return found ? found : end;
}

/* A mail was passed on where most of its lines have them. */
static bool is_quoted(const char *text, size_t size) {
    enum { FEWEST = 3 };
    size_t n = 0, n_quoted = 0;
    for (const char *at = text, *end = text + size; at < end; at = line_end_of(at, end) + 1) {
        n += *at != '\n';
        n_quoted += *at == '>';
    }
    return n_quoted >= FEWEST && n_quoted * 2 > n;
}

/* Takes them off in place, and gives the size then. */
static size_t take_quotes(struct gaz_plain_reading *r, char *text, size_t size) {
    size_t n = 0;
    uint32_t number = 1;
    if (!is_quoted(text, size)) return size;
    for (const char *at = text, *end = text + size; at < end; number++) {
        const char *line_end = line_end_of(at, end);
        for (size_t i = quote_marks(at, line_end); i > 0; i--, at++)
            gaz_account_leave_out(
                r->account, GAZ_REASON_MAIL_QUOTE,
                gaz_draft_carry(r->draft, (struct gaz_carrier){(uint32_t)*at, number, r->part}), 1);
        size_t length = (size_t)(MIN(line_end + 1, end) - at);
        memmove(text + n, at, length);
        n += length;
        at += length;
    }
    return n;
}

/* ---- the door */

/* Line ends of all systems become LF, in place. */
static size_t unify_line_ends(char *text, size_t size) {
    size_t n = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\r' && i + 1 < size && text[i + 1] == '\n') continue;
        text[n++] = text[i] == '\r' ? '\n' : text[i];
    }
    return n;
}

/* Controls, and bytes that are no characters, are few in a text. */
static bool is_near_text(struct gaz_bytes file) {
    enum { LOOKED_AT = 64 << 10, FEW = 20 };
    size_t n = 0, controls = 0, all = 0;
    uint32_t n_bad = 0;
    g_autofree char *text =
        gaz_encoding_mend(GAZ_UTF8, file.data, MIN(file.size, (size_t)LOOKED_AT), &n, &n_bad);
    for (const char *at = text; at < text + n; at = g_utf8_next_char(at), all++)
        controls += g_unichar_iscntrl(g_utf8_get_char(at)) && !gaz_char_is_one_of((uint32_t)*at, "\n\r\t\f");
    return (controls + n_bad) * FEW <= all;
}

bool gaz_plain_is(struct gaz_bytes file) {
    enum gaz_encoding encoding = gaz_encoding_guess(file.data, file.size);
    if (encoding != GAZ_UTF8) return encoding != GAZ_WORD_FILE;
    return g_utf8_validate((const char *)file.data, (gssize)file.size, NULL) || is_near_text(file);
}

bool gaz_plain_read(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                    struct gaz_diags *diags) {
    struct gaz_decoding how = {draft->file, MOST_BYTES, gaz_encoding_guess(file.data, file.size)};
    size_t size = 0;
    g_autofree char *text = gaz_intake_decode(file, how, &size, diags);
    if (!text) return false;
    gaz_intake_tell_encoding(account, how.encoding, false);
    size = unify_line_ends(text, size);
    struct gaz_plain_reading r = {.draft = draft, .account = account, .part = gaz_draft_part(draft, "正文")};
    size = take_quotes(&r, text, size);
    r.source = gaz_source_new(draft->arena, draft->file, draft->file, text, size);
    if (gaz_markdown_is(r.source))
        gaz_markdown_read(&r);
    else
        read_lines(&r);
    gaz_draft_make_blanks_common(draft, account);
    gaz_part_paragraphs(draft, account);
    if (draft->blocks->len > 0) return true;
    gaz_report_file(diags, GAZ_D_IMPORT_NO_TEXT, draft->file, NULL);
    return false;
}
