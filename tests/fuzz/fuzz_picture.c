/* fuzz_picture.c: a picture file: its header, the list of what may stand in an SVG, and the decoders of
 * pixels, which run in a child otherwise. An SVG is not drawn. */
#include "tests/fuzz/fuzz.h"

#include "base/picture/picture.h"
#include "output/picture/steps.h"

#include <stdlib.h>

enum { MOST = 1 << 20 /* pixels */ };

static void decode(const struct gaz_picture *picture, const struct gaz_picture_use *use) {
    struct gaz_ready_picture ready;
    gaz_ready_begin(&ready);
    struct gaz_image image = {.width = 100 * GAZ_POINT,
                              .height = 100 * GAZ_POINT,
                              .kind = picture->kind,
                              .data = picture->data,
                              .size = picture->size};
    bool good = gaz_picture_make_ready(&image, use, &ready) == GAZ_PICTURE_GOOD;
    if (good && ready.kind != GAZ_READY_FILE && ready.data->len == 0) abort();
    if (good && use->scale > 0 && ready.data->len != (guint64)ready.width * ready.height * 4) abort();
    gaz_ready_end(&ready);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_picture picture = {.data = data, .size = size};
    bool good = gaz_picture_check(&picture, "a", (struct gaz_span){0}, diags);
    fuzz_check_diags(diags);
    if (!good && !gaz_diags_have_errors(diags)) abort();
    uint64_t n_pixels = (uint64_t)picture.pixels_wide * picture.pixels_high;
    if (good && picture.kind != GAZ_PICTURE_SVG && n_pixels <= MOST) {
        struct gaz_press_colours *colours = gaz_press_colours_new(NULL, NULL, 0);
        decode(&picture, &(struct gaz_picture_use){0});
        decode(&picture, &(struct gaz_picture_use){.scale = 0.1});
        decode(&picture, &(struct gaz_picture_use){.colours = colours});
        gaz_press_colours_free(colours);
    }
    gaz_diags_free(diags);
    return 0;
}
