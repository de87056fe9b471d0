/* pages.c: whether a file was made of these pages; if not, whether it reads so much as they do that it is a
 * proof of another state.
 *
 * The PDF carries the digest of the pages it was made of. Of another one the characters are laid beside ours
 * (carry.h), and the marks go with them.
 */
#include "proof/marks/marks.h"

#include "base/diag/diag.h"

#include <stdlib.h>
#include <string.h>

/* ---- a file of these pages */

/* For a press blank pages may stand before the back covers. */
static void take_in_order(struct gaz_proof_pages *found, const struct gaz_pages *pages) {
    uint32_t back = gaz_pages_count_back(pages), text = pages->n_pages - back;
    for (uint32_t i = 0; i < found->n; i++) {
        found->of[i] = GAZ_NO_PROOF_PAGE;
        if (i < text) found->of[i] = i;
        if (found->n >= pages->n_pages && i >= found->n - back) found->of[i] = text + i - (found->n - back);
    }
}

static bool says_sheets(const struct gaz_annotated *file) {
    for (uint32_t i = 0; i < file->n_pages; i++)
        if (file->pages[i].shows) return true;
    return false;
}

/* Of a proof each sheet says which page it shows; what was exported of one says nothing, nor do sheets out of
 * which a program took it, but the first shows none. */
static void take_sheets(struct gaz_proof_pages *found, const struct gaz_annotated *file,
                        const struct gaz_pages *pages) {
    bool is_said = says_sheets(file);
    for (uint32_t i = 0; i < found->n; i++) {
        uint32_t shows = is_said ? file->pages[i].shows : i;
        found->of[i] = shows > 0 && shows <= pages->n_pages ? shows - 1 : GAZ_NO_PROOF_PAGE;
    }
}

/* Of two pages that look alike, blank ones, the one at the same place, else the first that none is yet; of
 * the same page twice, as of two people's copies that were put into one file, that page again. */
static uint32_t page_called(const char *identity, uint32_t i, char *const *identities,
                            const guint8 *is_taken) {
    uint32_t again = GAZ_NO_PROOF_PAGE, n = g_strv_length((char **)identities);
    if (i < n && strcmp(identities[i], identity) == 0) return i;
    for (uint32_t k = 0; k < n; k++) {
        if (strcmp(identities[k], identity) != 0) continue;
        if (!is_taken[k]) return k;
        if (again == GAZ_NO_PROOF_PAGE) again = k;
    }
    return again;
}

/* Pages that were taken out, put in or put in another order still say which they are, while the file may
 * still say that it is what it was. False: they do not say it, or one is of another state. A page that says
 * nothing was put in. */
static bool take_by_names(struct gaz_proof_pages *found, const struct gaz_annotated *file,
                          char *const *identities) {
    g_autofree guint8 *is_taken = g_new0(guint8, g_strv_length((char **)identities) + 1);
    bool is_said = false, is_good = true;
    for (uint32_t i = 0; i < file->n_pages && is_good; i++) {
        const char *identity = file->pages[i].identity;
        found->of[i] = identity ? page_called(identity, i, identities, is_taken) : GAZ_NO_PROOF_PAGE;
        if (!identity) continue;
        is_said = true;
        is_good = found->of[i] != GAZ_NO_PROOF_PAGE;
        if (is_good) is_taken[found->of[i]] = 1;
    }
    return is_said && is_good;
}

/* ---- a file of other pages */

/* Whether a page of the file reads as one of ours. */
static bool has_alike(const struct gaz_annotated *file, const struct gaz_pages *pages) {
    g_auto(GStrv) identities = gaz_page_identities(pages);
    g_autoptr(GHashTable) ours = g_hash_table_new(g_str_hash, g_str_equal);
    bool found = false;
    for (uint32_t i = 0; i < pages->n_pages; i++)
        g_hash_table_add(ours, identities[i]);
    for (uint32_t i = 0; i < file->n_pages && !found; i++)
        found = file->pages[i].identity && g_hash_table_contains(ours, file->pages[i].identity);
    return found;
}

static bool says_pages(const struct gaz_annotated *file) {
    for (uint32_t i = 0; i < file->n_pages; i++)
        if (file->pages[i].identity) return true;
    return false;
}

/* Per cent of the file's characters that are ours too: what says that it is gongbao's is believed sooner. */
enum { LEAST_ALIKE = 50, LEAST_ALIKE_PRINTED = 80 };

/* Of `n` characters. */
static bool is_most(uint64_t part, uint64_t n, uint64_t per_cent) {
    return n > 0 && part * 100 >= n * per_cent;
}

/* What is only some pages of a proof is asked for these. A whole one has nearly all that we have; half of
 * what it has may be a proof's own: line numbers, a slip, lists. */
static bool reads_alike(const struct gaz_proof_pages *found, uint32_t n_pages, bool is_printed) {
    const struct gaz_carry *carry = found->carry;
    uint64_t least = is_printed ? LEAST_ALIKE_PRINTED : LEAST_ALIKE;
    if (found->n * 2 < n_pages) return is_most(carry->n_alike, carry->old.chars->len, least);
    return is_most(carry->n_alike, carry->new.chars->len, least) &&
           is_most(carry->n_alike, carry->old.chars->len, LEAST_ALIKE);
}

static bool find_in_other(struct gaz_proof_pages *found, const struct gaz_proof_read_file *file,
                          struct gaz_ground *ground, const struct gaz_proof_marks *marks) {
    bool is_printed = !says_pages(file->file);
    found->carry = gaz_carry_new(file->file, file->bytes, ground, marks->pages->n_pages);
    bool good = found->carry && (reads_alike(found, marks->pages->n_pages, is_printed) ||
                                 (!is_printed && has_alike(file->file, marks->pages)));
    if (!good)
        gaz_report_file(marks->diags, GAZ_D_PROOF_OTHER, file->name, NULL);
    else
        gaz_report_file(marks->diags, is_printed ? GAZ_D_PROOF_PRINTED : GAZ_D_PROOF_STALE, file->name, NULL);
    return good;
}

/* ---- pages that a program cut or scaled */

/* What a program cut off of a page for a screen, whose corner is that of the user space. */
static bool is_cropped(struct gaz_frame box, struct gaz_frame whole) {
    bool is_inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= whole.width + GAZ_POINT &&
                     box.y + box.height <= whole.height + GAZ_POINT;
    return is_inside && (box.width < whole.width - GAZ_POINT || box.height < whole.height - GAZ_POINT);
}

struct gaz_frame gaz_proof_page_box(const struct gaz_proof_pages *found, const struct gaz_pages *pages,
                                    uint32_t page, uint32_t ours) {
    bool is_ours = !found->carry && ours < pages->n_pages;
    const struct gaz_page *it = is_ours ? &pages->pages[ours] : NULL;
    struct gaz_frame whole = {0, 0, it ? it->width : 0, it ? it->height : 0};
    if (page >= found->boxes->n_pages) return whole;
    struct gaz_frame box = found->boxes->pages[page].box;
    return it && is_cropped(box, whole) ? whole : box;
}

/* Whether it is cut to another size than the page that it is. */
static bool is_resized(const struct gaz_proof_pages *found, const struct gaz_pages *pages, uint32_t page) {
    uint32_t ours = found->of[page];
    if (ours == GAZ_NO_PROOF_PAGE || page >= found->boxes->n_pages) return false;
    struct gaz_frame box = found->boxes->pages[page].box;
    return box.width > 0 && (abs(box.width - pages->pages[ours].width) > GAZ_POINT ||
                             abs(box.height - pages->pages[ours].height) > GAZ_POINT);
}

/* Whether a character of a page of the file stands where it does on ours. */
static bool stands_as_ours(const struct gaz_proof_pages *found, const struct gaz_carry *carry,
                           const struct gaz_pages *pages, uint32_t ch) {
    uint32_t page = g_array_index(carry->old.pages, uint32_t, ch);
    const GArray *spots = gaz_ground_page(carry->ground, page);
    struct gaz_frame old = gaz_spot_at(spots, g_array_index(carry->old.spots, uint32_t, ch))->box;
    struct gaz_frame new = gaz_carry_new_spot(carry, carry->now[ch])->box;
    struct gaz_frame cut = found->boxes->pages[page].box,
                     whole = gaz_proof_page_box(found, pages, page, found->of[page]);
    gaz_len x = old.x + cut.x - whole.x, y = old.y + whole.y + whole.height - cut.y - cut.height;
    gaz_len most = new.height / 4;
    return abs(x - new.x) <= most && abs(y - new.y) <= most;
}

/* What was cut off leaves the rest where it was; what was scaled with its page does not. Where `carry` knows
 * the characters of pages that are cut to another size, whether they say that they were scaled. */
static bool are_scaled(const struct gaz_proof_pages *found, const struct gaz_carry *carry,
                       const struct gaz_pages *pages) {
    uint64_t n_near = 0, n_far = 0;
    for (uint32_t x = 0; x < carry->old.chars->len; x++) {
        uint32_t page = g_array_index(carry->old.pages, uint32_t, x), y = carry->now[x];
        if (y == GAZ_NO_CHAR || !is_resized(found, pages, page)) continue;
        if (g_array_index(carry->new.pages, uint32_t, y) != found->of[page]) continue;
        bool is_near = stands_as_ours(found, carry, pages, x);
        n_near += is_near;
        n_far += !is_near;
    }
    return n_far > n_near / 10;
}

/* The marks of pages that were scaled go with the text, which was scaled with them. */
static void mind_scale(struct gaz_proof_pages *found, const struct gaz_proof_read_file *own,
                       struct gaz_ground *ground, const struct gaz_proof_marks *marks) {
    bool is_any = false;
    for (uint32_t i = 0; i < found->n && !is_any; i++)
        is_any = is_resized(found, marks->pages, i);
    struct gaz_carry *carry =
        is_any && own ? gaz_carry_new(own->file, own->bytes, ground, marks->pages->n_pages) : NULL;
    if (carry && are_scaled(found, carry, marks->pages)) {
        found->carry = carry;
        gaz_report_file(marks->diags, GAZ_D_PROOF_PRINTED, own->name, NULL);
    } else {
        gaz_carry_free(carry);
    }
}

/* ---- what a program exported */

/* The PDF whose marks these are, by its identity. */
static const struct gaz_proof_read_file *find_own_pdf(const GArray *all, const struct gaz_annotated *file) {
    for (guint i = 0; file->identity && i < all->len; i++) {
        const struct gaz_proof_read_file *other = &g_array_index(all, struct gaz_proof_read_file, i);
        if (other->file && other->file->kind == GAZ_ANNOTATED_PDF &&
            g_strcmp0(other->file->identity, file->identity) == 0)
            return other;
    }
    return NULL;
}

/* It has no pages of its own: without the digest it is believed, and that is said. */
static bool take_exported(struct gaz_proof_pages *found, const struct gaz_proof_read_file *file,
                          const struct gaz_proof_marks *marks) {
    const char *identity = file->file->identity;
    take_in_order(found, marks->pages);
    gaz_report_file(marks->diags, identity ? GAZ_D_PROOF_EXPORTED : GAZ_D_PROOF_UNKNOWN, file->name, NULL);
    return !identity;
}

/* ---- the door */

/* The sheets of a proof are wider than its pages too. */
static bool is_imposed(const struct gaz_annotated *file, const struct gaz_pages *pages) {
    if (says_sheets(file)) return false;
    return file->n_pages > 0 && pages->n_pages > 0 &&
           file->pages[0].box.width > pages->pages[0].width / 2 * 3;
}

static bool is_of(const struct gaz_annotated *file, char *identity) {
    bool is = file->identity && strcmp(file->identity, identity) == 0;
    g_free(identity);
    return is;
}

static bool is_made_of(const struct gaz_annotated *file, char *const *identities) {
    return is_of(file, gaz_pages_identity(identities, GAZ_PDF_SCREEN)) ||
           is_of(file, gaz_pages_identity(identities, GAZ_PDF_ARCHIVE)) ||
           (file->kind == GAZ_ANNOTATED_PDF && is_of(file, gaz_pages_identity(identities, GAZ_PDF_PRINT)));
}

static bool is_exported(const struct gaz_annotated *file) {
    return file->kind != GAZ_ANNOTATED_PDF;
}

bool gaz_proof_pages_find(struct gaz_proof_pages *found, const struct gaz_proof_read_file *file,
                          const GArray *all, struct gaz_ground *ground, struct gaz_proof_marks *marks) {
    const struct gaz_proof_read_file *own = is_exported(file->file) ? find_own_pdf(all, file->file) : file;
    const struct gaz_annotated *pdf = own ? own->file : file->file;
    const struct gaz_pages *pages = marks->pages;
    g_auto(GStrv) identities = gaz_page_identities(pages);
    bool is_proof = is_of(pdf, gaz_proof_identity(identities));
    found->boxes = pdf;
    found->n = is_exported(pdf) ? pages->n_pages + is_proof : pdf->n_pages;
    found->of = g_new(uint32_t, found->n + 1);
    if (is_imposed(pdf, pages)) {
        gaz_report_file(marks->diags, GAZ_D_PROOF_IMPOSED, file->name, NULL);
        return false;
    }
    found->is_proof = is_proof || says_sheets(pdf);
    bool is_named = !is_proof && own && take_by_names(found, pdf, identities);
    bool is_whole = is_made_of(pdf, identities) && (is_exported(pdf) || pdf->n_pages >= pages->n_pages);
    if (is_proof)
        take_sheets(found, pdf, pages);
    else if (!is_named && is_whole)
        take_in_order(found, pages);
    else if (!is_named)
        return own ? find_in_other(found, own, ground, marks) : take_exported(found, file, marks);
    mind_scale(found, own, ground, marks);
    return true;
}
