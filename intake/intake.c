/* intake.c: a file by its way: reader, tidying, shape, source, and what input/ makes of it. */
#include "intake/intake.h"

#include "base/arena.h"
#include "input/input.h"
#include "intake/conserve.h"
#include "intake/docx/docx.h"
#include "intake/html/html.h"
#include "intake/naming.h"
#include "intake/office/office.h"
#include "intake/plain/plain.h"
#include "intake/shape/shape.h"
#include "intake/summary.h"
#include "intake/tidy.h"
#include "intake/verdict.h"

#include <string.h>

/* ---- readers */

/* What reads which file: told by its bytes, never by its name. The first that knows it reads it.
 */
static const struct {
    bool (*is)(struct gaz_bytes file);
    bool (*read)(struct gaz_bytes file, struct gaz_draft *draft, struct gaz_account *account,
                 struct gaz_diags *diags);
} readers[] = {
    {gaz_docx_is, gaz_docx_read},
    {gaz_html_is, gaz_html_read},
    {gaz_plain_is, gaz_plain_read},
};

struct gaz_intake {
    char *file;
    struct gaz_bytes bytes;
    GBytes *converted; /* what the bytes are of then; NULL */
    const struct gaz_import_job *job;
    struct gaz_imported *imported;
    struct gaz_diags *diags;
    struct gaz_draft *draft;
    struct gaz_account *account;
    struct gaz_shaped *shaped;
    struct gaz_written *written;
};

static bool read_file(struct gaz_intake *in) {
    unsigned errors = gaz_diags_count(in->diags, GAZ_ERROR);
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
        if (readers[i].is(in->bytes))
            return readers[i].read(in->bytes, in->draft, in->account, in->diags) &&
                   gaz_diags_count(in->diags, GAZ_ERROR) == errors;
    gaz_report_file(in->diags, GAZ_D_INTAKE_KIND, in->file, NULL);
    return false;
}

/* ---- reading back */

/* The source as input/ reads it, with its figures; freed with gaz_issue_free. */
static struct gaz_issue *read_back(const struct gaz_intake *in, struct gaz_diags *diags) {
    const struct gaz_written *written = in->written;
    g_autofree char *name = g_strconcat(in->imported->name, ".md", NULL);
    struct gaz_doc none = {0};
    struct gaz_issue blank = {.folder = ".", .docs = &none, .n_docs = 1};
    struct gaz_unwritten *files = g_new0(struct gaz_unwritten, written->figures->len + 1);
    files[0] =
        (struct gaz_unwritten){name, name, {(const unsigned char *)written->bytes->str, written->bytes->len}};
    for (guint i = 0; i < written->figures->len; i++) {
        const struct gaz_source_figure *figure =
            &g_array_index(written->figures, struct gaz_source_figure, i);
        struct gaz_unwritten *file = &files[i + 1];
        file->name = file->path = figure->path;
        file->bytes.data = g_bytes_get_data(figure->bytes, &file->bytes.size);
    }
    struct gaz_issue *issue = gaz_issue_read_again(&blank, 0, files, 1 + written->figures->len, diags);
    g_free(files);
    return issue;
}

static struct gaz_intake_finding proved(const struct gaz_intake *in, const struct gaz_issue *issue) {
    struct gaz_intake_case it = {in->draft, in->account, in->written, &issue->docs[0]};
    return gaz_intake_prove(&it);
}

/* Writes it, has it read and proves it; whether it is sound, and without errors. */
static bool try(struct gaz_intake *in, bool emphasis, struct gaz_intake_finding *finding) {
    struct gaz_diags *diags = gaz_diags_new();
    gaz_written_free(in->written);
    in->written = gaz_source_write(in->shaped, in->imported->name, emphasis);
    struct gaz_issue *issue = read_back(in, diags);
    *finding = (struct gaz_intake_finding){GAZ_INTAKE_LOST, 0, GAZ_NOWHERE};
    if (issue) *finding = proved(in, issue);
    bool good = finding->fault == GAZ_INTAKE_SOUND && !gaz_diags_have_errors(diags);
    gaz_diags_free(diags);
    gaz_issue_free(issue);
    return good;
}

/* The errors that the editor is to mend in the source. */
static void tell_errors(struct gaz_intake *in) {
    struct gaz_issue *issue = read_back(in, in->diags);
    if (issue) gaz_diags_keep(in->diags, issue->arena);
}

/* ---- the whole */

static bool has_text(const struct gaz_intake *in) {
    for (uint32_t i = 0; i < in->draft->carriers->len; i++)
        if (!gaz_account_is_left_out(in->account, i)) return true;
    gaz_report_file(in->diags, GAZ_D_INTAKE_EMPTY, in->file, NULL);
    return false;
}

static bool shape(struct gaz_intake *in) {
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
    struct gaz_intake_finding finding;
    if (try(in, true, &finding) || try(in, false, &finding)) return true;
    if (finding.fault == GAZ_INTAKE_SOUND) tell_errors(in);
    if (finding.fault != GAZ_INTAKE_SOUND) gaz_intake_report(in->draft, finding, in->diags);
    return finding.fault == GAZ_INTAKE_SOUND;
}

static void hand_over(struct gaz_intake *in) {
    struct gaz_imported *imported = in->imported;
    imported->source = g_string_new_len(in->written->bytes->str, (gssize)in->written->bytes->len);
    imported->figures = g_array_new(FALSE, FALSE, sizeof(struct gaz_imported_figure));
    for (guint i = 0; i < in->written->figures->len; i++) {
        const struct gaz_source_figure *figure =
            &g_array_index(in->written->figures, struct gaz_source_figure, i);
        struct gaz_imported_figure given = {g_strdup(figure->path), g_bytes_ref(figure->bytes)};
        g_array_append_val(imported->figures, given);
    }
    imported->report = gaz_account_json(in->account);
    imported->summary = gaz_account_summary(in->account, in->job->language);
}

/* What only another program reads. */
static bool convert(struct gaz_intake *in, struct gaz_diags *diags) {
    in->converted = gaz_office_convert(in->bytes, (struct gaz_office){0}, in->account, diags);
    if (in->converted) in->bytes.data = g_bytes_get_data(in->converted, &in->bytes.size);
    return in->converted != NULL;
}

struct gaz_intake *gaz_intake_open(const char *file, struct gaz_bytes bytes, struct gaz_diags *diags) {
    struct gaz_intake *in = g_new0(struct gaz_intake, 1);
    in->file = g_strdup(file);
    in->bytes = bytes;
    in->draft = gaz_draft_new(file);
    in->account = gaz_account_new(in->draft);
    if (gaz_docx_is(bytes) || !gaz_office_kind(bytes) || convert(in, diags)) return in;
    gaz_intake_close(in);
    return NULL;
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
    return !gaz_docx_is(in->bytes) && gaz_html_is(in->bytes);
}

bool gaz_import(struct gaz_intake *in, const struct gaz_import_job *job, struct gaz_imported *imported,
                struct gaz_diags *diags) {
    *imported = (struct gaz_imported){0};
    in->job = job;
    in->imported = imported;
    in->diags = diags;
    if (!read_file(in) || !shape(in)) return false;
    name(in);
    if (!prove(in)) return false;
    hand_over(in);
    return true;
}

void gaz_imported_clear(struct gaz_imported *imported) {
    for (guint i = 0; imported->figures && i < imported->figures->len; i++) {
        struct gaz_imported_figure *figure = &g_array_index(imported->figures, struct gaz_imported_figure, i);
        g_free(figure->path);
        g_bytes_unref(figure->bytes);
    }
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
