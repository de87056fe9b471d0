/* tags.c: an object an element, in the order of the tree.
 *
 * An element holds what belongs to it in the order of pages, then the elements below it, then links. All of
 * them have their objects before one is filled, so that each can name its parent.
 */
#include "output/tags/tags.h"

#include "output/paint.h"
#include "output/tags/marks.h"
#include "output/write.h"

#include <string.h>

/* an element that holds a link's words, to be told which annotation it is */
struct holder {
    qpdf_oh object, kids;
    uint32_t page;
};

/* the mark of a note, and its annotation */
struct linked_note {
    struct holder holder;
    qpdf_oh note;
    uint32_t number; /* of the note */
};

struct tagging {
    qpdf_data pdf;
    const struct gaz_pdf_elements *elements;
    const struct gaz_pages *pages;
    const GPtrArray *marked;
    qpdf_oh *page_objects;
    GHashTable *names;       /* of each type of element, and StructElem, its name: one for all of them */
    qpdf_oh *objects, *kids; /* of each element its dictionary and the array /K */
    uint32_t *pages_of;      /* of each element the page that its /Pg names; UINT32_MAX: none yet */
    qpdf_oh by_page;         /* /Nums of the parent tree */
    uint32_t n_parents;      /* the next key there */
    qpdf_oh ids;             /* /Names of the tree of identifiers */
    GArray *note_links;      /* struct linked_note, in their order */
};

static void replace(struct tagging *t, qpdf_oh dict, const char *key, const char *value) {
    qpdf_oh parsed = qpdf_oh_parse(t->pdf, value);
    qpdf_oh_replace_key(t->pdf, dict, key, parsed);
    qpdf_oh_release(t->pdf, parsed);
}

static void replace_text(struct tagging *t, qpdf_oh dict, const char *key, const char *utf8) {
    qpdf_oh text = qpdf_oh_new_unicode_string(t->pdf, utf8);
    qpdf_oh_replace_key(t->pdf, dict, key, text);
    qpdf_oh_release(t->pdf, text);
}

static void append_number(struct tagging *t, qpdf_oh list, uint32_t number) {
    qpdf_oh item = qpdf_oh_new_integer(t->pdf, number);
    qpdf_oh_append_item(t->pdf, list, item);
    qpdf_oh_release(t->pdf, item);
}

/* ---- attributes */

static const char *scope_of(const struct gaz_pages *pages, const struct gaz_node *cell) {
    const struct gaz_node *row = &pages->nodes[cell->parent], *table = &pages->nodes[row->parent];
    return cell->as.cell.row < table->as.table.n_header_rows ? "Column" : "Row";
}

/* 14.8.5.7 */
static void set_cell(struct tagging *t, qpdf_oh object, const struct gaz_node *cell) {
    bool spans = cell->as.cell.row_span > 1 || cell->as.cell.column_span > 1;
    if (!cell->is_header && !spans) return;
    g_autoptr(GString) text = g_string_new("<< /O /Table");
    if (cell->is_header) g_string_append_printf(text, " /Scope /%s", scope_of(t->pages, cell));
    if (cell->as.cell.row_span > 1) g_string_append_printf(text, " /RowSpan %u", cell->as.cell.row_span);
    if (cell->as.cell.column_span > 1)
        g_string_append_printf(text, " /ColSpan %u", cell->as.cell.column_span);
    g_string_append(text, " >>");
    replace(t, object, "/A", text->str);
}

/* Whether the node names what stands below it. */
static bool is_name_of_below(const struct gaz_node *node) {
    switch (node->kind) {
    case GAZ_NODE_TITLE:
    case GAZ_NODE_HEADING:
    case GAZ_NODE_ATTACHMENT_LABEL:
    case GAZ_NODE_BOOK:
    case GAZ_NODE_SUBBOOK:
    case GAZ_NODE_CHAPTER:
    case GAZ_NODE_SECTION:
    case GAZ_NODE_SUBSECTION:
        return node->text.n > 0;
    default:
        return false;
    }
}

/* ---- what a picture says */

/* Of a picture; NULL: it has none. Freed with g_free. */
static char *caption_of(const struct gaz_node *nodes, uint32_t number) {
    for (uint32_t k = number + 1; k < nodes[number].end; k++) {
        if (nodes[k].kind != GAZ_NODE_CAPTION || nodes[k].text.n == 0) continue;
        char *text = gaz_text_to_utf8(nodes[k].text);
        return g_strdelimit(text, "\n", ' ');
    }
    return NULL;
}

/* How many bytes of a caption are its number: 图1, 图2—3, 图三. */
static size_t number_length(const char *caption) {
    static const char picture[] = "图", digits[] = "0123456789-.—–－．一二三四五六七八九十";
    if (!g_str_has_prefix(caption, picture)) return 0;
    const char *at = caption + strlen(picture);
    while (*at && g_utf8_strchr(digits, -1, g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at > caption + strlen(picture) ? (size_t)(at - caption) : 0;
}

/* “第一章”的图: after what it stands under; freed with g_free. */
static char *called_after(const struct gaz_node *nodes, uint32_t number, const char *what) {
    uint32_t above = number;
    while (above > 0 && !is_name_of_below(&nodes[above]))
        above--;
    g_autofree char *name = above > 0 ? gaz_text_to_utf8(nodes[above].text) : NULL;
    return name ? g_strdup_printf("“%s”的%s", g_strdelimit(name, "\n", ' '), what) : g_strdup(what);
}

/* One of which nobody says what it shows: its caption is heard right behind it, so it is only named, and the
 * caption pointed at. */
static char *name_of_picture(const struct gaz_node *nodes, uint32_t number, const char *caption) {
    bool is_formula = nodes[number].is_formula;
    if (is_formula && caption) return g_strdup("公式，编号在后");
    if (is_formula || !caption) return called_after(nodes, number, is_formula ? "公式" : "图");
    size_t length = number_length(caption);
    return g_strdup_printf("%.*s，图题在后", length ? (int)length : (int)strlen("图"),
                           length ? caption : "图");
}

/* What a picture shows is never left unsaid: a reader aloud would pass over it. Nor is it said twice. */
static void set_alternative(struct tagging *t, qpdf_oh object, uint32_t number) {
    const struct gaz_node *nodes = t->pages->nodes;
    const char *said = nodes[number].as.alternative;
    g_autofree char *caption = caption_of(nodes, number);
    bool is_said = said && *said && g_strcmp0(said, caption) != 0;
    g_autofree char *named = is_said ? NULL : name_of_picture(nodes, number, caption);
    replace_text(t, object, "/Alt", is_said ? said : named);
}

/* A note has an identifier (ISO 14289-1, 7.9). They are given in their order, as a name tree wants them. */
static void set_identifier(struct tagging *t, qpdf_oh object, uint32_t node) {
    g_autofree char *id = g_strdup_printf("note%010u", node);
    qpdf_oh name = qpdf_oh_new_string(t->pdf, id);
    qpdf_oh_replace_key(t->pdf, object, "/ID", name);
    qpdf_oh_append_item(t->pdf, t->ids, name);
    qpdf_oh_append_item(t->pdf, t->ids, object);
    qpdf_oh_release(t->pdf, name);
}

static void set_attributes(struct tagging *t, qpdf_oh object, uint32_t number) {
    const struct gaz_node *node = &t->pages->nodes[number];
    if (node->kind == GAZ_NODE_CELL) set_cell(t, object, node);
    if (node->kind == GAZ_NODE_FIGURE) set_alternative(t, object, number);
    if (node->kind == GAZ_NODE_FOOTNOTE) set_identifier(t, object, number);
    if (node->language) replace_text(t, object, "/Lang", node->language);
    if (node->kind == GAZ_NODE_COLUMN && node->text.n) {
        g_autofree char *name = gaz_text_to_utf8(node->text);
        replace_text(t, object, "/T", name);
    }
}

/* ---- elements */

/* Without its slash; a literal. */
static qpdf_oh name_of(struct tagging *t, const char *type) {
    gpointer known = g_hash_table_lookup(t->names, type);
    if (known) return GPOINTER_TO_UINT(known);
    g_autofree char *written = g_strconcat("/", type, NULL);
    qpdf_oh name = qpdf_oh_new_name(t->pdf, written);
    g_hash_table_insert(t->names, (gpointer)type, GUINT_TO_POINTER(name));
    return name;
}

static qpdf_oh new_element(struct tagging *t, const char *type) {
    qpdf_oh dict = qpdf_oh_new_dictionary(t->pdf), object = qpdf_make_indirect_object(t->pdf, dict);
    qpdf_oh_replace_key(t->pdf, object, "/Type", name_of(t, "StructElem"));
    qpdf_oh_replace_key(t->pdf, object, "/S", name_of(t, type));
    qpdf_oh_release(t->pdf, dict);
    return object;
}

static void hang(struct tagging *t, qpdf_oh object, qpdf_oh kids, qpdf_oh parent, qpdf_oh siblings) {
    qpdf_oh_replace_key(t->pdf, object, "/P", parent);
    qpdf_oh_replace_key(t->pdf, object, "/K", kids);
    qpdf_oh_append_item(t->pdf, siblings, object);
}

static void make_elements(struct tagging *t, qpdf_oh root, qpdf_oh tops) {
    const struct gaz_pdf_elements *elements = t->elements;
    for (uint32_t i = 0; i < elements->n; i++) {
        t->objects[i] = new_element(t, elements->elements[i].type);
        t->kids[i] = qpdf_oh_new_array(t->pdf);
        t->pages_of[i] = UINT32_MAX;
        if (elements->elements[i].node != GAZ_NO_NODE)
            set_attributes(t, t->objects[i], elements->elements[i].node);
    }
    for (uint32_t i = 0; i < elements->n; i++)
        if (elements->elements[i].parent == GAZ_NO_ELEMENT) hang(t, t->objects[i], t->kids[i], root, tops);
}

/* Behind what is marked as theirs. */
static void hang_elements(struct tagging *t) {
    const struct gaz_pdf_element *elements = t->elements->elements;
    for (uint32_t i = 0; i < t->elements->n; i++)
        if (elements[i].parent != GAZ_NO_ELEMENT)
            hang(t, t->objects[i], t->kids[i], t->objects[elements[i].parent], t->kids[elements[i].parent]);
}

/* ---- what is marked */

/* The element names the page of what it holds first; what stands on another says so. */
static void append_marked(struct tagging *t, uint32_t element, uint32_t page, uint32_t mcid) {
    if (t->pages_of[element] == UINT32_MAX) {
        t->pages_of[element] = page;
        qpdf_oh_replace_key(t->pdf, t->objects[element], "/Pg", t->page_objects[page]);
    }
    if (t->pages_of[element] == page) {
        append_number(t, t->kids[element], mcid);
        return;
    }
    g_autofree char *text = g_strdup_printf("<< /Type /MCR /MCID %u >>", mcid);
    qpdf_oh reference = qpdf_oh_parse(t->pdf, text);
    qpdf_oh_replace_key(t->pdf, reference, "/Pg", t->page_objects[page]);
    qpdf_oh_append_item(t->pdf, t->kids[element], reference);
    qpdf_oh_release(t->pdf, reference);
}

/* A rule that stands for ＿ is read as these. */
static qpdf_oh new_blank(struct tagging *t, const struct gaz_item *item, uint32_t page, uint32_t mcid) {
    qpdf_oh object = new_element(t, "Span"), kids = qpdf_oh_new_array(t->pdf);
    g_autofree char *text = gaz_text_to_utf8(gaz_item_text(item));
    replace_text(t, object, "/ActualText", text);
    qpdf_oh_replace_key(t->pdf, object, "/Pg", t->page_objects[page]);
    append_number(t, kids, mcid);
    uint32_t element = t->elements->of_node[item->node];
    hang(t, object, kids, t->objects[element], t->kids[element]);
    qpdf_oh_release(t->pdf, kids);
    return object;
}

/* ---- marks of notes */

static qpdf_oh new_child(struct tagging *t, const char *type, qpdf_oh parent, qpdf_oh siblings,
                         qpdf_oh *kids) {
    qpdf_oh object = new_element(t, type);
    *kids = qpdf_oh_new_array(t->pdf);
    hang(t, object, *kids, parent, siblings);
    return object;
}

/* The first line of the note: page and top. False: it is set nowhere. */
static bool find_place(const struct tagging *t, uint32_t note, uint32_t *page, gaz_len *y) {
    for (*page = 0; *page < t->pages->n_pages; ++*page) {
        const struct gaz_page *it = &t->pages->pages[*page];
        for (uint32_t i = 0; i < it->n_items; i++) {
            const struct gaz_item *item = &it->items[i];
            if (item->artifact != GAZ_ARTIFACT_NONE || item->node != note || item->kind != GAZ_ITEM_GLYPHS)
                continue;
            *y = item->y - 2 * item->as.glyphs.size;
            return true;
        }
    }
    return false;
}

/* A link from the mark to its note; 0: none, for the one is turned or the other nowhere. */
static qpdf_oh new_note_link(struct tagging *t, const struct gaz_pdf_note_mark *mark, uint32_t page) {
    uint32_t target;
    gaz_len y;
    if (mark->frame.width == 0 || !find_place(t, mark->note, &target, &y)) return 0;
    const struct gaz_page *here = &t->pages->pages[page];
    const struct gaz_frame *f = &mark->frame;
    const gaz_len box[] = {f->x, here->height - f->y - f->height, f->x + f->width, here->height - f->y};
    g_autoptr(GString) text = g_string_new("<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect [");
    for (int i = 0; i < 4; i++) {
        g_string_append_c(text, ' ');
        gaz_append_points(text, box[i], 3);
    }
    g_string_append(text, "] >>");
    g_autoptr(GString) top = g_string_new(NULL);
    gaz_append_points(top, MAX(t->pages->pages[target].height - y, 0), 3);
    g_autofree char *place = g_strdup_printf("[ /XYZ null %s null ]", top->str);
    qpdf_oh note = qpdf_make_indirect_object(t->pdf, qpdf_oh_parse(t->pdf, text->str));
    qpdf_oh dest = qpdf_oh_parse(t->pdf, place);
    qpdf_oh_insert_item(t->pdf, dest, 0, t->page_objects[target]);
    qpdf_oh_replace_key(t->pdf, note, "/Dest", dest);
    return note;
}

/* Behind those that cairo wrote, which are told by their order. */
static void append_annotation(struct tagging *t, uint32_t page, qpdf_oh note) {
    qpdf_oh notes = qpdf_oh_get_key(t->pdf, t->page_objects[page], "/Annots");
    if (!qpdf_oh_is_array(t->pdf, notes)) {
        notes = qpdf_oh_new_array(t->pdf);
        qpdf_oh_replace_key(t->pdf, t->page_objects[page], "/Annots", notes);
    }
    qpdf_oh_append_item(t->pdf, notes, note);
}

/* Where it stands in its text: a Reference that holds the link (14.8.4.4.1). Gives the link. */
static qpdf_oh new_note_mark(struct tagging *t, const struct gaz_pdf_marked *one, uint32_t page,
                             uint32_t mcid) {
    uint32_t element = t->elements->of_node[one->node];
    qpdf_oh inner, kids;
    qpdf_oh reference = new_child(t, "Reference", t->objects[element], t->kids[element], &inner);
    qpdf_oh link = new_child(t, "Link", reference, inner, &kids);
    qpdf_oh_replace_key(t->pdf, link, "/Pg", t->page_objects[page]);
    append_number(t, kids, mcid);
    struct linked_note later = {
        {link, kids, page}, new_note_link(t, &one->note, page), t->pages->nodes[one->note.note].as.note};
    if (later.note) g_array_append_val(t->note_links, later);
    return link;
}

static void append_parent(struct tagging *t, qpdf_oh value) {
    append_number(t, t->by_page, t->n_parents++);
    qpdf_oh_append_item(t->pdf, t->by_page, value);
}

static void hang_page(struct tagging *t, uint32_t page) {
    const GArray *marked = t->marked->pdata[page];
    qpdf_oh parents = qpdf_oh_new_array(t->pdf), key = qpdf_oh_new_integer(t->pdf, t->n_parents);
    for (uint32_t mcid = 0; mcid < marked->len; mcid++) {
        const struct gaz_pdf_marked *one = &g_array_index(marked, struct gaz_pdf_marked, mcid);
        uint32_t element = t->elements->of_node[one->node];
        if (one->blank) {
            qpdf_oh blank = new_blank(t, one->blank, page, mcid);
            qpdf_oh_append_item(t->pdf, parents, blank);
            qpdf_oh_release(t->pdf, blank);
            continue;
        }
        if (one->note.note) {
            qpdf_oh_append_item(t->pdf, parents, new_note_mark(t, one, page, mcid));
            continue;
        }
        append_marked(t, element, page, mcid);
        qpdf_oh_append_item(t->pdf, parents, t->objects[element]);
    }
    qpdf_oh_replace_key(t->pdf, t->page_objects[page], "/StructParents", key);
    replace(t, t->page_objects[page], "/Tabs", "/S");
    append_parent(t, parents);
    qpdf_oh_release(t->pdf, parents);
    qpdf_oh_release(t->pdf, key);
}

/* ---- links */

/* Nobody listens to more; and an entry of many lines has a link on each. */
enum { MOST = 1000 };

static void shorten(GString *words) {
    if (g_utf8_strlen(words->str, (gssize)words->len) <= MOST) return;
    g_string_truncate(words, (gsize)(g_utf8_offset_to_pointer(words->str, MOST) - words->str));
    g_string_append(words, "…");
}

/* An entry by its words and its page; a link without words by where it leads. */
static char *words_of(const struct gaz_pages *pages, uint32_t number) {
    const struct gaz_node *node = &pages->nodes[number];
    GString *words = g_string_new(NULL);
    for (uint32_t k = number; k < node->end; k++) {
        struct gaz_text whole = pages->nodes[k].text; /* some of its characters, as joiners, have no bytes */
        g_autofree char *text = gaz_text_to_utf8(gaz_text_slice(whole, 0, MIN(whole.n, 4 * MOST)));
        g_string_append(words, g_strdelimit(text, "\n", ' '));
    }
    if (words->len == 0) {
        g_autofree char *name = gaz_page_name(&pages->pages[pages->targets[node->as.target].page]);
        g_string_append_printf(words, "见第%s页", name);
    }
    shorten(words);
    return g_string_free(words, FALSE);
}

static void hang_link(struct tagging *t, qpdf_oh note, const struct holder *holder, const char *words) {
    qpdf_oh reference = qpdf_oh_parse(t->pdf, "<< /Type /OBJR >>");
    g_autofree char *key = g_strdup_printf("%u", t->n_parents);
    qpdf_oh_replace_key(t->pdf, reference, "/Pg", t->page_objects[holder->page]);
    qpdf_oh_replace_key(t->pdf, reference, "/Obj", note);
    qpdf_oh_append_item(t->pdf, holder->kids, reference);
    replace(t, note, "/StructParent", key);
    replace_text(t, note, "/Contents", words);
    append_parent(t, holder->object);
    qpdf_oh_release(t->pdf, reference);
}

/* cairo writes the annotations of a page in the order in which their links are drawn. */
static void hang_links(struct tagging *t, uint32_t page) {
    const struct gaz_page *it = &t->pages->pages[page];
    qpdf_oh notes = qpdf_oh_get_key(t->pdf, t->page_objects[page], "/Annots");
    int n = 0;
    for (uint32_t i = 0; i < it->n_items; i++) {
        const struct gaz_item *item = &it->items[i];
        if (!gaz_paint_links(t->pages, item)) continue;
        qpdf_oh note = qpdf_oh_get_array_item(t->pdf, notes, n++);
        uint32_t element = t->elements->of_node[item->node];
        struct holder holder = {t->objects[element], t->kids[element], page};
        g_autofree char *words = words_of(t->pages, item->node);
        hang_link(t, note, &holder, words);
        qpdf_oh_release(t->pdf, note);
    }
    qpdf_oh_release(t->pdf, notes);
}

/* Once cairo's have been told by their order. */
static void hang_note_links(struct tagging *t) {
    for (guint i = 0; i < t->note_links->len; i++) {
        const struct linked_note *one = &g_array_index(t->note_links, struct linked_note, i);
        g_autofree char *words = g_strdup_printf("注%u", one->number);
        hang_link(t, one->note, &one->holder, words);
        append_annotation(t, one->holder.page, one->note);
    }
}

/* ---- the whole */

static void set_root(struct tagging *t, qpdf_oh root) {
    qpdf_oh catalogue = qpdf_get_root(t->pdf), parents = qpdf_oh_new_dictionary(t->pdf),
            identifiers = qpdf_oh_new_dictionary(t->pdf);
    g_autofree char *next = g_strdup_printf("%u", t->n_parents);
    qpdf_oh_replace_key(t->pdf, parents, "/Nums", t->by_page);
    qpdf_oh_replace_key(t->pdf, root, "/ParentTree", qpdf_make_indirect_object(t->pdf, parents));
    replace(t, root, "/ParentTreeNextKey", next);
    qpdf_oh_replace_key(t->pdf, identifiers, "/Names", t->ids);
    if (qpdf_oh_get_array_n_items(t->pdf, t->ids) > 0)
        qpdf_oh_replace_key(t->pdf, root, "/IDTree", qpdf_make_indirect_object(t->pdf, identifiers));
    qpdf_oh_replace_key(t->pdf, catalogue, "/StructTreeRoot", root);
    replace(t, catalogue, "/MarkInfo", "<< /Marked true >>");
}

static void begin(struct tagging *t) {
    uint32_t n = t->elements->n, n_pages = t->pages->n_pages;
    t->page_objects = g_new(qpdf_oh, n_pages);
    for (uint32_t i = 0; i < n_pages; i++)
        t->page_objects[i] = qpdf_get_page_n(t->pdf, i);
    t->names = g_hash_table_new(g_str_hash, g_str_equal);
    t->objects = g_new(qpdf_oh, n);
    t->kids = g_new(qpdf_oh, n);
    t->pages_of = g_new(uint32_t, n);
    t->by_page = qpdf_oh_new_array(t->pdf);
    t->ids = qpdf_oh_new_array(t->pdf);
    t->note_links = g_array_new(FALSE, FALSE, sizeof(struct linked_note));
}

static void end(struct tagging *t) {
    for (uint32_t i = 0; i < t->elements->n; i++) {
        qpdf_oh_release(t->pdf, t->objects[i]);
        qpdf_oh_release(t->pdf, t->kids[i]);
    }
    g_array_free(t->note_links, TRUE);
    g_hash_table_destroy(t->names);
    g_free(t->page_objects);
    g_free(t->objects);
    g_free(t->kids);
    g_free(t->pages_of);
}

void gaz_pdf_write_tags(qpdf_data pdf, const struct gaz_pdf_elements *elements, const GPtrArray *marked) {
    struct tagging t = {.pdf = pdf, .elements = elements, .pages = elements->pages, .marked = marked};
    qpdf_oh root = qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, "<< /Type /StructTreeRoot >>")),
            tops = qpdf_oh_new_array(pdf);
    begin(&t);
    make_elements(&t, root, tops);
    for (uint32_t i = 0; i < t.pages->n_pages; i++)
        hang_page(&t, i);
    hang_elements(&t);
    for (uint32_t i = 0; i < t.pages->n_pages; i++)
        hang_links(&t, i);
    hang_note_links(&t);
    qpdf_oh_replace_key(pdf, root, "/K", tops);
    set_root(&t, root);
    end(&t);
}
