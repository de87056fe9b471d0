/* file.h: the only way to the disk.
 *
 * Reading below a root never leaves it: no absolute path, no "..", no URL, no symbolic link out (openat2 with
 * RESOLVE_BENEATH where the kernel has it, else a checked real path). Writing puts a temporary file beside
 * the target, syncs and renames it, so an existing file survives every failure.
 */
#ifndef GAZ_BASE_FILE_FILE_H
#define GAZ_BASE_FILE_FILE_H

#include "base/text/source.h"

#include <stdbool.h>

struct gaz_arena;
struct gaz_diags;

enum { GAZ_MAX_SOURCE = 16 << 20, GAZ_MAX_PICTURE = 64 << 20, GAZ_MAX_COPY = 1 << 30 }; /* bytes */

struct gaz_bytes {
    const unsigned char *data;
    size_t size;
};

/* The bytes of `path` below the folder `root`. On failure reports at `span` (or about the file itself) and
 * gives data == NULL. Only regular files; at most GAZ_MAX_PICTURE bytes. */
struct gaz_bytes gaz_file_read_below(struct gaz_arena *arena, const char *root, const char *path,
                                     struct gaz_span span, struct gaz_diags *diags);

/* The same of a printed copy, which may be a scan of many pages: at most GAZ_MAX_COPY bytes. */
struct gaz_bytes gaz_file_read_copy_below(struct gaz_arena *arena, const char *root, const char *path,
                                          struct gaz_diags *diags);

/* Two names below a root are of one file when they give the same text: by the file itself where it can be
 * opened, so that links are seen through, else by the name without its ./ and //. Freed with g_free. */
char *gaz_file_identity(const char *root, const char *path);

/* A file's name without its folder and its ending; freed with g_free. */
char *gaz_file_stem(const char *path);

/* Reads a UTF-8 source below a root: strips a byte order mark, checks UTF-8, turns CRLF and CR into LF,
 * reports C0/C1 controls but tab and line end, bidi controls and zero-width characters. NULL after an error
 * that leaves nothing to read. A bad character is reported at its place and reading goes on without it. */
struct gaz_source *gaz_source_read_below(struct gaz_arena *arena, const char *root, const char *path,
                                         struct gaz_span span, struct gaz_diags *diags);

/* The same checks on bytes that are in memory already, at most GAZ_MAX_SOURCE. */
struct gaz_source *gaz_source_clean(struct gaz_arena *arena, const char *name, const char *path,
                                    struct gaz_bytes bytes, struct gaz_diags *diags);

/* Writes atomically and durably. A file that is replaced hands on its mode, and its owner where that may be
 * given; a new one has the mode that umask says. Takes away temporaries that killed writes of the same name
 * have left. False after reporting GAZ_D_WRITE. */
bool gaz_file_write(const char *path, const void *data, size_t size, struct gaz_diags *diags);

struct gaz_new_file {
    const char *path;
    const void *data;
    size_t size;
    struct gaz_bytes
        was; /* what stands there and may give way, none where nothing does; data NULL: anything */
};

/* The same of several files that belong together: every one is whole on the disk under another name before
 * the first is put in place, so a full disk leaves all of them as they were. So they stay too when one does
 * not hold what it `was`: GAZ_D_WRITE_STALE says which. Should a rename fail behind another one that did not,
 * GAZ_D_WRITE_PARTLY says which of them are new. */
bool gaz_files_write(const struct gaz_new_file *files, uint32_t n, struct gaz_diags *diags);

/* The folder that holds styles/ and fonts/: $GONGBAO_DATA, else ../share/gongbao beside the program, else the
 * source folder it was built from. The caller frees it; NULL when none has styles/gbt9704.yaml. */
char *gaz_data_folder(void);

/* Whether an errno says that there is nothing of that name. */
bool gaz_file_is_nothing(int error);

/* False only when the system says that there is nothing of that name, a link that leads nowhere included:
 * what cannot be looked at for another reason is opened, so that the reason is told. */
bool gaz_file_may_exist(const char *path);

/* What stands where a file of ours is to be written. Only one that begins as ours do, or an empty file, may
 * be replaced: so no source, no picture, no folder, no device is lost by a slip of the hand. */
enum gaz_file_place {
    GAZ_PLACE_FREE,       /* nothing */
    GAZ_PLACE_OURS,       /* a file that begins so, or an empty one */
    GAZ_PLACE_TAKEN,      /* something else */
    GAZ_PLACE_UNREADABLE, /* the system does not say; errno */
};

#define GAZ_PDF_HEAD "%PDF-"           /* how a PDF begins */
#define GAZ_MATCH_FILE "match.lock"    /* what match leaves in an issue's folder; read by lock, regenerate */
#define GAZ_COPY_HEAD "# gongbao 印本" /* and a printed copy that was read from one */
#define GAZ_DESK_HEAD "<!doctype html>\n<!-- gongbao 校对台 -->" /* and output/web/desk.html */

/* Whether they begin so; head: NUL-terminated. */
bool gaz_bytes_begin(struct gaz_bytes bytes, const char *head);

/* head: how a file of ours begins, at most 63 bytes. follows: a symbolic link is what it leads to, else it is
 * GAZ_PLACE_TAKEN. */
enum gaz_file_place gaz_file_place(const char *path, const char *head, bool follows);

#endif
