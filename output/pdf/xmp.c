/* xmp.c: the metadata stream. Its identifier is made of the pages' own digest, so that the same pages
 * give the same bytes and others another identifier.
 */
#include "output/pdf/xmp.h"

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

/* A value in one of RDF's containers: Alt of languages, Seq in order. */
static void add_in(GString *xmp, const char *name, const char *container, const char *value) {
    if (!value || !*value) return;
    g_autofree char *escaped = g_markup_escape_text(value, -1);
    bool is_alt = *container == 'A';
    g_string_append_printf(xmp, "   <%s><rdf:%s><rdf:li%s>%s</rdf:li></rdf:%s></%s>\n", name, container,
                           is_alt ? " xml:lang=\"x-default\"" : "", escaped, container, name);
}

static char *date_of(const struct gaz_pages *pages) {
    if (pages->year <= 0) return NULL;
    return g_strdup_printf("%04d-%02d-%02dT00:00:00+08:00", pages->year, CLAMP(pages->month, 1, 12),
                           CLAMP(pages->day, 1, 31));
}

static char *identifier_of(const struct gaz_pages *pages) {
    g_autofree char *digest = gaz_pages_hash(pages);
    GString *uuid = g_string_new("uuid:");
    for (int i = 0; i < UUID_DIGITS && digest[i]; i++) {
        if (i == 8 || i == 12 || i == 16 || i == 20) g_string_append_c(uuid, '-');
        g_string_append_c(uuid, digest[i]);
    }
    return g_string_free(uuid, FALSE);
}

static void add_properties(GString *xmp, const struct gaz_pages *pages, const char *producer) {
    g_autofree char *date = date_of(pages), *identifier = identifier_of(pages);
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
    add(xmp, "pdf:Producer", producer);
    add(xmp, "pdf:Trapped", "False");
    add(xmp, "pdfxid:GTS_PDFXVersion", "PDF/X-4");
}

char *gaz_pdf_xmp(const struct gaz_pages *pages, const char *producer) {
    GString *xmp = g_string_new("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                                " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                                "  <rdf:Description rdf:about=\"\"\n"
                                "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                                "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                                "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
                                "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                                "    xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n");
    add_properties(xmp, pages, producer);
    g_string_append(xmp, "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    return g_string_free(xmp, FALSE);
}

void gaz_pdf_set_xmp(qpdf_data pdf, const char *xmp) {
    qpdf_oh stream = qpdf_oh_new_stream(pdf), dict = qpdf_oh_get_dict(pdf, stream),
            none = qpdf_oh_new_null(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)xmp, strlen(xmp), none, none);
    qpdf_oh_replace_key(pdf, dict, "/Type", qpdf_oh_new_name(pdf, "/Metadata"));
    qpdf_oh_replace_key(pdf, dict, "/Subtype", qpdf_oh_new_name(pdf, "/XML"));
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/Metadata", stream);
}
