/* exif.h: what a camera says of a photo. */
#ifndef GAZ_BASE_PICTURE_EXIF_H
#define GAZ_BASE_PICTURE_EXIF_H

#include <stddef.h>

/* How the stored picture is to be turned to stand upright, from the n bytes of a TIFF header (what follows
 * "Exif\0\0" in a JPEG, an eXIf chunk of a PNG): 1–8, EXIF 2.32 tag 0x0112; 1, as stored, where nothing or
 * nonsense is said. */
int gaz_exif_orientation(const unsigned char *data, size_t n);

#endif
