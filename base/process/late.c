/* late.c: see late.h. */
#include "base/process/late.h"

#include "base/process/exit.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void end(const char *library) {
    const char *why = dlerror();
    fflush(stdout);
    fprintf(stderr, "gongbao: 打不开程序库%s：没有安装，或内存不足 (cannot open a shared library): %s\n",
            library, why ? why : "?");
    exit(GAZ_EXIT_IO);
}

gaz_function gaz_late(const char *library, const char *function) {
    void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL); /* the same one each time, never closed */
    void *symbol = handle ? dlsym(handle, function) : NULL;
    if (!symbol) end(library);
    gaz_function found;
    memcpy(&found, &symbol, sizeof found); /* POSIX: they are of one form, which ISO C does not say */
    return found;
}
