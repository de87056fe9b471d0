/* standards.c: an output intent and the metadata; all else that the standards ask is so of every file. */
#include "output/pdf/standards.h"

#include "output/objects/keys.h"
#include "output/objects/xmp.h"

#include <glib.h>
#include <lcms2.h>
#include <string.h>

/* The profile of IEC 61966-2-1 as lcms makes it, without the day on which it was made. */
static GBytes *new_profile(void) {
    enum { CREATED = 24, IDENTIFIER = 84, IDENTIFIER_SIZE = 16 }; /* ICC.1:2010, 7.2 */
    static const unsigned char some_date[] = {0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsUInt32Number size = 0;
    cmsSetProfileVersion(profile, 4.2);
    cmsSaveProfileToMem(profile, NULL, &size);
    unsigned char *data = g_malloc0(size);
    cmsSaveProfileToMem(profile, data, &size);
    cmsCloseProfile(profile);
    if (size >= IDENTIFIER + IDENTIFIER_SIZE) {
        memcpy(data + CREATED, some_date, sizeof some_date);
        memset(data + IDENTIFIER, 0, IDENTIFIER_SIZE);
    }
    return g_bytes_new_take(data, size);
}

/* 6.2.3 */
static void set_intent(qpdf_data pdf) {
    g_autoptr(GBytes) profile = new_profile();
    qpdf_oh intent =
        qpdf_oh_parse(pdf, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
                           "/Info (sRGB IEC61966-2.1) >>");
    gaz_pdf_set_intent(pdf, intent, profile, 3);
}

static void say(qpdf_data pdf, struct gaz_pdf_saying saying) {
    g_autofree char *producer = g_strdup(qpdf_get_info_key(pdf, "/Producer"));
    saying.producer = producer;
    g_autofree char *xmp = gaz_pdf_xmp(&saying);
    gaz_pdf_set_xmp(pdf, xmp);
}

void gaz_pdf_make_accessible(qpdf_data pdf, const struct gaz_pages *pages, const char *identity) {
    say(pdf, (struct gaz_pdf_saying){.pages = pages, .claim = GAZ_CLAIM_UA, .identity = identity});
}

void gaz_pdf_make_archive(qpdf_data pdf, const struct gaz_pages *pages,
                          const struct gaz_pdf_document *document, const char *identity) {
    set_intent(pdf);
    say(pdf, (struct gaz_pdf_saying){pages, GAZ_CLAIM_ARCHIVE, document, identity, NULL});
}
