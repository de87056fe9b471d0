/* xmp.c: the metadata stream. Its identifier is made of the pages' own digest, so that the same pages
 * give the same bytes and others another identifier.
 */
#include "output/objects/xmp.h"

#include "output/objects/keys.h"
#include "output/output.h"

#include <string.h>

enum { UUID_DIGITS = 32 };

char *gaz_pdf_date(const struct gaz_pages *pages) {
    if (pages->year <= 0) return NULL; /* none rather than the clock's */
    return g_strdup_printf("D:%04d%02d%02d000000+08'00'", pages->year, CLAMP(pages->month, 1, 12),
                           CLAMP(pages->day, 1, 31));
}

static void add(GString *xmp, const char *name, const char *value) {
    if (!value) return;
    g_autofree char *escaped = g_markup_escape_text(value, -1);
    g_string_append_printf(xmp, "   <%s>%s</%s>\n", name, escaped, name);
}

/* ---- values in one of RDF's containers: Alt of languages, Seq in order, Bag */

static void begin_list(GString *xmp, const char *name, const char *container) {
    g_string_append_printf(xmp, "   <%s><rdf:%s>", name, container);
}

static void add_listed(GString *xmp, const char *value, const char *attributes) {
    g_autofree char *escaped = g_markup_escape_text(value, -1);
    g_string_append_printf(xmp, "<rdf:li%s>%s</rdf:li>", attributes, escaped);
}

static void end_list(GString *xmp, const char *name, const char *container) {
    g_string_append_printf(xmp, "</rdf:%s></%s>\n", container, name);
}

static void add_in(GString *xmp, const char *name, const char *container, const char *value) {
    if (!value || !*value) return;
    begin_list(xmp, name, container);
    add_listed(xmp, value, *container == 'A' ? " xml:lang=\"x-default\"" : "");
    end_list(xmp, name, container);
}

/* ---- what every file says */

static char *date_of(const struct gaz_pages *pages) {
    if (pages->year <= 0) return NULL;
    return g_strdup_printf("%04d-%02d-%02dT00:00:00+08:00", pages->year, CLAMP(pages->month, 1, 12),
                           CLAMP(pages->day, 1, 31));
}

static char *identifier_of(const char *digest) {
    GString *uuid = g_string_new("uuid:");
    for (int i = 0; i < UUID_DIGITS && digest[i]; i++) {
        if (i == 8 || i == 12 || i == 16 || i == 20) g_string_append_c(uuid, '-');
        g_string_append_c(uuid, digest[i]);
    }
    return g_string_free(uuid, FALSE);
}

static void add_properties(GString *xmp, const struct gaz_pdf_saying *saying) {
    const struct gaz_pages *pages = saying->pages;
    g_autofree char *date = date_of(pages), *identifier = identifier_of(saying->identity);
    add(xmp, "dc:format", "application/pdf");
    add_in(xmp, "dc:title", "Alt", pages->title);
    add_in(xmp, "dc:creator", "Seq", pages->author);
    add_in(xmp, "dc:description", "Alt", pages->subject);
    add(xmp, "xmp:CreatorTool", "gongbao");
    add(xmp, "xmp:CreateDate", date);
    add(xmp, "xmp:ModifyDate", date);
    add(xmp, "xmp:MetadataDate", date);
    add(xmp, "xmpMM:DocumentID", identifier);
    add(xmp, "xmpMM:VersionID", "1");
    add(xmp, "xmpMM:RenditionClass", "default");
    add(xmp, "pdf:Producer", saying->producer);
}

/* pdf:Trapped is no property that PDF/A-2 knows. */
static void add_press(GString *xmp) {
    add(xmp, "pdf:Trapped", "False");
    add(xmp, "pdfxid:GTS_PDFXVersion", "PDF/X-4");
}

/* ---- of an archive's file */

#define OWN_SPACE "urn:gongbao:gazette:1#"

/* a property that no predefined schema has */
struct property {
    const char *name, *type, *said;
};

static const struct property ua_properties[] = {{"part", "Integer", "part of ISO 14289"}};
static const struct property own_properties[] = {
    {"issue", "Text", "number of the issue in its year"},
    {"totalIssue", "Text", "number of the issue since the first"},
    {"documentNumbers", "seq Text", "numbers (fawen zihao) of the documents, in printed order"}};

static void add_schema(GString *xmp, const char *prefix, const char *space, const struct property *properties,
                       size_t n) {
    g_string_append_printf(xmp,
                           "     <rdf:li rdf:parseType=\"Resource\">\n"
                           "      <pdfaSchema:schema>%s</pdfaSchema:schema>\n"
                           "      <pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
                           "      <pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
                           "      <pdfaSchema:property><rdf:Seq>\n",
                           prefix, space, prefix);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(xmp,
                               "       <rdf:li rdf:parseType=\"Resource\">\n"
                               "        <pdfaProperty:name>%s</pdfaProperty:name>\n"
                               "        <pdfaProperty:valueType>%s</pdfaProperty:valueType>\n"
                               "        <pdfaProperty:category>internal</pdfaProperty:category>\n"
                               "        <pdfaProperty:description>%s</pdfaProperty:description>\n"
                               "       </rdf:li>\n",
                               properties[i].name, properties[i].type, properties[i].said);
    g_string_append(xmp, "      </rdf:Seq></pdfaSchema:property>\n     </rdf:li>\n");
}

/* A description of its own, before the other: some who read it look at the first element alone. */
static void add_schemas(GString *xmp) {
    g_string_append(xmp, "  <rdf:Description rdf:about=\"\"\n"
                         "    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
                         "    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                         "    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                         "   <pdfaExtension:schemas><rdf:Bag>\n");
    add_schema(xmp, "pdfuaid", "http://www.aiim.org/pdfua/ns/id/", ua_properties,
               G_N_ELEMENTS(ua_properties));
    add_schema(xmp, "gazette", OWN_SPACE, own_properties, G_N_ELEMENTS(own_properties));
    g_string_append(xmp, "   </rdf:Bag></pdfaExtension:schemas>\n  </rdf:Description>\n");
}

static void add_languages(GString *xmp, const struct gaz_pages *pages) {
    g_autoptr(GHashTable) met = g_hash_table_new(g_str_hash, g_str_equal);
    begin_list(xmp, "dc:language", "Bag");
    for (uint32_t i = 0; i < pages->n_nodes; i++) {
        const char *language = pages->nodes[i].language;
        if (language && g_hash_table_add(met, (gpointer)language)) add_listed(xmp, language, "");
    }
    end_list(xmp, "dc:language", "Bag");
}

/* Of one document as its source has it, for not every house prints it. */
static void add_numbers(GString *xmp, const struct gaz_pages *pages,
                        const struct gaz_pdf_document *document) {
    g_autoptr(GString) list = g_string_new(NULL);
    if (document && document->number) add_listed(list, document->number, "");
    for (uint32_t i = 0; !document && i < pages->n_nodes; i++) {
        if (pages->nodes[i].kind != GAZ_NODE_NUMBER || pages->nodes[i].is_copy) continue;
        g_autofree char *number = gaz_text_to_utf8(pages->nodes[i].text);
        add_listed(list, number, "");
    }
    if (list->len == 0) return;
    begin_list(xmp, "gazette:documentNumbers", "Seq");
    g_string_append(xmp, list->str);
    end_list(xmp, "gazette:documentNumbers", "Seq");
}

/* The day of a document is its own; those of the file are the gazette's. */
static void add_document(GString *xmp, const struct gaz_pdf_document *document) {
    add_in(xmp, "dc:publisher", "Bag", document->publisher);
    add_in(xmp, "dc:date", "Seq", document->date);
    add(xmp, "dc:identifier", document->number);
    add(xmp, "dc:source", document->origin);
}

static void add_archive(GString *xmp, const struct gaz_pdf_saying *saying) {
    const struct gaz_pages *pages = saying->pages;
    g_autofree char *date = date_of(pages);
    struct gaz_pdf_document issue = {.publisher = pages->author, .date = date};
    add(xmp, "pdfaid:part", "2");
    add(xmp, "pdfaid:conformance", "A");
    add_document(xmp, saying->document ? saying->document : &issue);
    add_languages(xmp, pages);
    if (pages->ordinal && *pages->ordinal) add(xmp, "gazette:issue", pages->ordinal);
    if (pages->total && *pages->total) add(xmp, "gazette:totalIssue", pages->total);
    add_numbers(xmp, pages, saying->document);
}

/* ---- the packet */

static const char *const spaces[] = {
    [GAZ_CLAIM_X4] = "    xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n",
    [GAZ_CLAIM_UA] = "    xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n",
    [GAZ_CLAIM_ARCHIVE] = "    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
                          "    xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
                          "    xmlns:gazette=\"" OWN_SPACE "\">\n"};

char *gaz_pdf_xmp(const struct gaz_pdf_saying *saying) {
    bool is_archive = saying->claim == GAZ_CLAIM_ARCHIVE;
    GString *xmp = g_string_new("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                                " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    if (is_archive) add_schemas(xmp);
    g_string_append(xmp, "  <rdf:Description rdf:about=\"\"\n"
                         "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                         "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                         "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
                         "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n");
    g_string_append(xmp, spaces[saying->claim]);
    add_properties(xmp, saying);
    if (saying->claim == GAZ_CLAIM_X4) add_press(xmp);
    if (saying->claim != GAZ_CLAIM_X4) add(xmp, "pdfuaid:part", "1");
    if (is_archive) add_archive(xmp, saying);
    g_string_append(xmp, "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    return g_string_free(xmp, FALSE);
}

void gaz_pdf_set_xmp(qpdf_data pdf, const char *xmp) {
    qpdf_oh stream = qpdf_oh_new_stream(pdf), none = qpdf_oh_new_null(pdf),
            dict = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)xmp, strlen(xmp), none,
                                none); /* readable */
    qpdf_oh_replace_key(pdf, dict, "/Type", qpdf_oh_new_name(pdf, "/Metadata"));
    qpdf_oh_replace_key(pdf, dict, "/Subtype", qpdf_oh_new_name(pdf, "/XML"));
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/Metadata", stream);
}
