/* pictures.c: pictures of which nobody says what they show: whoever has the file read aloud passes over them.
 */
#include "check/checker.h"

/* A formula on a line of its own is named by its number. */
static bool is_silent(const struct gaz_figure *figure) {
    return figure->path && figure->caption.n == 0 && figure->number.n == 0 &&
           !(figure->alternative && *figure->alternative);
}

static void check_pictures(struct gaz_checker *checker, const struct gaz_figure *figures, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (is_silent(&figures[i])) gaz_find_mark(checker, GAZ_CHECK_PICTURE_SILENT, figures[i].span);
}

void gaz_check_pictures(struct gaz_checker *checker) {
    const struct gaz_doc *doc = checker->doc;
    for (uint32_t k = 0; k < doc->n_parts; k++)
        for (uint32_t i = 0; i < doc->parts[k].n_blocks; i++) {
            const struct gaz_block *block = &doc->parts[k].blocks[i];
            check_pictures(checker, block->figures, block->n_figures);
            for (uint32_t c = 0; block->table && c < block->table->n_cells; c++)
                check_pictures(checker, block->table->cells[c].figures, block->table->cells[c].n_figures);
        }
}
