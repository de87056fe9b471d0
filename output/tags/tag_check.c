/* tag_check.c: see tag_check.h. The file is read as a stranger's: by its objects alone. */
#include "output/tags/tag_check.h"

#include "output/objects/font.h"
#include "output/objects/keys.h"
#include "output/reasons.h"
#include "output/tags/elements.h"
#include "output/write.h"

#include "base/diag/diag.h"

#include <string.h>

enum { MOST_DEPTH = 64 };

struct checking {
    qpdf_data pdf;
    const struct gaz_pages *pages;
    const struct gaz_pdf_page_text *texts;
    struct gaz_pdf_elements *wanted;
    struct gaz_node_items items;
    GHashTable *page_numbers; /* object number of a page to its index */
    GPtrArray *ranges;        /* of each page GArray of struct range by MCID; NULL: see ranges_of */
    uint32_t next;            /* element that is to come */
    struct gaz_diags *diags;
};

/* ---- what went wrong */

static bool differ(struct checking *c, uint32_t element, struct gaz_reason what) {
    const struct gaz_pdf_element *wanted = element < c->wanted->n ? &c->wanted->elements[element] : NULL;
    bool has_node = wanted && wanted->node != GAZ_NO_NODE;
    g_autofree char *number = g_strdup_printf("%u", element + 1);
    gaz_report(c->diags, GAZ_D_TAGS, has_node ? c->pages->nodes[wanted->node].span : (struct gaz_span){0},
               number, wanted ? wanted->type : "—", what.chinese, what.english);
    return false;
}

static const struct gaz_reason is_another = {"文件里是别的元素", "the file has another element"};
static const struct gaz_reason is_nowhere = {"内容不在页面里", "its content is on no page"};

/* ---- the texts of the pages by MCID */

/* what a marked sequence shows, which one element holds */
struct range {
    gsize begin, end;
    bool is_there; /* and nobody has taken it */
};

/* NULL: they are not numbered from 0, each once. */
static GArray *ranges_of(const struct gaz_pdf_page_text *text) {
    guint n = text->marked->len;
    g_autoptr(GArray) ranges = g_array_new(FALSE, TRUE, sizeof(struct range));
    g_array_set_size(ranges, n);
    for (guint i = 0; i < n; i++) {
        const struct gaz_pdf_marked_text *one = &g_array_index(text->marked, struct gaz_pdf_marked_text, i);
        struct range *range = one->mcid < n ? &g_array_index(ranges, struct range, one->mcid) : NULL;
        if (!range || range->is_there) return NULL;
        *range = (struct range){one->begin, one->end, true};
    }
    return g_steal_pointer(&ranges);
}

static bool append_marked(struct checking *c, GString *text, uint32_t page, uint32_t mcid) {
    GArray *ranges = page < c->pages->n_pages ? c->ranges->pdata[page] : NULL;
    if (!ranges || mcid >= ranges->len) return false;
    struct range *one = &g_array_index(ranges, struct range, mcid);
    if (!one->is_there) return false;
    g_string_append_len(text, c->texts[page].utf8->str + one->begin, (gssize)(one->end - one->begin));
    one->is_there = false;
    return true;
}

/* Whether an element has taken each. */
static bool all_are_taken(const struct checking *c) {
    for (guint page = 0; page < c->ranges->len; page++) {
        const GArray *ranges = c->ranges->pdata[page];
        if (!ranges) return false;
        for (guint i = 0; i < ranges->len; i++)
            if (g_array_index(ranges, struct range, i).is_there) return false;
    }
    return true;
}

/* ---- the text of an element */

static void append_wanted(const struct checking *c, GString *text, uint32_t node) {
    for (uint32_t i = c->items.first[node]; i < c->items.first[node + 1]; i++) {
        struct gaz_text own = gaz_item_text(c->items.items[i].item);
        gaz_append_chars(text, own.chars, own.n);
    }
}

/* The next character that is no white space; 0: there is none. */
static uint32_t next_solid(const char **at) {
    while (**at) {
        uint32_t ch = g_utf8_get_char(*at);
        *at = g_utf8_next_char(*at);
        if (!g_unichar_isspace(ch)) return ch;
    }
    return 0;
}

static bool is_same_text(const char *one, const char *other) {
    if (strcmp(one, other) == 0) return true; /* as it mostly is */
    for (uint32_t ch = 1; ch != 0;) {
        ch = next_solid(&one);
        if (ch != next_solid(&other)) return false;
    }
    return true;
}

/* ---- the file's tree */

/* an element of the file while its kids are read */
struct reading {
    uint32_t element; /* that it must be */
    uint32_t page;    /* of its /Pg */
    GString *text;    /* that it holds itself */
    unsigned depth;
    bool in_mark; /* of a note */
};

static uint32_t page_of(const struct checking *c, qpdf_oh dict, uint32_t otherwise) {
    qpdf_oh page = qpdf_oh_get_key(c->pdf, dict, "/Pg");
    gpointer found;
    uint32_t number = otherwise;
    if (g_hash_table_lookup_extended(c->page_numbers, GINT_TO_POINTER(qpdf_oh_get_object_id(c->pdf, page)),
                                     NULL, &found))
        number = GPOINTER_TO_UINT(found);
    qpdf_oh_release(c->pdf, page);
    return number;
}

/* With its slash; "": none. It stays as it is until another is asked for. */
static const char *name_at(const struct checking *c, qpdf_oh dict, const char *key) {
    qpdf_oh value = qpdf_oh_get_key(c->pdf, dict, key);
    const char *name = qpdf_oh_is_name(c->pdf, value) ? qpdf_oh_get_name(c->pdf, value) : "";
    qpdf_oh_release(c->pdf, value);
    return name;
}

static bool read_element(struct checking *c, qpdf_oh object, uint32_t parent, unsigned depth);

static bool read_kids(struct checking *c, qpdf_oh object, struct reading *r);

/* A rule that stands for characters: a Span that says which. */
static bool is_blank(const struct checking *c, qpdf_oh object, const char *type) {
    return strcmp(type, "/Span") == 0 && qpdf_oh_has_key(c->pdf, object, "/ActualText");
}

static bool read_blank(struct checking *c, qpdf_oh object, struct reading *r) {
    qpdf_oh actual = qpdf_oh_get_key(c->pdf, object, "/ActualText");
    struct reading own = {.element = r->element,
                          .page = page_of(c, object, r->page),
                          .text = g_string_new(NULL),
                          .depth = r->depth + 1};
    g_string_append(r->text, qpdf_oh_get_utf8_value(c->pdf, actual));
    bool good = own.depth > MOST_DEPTH ? differ(c, r->element, is_another) : read_kids(c, object, &own);
    g_string_free(own.text, TRUE);
    qpdf_oh_release(c->pdf, actual);
    return good;
}

/* What stands in a text and is no node of its own: the Reference and the Link of a note's mark. */
static bool is_in_text(const struct checking *c, const char *type, const struct reading *r) {
    if (r->in_mark) return strcmp(type, "/Link") == 0;
    bool is_contents = r->element < c->wanted->n && strcmp(c->wanted->elements[r->element].type, "TOCI") == 0;
    return !is_contents && strcmp(type, "/Reference") == 0;
}

static bool read_in_text(struct checking *c, qpdf_oh object, struct reading *r) {
    struct reading own = {r->element, page_of(c, object, r->page), r->text, r->depth + 1, true};
    return own.depth < MOST_DEPTH && read_kids(c, object, &own);
}

static bool read_reference(struct checking *c, qpdf_oh kid, struct reading *r) {
    qpdf_oh number = qpdf_oh_get_key(c->pdf, kid, "/MCID");
    int mcid = qpdf_oh_is_integer(c->pdf, number) ? qpdf_oh_get_int_value_as_int(c->pdf, number) : -1;
    qpdf_oh_release(c->pdf, number);
    return mcid >= 0 && append_marked(c, r->text, page_of(c, kid, r->page), (uint32_t)mcid);
}

static bool read_kid(struct checking *c, qpdf_oh kid, struct reading *r) {
    if (qpdf_oh_is_integer(c->pdf, kid))
        return append_marked(c, r->text, r->page, (uint32_t)qpdf_oh_get_int_value_as_int(c->pdf, kid)) ||
               differ(c, r->element, is_nowhere);
    const char *kind = name_at(c, kid, "/Type");
    if (strcmp(kind, "/OBJR") == 0) return true;
    if (strcmp(kind, "/MCR") == 0) return read_reference(c, kid, r) || differ(c, r->element, is_nowhere);
    const char *type = name_at(c, kid, "/S");
    if (is_blank(c, kid, type)) return read_blank(c, kid, r);
    if (is_in_text(c, type, r)) return read_in_text(c, kid, r);
    return read_element(c, kid, r->element, r->depth + 1);
}

static bool read_kids(struct checking *c, qpdf_oh object, struct reading *r) {
    qpdf_oh kids = qpdf_oh_get_key(c->pdf, object, "/K");
    bool good = qpdf_oh_is_array(c->pdf, kids) ||
                differ(c, r->element, (struct gaz_reason){"没有内容的列表", "it lists no content"});
    int n = good ? qpdf_oh_get_array_n_items(c->pdf, kids) : 0;
    for (int i = 0; good && i < n; i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(c->pdf, kids, i);
        good = read_kid(c, kid, r);
        qpdf_oh_release(c->pdf, kid);
    }
    qpdf_oh_release(c->pdf, kids);
    return good;
}

static bool check_text(struct checking *c, uint32_t element, const char *found) {
    uint32_t node = c->wanted->elements[element].node;
    g_autoptr(GString) wanted = g_string_new(NULL);
    if (node != GAZ_NO_NODE) append_wanted(c, wanted, node);
    return is_same_text(wanted->str, found) ||
           differ(c, element, (struct gaz_reason){"文字不同", "its text differs"});
}

static bool read_element(struct checking *c, qpdf_oh object, uint32_t parent, unsigned depth) {
    struct reading r = {.element = c->next++, .depth = depth};
    const struct gaz_pdf_element *wanted = r.element < c->wanted->n ? &c->wanted->elements[r.element] : NULL;
    const char *type = name_at(c, object, "/S");
    if (!wanted || wanted->parent != parent || depth > MOST_DEPTH || type[0] != '/' ||
        strcmp(type + 1, wanted->type) != 0)
        return differ(c, r.element, is_another);
    r.page = page_of(c, object, UINT32_MAX);
    r.text = g_string_new(NULL);
    bool good = read_kids(c, object, &r) && check_text(c, r.element, r.text->str);
    g_string_free(r.text, TRUE);
    return good;
}

static bool read_tree(struct checking *c) {
    qpdf_oh root = qpdf_oh_get_key_if_dict(c->pdf, qpdf_get_root(c->pdf), "/StructTreeRoot");
    qpdf_oh kids = qpdf_oh_get_key_if_dict(c->pdf, root, "/K");
    bool is_one = qpdf_oh_is_array(c->pdf, kids) && qpdf_oh_get_array_n_items(c->pdf, kids) == 1;
    if (!is_one) return differ(c, 0, (struct gaz_reason){"文件没有结构", "the file has no structure"});
    if (!read_element(c, qpdf_oh_get_array_item(c->pdf, kids, 0), GAZ_NO_ELEMENT, 0)) return false;
    if (c->next != c->wanted->n)
        return differ(c, c->next, (struct gaz_reason){"文件里没有", "it is not in the file"});
    return all_are_taken(c) || differ(c, 0,
                                      (struct gaz_reason){"页面上有不属于任何元素的内容",
                                                          "a page shows what belongs to no element"});
}

/* ---- the whole */

static bool check_loose(struct checking *c) {
    for (uint32_t i = 0; i < c->pages->n_pages; i++) {
        if (c->texts[i].n_loose == 0) continue;
        g_autofree char *chinese = g_strdup_printf("第%d页有不属于任何元素的内容", c->pages->pages[i].number);
        g_autofree char *english =
            g_strdup_printf("on page %d something belongs to no element", c->pages->pages[i].number);
        return differ(c, 0, (struct gaz_reason){chinese, english});
    }
    return true;
}

static void free_ranges(gpointer ranges) {
    if (ranges) g_array_free(ranges, TRUE);
}

static void begin(struct checking *c) {
    c->page_numbers = g_hash_table_new(g_direct_hash, g_direct_equal);
    c->ranges = g_ptr_array_new_with_free_func(free_ranges);
    for (uint32_t i = 0; i < c->pages->n_pages; i++) {
        qpdf_oh page = qpdf_get_page_n(c->pdf, i);
        g_hash_table_insert(c->page_numbers, GINT_TO_POINTER(qpdf_oh_get_object_id(c->pdf, page)),
                            GUINT_TO_POINTER(i));
        g_ptr_array_add(c->ranges, ranges_of(&c->texts[i]));
        qpdf_oh_release(c->pdf, page);
    }
    c->wanted = gaz_pdf_elements_new(c->pages);
    c->items = gaz_node_items_of(c->pages);
}

bool gaz_pdf_check_tags(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_pdf_page_text *texts,
                        struct gaz_diags *diags) {
    struct checking c = {.pdf = pdf, .pages = pages, .texts = texts, .diags = diags};
    begin(&c);
    bool good = check_loose(&c) && read_tree(&c);
    g_hash_table_destroy(c.page_numbers);
    g_ptr_array_free(c.ranges, TRUE);
    gaz_pdf_elements_free(c.wanted);
    gaz_node_items_clear(&c.items);
    return good;
}
