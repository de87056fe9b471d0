/* rounds.h: the command line of a bench program: PROGRAM ISSUE… [-n ROUNDS]. */
#ifndef GAZ_BENCH_ROUNDS_H
#define GAZ_BENCH_ROUNDS_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Runs each issue; `rounds`: when no -n says how many. The exit status: 0 when all were good. */
static inline int bench_issues(int argc, char **argv, int rounds,
                               bool (*run)(const char *issue, int rounds)) {
    bool good = argc > 1;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "-n") == 0 && i + 1 < argc) rounds = MAX(atoi(argv[i + 1]), 1);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-n") == 0)
            i++;
        else
            good &= run(argv[i], rounds);
    }
    if (argc < 2) fprintf(stderr, "usage: %s ISSUE… [-n ROUNDS]\n", argv[0]);
    return good ? 0 : 1;
}

#endif
