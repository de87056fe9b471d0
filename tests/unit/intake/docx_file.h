/* docx_file.h: a .docx made in memory of parts, read; without cmocka, for the fuzz targets too. */
#ifndef GAZ_TESTS_UNIT_INTAKE_DOCX_FILE_H
#define GAZ_TESTS_UNIT_INTAKE_DOCX_FILE_H

#include "intake/docx/docx.h"
#include "tests/unit/intake/drafts.h"

#include <string.h>
#include <zip.h>

#define DOCX_WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define DOCX_HEAD                                                                                            \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"" DOCX_WORD "\" xmlns:r=\"" DOCX_OFFICE \
    "relationships\" xmlns:m=\"" DOCX_OFFICE                                                                 \
    "math\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""                        \
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""                   \
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""                                     \
    " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""                       \
    " xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>"
#define DOCX_TAIL "</w:body></w:document>"

/* Name and text of a part; a row without a name ends them. */
struct docx_part {
    const char *name, *text;
};

#define DOCX_TYPES                                                                                           \
    {                                                                                                        \
        "[Content_Types].xml",                                                                               \
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"                \
    }
#define DOCX_RELATIONS                                                                                       \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define DOCX_ROOT                                                                                            \
    {                                                                                                        \
        "_rels/.rels", DOCX_RELATIONS "<Relationship Id=\"r1\" Type=\"" DOCX_OFFICE                          \
                                      "officeDocument\" Target=\"word/document.xml\"/></Relationships>"      \
    }

/* The zip's bytes; freed with g_free. */
static inline unsigned char *docx_zip(const struct docx_part *parts, size_t *size) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (const struct docx_part *part = parts; part->name; part++) {
        zip_source_t *text = zip_source_buffer(zip, part->text, strlen(part->text), 0);
        zip_int64_t at = zip_file_add(zip, part->name, text, ZIP_FL_ENC_UTF_8);
        if (at >= 0)
            zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0); /* packing takes time */
    }
    zip_close(zip);
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    unsigned char *bytes = g_malloc(stat.size);
    zip_source_open(source);
    *size = (size_t)zip_source_read(source, bytes, stat.size);
    zip_source_close(source);
    zip_source_free(source);
    zip_error_fini(&error);
    return bytes;
}

static inline struct read docx_read_bytes(struct gaz_bytes bytes) {
    return read_by(gaz_docx_read, "来稿.docx", bytes.data, bytes.size);
}

static inline struct read docx_read_parts(const struct docx_part *parts) {
    size_t size;
    unsigned char *bytes = docx_zip(parts, &size);
    struct read reading = docx_read_bytes((struct gaz_bytes){bytes, size});
    g_free(bytes);
    return reading;
}

#endif
