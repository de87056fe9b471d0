/* profile.c: whether a file is a profile that a press file may hold (ICC.1:2001-04 and ICC.1:2010, 7.2:
 * the header; 7.3: the table of tags).
 */
#include "output/inks/colour.h"

#include <lcms2.h>
#include <string.h>

enum { HEADER = 128, TAG = 12, MOST_TAGS = 1000 };

static uint32_t word(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool has_header(const unsigned char *data, gsize size) {
    if (size < HEADER + 4 || word(data) != size) return false;
    if (data[8] != 2 && data[8] != 4) return false;
    if (memcmp(data + 12, "prtr", 4) != 0 || memcmp(data + 16, "CMYK", 4) != 0) return false;
    bool connects = memcmp(data + 20, "Lab ", 4) == 0 || memcmp(data + 20, "XYZ ", 4) == 0;
    return connects && memcmp(data + 36, "acsp", 4) == 0;
}

/* Each tag lies inside the file. */
static bool has_tags(const unsigned char *data, gsize size) {
    uint32_t n = word(data + HEADER);
    if (n == 0 || n > MOST_TAGS || HEADER + 4 + (gsize)n * TAG > size) return false;
    for (const unsigned char *tag = data + HEADER + 4; n > 0; n--, tag += TAG) {
        uint32_t at = word(tag + 4), length = word(tag + 8);
        if (at > size || length > size - at) return false;
    }
    return true;
}

/* Colours go into it, and come back out to be looked at. */
static bool is_usable(cmsHPROFILE profile) {
    cmsHPROFILE rgb = cmsCreate_sRGBProfile();
    cmsHTRANSFORM in = cmsCreateTransform(rgb, TYPE_RGB_8, profile, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC,
                                          cmsFLAGS_BLACKPOINTCOMPENSATION);
    cmsHTRANSFORM out =
        cmsCreateTransform(profile, TYPE_CMYK_8, rgb, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC, 0);
    bool good = in && out;
    if (in) cmsDeleteTransform(in);
    if (out) cmsDeleteTransform(out);
    cmsCloseProfile(rgb);
    return good;
}

static char *describe(cmsHPROFILE profile) {
    char text[256] = "";
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text, sizeof text);
    return g_strdup(text);
}

bool gaz_press_profile_look(GBytes *profile, char **description) {
    gsize size;
    const unsigned char *data = g_bytes_get_data(profile, &size);
    if (!has_header(data, size) || !has_tags(data, size)) return false;
    cmsHPROFILE opened = cmsOpenProfileFromMem(data, (cmsUInt32Number)size);
    bool good = opened && is_usable(opened);
    if (good && description) *description = describe(opened);
    if (opened) cmsCloseProfile(opened);
    return good;
}
