/* exit.h: what the program's exit status says (docs/architecture.md). */
#ifndef GAZ_BASE_PROCESS_EXIT_H
#define GAZ_BASE_PROCESS_EXIT_H

enum gaz_exit {
    GAZ_EXIT_OK = 0,
    GAZ_EXIT_DOCUMENT = 1,
    GAZ_EXIT_USAGE = 2,
    GAZ_EXIT_STRICT = 3,
    GAZ_EXIT_BUG = 70,
    GAZ_EXIT_IO = 74,
};

/* The option that limits memory: by its name regenerate knows what a process of its own complains of. */
#define GAZ_MEMORY_OPTION "--max-memory"

#endif
