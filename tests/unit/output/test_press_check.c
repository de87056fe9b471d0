/* test_press_check.c: a good file for a press passes; broken in one point it is refused for this point and no
 * other. Every row of output/press/rules.def is shown to fail, in each kind of file that it is for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "output/objects/keys.h"
#include "output/press/check.h"
#include "tests/unit/said.h"

#include "base/diag/diag.h"

#include <cairo-pdf.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

/* ---- a good file */

enum { X1A = 1 << GAZ_PDFX_1A, X4 = 1 << GAZ_PDFX_4, BOTH = X1A | X4 };
enum { PAGE_WIDTH = 200, PAGE_HEIGHT = 300, BLEED = 8, N_PAGES = 4 };

struct bench {
    qpdf_data pdf;
    struct gaz_press press;
    const char *version; /* of the header; NULL: the kind's own */
    bool encrypts;
    const char *from, *to; /* bytes of the finished file that are changed; as many */
    enum qpdf_object_stream_e streams;
};

static const char content[] = "q /Over gs 0 0 0 1 k BT /F0 12 Tf 20 200 Td <0001> Tj /F2 9 Tf (A) Tj ET Q\n"
                              "q /Over gs 0 g 20 190 100 0.5 re f Q\n"
                              "q /Knock gs /Spot cs 1 scn 20 150 10 10 re f Q\n"
                              "q /Knock gs 0 0.8 0.8 0 k 40 150 10 10 re f Q\n"
                              "q /Knock gs 0 0 0 0 k 60 150 10 10 re f 1 g 70 150 9 9 re f Q\n"
                              "q /Every CS 1 SCN 0 0 m 9 9 l S Q\n"
                              "/Figure << /MCID 0 >> BDC q 10 0 0 10 80 150 cm /Im Do Q /Fm Do EMC\n";

static const char form[] = "q 0.2 0 0 0 k 0 0 5 5 re f /Pattern cs /Cell scn 5 5 5 5 re f Q\n";

static const char xmp[] =
    "<?xpacket begin='\xEF\xBB\xBF' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
    "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/' "
    "xmlns:pdf='http://ns.adobe.com/pdf/1.3/' xmlns:id='http://www.npes.org/pdfx/ns/id/' "
    "pdf:Trapped='False'>\n"
    "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>某市公报</rdf:li></rdf:Alt></dc:title>\n"
    "<xmp:CreateDate>2026-01-15T00:00:00+08:00</xmp:CreateDate>\n"
    "<xmp:ModifyDate>2026-01-16T00:00:00Z</xmp:ModifyDate>\n"
    "<xmp:MetadataDate>2026-01-15T00:00:00+08:00</xmp:MetadataDate>\n"
    "<xmpMM:DocumentID>uuid:0</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>\n"
    "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
    "<id:GTS_PDFXVersion>PDF/X-4</id:GTS_PDFXVersion>\n"
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end='w'?>";

static qpdf_oh parse(struct bench *bench, const char *text) {
    qpdf_oh object = qpdf_oh_parse(bench->pdf, text);
    assert_false(qpdf_has_error(bench->pdf));
    return object;
}

static void set(struct bench *bench, qpdf_oh dict, const char *key, qpdf_oh value) {
    qpdf_oh_replace_key(bench->pdf, dict, key, value);
}

static void fill_stream(struct bench *bench, qpdf_oh stream, const void *data, size_t size) {
    qpdf_oh none = qpdf_oh_new_null(bench->pdf);
    qpdf_oh_replace_stream_data(bench->pdf, stream, data, size, none, none);
}

/* A stream with the keys of a dictionary. */
static qpdf_oh new_stream(struct bench *bench, const char *keys, const void *data, size_t size) {
    qpdf_oh stream = qpdf_oh_new_stream(bench->pdf);
    gaz_pdf_copy_keys(bench->pdf, qpdf_oh_get_dict(bench->pdf, stream), parse(bench, keys));
    fill_stream(bench, stream, data, size);
    return stream;
}

/* What cairo makes of a letter, for the sake of its font. */
static cairo_status_t append(void *bytes, const unsigned char *data, unsigned n) {
    g_byte_array_append(bytes, data, n);
    return CAIRO_STATUS_SUCCESS;
}

static GByteArray *draw_letter(void) {
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, bytes, 99, 99);
    cairo_t *cr = cairo_create(surface);
    cairo_move_to(cr, 20, 20);
    cairo_show_text(cr, "A");
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return bytes;
}

/* The descriptor of an embedded font; false where this machine has none that cairo embeds as a program. */
static bool take_descriptor(struct bench *bench, qpdf_oh *descriptor) {
    GByteArray *drawn = draw_letter();
    qpdf_data from = qpdf_init();
    qpdf_silence_errors(from);
    assert_int_equal(qpdf_read_memory(from, "cairo", (const char *)drawn->data, drawn->len, NULL),
                     QPDF_SUCCESS);
    bool found = false;
    int size = qpdf_oh_get_int_value_as_int(from, qpdf_oh_get_key(from, qpdf_get_trailer(from), "/Size"));
    for (int i = 1; i < size && !found; i++) {
        qpdf_oh object = qpdf_get_object_by_id(from, i, 0);
        found = qpdf_oh_is_dictionary_of_type(from, object, "/FontDescriptor", NULL);
        if (found) *descriptor = qpdf_oh_copy_foreign_object(bench->pdf, from, object);
    }
    /* what was copied reads the data of its stream from here, so a copy of the stream is made now */
    for (const char *const *key = (const char *const[]){"/FontFile", "/FontFile2", "/FontFile3", NULL};
         found && *key; key++) {
        qpdf_oh program = qpdf_oh_get_key(bench->pdf, *descriptor, *key);
        unsigned char *data = NULL;
        size_t n = 0;
        if (!qpdf_oh_is_stream(bench->pdf, program)) continue;
        qpdf_oh_get_stream_data(bench->pdf, program, qpdf_dl_generalized, NULL, &data, &n);
        assert_true(n > 0);
        fill_stream(bench, program, data, n);
        free(data);
    }
    qpdf_cleanup(&from);
    g_byte_array_unref(drawn);
    return found;
}

static qpdf_oh make_fonts(struct bench *bench, qpdf_oh descriptor) {
    qpdf_oh fonts = parse(
        bench, "<< /F0 << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [ "
               "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDToGIDMap /Identity /CIDSystemInfo << "
               "/Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >> ] >> "
               "/F1 << /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 65 /LastChar 66 "
               "/Widths [500 500] /Encoding << /Differences [65 /A /.notdef] >> >> "
               "/F2 << /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 65 /LastChar 65 /Widths [500] "
               "/Encoding /WinAnsiEncoding >> >>");
    qpdf_oh wide = qpdf_oh_get_key(bench->pdf, fonts, "/F0"),
            simple = qpdf_oh_get_key(bench->pdf, fonts, "/F1");
    qpdf_oh descendants = qpdf_oh_get_key(bench->pdf, wide, "/DescendantFonts");
    set(bench, qpdf_oh_get_array_item(bench->pdf, descendants, 0), "/FontDescriptor", descriptor);
    set(bench, simple, "/FontDescriptor", descriptor);
    set(bench, qpdf_oh_get_key(bench->pdf, fonts, "/F2"), "/FontDescriptor", descriptor);
    return fonts;
}

#define TINT "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 "

static qpdf_oh make_resources(struct bench *bench, qpdf_oh descriptor) {
    static const char in_form[] = "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << >> >>";
    static const char cell[] = "<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] "
                               "/XStep 1 /YStep 1 /Resources << >> >>";
    static const char image[] = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
                                "/ColorSpace /DeviceCMYK >>";
    qpdf_oh all = parse(
        bench, "<< /ColorSpace << /Spot [/Separation /GovRed /DeviceCMYK " TINT "[0 0.9 0.8 0] >>] "
               "/Every [/Separation /All /DeviceCMYK " TINT "[1 1 1 1] >>] >> "
               "/ExtGState << /Over << /OP true /op true /OPM 1 >> /Knock << /OP false /op false /OPM 1 >> "
               "/FillOver << /OP false /op true /OPM 1 >> /Mode0 << /OP true /OPM 0 >> "
               "/Solid << /SMask /None /BM /Normal /CA 1 /ca 1 /TR2 /Default /HT << /HalftoneType 1 >> >> >> "
               "/XObject << >> >>");
    qpdf_oh objects = qpdf_oh_get_key(bench->pdf, all, "/XObject");
    qpdf_oh figure = new_stream(bench, in_form, form, strlen(form));
    qpdf_oh patterns = qpdf_oh_new_dictionary(bench->pdf);
    set(bench, patterns, "/Cell", new_stream(bench, cell, "0 0 0 0.5 k 0 0 1 1 re f", 24));
    set(bench, qpdf_oh_get_key(bench->pdf, qpdf_oh_get_dict(bench->pdf, figure), "/Resources"), "/Pattern",
        patterns);
    set(bench, objects, "/Im", new_stream(bench, image, "abcd", 4));
    set(bench, objects, "/Fm", figure);
    set(bench, all, "/Font", make_fonts(bench, descriptor));
    return all;
}

static void add_page(struct bench *bench, qpdf_oh resources, const char *drawn) {
    qpdf_oh page = qpdf_make_indirect_object(
        bench->pdf, parse(bench, "<< /Type /Page /MediaBox [-1 -1 217 317] /CropBox [-1 -1 217 317] "
                                 "/BleedBox [0 0 216 316] /TrimBox [8 8 208 308] >>"));
    set(bench, page, "/Resources", resources);
    set(bench, page, "/Contents", new_stream(bench, "<< >>", drawn, strlen(drawn)));
    assert_int_equal(qpdf_add_page(bench->pdf, bench->pdf, page, QPDF_FALSE), QPDF_SUCCESS);
}

/* The header of a profile, for a preflight reads no more of it: 128 bytes. */
static GBytes *make_profile(const char *version, const char *class, const char *space) {
    char bytes[128] = {0};
    memcpy(bytes + 8, version, 1);
    memcpy(bytes + 12, class, 4);
    memcpy(bytes + 16, space, 4);
    memcpy(bytes + 36, "acsp", 4);
    return g_bytes_new(bytes, sizeof bytes);
}

static qpdf_oh root_of(struct bench *bench) {
    return qpdf_get_root(bench->pdf);
}

static void give_profile(struct bench *bench, GBytes *profile) {
    gsize size;
    const char *data = g_bytes_get_data(profile, &size);
    qpdf_oh intents = qpdf_oh_get_key(bench->pdf, root_of(bench), "/OutputIntents");
    set(bench, qpdf_oh_get_array_item(bench->pdf, intents, 0), "/DestOutputProfile",
        new_stream(bench, "<< /N 4 >>", data, size));
    if (bench->press.profile) g_bytes_unref(bench->press.profile);
    bench->press.profile = profile;
}

static void set_xmp(struct bench *bench, const char *packet) {
    set(bench, root_of(bench), "/Metadata",
        new_stream(bench, "<< /Type /Metadata /Subtype /XML >>", packet, strlen(packet)));
}

static void set_information(struct bench *bench) {
    bool is_4 = bench->press.pdfx == GAZ_PDFX_4;
    qpdf_oh info = parse(bench, "<< /CreationDate (D:20260115000000+08'00') /ModDate (D:20260116000000Z) "
                                "/Trapped /False >>");
    set(bench, info, "/Title", qpdf_oh_new_unicode_string(bench->pdf, "某市公报"));
    if (!is_4) set(bench, info, "/GTS_PDFXVersion", parse(bench, "(PDF/X-1a:2003)"));
    set(bench, qpdf_get_trailer(bench->pdf), "/Info", qpdf_make_indirect_object(bench->pdf, info));
    set(bench, root_of(bench), "/OutputIntents",
        parse(bench, "[ << /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) "
                     "/Info (Coated) >> ]"));
    if (is_4) {
        set_xmp(bench, xmp);
        give_profile(bench, make_profile("\x02", "prtr", "CMYK"));
    } else {
        qpdf_oh intents = qpdf_oh_get_key(bench->pdf, root_of(bench), "/OutputIntents");
        set(bench, qpdf_oh_get_array_item(bench->pdf, intents, 0), "/RegistryName",
            parse(bench, "(http://www.color.org)"));
    }
}

static bool begin(struct bench *bench, enum gaz_pdfx pdfx) {
    *bench = (struct bench){.pdf = qpdf_init(),
                            .press = {.pdfx = pdfx,
                                      .condition = "FOGRA39",
                                      .is_registered = pdfx == GAZ_PDFX_1A,
                                      .bleed = BLEED * GAZ_POINT,
                                      .fills_sheets = true},
                            .streams = pdfx == GAZ_PDFX_4 ? qpdf_o_generate : qpdf_o_disable};
    qpdf_silence_errors(bench->pdf);
    qpdf_empty_pdf(bench->pdf);
    qpdf_oh descriptor = 0;
    if (!take_descriptor(bench, &descriptor)) return false;
    add_page(bench, make_resources(bench, descriptor), content);
    for (int i = 1; i < N_PAGES; i++)
        add_page(bench, qpdf_oh_new_dictionary(bench->pdf), "");
    set_information(bench);
    return true;
}

static void end(struct bench *bench) {
    if (bench->press.profile) g_bytes_unref(bench->press.profile);
    qpdf_cleanup(&bench->pdf);
}

/* ---- writing and judging */

static GBytes *patch(const struct bench *bench, const unsigned char *data, size_t size) {
    unsigned char *copy = g_memdup2(data, size);
    if (bench->from) {
        size_t n = strlen(bench->from);
        unsigned char *at = memmem(copy, size, bench->from, n);
        assert_non_null(at);
        assert_int_equal(strlen(bench->to), n);
        memcpy(at, bench->to, n);
    }
    return g_bytes_new_take(copy, size);
}

static GBytes *write_out(struct bench *bench) {
    const char *version = bench->version ? bench->version : bench->press.pdfx == GAZ_PDFX_4 ? "1.6" : "1.4";
    assert_int_equal(qpdf_init_write_memory(bench->pdf), QPDF_SUCCESS);
    qpdf_set_static_ID(bench->pdf, QPDF_TRUE);
    qpdf_set_stream_data_mode(bench->pdf, qpdf_s_preserve);
    qpdf_set_object_stream_mode(bench->pdf, bench->streams);
    qpdf_force_pdf_version(bench->pdf, version);
    if (bench->encrypts)
        qpdf_set_r3_encryption_parameters_insecure(bench->pdf, "", "owner", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
                                                   QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full);
    assert_int_equal(qpdf_write(bench->pdf), QPDF_SUCCESS);
    return patch(bench, qpdf_get_buffer(bench->pdf), qpdf_get_buffer_length(bench->pdf));
}

static const struct gaz_ink inks[] = {
    {.name = "黑", .has_cmyk = true, .cmyk = {0, 0, 0, 100}},
    {.name = "红", .has_cmyk = true, .cmyk = {0, 80, 80, 0}},
    {.name = "版头红", .has_cmyk = true, .cmyk = {0, 90, 80, 0}, .spot = "GovRed"},
    {.name = "白", .has_cmyk = true, .cmyk = {0, 0, 0, 0}},
};

/* What the preflight says, in English; "" when the file is good. */
static char *judge(struct bench *bench) {
    static const struct gaz_page page = {.width = PAGE_WIDTH * GAZ_POINT, .height = PAGE_HEIGHT * GAZ_POINT};
    const struct gaz_pages pages = {.pages = &page, .n_pages = 1, .inks = inks, .n_inks = G_N_ELEMENTS(inks)};
    struct gaz_diags *diags = gaz_diags_new();
    GBytes *pdf = write_out(bench);
    bool good = gaz_press_verify(pdf, &pages, &bench->press, diags);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    gaz_diags_print(diags, out, GAZ_ENGLISH, true);
    fclose(out);
    assert_int_equal(good, *text == '\0');
    assert_int_equal(gaz_diags_exit(diags, GAZ_LENIENT), good ? GAZ_EXIT_OK : GAZ_EXIT_BUG);
    g_bytes_unref(pdf);
    gaz_diags_free(diags);
    return text;
}

/* ---- ways to break it */

/* The object after a path from the trailer, or, after "Page", from the first page; numbers are items. */
static qpdf_oh walk(struct bench *bench, char **steps, guint n) {
    bool in_page = strcmp(steps[0], "Page") == 0;
    qpdf_oh at = in_page ? qpdf_get_page_n(bench->pdf, 0) : qpdf_get_trailer(bench->pdf);
    for (guint i = in_page; i < n; i++) {
        g_autofree char *key = g_strconcat("/", steps[i], NULL);
        if (qpdf_oh_is_stream(bench->pdf, at)) at = qpdf_oh_get_dict(bench->pdf, at);
        at = g_ascii_isdigit(*steps[i]) ? qpdf_oh_get_array_item(bench->pdf, at, atoi(steps[i]))
                                        : qpdf_oh_get_key(bench->pdf, at, key);
    }
    return qpdf_oh_is_stream(bench->pdf, at) ? qpdf_oh_get_dict(bench->pdf, at) : at;
}

/* value NULL: the key goes */
static void edit(struct bench *bench, const char *path, const char *value) {
    char **steps = g_strsplit(path, "/", -1);
    guint n = g_strv_length(steps);
    qpdf_oh at = walk(bench, steps, n - 1);
    if (qpdf_oh_is_array(bench->pdf, at)) {
        qpdf_oh_set_array_item(bench->pdf, at, atoi(steps[n - 1]), parse(bench, value));
    } else {
        assert_true(qpdf_oh_is_dictionary(bench->pdf, at));
        g_autofree char *key = g_strconcat("/", steps[n - 1], NULL);
        qpdf_oh_replace_or_remove_key(bench->pdf, at, key,
                                      value ? parse(bench, value) : qpdf_oh_new_null(bench->pdf));
    }
    g_strfreev(steps);
}

/* Puts operators behind those of a stream. */
static void append_content(struct bench *bench, qpdf_oh stream, const char *operators) {
    unsigned char *data = NULL;
    size_t size = 0;
    qpdf_oh_get_stream_data(bench->pdf, stream, qpdf_dl_generalized, NULL, &data, &size);
    g_autofree char *all = g_strdup_printf("%.*s\n%s", (int)size, (const char *)data, operators);
    fill_stream(bench, stream, all, strlen(all));
    free(data);
}

static qpdf_oh figure_of(struct bench *bench) {
    qpdf_oh resources = qpdf_oh_get_key(bench->pdf, qpdf_get_page_n(bench->pdf, 0), "/Resources");
    return qpdf_oh_get_key(bench->pdf, qpdf_oh_get_key(bench->pdf, resources, "/XObject"), "/Fm");
}

static void break_edit(struct bench *bench, const char *path, const char *value) {
    edit(bench, path, value);
}

static void break_page(struct bench *bench, const char *operators, const char *unused) {
    (void)unused;
    append_content(bench, qpdf_oh_get_key(bench->pdf, qpdf_get_page_n(bench->pdf, 0), "/Contents"),
                   operators);
}

static void break_form(struct bench *bench, const char *operators, const char *unused) {
    (void)unused;
    append_content(bench, figure_of(bench), operators);
}

static void break_cell(struct bench *bench, const char *operators, const char *unused) {
    (void)unused;
    qpdf_oh resources =
        qpdf_oh_get_key(bench->pdf, qpdf_oh_get_dict(bench->pdf, figure_of(bench)), "/Resources");
    qpdf_oh patterns = qpdf_oh_get_key(bench->pdf, resources, "/Pattern");
    append_content(bench, qpdf_oh_get_key(bench->pdf, patterns, "/Cell"), operators);
}

static void break_xmp(struct bench *bench, const char *from, const char *to) {
    const char *at = strstr(xmp, from);
    assert_non_null(at);
    g_autofree char *packet = g_strdup_printf("%.*s%s%s", (int)(at - xmp), xmp, to, at + strlen(from));
    set_xmp(bench, packet);
}

static void break_bytes(struct bench *bench, const char *from, const char *to) {
    bench->from = from;
    bench->to = to;
}

static void break_version(struct bench *bench, const char *version, const char *unused) {
    (void)unused;
    bench->version = version;
}

/* A file of 1.5 that says it is of 1.4. */
static void break_streams(struct bench *bench, const char *from, const char *to) {
    bench->streams = qpdf_o_generate;
    bench->version = "1.5";
    break_bytes(bench, from, to);
}

static void break_encryption(struct bench *bench, const char *unused, const char *unused_too) {
    (void)unused;
    (void)unused_too;
    bench->encrypts = true;
}

static void break_page_count(struct bench *bench, const char *unused, const char *unused_too) {
    (void)unused;
    (void)unused_too;
    qpdf_remove_page(bench->pdf, qpdf_get_page_n(bench->pdf, N_PAGES - 1));
}

/* Blank pages that nobody wants. */
static void break_filling(struct bench *bench, const char *unused, const char *unused_too) {
    (void)unused;
    (void)unused_too;
    bench->press.fills_sheets = false;
}

/* Not so large as the page, and the bleed with it. */
static void break_trim_size(struct bench *bench, const char *trim, const char *bleed) {
    edit(bench, "Page/TrimBox", trim);
    edit(bench, "Page/BleedBox", bleed);
}

static void break_class(struct bench *bench, const char *class, const char *unused) {
    (void)unused;
    give_profile(bench, make_profile("\x04", class, "CMYK"));
}

static void break_space(struct bench *bench, const char *space, const char *unused) {
    (void)unused;
    give_profile(bench, make_profile("\x04", "prtr", space));
}

static void break_profile_version(struct bench *bench, const char *version, const char *unused) {
    (void)unused;
    give_profile(bench, make_profile(version, "prtr", "CMYK"));
}

static void break_components(struct bench *bench, const char *path, const char *value) {
    give_profile(bench, make_profile("\x04", "prtr", "CMYK"));
    edit(bench, path, value);
}

/* The file has another profile than the press was given. */
static void break_profile(struct bench *bench, const char *unused, const char *unused_too) {
    (void)unused;
    (void)unused_too;
    give_profile(bench, make_profile("\x04", "prtr", "CMYK"));
    g_bytes_unref(bench->press.profile);
    bench->press.profile = make_profile("\x02", "prtr", "CMYK");
}

static void break_condition_info(struct bench *bench, const char *registry, const char *info) {
    give_profile(bench, make_profile("\x04", "prtr", "CMYK"));
    bench->press.is_registered = false;
    edit(bench, registry, NULL);
    edit(bench, info, NULL);
}

#define INTENT "Root/OutputIntents/0/"
#define STATE "Page/Resources/ExtGState/Solid/"
#define SPACES "Page/Resources/ColorSpace/"
#define IMAGE "Page/Resources/XObject/Im/"
#define FORM "Page/Resources/XObject/Fm/"

struct breakage {
    const char *rule;
    int kinds;
    void (*how)(struct bench *bench, const char *first, const char *second);
    const char *first, *second;
};

static const struct breakage breakages[] = {
    {"version", X1A, break_version, "1.5", NULL},
    {"version", X4, break_version, "1.4", NULL},
    {"version", X4, break_version, "1.7", NULL},
    {"object_streams", X1A, break_streams, "%PDF-1.5", "%PDF-1.4"},
    {"file_id", BOTH, break_bytes, "/ID [", "/IX ["},
    {"encryption", BOTH, break_encryption, NULL, NULL},
    {"page_count", BOTH, break_page_count, NULL, NULL},
    {"page_count", BOTH, break_filling, NULL, NULL},
    {"intent", BOTH, break_edit, "Root/OutputIntents", NULL},
    {"intent", BOTH, break_edit, INTENT "S", "/GTS_PDFA1"},
    {"condition", BOTH, break_edit, INTENT "OutputConditionIdentifier", NULL},
    {"condition", BOTH, break_edit, INTENT "OutputConditionIdentifier", "(FOGRA51)"},
    {"condition_info", BOTH, break_condition_info, INTENT "RegistryName", INTENT "Info"},
    {"registry", X1A, break_edit, INTENT "RegistryName", NULL},
    {"registry", BOTH, break_edit, INTENT "RegistryName", "(http://example.org)"},
    {"profile", X4, break_edit, INTENT "DestOutputProfile", NULL},
    {"profile", BOTH, break_profile, NULL, NULL},
    {"profile_components", BOTH, break_components, INTENT "DestOutputProfile/N", "3"},
    {"profile_class", BOTH, break_class, "mntr", NULL},
    {"profile_space", BOTH, break_space, "RGB ", NULL},
    {"profile_version", BOTH, break_profile_version, "\x05", NULL},
    {"open_action", BOTH, break_edit, "Root/OpenAction", "<< /S /Named /N /Print >>"},
    {"named_scripts", BOTH, break_edit, "Root/Names", "<< /JavaScript << /Names [] >> >>"},
    {"embedded_files", BOTH, break_edit, "Root/Names", "<< /EmbeddedFiles << /Names [] >> >>"},
    {"xfa", BOTH, break_edit, "Root/AcroForm", "<< /Fields [] /XFA (x) >>"},
    {"additional_actions", BOTH, break_edit, "Page/AA", "<< >>"},
    {"scripts", BOTH, break_edit, "Page/PieceInfo", "<< /A [ << /S /JavaScript /JS (x) >> ] >>"},
    {"title", BOTH, break_edit, "Info/Title", NULL},
    {"created", BOTH, break_edit, "Info/CreationDate", NULL},
    {"created", BOTH, break_edit, "Info/CreationDate", "(2026-01-15)"},
    {"modified", BOTH, break_edit, "Info/ModDate", NULL},
    {"trapped", BOTH, break_edit, "Info/Trapped", NULL},
    {"trapped", BOTH, break_edit, "Info/Trapped", "/Unknown"},
    {"pdfx_version", X1A, break_edit, "Info/GTS_PDFXVersion", NULL},
    {"pdfx_version", X1A, break_edit, "Info/GTS_PDFXConformance", "(PDF/X-1a:2003)"},
    {"xmp", X4, break_edit, "Root/Metadata", NULL},
    {"xmp", X4, break_xmp, "</rdf:RDF>", ""},
    {"xmp_version", X4, break_xmp, "PDF/X-4", "PDF/X-3"},
    {"xmp_version", X4, break_xmp, "http://www.npes.org/pdfx/ns/id/", "http://www.npes.org/"},
    {"xmp_created", X4, break_xmp, "2026-01-15T00:00:00+08:00</xmp:CreateDate>",
     "2026-01-15</xmp:CreateDate>"},
    {"xmp_modified", X4, break_xmp, "2026-01-16", "2026-01-17"},
    {"xmp_metadata_date", X4, break_xmp, "2026-01-15T00:00:00+08:00</xmp:MetadataDate>",
     "</xmp:MetadataDate>"},
    {"xmp_document", X4, break_xmp, "uuid:0", ""},
    {"xmp_version_id", X4, break_xmp, "<xmpMM:VersionID>1</xmpMM:VersionID>", ""},
    {"xmp_rendition", X4, break_xmp, "default</xmpMM", "</xmpMM"},
    {"xmp_trapped", X4, break_xmp, "pdf:Trapped='False'", "pdf:Trapped='True'"},
    {"xmp_title", X4, break_xmp, "某市公报", "某县公报"},
    {"trim_box", BOTH, break_edit, "Page/TrimBox", NULL},
    {"art_box", BOTH, break_edit, "Page/ArtBox", "[8 8 208 308]"},
    {"trim_size", BOTH, break_trim_size, "[8 8 200 308]", "[0 0 208 316]"},
    {"bleed_box", BOTH, break_edit, "Page/BleedBox", "[1 0 216 316]"},
    {"bleed_box", BOTH, break_edit, "Page/BleedBox", NULL},
    {"media_box", BOTH, break_edit, "Page/MediaBox", "[0 1 216 316]"},
    {"crop_box", BOTH, break_edit, "Page/CropBox", "[8 8 208 308]"},
    {"user_unit", BOTH, break_edit, "Page/UserUnit", "2"},
    {"page_group", BOTH, break_edit, "Page/Group", "<< /S /Transparency /CS /DeviceCMYK >>"},
    {"annotations", BOTH, break_edit, "Page/Annots", "[ << /Type /Annot /Subtype /Link /Rect [0 0 1 1] >> ]"},
    {"postscript", BOTH, break_edit, FORM "Subtype2", "/PS"},
    {"form_group", BOTH, break_edit, FORM "Group", "<< /S /Transparency >>"},
    {"reference", BOTH, break_edit, FORM "Ref", "<< /Page 0 >>"},
    {"opi", BOTH, break_edit, FORM "OPI", "<< /1.3 << >> >>"},
    {"alternates", BOTH, break_edit, IMAGE "Alternates", "[]"},
    {"image_mask", BOTH, break_edit, IMAGE "SMask", "<< >>"},
    {"image_mask", BOTH, break_edit, IMAGE "SMaskInData", "1"},
    {"interpolation", BOTH, break_edit, IMAGE "Interpolate", "true"},
    {"image_space", BOTH, break_edit, IMAGE "ColorSpace", NULL},
    {"filter", BOTH, break_edit, IMAGE "Filter", "/LZWDecode"},
    {"filter", BOTH, break_edit, IMAGE "Filter", "/JPXDecode"},
    {"filter", BOTH, break_edit, IMAGE "Filter", "[/FlateDecode /JBIG2Decode]"},
    {"outside_stream", BOTH, break_edit, IMAGE "F", "(a.bin)"},
    {"transfer", BOTH, break_edit, STATE "TR", "/Identity"},
    {"transfer_2", BOTH, break_edit, STATE "TR2", "/Identity"},
    {"halftone_phase", BOTH, break_edit, STATE "HTP", "[0 0]"},
    {"halftone", BOTH, break_edit, STATE "HT", "<< /HalftoneType 6 >>"},
    {"soft_mask", BOTH, break_edit, STATE "SMask", "<< /S /Alpha >>"},
    {"blend_mode", BOTH, break_edit, STATE "BM", "/Multiply"},
    {"stroke_alpha", BOTH, break_edit, STATE "CA", "0.5"},
    {"fill_alpha", BOTH, break_edit, STATE "ca", "0.5"},
    {"font_embedded", BOTH, break_edit, "Page/Resources/Font/F0/DescendantFonts/0/FontDescriptor", "<< >>"},
    {"font_embedded", BOTH, break_edit, "Page/Resources/Font/F1/FontDescriptor", NULL},
    {"notdef", BOTH, break_page, "/Over gs BT /F0 9 Tf <00010000> Tj ET", NULL},
    {"notdef", BOTH, break_page, "/Over gs BT /F1 9 Tf (A) Tj [(A) -9 (B)] TJ ET", NULL},
    {"colour_space", BOTH, break_edit, SPACES "Other", "[/Lab << /WhitePoint [1 1 1] >>]"},
    {"colour_space", BOTH, break_edit, SPACES "Other", "[/Indexed /DeviceRGB 0 <000000>]"},
    {"colour_space", BOTH, break_edit, SPACES "DefaultRGB", "[/CalRGB << /WhitePoint [1 1 1] >>]"},
    {"colour_space", BOTH, break_edit, IMAGE "ColorSpace", "/DeviceRGB"},
    {"colour_space", BOTH, break_edit, "Page/Resources/Shading",
     "<< /S << /ShadingType 1 /ColorSpace /DeviceRGB >> >>"},
    {"colour_space", BOTH, break_edit, "Page/Resources/Pattern",
     "<< /P << /PatternType 2 /Shading << /ShadingType 1 /ColorSpace /DeviceRGB >> >> >>"},
    {"spot_name", BOTH, break_edit, SPACES "Spot/1", "/Rot"},
    {"spot_alternate", BOTH, break_edit, SPACES "Spot/2", "/DeviceGray"},
    {"spot_once", BOTH, break_edit, SPACES "Again",
     "[/Separation /GovRed /DeviceCMYK " TINT "[0 0.9 0.8 0] /Range [0 1 0 1 0 1 0 1] >>]"},
    {"spot_tint", BOTH, break_edit, SPACES "Spot/3/C1", "[0 0.8 0.8 0]"},
    {"spot_tint", BOTH, break_edit, SPACES "Spot/3/FunctionType", "4"},
    {"rgb_operator", BOTH, break_page, "1 0 0 rg", NULL},
    {"rgb_operator", BOTH, break_form, "1 0 0 RG", NULL},
    {"rgb_operator", BOTH, break_cell, "1 0 0 rg", NULL},
    {"space_operator", BOTH, break_page, "/DeviceRGB cs", NULL},
    {"space_operator", BOTH, break_page, "cs", NULL},
    {"space_operator", BOTH, break_form, "/Spot CS", NULL}, /* the form has no such resource */
    {"inline_image", BOTH, break_form, "BI /W 1 /H 1 /BPC 8 /IM false /CS /RGB ID abc EI", NULL},
    {"unnamed_ink", BOTH, break_page, "1 0 0 0 k 0 0 1 1 re f", NULL},
    {"unnamed_ink", BOTH, break_page, "0 0.8 0.7 0 K 0 0 m 9 9 l S", NULL},
    {"unnamed_ink", BOTH, break_page, "0.5 g 0 0 1 1 re f", NULL},
    {"unnamed_ink", BOTH, break_page, "0 0.9 0.8 0 k 0 0 1 1 re f", NULL}, /* has a plate of its own */
    {"unnamed_ink", BOTH, break_page, "/DeviceGray cs 0.5 sc 0 0 1 1 re f", NULL},
    {"unnamed_ink", BOTH, break_page, "/Im Do", NULL},
    {"unnamed_ink", BOTH, break_page, "/DeviceCMYK cs 1 1 1 1 scn BT /F0 9 Tf <0001> Tj ET", NULL},
    {"black_text", BOTH, break_page, "0 0 0 1 k BT /F0 9 Tf <0001> Tj ET", NULL},
    {"black_text", BOTH, break_page, "q /Over gs Q BT /F0 9 Tf <0001> Tj ET", NULL},
    {"black_text", BOTH, break_page, "/FillOver gs 1 Tr 0 G BT /F0 9 Tf <0001> Tj ET", NULL},
    {"black_text", BOTH, break_page, "/Knock gs /Figure BMC EMC BT /F0 9 Tf <0001> Tj ET", NULL},
    {"black_rule", BOTH, break_page, "0 0 0 1 k 0 0 1 1 re f", NULL},
    {"black_rule", BOTH, break_page, "/Over gs q /Knock gs 0 0 0 1 K 0 0 m 9 9 l S Q", NULL},
    {"black_rule", BOTH, break_page, "/Mode0 gs 0 0 0 1 k 0 0 1 1 re f", NULL},
    {"white_knockout", BOTH, break_page, "/Over gs 0 0 0 0 k 0 0 1 1 re f", NULL},
    {"white_knockout", BOTH, break_page, "/Over gs /DeviceGray cs 1 sc 0 0 1 1 re f", NULL},
    {"white_knockout", BOTH, break_page, "/Over gs 1 g BT /F0 9 Tf <0001> Tj ET", NULL},
    {"white_knockout", BOTH, break_page, "/Over gs 0 0 0 0 k /Figure BMC 0 0 1 1 re f EMC", NULL},
    {"colour_knockout", BOTH, break_page, "/Over gs 0 0.8 0.8 0 k 0 0 1 1 re f", NULL},
    {"colour_knockout", BOTH, break_page, "/Over gs /Spot cs 1 scn BT /F0 9 Tf <0001> Tj ET", NULL},
    {"colour_knockout", BOTH, break_page, "/Over gs /Figure BMC 0.5 G 0 0 m 9 9 l S EMC", NULL},
    {"colour_knockout", BOTH, break_page, "/Over gs /Figure BMC /Fm Do EMC", NULL},
    {"hidden_operators", BOTH, break_page, "BX EX", NULL},
};

/* ---- tests */

static bool begin_or_skip(struct bench *bench, enum gaz_pdfx pdfx) {
    bool can = begin(bench, pdfx);
    if (can) return true;
    end(bench);
    skip();
    return false;
}

static void good_files_pass(void **state) {
    (void)state;
    for (enum gaz_pdfx pdfx = GAZ_PDFX_1A; pdfx <= GAZ_PDFX_4; pdfx++) {
        struct bench bench;
        if (!begin_or_skip(&bench, pdfx)) return;
        char *said_of_it = judge(&bench);
        assert_string_equal(said_of_it, "");
        free(said_of_it);
        end(&bench);
    }
}

static unsigned count(const char *text, const char *part) {
    unsigned n = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        n++;
    return n;
}

/* Refused for this and nothing else. */
static void try_breakage(const struct breakage *breakage, enum gaz_pdfx pdfx) {
    struct bench bench;
    if (!begin_or_skip(&bench, pdfx)) return;
    breakage->how(&bench, breakage->first, breakage->second);
    char *text = judge(&bench);
    g_autofree char *name = g_strdup_printf("(%s;", breakage->rule);
    if (count(text, "[press-file]") != 1 || !strstr(text, name))
        fail_msg("%s, %s, by %s: it says: %s", breakage->rule, pdfx == GAZ_PDFX_4 ? "X-4" : "X-1a",
                 breakage->first ? breakage->first : "itself", text);
    free(text);
    end(&bench);
}

static void every_breakage_is_found_alone(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(breakages); i++)
        for (enum gaz_pdfx pdfx = GAZ_PDFX_1A; pdfx <= GAZ_PDFX_4; pdfx++)
            if (breakages[i].kinds & 1 << pdfx) try_breakage(&breakages[i], pdfx);
}

/* A rule that nobody has seen fail proves nothing. */
static void every_rule_is_shown_to_fail(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int kinds;
    } rules[] = {
#define GAZ_PRESS_RULE(name, kinds, level, clause, chinese, english) {#name, kinds},
#include "output/press/rules.def"
#undef GAZ_PRESS_RULE
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        int shown = 0;
        for (size_t k = 0; k < G_N_ELEMENTS(breakages); k++)
            if (strcmp(breakages[k].rule, rules[i].name) == 0) shown |= breakages[k].kinds;
        if (shown != rules[i].kinds) fail_msg("%s is not shown to fail in each kind", rules[i].name);
    }
}

/* Page and object are told. */
static void place_is_told(void **state) {
    (void)state;
    struct bench bench;
    if (!begin_or_skip(&bench, GAZ_PDFX_4)) return;
    edit(&bench, FORM "OPI", "<< >>");
    char *text = judge(&bench);
    assert_non_null(strstr(text, "page 1, object "));
    free(text);
    end(&bench);
}

/* Cut anywhere, the file is refused and nothing crashes. */
static void damaged_file_is_refused(void **state) {
    (void)state;
    struct bench bench;
    if (!begin_or_skip(&bench, GAZ_PDFX_1A)) return;
    const struct gaz_pages pages = {.inks = inks, .n_inks = G_N_ELEMENTS(inks)};
    GBytes *pdf = write_out(&bench);
    for (gsize keep = 0; keep + 8 < g_bytes_get_size(pdf); keep += 97) {
        struct gaz_diags *diags = gaz_diags_new();
        GBytes *part = g_bytes_new_from_bytes(pdf, 0, keep);
        assert_false(gaz_press_verify(part, &pages, &bench.press, diags));
        assert_true(gaz_diags_have_errors(diags));
        g_bytes_unref(part);
        gaz_diags_free(diags);
    }
    g_bytes_unref(pdf);
    end(&bench);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_files_pass),
        cmocka_unit_test(every_breakage_is_found_alone),
        cmocka_unit_test(every_rule_is_shown_to_fail),
        cmocka_unit_test(place_is_told),
        cmocka_unit_test(damaged_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
