/* yaml_write.h: values as YAML that reads back as the same values. */
#ifndef GAZ_BASE_DATA_YAML_WRITE_H
#define GAZ_BASE_DATA_YAML_WRITE_H

#include "base/data/yaml.h"

#include <glib.h>

/* Whether nothing in it could be taken for a mark of YAML. */
bool gaz_yaml_is_plain(const char *text);
/* A scalar as YAML reads it back: plain where that is safe, else in double quotes. */
void gaz_yaml_append_scalar(GString *out, const char *text);
/* In double quotes, as flow forms need it. */
void gaz_yaml_append_quoted(GString *out, const char *text);
/* What follows “key:” on its line and those below, which are indented by `indent`. */
void gaz_yaml_append_value(GString *out, const struct gaz_yaml *value, unsigned indent);

#endif
