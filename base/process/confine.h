/* confine.h: the kernel itself refuses what a run has no business with (Landlock, Linux 5.13 and later).
 *
 * A confinement names what is withheld from the process and its children, and the places that are free of it.
 * It cannot be taken back, and a second one withholds more, never less. Knows nothing of issues and folders:
 * what is allowed is decided by who asks (cli/confine.c).
 */
#ifndef GAZ_BASE_PROCESS_CONFINE_H
#define GAZ_BASE_PROCESS_CONFINE_H

#include <stdbool.h>

enum gaz_access {
    GAZ_ACCESS_READ = 1 << 0,  /* opening files to read them, folders to list them */
    GAZ_ACCESS_WRITE = 1 << 1, /* opening files to write, making, renaming, removing; and starting a program,
                                  and TCP, both of which no place is free of */
    GAZ_ACCESS_LIST = 1 << 2,  /* of a place: listing folders, without reading files */
};

struct gaz_confinement;

/* withheld: gaz_access. NULL where the kernel has no Landlock, or has it switched off. */
struct gaz_confinement *gaz_confinement_new(unsigned withheld);

/* A file, or a folder with all below it; a link stands for what it leads to. What is not there, or cannot be
 * reached, is left out. NULL as confinement or path does nothing. */
void gaz_confinement_allow(struct gaz_confinement *confinement, const char *path, unsigned access);

/* Takes effect, and frees it. False when nothing is confined: there is none, or a place could not be named
 * for want of memory or descriptors (better unconfined than without its fonts). To be called before the
 * process has threads. */
bool gaz_confinement_begin(struct gaz_confinement *confinement);

#endif
