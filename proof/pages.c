/* pages.c: whether a file was made of these pages, and if not, which of its pages are the same still.
 *
 * The PDF carries the digest of the pages it was made of. Of another one the texts of the pages are laid
 * beside ours: on one that reads the same, the marks lie as they lay; on any other they would lie on what
 * they do not mean.
 */
#include "proof/marks.h"

#include "base/diag.h"

#include <string.h>

/* ---- a file of these pages */

static uint32_t count_back(const struct gaz_pages *pages) {
    uint32_t n = 0;
    while (n < pages->n_pages && pages->pages[pages->n_pages - 1 - n].is_back)
        n++;
    return n;
}

/* For a press blank pages may stand before the back covers. */
static void take_in_order(struct gaz_proof_pages *found, const struct gaz_pages *pages) {
    uint32_t back = count_back(pages), text = pages->n_pages - back;
    for (uint32_t i = 0; i < found->n; i++) {
        found->of[i] = GAZ_NO_PROOF_PAGE;
        if (i < text) found->of[i] = i;
        if (found->n >= pages->n_pages && i >= found->n - back) found->of[i] = text + i - (found->n - back);
    }
}

/* Of a proof each sheet says which page it shows; what was exported of one says nothing, but its first sheet
 * shows none. */
static void take_sheets(struct gaz_proof_pages *found, const struct gaz_annotated *file,
                        const struct gaz_pages *pages) {
    for (uint32_t i = 0; i < found->n; i++) {
        uint32_t shows = file->kind == GAZ_ANNOTATED_PDF ? file->pages[i].shows : i;
        found->of[i] = shows > 0 && shows <= pages->n_pages ? shows - 1 : GAZ_NO_PROOF_PAGE;
    }
}

/* ---- a file of other pages */

/* Its own number first; what stands on several pages is no other page's. */
static uint32_t find_alike(char *const *identities, const struct gaz_pages *pages, const char *identity,
                           uint32_t number) {
    uint32_t found = GAZ_NO_PROOF_PAGE, n = 0;
    for (uint32_t i = 0; identity && i < pages->n_pages; i++) {
        if (strcmp(identity, identities[i]) != 0) continue;
        if (i == number) return i;
        found = i;
        n++;
    }
    return n == 1 ? found : GAZ_NO_PROOF_PAGE;
}

/* How many are found. */
static uint32_t take_alike(struct gaz_proof_pages *found, const struct gaz_annotated *file,
                           const struct gaz_pages *pages) {
    char **identities = g_new0(char *, pages->n_pages + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < pages->n_pages; i++)
        identities[i] = gaz_page_identity(&pages->pages[i]);
    for (uint32_t i = 0; i < found->n; i++) {
        found->of[i] = find_alike(identities, pages, file->pages[i].identity, i);
        n += found->of[i] != GAZ_NO_PROOF_PAGE;
    }
    g_strfreev(identities);
    return n;
}

/* The pages, from 1 as the file counts them, whose marks have no place: "3、5"; freed with g_free. */
static char *pages_with_lost_marks(const struct gaz_proof_pages *found, const struct gaz_annotated *file) {
    g_autofree guint8 *is_told = g_new0(guint8, found->n + 1);
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < file->n; i++)
        if (file->list[i].page < found->n) is_told[file->list[i].page] = 1;
    for (uint32_t i = 0; i < found->n; i++)
        if (is_told[i] && found->of[i] == GAZ_NO_PROOF_PAGE)
            g_string_append_printf(out, "%s%u", out->len ? "、" : "", i + 1);
    return g_string_free(out, FALSE);
}

static bool complain_of_state(const struct gaz_proof_pages *found, const struct gaz_annotated *file,
                              const char *name, uint32_t n_alike, struct gaz_diags *diags) {
    g_autofree char *lost = pages_with_lost_marks(found, file);
    if (n_alike == 0)
        gaz_report_file(diags, GAZ_D_PROOF_OTHER, name, NULL);
    else if (*lost)
        gaz_report_file(diags, GAZ_D_PROOF_STALE, name, lost);
    else
        gaz_report_file(diags, GAZ_D_PROOF_ALIKE, name, NULL);
    return n_alike > 0;
}

/* ---- the door */

static bool is_imposed(const struct gaz_annotated *file, const struct gaz_pages *pages) {
    return file->n_pages > 0 && pages->n_pages > 0 &&
           file->pages[0].box.width > pages->pages[0].width / 2 * 3;
}

/* What a program exported has no pages of its own: without the digest it is believed, and that is said. */
static bool take_exported(struct gaz_proof_pages *found, const struct gaz_annotated *file, const char *name,
                          const struct gaz_pages *pages, struct gaz_diags *diags) {
    take_in_order(found, pages);
    if (file->identity) gaz_report_file(diags, GAZ_D_PROOF_EXPORTED, name, NULL);
    if (!file->identity) gaz_report_file(diags, GAZ_D_PROOF_UNKNOWN, name, NULL);
    return !file->identity;
}

static bool is_of(const struct gaz_annotated *file, char *identity) {
    bool is = file->identity && strcmp(file->identity, identity) == 0;
    g_free(identity);
    return is;
}

static bool is_made_of(const struct gaz_annotated *file, const struct gaz_pages *pages) {
    return is_of(file, gaz_pages_identity(pages, GAZ_PDF_SCREEN)) ||
           (file->kind == GAZ_ANNOTATED_PDF && is_of(file, gaz_pages_identity(pages, GAZ_PDF_PRINT)));
}

static bool find_in_other(struct gaz_proof_pages *found, const struct gaz_annotated *file, const char *name,
                          const struct gaz_pages *pages, struct gaz_diags *diags) {
    if (file->kind != GAZ_ANNOTATED_PDF) return take_exported(found, file, name, pages, diags);
    uint32_t n_alike = take_alike(found, file, pages);
    return complain_of_state(found, file, name, n_alike, diags);
}

bool gaz_proof_pages_find(struct gaz_proof_pages *found, const struct gaz_annotated *file, const char *name,
                          const struct gaz_pages *pages, struct gaz_diags *diags) {
    bool is_proof = is_of(file, gaz_proof_identity(pages));
    found->n = file->kind == GAZ_ANNOTATED_PDF ? file->n_pages : pages->n_pages + is_proof;
    found->of = g_new(uint32_t, found->n + 1);
    if (!is_proof && is_imposed(file, pages)) {
        gaz_report_file(diags, GAZ_D_PROOF_IMPOSED, name, NULL);
        return false;
    }
    if (is_proof)
        take_sheets(found, file, pages);
    else if (is_made_of(file, pages))
        take_in_order(found, pages);
    else
        return find_in_other(found, file, name, pages, diags);
    return true;
}
