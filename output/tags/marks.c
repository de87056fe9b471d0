/* marks.c: see marks.h. */
#include "output/tags/marks.h"

#include "output/paint.h"

#define ARTIFACT (UINT32_C(1) << 31)

gaz_pdf_mark gaz_pdf_mark_of(const struct gaz_item *item) {
    return item->artifact == GAZ_ARTIFACT_NONE ? item->node : ARTIFACT | item->artifact;
}

/* Property lists of artifacts (14.8.2.2.2); PDF 1.7 knows pagination, layout, the page's production and a
 * ground, which needs a box. */
static const char *artifact_properties(enum gaz_artifact artifact) {
    switch (artifact) {
    case GAZ_ARTIFACT_PAGE_NUMBER:
        return "/Type/Pagination/Subtype/Footer";
    case GAZ_ARTIFACT_RUNNING_HEAD:
        return "/Type/Pagination/Subtype/Header";
    case GAZ_ARTIFACT_REPEATED_HEAD:
    case GAZ_ARTIFACT_REPEATED_CELL:
    case GAZ_ARTIFACT_CONTINUED:
    case GAZ_ARTIFACT_LOST:
        return "/Type/Pagination";
    case GAZ_ARTIFACT_BESIDE:
        return "/Type/Page";
    case GAZ_ARTIFACT_NONE:
    case GAZ_ARTIFACT_DECORATION:
    case GAZ_ARTIFACT_LEADER:
    case GAZ_ARTIFACT_RULE:
        break;
    }
    return "/Type/Layout";
}

/* ---- writing */

static void insert(struct gaz_pdf_marking *m, gsize at, const char *text) {
    g_string_insert(m->out, (gssize)at, text);
}

/* how a mark is opened */
struct opened {
    const struct gaz_item *blank; /* for which it stands; NULL */
    bool is_span;                 /* whatever the node is */
    const char *more;             /* properties */
};

/* 14.9.2.3 */
static const char *language_of(gaz_pdf_mark mark) {
    return !(mark & GAZ_MARK_NOTE) && mark & GAZ_MARK_ENGLISH ? "/Lang(en)" : "";
}

/* Counts a stretch that belongs to a node. */
static const struct gaz_pdf_marked *count(struct gaz_pdf_marking *m, gaz_pdf_mark mark,
                                          const struct gaz_item *blank) {
    struct gaz_pdf_marked one = {mark & ~GAZ_MARK_ENGLISH, blank, {0}};
    if (mark & GAZ_MARK_NOTE) {
        one.note = g_array_index(m->notes, struct gaz_pdf_note_mark, mark & ~GAZ_MARK_NOTE);
        one.node = one.note.node;
    }
    g_array_append_val(m->marked, one);
    return &g_array_index(m->marked, struct gaz_pdf_marked, m->marked->len - 1);
}

/* The operator that opens it; of a node it counts. Freed with g_free. */
static char *opening(struct gaz_pdf_marking *m, gaz_pdf_mark mark, const struct opened *as) {
    if (mark & ARTIFACT)
        return g_strdup_printf("/Artifact <<%s%s>> BDC\n",
                               artifact_properties((enum gaz_artifact)(mark & ~ARTIFACT)), as->more);
    const struct gaz_pdf_marked *one = count(m, mark, as->blank);
    bool is_span = as->is_span || *language_of(mark);
    const char *type = one->note.note ? "Link"
                       : is_span      ? "Span"
                                      : m->elements->elements[m->elements->of_node[one->node]].type;
    return g_strdup_printf("/%s <</MCID %u%s%s>> BDC\n", type, m->marked->len - 1, language_of(mark),
                           as->more);
}

static void open_at(struct gaz_pdf_marking *m, gsize at, gaz_pdf_mark mark) {
    g_autofree char *text = opening(m, mark, &(struct opened){.more = ""});
    insert(m, at, text);
}

/* Makes a mark the one that is open from there on. */
static void switch_at(struct gaz_pdf_marking *m, gsize at, gaz_pdf_mark mark) {
    static const char close[] = "EMC\n";
    if (m->open == mark) return;
    if (mark != GAZ_MARK_NONE) open_at(m, at, mark);
    if (m->open != GAZ_MARK_NONE) insert(m, at, close);
    m->open = mark;
}

void gaz_pdf_marking_begin(struct gaz_pdf_marking *m, const struct gaz_pdf_elements *elements,
                           const GArray *notes, GString *out) {
    *m = (struct gaz_pdf_marking){.elements = elements,
                                  .notes = notes,
                                  .out = out,
                                  .marked = g_array_new(FALSE, FALSE, sizeof(struct gaz_pdf_marked)),
                                  .open = GAZ_MARK_NONE,
                                  .shown = GAZ_MARK_NONE};
}

void gaz_pdf_marking_end(struct gaz_pdf_marking *m) {
    switch_at(m, m->out->len, GAZ_MARK_NONE);
}

/* ---- text objects: one mark for all of it is opened outside, and may go on over the next ones */

void gaz_pdf_marking_before_text(struct gaz_pdf_marking *m) {
    m->text_begin = m->out->len;
}

void gaz_pdf_marking_in_text(struct gaz_pdf_marking *m) {
    m->in_text = true;
    m->is_mixed = false;
    m->shown = GAZ_MARK_NONE;
    m->text_content = m->out->len;
}

bool gaz_pdf_marking_changes(const struct gaz_pdf_marking *m, gaz_pdf_mark mark) {
    return m->shown != mark;
}

/* What was thought to be of one mark is not: the marks stand inside. */
static void mix(struct gaz_pdf_marking *m) {
    if (m->is_mixed) return;
    if (m->shown != GAZ_MARK_NONE) open_at(m, m->text_content, m->shown);
    switch_at(m, m->text_begin, GAZ_MARK_NONE);
    m->is_mixed = true;
}

static void close_shown(struct gaz_pdf_marking *m) {
    if (m->is_mixed && m->shown != GAZ_MARK_NONE) g_string_append(m->out, "EMC\n");
    m->shown = GAZ_MARK_NONE;
}

void gaz_pdf_marking_show(struct gaz_pdf_marking *m, gaz_pdf_mark mark) {
    if (m->shown == mark) return;
    if (m->shown != GAZ_MARK_NONE) mix(m);
    close_shown(m);
    if (m->is_mixed) open_at(m, m->out->len, mark);
    m->shown = mark;
}

void gaz_pdf_marking_show_as(struct gaz_pdf_marking *m, gaz_pdf_mark mark, const char *actual) {
    mix(m);
    close_shown(m);
    g_autofree char *more = g_strdup_printf("/ActualText<%s>", actual);
    g_autofree char *text = opening(m, mark, &(struct opened){.is_span = true, .more = more});
    g_string_append(m->out, text);
}

void gaz_pdf_marking_end_text(struct gaz_pdf_marking *m) {
    if (m->is_mixed)
        close_shown(m);
    else if (m->shown != GAZ_MARK_NONE)
        switch_at(m, m->text_begin, m->shown);
    m->in_text = false;
}

/* ---- paths */

void gaz_pdf_marking_path(struct gaz_pdf_marking *m) {
    if (m->in_path) return;
    m->in_path = true;
    m->path_begin = m->out->len;
}

void gaz_pdf_marking_end_path(struct gaz_pdf_marking *m, bool paints) {
    if (m->in_path && paints) switch_at(m, m->path_begin, ARTIFACT | GAZ_ARTIFACT_RULE);
    m->in_path = false;
}

/* ---- pictures, blanks */

static bool is_idle_picture(const struct gaz_item *item) {
    return item->kind == GAZ_ITEM_IMAGE && item->artifact != GAZ_ARTIFACT_NONE;
}

void gaz_pdf_marking_open_item(struct gaz_pdf_marking *m, const struct gaz_item *item) {
    switch_at(m, m->out->len, GAZ_MARK_NONE);
    const struct gaz_item *blank = item->kind == GAZ_ITEM_RULE ? item : NULL;
    g_autofree char *text = opening(m, gaz_pdf_mark_of(item), &(struct opened){blank, blank != NULL, ""});
    g_string_append(m->out, text);
    if (is_idle_picture(item)) g_string_append(m->out, "/" GAZ_PICTURE_TAG " BMC\n");
}

void gaz_pdf_marking_close_item(struct gaz_pdf_marking *m, const struct gaz_item *item) {
    g_string_append(m->out, is_idle_picture(item) ? "EMC\nEMC\n" : "EMC\n");
}
