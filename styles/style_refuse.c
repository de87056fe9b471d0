/* style_refuse.c: the complaint that all readers of values share. */
#include "base/diag/diag.h"
#include "styles/style_resolver.h"

void gaz_resolve_refuse(struct gaz_resolver *resolver, const char *name, const struct gaz_yaml *value,
                        const char *chinese, const char *english) {
    gaz_report(resolver->diags, GAZ_D_STYLE_VALUE, value->span, name, value->scalar, chinese, english);
    resolver->failed = true;
}
