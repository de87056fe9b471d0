/* check_info.c: rules about what the file says of itself, in its information and in its XMP. */
#include "output/press/sight.h"

#include "base/data/xmp.h"

#include <string.h>

/* NULL when there is none */
static char *info_text(const struct gaz_press_sight *sight, const char *key) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh value = GAZ_PRESS_AT(pdf, "/Info", key);
    return qpdf_oh_is_string(pdf, value) ? g_strdup(qpdf_oh_get_utf8_value(pdf, value)) : NULL;
}

bool gaz_press_holds_title(const struct gaz_press_sight *sight) {
    g_autofree char *title = info_text(sight, "/Title");
    return title && *g_strstrip(title);
}

/* ISO 32000-1 7.9.4, in full: D:YYYYMMDDHHmmSS and Z or +08'00' */
static bool has_date(const struct gaz_press_sight *sight, const char *key) {
    g_autofree char *date = info_text(sight, key);
    return date && g_regex_match_simple("^D:\\d{14}(Z|[+-]\\d\\d'\\d\\d'?)$", date, 0, 0);
}

bool gaz_press_holds_created(const struct gaz_press_sight *sight) {
    return has_date(sight, "/CreationDate");
}

bool gaz_press_holds_modified(const struct gaz_press_sight *sight) {
    return has_date(sight, "/ModDate");
}

/* "True", "False"; NULL: it does not say */
static const char *trapped(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh value = GAZ_PRESS_AT(pdf, "/Info", "/Trapped");
    if (qpdf_oh_is_name_and_equals(pdf, value, "/True")) return "True";
    return qpdf_oh_is_name_and_equals(pdf, value, "/False") ? "False" : NULL;
}

bool gaz_press_holds_trapped(const struct gaz_press_sight *sight) {
    return trapped(sight) != NULL;
}

/* The edition of 2003 has no conformance level beside the version. */
bool gaz_press_holds_pdfx_version(const struct gaz_press_sight *sight) {
    g_autofree char *version = info_text(sight, "/GTS_PDFXVersion");
    g_autofree char *conformance = info_text(sight, "/GTS_PDFXConformance");
    return g_strcmp0(version, "PDF/X-1a:2003") == 0 && !conformance;
}

/* ---- XMP: of a packet that cannot be read only that is said */

bool gaz_press_holds_xmp(const struct gaz_press_sight *sight) {
    return sight->check->xmp != NULL;
}

static const char *property(const struct gaz_press_sight *sight, const char *name) {
    return g_hash_table_lookup(sight->check->xmp, name);
}

static bool has_property(const struct gaz_press_sight *sight, const char *name) {
    if (!sight->check->xmp) return true;
    const char *value = property(sight, name);
    return value && *value;
}

static bool property_is(const struct gaz_press_sight *sight, const char *name, const char *expected) {
    if (!sight->check->xmp || !expected) return true;
    return g_strcmp0(property(sight, name), expected) == 0;
}

bool gaz_press_holds_xmp_version(const struct gaz_press_sight *sight) {
    return property_is(sight, GAZ_XMP_PDFX " GTS_PDFXVersion", "PDF/X-4");
}

/* D:20260115000000+08'00' as XMP writes it: 2026-01-15T00:00:00+08:00 */
static char *xmp_date(const struct gaz_press_sight *sight, const char *key) {
    if (!has_date(sight, key)) return NULL;
    g_autofree char *date = info_text(sight, key);
    const char *d = date + 2, *zone = d + 14;
    g_autofree char *offset = *zone == 'Z' ? g_strdup("Z") : g_strdup_printf("%.3s:%.2s", zone, zone + 4);
    return g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", d, d + 4, d + 6, d + 8, d + 10, d + 12, offset);
}

bool gaz_press_holds_xmp_created(const struct gaz_press_sight *sight) {
    g_autofree char *date = xmp_date(sight, "/CreationDate");
    return property_is(sight, GAZ_XMP_BASIC " CreateDate", date);
}

bool gaz_press_holds_xmp_modified(const struct gaz_press_sight *sight) {
    g_autofree char *date = xmp_date(sight, "/ModDate");
    return property_is(sight, GAZ_XMP_BASIC " ModifyDate", date);
}

bool gaz_press_holds_xmp_metadata_date(const struct gaz_press_sight *sight) {
    return has_property(sight, GAZ_XMP_BASIC " MetadataDate");
}

bool gaz_press_holds_xmp_document(const struct gaz_press_sight *sight) {
    return has_property(sight, GAZ_XMP_MEDIA " DocumentID");
}

bool gaz_press_holds_xmp_version_id(const struct gaz_press_sight *sight) {
    return has_property(sight, GAZ_XMP_MEDIA " VersionID");
}

bool gaz_press_holds_xmp_rendition(const struct gaz_press_sight *sight) {
    return has_property(sight, GAZ_XMP_MEDIA " RenditionClass");
}

bool gaz_press_holds_xmp_trapped(const struct gaz_press_sight *sight) {
    return property_is(sight, GAZ_XMP_PDF " Trapped", trapped(sight));
}

bool gaz_press_holds_xmp_title(const struct gaz_press_sight *sight) {
    g_autofree char *title = info_text(sight, "/Title");
    return property_is(sight, GAZ_XMP_DC " title", title);
}
