/* styles.h: the door: a style's name becomes a resolved style. */
#ifndef GAZ_STYLES_STYLES_H
#define GAZ_STYLES_STYLES_H

#include "base/text/source.h"
#include "styles/style.h"

#include <glib.h>
#include <stdio.h>

struct gaz_diags;
struct gaz_yaml;

/* Loads `name`: "gongbao-2026" is styles/gongbao-2026.yaml of the data folder; a name with a / or .yaml is
 * a file below `issue_folder`. The words of 词表.txt of the data folder and of the issue
 * folder, where there is one, belong to it. `span` is where the issue names it. Complaints go to diags; NULL
 * when any value is wrong or missing: a style is whole or it is not there. The caller frees it, after the
 * diagnostics were printed. */
struct gaz_style *gaz_style_load(const char *name, const char *data_folder, const char *issue_folder,
                                 struct gaz_span span, struct gaz_diags *diags);
void gaz_style_free(struct gaz_style *style);

/* The style with a document's own values (版面: {页行数: 31}) resolved over it: a new style, freed by the
 * caller, never NULL. It borrows from both, which must outlive it. When a value is wrong it is reported and
 * the style's own are kept. Fonts cannot be changed here: they are opened once for an issue. A
 * colour that is written in place joins the table of inks that both have. */
struct gaz_style *gaz_style_override(const struct gaz_style *style, const struct gaz_yaml *values,
                                     struct gaz_diags *diags);

/* The style for documents of a form: 格式 of the style, or the style itself. */
const struct gaz_style *gaz_style_of_form(const struct gaz_style *style, enum gaz_form form);

/* A resolved value as text: lengths in mm, to the micrometre. `note` is for people: the ink's name and where
 * the value was set ("红 own.yaml:3", "-"); NULL where there is nothing to say. */
struct gaz_style_value {
    const char *key, *value, *note;
};

/* Calls back for every resolved value, always in the same order; what it is given is borrowed for the call.
 */
typedef void gaz_style_visitor(void *context, const struct gaz_style_value *value);
void gaz_style_walk(const struct gaz_style *style, gaz_style_visitor *visit, void *context);

/* Where the value of a key ("印刷.特性") was set; no source: in no file. */
struct gaz_span gaz_style_span_of(const struct gaz_style *style, const char *key);
/* Where the style first writes a colour in place ("#B11E23", as 0xB11E23): as a value, of a kind of text, on
 * the cover; no source: nowhere. */
struct gaz_span gaz_style_span_of_colour(const struct gaz_style *style, uint32_t screen);

/* All values for people, one a line: `key = value  # note`. Nobody is to read this text back. */
void gaz_style_dump(const struct gaz_style *style, FILE *out);

/* The definitions of 样式, a whole style file, and 版面, a document's own values, with all that they refer to
 * (base/data/json_schema.h). What an editor proposes for a value is what `usual` has; NULL: nothing. */
void gaz_style_put_definitions(GString *out, const struct gaz_style *usual, bool english);

/* The manual's list of style keys. */
void gaz_style_print_keys(FILE *out, bool english);

#endif
