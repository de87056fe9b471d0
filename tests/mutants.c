/* mutants.c: which of the faults that mutants.py has built into the program is there; in its copy of the tree
 * this is a file of base/. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST = 1 << 16 };

bool gaz_mutant_is(int number), gaz_mutant_at(int number, bool was, bool is);

static bool active[MOST];
static char *touched; /* a byte for each mutant, in a file that children and confined ones share */

/* Before anything is confined. */
__attribute__((constructor)) static void choose(void) {
    char *numbers = getenv("GAZ_MUTANTS"), *file = getenv("GAZ_MUTANTS_TOUCHED");
    while (numbers && *numbers)
        active[strtol(numbers, &numbers, 10) % MOST] = true;
    int fd = file ? open(file, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0) return;
    char *memory = mmap(NULL, MOST, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (memory != MAP_FAILED) touched = memory;
    close(fd);
}

bool gaz_mutant_is(int number) {
    return active[number];
}

/* What stands there, and what the fault would make of it. */
bool gaz_mutant_at(int number, bool was, bool is) {
    if (touched && was != is) touched[number] = 1;
    return was;
}
