/* fuzz_docx.c: the bytes of a .docx: zip, relationships, limits. Whatever it is, no character that was read
 * goes astray. */
#include "tests/fuzz/fuzz_intake.h"
#include "tests/unit/intake/docx_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_check_reading(docx_read_bytes((struct gaz_bytes){data, size}));
    return 0;
}
