/* assets.h: the files of this folder that a browser reads, as text in the program (cmake/embed.cmake). */
#ifndef GAZ_OUTPUT_WEB_ASSETS_H
#define GAZ_OUTPUT_WEB_ASSETS_H

extern const unsigned char gaz_web_frame[];  /* desk.html */
extern const unsigned char gaz_web_style[];  /* desk.css */
extern const unsigned char gaz_web_script[]; /* desk.js */
extern const unsigned char gaz_web_live[];   /* live.js */

#endif
