/* fuzz_docx.c: the bytes of a .docx: zip, relationships, limits. Whatever it is, no character that was read
 * goes astray. */
#include "tests/fuzz/docx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct docx_reading reading = docx_read_bytes((struct gaz_bytes){data, size});
    fuzz_check_docx(&reading);
    docx_reading_end(&reading);
    return 0;
}
