/* coverage_exit.c: linked into each program whose lines are counted (GAZ_COVERAGE). gcc's counts are written
 * by what exit() calls; a child that ends by _exit, or becomes another program, has run lines too. */
void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
int __real_execvp(const char *file, char *const words[]);
int __wrap_execvp(const char *file, char *const words[]);

_Noreturn void __wrap__exit(int status) {
    __gcov_dump();
    __real__exit(status);
}

int __wrap_execvp(const char *file, char *const words[]) {
    __gcov_dump();
    return __real_execvp(file, words);
}
