/* fuzz_intake_html.c: a saved page as a draft: every carrier stands once in it or was left out, in tables
 * too; the grid of a table is covered once; no control but line ends stands in a text. */
#include "tests/fuzz/fuzz_intake.h"

#include "intake/html/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    gaz_html_is((struct gaz_bytes){data, size});
    fuzz_check_reading(read_by(gaz_html_read, "a.html", data, size));
    return 0;
}
