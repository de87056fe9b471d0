/* metafile.h: what a picture says that no page of ours can show: a metafile of Windows (MS-WMF, MS-EMF). */
#ifndef GAZ_INTAKE_DOCX_METAFILE_H
#define GAZ_INTAKE_DOCX_METAFILE_H

#include "base/file/file.h"

/* The words that it writes, with blanks between; freed with g_free. NULL: it is no metafile, or has none. */
char *gaz_docx_metafile_text(struct gaz_bytes file);

#endif
