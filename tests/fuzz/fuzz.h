/* fuzz.h: what the fuzz targets share.
 *
 * A target is one file, fuzz_NAME.c: it reads the bytes as the program would and comes back. With the presets
 * `sanitize` and `fuzz` it is linked with libFuzzer; otherwise with replay.c, which gives it the files of
 * seeds/NAME. What is looked for beside crashes: a complaint of a bug of ours (the reader's and the layout's
 * own proofs that no character is lost) and a complaint whose place lies outside its file.
 */
#ifndef GAZ_TESTS_FUZZ_H
#define GAZ_TESTS_FUZZ_H

#include "base/diag/diag.h"
#include "base/process/arena.h"

#include <stdint.h>

struct gaz_fonts;
struct gaz_style;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    const struct gaz_source *source; /* the bytes, cleaned; NULL: there is nothing to read in them */
};

void fuzz_open(struct fuzz *fuzz, const uint8_t *data, size_t size);

/* Aborts when a complaint is not as it should be. */
void fuzz_close(struct fuzz *fuzz);

/* The same for complaints alone: printed (to nowhere) and looked at. */
void fuzz_check_diags(const struct gaz_diags *diags);

/* A folder that goes when the program ends, made once; and a file in it. */
const char *fuzz_folder(void);
void fuzz_write(const char *name, const void *data, size_t size);

/* The fonts of a style, from the data folder `own` and the machine. */
struct gaz_fonts *fuzz_fonts(const struct gaz_style *style, const char *own);

#endif
