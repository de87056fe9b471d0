/* child.c: the child that tries the pictures.
 *
 * An SVG is a program: a filter of a billion octaves never ends, a matrix of order 1000 stops the library,
 * and decoders of pictures are where programs are broken into. So the child may use so much time and memory
 * and no more, open nothing for writing, begin no program, and know no network. What it dies of is the
 * picture's fault, not the program's.
 */
#include "output/picture/steps.h"
#include "base/process/child.h"

#include "base/picture/picture.h"
#include "fonts/drawing.h"
#include "output/inks/content.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_ADDRESSES =
        3 << 10,           /* MiB: a hundred million pixels of an interlaced PNG, and the faces of a text */
    MOST_ANSWER = 2 << 10, /* MiB, of all pictures */
    WORD = 8,
};

/* ---- limits */

/* Of what the parent has open only the two ends of the talk stay; what libraries say goes nowhere. */
static bool keep_only(int answers, int memory) {
    int nowhere = memfd_create("nowhere", MFD_CLOEXEC); /* needs no file that could be forbidden */
    if (nowhere < 0) return false;
    for (int fd = 0; fd <= 2; fd++)
        if (dup2(nowhere, fd) < 0) return false;
    int low = MIN(answers, memory), high = MAX(answers, memory);
    if (low > 3) close_range(3, (unsigned)low - 1, 0);
    if (high > low + 1) close_range((unsigned)low + 1, (unsigned)high - 1, 0);
    close_range((unsigned)high + 1, ~0u, 0);
    return true;
}

/* The next picture's: the processor time so far, and its own. */
static void allow_seconds(const struct gaz_picture_use *use) {
    struct timespec used;
    struct rlimit limits;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0 || getrlimit(RLIMIT_CPU, &limits) != 0) return;
    int more = use->colours ? GAZ_PRESS_SECONDS : GAZ_PICTURE_SECONDS;
    limits.rlim_cur = MIN((rlim_t)used.tv_sec + 1 + (rlim_t)more, limits.rlim_max);
    setrlimit(RLIMIT_CPU, &limits);
}

/* ---- the talk */

static bool answer(guint index, enum gaz_picture_verdict verdict, const struct gaz_ready_picture *ready,
                   int answers, int memory) {
    struct gaz_picture_answer it;
    memset(&it, 0, sizeof it);
    it.index = index;
    it.verdict = verdict;
    it.kind = ready->kind;
    it.width = ready->width;
    it.height = ready->height;
    off_t at = lseek(memory, 0, SEEK_END);
    if (at < 0) return false;
    it.at = (uint64_t)at;
    /* with its end, and more zeros, so that pixels lie where words do */
    it.dict_size = (it.at + ready->dict->len + WORD) / WORD * WORD - it.at;
    it.data_size = ready->data->len;
    it.way = ready->way;
    it.is_guessed = ready->is_guessed;
    it.n_notes = ready->notes->len;
    static const char zeros[WORD];
    return gaz_child_write(memory, ready->dict->str, ready->dict->len) &&
           gaz_child_write(memory, zeros, it.dict_size - ready->dict->len) &&
           gaz_child_write(memory, ready->data->data, ready->data->len) &&
           gaz_child_write(memory, ready->notes->data, ready->notes->len * sizeof(struct gaz_colour_note)) &&
           gaz_child_write(answers, &it, sizeof it);
}

static bool pango_has_warned;

/* Pango warns of a face that it cannot open, and takes another. */
static GLogWriterOutput hear_warning(GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data) {
    (void)data;
    for (gsize i = 0; i < n; i++)
        if (level <= G_LOG_LEVEL_WARNING && strcmp(fields[i].key, "GLIB_DOMAIN") == 0 &&
            strcmp(fields[i].value, "Pango") == 0)
            pango_has_warned = true;
    return G_LOG_WRITER_HANDLED;
}

static bool try_picture(const struct gaz_image *image, guint index, const struct gaz_picture_use *use,
                        int answers, int memory) {
    struct gaz_ready_picture ready;
    gaz_ready_begin(&ready);
    allow_seconds(use);
    enum gaz_picture_verdict verdict = gaz_picture_make_ready(image, use, &ready);
    if (verdict == GAZ_PICTURE_GOOD && pango_has_warned) verdict = GAZ_PICTURE_UNTRIED;
    pango_has_warned = false;
    bool told = answer(index, verdict, &ready, answers, memory);
    gaz_ready_end(&ready);
    return told;
}

static bool has_drawing(const GPtrArray *images, guint first) {
    for (guint i = first; i < images->len; i++) {
        const struct gaz_image *image = images->pdata[i];
        if (image && image->kind == GAZ_PICTURE_SVG) return true;
    }
    return false;
}

void gaz_picture_child(const GPtrArray *images, guint first, const struct gaz_picture_use *use, int answers,
                       int memory) {
    if (!keep_only(answers, memory)) _exit(GAZ_PICTURE_UNTRIED);
    if (has_drawing(images, first)) gaz_drawing_faces_begin();
    gaz_child_shut_in(
        (struct gaz_child_limits){.addresses = MOST_ADDRESSES, .written = MOST_ANSWER, .opens = true});
    g_log_set_writer_func(hear_warning, NULL, NULL);
    for (guint i = first; i < images->len; i++) {
        const struct gaz_image *image = images->pdata[i];
        if (image && !try_picture(image, i, use, answers, memory)) _exit(GAZ_PICTURE_UNTRIED);
    }
    _exit(0);
}
