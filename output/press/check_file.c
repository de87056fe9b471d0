/* check_file.c: rules about the file as a whole: its header, trailer, catalogue and output intent. */
#include "output/press/sight.h"

#include <stdlib.h>
#include <string.h>

static const char PLACE_OF_CLASS[] = "prtr", COLOURS[] = "CMYK", REGISTRY[] = "http://www.color.org";

static const char *bytes_of(const struct gaz_press_sight *sight, gsize *size) {
    return g_bytes_get_data(sight->check->bytes, size);
}

/* 1.3 and 1.4, or 1.6 (libqpdf writes no lower than the file needs, so 1.7 would mean that it needs more) */
bool gaz_press_holds_version(const struct gaz_press_sight *sight) {
    gsize size;
    const char *data = bytes_of(sight, &size);
    if (size < 9 || memcmp(data, "%PDF-1.", 7) != 0 || (data[8] != '\n' && data[8] != '\r')) return false;
    if (sight->check->press->pdfx == GAZ_PDFX_4) return data[7] == '6';
    return data[7] == '3' || data[7] == '4';
}

/* Where the file says that its cross-reference is, there must be a table, and it leads to no stream. */
bool gaz_press_holds_object_streams(const struct gaz_press_sight *sight) {
    enum { END = 64 }; /* startxref stands in so many last bytes */
    gsize size;
    const char *data = bytes_of(sight, &size);
    g_autofree char *end = g_strndup(data + size - MIN(size, END), MIN(size, END));
    const char *start = g_strrstr(end, "startxref");
    guint64 at = start ? g_ascii_strtoull(start + strlen("startxref"), NULL, 10) : 0;
    if (at + 4 > size || memcmp(data + at, "xref", 4) != 0) return false;
    return !qpdf_oh_has_key(sight->check->pdf, sight->object, "/XRefStm");
}

bool gaz_press_holds_file_id(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh id = qpdf_oh_get_key(pdf, sight->object, "/ID");
    if (!qpdf_oh_is_array(pdf, id) || qpdf_oh_get_array_n_items(pdf, id) != 2) return false;
    for (int i = 0; i < 2; i++) {
        size_t size = 0;
        qpdf_oh part = qpdf_oh_get_array_item(pdf, id, i);
        if (!qpdf_oh_is_string(pdf, part)) return false;
        qpdf_oh_get_binary_string_value(pdf, part, &size);
        if (size == 0) return false;
    }
    return true;
}

bool gaz_press_holds_encryption(const struct gaz_press_sight *sight) {
    return !qpdf_oh_has_key(sight->check->pdf, sight->object, "/Encrypt");
}

/* As many as were set, with blank ones up to a multiple of four where sheets are filled; a booklet has two on
 * each side. */
bool gaz_press_holds_page_count(const struct gaz_press_sight *sight) {
    enum { SHEET = 4 };
    const struct gaz_press *press = sight->check->press;
    bool fills = press->fills_sheets || press->is_booklet;
    int n = qpdf_get_num_pages(sight->check->pdf) * (press->is_booklet ? 2 : 1);
    int blank = n - (int)sight->check->pages->n_pages;
    return n > 0 && (fills ? n % SHEET == 0 && blank >= 0 && blank < SHEET : blank == 0);
}

/* ---- output intent */

bool gaz_press_holds_intent(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh all = GAZ_PRESS_AT(pdf, "/Root", "/OutputIntents");
    int n = 0, items = qpdf_oh_is_array(pdf, all) ? qpdf_oh_get_array_n_items(pdf, all) : 0;
    for (int i = 0; i < items; i++) {
        qpdf_oh kind = gaz_press_key(pdf, qpdf_oh_get_array_item(pdf, all, i), "/S");
        n += qpdf_oh_is_name_and_equals(pdf, kind, "/GTS_PDFX");
    }
    return n == 1;
}

/* What the intent has under a key; "" when it has no such string, NULL when there is no intent. */
static char *intent_text(const struct gaz_press_sight *sight, const char *key) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh intent = gaz_press_intent(pdf);
    if (!qpdf_oh_is_dictionary(pdf, intent)) return NULL;
    qpdf_oh value = qpdf_oh_get_key(pdf, intent, key);
    return g_strdup(qpdf_oh_is_string(pdf, value) ? qpdf_oh_get_utf8_value(pdf, value) : "");
}

bool gaz_press_holds_condition(const struct gaz_press_sight *sight) {
    g_autofree char *name = intent_text(sight, "/OutputConditionIdentifier");
    return !name || (*name && strcmp(name, sight->check->press->condition) == 0);
}

bool gaz_press_holds_condition_info(const struct gaz_press_sight *sight) {
    g_autofree char *registry = intent_text(sight, "/RegistryName"), *info = intent_text(sight, "/Info");
    return !info || *registry || *info;
}

bool gaz_press_holds_registry(const struct gaz_press_sight *sight) {
    g_autofree char *name = intent_text(sight, "/RegistryName");
    return !name || strcmp(name, sight->check->press->is_registered ? REGISTRY : "") == 0;
}

static GBytes *profile_of(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    return gaz_pdf_take_data(pdf, gaz_press_key(pdf, gaz_press_intent(pdf), "/DestOutputProfile"));
}

/* Without one the condition must be registered, and the file no PDF/X-4. */
bool gaz_press_holds_profile(const struct gaz_press_sight *sight) {
    const struct gaz_press *press = sight->check->press;
    if (!qpdf_oh_is_dictionary(sight->check->pdf, gaz_press_intent(sight->check->pdf))) return true;
    g_autoptr(GBytes) profile = profile_of(sight);
    if (!press->profile) return !profile && press->pdfx != GAZ_PDFX_4 && press->is_registered;
    return profile && g_bytes_equal(profile, press->profile);
}

bool gaz_press_holds_profile_components(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh stream = gaz_press_key(pdf, gaz_press_intent(pdf), "/DestOutputProfile");
    if (!qpdf_oh_is_stream(pdf, stream)) return true;
    qpdf_oh n = qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, stream), "/N");
    return qpdf_oh_is_integer(pdf, n) && qpdf_oh_get_int_value_as_int(pdf, n) == 4;
}

/* Whether the profile's header has this at that byte; true when there is no profile (ICC.1 7.2). */
static bool profile_has(const struct gaz_press_sight *sight, gsize at, const char *tag) {
    g_autoptr(GBytes) profile = profile_of(sight);
    gsize size, n = strlen(tag);
    if (!profile) return true;
    const char *data = g_bytes_get_data(profile, &size);
    return at + n <= size && memcmp(data + at, tag, n) == 0;
}

bool gaz_press_holds_profile_class(const struct gaz_press_sight *sight) {
    return profile_has(sight, 12, PLACE_OF_CLASS);
}

bool gaz_press_holds_profile_space(const struct gaz_press_sight *sight) {
    return profile_has(sight, 16, COLOURS);
}

bool gaz_press_holds_profile_version(const struct gaz_press_sight *sight) {
    return profile_has(sight, 8, "\x02") || profile_has(sight, 8, "\x04");
}

/* ---- the catalogue */

/* A place to open at is no action. */
bool gaz_press_holds_open_action(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    return !qpdf_oh_is_dictionary(pdf, GAZ_PRESS_AT(pdf, "/Root", "/OpenAction"));
}

bool gaz_press_holds_named_scripts(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    return qpdf_oh_is_null(pdf, GAZ_PRESS_AT(pdf, "/Root", "/Names", "/JavaScript"));
}

bool gaz_press_holds_embedded_files(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    return qpdf_oh_is_null(pdf, GAZ_PRESS_AT(pdf, "/Root", "/Names", "/EmbeddedFiles"));
}

bool gaz_press_holds_xfa(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    return qpdf_oh_is_null(pdf, GAZ_PRESS_AT(pdf, "/Root", "/AcroForm", "/XFA"));
}

/* ---- any dictionary */

static qpdf_oh dictionary_of(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    return qpdf_oh_is_stream(pdf, sight->object) ? qpdf_oh_get_dict(pdf, sight->object) : sight->object;
}

bool gaz_press_holds_additional_actions(const struct gaz_press_sight *sight) {
    return !qpdf_oh_has_key(sight->check->pdf, dictionary_of(sight), "/AA");
}

bool gaz_press_holds_scripts(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    return !qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dictionary_of(sight), "/S"), "/JavaScript");
}

static bool is_refused_filter(qpdf_data pdf, qpdf_oh name) {
    return qpdf_oh_is_name_and_equals(pdf, name, "/LZWDecode") ||
           qpdf_oh_is_name_and_equals(pdf, name, "/JBIG2Decode") ||
           qpdf_oh_is_name_and_equals(pdf, name, "/JPXDecode");
}

bool gaz_press_holds_filter(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    if (!qpdf_oh_is_stream(pdf, sight->object)) return true;
    qpdf_oh filter = qpdf_oh_get_key(pdf, dictionary_of(sight), "/Filter");
    int n = qpdf_oh_is_array(pdf, filter) ? qpdf_oh_get_array_n_items(pdf, filter) : 0;
    for (int i = 0; i < n; i++)
        if (is_refused_filter(pdf, qpdf_oh_get_array_item(pdf, filter, i))) return false;
    return !is_refused_filter(pdf, filter);
}

bool gaz_press_holds_outside_stream(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    return !qpdf_oh_is_stream(pdf, sight->object) || !qpdf_oh_has_key(pdf, dictionary_of(sight), "/F");
}
