/* shading.h: the course of a shading's colours. Only form.c looks in here. */
#ifndef GAZ_OUTPUT_INKS_SHADING_H
#define GAZ_OUTPUT_INKS_SHADING_H

#include "output/inks/content.h"

/* Turns an axial or radial shading of RGB into one of four colours; one that is so already stays. False: it
 * is another. */
bool gaz_press_convert_shading(struct gaz_press_file *file, qpdf_oh shading);

#endif
