/* intake.c: a file by its way: reader, tidying, shape, source, and what input/ makes of it. */
#include "intake/intake.h"

#include "base/process/arena.h"
#include "input/input.h"
#include "intake/conserve.h"
#include "intake/docx/docx.h"
#include "intake/html/html.h"
#include "intake/naming.h"
#include "intake/office/office.h"
#include "intake/office/original.h"
#include "intake/plain/plain.h"
#include "intake/shape/shape.h"
#include "intake/summary.h"
#include "intake/table_head.h"
#include "intake/tidy/tidy.h"
#include "intake/verdict.h"

#include <string.h>

/* ---- readers */

/* What reads which file: told by its bytes, never by its name. The first that knows it reads it.
 */
static const struct reader {
    bool (*is)(struct gaz_bytes file);
    bool (*read)(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                 struct gaz_diags *diags);
    bool has_neighbours; /* files beside it may be its pictures */
} readers[] = {
    {gaz_docx_is, gaz_docx_read, false},
    {gaz_html_is, gaz_html_read, true},
    {gaz_plain_is, gaz_plain_read, false},
};

struct gaz_intake {
    char *file;
    struct gaz_bytes bytes;
    GBytes *converted;         /* what the bytes are of then; NULL */
    struct gaz_bytes original; /* what another program made them of; empty: none did */
    const struct gaz_import_job *job;
    struct gaz_imported *imported;
    struct gaz_diags *diags;
    struct gaz_draft *draft;
    struct gaz_account *account;
    struct gaz_shaped *shaped;
    struct gaz_written *written;
};

/* NULL: nobody knows it. */
static const struct reader *reader_of(struct gaz_bytes file) {
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
        if (readers[i].is(file)) return &readers[i];
    return NULL;
}

/* What is named a Word file and is neither one nor a page is what was left of one. */
static bool is_ruin(const struct gaz_intake *in, const struct reader *reader) {
    g_autofree char *name = g_ascii_strdown(in->file, -1);
    return reader && reader->read == gaz_plain_read && g_str_has_suffix(name, ".docx");
}

static bool read_file(struct gaz_intake *in) {
    unsigned errors = gaz_diags_count(in->diags, GAZ_ERROR);
    const struct reader *reader = reader_of(in->bytes);
    if (is_ruin(in, reader)) {
        gaz_report_file(in->diags, GAZ_D_DOCX_ZIP, in->file, NULL);
        return false;
    }
    if (!reader) gaz_report_file(in->diags, GAZ_D_INTAKE_KIND, in->file, NULL);
    if (!reader || !reader->read(in->bytes, in->draft, in->account, in->diags)) return false;
    if (gaz_original_is_read(in->original))
        gaz_original_compare(in->original, in->draft, in->account, in->diags);
    return gaz_diags_count(in->diags, GAZ_ERROR) == errors;
}

/* ---- notes */

/* A note is a text: pictures that stand in one are told of. */
static void drop_pictures(const struct gaz_intake *in, GPtrArray *blocks) {
    for (guint i = blocks->len; i-- > 0;) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, i);
        if (block->kind == GAZ_DRAFT_PARAGRAPH) continue;
        g_autofree char *where = gaz_draft_where(in->draft, block->part, block->paragraph);
        const char *words = block->figure ? block->figure->words : NULL;
        struct gaz_account_entry entry = {
            .text = words ? words : "图", .where = *where ? where : NULL, .count = 1};
        if (block->kind == GAZ_DRAFT_FIGURE) gaz_account_add(in->account, GAZ_REASON_NOTE_PICTURE, entry);
        g_ptr_array_remove_index(blocks, i);
    }
}

static void drop_pictures_of_notes(const struct gaz_intake *in) {
    for (guint i = 0; i < in->draft->notes->len; i++)
        drop_pictures(in, ((struct gaz_draft_note *)g_ptr_array_index(in->draft->notes, i))->blocks);
}

/* ---- tables */

static void refuse_table(const struct gaz_intake *in, const struct gaz_draft_block *block) {
    g_autofree char *where = gaz_draft_where(in->draft, block->part, block->paragraph);
    g_autofree char *columns = g_strdup_printf("%u", block->table->n_columns);
    g_autofree char *rows = g_strdup_printf("%u", block->table->n_rows);
    g_autofree char *most = g_strdup_printf("%d×%d", GAZ_MOST_COLUMNS, GAZ_MOST_ROWS);
    gaz_report_file(in->diags, GAZ_D_INTAKE_TABLE, in->file, *where ? where : "来稿", columns, rows, most);
}

/* What is larger than a source's tables can be written in none. */
static bool tables_fit(const struct gaz_intake *in) {
    bool fit = true;
    for (guint i = 0; i < in->draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(in->draft->blocks, i);
        if (block->kind != GAZ_DRAFT_TABLE ||
            (block->table->n_columns <= GAZ_MOST_COLUMNS && block->table->n_rows <= GAZ_MOST_ROWS))
            continue;
        refuse_table(in, block);
        fit = false;
    }
    return fit;
}

/* ---- reading back */

/* The source as input/ reads it, with its figures; freed with gaz_issue_free. */
static struct gaz_issue *read_back(const struct gaz_intake *in, const struct gaz_written *written,
                                   struct gaz_diags *diags) {
    g_autofree char *name = g_strconcat(in->imported->name, ".md", NULL);
    struct gaz_doc none = {0};
    struct gaz_issue blank = {.folder = ".", .docs = &none, .n_docs = 1};
    g_autofree struct gaz_unwritten *files = g_new0(struct gaz_unwritten, written->figures->len + 1);
    files[0] =
        (struct gaz_unwritten){name, name, {(const unsigned char *)written->bytes->str, written->bytes->len}};
    for (guint i = 0; i < written->figures->len; i++) {
        const struct gaz_imported_figure *figure =
            &g_array_index(written->figures, struct gaz_imported_figure, i);
        struct gaz_unwritten *file = &files[i + 1];
        file->name = file->path = figure->path;
        file->bytes.data = g_bytes_get_data(figure->bytes, &file->bytes.size);
    }
    return gaz_issue_read_again(&blank, 0, files, 1 + written->figures->len, diags);
}

/* ---- the proof */

/* A source, and what is to be said of it. */
struct attempt {
    struct gaz_written *written;
    struct gaz_intake_finding finding;
    unsigned n_errors; /* that input/ has of it */
};

/* Writes it, has it read and proves it. */
static struct attempt attempted(const struct gaz_intake *in, bool emphasis) {
    struct attempt made = {
        gaz_source_write(in->shaped, in->imported->name, emphasis), {GAZ_INTAKE_LOST, 0, GAZ_NOWHERE}, 0};
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_issue *issue = read_back(in, made.written, diags);
    struct gaz_intake_case it = {in->draft, in->account, made.written, issue ? &issue->docs[0] : NULL};
    if (issue) made.finding = gaz_intake_prove(&it);
    made.n_errors = gaz_diags_count(diags, GAZ_ERROR);
    gaz_diags_free(diags);
    gaz_issue_free(issue);
    return made;
}

static bool is_sound(const struct attempt *made) {
    return made->finding.fault == GAZ_INTAKE_SOUND;
}

/* The source with its emphasis; without, where only so it is sound, or has fewer errors: stars can be
 * misread. An error that is there either way costs no emphasis. */
static struct attempt best_of(const struct gaz_intake *in) {
    struct attempt marked = attempted(in, true);
    if (is_sound(&marked) && marked.n_errors == 0) return marked;
    struct attempt plain = attempted(in, false);
    bool is_better = is_sound(&plain) && (!is_sound(&marked) || plain.n_errors < marked.n_errors);
    gaz_written_free(is_better ? marked.written : plain.written);
    return is_better ? plain : marked;
}

/* The errors that the editor is to mend in the source. */
static void tell_errors(struct gaz_intake *in) {
    struct gaz_issue *issue = read_back(in, in->written, in->diags);
    if (issue) gaz_diags_keep(in->diags, issue->arena);
}

static void tell_unmarked(const struct gaz_intake *in, const struct gaz_source_unmarked *unmarked) {
    const struct gaz_draft_char *first =
        &g_array_index(unmarked->chars, struct gaz_draft_char, unmarked->begin);
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof *first);
    g_array_append_vals(chars, first, unmarked->n);
    g_autofree char *text = gaz_draft_chars_utf8(chars);
    g_autofree char *where = gaz_draft_where_carried(in->draft, first->carrier);
    const char *doubt = unmarked->is_whole ? NULL : "标了会读错；要的话请照来稿标";
    gaz_account_add(in->account, GAZ_REASON_UNMARKED,
                    (struct gaz_account_entry){.text = text, .where = where, .doubt = doubt, .count = 1});
}

/* ---- characters of somebody's own */

/* The account's word of the character, where a reader told one. */
static struct gaz_account_entry *told_symbol(const struct gaz_intake *in, const char *code) {
    GArray *guesses = in->account->lists[GAZ_ACCOUNT_GUESSES];
    for (guint i = 0; i < guesses->len; i++) {
        struct gaz_account_entry *entry = &g_array_index(guesses, struct gaz_account_entry, i);
        if (entry->reason == GAZ_REASON_UNKNOWN_SYMBOL && g_strcmp0(entry->text, code) == 0) return entry;
    }
    return NULL;
}

static void tell_private(const struct gaz_intake *in, const struct gaz_source_place_of *place) {
    static const char doubt[] = "私用区的字，只有来稿的字体里有；请改成通用的字符";
    g_autofree char *code = g_strdup_printf("U+%04X", place->ch);
    g_autofree char *where = gaz_draft_where_carried(in->draft, place->carrier);
    struct gaz_account_entry *told = told_symbol(in, code);
    if (told && told->doubt)
        told->count++;
    else if (told)
        told->doubt = doubt;
    else
        gaz_account_add(in->account, GAZ_REASON_UNKNOWN_SYMBOL,
                        (struct gaz_account_entry){.text = code, .where = where, .doubt = doubt, .count = 1});
}

/* What has no meaning but in the sender's font: the words of it must be asked for before it is set. */
static void tell_all_private(const struct gaz_intake *in) {
    for (guint i = 0; i < in->written->places->len; i++) {
        const struct gaz_source_place_of *place =
            &g_array_index(in->written->places, struct gaz_source_place_of, i);
        if (g_unichar_type(place->ch) == G_UNICODE_PRIVATE_USE) tell_private(in, place);
    }
}

/* ---- the whole */

static bool has_text(const struct gaz_intake *in) {
    for (uint32_t i = 0; i < in->draft->carriers->len; i++)
        if (!gaz_account_is_left_out(in->account, i)) return true;
    gaz_report_file(in->diags, GAZ_D_INTAKE_EMPTY, in->file, NULL);
    return false;
}

static bool shape(struct gaz_intake *in) {
    drop_pictures_of_notes(in);
    gaz_draft_guess_heads(in->draft, in->account);
    gaz_draft_tidy(in->draft, in->account, in->job->keep);
    if (!has_text(in) || !gaz_intake_is_enough(in->draft, in->account, in->diags)) return false;
    in->shaped = gaz_draft_shape(in->draft, in->account);
    return true;
}

static void name(struct gaz_intake *in) {
    const struct gaz_import_job *job = in->job;
    g_autofree char *number = gaz_shaped_value(in->shaped, GAZ_FRONT_NUMBER);
    char *own = job->name ? g_strdup(job->name) : gaz_intake_name(job->prefix, number, in->file);
    in->imported->name = job->rename ? job->rename(job->context, own) : NULL;
    if (in->imported->name)
        g_free(own);
    else
        in->imported->name = own;
}

static bool prove(struct gaz_intake *in) {
    struct attempt made = best_of(in);
    in->written = made.written;
    if (!is_sound(&made)) {
        gaz_intake_report(in->draft, made.finding, in->diags);
        return false;
    }
    if (made.n_errors > 0) tell_errors(in);
    for (guint i = 0; i < in->written->unmarked->len; i++)
        tell_unmarked(in, &g_array_index(in->written->unmarked, struct gaz_source_unmarked, i));
    tell_all_private(in);
    return true;
}

static void hand_over(struct gaz_intake *in) {
    struct gaz_imported *imported = in->imported;
    imported->source = g_string_new_len(in->written->bytes->str, (gssize)in->written->bytes->len);
    imported->figures = g_array_ref(in->written->figures);
    imported->report = gaz_account_json(in->account);
    imported->summary = gaz_account_summary(in->account, in->job->language);
}

/* Takes the bytes that are read in place of the file's own. */
static void read_instead(struct gaz_intake *in, GBytes *bytes) {
    in->converted = bytes;
    in->bytes.data = g_bytes_get_data(bytes, &in->bytes.size);
}

/* What only another program reads. */
static bool convert(struct gaz_intake *in, struct gaz_diags *diags) {
    GBytes *bytes = gaz_office_convert(in->bytes, (struct gaz_office){0}, in->account, diags);
    if (!bytes) return false;
    in->original = in->bytes;
    read_instead(in, bytes);
    return true;
}

/* A page in a Word file's clothes. */
static void unwrap(struct gaz_intake *in) {
    GBytes *page = gaz_docx_wrapped(in->bytes);
    if (!page) return;
    struct gaz_bytes bytes = {.data = NULL};
    bytes.data = g_bytes_get_data(page, &bytes.size);
    if (!gaz_html_is(bytes)) {
        g_bytes_unref(page);
        return;
    }
    read_instead(in, page);
    gaz_account_add(in->account, GAZ_REASON_WRAPPED_PAGE, (struct gaz_account_entry){.count = 1});
}

struct gaz_intake *gaz_intake_open(const char *file, struct gaz_bytes bytes, struct gaz_diags *diags) {
    struct gaz_intake *in = g_new0(struct gaz_intake, 1);
    in->file = g_strdup(file);
    in->bytes = bytes;
    in->draft = gaz_draft_new(file);
    in->account = gaz_account_new(in->draft);
    if (!gaz_docx_is(bytes) && gaz_office_kind(bytes) && !convert(in, diags)) {
        gaz_intake_close(in);
        return NULL;
    }
    if (gaz_docx_is(in->bytes)) unwrap(in);
    return in;
}

void gaz_intake_close(struct gaz_intake *in) {
    if (!in) return;
    gaz_written_free(in->written);
    gaz_shaped_free(in->shaped);
    gaz_account_free(in->account);
    gaz_draft_free(in->draft);
    if (in->converted) g_bytes_unref(in->converted);
    g_free(in->file);
    g_free(in);
}

bool gaz_intake_has_neighbours(const struct gaz_intake *in) {
    const struct reader *reader = reader_of(in->bytes);
    return reader && reader->has_neighbours;
}

bool gaz_import(struct gaz_intake *in, const struct gaz_import_job *job, struct gaz_imported *imported,
                struct gaz_diags *diags) {
    *imported = (struct gaz_imported){0};
    in->job = job;
    in->imported = imported;
    in->diags = diags;
    if (!read_file(in) || !tables_fit(in) || !shape(in)) return false;
    name(in);
    if (!prove(in)) return false;
    hand_over(in);
    return true;
}

void gaz_imported_clear(struct gaz_imported *imported) {
    if (imported->figures) g_array_unref(imported->figures);
    if (imported->source) g_string_free(imported->source, TRUE);
    if (imported->report) g_string_free(imported->report, TRUE);
    if (imported->summary) g_string_free(imported->summary, TRUE);
    g_free(imported->name);
    *imported = (struct gaz_imported){0};
}

bool gaz_import_classes(const char *list, unsigned *keep, char **wrong) {
    g_auto(GStrv) names = g_strsplit_set(list, ", ", -1);
    *wrong = NULL;
    for (int i = 0; names[i]; i++) {
        unsigned class = 0;
        while (class < GAZ_N_TIDY_CLASSES && strcmp(names[i], gaz_tidy_class_name(class)) != 0)
            class ++;
        if (class == GAZ_N_TIDY_CLASSES && !*wrong && *names[i]) *wrong = g_strdup(names[i]);
        if (class < GAZ_N_TIDY_CLASSES) *keep |= 1u << class;
    }
    return !*wrong;
}

char *gaz_import_class_names(void) {
    GString *all = g_string_new(NULL);
    for (unsigned i = 0; i < GAZ_N_TIDY_CLASSES; i++)
        g_string_append_printf(all, "%s%s", i ? "、" : "", gaz_tidy_class_name(i));
    return g_string_free(all, FALSE);
}
