/* pictures.c: the side of the parent.
 *
 * The child answers in order. When it dies, or is silent for too long, the picture at hand is too costly, and
 * another child goes on behind it; so fontconfig is paid for once, and one bad picture hides no other. The
 * data come in a file of memory, which both see.
 */
#include "output/picture/pictures.h"

#include "base/diag/diag.h"
#include "base/picture/picture.h"
#include "base/process/exit.h"
#include "output/inks/form.h"
#include "output/output.h"
#include "output/picture/steps.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MUCH_MEMORY = 512 << 10 /* KiB: who used as much fell over the limit, not over the machine */ };

struct made {
    enum gaz_picture_verdict verdict;
    uint64_t total; /* pixels, with all before it */
    struct gaz_picture_answer answer;
    cairo_surface_t *surface;
    struct gaz_colour_note *notes;
    GByteArray *own; /* its data, made on this side; NULL: they are the child's */
};

struct gaz_pictures {
    struct gaz_picture_use use;
    GPtrArray *images;   /* const struct gaz_image *: each that differs, once */
    GPtrArray *asked;    /* the same, NULL where the child need not be asked */
    GHashTable *numbers; /* key of an image → its number, from 1 */
    GArray *made;        /* struct made, as many */
    guint at;            /* the next whose answer is waited for */
    pid_t child;         /* 0: none */
    int answers, memory; /* −1: none */
    int64_t ends;
    uint64_t most_pixels;  /* of all together */
    bool talk_failed;      /* on this side */
    guint n_drawn;         /* stand-ins */
    unsigned char *shared; /* the memory, when all is there; NULL: not yet */
    size_t shared_size;
};

/* ---- which */

static const char *name_of(const struct gaz_image *image) {
    return image->name ? image->name : "?";
}

/* The file's bytes where they stood first: each issue of a volume has its own of the same drawing. */
static const unsigned char *first_bytes(const struct gaz_pictures *pictures, const struct gaz_image *image) {
    for (guint i = 0; i < pictures->images->len; i++) {
        const struct gaz_image *other = pictures->images->pdata[i];
        if (other->data == image->data) break;
        if (other->size == image->size && strcmp(name_of(other), name_of(image)) == 0 &&
            memcmp(other->data, image->data, image->size) == 0)
            return other->data;
    }
    return image->data;
}

/* For the PDF pixels are the same at whatever size they are printed. */
static char *key_of(const struct gaz_pictures *pictures, const struct gaz_image *image) {
    bool any_size = pictures->use.scale == 0 && image->kind != GAZ_PICTURE_SVG;
    return g_strdup_printf("%p %zu %d %d", (const void *)first_bytes(pictures, image), image->size,
                           any_size ? 0 : image->width, any_size ? 0 : image->height);
}

/* From 1; 0: it is none of these. */
static guint number_of(const struct gaz_pictures *pictures, const struct gaz_image *image) {
    g_autofree char *key = key_of(pictures, image);
    return GPOINTER_TO_UINT(g_hash_table_lookup(pictures->numbers, key));
}

static void add(struct gaz_pictures *pictures, const struct gaz_image *image) {
    if (number_of(pictures, image) > 0) return;
    char *key = key_of(pictures, image);
    g_ptr_array_add(pictures->images, (gpointer)image);
    g_hash_table_insert(pictures->numbers, key, GUINT_TO_POINTER(pictures->images->len));
}

static void add_page(struct gaz_pictures *pictures, const struct gaz_page *page) {
    for (uint32_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == GAZ_ITEM_IMAGE) add(pictures, &page->items[i].as.image);
}

static struct made *made_at(const struct gaz_pictures *pictures, guint i) {
    return &g_array_index(pictures->made, struct made, i);
}

static uint64_t pixels_of(const struct gaz_image *image) {
    struct gaz_picture picture = {.data = image->data, .size = image->size};
    return gaz_picture_look(&picture) ? (uint64_t)picture.pixels_wide * picture.pixels_high : 0;
}

/* ---- the child */

static void begin_child(struct gaz_pictures *pictures) {
    int ends[2];
    if (pictures->memory < 0 || pipe(ends) != 0) return;
    pid_t child = fork();
    if (child == 0)
        gaz_picture_child(pictures->asked, pictures->at, &pictures->use, ends[1], pictures->memory);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return;
    }
    pictures->child = child;
    pictures->answers = ends[0];
}

/* What the child died of. Want of memory is the machine's when the child had little of it. */
static enum gaz_picture_verdict end_child(struct gaz_pictures *pictures) {
    int status = 0;
    struct rusage used = {0};
    kill(pictures->child, SIGKILL);
    while (wait4(pictures->child, &status, 0, &used) < 0 && errno == EINTR) {
    }
    close(pictures->answers);
    pictures->child = 0;
    pictures->answers = -1;
    if (pictures->talk_failed) return GAZ_PICTURE_UNTRIED;
    bool is_want = WIFEXITED(status)
                       ? WEXITSTATUS(status) == GAZ_EXIT_IO || WEXITSTATUS(status) == GAZ_PICTURE_UNTRIED
                       : WTERMSIG(status) == SIGTRAP; /* GLib's end when it has no thread */
    return is_want && used.ru_maxrss < MUCH_MEMORY ? GAZ_PICTURE_UNTRIED : GAZ_PICTURE_COSTLY;
}

/* ---- begin */

static struct gaz_pictures *new_pictures(const struct gaz_picture_use *use, uint32_t n_pages) {
    int64_t seconds = GAZ_PICTURES_SECONDS + (int64_t)GAZ_PAGE_SECONDS * n_pages;
    struct gaz_pictures *pictures = g_new(struct gaz_pictures, 1);
    *pictures = (struct gaz_pictures){
        .use = *use,
        .images = g_ptr_array_new(),
        .asked = g_ptr_array_new(),
        .answers = -1,
        .memory = -1,
        .numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .made = g_array_new(FALSE, TRUE, sizeof(struct made)),
        .ends = g_get_monotonic_time() + seconds * G_USEC_PER_SEC,
        .most_pixels = (GAZ_PICTURES_PIXELS + (uint64_t)GAZ_PAGE_PIXELS * n_pages) * 1000000};
    return pictures;
}

/* Pictures beyond the budget end the list: the child is not asked for them. */
static void keep_to_budget(struct gaz_pictures *pictures) {
    uint64_t total = 0;
    for (guint i = 0; i < pictures->images->len; i++) {
        made_at(pictures, i)->total = total += pixels_of(pictures->images->pdata[i]);
        if (total > pictures->most_pixels) made_at(pictures, i)->verdict = GAZ_PICTURE_BUDGET;
    }
}

/* A drawing that was made for the screen, in the colours of the press; false: it needs to be drawn anew. */
static bool convert_drawing(struct gaz_pictures *pictures, const struct gaz_image *image, struct made *made) {
    struct gaz_made_picture screen;
    guint number = number_of(pictures->use.screen, image);
    if (number == 0 || !gaz_pictures_get(pictures->use.screen, number - 1, &screen)) return false;
    if (screen.kind != GAZ_READY_PDF) return false;
    GByteArray *data = g_byte_array_append(g_byte_array_new(), screen.data, (guint)screen.size);
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(struct gaz_colour_note));
    bool guessed = false, good = gaz_press_convert_drawing(data, pictures->use.colours, notes, &guessed);
    if (good) {
        made->verdict = GAZ_PICTURE_GOOD;
        made->own = g_byte_array_ref(data);
        made->answer = (struct gaz_picture_answer){
            .kind = GAZ_READY_PDF, .way = GAZ_COLOUR_DRAWING, .is_guessed = guessed, .n_notes = notes->len};
        made->notes = (struct gaz_colour_note *)(void *)g_array_steal(notes, NULL);
    }
    g_byte_array_unref(data);
    g_array_unref(notes);
    return good;
}

/* What is there already is made of it; the rest the child is asked for. */
static bool choose_asked(struct gaz_pictures *pictures) {
    bool has_screen = pictures->use.screen && pictures->use.colours, any = false;
    for (guint i = 0; i < pictures->images->len; i++) {
        struct made *made = made_at(pictures, i);
        bool is_good = made->verdict != GAZ_PICTURE_BUDGET;
        bool done = has_screen && is_good && convert_drawing(pictures, pictures->images->pdata[i], made);
        g_ptr_array_add(pictures->asked, done ? NULL : pictures->images->pdata[i]);
        any |= !done;
    }
    return any;
}

/* The child begins, when there is anything to do. */
static void begin(struct gaz_pictures *pictures) {
    g_array_set_size(pictures->made, pictures->images->len);
    keep_to_budget(pictures);
    if (!choose_asked(pictures)) return;
    pictures->memory = memfd_create("pictures", MFD_CLOEXEC);
    if (made_at(pictures, 0)->verdict != GAZ_PICTURE_BUDGET) begin_child(pictures);
}

struct gaz_pictures *gaz_pictures_begin(const struct gaz_pages *pages, uint32_t first, uint32_t end,
                                        const struct gaz_picture_use *use) {
    struct gaz_pictures *pictures = new_pictures(use, end - first);
    for (uint32_t i = first; i < end; i++)
        add_page(pictures, &pages->pages[i]);
    begin(pictures);
    return pictures;
}

/* ---- its answers */

static bool wait_for(struct gaz_pictures *pictures) {
    int64_t now = g_get_monotonic_time();
    int64_t until = MIN(now + (int64_t)GAZ_PICTURE_WAIT * G_USEC_PER_SEC, pictures->ends);
    int ready;
    do {
        now = g_get_monotonic_time();
        struct pollfd end = {.fd = pictures->answers, .events = POLLIN};
        ready = poll(&end, 1, (int)(MAX(until - now, 0) / 1000));
    } while (ready < 0 && errno == EINTR);
    pictures->talk_failed = ready < 0;
    return ready == 1;
}

static bool hear(struct gaz_pictures *pictures, struct gaz_picture_answer *answer) {
    size_t got = 0;
    while (got < sizeof *answer && wait_for(pictures)) {
        ssize_t n = read(pictures->answers, (char *)answer + got, sizeof *answer - got);
        if (n < 0 && errno == EINTR) continue;
        pictures->talk_failed = n < 0;
        if (n <= 0) return false;
        got += (size_t)n;
    }
    return got == sizeof *answer && answer->index == pictures->at;
}

/* The child is not believed: an answer outside the list is its death. */
static bool take_answer(struct made *made, const struct gaz_picture_answer *answer) {
    if (answer->verdict < GAZ_PICTURE_GOOD || answer->verdict > GAZ_PICTURE_UNTRIED) return false;
    if (answer->kind < GAZ_READY_STREAM || answer->kind > GAZ_READY_PIXELS) return false;
    if (answer->way < GAZ_COLOUR_KEPT || answer->way > GAZ_COLOUR_DRAWN) return false;
    made->verdict = (enum gaz_picture_verdict)answer->verdict;
    made->answer = *answer;
    return true;
}

static void hear_all(struct gaz_pictures *pictures) {
    for (; pictures->at < pictures->images->len; pictures->at++) {
        struct made *made = made_at(pictures, pictures->at);
        struct gaz_picture_answer answer;
        if (made->verdict == GAZ_PICTURE_BUDGET || made->own) continue;
        bool has_time = g_get_monotonic_time() < pictures->ends;
        if (!pictures->child && has_time) begin_child(pictures);
        if (!pictures->child)
            made->verdict = has_time ? GAZ_PICTURE_UNTRIED : GAZ_PICTURE_COSTLY;
        else if (!hear(pictures, &answer) || !take_answer(made, &answer))
            made->verdict = end_child(pictures);
    }
    if (pictures->child) end_child(pictures);
}

/* ---- whose fault it is */

/* A drawing that is nothing but good, in a child of its own. When not even that can be drawn (a file of
 * fontconfig's could not be read), nobody's picture is to blame. */
static bool can_draw(void) {
    static const char control[] = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='9'>"
                                  "<text y='8' font-size='8'>字A</text></svg>";
    static const struct gaz_image image = {.width = 20 * GAZ_POINT,
                                           .height = 9 * GAZ_POINT,
                                           .kind = GAZ_PICTURE_SVG,
                                           .data = (const unsigned char *)control,
                                           .size = sizeof control - 1};
    struct gaz_pictures *alone = new_pictures(&(struct gaz_picture_use){.scale = 1}, 0);
    add(alone, &image);
    begin(alone);
    hear_all(alone);
    bool drawn = made_at(alone, 0)->verdict == GAZ_PICTURE_GOOD;
    gaz_pictures_free(alone);
    return drawn;
}

static bool is_doubtful(const struct gaz_pictures *pictures, guint i) {
    const struct gaz_image *image = pictures->images->pdata[i];
    enum gaz_picture_verdict verdict = made_at(pictures, i)->verdict;
    return image->kind == GAZ_PICTURE_SVG &&
           (verdict == GAZ_PICTURE_DAMAGED || verdict == GAZ_PICTURE_EMPTY || verdict == GAZ_PICTURE_COSTLY);
}

static void ask_whose_fault(struct gaz_pictures *pictures) {
    guint doubtful = 0;
    for (guint i = 0; i < pictures->images->len; i++)
        doubtful += is_doubtful(pictures, i);
    if (doubtful == 0 || can_draw()) return;
    for (guint i = 0; i < pictures->images->len; i++)
        if (is_doubtful(pictures, i)) made_at(pictures, i)->verdict = GAZ_PICTURE_UNTRIED;
}

/* ---- end */

static void complain(const struct gaz_pictures *pictures, guint i, struct gaz_diags *diags) {
    const struct gaz_image *image = pictures->images->pdata[i];
    static const char *const kinds[] = {"?", "SVG", "PNG", "JPEG"};
    static const enum gaz_code codes[] = {
        [GAZ_PICTURE_DAMAGED] = GAZ_D_PICTURE,       [GAZ_PICTURE_SURPLUS] = GAZ_D_PICTURE_SURPLUS,
        [GAZ_PICTURE_EMPTY] = GAZ_D_PICTURE_EMPTY,   [GAZ_PICTURE_COSTLY] = GAZ_D_PICTURE_COSTLY,
        [GAZ_PICTURE_BUDGET] = GAZ_D_PICTURE_BUDGET, [GAZ_PICTURE_UNTRIED] = GAZ_D_PICTURE_PROCESS};
    enum gaz_picture_verdict verdict = made_at(pictures, i)->verdict;
    char most[16], total[16];
    g_snprintf(most, sizeof most, "%u", (unsigned)(pictures->most_pixels / 1000000));
    g_snprintf(total, sizeof total, "%u", (unsigned)(made_at(pictures, i)->total / 1000000));
    if (verdict == GAZ_PICTURE_BUDGET)
        gaz_report(diags, codes[verdict], image->span, name_of(image), total, most);
    else
        gaz_report(diags, codes[verdict], image->span, name_of(image), kinds[image->kind & 3]);
}

/* What the child wrote; nothing of it may lie outside. */
static bool map_memory(struct gaz_pictures *pictures) {
    off_t size = lseek(pictures->memory, 0, SEEK_END);
    if (size <= 0) return size == 0;
    void *shared = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, pictures->memory, 0);
    if (shared == MAP_FAILED) return false;
    pictures->shared = shared;
    pictures->shared_size = (size_t)size;
    return true;
}

static bool is_inside(const struct gaz_pictures *pictures, const struct gaz_picture_answer *answer) {
    uint64_t room = pictures->shared_size;
    if (answer->at > room || answer->dict_size > room - answer->at) return false;
    if (answer->data_size > room - answer->at - answer->dict_size || answer->dict_size == 0) return false;
    room -= answer->at + answer->dict_size + answer->data_size;
    if (answer->n_notes > room / sizeof(struct gaz_colour_note)) return false;
    return pictures->shared[answer->at + answer->dict_size - 1] == '\0';
}

static bool make_surface(const struct gaz_pictures *pictures, struct made *made) {
    const struct gaz_picture_answer *answer = &made->answer;
    if (answer->width == 0 || answer->height == 0 || answer->width > GAZ_MOST_PIXELS ||
        answer->data_size != (uint64_t)answer->width * answer->height * 4)
        return false;
    unsigned char *pixels = pictures->shared + answer->at + answer->dict_size; /* only read */
    made->surface = cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_ARGB32, (int)answer->width,
                                                        (int)answer->height, (int)answer->width * 4);
    return cairo_surface_status(made->surface) == CAIRO_STATUS_SUCCESS;
}

/* They do not stand in the memory as the machine wants them to. */
static void copy_notes(const struct gaz_pictures *pictures, struct made *made) {
    const struct gaz_picture_answer *answer = &made->answer;
    if (answer->n_notes == 0) return;
    made->notes = g_new(struct gaz_colour_note, answer->n_notes);
    memcpy(made->notes, pictures->shared + answer->at + answer->dict_size + answer->data_size,
           answer->n_notes * sizeof *made->notes);
}

static bool take_made(struct gaz_pictures *pictures, struct made *made) {
    if (made->own) return true;
    if (made->verdict != GAZ_PICTURE_GOOD) return false;
    bool wants_pixels = pictures->use.scale > 0, is_pixels = made->answer.kind == GAZ_READY_PIXELS;
    bool good = is_inside(pictures, &made->answer) && wants_pixels == is_pixels;
    if (good && wants_pixels) good = make_surface(pictures, made);
    if (good) copy_notes(pictures, made);
    if (!good) made->verdict = GAZ_PICTURE_UNTRIED;
    return good;
}

/* The first one's place stands for all. */
static void warn_of_guesses(const struct gaz_pictures *pictures, struct gaz_diags *diags) {
    const struct gaz_image *first = NULL;
    guint n = 0;
    for (guint i = 0; i < pictures->images->len; i++) {
        if (made_at(pictures, i)->verdict != GAZ_PICTURE_GOOD || !made_at(pictures, i)->answer.is_guessed)
            continue;
        if (n++ == 0) first = pictures->images->pdata[i];
    }
    if (n == 0) return;
    g_autofree char *chinese = n > 1 ? g_strdup_printf("等%u幅", n) : g_strdup("");
    g_autofree char *english = n > 1 ? g_strdup_printf(" and %u more", n - 1) : g_strdup("");
    gaz_report(diags, GAZ_D_PRESS_FORMULA, first->span, name_of(first), chinese, english);
}

bool gaz_pictures_end(struct gaz_pictures *pictures, struct gaz_diags *diags) {
    bool good = true;
    hear_all(pictures);
    ask_whose_fault(pictures);
    bool mapped = pictures->memory < 0 || map_memory(pictures);
    for (guint i = 0; i < pictures->images->len; i++) {
        struct made *made = made_at(pictures, i);
        if (!mapped && !made->own) made->verdict = GAZ_PICTURE_UNTRIED;
        if (take_made(pictures, made)) continue;
        complain(pictures, i, diags);
        good = false;
    }
    warn_of_guesses(pictures, diags);
    return good;
}

bool gaz_pictures_try(const struct gaz_pages *pages, struct gaz_diags *diags) {
    struct gaz_pictures *pictures =
        gaz_pictures_begin(pages, 0, pages->n_pages, &(struct gaz_picture_use){0});
    bool good = gaz_pictures_end(pictures, diags);
    gaz_pictures_free(pictures);
    return good;
}

void gaz_pictures_free(struct gaz_pictures *pictures) {
    if (pictures->child) end_child(pictures);
    for (guint i = 0; i < pictures->made->len; i++) {
        if (made_at(pictures, i)->surface) cairo_surface_destroy(made_at(pictures, i)->surface);
        g_free(made_at(pictures, i)->notes);
        if (made_at(pictures, i)->own) g_byte_array_unref(made_at(pictures, i)->own);
    }
    if (pictures->shared) munmap(pictures->shared, pictures->shared_size);
    if (pictures->memory >= 0) close(pictures->memory);
    g_ptr_array_free(pictures->images, TRUE);
    g_ptr_array_free(pictures->asked, TRUE);
    g_hash_table_destroy(pictures->numbers);
    g_array_free(pictures->made, TRUE);
    g_free(pictures);
}

/* ---- what is drawn, and what it becomes */

cairo_surface_t *gaz_pictures_surface(struct gaz_pictures *pictures, const struct gaz_image *image) {
    guint number = number_of(pictures, image);
    if (number == 0) return NULL;
    if (pictures->use.scale > 0) return cairo_surface_reference(made_at(pictures, number - 1)->surface);
    pictures->n_drawn++;
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)number, 1);
}

guint gaz_pictures_drawn(const struct gaz_pictures *pictures) {
    return pictures->n_drawn;
}

void gaz_pictures_draw_again(struct gaz_pictures *pictures) {
    pictures->n_drawn = 0;
}

bool gaz_pictures_get(const struct gaz_pictures *pictures, guint index, struct gaz_made_picture *made) {
    if (index >= pictures->images->len || made_at(pictures, index)->verdict != GAZ_PICTURE_GOOD) return false;
    const struct gaz_picture_answer *answer = &made_at(pictures, index)->answer;
    const struct gaz_image *image = pictures->images->pdata[index];
    const GByteArray *own = made_at(pictures, index)->own;
    if (own) {
        *made = (struct gaz_made_picture){answer->kind, "", own->data, own->len};
        return true;
    }
    bool is_file = answer->kind == GAZ_READY_FILE;
    const unsigned char *data = pictures->shared + answer->at + answer->dict_size;
    *made =
        (struct gaz_made_picture){answer->kind, (const char *)pictures->shared + answer->at,
                                  is_file ? image->data : data, is_file ? image->size : answer->data_size};
    return true;
}

guint gaz_pictures_count(const struct gaz_pictures *pictures) {
    return pictures->images->len;
}

bool gaz_pictures_colours(const struct gaz_pictures *pictures, guint index,
                          struct gaz_picture_colours *colours) {
    if (index >= pictures->images->len || made_at(pictures, index)->verdict != GAZ_PICTURE_GOOD) return false;
    const struct made *made = made_at(pictures, index);
    const struct gaz_image *image = pictures->images->pdata[index];
    *colours = (struct gaz_picture_colours){.name = name_of(image),
                                            .span = image->span,
                                            .way = (enum gaz_colour_way)made->answer.way,
                                            .is_guessed = made->answer.is_guessed != 0,
                                            .pixels_wide = made->answer.width,
                                            .pixels_high = made->answer.height,
                                            .notes = made->notes,
                                            .n_notes = (guint)made->answer.n_notes};
    return true;
}
