/* checksum.c: is a face's file whole, and are its tables as their maker left them?
 *
 * The directory of an sfnt (OpenType 1.9, "Table Directory") says for each table where it lies and the sum of
 * its bytes, taken as numbers of four. HarfBuzz and FreeType read neither: of a file that was cut off, or in
 * which a disk has turned a bit, they make other outlines, or none. Of 2,100 faces of Debian 12 six have a
 * wrong sum, each in a table of words alone (name, OS/2); the sum of head, which holds a number that depends
 * on all the others, is taken in two ways, and is wrong in two of them. So what draws is an error, the rest a
 * warning.
 *
 * A large face has 24 MB: the bytes of a stretch are added by their place in the number, sixteen at once.
 * That is a twelfth of a build even so, so what was found whole is looked at again after a day, or when the
 * file is another.
 */
#include "fonts/set.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef guint16 lanes __attribute__((vector_size(16)));

enum {
    LANES = sizeof(lanes) / sizeof(guint16),
    STRETCH = 256 * sizeof(lanes), /* bytes: 256 times 255 is less than a lane holds */
    PIECE = 1 << 20,               /* so much of the file is held at a time */
    DAY = 24 * 60 * 60,
    HEAD_SIZE = 12, /* of the directory */
    ENTRY_SIZE = 16,
    ADJUSTMENT = 8 /* where head has checkSumAdjustment */
};

static guint32 number_at(const unsigned char *data) {
    return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8 | data[3];
}

/* whole: the sums of the lanes; high: of their upper bytes. That of the lower bytes follows, for none of the
 * three is more than a lane holds. */
static guint32 fold(lanes whole, lanes high) {
    bool little = G_BYTE_ORDER == G_LITTLE_ENDIAN;
    lanes low = whole - (high << 8);
    guint32 sum = 0;
    for (int i = 0; i < LANES; i++) {
        guint32 first = little ? low[i] : high[i], second = little ? high[i] : low[i];
        sum += ((first << 8) + second) << (i % 2 == 0 ? 16 : 0);
    }
    return sum;
}

static guint32 sum_stretch(const unsigned char *data) {
    lanes whole = {0}, high = {0};
#pragma GCC unroll 8
    for (size_t i = 0; i < STRETCH; i += sizeof(lanes)) {
        lanes some;
        memcpy(&some, data + i, sizeof some);
        whole += some;
        high += some >> 8;
    }
    return fold(whole, high);
}

/* What was read of the mapped file need not stay: a large face would be a large part of all that the run
 * holds. What is asked of it again comes back. */
static void let_go(const unsigned char *data, size_t size) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), begin = ((uintptr_t)data + page - 1) / page * page;
    uintptr_t end = ((uintptr_t)data + size) / page * page;
    if (end > begin) madvise((void *)begin, end - begin, MADV_DONTNEED);
}

/* A table whose length is no multiple of four counts as if zeros followed. */
static guint32 sum_table(const unsigned char *data, size_t size) {
    guint32 sum = 0;
    size_t i = 0;
    for (size_t kept = 0; size - i >= STRETCH; i += STRETCH) {
        sum += sum_stretch(data + i);
        if (i - kept < PIECE) continue;
        let_go(data + kept, i - kept);
        kept = i;
    }
    for (; size - i >= 4; i += 4)
        sum += number_at(data + i);
    for (unsigned shift = 24; i < size; i++, shift -= 8)
        sum += (guint32)data[i] << shift;
    return sum;
}

/* With or without the number that the whole file's sum is made right by. */
static bool has_sum(const char *tag, const unsigned char *data, size_t size, guint32 told) {
    guint32 sum = sum_table(data, size);
    if (sum == told) return true;
    return strcmp(tag, "head") == 0 && size >= ADJUSTMENT + 4 && sum - number_at(data + ADJUSTMENT) == told;
}

/* Whether the table has a say in which glyphs are drawn, where and how. */
static bool draws(const char *tag) {
    static const char *const others[] = {"name", "OS/2", "head", "post", "DSIG", "meta", "gasp", "PCLT"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (strcmp(tag, others[i]) == 0) return false;
    return true;
}

static enum gaz_face_damage look_at(const struct gaz_face *face, const unsigned char *entry,
                                    struct gaz_face_state *state) {
    memcpy(state->table, entry, 4);
    size_t begin = number_at(entry + 8), size = number_at(entry + 12);
    if (begin > face->size || size > face->size - begin) return GAZ_FACE_CUT;
    if (has_sum(state->table, face->data + begin, size, number_at(entry + 4))) return GAZ_FACE_WHOLE;
    return draws(state->table) ? GAZ_FACE_ALTERED : GAZ_FACE_EDITED;
}

/* Where the face's directory begins: a collection has one for each of its faces. */
static size_t directory_of(const struct gaz_face *face) {
    if (face->size < HEAD_SIZE || memcmp(face->data, "ttcf", 4) != 0) return 0;
    size_t at = HEAD_SIZE + 4 * (size_t)face->index;
    return at + 4 <= face->size ? number_at(face->data + at) : face->size;
}

static struct gaz_face_state look_at_all(const struct gaz_face *face) {
    struct gaz_face_state worst = {GAZ_FACE_WHOLE, ""}, state = worst;
    size_t at = directory_of(face);
    if (at > face->size || face->size - at < HEAD_SIZE) return (struct gaz_face_state){GAZ_FACE_CUT, ""};
    size_t n = (size_t)face->data[at + 4] << 8 | face->data[at + 5];
    at += HEAD_SIZE;
    if (face->size - at < n * ENTRY_SIZE) return (struct gaz_face_state){GAZ_FACE_CUT, ""};
    for (size_t i = 0; i < n; i++) {
        state.damage = look_at(face, face->data + at + i * ENTRY_SIZE, &state);
        if (state.damage > worst.damage) worst = state;
    }
    return worst;
}

static bool is_of_today(const char *path) {
    struct stat there;
    time_t now = time(NULL);
    return path && stat(path, &there) == 0 && there.st_mtime <= now && now - there.st_mtime < DAY;
}

struct gaz_face_state gaz_face_check(const struct gaz_face *face) {
    g_autofree char *folder = gaz_catalog_cache(), *whole = gaz_face_kept(face, "whole", folder);
    if (is_of_today(whole)) return (struct gaz_face_state){GAZ_FACE_WHOLE, ""};
    struct gaz_face_state state = look_at_all(face);
    if (whole && state.damage == GAZ_FACE_WHOLE)
        g_file_set_contents(whole, "", 0, NULL); /* else it is asked again */
    return state;
}
